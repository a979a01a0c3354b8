"""The conclusion in words: what a citizen reads first, and the steps behind it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators import sentences
from indicators.calculations.status import of_status
from indicators.calculations.trend import of_pace, of_trend
from indicators.formats import Scale, exact
from indicators.judgement.rule import TOLERANCE_SHARE, Point, Rule, TargetPoint
from indicators.judgement.status import judge_status
from indicators.judgement.trend import judge_trend, pace_of
from indicators.series.verdicts import judge
from indicators.vocabulary import Direction, Reference, Status, TargetKind, Trend

SHARE = Scale(1, "%")
PATH = Rule(Direction.HIGHER, 1, (TargetPoint(2025, Decimal(100)),), Point(2017, Decimal("70.8")), Decimal("2.5"))
UNSET = replace(PATH, tolerance=None)


def series(**values):
    return tuple(Point(int(year[1:]), None if value is None else Decimal(str(value))) for year, value in values.items())


def conclusion_of(rule, seen_from, scale=SHARE, **values):
    points = series(**values)
    return sentences.conclusion(judge(points, rule, seen_from), scale).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            96.7,
            f"96,7 % år 2022. Det {Status.ON_TRACK.standing} vägen mot målvärdet 100 % år 2025: 89,1 % väntades 2022",
        ),
        (
            87.0,
            (
                f"87,0 % år 2022. Det {Status.NEAR.standing} vägen mot målvärdet 100 % år 2025: 89,1 % väntades 2022 "
                "och det skiljer 2,1"
            ),
        ),
        (80.0, f"80,0 % år 2022. Det {Status.BEHIND.standing} vägen mot målvärdet 100 % år 2025"),
        (100, f"100,0 % år 2022. Målvärdet 100 % år 2025 {Status.REACHED.standing}."),
    ],
)
def test_conclusion_says_value_year_and_where_it_stands(value, expected):
    assert conclusion_of(PATH, 2022, y2022=value).startswith(expected)


def test_conclusion_says_how_much_was_missing_in_the_target_year():
    assert (
        conclusion_of(PATH, 2025, y2025=90)
        == f"90,0 % år 2025. Målvärdet 100 % år 2025 {Status.MISSED.standing}. Det skiljer 10,0 procentenheter."
    )


def test_conclusion_says_what_an_old_value_was_once_judged_as():
    assert conclusion_of(PATH, 2026, y2022=96.7) == (
        "96,7 % år 2022. Uppgiften är för gammal för att säga hur det går 2026. Då var beskedet: "
        f"{Status.ON_TRACK.label}."
    )


def test_conclusion_without_any_value_says_so():
    assert conclusion_of(PATH, 2024, y2020=None) == "Det finns ingen uppgift till och med 2024."


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule(Direction.HIGHER), "Inget mål är satt i siffror"),
        (Rule(Direction.NONE), "Inget håll är utpekat som bättre"),
        (Rule(Direction.HIGHER, 1, (TargetPoint(2030, Decimal(90)),)), "Utgångsvärde saknas"),
        (Rule(Direction.HIGHER, 1, PATH.targets, PATH.baseline, breaks=(2021,)), "Metoden ändrades 2021"),
    ],
)
def test_conclusion_says_why_a_value_cannot_be_judged(rule, expected):
    assert expected in conclusion_of(rule, 2022, y2022=75)


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        (Direction.HIGHER, "Utvecklingen går åt rätt håll sedan 2020."),
        (Direction.LOWER, "Utvecklingen går åt fel håll sedan 2020."),
        (Direction.NONE, "Värdet har ökat sedan 2020."),
    ],
)
def test_conclusion_ends_with_where_the_series_is_heading(direction, expected):
    assert conclusion_of(Rule(direction), 2022, y2020=50, y2021=60, y2022=70).endswith(expected)


def test_distribution_counts_those_that_cannot_be_judged():
    counts = dict.fromkeys(Status, 0) | {Status.REACHED: 2, Status.BEHIND: 1, Status.UNKNOWN: 20}

    assert sentences.distribution(counts) == (
        f"2 {Status.REACHED.several}, 1 {Status.BEHIND.one} och 20 {Status.UNKNOWN.several}"
    )
    assert sentences.trends({Trend.UNCHANGED: 1, Trend.TOO_FEW: 2}) == "1 är oförändrad och 2 har för få värden"
    assert sentences.distribution(dict.fromkeys(Status, 0)) == ""


def steps(rule, seen_from, **values):
    verdict = judge_status(series(**values), rule, seen_from)
    found = of_status(verdict, SHARE, rule.direction, rule.longest_age)
    return [step.replace("\u00a0", " ") for step in found]


def test_status_calculation_has_line_gap_and_tolerance():
    assert steps(PATH, 2022, y2022=87) == [
        "Senaste utfall: 87,0 % (2022). Läget är sett från 2022.",
        "Målvärdet är 100 % år 2025 (högre är bättre).",
        "Väntat 2022: 70,8 + (100 − 70,8) · (2022 − 2017) / (2025 − 2017) = 89,1 %.",
        "Skillnad i önskad riktning (högre är bättre): 87 − 89,1 = −2,1 procentenheter.",
        "Toleransen är 2,5 procentenheter, bestämd för den här indikatorn.",
        f"Utfallet ligger utanför, men inte längre bort än toleransen, alltså {Status.NEAR.label}.",
    ]


def test_calculation_says_which_share_the_default_tolerance_is():
    tolerance = TOLERANCE_SHARE * (100 - Decimal("70.8"))
    shown, share = exact(tolerance, most=3), exact(100 * TOLERANCE_SHARE)

    assert (
        f"Toleransen är {shown} procentenheter: {share} procent av vägen från utgångsvärdet till målvärdet."
        in steps(UNSET, 2022, y2022=70)
    )


def test_calculation_of_an_old_value_shows_its_own_years_verdict():
    found = steps(PATH, 2026, y2022=96.7)

    assert "Utfallet är fyra år gammalt." in found[1]
    assert found[2] == "Så räknades det sett från 2022:"
    assert found[-1] == f"Skillnaden är noll eller mer, alltså {Status.ON_TRACK.label}."


def test_calculation_with_negative_numbers_keeps_its_signs_apart():
    rule = Rule(Direction.HIGHER, 1, (TargetPoint(2026, Decimal(-5)),), Point(2022, Decimal(-20)))
    found = steps(rule, 2024, y2024=-14)

    assert "Väntat 2024: −20 + (−5 − (−20)) · (2024 − 2022) / (2026 − 2022) = −12,5 %." in found
    assert "Skillnad i önskad riktning (högre är bättre): −14 − (−12,5) = −1,5 procentenheter." in found


def test_trend_calculation_shows_window_slope_band_and_verdict():
    points = series(y2018=74.0, y2019=79.3, y2020=82.7, y2021=89.3, y2022=96.7)
    found = of_trend(judge_trend(points, PATH, 2022), SHARE, Direction.HIGHER)
    text = " ".join(found).replace("\u00a0", " ")

    assert "74,0 % (2018), 79,3 % (2019), 82,7 % (2020), 89,3 % (2021), 96,7 % (2022)" in text
    assert "lutar +5,54 procentenheter per år. Från 2018 till 2022 blir det +22,16 procentenheter." in text
    assert "Som oförändrat räknas högst 1,25 procentenheter åt endera hållet: hälften av toleransen." in text
    assert text.endswith("alltså Förbättras.")


def test_pace_says_what_is_needed_beside_what_has_been():
    points = series(y2018=74.0, y2019=79.3, y2020=82.7, y2021=89.3, y2022=96.7)
    found = pace_of(points, PATH, 2022)
    text = " ".join(of_pace(found, SHARE)).replace("\u00a0", " ")

    assert "krävs +1,10 procentenheter per år från 2022: (100 − 96,7) / (2025 − 2022)." in text
    assert "+5,54 procentenheter per år." in text


def test_what_is_decided_for_the_year_stands_before_the_end():
    rule = Rule(Direction.HIGHER, 1, (TargetPoint(2024, Decimal(2)), TargetPoint(2026, Decimal(1))))
    verdicts = {year: judge_status(series(**{f"y{year}": 1.2}), rule, year) for year in (2024, 2025, 2026)}
    told = {year: sentences.aims_with_years(each, SHARE).replace("\u00a0", " ") for year, each in verdicts.items()}

    assert told == {2024: "2 % år 2024, sedan 1 % år 2026", 2025: "1 % år 2026", 2026: "1 % år 2026"}


COUNTRY = TargetPoint(
    2026, kind=TargetKind.RELATIVE, reference=Reference.COUNTRY, must_be_better=True, others=series(y2024=85, y2026=85)
)
HELD = TargetPoint(2026, Decimal(95), kind=TargetKind.STANDARD, first_year=2025)


@pytest.mark.parametrize(
    ("rule", "year", "value", "expected"),
    [
        (Rule(Direction.HIGHER, 1, (TargetPoint(2024, Decimal(82)), COUNTRY)), 2024, 80, "82,0 % väntades 2024."),
        (Rule(Direction.HIGHER, 1, (HELD,), Point(2020, Decimal(85))), 2024, 90, "93,0 % väntades 2024."),
        (
            Rule(Direction.HIGHER, 1, (replace(COUNTRY, year=2024), TargetPoint(2026, Decimal(90)))),
            2024,
            85,
            "bättre än 85,0 % väntades 2024.",
        ),
    ],
)
def test_what_the_year_asks_is_told_where_the_end_is_another(rule, year, value, expected):
    assert f"efter: {expected}" in conclusion_of(rule, year, **{f"y{year}": value}).replace(
        "efter vägen mot målvärdet 90 % år 2026", "efter"
    )


def test_standard_that_holds_is_told_once():
    rule = Rule(Direction.HIGHER, 1, (replace(HELD, first_year=2023),))

    assert "väntades" not in conclusion_of(rule, 2024, y2024=94)


def test_tolerance_is_held_against_the_gap_that_is_printed():
    rule = Rule(Direction.HIGHER, 1, (COUNTRY,), tolerance=Decimal("0.5"))
    statuses = {value: judge_status(series(y2026=value), rule, 2026).status for value in (84.4, 84.5, 85, 85.1)}

    assert statuses == {84.4: Status.MISSED, 84.5: Status.NEAR, 85: Status.NEAR, 85.1: Status.REACHED}
    assert judge_status(series(y2026=85), replace(rule, tolerance=None), 2026).status == Status.MISSED


def test_no_difference_is_never_called_further_than_allowed():
    rule = Rule(Direction.HIGHER, 1, (replace(COUNTRY, value=Decimal(-2)),))
    told = steps(rule, 2026, y2026=83)

    assert told[1] == "Målet är mindre än 2 procentenheter under riket år 2026 (högre är bättre)."
    assert told[-1] == f"Skillnaden är mindre än det som krävs för att vara bättre, alltså {Status.MISSED.label}."


def test_an_age_and_a_year_of_the_calendar_are_kept_apart():
    rule = Rule(Direction.HIGHER, 1, (TargetPoint(2028, Decimal(84)),), Point(2020, Decimal(81)))

    assert conclusion_of(rule, 2024, Scale(1, "år"), y2024=83.1).startswith(
        "83,1 år (2024). Det är i fas med vägen mot målvärdet 84 år (2028):"
    )


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        (Direction.HIGHER, "Sett till alla år sedan 2020 går utvecklingen åt rätt håll."),
        (Direction.LOWER, "Sett till alla år sedan 2020 går utvecklingen åt fel håll."),
        (Direction.NONE, "Sett till alla år sedan 2020 ökar värdet."),
    ],
)
def test_trend_against_its_own_ends_is_said_to_be_of_all_years(direction, expected):
    values = {"y2020": 50.2, "y2021": 40, "y2022": 50, "y2023": 60, "y2024": 49.8}

    assert conclusion_of(Rule(direction, 1), 2024, **values).endswith(expected)


def test_pace_from_a_deficit_keeps_its_signs_apart():
    rule = Rule(Direction.HIGHER, 1, (TargetPoint(2026, Decimal(0)),), Point(2022, Decimal("-7.6")))
    found = pace_of(series(y2024=-3.4), rule, 2024)

    assert "(0 − (−3,4)) / (2026 − 2024)" in of_pace(found, Scale(1, "mnkr"))[0]
