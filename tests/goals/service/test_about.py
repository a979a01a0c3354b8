"""The page about the portal counts what the public sees and names where it comes from."""

import pytest

from goals.content.load import current_content
from goals.models import FocusArea, Goal, Period
from goals.service.about import counts_of, sources_of
from indicators.models import Municipality, Outcome, Source
from tests.cast import publish


def counts():
    return dict(counts_of(current_content()))


def test_an_empty_portal_counts_to_nothing(home):
    assert set(counts().values()) == {0}
    assert sources_of(current_content()) == ()


def test_values_are_counted_apart_from_those_compared_with(home, trygga):
    publish(trygga, Municipality.objects.create(code="9997", name="Nästgårds"), 2023, "75")

    found = counts()

    assert (found["Värden för kommunen"], found["Värden för andra kommuner och riket"]) == (3, 1)


def test_the_whole_country_is_counted_by_itself(home, trygga):
    trygga.national_years.create(year=2023, values='{"0114":"1","0115":"2"}', source="SCB", origin="national")

    assert counts()["Värden för landets alla kommuner"] == 2


def test_what_is_told_of_sources_stands_on_the_page(client, home, trygga):
    Source.objects.create(name="Kolada", about="Hämtat genom https://kopia.example/data.")

    page = client.get("/om/").text

    assert "<dt>Kolada</dt>" in page
    assert 'Hämtat genom <a href="https://kopia.example/data"' in page


def test_goals_and_periods_are_counted(home):
    period = Period.objects.create(slug="2020-2023", first_year=2020, last_year=2023)
    area = FocusArea.objects.create(slug="skolan", period=period, name="Skolan", hue="lake")
    for number in (1, 2):
        Goal.objects.create(slug=f"mal-{number}", focus_area=area, number=number, title=f"Mål {number}")

    assert (counts()["Målperioder"], counts()["Mål"]) == (1, 2)


@pytest.mark.parametrize(
    "facts", [{"state": "draft", "published_at": None}, {"value": None, "missing_reason": "not_measured"}]
)
def test_what_is_not_public_or_missing_is_no_value(home, trygga, facts):
    latest = Outcome.objects.get(year=2023)
    Outcome.objects.filter(pk=latest.pk).update(**facts)

    assert counts()["Värden för kommunen"] == 2


def test_a_hidden_indicator_adds_neither_itself_nor_its_values(home, make_indicator):
    make_indicator("dold", {2023: "5"}, is_published=False)

    assert set(counts().values()) == {0}
    assert sources_of(current_content()) == ()


def test_a_source_says_how_much_it_has_given_with_a_link(home, trygga, make_indicator):
    make_indicator("annan", {2023: "5"})

    assert sources_of(current_content()) == (("Skolenkäten", 4, "https://enkat.example/"),)
