"""What an official does with figures in the administration, and what the administration refuses."""

from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from indicators.eventlog import LogActor
from indicators.models import (
    Assignment,
    Correction,
    Entry,
    Event,
    Indicator,
    Municipality,
    Outcome,
    Portal,
    Target,
    Unit,
)
from indicators.numerals import UnreadableNumber, parse_number
from indicators.reporting.values.changes import RowChange, typed
from indicators.reporting.values.saving import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_user(db, django_user_model):
    """Log in somebody without a password: hashing one takes longer than the rest of the test."""
    return django_user_model.objects.create(username="admin", is_staff=True, is_superuser=True)


@pytest.fixture
def home():
    municipality = Municipality.objects.create(code="9999", name="Exempelby")
    Portal.objects.create(
        municipality=municipality, title="Målportalen", full_name="Exempelby kommun", short_name="Exempelby"
    )
    return municipality


@pytest.fixture
def neighbour(home):
    """A municipality that the home one is compared with: its values are written in the administration's own form."""
    return Municipality.objects.create(code="9997", name="Nästgårds")


@pytest.fixture
def indicator():
    unit = Unit.objects.create(slug="skolan", name="Skolförvaltningen")
    return Indicator.objects.create(
        slug="trygga",
        name="Trygga elever",
        kolada_id="N15613",
        measure="share",
        unit_label="%",
        direction="higher",
        unit=unit,
    )


def outcome_of(indicator, municipality, year=2024, value="81.4", **changes):
    given = {"source": "Skolenkäten", "origin": "own", "value": value and Decimal(value)}
    return Outcome.objects.create(indicator=indicator, municipality=municipality, year=year, **given | changes)


@pytest.fixture
def published(indicator, neighbour):
    return outcome_of(indicator, neighbour, state="published", published_at=datetime(2025, 3, 1, 12, tzinfo=UTC))


def page(model, kind, *args):
    return reverse(f"admin:indicators_{model}_{kind}", args=args)


def filled(response):
    """Return what a browser would post from an opened form, without a change."""
    forms = [response.context["adminform"].form]
    for part in response.context["inline_admin_formsets"]:
        forms += [part.formset.management_form, *part.formset.forms]
    shown = {field.html_name: shown_in(field) for form in forms for field in form}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def shown_in(field):
    value = field.value()
    if value is None or isinstance(value, bool):
        return value
    shown = field.field.widget.format_value(value)
    return shown[0] if isinstance(shown, list) and len(shown) == 1 else shown


@pytest.fixture
def new_value(indicator, neighbour):
    """Return what a browser posts to add a value."""
    return {
        "indicator": indicator.pk,
        "municipality": neighbour.pk,
        "year": "2025",
        "sex": "T",
        "value": "82,5",
        "source": "Skolenkäten",
        "origin": "own",
        "state": "draft",
    }


def errors_of(response):
    assert response.status_code == 200, "the form comes back"
    return {name: list(found) for name, found in response.context["adminform"].form.errors.items()}


# Numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", "12.5"),
        ("1 083,25", "1083.25"),
        ("1\u00a0083,25", "1083.25"),
        ("1\u202f083\u202f250", "1083250"),
        ("1\u2007083", "1083"),
        ("−3,1", "-3.1"),
        ("-3,1", "-3.1"),
        ("+4", "4"),
        ("12,5 %", "12.5"),
        ("12,5\u00a0%", "12.5"),
        (" 0 ", "0"),
        ("12.5", "12.5"),
        ("0.083", "0.083"),
        ("12345.678", "12345.678"),
        ("1,083", "1.083"),
    ],
)
def test_numbers_are_read_as_swedes_write_them(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("1.083", "Menar du 1 083 eller 1,083?"),
        ("−12.500", "Menar du -12 500 eller -12,500?"),
        ("1.083.250", "Menar du 1 083 250?"),
        ("1.083,25", "Menar du 1 083,25?"),
        ("abc", "Skriv ett tal"),
        ("NaN", "Skriv ett tal"),
        ("Infinity", "Skriv ett tal"),
        ("1e5", "Skriv ett tal"),
        ("1 2", "Skriv ett tal"),
        ("10 83", "Skriv ett tal"),
        ("1,5,5", "Skriv ett tal"),
        ("%", "Skriv ett tal"),
        ("٣", "Skriv ett tal"),
        ("9" * 5000, "Talet är för långt"),
    ],
)
def test_what_is_no_number_or_could_be_two_is_asked_about(text, question):
    with pytest.raises(UnreadableNumber, match=question.replace("?", r"\?")):
        parse_number(text)


