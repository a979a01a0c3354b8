"""The sheet cell by cell, as its script saves it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Cell, Entry
from tests.indicators.reporting.pages import SHEET, fields, post, words

pytestmark = pytest.mark.django_db


def cells(client, **sent):
    return client.post(f"{SHEET}rutor/", sent, headers={"HX-Request": "true"})


def test_a_cell_is_saved_and_its_row_told_anew(eva_reads, year, trygga):
    answer = cells(eva_reads, trygga__T="82,5", trygga__T__sett="")

    assert answer.status_code == 200
    assert 'id="lage-trygga"' in answer.text
    assert 'data-hx-swap-oob="true"' in answer.text
    assert 'data-text="82,5"' in answer.text
    assert 'value="82.5"' in answer.text, "the token of what stands there now"
    assert re.search(r"Sparat kl\. \d\d\.\d\d av Eva Ek", words(answer))


def test_an_unusual_change_is_asked_about_and_saved_all_the_same(eva_reads, year, trygga):
    answer = cells(eva_reads, trygga__T="12")

    assert "Ovanligt stor förändring sedan 2023: −69,4 procentenheter." in words(answer).replace("\u00a0", " ")
    assert 'data-kind="warning"' in answer.text
    assert Cell.objects.get().value == 12


def test_a_save_whose_answer_was_lost_is_told_by_its_page(eva_reads, year, trygga):
    cells(eva_reads, trygga__T="82", trygga__T__sett="")

    on = cells(eva_reads, trygga__T="83", trygga__T__sett="", trygga__T__skickat="82")

    assert 'data-kind="conflict"' not in on.text
    assert Cell.objects.get().value == 83


def test_comment_changed_by_another_is_asked_about(eva_reads, year, trygga):
    old = fields(eva_reads.get(SHEET))
    post(eva_reads, trygga__kommentar="Färre svarade.")
    mine = {"trygga__kommentar": "Fler svarade.", "trygga__kommentar__sett": old["trygga__kommentar__sett"]}

    answer = cells(eva_reads, **mine)
    assert 'data-kind="conflict" data-text="Färre svarade."' in answer.text
    page = eva_reads.post(SHEET, old | mine)
    assert "Där står nu: Färre svarade. Använd det du har skrivit Behåll det som står" in words(page)
    assert "Fler svarade.</textarea>" in page.text

    sent = fields(page)
    assert eva_reads.post(SHEET, sent | {"trygga__kommentar__valt": "Färre svarade."}).status_code == 302
    assert Entry.objects.get().comment == "Färre svarade."
    assert eva_reads.post(SHEET, sent).status_code == 302
    assert Entry.objects.get().comment == "Fler svarade."


def test_unwritable_characters_are_left_out_of_a_comment(eva_reads, year, trygga):
    cells(eva_reads, trygga__kommentar=" Fler\0 \x1bsvarade.\r\nAlla. ")

    assert Entry.objects.get().comment == "Fler svarade.\nAlla."
    assert cells(eva_reads, **{"try\0gga__T": "1"}).status_code == 403


def test_slug_with_two_underscores_is_saved_too(eva_reads, year, make_indicator):
    make_indicator("elever__i_arskurs_9")

    assert cells(eva_reads, elever__i_arskurs_9__T="12").status_code == 200
    assert Cell.objects.get().value == 12


def test_a_block_of_cells_is_saved_in_one_request(eva_reads, year, make_indicator, django_assert_max_num_queries):
    for number in range(20):
        make_indicator(f"i-{number}", {2023: "6"})
    sent = {f"i-{number}__T": str(number) for number in range(19)} | {"i-19__T": "hej"}

    with django_assert_max_num_queries(19 + 20 * 4):  # each row is an entry, a cell and its history
        answer = cells(eva_reads, **sent)

    assert Cell.objects.count() == 19
    assert answer.text.count('data-kind="fault"') == 1


@pytest.mark.parametrize("sent", [{}, {"finns-inte__T": "1"}, {"trygga__T": "1", "gatan__T": "1"}])
@pytest.mark.usefixtures("trygga", "year")
def test_what_is_not_ones_own_refuses_the_whole_request(eva_reads, make_indicator, roads, sent):
    make_indicator("gatan", unit=roads)

    assert cells(eva_reads, **sent).status_code == 403
    assert not Cell.objects.exists()


def test_logged_out_script_and_page_lead_to_the_login(client, year, trygga):
    answer = cells(client, trygga__T="82")
    assert (answer.status_code, answer.headers["X-Login-Url"]) == (401, reverse("account_login"))

    page = client.get(f"{SHEET}?enhet=skolan")
    assert page.url == f"{reverse('account_login')}?next=%2Fadmin%2Finmatning%2F2024%2F%3Fenhet%3Dskolan"


def test_a_stolen_form_without_its_token_saves_nothing(eva, year, trygga):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(eva.user)

    assert strict.post(SHEET, {"trygga__T": "82"}).status_code == 403
    assert strict.post(f"{SHEET}rutor/", {"trygga__T": "82"}).status_code == 403
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["", "1066/", "99999/", "2024/rutor/", "2024/indikator/finns-inte/", "2024/indikator/trygga/", "2024/godkann/"],
)
def test_no_address_breaks(eva_reads, year, trygga, address):
    assert eva_reads.get(f"/admin/inmatning/{address}").status_code in {200, 403, 404, 405}
