"""The small line of an indicator in a list."""

from django.utils.safestring import SafeString

from indicators.judgement.rule import Point, published


def sparkline(points: tuple[Point, ...], *, decimals: int) -> SafeString:
    """Return the values as a small line without axes, or "" where there are fewer than two.

    Drawn from the published numbers. The numbers stand beside it, so it is hidden from assistive technology.
    """
    known = [(each.year, published(each.value, decimals)) for each in points if each.value is not None]
    if len(known) < 2:
        return SafeString("")
    first, last = known[0][0], known[-1][0]
    low, high = min(value for _, value in known), max(value for _, value in known)
    # A wobble of a few per cent must look like one.
    span = max(high - low, max(abs(low), abs(high)) / 10) or 1
    middle = (low + high) / 2
    # Twice the shown size, so that whole numbers are half pixels: a list has many of these.
    spots = [
        (year, 6 + round(180 * (year - first) / (last - first)), round(28 - 40 * float((value - middle) / span)))
        for year, value in known
    ]
    joined, alone = "", ""
    for i, (year, x, y) in enumerate(spots):
        follows = i > 0 and spots[i - 1][0] == year - 1
        is_followed = i + 1 < len(spots) and spots[i + 1][0] == year + 1
        if follows:
            joined += f"l{x - spots[i - 1][1]} {y - spots[i - 1][2]}"
        elif is_followed:
            joined += f"M{x} {y}"
        else:
            alone += f"M{x} {y}h0"
    look = 'fill="none" stroke="currentColor" stroke-linejoin="round" stroke-linecap="round"'
    lines = f'<path {look} stroke-width="4" d="{joined}"/>' if joined else ""
    dots = f'<path {look} stroke-width="7" d="{alone}"/>' if alone else ""
    return SafeString(
        '<svg class="sparkline" viewBox="0 0 192 56" width="96" height="28" aria-hidden="true" focusable="false">'
        f'{lines}{dots}<circle cx="{spots[-1][1]}" cy="{spots[-1][2]}" r="6" fill="currentColor"/></svg>'
    )