# The yearly value


def test_the_indicators_page_leads_to_the_sheet(admin_client, indicator, home):
    assert f'href="{reverse("reporting_overview")}"' in admin_client.get(page("indicator", "change", indicator.pk)).text


def test_the_municipalitys_own_values_are_only_read_here(admin_client, indicator, home, neighbour, new_value):
    own = outcome_of(indicator, home, state="published", published_at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    draft = outcome_of(indicator, home, year=2025)
    address = page("outcome", "change", own.pk)

    shown = admin_client.get(address).text

    assert reverse("reporting_entry", args=[2024, "trygga"]) in shown
    assert 'name="_save"' not in shown
    assert admin_client.post(address, new_value).status_code == 403
    assert admin_client.post(page("outcome", "delete", draft.pk), {"post": "yes"}).status_code == 403
    added = admin_client.post(page("outcome", "add"), new_value | {"municipality": home.pk})
    assert "Välj ett giltigt alternativ" in errors_of(added)["municipality"][0]
    ticked = {"action": "publish", "_selected_action": [draft.pk]}
    assert "Inget publicerades" in admin_client.post(page("outcome", "changelist"), ticked, follow=True).text
    draft.refresh_from_db()
    assert (draft.state, Outcome.objects.count()) == ("draft", 2)


def test_what_is_only_read_is_written_plainly_and_not_explained_as_a_form(admin_client, indicator, home):
    own = outcome_of(indicator, home, value="22467.5")

    text = admin_client.get(page("outcome", "change", own.pk)).text

    assert '<div class="readonly">22\u00a0467,5</div>' in text
    assert '<div class="readonly">nej</div>' in text, "whether it is preliminary: a picture has an English name"
    assert "Skriv som du brukar" not in text
    own.value, own.missing_reason = None, "secrecy"
    own.save()
    assert "None" not in admin_client.get(page("outcome", "change", own.pk)).text


def test_a_value_is_saved_as_it_was_written(admin_client, new_value):
    data = new_value | {"value": "−1\u00a0083,25 %", "comment": "Efter ombyggnad."}

    response = admin_client.post(page("outcome", "add"), data)

    assert response.status_code == 302
    saved = Outcome.objects.get()
    assert (saved.value, saved.comment, saved.state) == (Decimal("-1083.25"), "Efter ombyggnad.", "draft")
    assert filled(admin_client.get(page("outcome", "change", saved.pk)))["value"] == "−1\u00a0083,25"


def test_an_ambiguous_value_is_asked_about_at_its_field_and_kept_as_written(admin_client, new_value):
    response = admin_client.post(page("outcome", "add"), new_value | {"value": "1.083"})

    assert errors_of(response) == {"value": ["Menar du 1 083 eller 1,083? Skriv utan punkt."]}
    assert 'value="1.083"' in response.text
    assert not Outcome.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"value": "abc"}, "value", "Skriv ett tal"),
        ({"value": "NaN"}, "value", "Skriv ett tal"),
        ({"value": "9" * 40}, "value", "inte är mer än 24 siffror"),
        ({"value": "9" * 5000}, "value", "för långt"),
        ({"value": "0,12345678901"}, "value", "inte är mer än 10 decimaler"),
        ({"value": ""}, "value", "Skriv ett värde, eller välj orsaken"),
        ({"missing_reason": "secrecy"}, "missing_reason", "både ett värde och en orsak"),
        ({"missing_reason": "hittepå"}, "missing_reason", "hittepå finns inte bland"),
        ({"year": "99999"}, "year", "mindre än eller lika med 2200"),
        ({"year": "-5"}, "year", "större än eller lika med"),
        ({"year": "tjugo"}, "year", "heltal"),
        ({"year": "9" * 5000}, "year", "heltal"),
        ({"indicator": "abc"}, "indicator", "Välj ett giltigt alternativ"),
        ({"indicator": "9" * 30}, "indicator", "Välj ett giltigt alternativ"),
        ({"municipality": ""}, "municipality", "måste fyllas i"),
        ({"source": "\x00"}, "source", "Null-tecken"),
        ({"source": "x" * 301}, "source", "som mest 300 tecken"),
        ({"source_url": "javascript:alert(1)"}, "source_url", "giltig URL"),
        ({"retrieved_on": "2026-02-31"}, "retrieved_on", "giltigt datum"),
        ({"state": "hemligt"}, "state", "hemligt finns inte bland"),
    ],
)
def test_bad_input_is_answered_in_swedish_at_the_field(admin_client, new_value, changes, field, words):
    response = admin_client.post(page("outcome", "add"), new_value | changes)

    found = errors_of(response)
    assert list(found) == [field]
    assert words in found[field][0]
    assert not Outcome.objects.exists()


