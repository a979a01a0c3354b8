"""The rows of a comparison: a figure, how far it swung, and the bound that it is held to."""

from dataclasses import dataclass
from itertools import groupby
from statistics import median

WIDTHS = (58, 10, 21, 9)
DECIMALS = ((100, 0), (10, 1), (1, 2))  # a figure of at least so much has so many; the smallest have three


@dataclass(frozen=True)
class Row:
    """One figure, None where there was nothing to compare with; `holds` is None without a figure or a bound."""

    part: str
    what: str
    unit: str
    figure: float | None
    lowest: float | None  # of the rounds, as is the highest
    highest: float | None
    at_least: float | None
    at_most: float | None
    holds: bool | None


def row(part, what, unit, values, *, by=median, at_least=None, at_most=None):
    """Sum up what the rounds gave, none where there was nothing to compare with, and hold it to a bound."""
    values = list(values)
    figure = by(values) if values else None
    holds = None
    if figure is not None and (at_least, at_most) != (None, None):
        holds = (at_least is None or figure >= at_least) and (at_most is None or figure <= at_most)
    return Row(
        part,
        what,
        unit,
        figure,
        min(values, default=None),
        max(values, default=None),
        at_least,
        at_most,
        holds,
    )


def table(rows):
    """Yield the rows as lines for a person, under the name of their part."""
    for part, members in groupby(rows, key=lambda each: each.part):
        yield from ("", _line(part, "mätt", "lägst–högst", "gräns", "håller"))
        for each in members:
            spread = "" if each.lowest == each.highest else f"{_swedish(each.lowest)}–{_swedish(each.highest)}"
            figure = "saknas" if each.figure is None else _swedish(each.figure)
            held = {True: "ja", False: "NEJ", None: ""}[each.holds]
            yield _line(f"  {each.what}, {each.unit}", figure, spread, _bound(each), held)


def _line(what, figure, spread, bound, held):
    first, second, third, fourth = WIDTHS
    return f"{what:<{first}} {figure:>{second}} {spread:>{third}} {bound:>{fourth}}  {held}".rstrip()


def _bound(each):
    if each.at_least is not None:
        return f"≥ {each.at_least:g}".replace(".", ",")
    return "" if each.at_most is None else f"≤ {each.at_most:g}".replace(".", ",")


def _swedish(number):
    if number == int(number):
        return f"{number:.0f}"
    decimals = next((few for least, few in DECIMALS if number >= least), 3)
    return f"{number:.{decimals}f}".replace(".", ",")
