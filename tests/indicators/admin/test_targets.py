"""Every kind of target in the administration: saved on its own page and beside its indicator, refused at its field."""

from decimal import Decimal

import pytest

from indicators.models import ComparisonGroup, Target
from indicators.vocabulary import Reference, TargetKind, TargetScope
from tests.indicators.admin.pages import errors_of, filled, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(db):
    return ComparisonGroup.objects.create(slug="lika", name="Liknande kommuner", short_name="Liknande", year=2024)


@pytest.fixture
def sided(indicator):
    """The indicator with figures of women and men, and with a start."""
    indicator.by_sex, indicator.baseline_year, indicator.baseline_value = True, 2020, Decimal(70)
    indicator.save()
    return indicator


KINDS = {
    "level": {"kind": "level", "year": "2028", "value": "97,5"},
    "range": {"kind": "level", "year": "2028", "low": "40", "high": "60"},
    "standard": {"kind": "standard", "first_year": "2023", "year": "2026", "value": "95"},
    "change": {"kind": "change", "year": "2026", "start_year": "2022", "start_value": "71,3"},
    "change from the indicator's start": {"kind": "change", "year": "2026"},
    "relative": {"kind": "relative", "year": "2026", "reference": "country", "must_be_better": "on"},
    "relative with a distance": {"kind": "relative", "year": "2026", "reference": "country", "value": "−2"},
    "median": {"kind": "relative", "year": "2026", "reference": "group_median", "group": "GROUP"},
    "best": {"kind": "relative", "year": "2026", "reference": "group_best", "group": "GROUP", "value": "25"},
    "best of the country": {"kind": "relative", "year": "2026", "reference": "nation_best", "value": "25"},
    "women": {"kind": "level", "scope": "K", "year": "2026", "value": "90"},
    "gap": {"kind": "level", "scope": "gap", "year": "2026", "value": "2"},
}
REFUSED = [
    ({"kind": "level"}, "value", "Ange antingen ett värde, eller lägst och högst"),
    ({"kind": "level", "value": "9", "low": "1"}, "value", "Ange antingen ett värde, eller lägst och högst"),
    ({"kind": "level", "low": "9", "high": "1"}, "low", "i rätt ordning"),
    ({"kind": "level", "value": "9", "first_year": "2023"}, "first_year", "hör bara till en nivå som ska hållas"),
    ({"kind": "level", "value": "9", "reference": "country"}, "reference", "Ta bort jämförelsen"),
    ({"kind": "level", "value": "9", "must_be_better": "on"}, "must_be_better", "Ta bort krysset"),
    ({"kind": "level", "value": "9", "start_year": "2020"}, "start_value", "Ange både utgångsår och utgångsvärde"),
    ({"kind": "level", "value": "9", "start_value": "5"}, "start_year", "Ange både utgångsår och utgångsvärde"),
    ({"kind": "level", "value": "9", "start_year": "2026", "start_value": "5"}, "start_year", "ligga före målåret"),
    ({"kind": "level", "value": "nio"}, "value", "Skriv ett tal"),
    ({"kind": "standard", "value": "9"}, "first_year", "Ange från och med vilket år"),
    ({"kind": "standard", "value": "9", "first_year": "2027"}, "first_year", "kommer efter det sista"),
    ({"kind": "change", "value": "9"}, "value", "Ett mål om att bli bättre har inget värde"),
    ({"kind": "change", "low": "9"}, "low", "hör bara till ett målvärde som är ett intervall"),
    ({"kind": "relative"}, "reference", "Ange vad målvärdet jämförs med"),
    ({"kind": "relative", "reference": "group_mean"}, "group", "Ange vilken grupp"),
    ({"kind": "relative", "reference": "country", "group": "GROUP"}, "group", "Ta bort gruppen"),
    ({"kind": "relative", "reference": "nation_best"}, "value", "hur många procent av de bästa"),
    ({"kind": "relative", "reference": "nation_best", "value": "101"}, "value", "hur många procent av de bästa"),
    (
        {"kind": "relative", "reference": "nation_best", "value": "25", "must_be_better": "on"},
        "must_be_better",
        "Ta bort krysset",
    ),
    ({"kind": "vikt", "value": "9"}, "kind", "vikt finns inte bland"),
]


