"""The sheet as a page: filled in, saved whole and submitted."""

import re

import pytest

from indicators.models import Cell, Entry, Outcome, Round, Step
from indicators.vocabulary import EntryState
from tests.cast import publish
from tests.indicators.reporting.pages import APPROVAL, SHEET, fields, post, words

pytestmark = pytest.mark.django_db


def test_sheet_shows_last_value_and_target_of_each_indicator(eva_reads, year, trygga, home):
    trygga.targets.create(year=2026, value=90)

    page = words(eva_reads.get(SHEET))

    assert "Trygga elever procent, en decimal" in page
    assert "81,4 % 2023 90 % (2026)" in page
    assert "0 av 1 värde är klart. Ett saknas." in page
    assert "Värdet för 2023 kommer från Skolenkäten" in page


def test_whole_sheet_is_saved_and_faults_keep_their_text(eva_reads, year, trygga, make_indicator):
    make_indicator("lugna", {2023: "70"})

    response = post(eva_reads, trygga__T="82,5", trygga__kommentar="Fler svarade.", lugna__T="1.083")

    assert response.status_code == 422
    assert "Två uppgifter är sparade." in words(response)
    assert "Sparades inte. Menar du 1 083 eller 1,083?" in words(response)
    assert 'value="1.083"' in response.text
    assert Entry.objects.get(indicator=trygga).comment == "Fler svarade."
    assert Cell.objects.count() == 1


def test_choice_button_answers_a_question_without_scripts(eva_reads, year, make_indicator):
    make_indicator("fall", measure="count", unit_label="", decimals=0)
    refused = post(eva_reads, fall__T="1.083")
    assert '<button type="submit" name="fall__T__valt" value="1 083"' in refused.text

    sent = fields(refused) | {"fall__T__valt": "1 083"}  # what pressing the button adds, wherever on the page it stands
    assert eva_reads.post(SHEET, sent).status_code == 302

    assert Cell.objects.get().value == 1083


def test_a_sheet_that_nobody_has_touched_changes_nothing(eva_reads, year, trygga, home):
    publish(trygga, home, 2024, "70")

    assert post(eva_reads).status_code == 302

    assert not Entry.objects.exists()


def test_untouched_fields_keep_what_another_saved(eva_reads, year, trygga, make_indicator):
    lugna = make_indicator("lugna", {2023: "70"})
    old = fields(eva_reads.get(SHEET))
    post(eva_reads, trygga__T="82")

    response = eva_reads.post(SHEET, old | {"lugna__T": "71"})

    assert response.status_code == 302
    assert {cell.entry.indicator: cell.value for cell in Cell.objects.all()} == {trygga: 82, lugna: 71}


def test_a_conflict_shows_both_values_and_a_choice(eva_reads, year, trygga):
    old = fields(eva_reads.get(SHEET))
    post(eva_reads, trygga__T="82")

    response = eva_reads.post(SHEET, old | {"trygga__T": "79"})

    assert response.status_code == 422
    assert re.search(r"Eva Ek sparade 82 kl\. \d\d\.\d\d\. Du har skrivit 79\.", words(response))
    assert "Använd 79" in words(response)
    assert "Behåll 82" in words(response)
    assert Cell.objects.get().value == 82
    assert eva_reads.post(SHEET, fields(response)).status_code == 302
    assert Cell.objects.get().value == 79, "sent again, the writer has chosen"


def test_fault_does_not_hide_what_another_has_saved(eva_reads, year, trygga):
    old = fields(eva_reads.get(SHEET))
    post(eva_reads, trygga__T="82")
    mistaken = eva_reads.post(SHEET, old | {"trygga__T": "790"})

    response = eva_reads.post(SHEET, fields(mistaken) | {"trygga__T": "79"})

    assert "Eva Ek sparade 82" in words(response)
    assert Cell.objects.get().value == 82


def test_what_is_ready_is_submitted_and_the_rest_is_left(eva_reads, year, trygga, make_indicator):
    make_indicator("lugna")

    response = eva_reads.post(SHEET, fields(eva_reads.get(SHEET)) | {"trygga__T": "82", "gor": "skicka"}, follow=True)

    assert "En indikator är inskickad för godkännande." in words(response)
    assert "1 av 2 värden är klart. Ett saknas." in words(response)
    assert Entry.objects.get().state == EntryState.SUBMITTED


def test_what_is_begun_but_lacks_something_is_told_and_left(eva_reads, year, trygga, make_indicator):
    make_indicator("nya", by_sex=True)  # no earlier value, so no source to go on with

    response = eva_reads.post(
        SHEET, fields(eva_reads.get(SHEET)) | {"nya__T": "5", "trygga__T": "82", "gor": "skicka"}, follow=True
    )

    assert "En indikator är inskickad för godkännande." in words(response)
    assert "är inte inskickad. Skriv varifrån värdet kommer." in words(response)
    assert "Kan skickas in när du har skrivit varifrån värdet kommer, på radens egen sida." in words(response)


