"""The sections of a page in HTML, as plain text that can be looked through."""

from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple

# Elements between which a reader sees a space although the markup has none.
BLOCKS = {"p", "dd", "li", "h3", "ol", "dl", "div"}


class PageSection(NamedTuple):
    """A part of a page under a heading; `anchor` is the heading's id."""

    anchor: str
    heading: str
    text: str


class _SectionParser(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found: list[tuple[str, list[str], list[str]]] = []
        self.words: list[str] | None = None

    def handle_starttag(self, tag, attrs):
        if tag == "h2" and self.words is not None:
            self.found.append((dict(attrs).get("id") or "", [], []))
            self.words = self.found[-1][1]
        elif tag == "main":
            self.words = []  # what stands before the first heading belongs to no section
        elif tag in BLOCKS:
            self.handle_data(" ")

    def handle_endtag(self, tag):
        if tag == "main":
            self.words = None
        elif tag == "h2" and self.words is not None:
            self.words = self.found[-1][2]
        elif tag == "dt":
            self.handle_data(": ")

    def handle_data(self, data):
        if self.words is not None:
            self.words.append(data)


@lru_cache(maxsize=4)  # one per process in practice: the page changes with the code and its settings only
def sections_of(page: str) -> tuple[PageSection, ...]:
    """Return the sections of a page's main part, each under an h2 with an id."""
    parser = _SectionParser()
    parser.feed(page)
    joined = ((anchor, *(" ".join("".join(part).split()) for part in parts)) for anchor, *parts in parser.found)
    return tuple(PageSection(anchor, heading, text.replace(" :", ":")) for anchor, heading, text in joined)
