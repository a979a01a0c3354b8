"""One sentence on where an outcome stands, for every kind of target."""

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators import sentences
from indicators.formats import Scale
from indicators.judgement.rule import Point, Rule, TargetPoint
from indicators.judgement.status import judge_status
from indicators.vocabulary import Direction, Reason, Status, Trend

SHARE = Scale(0, "%")
RANGE = Rule(Direction.RANGE, 0, (TargetPoint(2024, None, Decimal(40), Decimal(60)),), tolerance=Decimal(2))
TWO_RANGES = replace(RANGE, targets=(TargetPoint(2022, None, Decimal(30), Decimal(70)), *RANGE.targets))
UP = Rule(Direction.HIGHER, 0, (TargetPoint(2024, Decimal(60)),), Point(2020, Decimal(40)))


def standing(rule, year, value, scale=SHARE, seen_from=None):
    verdict = judge_status((Point(year, Decimal(str(value))),), rule, seen_from or year)
    return sentences.standing(verdict, scale).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("rule", "year", "value", "sentence"),
    [
        (RANGE, 2022, 50, "Det är inom intervallet 40–60 %, som ska hållas till och med målåret 2024."),
        (RANGE, 2022, 61, "Det är strax utanför intervallet 40–60 % år 2024. Det skiljer 1 procentenhet."),
        (RANGE, 2022, 30, "Det är utanför intervallet 40–60 % år 2024. Det skiljer 10 procentenheter."),
        (TWO_RANGES, 2021, 75, "Det är utanför intervallet 30–70 % som gäller 2021. Det skiljer 5 procentenheter."),
        (RANGE, 2024, 50, f"Målvärdet 40–60 % år 2024 {Status.REACHED.standing}."),
        (RANGE, 2024, 30, f"Målvärdet 40–60 % år 2024 {Status.MISSED.standing}. Det skiljer 10 procentenheter."),
    ],
)
def test_range_is_told_as_within_just_outside_or_outside(rule, year, value, sentence):
    assert standing(rule, year, value) == sentence


@pytest.mark.parametrize(
    ("year", "value", "sentence"),
    [
        (2022, 50, f"Det {Status.ON_TRACK.standing} vägen mot målvärdet 60 % år 2024: 50 % väntades 2022."),
        (
            2022,
            53,
            (
                f"Det {Status.ON_TRACK.standing} vägen mot målvärdet 60 % år 2024: 50 % väntades 2022 och utfallet "
                "ligger 3 procentenheter före."
            ),
        ),
        (
            2022,
            44,
            (
                f"Det {Status.BEHIND.standing} vägen mot målvärdet 60 % år 2024: 50 % väntades 2022 och det skiljer "
                "6 procentenheter."
            ),
        ),
        (
            2024,
            59,
            f"Det {Status.NEAR.standing} målvärdet 60 % år 2024 men inte framme. Det skiljer 1 procentenhet.",
        ),
    ],
)
def test_path_is_told_with_what_was_expected_and_what_differs(year, value, sentence):
    assert standing(UP, year, value) == sentence


def test_number_without_a_written_unit_has_its_year_kept_apart():
    sentence = standing(replace(UP, decimals=1), 2024, 60, Scale(1, "antal/inv"))

    assert sentence == f"Målvärdet 60 för år 2024 {Status.REACHED.standing}."


def test_value_of_a_year_long_ago_is_not_told_as_todays():
    assert standing(UP, 2020, 40, seen_from=2024) == (
        f"Uppgiften är för gammal för att säga hur det går 2024. Då var beskedet: {Status.ON_TRACK.label}."
    )


def test_old_value_that_was_never_judged_has_no_older_verdict():
    assert standing(Rule(Direction.HIGHER), 2018, 40, seen_from=2024) == (
        "Uppgiften är för gammal för att säga hur det går 2024."
    )


@pytest.mark.parametrize("reason", list(Reason))
def test_no_reason_is_left_without_a_sentence_of_its_own(reason):
    verdict = replace(judge_status((Point(2022, Decimal(50)),), UP, 2022), status=Status.UNKNOWN, reason=reason)
    others = {sentences.standing(replace(verdict, reason=each), SHARE) for each in Reason if each != reason}

    assert sentences.standing(verdict, SHARE) not in others


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({Trend.IMPROVING: 1}, "1 förbättras"),
        ({Trend.UNCHANGED: 1, Trend.WORSENING: 2}, "1 är oförändrad och 2 försämras"),
        (
            {Trend.IMPROVING: 2, Trend.UNCHANGED: 3, Trend.TOO_FEW: 1},
            "2 förbättras, 3 är oförändrade och 1 har för få värden",
        ),
        ({Trend.IMPROVING: 0}, ""),
        ({}, ""),
    ],
)
def test_trends_are_counted_in_words_that_bend(counts, sentence):
    assert sentences.trends(counts) == sentence
