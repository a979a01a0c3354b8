"""Small charts of a year's summary as SVG, drawn from the numbers in its content alone; no words, so no letters."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from goals.year.content import Count, PointFact

_HUES = {
    "lake": "#0d5f6b",
    "berry": "#8b2452",
    "iron": "#7a4a00",
    "forest": "#2f5f2a",
    "heather": "#6a3a86",
    "sky": "#20568f",
    "brick": "#93391f",
    "slate": "#44555f",
}
_REACHED, _TRACK, _NEAR, _BEHIND, _MISSED, _UNKNOWN = "#17693a", "#1d5c9c", "#7a5a00", "#a4390e", "#8f1d2c", "#5b6663"
_INK = "#16211f"

_TICK = '<path d="m4.4 8.3 2.5 2.5 4.8-5.3" fill="none" stroke="#fff" stroke-width="1.8"/>'
_CROSS = '<path d="m4.8 4.8 6.4 6.4m0-6.4-6.4 6.4" fill="none" stroke="#fff" stroke-width="1.8"/>'
_DISC = f'<circle cx="8" cy="8" r="7.5" fill="{{0}}"/>{_TICK}'
_UP = '<path d="M8 1.2 15.6 14.8H.4Z" fill="{0}"/>'
_DOWN = '<path d="M8 14.8.4 1.2h15.2Z" fill="{0}"/>'
_HALF = (
    '<circle cx="8" cy="8" r="6.6" fill="none" stroke="{0}" stroke-width="1.8"/>'
    '<path d="M8 1.4a6.6 6.6 0 0 0 0 13.2Z" fill="{0}"/>'
)
_SQUARE = f'<rect x=".8" y=".8" width="14.4" height="14.4" rx="2.2" fill="{{0}}"/>{_CROSS}'
_RING = (
    '<circle cx="8" cy="8" r="6.6" fill="none" stroke="{0}" stroke-width="1.8" stroke-dasharray="2.6 2.2"/>'
    '<path d="M5.6 8h4.8" stroke="{0}" stroke-width="1.8"/>'
)
# Statuses of indicators, then verdicts and forecasts of goals: the same shape for the same news.
_MARKS = {
    "reached": (_DISC, _REACHED),
    "on_track": (_UP, _TRACK),
    "near": (_HALF, _NEAR),
    "behind": (_DOWN, _BEHIND),
    "missed": (_SQUARE, _MISSED),
    "unknown": (_RING, _UNKNOWN),
    "full": (_DISC, _REACHED),
    "partly": (_HALF, _NEAR),
    "not": (_SQUARE, _MISSED),
    "on_way": (_DISC, _REACHED),
    "partly_on_way": (_HALF, _NEAR),
    "not_on_way": (_SQUARE, _MISSED),
    "not_assessed": (_RING, _UNKNOWN),
}
_ARROWS = {
    "up": "M3 13 12.6 3.4M6 3h7v7",
    "flat": "M1.5 8h12.6M9.4 3l5 5-5 5",
    "down": "M3 3l9.6 9.6M6 13h7V6",
    "swing": "M1.5 11 5 4l3 8 3-8 3.5 7",
    "none": "M2 8h2.4M6.8 8h2.4m2.4 0H14",
}
_EMPTY = {"unknown", "not_assessed"}  # drawn as lack of colour, never as a colour of its own

WIDTH, HEIGHT = 500.0, 22.0  # of a distribution
LINE_WIDTH, LINE_HEIGHT = 96.0, 28.0  # of an indicator's line


def hue_colour(hue: str) -> str:
    """Return the colour of a hue on paper, where only the light one of the two schemes is right."""
    return _HUES.get(hue, _INK)


def marks() -> dict[str, str]:
    """Return the mark of each status, verdict and forecast as SVG, by its code."""
    return {code: _svg(16, 16, shape.format(colour)) for code, (shape, colour) in _MARKS.items()}


def arrows() -> dict[str, str]:
    """Return the arrow of each trend as SVG, by the way it points."""
    style = f'fill="none" stroke="{_INK}" stroke-width="1.8"'
    return {way: _svg(16, 16, f'<path {style} d="{path}"/>') for way, path in _ARROWS.items()}


def colour_of(code: str) -> str:
    return _MARKS[code][1]


def bar(counts: Sequence[Count]) -> str:
    """Return a distribution as one bar, a piece per kind in proportion to its count; "" without any.

    What cannot be judged is hatched, so that it is told from the rest without colour too.
    """
    total = sum(each.count for each in counts)
    if not total:
        return ""
    # Three units of air between two pieces.
    room, start, pieces = WIDTH - 3 * (len(counts) - 1), 0.0, ""
    for each in counts:
        width = room * each.count / total
        pieces += _piece(each.code, start, width)
        start += width + 3
    return _svg(WIDTH, HEIGHT, pieces)


def _piece(code: str, start: float, width: float) -> str:
    box = f'x="{start:.2f}" y="1" width="{width:.2f}" height="{HEIGHT - 2:g}" rx="2"'
    if code not in _EMPTY:
        return f'<rect {box} fill="{colour_of(code)}"/>'
    step = 6
    # A stroke from the lower edge to the upper, moved right until the piece ends, and cut where it would leave it.
    lines = "".join(
        f"M{max(x, start):.2f} {HEIGHT - 1 - max(0, start - x):.2f}"
        f"L{min(x + HEIGHT - 2, start + width):.2f} {1 + max(0, x + HEIGHT - 2 - start - width):.2f}"
        for x in _steps(start - HEIGHT + step, start + width, step)
    )
    edge = f'<rect {box} fill="#fff" stroke="{_UNKNOWN}" stroke-width="1"/>'
    return f'{edge}<path d="{lines}" stroke="{_UNKNOWN}" stroke-width="1" fill="none"/>'


def _steps(start: float, stop: float, step: float) -> Iterable[float]:
    return (start + step * i for i in range(max(0, int((stop - start) / step) + 1)) if start + step * i < stop)


def line(points: Sequence[PointFact], target: Decimal | None, colour: str, interval: int = 1) -> str:
    """Return an indicator's years as a line with its latest value as a dot; "" where there are fewer than two.

    A measurement without a value leaves the line open; what is measured every other year is joined. The target is a
    thin dotted level where it lies within sight.
    """
    if len(points) < 2:
        return ""
    values = [float(each.value) for each in points]
    low, high = min(values), max(values)
    # A wobble of a few per cent must look like one.
    span = max(high - low, max(abs(low), abs(high)) / 10) or 1.0
    middle = (low + high) / 2
    first, last = points[0].year, points[-1].year
    # Five units at each side are for the dots.
    dots = [
        (each.year, 5 + (LINE_WIDTH - 10) * (each.year - first) / (last - first), _height(value, middle, span))
        for each, value in zip(points, values, strict=True)
    ]
    path = "".join(
        f"{'L' if i and year - dots[i - 1][0] <= interval else 'M'}{x:.1f} {y:.1f}"
        for i, (year, x, y) in enumerate(dots)
    )
    circles = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.4" fill="{colour}"/>' for _, x, y in dots)
    _, x, y = dots[-1]
    style = f'fill="none" stroke="{colour}" stroke-width="1.6" stroke-linejoin="round"'
    latest = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{colour}"/>'
    return _svg(
        LINE_WIDTH, LINE_HEIGHT, f'{_target_level(target, middle, span)}<path {style} d="{path}"/>{circles}{latest}'
    )


def _height(value: float, middle: float, span: float) -> float:
    return LINE_HEIGHT / 2 - (LINE_HEIGHT - 10) * (value - middle) / span


def _target_level(target: Decimal | None, middle: float, span: float) -> str:
    # Without a target as far outside as one that is out of sight.
    y = _height(float(target), middle, span) if target is not None else -1
    if not 0 < y < LINE_HEIGHT:
        return ""
    return f'<path d="M2 {y:.1f}H{LINE_WIDTH - 2:g}" stroke="{_INK}" stroke-width=".9" stroke-dasharray="1.5 2.5"/>'


def _svg(width: float, height: float, body: str) -> str:
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{body}</svg>'
