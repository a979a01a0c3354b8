"""What is wrong or odd with a value that has been entered: plain numbers in, Swedish sentences out.

A hard limit refuses: the value cannot be. A warning asks: the value may be right, and is saved all the same.
No query, no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from indicators.formats import Scale, exact, number, signed
from indicators.reporting.rules.contents import Content, UnreadableContent, read_content
from indicators.vocabulary import Sex

MIN_CHANGES = 4  # for a robust score
MAX_SCORE = Decimal("3.5")  # Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers
MEDIAN_TO_SIGMA = Decimal("0.6745")  # the 0.75 quantile of the normal distribution, as in the same source
MEAN_TO_SIGMA = Decimal("1.2533")  # √(π/2): mean absolute deviation to standard deviation
MAX_FACTOR = 2  # times the largest earlier change
SUMMED = "count"  # the measure whose women and men add up to the total


@dataclass(frozen=True, slots=True)
class Limits:
    """What an indicator's values can be, and how they are written."""

    scale: Scale
    measure: str  # Indicator.Measure value
    lowest: Decimal | None
    highest: Decimal | None

    @property
    def decimals(self) -> int:
        return self.scale.decimals


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier value of the same series, measured by today's method."""

    year: int
    value: Decimal


def limits_of(scale: Scale, measure: str, lowest: Decimal | None = None, highest: Decimal | None = None) -> Limits:
    """Return the limits of an indicator: its own where it has them, else those of its kind of measure.

    A share is 0–100 per cent; a count and a rate are not negative; a rank starts at 1; a step is one of the steps.
    """
    own = {
        "share": (Decimal(0), Decimal(100)),
        "count": (Decimal(0), None),
        "rate": (Decimal(0), None),
        "rank": (Decimal(1), None),
        "category": (Decimal(0), Decimal(max(0, len(scale.categories) - 1))),
    }.get(measure, (None, None))
    return Limits(scale, measure, own[0] if lowest is None else lowest, own[1] if highest is None else highest)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means in a cell, and why the cell cannot hold it, in Swedish."""

    content: Content | None  # None for a text that cannot be read; what can be read may still be at fault
    fault: str = ""
    choices: tuple[str, ...] = ()  # texts that may be meant instead


def read_cell(text: str, limits: Limits) -> Reading:
    """Return what a text means in a cell, held against what the cell's values can be."""
    try:
        content = read_content(text, limits.scale.categories, limits.scale.unit_label)
    except UnreadableContent as unreadable:
        return Reading(None, str(unreadable), unreadable.choices)
    return check_content(content, limits)


def check_content(content: Content, limits: Limits) -> Reading:
    """Return a content held against what a cell's values can be."""
    return Reading(content, fault_of(content.value, limits) if content.value is not None else "")


def fault_of(value: Decimal, limits: Limits) -> str:
    """Return why a value cannot be, or "" when it can."""
    scale = limits.scale
    if scale.categories and value not in range(len(scale.categories)):
        steps = ", ".join(f"{place} {name}" for place, name in enumerate(scale.categories))
        return f"Skriv stegets namn eller nummer: {steps}."
    if limits.lowest is not None and value < limits.lowest:
        return f"{_text(value, scale)} är för lågt. Det lägsta möjliga är {_text(limits.lowest, scale)}."
    if limits.highest is not None and value > limits.highest:
        return f"{_text(value, scale)} är för högt. Det högsta möjliga är {_text(limits.highest, scale)}."
    if limits.measure == "rank" and value != value.to_integral_value():
        return "En placering är ett heltal."
    return ""


def warnings_of(value: Decimal, limits: Limits, past: Sequence[Past]) -> tuple[str, ...]:
    """Return what is odd with a value, beside the earlier values of its series in year order."""
    return tuple(filter(None, (unusual_change(value, limits, past), same_as_before(value, limits, past))))


def rounding_text(value: Decimal, limits: Limits) -> str:
    """Tell how a value with more decimals than are published will be shown."""
    shown = number(value, limits.decimals)
    if limits.scale.categories or exact(value, least=limits.decimals, most=10) == shown:
        return ""
    return f"Sparat med alla decimaler. Visas avrundat: {shown}."


def unusual_change(value: Decimal, limits: Limits, past: Sequence[Past]) -> str:
    """Ask about a change that is unlike the earlier ones.

    It is more than twice the largest, or, with four earlier changes or more, has a modified z-score over 3.5: by the
    median absolute deviation, or by the mean absolute deviation where half of the changes are alike (Iglewicz and
    Hoaglin 1993). A change no larger than the last published decimal is never asked about.
    """
    changes = [later.value - earlier.value for earlier, later in pairwise(past)]
    if not changes or limits.scale.categories:
        return ""
    change = value - past[-1].value
    # What cannot be seen in the published value is no change to ask about.
    unit = Decimal(1).scaleb(-limits.decimals)
    if abs(change) <= unit or not _is_unlike(change, changes, unit):
        return ""
    before = f"mellan {signed(min(changes), limits.decimals)} och {signed(max(changes), limits.decimals)}"
    if len(changes) == 1:
        before = signed(changes[0], limits.decimals)
    return (
        f"Ovanligt stor förändring sedan {past[-1].year}: {limits.scale.change(change)}. "
        f"Tidigare förändringar: {before}. Stämmer det? Skriv gärna en kommentar."
    )


def same_as_before(value: Decimal, limits: Limits, past: Sequence[Past]) -> str:
    """Ask about a value that is exactly last time's, where chance would hardly give the same."""
    # Small whole numbers are often the same two years running.
    fine = limits.decimals > 0 or abs(value) >= 100
    if not past or not fine or limits.scale.categories or value == 0 or past[-1].value != value:
        return ""
    return f"Samma värde som {past[-1].year}. Stämmer det?"


def sexes_warning(contents: dict[str, Content], limits: Limits) -> str:
    """Ask about women and men who do not go together with the total: they add up to a count, else lie around it."""
    total, women, men = (contents.get(sex, Content()).value for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN))
    if total is None or women is None or men is None or limits.scale.categories or limits.measure == "rank":
        return ""
    if limits.measure == SUMMED:
        together = women + men
        if together == total:
            return ""
        return (
            f"Kvinnor och män är tillsammans {_text(together, limits.scale)}, men totalt är "
            f"{_text(total, limits.scale)}. Stämmer det?"
        )
    low, high = min(women, men), max(women, men)
    if low <= total <= high:
        return ""
    return (
        f"Totalt ({_text(total, limits.scale)}) ligger inte mellan kvinnor ({_text(women, limits.scale)}) "
        f"och män ({_text(men, limits.scale)}). Stämmer det?"
    )


def _is_unlike(change: Decimal, changes: Sequence[Decimal], unit: Decimal) -> bool:
    # One published decimal at least: beside a series that has stood still any change would be unlike.
    if abs(change) > MAX_FACTOR * max(*map(abs, changes), unit):
        return True
    if len(changes) < MIN_CHANGES:
        return False
    middle = median(changes)
    apart = [abs(each - middle) for each in changes]
    spread = median(apart) / MEDIAN_TO_SIGMA
    # Half of the changes are alike, so that the median deviation is nought: the same source's other measure.
    if not spread:
        spread = MEAN_TO_SIGMA * sum(apart, Decimal(0)) / len(apart)
    return abs(change - middle) > MAX_SCORE * max(spread, unit)


def _text(value: Decimal, scale: Scale) -> str:
    text = exact(value, least=0, most=10)
    return f"{text}\u00a0%" if scale.unit_label == "%" else text
