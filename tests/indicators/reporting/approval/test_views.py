"""What waits for an approver, and what the approver decides."""

import re

import pytest

from indicators.models import Entry, Outcome
from indicators.vocabulary import EntryState
from tests.indicators.reporting.pages import APPROVAL, SHEET, fields, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(eva_reads, year, trygga, make_indicator):
    """Two rows that wait, one of them with an unusual change."""
    make_indicator("lugna", {2022: "70", 2023: "71"})
    sent = fields(eva_reads.get(SHEET)) | {"trygga__T": "82", "lugna__T": "12", "gor": "skicka"}
    eva_reads.post(SHEET, sent)
    assert Entry.objects.filter(state=EntryState.SUBMITTED).count() == 2


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
