"""What an indicator's values are said to be able to be, beside what they have been."""

from collections.abc import Iterable
from decimal import Decimal
from operator import gt, lt
from typing import Any

from indicators.formats import exact, listed
from indicators.models import Indicator, Outcome, Target
from indicators.reporting.rules.checks import HIGHEST, LOWEST, names_in_unit

type Said = tuple[Decimal, str]  # a number and when it was so

SIDES = {LOWEST: (lt, "lägre", "lägsta"), HIGHEST: (gt, "högre", "högsta")}
# Measures whose values can be nothing else, and the field that says so.
NEVER_ELSE: dict[str, str] = {Indicator.Measure.RANK: "measure", Indicator.Measure.CATEGORY: "categories"}
MAX_TOLD = 3  # numbers that a limit does not agree with


def limit_faults(indicator: Indicator) -> dict[str, str]:
    """Return why an indicator's limits, steps or measure cannot be so, by field: its own values say otherwise."""
    faults = {}
    for name, (is_outside, word, _) in SIDES.items():
        limit = getattr(indicator, name)
        if limit is None:
            continue
        found = [each for each in (*_own_values(indicator), *_baseline(indicator)) if is_outside(each[0], limit)]
        if found:
            faults[name] = f"Det finns redan {word} värden: {_told(indicator, found)}. Ändra gränsen eller värdena."
    if indicator.measure in NEVER_ELSE:
        found = [each for each in _own_values(indicator) if not _can_be(indicator, each[0])]
        if found:
            text = f"Det finns redan värden som då inte kan vara: {_told(indicator, found)}."
            faults[NEVER_ELSE[indicator.measure]] = text
    return faults


def target_faults(target: Target) -> dict[str, str]:
    """Return why a target cannot be so, by field: it is outside the limits that its indicator has of its own."""
    indicator: Any = getattr(target, "indicator", None)  # a new target without one has none to ask for
    numbers = {name: getattr(target, name) for name in names_in_unit(target.kind, target.scope)}
    faults = {}
    for side, (is_outside, _, word) in SIDES.items():
        limit = getattr(indicator, side, None)
        for name, number in numbers.items():
            if limit is not None and number is not None and is_outside(number, limit):
                text = f"Det {word} möjliga värdet är {_in_unit(indicator, limit)}."
                faults[name] = f"{text} Ändra målvärdet, eller gränsen på indikatorns sida."
    return faults


def _can_be(indicator: Indicator, value: Decimal) -> bool:
    if indicator.measure == Indicator.Measure.CATEGORY:
        return value in range(len(indicator.categories))
    return value >= 1 and value == value.to_integral_value()


def _own_values(indicator: Indicator) -> list[Said]:
    if not indicator.pk:
        return []
    found = Outcome.objects.published().filter(indicator=indicator.pk)
    own = found.filter(municipality__portal__isnull=False, value__isnull=False).order_by("year", "sex")
    return [(value, str(year)) for value, year in own.values_list("value", "year")]


def _baseline(indicator: Indicator) -> Iterable[Said]:
    if indicator.baseline_value is not None:
        yield indicator.baseline_value, f"utgångsvärdet {indicator.baseline_year}"


def _told(indicator: Indicator, found: list[Said]) -> str:
    more = [f"{len(found) - MAX_TOLD} till"] if len(found) > MAX_TOLD else []
    return listed([*(f"{_in_unit(indicator, number)} ({when})" for number, when in found[:MAX_TOLD]), *more])


def _in_unit(indicator: Indicator, number: Decimal) -> str:
    text = exact(number, most=10)
    return f"{text}\u00a0%" if indicator.unit_label == "%" else text
