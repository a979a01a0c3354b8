"""Where a chart's words go: beside what they name, never on a mark and never on each other.

Widths are estimated from Arial's, which is a little wider than the portal's own face: an estimate that is too wide
costs some air, one that is too narrow costs a collision.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from indicators.charts.looks import Look

LINE_HEIGHT = 1.25
SAMPLE, SAMPLE_GAP = 32.0, 8.0  # how long a piece of a line stands before its name, and the air between them
_WIDTHS = {
    **dict.fromkeys("ijl'|", 0.23),
    **dict.fromkeys(" \u00a0.,:;ftI/!()[]-·", 0.29),
    **dict.fromkeys("r", 0.35),
    **dict.fromkeys("cksvxyzJ", 0.5),
    **dict.fromkeys("mM", 0.84),
    **dict.fromkeys("w", 0.73),
    **dict.fromkeys("W", 0.95),
    **dict.fromkeys("ABDEKPRSVXYÅÄCHNU&", 0.71),
    **dict.fromkeys("GOQÖ", 0.78),
    "%": 0.89,
}


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return about how wide a text is, in the units of its size."""
    return sum(_WIDTHS.get(sign, 0.56) for sign in text) * size * (1.05 if is_bold else 1)


def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """Break a text between words so that no line is wider than the room, if its words allow it."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """Return the area that two boxes share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def crossed_by(self, ends: tuple[float, float, float, float]) -> bool:
        """Return whether a straight line from (x1, y1) to (x2, y2), left to right, passes through the box."""
        x1, y1, x2, y2 = ends
        if x2 < self.left or x1 > self.right:
            return False
        start, end = max(x1, self.left), min(x2, self.right)
        if x2 == x1:
            low, high = min(y1, y2), max(y1, y2)
        else:
            at_start, at_end = (y1 + (y2 - y1) * (x - x1) / (x2 - x1) for x in (start, end))
            low, high = min(at_start, at_end), max(at_start, at_end)
        return high >= self.top and low <= self.bottom


@dataclass(frozen=True, slots=True)
class TextLine:
    text: str
    size: float
    is_bold: bool = False

    @property
    def width(self) -> float:
        return text_width(self.text, self.size, is_bold=self.is_bold)


@dataclass(frozen=True, slots=True)
class Label:
    """Words for a point. `sides` are tried in order: e, w, n, s, ne, nw, se, sw. An optional label may be left out."""

    role: str
    words: tuple[TextLine, ...]
    x: float
    y: float
    reach: float = 8.0  # how far from the point the words start: its mark's radius and some air
    sides: tuple[str, ...] = ("e", "ne", "se", "n", "s", "nw", "sw", "w")
    is_optional: bool = False
    farthest: float = 64.0
    look: Look | None = None  # of the line that a sample before the words shows

    @property
    def width(self) -> float:
        return self.lead + max(each.width for each in self.words)

    @property
    def lead(self) -> float:
        return SAMPLE + SAMPLE_GAP if self.look else 0.0

    @property
    def height(self) -> float:
        return sum(each.size for each in self.words) * LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One line of text where it stands: x and the baseline y. `anchor` is SVG's: where in the text its x is."""

    role: str
    words: TextLine
    x: float
    y: float
    anchor: str = "start"
    look: Look | None = None  # of the line that a sample before the words shows
    sample_start: float = 0.0  # the sample's x


@dataclass(frozen=True, slots=True)
class Placed:
    label: Label
    box: Box
    anchor: str

    @property
    def lines(self) -> Iterable[PlacedText]:
        left, y = self.box.left + self.label.lead, self.box.top
        x = {"start": left, "middle": (left + self.box.right) / 2, "end": self.box.right}[self.anchor]
        for i, each in enumerate(self.label.words):
            y += each.size * LINE_HEIGHT
            look = self.label.look if i == 0 else None
            yield PlacedText(self.label.role, each, x, y - each.size * 0.3, self.anchor, look, self.box.left)


_SIDES = {
    "e": (1, 0), "w": (-1, 0), "n": (0, -1), "s": (0, 1),
    "ne": (1, -1), "nw": (-1, -1), "se": (1, 1), "sw": (-1, 1),
}  # fmt: skip
_STEPS = (0.0, 6.0, 14.0, 24.0, 36.0, 50.0, 64.0, 80.0, 100.0)


@dataclass(slots=True)
class Canvas:
    """What is drawn already, and the frame that words must stay within."""

    frame: Box
    boxes: list[Box] = field(default_factory=list)
    strokes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def add_mark(self, x: float, y: float, radius: float) -> None:
        self.boxes.append(Box(x - radius, y - radius, x + radius, y + radius))

    def add_line(self, points: Sequence[tuple[float, float]]) -> None:
        self.strokes += [(*points[i], *points[i + 1]) for i in range(len(points) - 1)]

    def place(self, label: Label) -> Placed | None:
        """Find the nearest free place for a label and keep it; None where an optional label has none.

        A label that must be there takes the least bad place when nothing is free.
        """
        best: tuple[float, Placed] | None = None
        for distance in (step for step in _STEPS if step <= label.farthest):
            # Right beside the point there is one place; further away from it words go up or down.
            for side in (each for each in label.sides if distance == 0 or each not in {"e", "w"}):
                found = self._candidate(label, side, distance)
                cost = self._cost(found.box, best[0] if best else float("inf"))
                if cost == 0:
                    return self._keep(found)
                if best is None or cost < best[0]:
                    best = cost, found
        return None if label.is_optional or best is None else self._keep(best[1])

    def _keep(self, placed: Placed) -> Placed:
        self.boxes.append(placed.box)
        return placed

    def _candidate(self, label: Label, side: str, distance: float) -> Placed:
        across, down = _SIDES[side]
        reach = label.reach if across == 0 or down == 0 else label.reach * 0.6
        left = label.x + across * reach - {1: 0.0, 0: label.width / 2, -1: label.width}[across]
        top = label.y + down * reach - {1: 0.0, 0: label.height / 2, -1: label.height}[down]
        top += down * distance
        left = min(max(left, self.frame.left), self.frame.right - label.width)
        top = min(max(top, self.frame.top), self.frame.bottom - label.height)
        anchor = {1: "start", 0: "middle", -1: "end"}[across]
        return Placed(label, Box(left, top, left + label.width, top + label.height), anchor)

    def _cost(self, box: Box, enough: float) -> float:
        """Return how much the box covers of what is drawn; stop counting when it is worse than the best so far."""
        cost = 0.0
        for other in self.boxes:
            cost += box.overlap(other)
        if cost >= enough:
            return cost
        for stroke in self.strokes:
            if stroke[0] <= box.right and stroke[2] >= box.left and box.crossed_by(stroke):
                # A line behind the words costs as much as so many square pixels of another mark.
                cost += 60.0
        return cost