@pytest.mark.usefixtures("published")
def test_a_second_value_for_the_same_year_is_refused_in_words(admin_client, new_value):
    response = admin_client.post(page("outcome", "add"), new_value | {"year": "2024"})

    words = "Det finns redan ett utfall för den indikatorn, kommunen, året och könet."
    assert errors_of(response) == {"__all__": [words]}


def test_a_step_has_to_be_one_of_the_steps(admin_client, new_value):
    Indicator.objects.update(categories=["inga", "några", "alla"])

    response = admin_client.post(page("outcome", "add"), new_value | {"value": "3"})

    assert errors_of(response) == {"value": ["Skriv stegets nummer: 0 inga, 1 några, 2 alla."]}


# Publishing, correcting and keeping


def test_the_first_publication_is_dated_and_the_date_stands(admin_client, new_value):
    admin_client.post(page("outcome", "add"), new_value | {"state": "published"})
    outcome = Outcome.objects.get()
    first = outcome.published_at
    assert first is not None

    data = filled(admin_client.get(page("outcome", "change", outcome.pk)))
    admin_client.post(page("outcome", "change", outcome.pk), data | {"value": "90", "change_reason": "Rättat"})

    outcome.refresh_from_db()
    assert (outcome.value, outcome.published_at) == (90, first)


@pytest.mark.parametrize(
    "changes",
    [{"value": "79"}, {"value": "", "missing_reason": "secrecy"}, {"state": "draft"}, {"year": "2023"}],
    ids=str,
)
def test_what_is_public_is_not_changed_without_saying_why(admin_client, published, changes):
    address = page("outcome", "change", published.pk)
    data = filled(admin_client.get(address)) | changes

    refused = admin_client.post(address, data)
    assert errors_of(refused) == {"change_reason": ["Värdet är publicerat. Skriv varför det ändras."]}

    assert admin_client.post(address, data | {"change_reason": "Källan rättade"}).status_code == 302
    newest = published.history.first()
    assert (newest.history_change_reason, newest.history_user.get_username()) == ("Källan rättade", "admin")


def test_a_draft_and_a_comment_are_changed_without_ado(admin_client, published, indicator, neighbour):
    draft = outcome_of(indicator, neighbour, year=2025)
    for outcome, changes in ((draft, {"value": "70"}), (published, {"comment": "Bra att veta."})):
        address = page("outcome", "change", outcome.pk)

        assert admin_client.post(address, filled(admin_client.get(address)) | changes).status_code == 302


def test_the_history_tells_who_when_old_new_and_why(admin_client, published):
    address = page("outcome", "change", published.pk)
    data = filled(admin_client.get(address)) | {"value": "79,25", "is_preliminary": "on", "change_reason": "Ny enkät"}
    admin_client.post(address, data)

    text = unescape(admin_client.get(page("outcome", "history", published.pk)).text)

    for words in ("admin", "Värde: från 81,4 till 79,25", "Preliminärt: från nej till ja", "Ny enkät", "Skapades"):
        assert words in text


def test_a_value_that_has_been_public_cannot_be_removed_but_a_draft_can(admin_client, published, indicator, neighbour):
    draft = outcome_of(indicator, neighbour, year=2025)
    change = admin_client.get(page("outcome", "change", published.pk)).text

    assert "Ett värde som har publicerats kan inte tas bort." in change
    assert page("outcome", "delete", published.pk) not in change
    assert admin_client.post(page("outcome", "delete", published.pk), {"post": "yes"}).status_code == 403
    Outcome.objects.filter(pk=published.pk).update(state="draft")
    assert admin_client.post(page("outcome", "delete", published.pk), {"post": "yes"}).status_code == 403
    assert admin_client.post(page("outcome", "delete", draft.pk), {"post": "yes"}).status_code == 302
    assert list(Outcome.objects.all()) == [published]


