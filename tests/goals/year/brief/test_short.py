"""A year's first page: sentences, what has changed and what is proposed, never more than a sheet holds."""

import pytest

from goals.year.brief.short import MAX_CHANGED, MAX_PROPOSAL, MAX_PROPOSED, brief_of, first_words
from goals.year.content import Remark
from tests.goals.year.factories import area, assessment, goal, indicator, summary


def brief(*goals, **changes):
    return brief_of(summary(area(*goals), **changes))


def told(found):
    return [(each.what, each.text) for each in found.remarks]


def test_three_sentences_follow_the_one_that_counts():
    found = brief(
        goal(indicator(), code="full"),
        measured_sentence="En kan bedömas.",
        compared_sentence="En är bättre.",
        since_sentence="En har ändrats.",
    )

    assert found.sentences == ("En kan bedömas. 1 är efter.", "En är bättre.", "En har ändrats.")


def test_statuses_are_not_said_twice_while_nobody_has_assessed():
    assert brief(goal(indicator()), measured_sentence="En kan bedömas.").sentences == ("En kan bedömas.",)


def test_what_stands_out_comes_first_where_anything_does():
    found = brief(goal(indicator()), before_year=2022, stands_out=(Remark("Träd", "flest i landet"),))

    assert [each.heading for each in found.lists] == [
        "Det här sticker ut", "Vad har ändrats sedan 2022?", "Det här föreslås",
    ]  # fmt: skip
    assert brief(goal(indicator())).stands_out is None


@pytest.mark.parametrize(
    ("count", "last", "more"),
    [(MAX_CHANGED, "Träd 5", 0), (MAX_CHANGED + 1, "Och ett till", 1), (MAX_CHANGED + 13, "Och 13 till", 13)],
)
def test_the_first_changes_are_told_and_the_rest_counted(count, last, more):
    changes = tuple(Remark(f"Träd {each}", "från efter till nära") for each in range(count))
    found = brief(goal(indicator()), before_year=2022, changes=changes)

    assert found.changed.remarks[-1].what == last
    assert (found.more_changes.remarks if found.more_changes else ()) == changes[count - more :]


def test_each_goal_proposes_its_next_step_under_its_number():
    given = assessment(next_steps="Plantera fler. Vattna dem.")
    found = brief(goal(assessment=given, number=3), goal(assessment=assessment(next_steps=""), slug="b"))

    assert told(found.proposed) == [("3. Mål fler-trad", "Plantera fler. …")]


@pytest.mark.parametrize(
    ("code", "empty"),
    [("full", "Inget mål har ett nästa steg."), ("", "Inget är föreslaget, eftersom inget mål har bedömts.")],
)
def test_nothing_proposed_says_so(code, empty):
    found = brief(goal(indicator(), code=code)).proposed

    assert (found.remarks, found.empty) == ((), empty)


def test_proposals_fit_a_sheet():
    goals = [goal(slug=str(each), assessment=assessment(next_steps="Mer. " * 90)) for each in range(40)]
    found = brief(*goals).proposed.remarks

    assert (len(found), found[-1].what) == (MAX_PROPOSED + 1, "Och 28 till")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Plantera fler.", "Plantera fler."),
        ("Plantera fler.\r\n\r\nVattna dem.", "Plantera fler. …"),
        ("Plantera 1,5 gånger fler, t.ex. ekar. Öka takten.", "Plantera 1,5 gånger fler, t.ex. ekar. …"),
        ("utan slut", "utan slut"),
    ],
)
def test_a_proposal_is_the_first_sentence(text, first):
    assert first_words(text) == first


def test_a_long_sentence_is_cut_between_words():
    found = first_words("träden växer, " * 30)

    assert len(found) <= MAX_PROPOSAL + 2
    assert found.endswith(("träden …", "växer …"))
