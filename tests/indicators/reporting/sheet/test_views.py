"""What an official meets: the overview, the sheet with and without scripts, and one indicator's year."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Cell, Entry, Outcome, Round, Step
from indicators.vocabulary import EntryState
from tests.cast import publish

pytestmark = pytest.mark.django_db
SHEET = "/admin/inmatning/2024/"


@pytest.fixture
def eva_reads(client, eva):
    client.force_login(eva.user)
    return client


@pytest.fixture
def karl_reads(karl):
    reader = Client()
    reader.force_login(karl.user)
    return reader


def words(response):
    body = response.text.partition("<main")[2] or response.text
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def fields(response):
    """Return what a browser without scripts posts from a page as it is, the buttons left out."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", response.text):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="submit"' not in tag and not ('type="checkbox"' in tag and "checked" not in tag):
            found.setdefault(unescape(name[1]), []).append(unescape(value[1]) if value else "")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', response.text):
        found.setdefault(name, []).append(unescape(text).removeprefix("\n"))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', response.text, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found.setdefault(name, []).append(chosen[1] if chosen else "")
    return found


def post(client, address=SHEET, **changes):
    sent = fields(client.get(address))
    return client.post(address, {**sent, **{name.replace("_dash_", "-"): text for name, text in changes.items()}})


# The sheet, without scripts


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
    assert "2 uppgifter är sparade." in words(response)
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


# Cell by cell


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


# One indicator's year


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


# Approval


@pytest.fixture
def submitted(eva_reads, year, trygga, make_indicator):
    """Two rows that wait, one of them with an unusual change."""
    make_indicator("lugna", {2022: "70", 2023: "71"})
    sent = fields(eva_reads.get(SHEET)) | {"trygga__T": "82", "lugna__T": "12", "gor": "skicka"}
    eva_reads.post(SHEET, sent)
    assert Entry.objects.filter(state=EntryState.SUBMITTED).count() == 2


APPROVAL = f"{SHEET}godkann/"


