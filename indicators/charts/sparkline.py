"""The small line of an indicator in a list."""

from decimal import Decimal

from django.utils.safestring import SafeString

from indicators.judgement.rule import Point, published

type Values = list[tuple[int, Decimal]]
type Spots = list[tuple[int, int, int]]  # year and place


def sparkline(
    points: tuple[Point, ...], *, decimals: int, interval: int = 1, country: tuple[Point, ...] = ()
) -> SafeString:
    """Return the values as a small line without axes, or "" where there are fewer than two.

    Drawn from the published numbers, joined where measurements follow on each other; `country` is dashed beside it, in
    the same years. The numbers stand beside it, so it is hidden from assistive technology.
    """
    own = _known(points, decimals)
    if len(own) < 2:
        return SafeString("")
    first, last = own[0][0], own[-1][0]
    beside = [each for each in _known(country, decimals) if first <= each[0] <= last]
    spots = _spots(own, beside, own)
    joined, alone = _lines(spots, interval)
    lines = f'<path stroke-width="4" d="{joined}"/>' if joined else ""
    dots = f'<path stroke-width="7" d="{alone}"/>' if alone else ""
    dashed, _ = _lines(_spots(own, beside, beside), interval) if len(beside) > 1 else ("", "")
    others = (
        f'<path class="sparkline-country" stroke-width="2.5" stroke-dasharray="7 7" d="{dashed}"/>' if dashed else ""
    )
    return SafeString(
        '<svg class="sparkline" viewBox="0 0 192 56" width="96" height="28" aria-hidden="true">'
        f'{others}{lines}{dots}<circle cx="{spots[-1][1]}" cy="{spots[-1][2]}" r="6" fill="currentColor"/></svg>'
    )


def _known(points: tuple[Point, ...], decimals: int) -> Values:
    return [(each.year, published(each.value, decimals)) for each in points if each.value is not None]


def _spots(own: Values, beside: Values, drawn: Values) -> Spots:
    """Place values on the sheet of the own and the others' together."""
    first, last = own[0][0], own[-1][0]
    values = [value for _, value in (*own, *beside)]
    low, high = min(values), max(values)
    # A wobble of a few per cent must look like one.
    span = max(high - low, max(abs(low), abs(high)) / 10) or 1
    middle = (low + high) / 2
    # Twice the shown size, so that whole numbers are half pixels: a list has many of these.
    return [
        (year, 6 + round(180 * (year - first) / (last - first)), round(28 - 40 * float((value - middle) / span)))
        for year, value in drawn
    ]


def _lines(spots: Spots, interval: int) -> tuple[str, str]:
    """Return what is joined and what stands alone, as the data of two paths."""
    joined, alone = "", ""
    for i, (year, x, y) in enumerate(spots):
        follows = i > 0 and year - spots[i - 1][0] <= interval
        is_followed = i + 1 < len(spots) and spots[i + 1][0] - year <= interval
        if follows:
            joined += f"l{x - spots[i - 1][1]} {y - spots[i - 1][2]}"
        elif is_followed:
            joined += f"M{x} {y}"
        else:
            alone += f"M{x} {y}h0"
    return joined, alone
