"""A year's slides: one message each, in order, with a way on and a way back."""

from goals.year.content import OverallFact
from goals.year.pages import page_of
from goals.year.slides import slides_of
from goals.year.snapshots import FoundYear
from tests.goals.year.factories import DAY, area, assessment, goal, indicator, summary


def slides(*goals, **changes):
    content = summary(area(*goals), **changes)
    return slides_of(page_of(FoundYear(content, None), content, [], ()))


def test_a_goal_has_a_slide_for_its_verdict_and_each_text():
    given = goal(indicator(), assessment=assessment(next_steps="Vattna."))

    assert [(each.anchor, each.heading, each.text) for each in slides(given)[1:]] == [
        ("mal-1", "1. Mål fler-trad", ""),
        ("mal-1-resultat", "Resultat", "Fler träd än förra året."),
        ("mal-1-nasta-steg", "Nästa steg", "Vattna."),
    ]


def test_a_text_without_words_has_no_slide():
    assert [each.anchor for each in slides(goal(indicator()))] == ["i-korthet", "mal-1"]


def test_every_slide_leads_on_and_back():
    found = slides(goal(indicator(), code="full"), goal(), overall=OverallFact("Ett gott år.", "KS", DAY))
    anchors = ["start", *(each.anchor for each in found), ""]

    assert [each.previous for each in found] == anchors[:-2]
    assert [each.following for each in found] == anchors[2:]


def test_much_to_read_is_set_smaller():
    long = goal(indicator(), assessment=assessment(result="Fler träd. " * 40))

    assert [each.anchor for each in slides(long, measured_sentence="En kan bedömas.") if each.is_dense] == [
        "mal-1-resultat"
    ]