def test_an_indicator_with_values_cannot_be_removed(admin_client, indicator, published):
    response = admin_client.post(page("indicator", "delete", indicator.pk), {"post": "yes"})

    assert response.status_code == 200
    assert "”Trygga elever” kan inte tas bort, eftersom annat bygger på det:" in response.text
    assert Indicator.objects.exists()


def test_drafts_are_published_together_each_with_its_history(admin_client, published, indicator, neighbour):
    drafts = [outcome_of(indicator, neighbour, year=year) for year in (2025, 2026)]
    ticked = {"action": "publish", "_selected_action": [each.pk for each in (*drafts, published)]}

    response = admin_client.post(page("outcome", "changelist"), ticked, follow=True)

    assert "2 utfall är nu publicerade." in response.text
    for draft in drafts:
        draft.refresh_from_db()
        assert (draft.state, draft.history.count()) == ("published", 2)
        assert draft.published_at is not None


# Two people at once


def test_the_later_of_two_savers_is_told_and_overwrites_nothing(admin_client, published):
    address = page("outcome", "change", published.pk)
    mine = filled(admin_client.get(address)) | {"value": "70", "change_reason": "Min rättelse"}
    theirs = filled(admin_client.get(address)) | {"value": "75,5", "change_reason": "Deras rättelse"}
    assert admin_client.post(address, theirs).status_code == 302

    refused = admin_client.post(address, mine)

    [words] = errors_of(refused)["__all__"]
    assert words.startswith("Någon annan har ändrat uppgifterna sedan du öppnade sidan. Värde är nu 75,5, du har 70.")
    published.refresh_from_db()
    assert published.value == Decimal("75.5")

    # Having read that, saving once more is a choice.
    again = filled(refused)
    assert admin_client.post(address, again).status_code == 302
    published.refresh_from_db()
    assert published.value == 70


def test_a_change_made_outside_the_administration_is_noticed_too(admin_client, published):
    address = page("outcome", "change", published.pk)
    mine = filled(admin_client.get(address)) | {"comment": "Ny text."}
    Outcome.objects.update(source="Ny källa")

    [words] = errors_of(admin_client.post(address, mine))["__all__"]

    assert "Källa är nu Ny källa, du har Skolenkäten" in words


def test_a_form_without_its_mark_saves_nothing(admin_client, published):
    address = page("outcome", "change", published.pk)
    data = filled(admin_client.get(address)) | {"comment": "Ny text."}
    del data["version"]

    assert "__all__" in errors_of(admin_client.post(address, data))


def test_a_target_changed_by_another_is_not_overwritten_from_the_indicators_page(admin_client, indicator):
    target = Target.objects.create(indicator=indicator, year=2026, value=90)
    address = page("indicator", "change", indicator.pk)
    mine = filled(admin_client.get(address)) | {"targets-0-value": "95"}
    Target.objects.update(value=92)

    response = admin_client.post(address, mine)

    assert "Värde är nu 92, du har 95" in unescape(response.text)
    target.refresh_from_db()
    assert target.value == 92


# The indicator with its targets and breaks


def test_targets_and_breaks_are_added_on_the_indicators_page_in_swedish_numbers(admin_client, indicator):
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


def test_the_reason_on_the_indicators_page_follows_a_target_that_is_changed_there(admin_client, indicator):
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


def test_only_an_indicator_that_is_shown_leads_to_its_public_page(admin_client, indicator):
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


# Lists


def test_the_list_shows_values_in_swedish_and_missing_values_in_words(admin_client, indicator, home):
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


# The portal, its frame and who may do what


def test_there_is_one_portal_which_is_changed_but_neither_doubled_nor_removed(admin_client, home):
    portal = Portal.objects.get()

    assert admin_client.get(page("portal", "add")).status_code == 403
    assert admin_client.post(page("portal", "delete", portal.pk), {"post": "yes"}).status_code == 403
    address = page("portal", "change", portal.pk)
    assert admin_client.post(address, filled(admin_client.get(address)) | {"tagline": "Så går det"}).status_code == 302
    portal.refresh_from_db()
    assert portal.tagline == "Så går det"


