"""The dot strip: one row of dots, one for each municipality, with the own one large and the country as a tick.

One neutral hue, and place alone: what a comparison says is never a status. Dots are lines without length and with round
ends whose stroke is not scaled, so that a strip is as wide as its place and every dot stays round, and one path is all
of a kind: 290 dots are some 2 kB.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString

from indicators.judgement.comparison import Comparison, Place

WIDTH = 1000  # of a strip, in its own units
_OPEN = f'<svg class="{{}}" viewBox="0 0 {WIDTH} 10" preserveAspectRatio="none"'


def strip(found: Comparison, name: str) -> SafeString:
    """Return the strip with every dot; `name` says what it shows."""
    at, group = _Places(found).of, found.group.values if found.group else {}
    nation = found.nation.values.items() if found.nation else ()
    marks = (
        _path(f"M0 5h{WIDTH}", width=1, opacity=0.5),
        _path(_dots(at(value for code, value in nation if code not in group)), width=6, opacity=0.45),
        _path(_dots(at(group.values())), width=8),
        _path(_tick(found, at), width=2),
        _path(_dots(at([found.value])), width=16),
    )
    return SafeString(f'{_OPEN.format("strip")} role="img" aria-label="{escape(name)}">{"".join(marks)}</svg>')


def row_strip(found: Comparison) -> SafeString:
    """Return the small strip of a list's row: the group, and the quarters of the country as ticks on the line.

    The words stand beside it, so it is hidden from assistive technology. A page has many of them: the stylesheet knows
    the marks by their order, which is line and ticks, the group, ourselves.
    """
    at = _Places(found).of
    quarters = "".join(f"M{each} 3v4" for each in at(_quarters(found.nation.values.values() if found.nation else ())))
    group = _dots(at(found.group.values.values() if found.group else ()))
    return _row(f"M0 5h{WIDTH}{quarters}{_tick(found, at)}", group, _dots(at([found.value])))


def rank_strip(ranked: Iterable[Place]) -> SafeString:
    """Return a row with a dot for each indicator's rank, from the last place to the first; "" without any rank."""
    spots = [round(WIDTH * (each.count - each.rank) / (each.count - 1)) for each in ranked if each.rank is not None]
    if not spots:
        return SafeString("")
    return _row(f"M0 5h{WIDTH}M{WIDTH // 2} 2v6", _dots(sorted(spots)))


def places(found: Comparison, values: Iterable[Decimal]) -> list[int]:
    """Return how far along the strip values are, in thousandths."""
    return [_Places(found).at(each) for each in values]


def ends(found: Comparison) -> tuple[Decimal, Decimal]:
    """Return the smallest and the largest value of a comparison, its own and the country's included."""
    values = [found.value, *([found.country.value] if found.country else [])]
    for place in (found.group, found.nation):
        values += place.values.values() if place else ()
    return min(values), max(values)


class _Places:
    def __init__(self, found: Comparison) -> None:
        self._low, self._high = ends(found)

    def at(self, value: Decimal) -> int:
        if self._high == self._low:
            return WIDTH // 2
        return round(WIDTH * (value - self._low) / (self._high - self._low))

    def of(self, values: Iterable[Decimal]) -> list[int]:
        """Return places from left to right; dots on the same spot are one."""
        return sorted({self.at(each) for each in values})


def _row(*marks: str) -> SafeString:
    drawn = "".join(f'<path d="{each}"/>' for each in marks if each)
    return SafeString(f'{_OPEN.format("strip strip-row")} aria-hidden="true">{drawn}</svg>')


def _dots(places: Iterable[int]) -> str:
    return "".join(f"M{each} 5h0" for each in places)


def _tick(found: Comparison, at: Callable[[Iterable[Decimal]], list[int]]) -> str:
    return f"M{at([found.country.value])[0]} 0v10" if found.country else ""


def _path(drawn: str, *, width: int, opacity: float = 1) -> str:
    pale = f' opacity="{opacity}"' if opacity < 1 else ""
    return f'<path stroke-width="{width}"{pale} d="{drawn}"/>' if drawn else ""


def _quarters(values: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Return the values that a quarter, half and three quarters of the municipalities are at or under."""
    ordered = sorted(values)
    return tuple(ordered[len(ordered) * part // 4] for part in (1, 2, 3)) if len(ordered) >= 4 else ()
