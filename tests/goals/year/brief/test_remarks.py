"""What a year leaves open: missing values with their reasons, and gaps, said of one and of several."""

import pytest

from goals.year.brief.remarks import criticism, unknowns
from tests.goals.year.factories import assessment, goal, indicator, missing


def lines(remarks):
    """Return each remark's subject, and what it says or counts, a line each."""
    return [(each.what, each.text or "\n".join(item.text for item in each.items)) for each in remarks]


# What is not known


def test_a_goals_own_gap_leads_to_the_goal():
    (remark,) = unknowns([goal(indicator(), gap_note="Ingen mäter skuggan.")])

    assert (remark.what, remark.text, remark.goal) == ("1. Mål fler-trad", "Ingen mäter skuggan.", "fler-trad")


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (missing("a"), ("Sekretess: 1 indikator", "Indikator a")),
        (missing("a", "Mäts inte i år", value_text="58\u00a0%", value_year=2022),
         ("Mäts inte i år: 1 indikator", "Indikator a (senast 58\u00a0%, 2022)")),
    ],
    ids=["never measured", "measured before"],
)  # fmt: skip
def test_a_missing_value_says_why_and_what_was_known(fact, text):
    (remark,) = unknowns([goal(fact)])

    assert lines([remark]) == [text]
    assert [each.indicator for each in remark.items] == ["a"]


def test_an_indicator_of_two_goals_is_unknown_once():
    shared = missing("a")

    assert len(list(unknowns([goal(shared, slug="ett"), goal(shared, slug="tva")]))) == 1


def test_missing_for_one_reason_are_a_list_under_it():
    found = [missing(str(each)) for each in range(46)]
    (remark,) = unknowns([goal(*found, slug="ett"), goal(*found, slug="tva")])

    assert (remark.what, remark.text) == ("Sekretess: 46 indikatorer", "")
    assert [each.indicator for each in remark.items] == [str(each) for each in range(46)]


def test_reasons_are_told_apart_however_many_share_one():
    found = [missing(each) for each in "abcdef"] + [missing("g", "För få svar")]

    assert [what for what, _ in lines(unknowns([goal(*found)]))] == [
        "Sekretess: 6 indikatorer", "För få svar: 1 indikator",
    ]  # fmt: skip


def test_a_year_with_every_value_leaves_nothing_unknown():
    assert list(unknowns([goal(indicator())])) == []


# What an auditor would ask about


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        ([goal(code="unknown", slug="a")], ("Ett mål saknar indikatorer", "1. Mål a")),
        ([goal(code="unknown", slug="a"), goal(code="unknown", slug="b")],
         ("Två mål saknar indikatorer", "1. Mål a\n1. Mål b")),
        ([goal(indicator("a", target_text=""), code="partly")], ("En indikator saknar målvärde", "Indikator a")),
        ([goal(indicator("a", target_text=""), indicator("b", target_text=""), code="partly")],
         ("Två indikatorer saknar målvärde", "Indikator a\nIndikator b")),
        ([goal(missing("a"), code="unknown")], ("En indikator har inget värde för 2024", "")),
        ([goal(indicator("a"), code="full")],
         ("En bedömning avviker från indikatorerna utan att säga varför", "1. Mål fler-trad")),
        ([goal(indicator("a"), code="full", slug="x"), goal(indicator("b"), code="full", slug="y")],
         ("Två bedömningar avviker från indikatorerna utan att säga varför", "1. Mål x\n1. Mål y")),
    ],
)  # fmt: skip
def test_a_gap_is_said_of_one_and_of_several(goals, expected):
    assert lines(criticism(goals, 2024)) == [expected]


def test_some_goals_without_a_verdict_are_named():
    goals = [goal(indicator("a"), slug="a"), goal(indicator("b"), slug="b", code="partly")]

    assert lines(criticism(goals, 2024)) == [("Ett mål har inte bedömts", "1. Mål a")]


def test_all_goals_without_a_verdict_need_no_names():
    goals = [goal(indicator("a"), slug="a"), goal(indicator("b"), slug="b")]

    assert lines(criticism(goals, 2024)) == [("Två mål har inte bedömts", "")]


@pytest.mark.parametrize(
    ("count", "ending"),
    [
        (5, "\nIndikator 5"),
        (6, "\nIndikator 5\noch en till"),
        (7, "\nIndikator 5\noch två till"),
        (18, "\nIndikator 5\noch 13 till"),
    ],
)
def test_five_are_named_and_the_rest_counted(count, ending):
    facts = [indicator(str(each), target_text="") for each in range(1, count + 1)]
    ((_, text),) = lines(criticism([goal(*facts, code="partly")], 2024))

    assert text.endswith(ending)


def test_a_sixth_goal_is_counted_in_its_own_gender():
    goals = [goal(code="unknown", slug=str(each)) for each in range(6)]

    assert lines(criticism(goals, 2024))[0][1].endswith("\n1. Mål 4\noch ett till")


def test_a_forecast_that_departs_is_not_called_a_verdict():
    (found,) = criticism([goal(indicator("a"), code="on_way")], 2024)

    assert found.what == "En prognos avviker från indikatorerna utan att säga varför"


def test_a_departure_with_a_reason_is_not_criticised():
    explained = goal(indicator(), assessment=assessment("full", departure_reason="Alla träd är räknade."))

    assert list(criticism([explained], 2024)) == []


def test_an_indicator_of_two_goals_is_criticised_once():
    shared = indicator("a", target_text="")

    assert lines(criticism([goal(shared, code="partly"), goal(shared, code="partly")], 2024)) == [
        ("En indikator saknar målvärde", "Indikator a")
    ]
