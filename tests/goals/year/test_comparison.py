"""A year with another beside it: which goal is beside which, what has changed, and which way."""

import pytest

from goals.year.comparison import with_comparison, without_comparison
from goals.year.content import EarlierValue, Remark
from indicators.vocabulary import Status
from tests.goals.year.factories import area, goal, indicator, missing, points, summary


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
    assert changes(goal(code=before), goal(code=now)) == (Remark("1. Mål fler-trad", text, "fler-trad", "", arrow),)


@pytest.mark.parametrize(
    ("before", "now"), [("full", "on_way"), ("not", "on_way"), ("on_way", "not"), ("on_way", "not_on_way")]
)
@pytest.mark.parametrize("rounds", [("whole", "part"), ("part", "whole"), ("part", "part")])
def test_a_forecast_is_never_held_against_a_verdict(before, now, rounds):
    then, here = rounds
    found = with_comparison(year_of(goal(code=now), round=here), year_of(goal(code=before), year=2022, round=then))

    assert found.changes == ()


def test_a_part_of_a_year_is_not_held_against_a_whole_one():
    found = with_comparison(year_of(goal(code="not"), round="part"), year_of(goal(code="full"), year=2022))

    assert found.changes == ()


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


# Values


def values(before, now, **notes):
    return with_comparison(year_of(goal(now)), year_of(goal(before), year=2022), notes.get("notes")).values


def of_year(year, *told, **changes):
    return indicator(value_year=year, value_text=f"{told[-1]}\u00a0%", points=points(*told), **changes)


def test_a_value_has_the_one_before_beside_it():
    before, now = of_year(2022, 50, 51, 52), of_year(2024, 50, 51, 52, 53, 54)
    (found,) = with_comparison(year_of(goal(now)), year_of(goal(before), year=2022)).goals

    assert found.indicators[0].earlier == EarlierValue(2022, "52\u00a0%")


def test_the_same_years_value_is_not_put_beside_itself():
    same = of_year(2022, 50, 51, 52)
    (found,) = with_comparison(year_of(goal(same)), year_of(goal(same), year=2022)).goals

    assert found.indicators[0].earlier is None


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        ((50, 51, 52), (50, 51, 49, 53),
         "värdet för 2022 var 52\u00a0% i uppföljningen 2022 och är 49\u00a0% i den här."),
        ((50, 51, None), (50, 51, 49, 53), "värdet för 2022 saknades i uppföljningen 2022 och är 49\u00a0% i den här."),
        ((50, 51, 52), (50, 51, None, 53), "värdet för 2022 var 52\u00a0% i uppföljningen 2022 och saknas i den här."),
    ],
)  # fmt: skip
def test_a_value_that_was_told_otherwise_is_told_of(before, now, text):
    found = values(indicator(points=points(*before)), indicator(points=points(*now)))

    assert found == (Remark("Indikator trad", text, indicator="trad"),)


def test_a_corrected_value_says_when_and_why():
    notes = {("trad", 2022): "Rättat 3 maj 2023: Två träd var en."}
    (found,) = values(indicator(points=points(50, 51, 52)), indicator(points=points(50, 51, 49)), notes=notes)

    assert found.text.endswith(" i den här. Rättat 3 maj 2023: Två träd var en.")


def test_values_that_one_of_the_years_has_left_out_are_no_change():
    before = indicator(points=points(*range(10), first=2013))
    now = indicator(points=points(*range(2, 12), first=2015))

    assert values(before, now) == ()


def test_a_value_in_other_decimals_is_the_same_value():
    assert values(indicator(points=points("50.4"), decimals=1), indicator(points=points("50"), decimals=0)) == ()


def test_nothing_is_told_otherwise_by_a_later_year():
    before, now = indicator(points=points(50, 51, 52)), indicator(points=points(50, 51, 49))

    assert with_comparison(year_of(goal(now), year=2022), year_of(goal(before), year=2024)).values == ()


def test_what_has_happened_since_is_counted():
    before = year_of(
        goal(of_year(2022, 50, 51, 52, slug="a", status=Status.NEAR), of_year(2022, 50, 51, 52, slug="b")), year=2022
    )
    now = year_of(goal(of_year(2023, 50, 51, 49, 53, slug="a"), of_year(2022, 50, 51, 52, slug="b")))

    assert with_comparison(now, before).since_sentence == (
        "Sedan 2022 har 1 av 2 indikatorer fått ett nytt värde, 1 har fått sämre status "
        "och 1 tidigare värde har ändrats."
    )


def test_a_year_without_anything_new_says_so():
    same = goal(of_year(2022, 50, 51, 52))

    assert with_comparison(year_of(same), year_of(same, year=2022)).since_sentence == (
        "Sedan 2022 har ingen av 1 indikator fått ett nytt värde."
    )