def test_a_coordinator_lifts_no_rule_that_is_about_their_own_work(client, home, neighbour, person):
    """Neither four eyes, nor whose values go through the sheet: another's are written without anybody's approval."""
    client.force_login(person("sam", coordinator=None))
    address = page("portal", "change", Portal.objects.get().pk)
    shown = client.get(address)
    sent = filled(shown) | {"tagline": "Så går det", "municipality": neighbour.pk}
    assert '<div class="readonly">Ja</div>' in shown.text

    assert client.post(address, {name: value for name, value in sent.items() if name != "four_eyes"}).status_code == 302

    portal = Portal.objects.get()
    assert (portal.tagline, portal.four_eyes, portal.municipality) == ("Så går det", True, home)


def test_whether_four_eyes_are_needed_is_set_on_the_portals_page_and_told_in_the_log(admin_client, home):
    portal = Portal.objects.get()
    address = page("portal", "change", portal.pk)
    sent = filled(admin_client.get(address))
    assert sent.pop("four_eyes", None) is True

    assert admin_client.post(address, sent).status_code == 302

    portal.refresh_from_db()
    assert not portal.four_eyes
    assert [event.detail for event in Event.objects.filter(kind="rights")] == ["Fyra ögon: ja → nej"]


def test_a_logotype_that_runs_code_is_refused(admin_client, home):
    portal = Portal.objects.get()
    address = page("portal", "change", portal.pk)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'

    response = admin_client.post(address, filled(admin_client.get(address)) | {"logo": drawing})

    assert "en logotyp kör ingen kod" in errors_of(response)["logo"][0]


def test_the_first_page_is_arranged_in_words_and_leads_to_the_public_site(admin_client):
    text = admin_client.get(reverse("admin:index")).text

    headings = ["Siffror", "Vision och mål", "Portalen", "Användare och behörigheter"]
    assert sorted(headings, key=text.index) == headings
    assert '<a href="/">Visa webbplatsen</a>' in text
    assert "Målportalen – administration" in text


def test_nothing_is_left_in_english(admin_client, indicator, published):
    for address in (
        reverse("admin:index"),
        page("indicator", "changelist"),
        page("target", "changelist"),
        reverse("admin:auth_user_changelist"),
        page("outcome", "changelist"),
        page("outcome", "add"),
        page("outcome", "change", published.pk),
        page("indicator", "change", indicator.pk),
        reverse("admin:auth_user_add"),
    ):
        text = admin_client.get(address).text
        for english in (
            "Select an option",
            "Search<",
            'alt="Search"',
            "Can add",
            "Add ",
            "Change ",
            ">None<",
            '"True"',
        ):
            assert english not in text, address


def test_a_person_who_may_only_look_cannot_save(client, published, new_value, django_user_model):
    looker = django_user_model.objects.create_user("tittar", is_staff=True)
    Assignment.objects.create(user=looker, role="reporter", unit=Unit.objects.create(slug="gatan", name="Gatukontoret"))
    client.force_login(looker)
    address = page("outcome", "change", published.pk)

    shown = client.get(address)

    assert "81,4" in shown.text
    assert 'name="_save"' not in shown.text
    assert client.post(address, new_value).status_code == 403
    assert client.get(page("outcome", "history", published.pk)).status_code == 200
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403
    assert "Publicera valda" not in client.get(page("outcome", "changelist")).text


def test_a_person_the_history_may_name_is_never_removed_but_an_unused_account_can(admin_client, django_user_model):
    used = django_user_model.objects.create_user("anna", password="hemligt")
    unused = django_user_model.objects.create_user("bo", password="hemligt")
    Client().force_login(used)

    for each in (used, unused):
        admin_client.post(reverse("admin:auth_user_delete", args=[each.pk]), {"post": "yes"})
    ticked = {"action": "delete_selected", "_selected_action": [used.pk], "post": "yes"}
    admin_client.post(reverse("admin:auth_user_changelist"), ticked)

    assert set(django_user_model.objects.filter(pk__in=[used.pk, unused.pk])) == {used}


# Restoring what was


