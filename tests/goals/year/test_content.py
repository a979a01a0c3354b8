"""A year's summary: its sentence adds up, and what it says is what the rows say."""

import re
from datetime import date
from itertools import product

import pytest

from goals.content.load import current_content
from goals.models import AnnualSummary, Assessment, OverallAssessment
from goals.vocabulary import FollowUp, Verdict
from goals.year.canonical import to_canonical
from goals.year.comparison import with_comparison
from goals.year.content import Count
from goals.year.counts import measured_sentence, ruling_sentence
from goals.year.years import Years
from indicators.models import Outcome

YEAR = 2026
CODES = ("full", "partly", "not", "unknown", "not_assessed")


def years():
    return Years(current_content(), YEAR)


def test_the_sentence_of_the_issue():
    counts = [Count("full", "", 3), Count("partly", "", 4), Count("not", "", 2), Count("unknown", "", 2)]

    assert ruling_sentence(counts) == (
        "Av 11 mål bedöms 3 vara helt uppnådda, 4 delvis uppnådda, 2 ej uppnådda och 2 kan inte bedömas."
    )


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((0, 1, 0, 0, 0), "Av 1 mål bedöms 1 vara delvis uppnått."),
        ((0, 0, 0, 2, 1), "Av 3 mål kan 2 inte bedömas och 1 har inte bedömts."),
        ((0, 0, 0, 0, 4), "Inget av de 4 målen har bedömts."),
        ((0, 0, 0, 0, 1), "Målet har inte bedömts."),
        ((0, 0, 0, 0, 0), "Inga mål är inlagda."),
    ],
)
def test_the_sentence_of_few_goals(numbers, sentence):
    counts = [Count(code, "", number) for code, number in zip(CODES, numbers, strict=True) if number]

    assert ruling_sentence(counts) == sentence


def test_the_sentence_always_adds_up():
    for numbers in product((0, 1, 2, 13), repeat=5):
        counts = [Count(code, "", number) for code, number in zip(CODES, numbers, strict=True) if number]
        said = [int(each) for each in re.findall(r"\d+", ruling_sentence(counts))]

        if sum(numbers[:4]):
            assert said[0] == sum(said[1:]) == sum(numbers)


def test_the_share_is_rounded_half_up_to_whole_per_cent():
    assert "1 (13\u00a0%)" in measured_sentence(1, 3, 8, 2024)
    assert measured_sentence(0, 0, 0, 2024) == "Målen har inga indikatorer."


@pytest.mark.parametrize("year", [2020, 2022, 2024])
def test_a_summary_counts_every_goal_and_indicator_once(plan, year):
    content = years().live(year)

    assert content.goal_count == len(content.goals) == sum(each.count for each in content.rulings)
    assert content.indicator_count == content.spread.total
    for goal in content.goals:
        assert goal.spread.total == len(goal.indicators) == sum(each.count for each in goal.spread.counts)


@pytest.mark.usefixtures("example_plan")
def test_a_draft_is_no_assessment():
    before = years().live(2025)
    Assessment.objects.filter(goal__slug="invanarna-paverkar", year=2025).update(result="Hemligt utkast")

    assert to_canonical(years().live(2025)) == to_canonical(before)
    assert [goal.ruling.code for goal in before.goals if goal.slug == "invanarna-paverkar"] == ["not_assessed"]


@pytest.mark.usefixtures("example_plan")
def test_part_of_a_year_has_forecasts():
    content = years().live(2026)

    assert content.round == FollowUp.PART
    assert content.sentence == (
        "Enligt prognosen är 2 av 12 mål på väg, 1 delvis på väg och 1 inte på väg. 8 har inte bedömts."
    )
    assert years().live(2026, FollowUp.WHOLE).sentence.startswith("Inget av de 12 målen har bedömts.")