def sent(data, group, prefix=""):
    return {f"{prefix}{name}": str(group.pk) if value == "GROUP" else value for name, value in data.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_saved_on_a_page_of_its_own(admin_client, sided, group, kind):
    address = page("target", "add")
    given = filled(admin_client.get(address)) | {"indicator": sided.pk} | sent(KINDS[kind], group)

    assert admin_client.post(address, given).status_code == 302

    assert_saved(KINDS[kind], group)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_saved_beside_its_indicator(admin_client, sided, group, kind):
    address = page("indicator", "change", sided.pk)
    given = filled(admin_client.get(address)) | sent(KINDS[kind], group, "targets-0-")

    assert admin_client.post(address, given).status_code == 302

    assert_saved(KINDS[kind], group)


def assert_saved(data, group):
    found = Target.objects.get()
    assert (found.kind, found.scope) == (TargetKind(data["kind"]), TargetScope(data.get("scope", "T")))
    assert (found.year, found.first_year) == (
        int(data["year"]),
        int(data["first_year"]) if "first_year" in data else None,
    )
    assert found.reference == (Reference(data["reference"]) if "reference" in data else "")
    assert found.group == (group if "group" in data else None)
    assert found.must_be_better == ("must_be_better" in data)
    for name in ("value", "low", "high", "start_value"):
        text = data.get(name, "").replace(",", ".").replace("−", "-")
        assert getattr(found, name) == (Decimal(text) if text else None)


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_kind_lacks_is_told_at_its_field(admin_client, sided, group, case):
    data, field, words = case
    address = page("target", "add")
    given = filled(admin_client.get(address)) | {"indicator": sided.pk, "year": "2026"} | sent(data, group)

    found = errors_of(admin_client.post(address, given))

    assert list(found) == [field]
    assert len(found[field]) == 1
    assert words in found[field][0]
    assert not Target.objects.exists()


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_kind_lacks_is_told_beside_its_indicator(admin_client, sided, group, case):
    data, field, words = case
    address = page("indicator", "change", sided.pk)
    given = filled(admin_client.get(address)) | sent({"year": "2026"} | data, group, "targets-0-")

    response = admin_client.post(address, given)

    assert response.status_code == 200
    formset, *_ = response.context["inline_admin_formsets"]
    assert list(formset.formset.forms[0].errors) == [field]
    assert words in formset.formset.forms[0].errors[field][0]


@pytest.mark.parametrize(
    ("direction", "data", "told"),
    [
        ("none", {"kind": "relative", "reference": "country"}, ("kind", "högre eller lägre är bättre")),
        ("range", {"kind": "change"}, ("kind", "högre eller lägre är bättre")),
        ("higher", {"kind": "change"}, ("start_year", "Ange det år och värde som målet är att bli bättre än")),
        ("higher", {"kind": "level", "value": "9", "scope": "K"}, ("scope", "redovisas inte för kvinnor och män")),
    ],
)
def test_what_the_indicator_lacks_is_told_at_the_field(admin_client, indicator, direction, data, told):
    field, words = told
    indicator.direction = direction
    indicator.save()
    address = page("target", "add")
    given = filled(admin_client.get(address)) | {"indicator": indicator.pk, "year": "2026"} | data

    found = errors_of(admin_client.post(address, given))

    assert list(found) == [field]
    assert words in found[field][0]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"kind": "level", "scope": "gap", "value": "-2"}, ("value", "kan inte vara negativ")),
        ({"kind": "level", "scope": "gap", "low": "0", "high": "2"}, ("low", "bara ett högsta värde")),
        (
            {"kind": "relative", "scope": "K", "reference": "nation_best", "value": "25"},
            ("reference", "finns bara totaler"),
        ),
        ({"kind": "change", "scope": "T"}, ("year", "utgångsår 2026 ligger inte före")),
    ],
)
def test_what_could_never_be_judged_is_told_at_the_field(admin_client, indicator, data, told):
    field, words = told
    indicator.direction, indicator.by_sex = "higher", True
    indicator.baseline_year, indicator.baseline_value = 2026, 5
    indicator.save()
    address = page("target", "add")
    given = filled(admin_client.get(address)) | {"indicator": indicator.pk, "year": "2026"} | data

    found = errors_of(admin_client.post(address, given))

    assert list(found) == [field]
    assert words in found[field][0]


def test_one_target_a_year_and_scope(admin_client, sided):
    Target.objects.create(indicator=sided, year=2026, value=90)
    address = page("target", "add")
    base = filled(admin_client.get(address)) | {"indicator": sided.pk, "kind": "level", "year": "2026", "value": "95"}

    assert "redan ett målvärde" in str(errors_of(admin_client.post(address, base)))
    assert admin_client.post(address, base | {"scope": "K"}).status_code == 302
    assert Target.objects.count() == 2