@pytest.mark.usefixtures("submitted")
class TestApproval:
    def test_the_approver_sees_what_would_change(self, karl_reads):
        page = words(karl_reads.get(APPROVAL)).replace("\u00a0", " ")

        assert "Två värden väntar på ditt beslut. Ett av dem har något att kontrollera." in page
        assert "Det du godkänner blir offentligt direkt." in page
        assert "81,4 % (2023) 82,0 % +0,6 procentenheter" in page
        assert "Inskickat av Eva Ek" in page

    def test_a_value_that_is_as_it_was_is_called_unchanged(self, karl_reads, eva_reads):
        eva_reads.post(f"{SHEET}indikator/lugna/", {"gor": "ta-tillbaka"})
        eva_reads.post(SHEET, fields(eva_reads.get(SHEET)) | {"lugna__T": "71", "gor": "skicka"})

        assert "71,0 % (2023) 71,0 % Oförändrat" in words(karl_reads.get(APPROVAL)).replace("\u00a0", " ")

    def test_approver_sees_how_the_published_note_would_change(self, karl_reads, eva_reads):
        karl_reads.post(APPROVAL, fields(karl_reads.get(APPROVAL)) | {"gor": "godkann:trygga"})
        address = f"{SHEET}indikator/trygga/"
        changes = {"trygga-is_preliminary": "on", "trygga-source": "Egen räkning", "trygga-origin": "computed"}
        eva_reads.post(address, fields(eva_reads.get(address)) | changes | {"gor": "skicka"})

        for page in (APPROVAL, address):
            told = words(karl_reads.get(page))
            assert "Källa Egen räkning Förut: Skolenkäten" in told
            assert "Ursprung Egen bearbetning Förut: Egen uppgift" in told
            assert "Preliminärt Ja Förut: Nej" in told

    def test_one_is_approved_and_one_returned_with_a_message(self, karl_reads, eva_reads):
        sent = fields(karl_reads.get(APPROVAL))
        assert karl_reads.post(APPROVAL, sent | {"gor": "godkann:trygga"}).status_code == 302
        refused = karl_reads.post(APPROVAL, sent | {"gor": "atersand:lugna"})
        assert "Skriv vad som behöver ändras." in words(refused)
        karl_reads.post(APPROVAL, sent | {"gor": "atersand:lugna", "lugna__meddelande": "Kommatecknet?"})

        assert Outcome.objects.get(year=2024).value == 82
        assert "Från godkännaren. Karl Kvist: Kommatecknet?" in words(eva_reads.get(SHEET))
        assert "Ett är återsänt." in words(eva_reads.get("/admin/inmatning/"))
        assert "Inget väntar" in words(karl_reads.get(APPROVAL))

    def test_those_without_remarks_are_approved_together(self, karl_reads, eva_reads, make_indicator, year):
        make_indicator("glada", {2023: "50"})
        eva_reads.post(SHEET, fields(eva_reads.get(SHEET)) | {"glada__T": "51", "gor": "skicka"})
        page = karl_reads.get(APPROVAL)
        assert "Godkänn de 2 utan anmärkning" in words(page)

        karl_reads.post(APPROVAL, fields(page) | {"gor": "godkann"})

        assert {each.indicator.slug for each in Outcome.objects.filter(year=2024)} == {"trygga", "glada"}

    def test_values_changed_since_the_page_opened_are_not_approved(self, karl_reads, eva_reads):
        old = fields(karl_reads.get(APPROVAL))
        address = f"{SHEET}indikator/trygga/"
        eva_reads.post(address, fields(eva_reads.get(address)) | {"gor": "ta-tillbaka"})
        eva_reads.post(address, fields(eva_reads.get(address)) | {"trygga__T": "11", "gor": "skicka"})

        refused = karl_reads.post(APPROVAL, old | {"gor": "godkann:trygga"})

        assert "ändrat uppgifterna sedan du öppnade sidan" in words(refused)
        assert not Outcome.objects.filter(year=2024).exists()

    def test_approver_is_told_what_was_withdrawn_meanwhile(self, karl_reads, eva_reads):
        old = fields(karl_reads.get(APPROVAL))
        address = f"{SHEET}indikator/trygga/"
        eva_reads.post(address, fields(eva_reads.get(address)) | {"gor": "ta-tillbaka"})

        refused = karl_reads.post(APPROVAL, old | {"gor": "godkann:trygga"})

        assert "Trygga elever: Någon har ändrat uppgifterna sedan du öppnade sidan." in words(refused)

    def test_approver_is_led_to_decisions_and_not_to_entering(self, karl_reads):
        for address in ("/admin/", "/admin/inmatning/", SHEET):
            page = karl_reads.get(address)

            assert "Att godkänna (2)" in words(page)
            assert not re.search("Fyll i|Skicka in det|Skriv eller klistra in", words(page))

    def test_a_message_of_nothing_that_can_be_kept_is_no_message(self, karl_reads):
        """PostgreSQL holds no NUL."""
        sent = fields(karl_reads.get(APPROVAL)) | {"gor": "atersand:trygga"}

        assert "Skriv vad som behöver ändras." in words(karl_reads.post(APPROVAL, sent | {"trygga__meddelande": "\0"}))
        assert karl_reads.post(APPROVAL, sent | {"trygga__meddelande": "Se\0 \x1böver."}).status_code == 302
        assert karl_reads.post(APPROVAL, {"gor": "godkann:\0"}).status_code == 302
        assert Entry.objects.get(indicator__slug="trygga").message == "Se över."

    def test_a_decision_without_a_page_behind_it_is_refused(self, karl_reads):
        refused = karl_reads.post(APPROVAL, {"gor": "godkann:trygga"})

        assert refused.status_code == 422
        assert not Outcome.objects.filter(year=2024).exists()

    def test_the_writer_sees_no_approval_and_makes_none(self, eva_reads):
        assert eva_reads.get(APPROVAL).status_code == 403
        assert eva_reads.post(APPROVAL, {"gor": "godkann:trygga"}).status_code == 403

    def test_an_own_value_waits_for_somebody_else(self, client, sam, year, trygga):
        client.force_login(sam.user)
        address = f"{SHEET}indikator/trygga/"
        client.post(address, fields(client.get(address)) | {"gor": "ta-tillbaka"})
        client.post(address, fields(client.get(address)) | {"trygga__T": "83", "gor": "skicka"})

        page = client.get(APPROVAL)

        assert "Du har själv skrivit in värdet. Någon annan behöver godkänna det." in words(page)
        assert 'value="godkann:trygga"' not in page.text

    def test_a_page_of_many_asks_the_same_questions(
        self, karl_reads, eva_reads, make_indicator, django_assert_num_queries
    ):
        for count in (1, 20):
            names = [f"i-{count}-{number}" for number in range(count)]
            for name in names:
                make_indicator(name, {2023: "5"})
            sent = fields(eva_reads.get(SHEET)) | {f"{name}__T": "6" for name in names} | {"gor": "skicka"}
            eva_reads.post(SHEET, sent)
            with django_assert_num_queries(12):
                karl_reads.get(APPROVAL)
