"""What is wrong or odd with a value that has been entered: plain numbers in, Swedish sentences out.

A hard limit refuses: the value cannot be. A warning asks: the value may be right, and is saved all the same.
No query, no clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from statistics import median

from indicators.formats import Scale, exact, number, signed
from indicators.reporting.rules.contents import Content, UnreadableContent, read_content
from indicators.vocabulary import Sex, TargetKind, TargetScope

MIN_CHANGES = 4  # for a robust score
MAX_SCORE = Decimal("3.5")  # Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers
MEDIAN_TO_SIGMA = Decimal("0.6745")  # the 0.75 quantile of the normal distribution, as in the same source
MEAN_TO_SIGMA = Decimal("1.2533")  # √(π/2): mean absolute deviation to standard deviation
MAX_FACTOR = 2  # times the largest earlier change
LEAP = 10  # times a single earlier value: that much larger is more often a slip of the unit than a year
SUMMED = "count"  # the measure whose women and men add up to the total
CHANGE = "change"  # of persons, whose women and men add up too, or of a share, whose do not
LOWEST, HIGHEST = "lowest", "highest"  # the indicator's fields, and the sides of what its values can be

type Span = tuple[Decimal | None, Decimal | None]

OPEN: Span = (None, None)
CERTAIN: Mapping[str, Span] = {"rank": (Decimal(1), None)}  # whatever has been published
USUAL: Mapping[str, Span] = {
    "share": (Decimal(0), Decimal(100)),
    "count": (Decimal(0), None),
    "rate": (Decimal(0), None),
}
ASKED: Mapping[str, Span] = {"money": (Decimal(0), None), "ratio": (Decimal(0), None)}


@dataclass(frozen=True, slots=True)
class Limits:
    """What an indicator's values can be, and how they are written."""

    scale: Scale
    measure: str  # Indicator.Measure value
    lowest: Decimal | None
    highest: Decimal | None
    asked: Span = OPEN  # a value outside is asked about where none has been there before
    movable: frozenset[str] = frozenset()  # LOWEST and HIGHEST where a coordinator may set another limit

    @property
    def decimals(self) -> int:
        return self.scale.decimals


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier value of the same series, measured by today's method."""

    year: int
    value: Decimal


def limits_of(
    scale: Scale,
    measure: str,
    lowest: Decimal | None = None,
    highest: Decimal | None = None,
    known: Iterable[Decimal] = (),
) -> Limits:
    """Return the limits of an indicator: its own where it has them, else those of its kind of measure.

    A share is usually 0–100 per cent; a count and a rate are usually not negative. What is `known` of the indicator
    already (published values, targets, baseline) may say otherwise: then those limits are none, and become a question.
    A rank starts at 1, and a step is one of the steps, whatever is known.
    """
    certain = CERTAIN.get(measure)
    if measure == "category":
        certain = (Decimal(0), Decimal(max(0, len(scale.categories) - 1)))
    # Beside a limit of the indicator's own, the one of its kind is of no account.
    usual = _where_unset(certain or USUAL.get(measure, OPEN), lowest, highest)
    asked = _where_unset(ASKED.get(measure, OPEN), lowest, highest)
    if certain is None and any(side_outside(value, *usual) for value in known):
        usual, asked = OPEN, usual
    sides = {LOWEST: lowest, HIGHEST: highest}
    return Limits(
        scale,
        measure,
        lowest=usual[0] if lowest is None else lowest,
        highest=usual[1] if highest is None else highest,
        asked=asked,
        movable=frozenset(side for side, own in sides.items() if certain is None or own is not None),
    )


def names_in_unit(kind: str | None, scope: str | None) -> tuple[str, ...]:
    """Return the fields of a target that hold numbers as the indicator's own values are.

    How far women and men may be apart, or how much better than others, is something else.
    """
    if scope == TargetScope.GAP:
        return ()
    is_level = kind in {TargetKind.LEVEL, TargetKind.STANDARD}
    return ("start_value", "value", "low", "high") if is_level else ("start_value",)


def _where_unset(span: Span, lowest: Decimal | None, highest: Decimal | None) -> Span:
    return span[0] if lowest is None else None, span[1] if highest is None else None


