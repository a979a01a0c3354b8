"""Municipalities, comparison groups, units and decisions in the administration: refused in words, lost never."""

from html import unescape

import pytest

from indicators.models import ComparisonGroup, Decision, Indicator, Municipality, Unit
from tests.indicators.admin.pages import errors_of, filled, page

pytestmark = pytest.mark.django_db

NEW = {
    "municipality": {"code": "9998", "name": "Granköping", "kind": "municipality", "county": "Exempels län"},
    "comparisongroup": {
        "name": "Liknande kommuner",
        "short_name": "Liknande",
        "slug": "liknande-2025",
        "year": "2025",
        "position": "0",
    },
    "unit": {"name": "Gatukontoret", "slug": "gatan"},
    "decision": {"title": "Mål 2025", "slug": "mal-2025", "body": "Kommunfullmäktige", "decided_on": "2024-11-25"},
}
MODELS = {"municipality": Municipality, "comparisongroup": ComparisonGroup, "unit": Unit, "decision": Decision}


def sent_to_add(model, neighbour, **changes):
    members = {"municipalities": [neighbour.pk]} if model == "comparisongroup" else {}
    return NEW[model] | members | changes


@pytest.fixture
def decision(db):
    return Decision.objects.create(slug="mal-2024", title="Mål 2024", body="Kommunfullmäktige")


@pytest.mark.parametrize("model", NEW)
def test_a_new_row_is_saved_as_it_was_written(admin_client, neighbour, model):
    response = admin_client.post(page(model, "add"), sent_to_add(model, neighbour))

    assert response.status_code == 302
    stored = MODELS[model].objects.latest("pk")
    assert str(stored).startswith(NEW[model].get("title") or NEW[model]["name"])


@pytest.mark.parametrize(
    ("model", "changes", "words"),
    [
        ("municipality", {"code": "998"}, "Koden är fyra siffror."),
        ("municipality", {"code": "99 8"}, "Koden är fyra siffror."),
        ("municipality", {"code": "9997"}, "finns redan"),
        ("municipality", {"name": ""}, "måste fyllas i"),
        ("municipality", {"kind": "stad"}, "stad finns inte bland"),
        ("comparisongroup", {"year": "20255"}, "mindre än eller lika med 2200"),
        ("comparisongroup", {"municipalities": []}, "måste fyllas i"),
        ("comparisongroup", {"municipalities": ["99999"]}, "Välj ett giltigt alternativ"),
        ("comparisongroup", {"municipalities": ["9" * 30]}, "Välj ett giltigt alternativ"),
        ("comparisongroup", {"source_url": "javascript:alert(1)"}, "giltig URL"),
        ("comparisongroup", {"short_name": "x" * 61}, "som mest 60 tecken"),
        ("unit", {"slug": "skolan"}, "finns redan"),
        ("unit", {"slug": "gatu kontoret"}, "giltig"),
        ("unit", {"name": "x" * 151}, "som mest 150 tecken"),
        ("decision", {"decided_on": "2024-02-30"}, "giltigt datum"),
        ("decision", {"url": "ftp:/fel"}, "giltig URL"),
        ("decision", {"title": "\x00"}, "Null-tecken"),
    ],
)
@pytest.mark.usefixtures("indicator")
def test_bad_input_is_answered_at_its_field(admin_client, neighbour, model, changes, words):
    """Nothing is stored, and what was written in the other fields stands there still."""
    before = MODELS[model].objects.count()
    [field] = changes
    sent = sent_to_add(model, neighbour, **changes)

    response = admin_client.post(page(model, "add"), sent)

    found = errors_of(response)
    assert list(found) == [field]
    assert words in found[field][0]
    assert MODELS[model].objects.count() == before
    kept = response.context["adminform"].form
    for name in set(sent) - {field, "municipalities"}:
        assert kept[name].value() == sent[name]


def test_later_saver_of_a_unit_overwrites_nothing(admin_client, indicator):
    address = page("unit", "change", indicator.unit_id)
    mine = filled(admin_client.get(address)) | {"name": "Barn och skola"}
    Unit.objects.update(name="Barn- och utbildningsförvaltningen")

    [words] = errors_of(admin_client.post(address, mine))["__all__"]

    assert "Namn är nu Barn- och utbildningsförvaltningen, du har Barn och skola" in words
    assert Unit.objects.get().name == "Barn- och utbildningsförvaltningen"


def test_a_row_removed_meanwhile_leads_back_with_a_message(admin_client, decision):
    address = page("decision", "change", decision.pk)
    mine = filled(admin_client.get(address)) | {"title": "Mål och budget 2024"}
    decision.delete()

    response = admin_client.post(address, mine, follow=True)

    assert not Decision.objects.exists()
    assert "finns inte" in unescape(response.text)


def test_a_unit_with_indicators_is_kept_and_the_page_says_why(admin_client, indicator):
    address = page("unit", "delete", indicator.unit_id)

    text = unescape(admin_client.get(address).text)
    admin_client.post(address, {"post": "yes"})

    assert indicator.name in text
    assert Unit.objects.filter(pk=indicator.unit_id).exists()


def test_a_municipality_with_values_is_kept(admin_client, published, neighbour):
    admin_client.post(page("municipality", "delete", neighbour.pk), {"post": "yes"})

    assert Municipality.objects.filter(pk=neighbour.pk).exists()


def test_the_members_of_a_group_are_ticked_and_counted(admin_client, neighbour):
    other = Municipality.objects.create(code="9996", name="Fjärrby")
    admin_client.post(page("comparisongroup", "add"), sent_to_add("comparisongroup", neighbour))
    group = ComparisonGroup.objects.get()
    address = page("comparisongroup", "change", group.pk)
    shown = admin_client.get(address)
    assert 'type="checkbox"' in shown.text

    sent = filled(shown) | {"municipalities": [neighbour.pk, other.pk]}
    assert admin_client.post(address, sent).status_code == 302

    assert set(group.municipalities.all()) == {neighbour, other}
    listed = admin_client.get(page("comparisongroup", "changelist")).text
    assert '<td class="field-members">2</td>' in listed


@pytest.mark.parametrize("model", ["municipality", "comparisongroup", "unit", "decision"])
def test_a_reporter_may_not_change_what_all_share(client, indicator, person, neighbour, model):
    client.force_login(person("eva", "Eva Ek", reporter=indicator.unit))

    response = client.post(page(model, "add"), sent_to_add(model, neighbour))

    assert response.status_code == 403
    assert MODELS[model].objects.count() == {"municipality": 2, "unit": 1}.get(model, 0)


def test_a_printed_address_stays_when_a_name_is_changed(admin_client, indicator):
    address = page("unit", "change", indicator.unit_id)
    sent = filled(admin_client.get(address)) | {"name": "Barn och skola", "slug": "barn-och-skola"}

    assert admin_client.post(address, sent).status_code == 302

    unit = Unit.objects.get()
    assert (unit.name, unit.slug) == ("Barn och skola", "skolan")
    assert Indicator.objects.get().unit == unit
