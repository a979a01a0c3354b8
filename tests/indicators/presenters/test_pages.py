"""What an indicator's page says beside its chart."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from indicators.presenters.pages import facts, newer, pace_calculation, toggles
from indicators.series.facts import TargetFact
from indicators.series.verdicts import judge
from tests.indicators.cards import card_of
from tests.indicators.drawn_series import make_series


def judged(series):
    return judge(series.home.points, series.rule, series.seen_from)


def facts_of(series):
    return dict(facts(series, card_of("bredband", judged(series))))


def test_values_that_came_after_the_year_are_told():
    series = make_series({2021: 5, 2022: 6, 2024: 7}, seen_from=2021)

    assert newer(series).replace("\u00a0", " ") == "Det finns nyare värden än 2021. Det senaste är 7,0 % år 2024."


@pytest.mark.parametrize("values", [{2021: 5}, {2021: 5, 2022: None}, {}])
def test_nothing_newer_is_told_where_no_later_value_is_known(values):
    assert newer(make_series(values, seen_from=2021)) == ""


def test_lines_to_switch_on_are_women_men_and_comparisons():
    series = make_series({2022: 5}, women={2022: 6}, men={2022: 4}, country={2022: 8})

    assert [(each.key, each.is_on) for each in toggles(series, frozenset({"man", "finns-inte"}))] == [
        ("kvinnor", False),
        ("man", True),
        ("riket", False),
    ]


def test_side_column_leaves_out_what_is_not_known():
    assert list(facts_of(make_series({2022: 5}))) == [
        "Önskad riktning",
        "Målvärde",
        "Nyckeltal i Kolada",
        "Senast hämtad",
    ]


def test_side_column_says_that_a_target_is_missing():
    assert facts_of(make_series({2022: 5}))["Målvärde"] == "Inget mål i siffror"


def test_side_column_has_dates_as_a_swede_writes_them():
    series = replace(make_series({2022: 5}), next_publication=date(2025, 5, 7))

    assert facts_of(series)["Nästa publicering"] == "7 maj 2025"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "100 % år 2025"),
        ({"is_reading": True}, "100 % år 2025 (vår läsning)"),
        ({"note": "Gäller alla."}, "100 % år 2025. Gäller alla."),
        ({"note": "Alla ska ”ha nät.”"}, "100 % år 2025. Alla ska ”ha nät.”"),
        ({"decision": "Mål för Olofström"}, "100 % år 2025. Beslut: Mål för Olofström."),
        ({"note": "Gäller alla", "decision": "Mål"}, "100 % år 2025. Gäller alla. Beslut: Mål."),
    ],
)
def test_target_is_told_in_whole_sentences(changes, text):
    target = replace(TargetFact(2025, Decimal(100), None, None, "100 %", False, "", "", "", "100 % år 2025"), **changes)

    assert facts_of(replace(make_series({2022: 5}), targets=(target,)))["Målvärde"] == text


def test_every_target_has_a_line_of_its_own():
    series = make_series({2022: 5}, targets=[(2023, 90), (2025, 100)])

    assert facts_of(series)["Målvärde"].replace("\u00a0", " ") == "90 % år 2023\n100 % år 2025"


def test_pace_is_calculated_only_where_a_target_is_ahead():
    ahead = make_series({2022: 80}, targets=[(2025, 95)], seen_from=2022)
    met = make_series({2022: 96}, targets=[(2025, 95)], seen_from=2022)

    assert pace_calculation(ahead, judged(ahead)).title == "Takt"
    assert pace_calculation(met, judged(met)) is None
