"""The dot strip: one row of dots, one for each municipality, with the own one large and the country as a tick.

One neutral hue, and place alone: what a comparison says is never a status. Dots are lines without length and with round
ends whose stroke is not scaled, so that a strip is as wide as its place and every dot stays round, and one path is all
of a kind: 290 dots are some 2 kB.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString

from indicators.judgement.comparison import Comparison, Place

WIDTH = 1000  # of a strip, in its own units


def strip(found: Comparison, *, name: str = "", row: bool = False) -> SafeString:
    """Return a strip with every dot, or the smaller one of a list's row: the group, and the quarters of the country.

    `name` says what it shows; without one it stands beside the words, hidden from assistive technology.
    """
    place = _Places(found)
    group, nation = (each.values if each else {} for each in (found.group, found.nation))
    others = [] if row else [value for code, value in nation.items() if code not in group]
    quarters = _quarters(nation.values()) if row else ()
    marks = (
        f'<path class="strip-line" d="M0 5h{WIDTH}"/>',
        _path("strip-others", (f"M{at} 5h0" for at in place.of(others))),
        _path("strip-quarters", (f"M{at} 3v4" for at in place.of(quarters))),
        _path("strip-group", (f"M{at} 5h0" for at in place.of(group.values()))),
        _path("strip-country", (f"M{at} 0v10" for at in place.of([found.country.value] if found.country else []))),
        _path("strip-own", (f"M{at} 5h0" for at in place.of([found.value]))),
    )
    told = f'role="img" aria-label="{escape(name)}"' if name else 'aria-hidden="true"'
    size = "strip strip-row" if row else "strip"
    return SafeString(
        f'<svg class="{size}" viewBox="0 0 {WIDTH} 10" preserveAspectRatio="none" focusable="false" {told}>'
        f"{''.join(marks)}</svg>"
    )


def rank_strip(ranked: Iterable[Place]) -> SafeString:
    """Return a row with a dot for each indicator's rank, from the last place to the first; "" without any rank."""
    spots = [round(WIDTH * (each.count - each.rank) / (each.count - 1)) for each in ranked if each.rank is not None]
    if not spots:
        return SafeString("")
    return SafeString(
        f'<svg class="strip strip-row" viewBox="0 0 {WIDTH} 10" preserveAspectRatio="none" focusable="false" '
        f'aria-hidden="true"><path class="strip-line" d="M0 5h{WIDTH}"/>'
        f'<path class="strip-country" d="M{WIDTH // 2} 2v6"/>'
        f"{_path('strip-own', (f'M{at} 5h0' for at in sorted(spots)))}</svg>"
    )


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


def _path(kind: str, moves: Iterable[str]) -> str:
    drawn = "".join(moves)
    return f'<path class="{kind}" d="{drawn}"/>' if drawn else ""


def _quarters(values: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Return the values that a quarter, half and three quarters of the municipalities are at or under."""
    ordered = sorted(values)
    return tuple(ordered[len(ordered) * part // 4] for part in (1, 2, 3)) if len(ordered) >= 4 else ()
