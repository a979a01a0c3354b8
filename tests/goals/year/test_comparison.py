"""A year with another beside it: which goal is beside which, what has changed, and which way."""

import pytest

from goals.year.comparison import with_comparison, without_comparison
from goals.year.content import Remark
from indicators.vocabulary import Status
from tests.goals.year.factories import area, goal, indicator, missing, summary


def year_of(*goals, year=2024, **changes):
    return summary(area(*goals), year=year, **changes)


def changes(before, now):
    return with_comparison(year_of(now), year_of(before, year=2022)).changes


@pytest.mark.parametrize(
    ("before", "now", "text", "arrow"),
    [
        ("not", "partly", "från ej uppnått till delvis uppnått", "up"),
        ("full", "not", "från helt uppnått till ej uppnått", "down"),
        ("partly", "unknown", "från delvis uppnått till kan inte bedömas", ""),
        ("unknown", "full", "från kan inte bedömas till helt uppnått", ""),
    ],
)
def test_a_changed_verdict_tells_which_way_it_went(before, now, text, arrow):
    assert changes(goal(code=before), goal(code=now)) == (Remark("Mål fler-trad", text, "fler-trad", "", arrow),)


@pytest.mark.parametrize(
    ("before", "now", "arrow"),
    [("full", "on_way", ""), ("not", "not_on_way", ""), ("full", "partly_on_way", "down"), ("not", "on_way", "up")],
)
def test_a_forecast_of_the_same_rank_is_neither_up_nor_down(before, now, arrow):
    assert [each.arrow for each in changes(goal(code=before), goal(code=now))] == [arrow]


@pytest.mark.parametrize(("before", "now"), [("", "full"), ("full", ""), ("partly", "partly")])
def test_a_verdict_that_is_new_gone_or_the_same_is_no_change(before, now):
    assert changes(goal(code=before), goal(code=now)) == ()


@pytest.mark.parametrize(
    ("before", "now", "text", "arrow"),
    [
        (Status.NEAR, Status.ON_TRACK, "från nära till i fas", "up"),
        (Status.BEHIND, Status.MISSED, f"från efter till {Status.MISSED.label.lower()}", "down"),
        (Status.REACHED, Status.UNKNOWN, "från uppnått till kan inte bedömas", ""),
    ],
)
def test_a_changed_status_tells_which_way_it_went(before, now, text, arrow):
    found = changes(goal(indicator(status=before)), goal(indicator(status=now)))

    assert found == (Remark("Indikator trad", text, "", "trad", arrow),)


def test_a_status_that_can_no_longer_be_given_says_why():
    (found,) = changes(goal(indicator()), goal(missing("trad", status_reason="uppgift saknas")))

    assert found.text == "från efter till kan inte bedömas (uppgift saknas)"


def test_an_indicator_that_is_new_or_gone_is_no_change():
    assert changes(goal(indicator("gammal")), goal(indicator("ny", Status.REACHED))) == ()


def test_an_indicator_of_two_goals_changes_once():
    before, now = indicator(status=Status.NEAR), indicator(status=Status.BEHIND)
    pair = [year_of(goal(each, slug="a"), goal(each, slug="b")) for each in (now, before)]

    assert len(with_comparison(*pair).changes) == 1


def test_goals_come_before_indicators_among_the_changes():
    before, now = goal(indicator(status=Status.NEAR), code="not"), goal(indicator(), code="full")

    assert [bool(each.goal) for each in changes(before, now)] == [True, False]


def test_a_goal_has_its_verdict_and_distribution_of_then():
    earlier = goal(indicator(status=Status.NEAR), code="not")
    (found,) = with_comparison(year_of(goal(code="full")), year_of(earlier, year=2022)).goals

    assert (found.before.year, found.before.ruling.word) == (2022, "Ej uppnått")
    assert found.before.spread.sentence == "1 är nära"


def test_a_goal_of_its_own_name_goes_before_the_one_it_continues():
    now = goal(slug="ny", continues="gammal", code="full")
    before = year_of(goal(slug="gammal", code="not"), goal(slug="ny", code="partly"), year=2022)

    assert with_comparison(year_of(now), before).goals[0].before.ruling.word == "Delvis uppnått"


def test_a_continued_goal_tells_how_its_verdict_changed():
    before = year_of(goal(slug="gammal", code="not"), year=2021)
    (found,) = with_comparison(year_of(goal(slug="ny", continues="gammal", code="full")), before).changes

    assert (found.goal, found.text) == ("ny", "från ej uppnått till helt uppnått")


def test_a_comparison_takes_the_place_of_an_earlier_one():
    adopted = with_comparison(year_of(goal(code="full")), year_of(goal(code="not"), year=2023))
    found = with_comparison(adopted, year_of(goal(slug="annat", code="not"), year=2021))

    assert (found.before_year, found.goals[0].before, found.changes) == (2021, None, ())


def test_without_another_year_the_content_is_as_it_was():
    content = year_of(goal(code="full"))

    assert with_comparison(content, None) == content


def test_a_year_that_cannot_be_read_joins_what_is_not_known():
    content = year_of(goal(), unknowns=(Remark("Indikator trad", "Sekretess."),))
    known, told = without_comparison(content, 2023).unknowns

    assert known == content.unknowns[0]
    assert told.what == "Årsuppföljning 2023 går inte att läsa"
