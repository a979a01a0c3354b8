"""Facts with a long life: who is measured, what is measured, and what came out."""

from indicators.models.corrections import Correction
from indicators.models.entries import Cell, Entry, Step, Upload
from indicators.models.events import MIN_KEPT_DAYS, AppendOnly, Event
from indicators.models.measures import Indicator, ReferenceLine, SeriesBreak
from indicators.models.national import NationalYear
from indicators.models.outcomes import Outcome
from indicators.models.places import ComparisonGroup, Decision, Hue, Municipality, Portal, Source, Unit
from indicators.models.revision import Revision
from indicators.models.rounds import UNIT_ROLES, Assignment, Reminder, Round, RoundStep
from indicators.models.rows import COUNTRY_CODE, NationalRow, OutcomeRow
from indicators.models.targets import Target
from indicators.models.years import FIRST_YEAR, LAST_YEAR, YEAR_RANGE

__all__ = [
    "COUNTRY_CODE",
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
    "NationalRow",
    "NationalYear",
    "Outcome",
    "OutcomeRow",
    "Portal",
    "ReferenceLine",
    "Reminder",
    "Revision",
    "Round",
    "RoundStep",
    "SeriesBreak",
    "Source",
    "Step",
    "Target",
    "Unit",
    "Upload",
]
