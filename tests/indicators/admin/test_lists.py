"""The lists of the administration: in Swedish words, narrowed as officials think, never broken."""

import pytest

from indicators.models import (
    Indicator,
    Municipality,
    Target,
    Unit,
)
from tests.indicators.admin.pages import outcome_of, page

pytestmark = pytest.mark.django_db


def test_list_shows_values_in_swedish_and_missing_in_words(admin_client, indicator, home):
    outcome_of(indicator, home, value="1083.25", is_preliminary=True)
    outcome_of(indicator, home, year=2023, value=None, missing_reason="too_few_answers")

    text = admin_client.get(page("outcome", "changelist")).text

    assert "1\u00a0083,3\u00a0% (preliminärt)" in text
    assert "Saknas: för få svar" in text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("kommun=egen", 1),
        ("kommun=andra", 2),
        ("kommun=zzz", 3),
        ("year=2024", 2),
        ("year=99999", 0),
        ("year=abc", 0),
        ("state__exact=published", 1),
        ("q=trygga", 3),
        ("q=N15613", 3),
        ("q=Grannby", 1),
        ("q=finnsinte", 0),
    ],
)
@pytest.mark.usefixtures("published")
def test_the_list_is_narrowed_by_words_an_official_knows(admin_client, indicator, home, query, count):
    neighbour = Municipality.objects.create(code="9998", name="Grannby")
    outcome_of(indicator, neighbour)
    outcome_of(indicator, home, year=2023)

    response = admin_client.get(f"{page('outcome', 'changelist')}?{query}")

    assert response.status_code == 200
    assert response.context["cl"].result_count == count


@pytest.mark.parametrize(
    "query", ["o=99", "p=abc", "p=9999", "indicator__id__exact=abc", "finns__inte=1", "all=", "q=" + "x" * 2000]
)
def test_a_garbled_address_never_breaks_a_list(admin_client, published, query):
    response = admin_client.get(f"{page('outcome', 'changelist')}?{query}", follow=True)

    assert response.status_code == 200


def test_an_outcome_that_is_not_there_leads_back_with_a_message(admin_client):
    for key in ("0", "abc", "9" * 40):
        assert "finns inte" in admin_client.get(page("outcome", "change", key), follow=True).text


def many(count, indicator, home):
    for number in range(count):
        unit = Unit.objects.create(slug=f"enhet-{count}-{number}", name=f"Enhet {count} {number}")
        other = Indicator.objects.create(
            slug=f"i-{count}-{number}", name=f"Indikator {number}", measure="count", direction="lower", unit=unit
        )
        place = Municipality.objects.create(code=f"{count:02}{number:02}", name=f"Ort {number}")
        outcome_of(other, home, year=2000 + number)
        outcome_of(other, place, year=2000 + number)
        Target.objects.create(indicator=other, year=2026, value=number)


@pytest.mark.parametrize("model", ["outcome", "indicator", "target", "municipality", "unit", "decision", "portal"])
def test_a_list_asks_the_same_questions_however_long_it_is(
    admin_client, indicator, home, django_assert_num_queries, model
):
    queries = {"outcome": 9, "indicator": 8, "target": 8, "municipality": 8, "unit": 7, "decision": 8, "portal": 8}
    for count in (1, 20):
        many(count, indicator, home)
        with django_assert_num_queries(queries[model]):
            admin_client.get(page(model, "changelist"))