def side_outside(value: Decimal, lowest: Decimal | None, highest: Decimal | None) -> str:
    """Return the side on which a value is outside, LOWEST or HIGHEST, or "" when it is inside."""
    if lowest is not None and value < lowest:
        return LOWEST
    return HIGHEST if highest is not None and value > highest else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means in a cell, and why the cell cannot hold it, in Swedish."""

    content: Content | None  # None for a text that cannot be read; what can be read may still be at fault
    fault: str = ""
    choices: tuple[str, ...] = ()  # texts that may be meant instead
    limit: str = ""  # LOWEST or HIGHEST, where that limit is the fault and a coordinator may move it


def read_cell(text: str, scale: Scale) -> Reading:
    """Return what a text means in a cell; whether the value can be, `check_content` tells."""
    try:
        content = read_content(text, scale.categories, scale.unit_label)
    except UnreadableContent as unreadable:
        return Reading(None, str(unreadable), unreadable.choices)
    return Reading(content)


def check_content(reading: Reading, limits: Limits) -> Reading:
    """Return what was read, held against what the cell's values can be."""
    value = reading.content.value if reading.content is not None else None
    if value is None or reading.fault:
        return reading
    side = side_outside(value, limits.lowest, limits.highest)
    return replace(reading, fault=fault_of(value, limits), limit=side if side in limits.movable else "")


def told_fault(reading: Reading, *, coordinates: bool) -> str:
    """Return a reading's fault as it is told to a person: a limit that may be wrong names who can move it."""
    if not reading.limit:
        return reading.fault
    who = "Du" if coordinates else "Samordnaren"
    return f"{reading.fault} Är gränsen fel? {who} kan ändra den under Indikatorer."


def fault_of(value: Decimal, limits: Limits) -> str:
    """Return why a value cannot be, or "" when it can."""
    scale = limits.scale
    if scale.categories and value not in range(len(scale.categories)):
        steps = ", ".join(f"{place} {name}" for place, name in enumerate(scale.categories))
        return f"Skriv stegets namn eller nummer: {steps}."
    side = side_outside(value, limits.lowest, limits.highest)
    if side == LOWEST and limits.lowest is not None:
        return f"{_text(value, scale)} är för lågt. Det lägsta möjliga är {_text(limits.lowest, scale)}."
    if side == HIGHEST and limits.highest is not None:
        return f"{_text(value, scale)} är för högt. Det högsta möjliga är {_text(limits.highest, scale)}."
    if limits.measure == "rank" and value != value.to_integral_value():
        return "En placering är ett heltal."
    return ""


def warnings_of(value: Decimal, limits: Limits, past: Sequence[Past]) -> tuple[str, ...]:
    """Return what is odd with a value, beside the earlier values of its series in year order."""
    questions = (first_outside, unusual_change, same_as_before)
    return tuple(text for ask in questions if (text := ask(value, limits, past)))


def first_outside(value: Decimal, limits: Limits, past: Sequence[Past]) -> str:
    """Ask about the first value of a series that is negative or above a hundred per cent, where that is not impossible.

    It is asked once: from then on the series says itself that it may be so. A lost or added minus is a common slip.
    """
    lowest, highest = limits.asked
    side = side_outside(value, lowest, highest)
    if not side or not past or any(side_outside(each.value, lowest, highest) == side for each in past):
        return ""
    # Of what is asked about, nought is the lowest and a hundred the highest.
    is_what = "negativt" if side == LOWEST else f"över {_text(highest or value, limits.scale)}"
    return f"Värdet är {is_what}, och det har inget tidigare värde varit. Stämmer det?"


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
    Hoaglin 1993). A change no larger than the last published decimal is never asked about, and none is measured in per
    cent: around zero that says nothing. After a single value only a leap is asked about, as from millions to thousands.
    """
    if not past or limits.scale.categories:
        return ""
    changes = [later.value - earlier.value for earlier, later in pairwise(past)]
    change = value - past[-1].value
    # What cannot be seen in the published value is no change to ask about.
    unit = Decimal(1).scaleb(-limits.decimals)
    is_odd = _is_unlike(change, changes, unit) if changes else _is_leap(value, past[-1].value, unit)
    if abs(change) <= unit or not is_odd:
        return ""
    return (
        f"Ovanligt stor förändring sedan {past[-1].year}: {limits.scale.change(change)}. "
        f"{_changes_text(changes, limits)}Stämmer det? Skriv gärna en kommentar."
    )


def _changes_text(changes: Sequence[Decimal], limits: Limits) -> str:
    if not changes:
        return ""
    before = f"mellan {signed(min(changes), limits.decimals)} och {signed(max(changes), limits.decimals)}"
    if len(changes) == 1:
        before = signed(changes[0], limits.decimals)
    return f"Tidigare förändringar: {before}. "


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
    if low <= total <= high or (limits.measure == CHANGE and women + men == total):
        return ""
    return (
        f"Totalt ({_text(total, limits.scale)}) ligger inte mellan kvinnor ({_text(women, limits.scale)}) "
        f"och män ({_text(men, limits.scale)}). Stämmer det?"
    )


def _is_leap(value: Decimal, before: Decimal, unit: Decimal) -> bool:
    # A few of the last decimal at least: from 0,1 to 1,2 is no leap.
    return abs(value) > LEAP * max(abs(before), LEAP * unit)


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
