"""Template filters that only spell and lay out: every number they are given is already a ready answer."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from indicators import formats
from indicators.shapes import Part

register = template.Library()

# A number that a sentence rests on, as formats.py writes it: tied to its unit by a hard space, with a decimal comma, a
# thousand space or a rank. A plain year or "åk 8" is none.
_NUMBER = re.compile(
    r"(?<![\w,])(?:"
    r"[−+]?\d+(?:[\u00a0\u202f]\d{3})*(?:,\d+)?[\u00a0\u202f](?:%|procentenhet(?:er)?(?!\w))"
    r"|[−+]?\d+(?:[\u00a0\u202f]\d{3})*(?:,\d+)?(?=[\u00a0\u202f][a-zåäö])"
    r"|[−+]?\d+(?:[\u00a0\u202f]\d{3})*,\d+|[−+]?\d{1,3}(?:[\u00a0\u202f]\d{3})+|plats[\u00a0\u202f]\d+)"
)


class Span(NamedTuple):
    """One piece of a distribution bar, in per cent of its width and with the decimal point that SVG wants."""

    code: str
    start: str
    width: str


@register.filter
def long_date(day: date | None) -> str:
    """Return "23 november 2026", or nothing without a date."""
    return formats.long_date(day) if day else ""


@register.filter
def counted(count: int, noun: str) -> str:
    """Return "en indikator", "tre mål"; from thirteen on in digits."""
    return formats.counted(count, noun)


@register.filter
def in_digits(count: int, noun: str) -> str:
    """Return "1 indikator", "49 indikatorer"."""
    return formats.in_digits(count, noun)


@register.filter
def bent(count: int, noun: str) -> str:
    """Return the noun alone as it stands after a count, where a sentence has more between them."""
    return formats.bent(count, noun)


@register.filter
def digits(count: int) -> str:
    """Return "2 737"; years are no counts and do not pass here."""
    return formats.number(Decimal(count), 0)


@register.filter
def capital(text: str) -> str:
    """Return the text with its first letter large and the rest as it was, unlike `capfirst` also for a lazy text."""
    return formats.capital(str(text))


@register.filter
def tied(text: str) -> str:
    """Return a text that somebody has written with its numbers whole at the end of a line; files keep it as written."""
    return formats.tied(text)


@register.filter
def after(text: str, opening: str) -> str:
    """Return a text without its opening words, where they already stand as the heading above it."""
    return text.removeprefix(opening).lstrip()


@register.filter
def times(count: int) -> range:
    """Return something to loop over so many times: one mark for each indicator."""
    return range(count)


@register.filter
def spans(parts: Sequence[Part]) -> Iterator[Span]:
    """Lay the parts of a distribution side by side along a bar, each as wide as its share."""
    total, before = sum(part.count for part in parts), 0
    for part in parts:
        yield Span(part.code, f"{100 * before / total:.3f}%", f"{100 * part.count / total:.3f}%")
        before += part.count


@register.filter
def figures(sentence: str) -> SafeString:
    """Make the numbers of a sentence bold and keep each of them whole."""
    pieces, end = [], 0
    for found in _NUMBER.finditer(sentence):
        pieces += [escape(sentence[end : found.start()]), f'<b class="number">{escape(found.group())}</b>']
        end = found.end()
    return mark_safe("".join([*pieces, escape(sentence[end:])]))  # every piece is escaped above


@register.filter
def marked(pieces: Sequence[tuple[str, bool]]) -> SafeString:
    """Return a text that was cut in pieces with those marked that answered a search."""
    return mark_safe("".join(f"<mark>{escape(text)}</mark>" if is_match else escape(text) for text, is_match in pieces))
