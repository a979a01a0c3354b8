"""A year in numbers: what is counted, in which order, and the sentences that say it of one and of several."""

import pytest

from goals.year.content import Count
from goals.year.counts import judged_against, measured_sentence, ruling_of, ruling_sentence, rulings, spread
from indicators.vocabulary import Status
from tests.goals.year.factories import goal, indicator, missing


def told(counts):
    return [(each.word, each.count) for each in counts]


def test_goals_are_counted_from_full_to_not_assessed():
    goals = [goal(), goal(code="not"), goal(code="unknown"), goal(code="full"), goal(code="not"), goal(code="partly")]

    assert told(rulings(goals)) == [
        ("Helt uppnått", 1), ("Delvis uppnått", 1), ("Ej uppnått", 2), ("Kan inte bedömas", 1), ("Inte bedömt", 1),
    ]  # fmt: skip


def test_a_verdict_that_no_goal_has_is_not_counted():
    assert told(rulings([goal(code="full")])) == [("Helt uppnått", 1)]


def test_indicators_are_counted_in_the_order_of_statuses():
    found = spread(["unknown", "missed", "reached", "missed"])

    in_order = ((Status.REACHED, 1), (Status.MISSED, 2), (Status.UNKNOWN, 1))
    assert told(found.counts) == [(status.label, count) for status, count in in_order]
    assert found.total == 4
    assert found.sentence == f"1 {Status.REACHED.one}, 2 {Status.MISSED.several} och 1 {Status.UNKNOWN.one}"


def test_no_indicators_make_no_words():
    found = spread([])

    assert (found.counts, found.total, found.sentence) == ((), 0, "")


@pytest.mark.parametrize(
    ("verdict", "forecast", "word", "is_given"),
    [
        ("full", "", "Helt uppnått", True),
        ("", "not_on_way", "Inte på väg", True),
        ("unknown", "", "Kan inte bedömas", True),  # somebody has looked, and says so
        ("", "", "Inte bedömt", False),
    ],
)
def test_a_ruling_is_the_verdict_or_the_forecast(verdict, forecast, word, is_given):
    found = ruling_of(verdict, forecast)

    assert (found.word, found.is_given) == (word, is_given)


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({"on_way": 1, "not_assessed": 2}, "Enligt prognosen är 1 av 3 mål på väg. 2 har inte bedömts."),
        ({"partly_on_way": 2, "not_on_way": 1}, "Enligt prognosen är 2 av 3 mål delvis på väg och 1 inte på väg."),
        ({"unknown": 1}, "Av 1 mål kan 1 inte bedömas."),
        ({"not": 1, "unknown": 3}, "Av 4 mål bedöms 1 vara ej uppnått och 3 kan inte bedömas."),
    ],
)
def test_the_sentence_takes_the_verb_of_its_first_count(numbers, sentence):
    assert ruling_sentence([Count(code, "", number) for code, number in numbers.items()]) == sentence


def test_the_rest_follows_only_when_no_goal_is_assessed():
    none = ruling_sentence([Count("not_assessed", "", 2)], "Två indikatorer är efter.")
    some = ruling_sentence([Count("full", "", 1), Count("not_assessed", "", 1)], "Två indikatorer är efter.")

    assert none == "Inget av de 2 målen har bedömts. Två indikatorer är efter."
    assert some == "Av 2 mål bedöms 1 vara helt uppnått och 1 har inte bedömts."


@pytest.mark.parametrize(
    ("judged", "measured", "total", "sentence"),
    [
        (1, 1, 1, "Av indikatorn kan 1 (100\u00a0%) bedömas mot ett målvärde. 1 har ett värde för just 2024."),
        (0, 2, 3, "Av 3 indikatorer kan 0 (0\u00a0%) bedömas mot ett målvärde. 2 har ett värde för just 2024."),
        (1, 0, 200, "Av 200 indikatorer kan 1 (1\u00a0%) bedömas mot ett målvärde. 0 har ett värde för just 2024."),
        (2, 0, 3, "Av 3 indikatorer kan 2 (67\u00a0%) bedömas mot ett målvärde. 0 har ett värde för just 2024."),
    ],
)
def test_the_share_that_can_be_judged_is_said_in_full(judged, measured, total, sentence):
    assert measured_sentence(judged, measured, total, 2024) == sentence


def test_earlier_targets_are_counted_the_latest_first():
    facts = [indicator(target_year=year) for year in (2020, 2023, 2020, 2024, 2030)]

    assert judged_against(facts, 2024) == (
        "Av indikatorerna bedöms 1 mot målvärden för 2023 och 2 mot målvärden för 2020."
    )


@pytest.mark.parametrize(
    "fact",
    [indicator(target_year=2024), indicator(target_year=None), missing("trad", target_year=2020)],
    ids=["target of the year", "no target", "no value to judge"],
)
def test_what_is_not_judged_by_an_earlier_target_is_silent(fact):
    assert judged_against([fact], 2024) == ""


def test_a_spread_holds_every_status_once():
    assert [each.code for each in spread([*Status, *reversed(Status)]).counts] == [each.value for each in Status]
