"""Facts with a long life: who is measured, what is measured, and what came out."""

from indicators.models.corrections import Correction
from indicators.models.measures import Indicator, Outcome, OutcomeRow, SeriesBreak, Target
from indicators.models.places import (
    FIRST_YEAR,
    LAST_YEAR,
    YEAR_RANGE,
    ComparisonGroup,
    Decision,
    Hue,
    Municipality,
    Portal,
    Unit,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "YEAR_RANGE",
    "ComparisonGroup",
    "Correction",
    "Decision",
    "Hue",
    "Indicator",
    "Municipality",
    "Outcome",
    "OutcomeRow",
    "Portal",
    "SeriesBreak",
    "Target",
    "Unit",
]
