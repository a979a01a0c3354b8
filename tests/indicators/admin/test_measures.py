"""Indicators with their targets and series breaks in the administration."""

from decimal import Decimal
from html import unescape

import pytest

from indicators.models import (
    Indicator,
    Target,
)
from tests.cast import publish
from tests.indicators.admin.pages import errors_of, filled, page

pytestmark = pytest.mark.django_db


def test_indicator_page_adds_targets_and_breaks(admin_client, indicator):
    address = page("indicator", "change", indicator.pk)
    data = filled(admin_client.get(address)) | {
        "tolerance": "2,5",
        "baseline_year": "2020",
        "baseline_value": "78,25",
        "targets-0-year": "2026",
        "targets-0-value": "1 083,5",
        "breaks-0-year": "2023",
        "breaks-0-note": "Ny enkät.",
    }

    assert admin_client.post(address, data).status_code == 302

    indicator.refresh_from_db()
    assert (indicator.tolerance, indicator.baseline_value) == (Decimal("2.5"), Decimal("78.25"))
    assert indicator.targets.get().value == Decimal("1083.5")
    assert indicator.breaks.get().note == "Ny enkät."


def test_an_indicators_own_limits_are_set_on_its_page(admin_client, indicator):
    address = page("indicator", "change", indicator.pk)

    admin_client.post(address, filled(admin_client.get(address)) | {"lowest": "−100", "highest": "250,5"})

    indicator.refresh_from_db()
    assert (indicator.lowest, indicator.highest) == (-100, Decimal("250.5"))


def test_reason_on_indicator_page_follows_its_changed_target(admin_client, indicator):
    target = Target.objects.create(indicator=indicator, year=2026, value=90)
    address = page("indicator", "change", indicator.pk)
    changes = {"targets-0-value": "95", "targets-1-year": "2028", "targets-1-value": "97", "change_reason": "KF § 12"}

    admin_client.post(address, filled(admin_client.get(address)) | changes)

    text = unescape(admin_client.get(page("target", "history", target.pk)).text)
    assert "Värde: från 90 till 95" in text
    assert "KF § 12" in text
    assert Target.objects.get(year=2028).history.get().history_change_reason == "KF § 12"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tolerance": "-1"}, "Toleransen kan inte vara negativ."),
        ({"lowest": "5", "highest": "1"}, "Det lägsta möjliga värdet kan inte vara större än det högsta."),
        ({"baseline_year": "2020"}, "Ange både utgångsår och utgångsvärde, eller inget av dem."),
        ({"targets-0-year": "2026"}, "Ange antingen ett värde, eller lägst och högst i rätt ordning."),
        ({"targets-0-year": "2026", "targets-0-low": "9", "targets-0-high": "1"}, "lägst och högst i rätt ordning"),
        ({"targets-0-year": "2026", "targets-0-value": "1.083"}, "Menar du 1 083 eller 1,083?"),
        ({"breaks-TOTAL_FORMS": "abc"}, "ManagementForm"),
    ],
    ids=str,
)
def test_what_an_indicator_cannot_be_is_refused_in_swedish(admin_client, indicator, changes, words):
    address = page("indicator", "change", indicator.pk)

    response = admin_client.post(address, filled(admin_client.get(address)) | changes)

    assert response.status_code == 200
    assert words in unescape(response.text)


def test_only_a_shown_indicator_links_to_its_public_page(admin_client, indicator):
    link = f'href="{indicator.get_absolute_url()}"'
    assert link in admin_client.get(page("indicator", "change", indicator.pk)).text

    Indicator.objects.update(is_published=False)

    assert link not in admin_client.get(page("indicator", "change", indicator.pk)).text


def test_steps_are_written_one_per_line(admin_client, indicator):
    address = page("indicator", "change", indicator.pk)
    data = filled(admin_client.get(address)) | {"categories": "inga\r\n\r\n några \r\nalla"}

    admin_client.post(address, data)

    indicator.refresh_from_db()
    assert indicator.categories == ["inga", "några", "alla"]
    assert filled(admin_client.get(address))["categories"] == "inga\nnågra\nalla"
    assert "Null-tecken" in admin_client.post(address, data | {"categories": "inga\n\0"}).text, "no database holds one"


def test_an_address_is_chosen_once(admin_client, indicator):
    address = page("indicator", "change", indicator.pk)
    data = filled(admin_client.get(address))
    assert "slug" not in data

    admin_client.post(address, data | {"slug": "annan", "name": "Nytt namn"})

    indicator.refresh_from_db()
    assert (indicator.slug, indicator.name) == ("trygga", "Nytt namn")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": ""}, "name", "måste fyllas i"),
        ({"measure": "vikt"}, "measure", "vikt finns inte bland"),
        ({"direction": ""}, "direction", "måste fyllas i"),
        ({"decimals": "7"}, "decimals", "mindre än eller lika med 6"),
        ({"interval": "0"}, "interval", "större än eller lika med 1"),
        ({"baseline_value": "tolv"}, "baseline_value", "Skriv ett tal"),
        ({"next_publication": "2026-13-01"}, "next_publication", "giltigt datum"),
        ({"unit": "99999"}, "unit", "Välj ett giltigt alternativ"),
    ],
)
def test_bad_input_is_answered_at_its_field_and_kept(admin_client, indicator, changes, field, words):
    address = page("indicator", "change", indicator.pk)
    sent = filled(admin_client.get(address)) | {"note": "Skriven nyss."} | changes

    response = admin_client.post(address, sent)

    found = errors_of(response)
    assert list(found) == [field]
    assert words in found[field][0]
    assert response.context["adminform"].form["note"].value() == "Skriven nyss."
    indicator.refresh_from_db()
    assert indicator.note == ""


