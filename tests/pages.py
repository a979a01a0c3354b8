"""Which pages a portal has: found by following links, so that a new one is looked at without anybody listing it."""

import re
import urllib.error
import urllib.request
from collections import deque
from dataclasses import dataclass
from urllib.parse import parse_qs, urljoin, urlsplit

from django.urls import URLPattern, get_resolver, resolve

HREF = re.compile(r'(?:href|src|action)="([^"]*)"')
ID = re.compile(r'\sid="([^"]+)"')
PART = re.compile(r'<(\w+)(?:[^>]*?\sclass="([^"]*)")?')
MAX_PAGE_BYTES = 60_000  # bytes of HTML on any page
NOT_PUBLIC = ("admin/", "konto/")
LOOKED_AT = {None, "2022"}  # the years walked; links to other years are checked by their path
# What no link leads to: it is typed, or chosen in a form.
TYPED = (
    "/indikatorer/?q=bostad&status=behind",
    "/indikatorer/?q=zzzz",
    "/indikatorer/invanare/?jamfor=kvinnor&jamfor=man&jamfor=riket",
    "/sok/?q=bostad",
    "/sok/?q=zzzz",
    "/uppfoljning/2023/?mot=2021",
)
SAME_PAGE = ("ar", "sida")  # names in a query: another year, the next part of a list
ERROR_PAGES = ("/finns-inte/", "/indikatorer/?ar=abc")  # 404 and 400


class Page:
    def __init__(self, address, response):
        self.address = address
        self.response = response
        kind = response.headers["Content-Type"]
        self.is_html = kind.startswith("text/html")
        self.text = response.text if kind.startswith(("text/", "image/svg")) or "json" in kind else ""  # else a file
        self.ids = ID.findall(self.text)

    @property
    def view(self):
        """The name of the view that answered; of an error page its address."""
        return self.address if self.address in ERROR_PAGES else view_of(self.address)

    @property
    def query(self):
        """The names in its query."""
        return tuple(sorted(parse_qs(urlsplit(self.address).query)))

    def links(self):
        return [urljoin(self.address, link.replace("&amp;", "&")) for link in HREF.findall(self.text)]


@dataclass(frozen=True)
class Answer:
    """What a served portal answers, with the names that Django's test client has for it."""

    status_code: int
    headers: dict
    content: bytes

    @property
    def text(self):
        return self.content.decode()


def get_from(url):
    """Return a function that asks the portal at a URL for an address, as `Client().get` does in the same process."""

    def get(address):
        try:
            response = urllib.request.urlopen(url + address, timeout=60)
        except urllib.error.HTTPError as refusal:
            response = refusal
        with response:
            return Answer(response.status, response.headers, response.read())

    return get


def is_ours(link):
    parts = urlsplit(link)
    return not parts.netloc and not parts.scheme and not parts.path.startswith(("/static/", "/admin/"))


def is_walked(link):
    year = parse_qs(urlsplit(link).query).get("ar", [None])[0]
    return year in LOOKED_AT


def view_of(link):
    return resolve(urlsplit(link).path).view_name


def is_file(link):
    return "." in urlsplit(link).path


def every_page():
    """Return a choice that follows links to pages; of those with a query the first for each view and set of names."""
    met = set()

    def chosen(link):
        query = frozenset(parse_qs(urlsplit(link).query, keep_blank_values=True))
        if is_file(link) or (query and (view_of(link), query) in met):
            return False
        met.add((view_of(link), query))
        return True

    return chosen


def walk(get, chosen=is_walked, begun_at=("/",)):
    """Return every page and file that links lead to, by address; `chosen` says which links are followed."""
    found, waiting = {}, deque(begun_at)
    while waiting:
        address = waiting.popleft()
        if address in found:
            continue
        found[address] = page = Page(address, get(address))
        if page.is_html:
            links = (link.partition("#")[0] for link in page.links() if is_ours(link))
            waiting.extend(link for link in links if link not in found and chosen(link))
    return found


def every_page_of(get):
    """Return every page, by address: those that links lead to and those that have to be typed."""
    found = walk(get, every_page(), (*public_routes(), *TYPED, *ERROR_PAGES))
    return {address: page for address, page in found.items() if page.is_html}


def one_of_each_view(get):
    """Return one page of each view, by address."""
    begun_at = public_routes()
    met = set(map(view_of, begun_at))

    def chosen(link):
        is_new = not is_file(link) and view_of(link) not in met
        if is_new:
            met.add(view_of(link))
        return is_new

    found = walk(get, chosen, begun_at)
    return {address: page for address, page in found.items() if page.is_html and page.response.status_code == 200}


def public_routes():
    """Return every address that is written out in the URL configuration, whether a link leads there or not."""
    return sorted(f"/{route}" for route, _ in public_views(get_resolver()) if "<" not in route and "." not in route)


def public_views(resolver, before=""):
    """Yield the route and the pattern of every view that is for everybody."""
    for part in resolver.url_patterns:
        route = f"{before}{part.pattern}"
        if not route.startswith(NOT_PUBLIC):
            yield from [(route, part)] if isinstance(part, URLPattern) else public_views(part, route)


def kinds_of(pages):
    """Return the keys of the fewest pages that show every view, every choice on it and every element it may hold."""
    shown = {key: _shown_by(page) for key, page in sorted(pages.items())}
    left, chosen = set().union(*shown.values()), []
    while left:
        key = max(shown, key=lambda each: len(shown[each] & left))
        left -= shown[key]
        chosen.append(key)
    return sorted(chosen)


def _shown_by(page):
    body = page.text.partition("<main")[2].partition("</main>")[0]
    elements = {(tag, name) for tag, names in PART.findall(body) for name in names.split() or [""]}
    return {(page.view, *each) for each in elements} | {
        (page.view, *(name for name in page.query if name not in SAME_PAGE))
    }