def restored(admin_client, model, row, number):
    """Press Återställ beside the row's record of so many changes ago, and return the page it leads to."""
    address = page(model, "restore", row.pk, row.history.all()[number].history_id)
    assert address in admin_client.get(page(model, "history", row.pk)).text
    return admin_client.post(address, follow=True)


def test_a_target_is_restored_as_a_new_change(admin_client, indicator):
    target = Target.objects.create(indicator=indicator, year=2026, value=90)
    target.value = 95
    target.save()

    response = restored(admin_client, "target", target, 1)

    target.refresh_from_db()
    assert (target.value, target.history.count()) == (90, 3)
    assert target.history.first().history_change_reason.startswith("Återställt till det som gällde 20")
    assert "Återställt." in response.text


def test_a_neighbours_published_value_is_restored_with_a_correction(admin_client, published):
    published.value = 79
    published.save()

    restored(admin_client, "outcome", published, 1)

    published.refresh_from_db()
    correction = Correction.objects.get()
    assert (published.value, correction.old_value, correction.new_value) == (Decimal("81.4"), 79, Decimal("81.4"))


def test_an_own_value_is_restored_through_the_sheet(admin_client, indicator, home, year):
    own = outcome_of(indicator, home, state="published", published_at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    own.value = 79
    own.save()

    response = restored(admin_client, "outcome", own, 1)

    own.refresh_from_db()
    assert own.value == 79, "the public waits for an approver"
    entry = Entry.objects.get()
    assert (entry.cells.get().value, entry.state) == (Decimal("81.4"), "draft")
    assert entry.change_reason.startswith("Återställt till det som gällde")
    assert response.redirect_chain[-1][0] == reverse("reporting_entry", args=[2024, "trygga"])


def test_restoring_the_value_that_stands_there_changes_nothing_and_leaves_no_reason_behind(
    admin_client, indicator, home, year
):
    own = outcome_of(indicator, home, state="published", published_at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    own.comment = "Efter ombyggnad."
    own.save()

    response = restored(admin_client, "outcome", own, 1)

    assert "Det är samma värde som står i inmatningen nu." in response.text
    assert not Entry.objects.exists(), "else the next change would be published with this reason"


def test_what_another_has_written_in_the_sheet_is_not_overwritten_by_restoring(
    admin_client, indicator, home, year, person
):
    own = outcome_of(indicator, home, state="published", published_at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    own.value = 79
    own.save()
    eva = LogActor(person("eva", "Eva Ek", reporter=indicator.unit))
    written = RowChange({"T": typed(indicator, "80")}, {"change_reason": ("Omräknat.", None)})
    save(eva, year, indicator, written, today=date(2025, 1, 20))

    response = restored(admin_client, "outcome", own, 1)

    assert "Det går inte att återställa: Eva Ek sparade 80" in response.text
    entry = Entry.objects.get()
    assert (entry.cells.get().value, entry.change_reason) == (80, "Omräknat.")


def test_an_own_value_that_is_no_longer_possible_is_not_restored(admin_client, indicator, home, year):
    own = outcome_of(indicator, home, state="published", published_at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    own.value = 79
    own.save()
    Indicator.objects.update(highest=80)

    response = restored(admin_client, "outcome", own, 1)

    assert "Det går inte att återställa: 81,4 % är för högt." in response.text.replace("\u00a0", " ")
    assert not Entry.objects.exists()


def test_a_state_that_cannot_be_any_more_is_not_restored(admin_client, indicator):
    target = Target.objects.create(indicator=indicator, year=2026, value=90)
    target.year = 2027
    target.save()
    Target.objects.create(indicator=indicator, year=2026, value=91)

    assert "Det går inte att återställa" in restored(admin_client, "target", target, 1).text
    target.refresh_from_db()
    assert target.year == 2027


def test_nothing_is_restored_by_a_link_or_by_somebody_else(admin_client, client, indicator, person, published):
    address = page("outcome", "restore", published.pk, published.history.first().history_id)

    assert admin_client.get(address).status_code == 405
    client.force_login(person("bo"))
    assert client.post(address).status_code == 403
    assert admin_client.post(page("outcome", "restore", published.pk, 99999)).status_code == 404
    assert admin_client.post(page("outcome", "restore", "hej", 1)).status_code == 404
