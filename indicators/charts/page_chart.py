"""What a page shows of a chart; drawn by `svg`, and of no weight for those who only hand it on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageChart:
    wide: str
    narrow: str
    text: str
    notes: tuple[str, ...]
