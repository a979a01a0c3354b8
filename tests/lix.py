"""Läsbarhetsindex: how hard a Swedish text is to read, by Björnsson's formula (1968), and what of a page it is for."""

import re
from html.parser import HTMLParser

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
END = re.compile(r"[.!?:;]+(?=\s|$)|\n+")  # a semicolon stands between names in a list
LONG = 6  # letters; a longer word counts as long

BLOCKS = {
    "p",
    "li",
    "dd",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "td",
    "th",
    "figcaption",
    "caption",
    "summary",
    "label",
    "mark",
}
# What others have written, or names: quoted texts are marked in the templates.
NOT_OURS = {"nav", "svg", "script", "table", "form", "h1", "h2", "h3", "h4", "dt", "blockquote"}
VOID = {"br", "img", "input", "meta", "link", "use", "rect", "hr", "path"}


def lix(text):
    """Return words per sentence plus the share of long words in per cent; 0 for a text without words."""
    words = WORD.findall(text)
    if not words:
        return 0.0
    sentences = [each for each in END.split(text) if WORD.search(each)]
    return len(words) / len(sentences) + 100 * sum(len(word) > LONG for word in words) / len(words)


class _Prose(HTMLParser):
    def __init__(self):
        super().__init__()
        self.pieces, self.open = [], []

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        self.open.append((tag, tag in NOT_OURS or "data-quoted" in dict(attrs)))
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data):
        if not any(is_quoted for _, is_quoted in self.open):
            self.pieces.append(" ".join(data.split()) + " ")


def prose_of(page):
    """Return the sentences of a page's main part that are the portal's own, one paragraph a line."""
    parser = _Prose()
    parser.feed(page.partition("<main")[2].partition(">")[2].partition("</main>")[0])
    lines = (line.strip() for line in "".join(parser.pieces).splitlines())
    return "\n".join(line for line in lines if line.endswith((".", "!", "?")))
