"""Keys that no page has sent: digits without end are answered as any other key that is not there."""

import pytest

from indicators.models import Outcome
from tests.indicators.admin.pages import outcome_of, page

pytestmark = pytest.mark.django_db

ENDLESS = "9" * 30  # too large for SQLite, which says so with an error


@pytest.mark.parametrize("query", ["id__in={}", "pk__in=1,{}", "indicator__in={}", "indicator__id__exact={}"])
def test_a_list_narrowed_by_an_endless_key_is_still_a_page(admin_client, published, query):
    response = admin_client.get(f"{page('outcome', 'changelist')}?{query.format(ENDLESS)}", follow=True)

    assert response.status_code == 200


def test_a_forged_tick_publishes_nothing_and_says_so(admin_client, indicator, neighbour):
    draft = outcome_of(indicator, neighbour)
    ticked = {"action": "publish", "_selected_action": [draft.pk, ENDLESS]}

    response = admin_client.post(page("outcome", "changelist"), ticked, follow=True)

    assert "En av de valda raderna finns inte. Inget är ändrat." in response.text
    assert Outcome.objects.get().state == "draft"


@pytest.mark.parametrize("kind", ["change", "history", "delete"])
def test_the_page_of_an_endless_key_leads_back_with_a_message(admin_client, published, kind):
    response = admin_client.get(page("outcome", kind, ENDLESS), follow=True)

    assert response.status_code == 200
    assert "finns inte" in response.text


def test_no_state_is_restored_by_an_endless_key(admin_client, published):
    before = Outcome.history.count()

    response = admin_client.post(page("outcome", "restore", published.pk, ENDLESS))

    assert response.status_code == 404
    assert Outcome.history.count() == before