@pytest.mark.usefixtures("olofstrom_plan")
def test_an_extended_year_names_the_targets_it_is_judged_by():
    content = years().live(2024)

    assert content.extension_sentence == (
        "År 2024 hör till förlängningen: målen beslutades först för 2020–2023. "
        "Av indikatorerna bedöms 2 mot målvärden för 2023."
    )
    assert years().live(2023).extension_sentence == ""


@pytest.mark.usefixtures("olofstrom_plan")
def test_olofstrom_is_open_and_nothing_is_assessed():
    assert not AnnualSummary.objects.exists()
    assert not Assessment.objects.exists()
    assert sorted(years().periods) == [2020, 2021, 2022, 2023, 2024]
    assert years().live(2024).sentence.startswith("Inget av de 11 målen har bedömts. Så står det till")


@pytest.mark.usefixtures("example_plan")
def test_what_an_auditor_would_ask_is_listed():
    heads = [each.what for each in years().live(2025).criticism]

    assert any("saknar indikatorer" in each for each in heads)
    assert any("saknar målvärde" in each for each in heads)
    assert any("har inget värde för 2025" in each for each in heads)
    assert "Ett mål har inte bedömts" in heads


@pytest.mark.usefixtures("olofstrom_plan")
def test_a_long_list_of_gaps_names_five_and_counts_the_rest():
    remark = next(each for each in years().live(2024).criticism if "saknar målvärde" in each.what)
    count = int(remark.what.split()[0])

    assert count > 5
    assert len(remark.items) == 6
    assert remark.items[-1].text == f"och {count - 5} till"


@pytest.mark.usefixtures("example_plan")
def test_a_verdict_that_departs_without_a_reason_is_listed():
    Assessment.objects.filter(year=2025, goal__slug="ekonomi-i-balans").update(verdict=Verdict.FULL)

    (found,) = (each.items for each in years().live(2025).criticism if "utan att säga varför" in each.what)

    assert "3. Ekonomin är i balans" in [each.text for each in found]


@pytest.mark.usefixtures("example_plan")
def test_a_year_beside_another_tells_what_changed():
    content = years().content_of(2024).content
    found = with_comparison(content, years().content_of(2023).content)
    changed = {each.goal: (each.text, each.arrow) for each in found.changes if each.goal}

    assert found.before_year == 2023
    assert changed["levande-kulturliv"] == ("från ej uppnått till delvis uppnått", "up")
    assert changed["digitala-hem"] == ("från helt uppnått till delvis uppnått", "down")


@pytest.mark.usefixtures("example_plan")
def test_a_goal_is_beside_the_goal_it_continues():
    content = with_comparison(years().live(2021), years().live(2020))
    goals = {goal.slug: goal for goal in content.goals}

    assert goals["fler-bostader-for-fler"].before.year == 2020
    assert goals["ekonomi-i-balans"].before is None


@pytest.mark.usefixtures("example_plan")
def test_a_missing_value_is_told_with_its_reason():
    Outcome.objects.filter(indicator__slug="matsvinn", municipality__code="9999", year=2025).update(
        value=None, missing_reason="secrecy"
    )

    unknowns = years().live(2025).unknowns
    told = [each.what for each in unknowns if "matsvinn" in [item.indicator for item in each.items]]

    assert told == ["Sekretess: 1 indikator"]


@pytest.mark.usefixtures("example_plan")
@pytest.mark.parametrize(("rounds", "shown"), [(["part"], "part"), (["whole"], "whole"), (["part", "whole"], "whole")])
def test_an_approved_text_is_shown_without_an_assessed_goal(rounds, shown):
    Assessment.objects.filter(year=2025).delete()
    OverallAssessment.objects.filter(year=2025).delete()
    for each in rounds:
        OverallAssessment.objects.create(
            year=2025, round=each, text=f"Så gick {each}.", state="approved", assessed_on=date(2026, 2, 3)
        )

    content = years().live(2025)

    assert (content.round, content.overall.text) == (shown, f"Så gick {shown}.")
