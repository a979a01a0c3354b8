"""How a chart's lines look: each has its own dash and mark, so that they are told apart where no colour is seen."""

from dataclasses import dataclass
from math import cos, pi, sin

ROLES = {"home": "chart-home", "women": "chart-women", "men": "chart-men"}
DASHES = {"home": "", "women": "15 5", "men": "4 5"}
MARKS = {"home": "circle", "women": "diamond", "men": "triangle"}
# The country's first, then the groups'. As many of one as not of the other: it takes twenty lines to meet a pair again.
# None is dotted: the expected path is.
OTHER_DASHES = ("7 5", "11 4 2 4", "9 3 2 3 2 3", "3 9")
OTHER_MARKS = ("square", "wedge", "plus", "diamond", "triangle")

_ARM, _REACH = 0.4, 1.2
# Corners around a mark's middle, of radius 1; Plotly's own symbols have the same measures.
SHAPES: dict[str, tuple[tuple[float, float], ...]] = {
    "circle": tuple((cos(step * pi / 8), sin(step * pi / 8)) for step in range(16)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "triangle": ((0, -1), (1.155, 0.5), (-1.155, 0.5)),
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "wedge": ((0, 1), (1.155, -0.5), (-1.155, -0.5)),
    "plus": (
        *((-_ARM, -_REACH), (_ARM, -_REACH), (_ARM, -_ARM), (_REACH, -_ARM), (_REACH, _ARM), (_ARM, _ARM)),
        *((_ARM, _REACH), (-_ARM, _REACH), (-_ARM, _ARM), (-_REACH, _ARM), (-_REACH, -_ARM), (-_ARM, -_ARM)),
    ),
}
SYMBOLS = {
    "circle": "circle",
    "diamond": "diamond",
    "triangle": "triangle-up",
    "square": "square",
    "wedge": "triangle-down",
    "plus": "cross",
}  # Plotly's names


@dataclass(frozen=True, slots=True)
class Look:
    """`role` decides the colour, `dash` how the line is broken up ("": not at all), `mark` the shape on its values."""

    role: str
    dash: str
    mark: str

    @property
    def is_home(self) -> bool:
        return self.mark == "circle"

    @property
    def width(self) -> float:
        return 3 if self.is_home else 2