def test_a_draft_of_the_plan_is_submitted_as_it_stands(eva_reads, karl_reads, year, trygga, home):
    Outcome.objects.create(
        indicator=trygga, municipality=home, year=2024, value="82", source="Enkäten", origin="own", state="draft"
    )

    post(eva_reads, gor="skicka")
    assert Entry.objects.get().state == EntryState.SUBMITTED
    karl_reads.post(APPROVAL, fields(karl_reads.get(APPROVAL)) | {"gor": "godkann:trygga"})

    outcome = Outcome.objects.get(year=2024)
    assert (outcome.state, outcome.value) == ("published", 82)


def test_nothing_is_submitted_while_something_could_not_be_saved(eva_reads, year, trygga, make_indicator):
    make_indicator("lugna")

    response = post(eva_reads, trygga__T="82", lugna__T="999", gor="skicka")

    assert not Step.objects.exists()
    assert "En rad har något som inte kunde sparas. Därför är inget inskickat." in words(response)
    summary = response.text.partition("autofocus>")[2].partition("</div>")[0]
    assert '<a href="#lugna__T">' in summary, "the fault summary has the focus and leads to the field"
    assert "<title>Fel: " in response.text


def test_a_locked_year_is_read_and_not_written(eva_reads, year, trygga):
    sent = fields(eva_reads.get(SHEET))
    Round.objects.update(locked_at="2025-03-01T10:00Z")

    page = eva_reads.get(SHEET)
    assert "Året är låst. Samordnaren kan låsa upp det." in words(page)
    assert "readonly" in page.text
    refused = eva_reads.post(SHEET, sent | {"trygga__T": "82"})
    assert (refused.status_code, Cell.objects.count()) == (422, 0)
    assert "Året är låst" in words(refused)


def test_sheet_shows_own_units_and_narrows_to_one(client, sam, year, trygga, roads):
    trygga.pk, trygga.slug, trygga.name, trygga.unit = None, "vagar", "Hela vägar", roads
    trygga.save()
    client.force_login(sam.user)

    assert words(client.get(SHEET)).count("Vad är det här?") == 1, "only one of them has something to tell"
    assert "Hela vägar" in words(client.get(SHEET))
    narrowed = words(client.get(SHEET, {"enhet": "skolan"}))
    assert ("Trygga elever" in narrowed, "Hela vägar" in narrowed) == (True, False)
    assert client.get(SHEET, {"enhet": "finns-inte"}).status_code == 404


def test_unopened_year_is_announced_and_not_asked_for(client, sam, year):
    Round.objects.update(opens_on="2199-01-10", due_on="2199-02-15")
    client.force_login(sam.user)

    page = words(client.get("/admin/inmatning/"))

    assert "Inmatningen för 2024 öppnar 10 januari 2199." in page
    assert "Öppna ett år" not in page


def test_another_units_indicator_is_neither_shown_nor_written(client, omar, year, trygga):
    client.force_login(omar.user)

    assert "Trygga elever" not in words(client.get(SHEET))
    assert client.post(SHEET, {"trygga__T": "82"}).status_code == 403
    assert client.post(f"{SHEET}rutor/", {"trygga__T": "82"}).status_code == 403
    assert client.get(f"{SHEET}indikator/trygga/").status_code == 403
    assert client.post(f"{SHEET}indikator/trygga/", {"trygga__T": "82", "gor": "skicka"}).status_code == 403
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("year", "trygga")
def test_approvers_rows_come_back_with_the_sheet_untouched(client, person, make_indicator, roads, schools):
    make_indicator("vagar", unit=roads)
    client.force_login(person("eva", reporter=roads, approver=schools))

    assert post(client, vagar__T="70").status_code == 302
    assert post(client, vagar__T="71", trygga__T="82").status_code == 403

    assert [(cell.entry.indicator.slug, cell.value) for cell in Cell.objects.all()] == [("vagar", 70)]


def test_the_sheet_of_a_large_municipality_is_sent_whole(eva_reads, year, make_indicator):
    for number in range(130):
        make_indicator(f"i-{number}", by_sex=True)

    assert post(eva_reads, i_dash_129__T="5").status_code == 302

    assert Cell.objects.get().value == 5


@pytest.mark.parametrize(
    "text", ["9" * 5000, "\x00", "<script>alert(1)</script>", "'; DROP TABLE", "=1+1", "𝟙𝟚", "1e400", "--5", "%"]
)
def test_hostile_texts_are_shown_again_and_not_stored(eva_reads, year, trygga, text):
    response = post(eva_reads, trygga__T=text)

    assert response.status_code == 422
    assert "<script>alert" not in response.text
    assert not Cell.objects.exists()


def test_a_sheet_of_sixty_asks_the_same_questions_as_one_of_six(
    eva_reads, year, make_indicator, home, django_assert_num_queries
):
    for count in (6, 54):
        for number in range(count):
            make_indicator(f"i-{count}-{number}", {2022: "5", 2023: "6"}, by_sex=bool(number % 2))
        with django_assert_num_queries(12):
            eva_reads.get(SHEET)
