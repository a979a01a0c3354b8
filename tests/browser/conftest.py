"""What the browser tests stand on: a watched page, the kinds of page there are, and a picture's content."""

import base64
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.pages import ERROR_PAGES, every_page_of, get_from, kinds_of, one_of_each_view

BASE_DIR = Path(__file__).resolve().parents[2]

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
        expected = message.location.get("url", "").endswith(ERROR_PAGES) or INVALID_FORM in message.text
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


@pytest.fixture(scope="session")
def walked(portal_server, example_server, once_per_run):
    """Return what a walk of both portals finds: the addresses of all their pages, and of one page of each kind."""

    def walk(_):
        found = [every_page_of(get_from(portal.url)) for portal in (portal_server, example_server)]
        kinds = kinds_of(
            {(place, address): page for place, pages in enumerate(found) for address, page in pages.items()}
        )
        return {
            "all": [list(pages) for pages in found],
            "kinds": [[address for at, address in kinds if at == place] for place in range(len(found))],
        }

    return once_per_run("pages", walk)


@pytest.fixture(scope="session")
def all_pages(portal_server, example_server, walked):
    """Return both portals, each with the addresses of its pages."""
    return tuple(zip((portal_server, example_server), walked["all"], strict=True))


@pytest.fixture(scope="session")
def page_kinds(portal_server, example_server, walked):
    """Return both portals, each with the addresses that between them show every kind of page and what it may hold."""
    return tuple(zip((portal_server, example_server), walked["kinds"], strict=True))


@pytest.fixture(scope="session")
def views(example_server):
    """Return an address in the fictional municipality for each view that answers with a page, by the view's name."""
    return {page.view: address for address, page in one_of_each_view(get_from(example_server.url)).items()}


@pytest.fixture
def ink(new_context):
    """Return a function from a PNG picture to its pixels, 1 where they differ from the first pixel and 0 elsewhere."""
    page = new_context().new_page()
    return lambda picture: page.evaluate(INK, base64.b64encode(picture).decode())
