"""What the browser tests stand on: a watched page, the kinds of page there are, and a picture's content."""

import base64
from pathlib import Path
from urllib.parse import urlsplit

import pytest

BASE_DIR = Path(__file__).resolve().parents[2]

# One address for each kind of page and each kind of indicator.
OLOFSTROM = (
    "/",
    "/?ar=2022",
    "/inriktningar/nara-till-allt/",
    "/mal/",
    "/mal/helt-uppkopplat-2025/",
    "/indikatorer/",
    "/indikatorer/invanare/",  # a number in a vision, long series
    "/indikatorer/bredband-1-gbit/?ar=2024",  # path to a target, change of method
    "/indikatorer/internet-i-aldreboenden/",  # steps instead of numbers
    "/perioder/2020-2023/",
    "/sok/?q=bostad",
    "/uppfoljning/",  # every year is open
    "/uppfoljning/2024/",  # open, judged against the targets of the year before
    "/uppfoljning/2024/?mot=2020",
    "/uppfoljning/2024/visa/",
    "/rattelser/",  # none
    "/tillganglighet/",  # no known gaps
)
EXAMPLE = (
    "/",
    "/?ar=2022",
    "/inriktningar/kunskap-som-bar/",
    "/mal/",
    "/mal/eleverna-klarar-skolan/",
    "/indikatorer/",
    "/indikatorer/?q=bostad&status=behind",
    "/indikatorer/?q=zzzz",  # no hits
    "/indikatorer/fardigstallda-bostader/",  # a target for every year
    "/indikatorer/elever-med-stor-franvaro/",  # change of method
    "/indikatorer/wifi-i-boenden/",  # steps instead of numbers
    "/indikatorer/fossilfri-fjarrvarme/",  # no values
    "/indikatorer/behoriga-till-gymnasiet/?jamfor=kvinnor&jamfor=man&jamfor=riket",  # women, men and the country
    "/indikatorer/tomma-lagenheter/",  # within a range
    "/sok/",
    "/sok/?q=bostad",
    "/sok/?q=zzzz",  # no hits
    "/perioder/",
    "/perioder/2016-2019/",
    "/uppfoljning/",  # frozen and open years
    "/uppfoljning/2023/",  # frozen, with later corrections
    "/uppfoljning/2023/?mot=2021",
    "/uppfoljning/2022/version/1/",  # there is a newer one
    "/uppfoljning/2024/",  # open
    "/uppfoljning/2023/visa/",
    "/rattelser/",
    "/sa-bedomer-vi/",
    "/om/",
    "/tillganglighet/",  # gaps of every kind
    "/kontakt/?sida=/mal/&arende=figure",
    "/kontakt/tack/",
    "/kakor/",
    "/finns-inte/",  # 404
    "/indikatorer/?ar=abc",  # 400
)
REFUSED = ("/finns-inte/", "/indikatorer/?ar=abc")  # answered with an error page, which the browser notes in its log
INVALID_FORM = "the server responded with a status of 422"  # noted too: a form that the reader has to mend

STORED = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(each => each.name), ...(await caches.keys()),
  ...(await navigator.serviceWorker.getRegistrations()).map(each => each.scope),
]"""
INK = """async source => {
  const bytes = Uint8Array.from(atob(source), each => each.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
  const brush = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  brush.drawImage(picture, 0, 0);
  const {data} = brush.getImageData(0, 0, picture.width, picture.height);
  const differs = at => Math.hypot(data[at] - data[0], data[at + 1] - data[1], data[at + 2] - data[2]) > 60;
  return Array.from({length: data.length / 4}, (_, at) => differs(4 * at) ? 1 : 0);
}"""


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


class Watch:
    """Notes what a page does, and says at the end whether it did what no page of the portal may do."""

    def __init__(self, page):
        self.page = page
        self.hosts = set()
        self.complaints = []
        page.context.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._note)

    def _note(self, message):
        expected = message.location.get("url", "").endswith(REFUSED) or INVALID_FORM in message.text
        if message.type in {"error", "warning"} and not expected:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def check(self):
        assert self.complaints == [], "the browser's log: errors, refusals by the content security policy"
        assert self.hosts - {""} <= {urlsplit(self.page.url).netloc}, "a request to somebody else"
        assert self.page.context.cookies() == []
        assert self.page.evaluate(STORED) == []


@pytest.fixture(scope="session")
def base_url():
    """Take the place of pytest-playwright's own, which pytest warns about: each test says which portal it reads."""


@pytest.fixture
def reader(new_context):
    """Return a function that opens a page for a reader of a portal, such as `reader(portal, color_scheme="dark")`.

    When the test is over, no page may have logged an error, broken the policy, asked a third party or stored anything.
    """
    watches = []

    def open_page(portal, **options):
        page = new_context(base_url=portal.url, **options).new_page()
        watches.append(Watch(page))
        return page

    yield open_page
    for watch in watches:
        watch.check()


@pytest.fixture
def page_kinds(portal_server, example_server):
    """Return both portals, each with an address for every kind of page."""
    return ((portal_server, OLOFSTROM), (example_server, EXAMPLE))


@pytest.fixture(scope="session")
def artifacts():
    """Return the folder for what a person looks at after the tests; git leaves it out."""
    folder = BASE_DIR / "test-artifacts"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def ink(new_context):
    """Return a function from a PNG picture to its pixels, 1 where they differ from the first pixel and 0 elsewhere."""
    page = new_context().new_page()
    return lambda picture: page.evaluate(INK, base64.b64encode(picture).decode())
