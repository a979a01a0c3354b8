"""One indicator's year on a page of its own."""

import pytest

from indicators.models import Cell, Entry, Outcome
from indicators.vocabulary import EntryState
from tests.cast import publish
from tests.indicators.reporting.pages import SHEET, fields, post, words

pytestmark = pytest.mark.django_db


def test_entry_page_needs_no_more_queries_after_many_changes(eva_reads, year, trygga, django_assert_num_queries):
    address = f"{SHEET}indikator/trygga/"
    with django_assert_num_queries(12):
        eva_reads.get(address)
    for text in ("70", "71", "72"):
        eva_reads.post(address, fields(eva_reads.get(address)) | {"trygga__T": text, "gor": "skicka"})
        eva_reads.post(address, {"gor": "ta-tillbaka"})
        with django_assert_num_queries(15):
            page = words(eva_reads.get(address))

    assert "till 72" in page


def test_entry_page_saves_values_with_source_and_submits(eva_reads, year, trygga):
    address = f"{SHEET}indikator/trygga/"

    response = eva_reads.post(
        address,
        fields(eva_reads.get(address))
        | {"trygga__T": "82", "trygga-source": "Enkät 2024", "trygga-is_preliminary": "on", "gor": "skicka"},
        follow=True,
    )

    entry = Entry.objects.get()
    assert (entry.source, entry.is_preliminary, entry.state) == ("Enkät 2024", True, EntryState.SUBMITTED)
    assert "Inskickat för godkännande." in words(response)
    assert "Eva Ek: skickade in." in words(response)
    assert "Eva Ek: till 82" in words(response)


def test_untouched_entry_page_changes_nothing(eva_reads, year, trygga, make_indicator):
    make_indicator("ny")

    for slug in ("trygga", "ny"):
        assert post(eva_reads, f"{SHEET}indikator/{slug}/").status_code == 302

    assert not Entry.objects.exists()


def test_chosen_reason_is_what_an_empty_field_means(eva_reads, year, trygga):
    address = f"{SHEET}indikator/trygga/"

    eva_reads.post(address, fields(eva_reads.get(address)) | {"trygga__T__orsak": "secrecy"})

    assert Cell.objects.get().missing_reason == "secrecy"


def test_choice_button_answers_on_the_entry_page_too(eva_reads, year, make_indicator):
    make_indicator("fall", measure="count", unit_label="", decimals=0)
    address = f"{SHEET}indikator/fall/"
    refused = eva_reads.post(address, fields(eva_reads.get(address)) | {"fall__T": "1.083"})
    assert '<button type="submit" name="fall__T__valt" value="1 083"' in refused.text

    assert eva_reads.post(address, fields(refused) | {"fall__T__valt": "1 083"}).status_code == 302

    assert Cell.objects.get().value == 1083


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"trygga-source_url": "javascript:alert(1)"}, "Skriv en adress som börjar med https://"),
        ({"trygga-source": "x" * 301}, "som mest 300 tecken"),
        ({"trygga-origin": "hittepå"}, "hittepå finns inte bland"),
        ({"trygga-retrieved_on": "2024-02-31"}, "giltigt datum"),
        ({"trygga-comment": "\x00"}, "Null-tecken"),
        ({"trygga__T": "101"}, "101 % är för högt"),
        ({"trygga__T": "82", "trygga-source": "", "gor": "skicka"}, "Skriv varifrån värdet kommer."),
        ({"gor": "skicka"}, "Skriv ett värde, eller varför det saknas."),
    ],
    ids=str,
)
def test_bad_input_is_answered_in_swedish(eva_reads, year, trygga, changes, says):
    address = f"{SHEET}indikator/trygga/"

    response = eva_reads.post(address, fields(eva_reads.get(address)) | changes)

    assert response.status_code == 422
    assert says in words(response).replace("\u00a0", " ")
    assert "autofocus>" in response.text, "the focus goes to what is wrong"


def test_value_is_kept_when_another_field_is_unreadable(eva_reads, year, trygga):
    address = f"{SHEET}indikator/trygga/"

    response = eva_reads.post(
        address, fields(eva_reads.get(address)) | {"trygga__T": "82,5", "trygga-retrieved_on": "2024-02-31"}
    )

    assert 'value="82,5"' in response.text
    assert '<a href="#id_trygga-retrieved_on">Hämtad: ' in response.text
    assert not Cell.objects.exists()


def test_published_value_is_changed_with_a_reason_or_discarded(eva_reads, year, trygga, home):
    publish(trygga, home, 2024, "70")
    address = f"{SHEET}indikator/trygga/"
    refused = eva_reads.post(address, fields(eva_reads.get(address)) | {"trygga__T": "71", "gor": "skicka"})
    assert "Värdet är publicerat. Skriv varför det ändras." in words(refused)
    assert "Ångra ändringen" in words(refused)

    response = eva_reads.post(address, {"gor": "angra"}, follow=True)

    assert "Ändringen är ångrad." in words(response)
    assert not Cell.objects.exists()
    assert Outcome.objects.get(year=2024).value == 70