def test_the_same_kolada_id_is_refused_twice(admin_client, indicator):
    Indicator.objects.create(slug="annan", name="Annan", measure="count", direction="lower", kolada_id="N00001")
    address = page("indicator", "change", indicator.pk)

    response = admin_client.post(address, filled(admin_client.get(address)) | {"kolada_id": "N00001"})

    assert response.status_code == 200
    indicator.refresh_from_db()
    assert indicator.kolada_id == "N15613"


def test_an_approver_reads_an_indicator_and_changes_nothing(client, indicator, person):
    client.force_login(person("karl", "Karl Kvist", approver=indicator.unit))
    address = page("indicator", "change", indicator.pk)

    assert 'name="_save"' not in client.get(address).text
    assert client.post(address, {"name": "Annat namn"}).status_code == 403
    indicator.refresh_from_db()
    assert indicator.name == "Trygga elever"


def test_the_later_saver_of_an_indicator_is_told_of_each_field(admin_client, indicator):
    address = page("indicator", "change", indicator.pk)
    mine = filled(admin_client.get(address)) | {"longest_age": "4"}
    Indicator.objects.update(longest_age=3)

    [words] = errors_of(admin_client.post(address, mine))["__all__"]

    assert "Längsta ålder, år är nu 3, du har 4" in words
    assert Indicator.objects.get().longest_age == 3


# Limits beside what has been


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"lowest": "0"},
            "Det finns redan lägre värden: −0,8 % (2022) och −1,2 % (2023). Ändra gränsen eller värdena.",
        ),
        ({"highest": "100"}, "Det finns redan högre värden: 140 % (2024). Ändra gränsen eller värdena."),
        (
            {"highest": "150", "baseline_year": "2020", "baseline_value": "160"},
            "Det finns redan högre värden: 160 % (utgångsvärdet 2020). Ändra gränsen eller värdena.",
        ),
        (
            {"highest": "150", "targets-0-year": "2026", "targets-0-value": "151"},
            "Det högsta möjliga värdet är 150 %. Ändra målvärdet, eller gränsen på indikatorns sida.",
        ),
        ({"measure": "rank"}, "Det finns redan värden som då inte kan vara: −0,8 % (2022) och −1,2 % (2023)"),
        ({"measure": "category", "categories": "inga\nalla"}, "Det finns redan värden som då inte kan vara"),
    ],
    ids=str,
)
def test_a_limit_that_has_been_passed_is_refused_at_its_field(admin_client, indicator, home, changes, words):
    for year, value in {2022: "-0.8", 2023: "-1.2", 2024: "140"}.items():
        publish(indicator, home, year, value)
    address = page("indicator", "change", indicator.pk)

    response = admin_client.post(address, filled(admin_client.get(address)) | changes)

    assert response.status_code == 200
    assert words in unescape(response.text).replace("\u00a0", " ")
    indicator.refresh_from_db()
    assert (indicator.lowest, indicator.highest, indicator.measure) == (None, None, "share")


def test_limit_and_target_are_moved_together(admin_client, indicator):
    Indicator.objects.update(highest=100)
    Target.objects.create(indicator=indicator, year=2026, value=95)
    address = page("indicator", "change", indicator.pk)

    changed = {"highest": "150", "targets-0-value": "140"}
    assert admin_client.post(address, filled(admin_client.get(address)) | changed).status_code == 302

    assert Target.objects.get().value == 140


def test_a_target_of_its_own_page_is_held_by_the_limit(admin_client, indicator):
    Indicator.objects.update(lowest=0)
    target = Target.objects.create(indicator=indicator, year=2026, value=95)
    address = page("target", "change", target.pk)

    response = admin_client.post(address, filled(admin_client.get(address)) | {"value": "-5"})

    assert "Det lägsta möjliga värdet är 0 %." in unescape(response.text).replace("\u00a0", " ")


def test_an_earlier_limit_that_has_been_passed_is_not_restored(admin_client, indicator, home):
    indicator.highest = 100
    indicator.save()
    indicator.highest = None
    indicator.save()
    publish(indicator, home, 2024, "140")
    with_limit = indicator.history.get(highest=100)

    response = admin_client.post(page("indicator", "restore", indicator.pk, with_limit.history_id), follow=True)

    assert "Det går inte att återställa: Det finns redan högre värden: 140" in unescape(response.text)


def test_a_target_that_its_limit_has_no_room_for_is_not_restored(admin_client, indicator):
    target = Target.objects.create(indicator=indicator, year=2026, value=140)
    target.value = 95
    target.save()
    Indicator.objects.update(highest=100)

    earlier = target.history.get(value=140)
    response = admin_client.post(page("target", "restore", target.pk, earlier.history_id), follow=True)

    assert "Det går inte att återställa: Det högsta möjliga värdet är 100" in unescape(response.text)


def test_how_far_apart_sexes_may_be_is_no_value_of_the_indicator(admin_client, indicator):
    Indicator.objects.update(lowest=50, by_sex=True)
    address = page("indicator", "change", indicator.pk)
    gap = {"targets-0-year": "2026", "targets-0-kind": "level", "targets-0-scope": "gap", "targets-0-value": "2"}

    assert admin_client.post(address, filled(admin_client.get(address)) | gap).status_code == 302


def test_a_target_without_an_indicator_is_asked_for_one(admin_client):
    address = page("target", "add")

    response = admin_client.post(address, filled(admin_client.get(address)) | {"year": "2026", "value": "5"})

    assert response.status_code == 200
