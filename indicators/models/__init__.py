"""Facts with a long life: who is measured, what is measured, and what came out."""

from indicators.models.corrections import Correction
from indicators.models.events import MIN_KEPT_DAYS, AppendOnly, Event
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
from indicators.models.reporting import (
    UNIT_ROLES,
    Assignment,
    Cell,
    Entry,
    Reminder,
    Round,
    RoundStep,
    Step,
    Upload,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "MIN_KEPT_DAYS",
    "UNIT_ROLES",
    "YEAR_RANGE",
    "AppendOnly",
    "Assignment",
    "Cell",
    "ComparisonGroup",
    "Correction",
    "Decision",
    "Entry",
    "Event",
    "Hue",
    "Indicator",
    "Municipality",
    "Outcome",
    "OutcomeRow",
    "Portal",
    "Reminder",
    "Round",
    "RoundStep",
    "SeriesBreak",
    "Step",
    "Target",
    "Unit",
    "Upload",
]
