"""The country's value beside an indicator's own, and the sentence that counts them all."""

import pytest

from goals.content.load import current_content
from goals.year.brief.country import beside_country, compared_sentence
from goals.year.content import ComparedWith
from goals.year.years import Years
from tests.goals.year.factories import indicator, missing


def compared(code):
    return indicator(compared=ComparedWith("riket", code, "", "", 2024))


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        ([], ""),
        (["better"], "Jämfört med riket är 1 av 1 indikator bättre."),
        (["worse", "better", "similar", "better"],
         "Jämfört med riket är 2 av 4 indikatorer bättre, 1 ungefär lika och 1 sämre."),
        (["under", "over"], "Jämfört med riket är 1 av 2 indikatorer över och 1 under."),
    ],
)  # fmt: skip
def test_comparisons_are_counted_the_best_first(codes, sentence):
    assert compared_sentence(map(compared, codes)) == sentence


def test_those_without_a_figure_come_last():
    found = compared_sentence([compared("worse"), missing("a"), missing("b")])

    assert found == "Jämfört med riket är 1 av 3 indikatorer sämre. 2 kan inte jämföras."
    assert compared_sentence([missing("a")]) == "Ingen indikator kan jämföras med riket."


def test_every_comparison_is_of_the_year_or_before(plan):
    content = Years(current_content(), 2026).live(2024)
    facts = {each.slug: each for goal in content.goals for each in goal.indicators}
    found = [each for each in facts.values() if each.compared]

    assert len(found) > 10
    assert all(2020 <= each.compared.year <= each.value_year <= 2024 for each in found)
    assert content.compared_sentence == compared_sentence(facts.values())


@pytest.mark.usefixtures("example_plan")
def test_a_number_of_people_is_compared_with_nobodys():
    content = current_content()
    found = content.links["invanare"][0].link.indicator

    assert beside_country(found, content.home_code, 2024) is None
