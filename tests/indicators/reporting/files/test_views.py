"""A year as files: fetched, filled in elsewhere, compared, and read in whole or not at all."""

import csv
import io
import re
import zipfile
from html import unescape

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from indicators.models import Cell, Entry, Event, Outcome, Round, Upload
from tests.cast import publish

pytestmark = pytest.mark.django_db
FILES = "/admin/inmatning/2024/filer/"
SWEDISH = "Indikator;Kön;Värde;Kommentar\r\ntrygga;T;82,5;Fler svarade\r\n"


@pytest.fixture
def eva_reads(client, eva):
    client.force_login(eva.user)
    return client


@pytest.fixture
def sheet(year, trygga, make_indicator, home):
    """Three indicators: one without a value, one published, one in steps."""
    lugna = make_indicator("lugna", {2023: "71.25"}, by_sex=True)
    publish(lugna, home, 2024, "70.5")
    steps = {"categories": ["inga", "några", "alla"], "measure": "category", "unit_label": "", "decimals": 0}
    make_indicator("wifi", {2023: "1"}, **steps)


def words(response):
    body = response.text.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def send(client, data, name="varden.csv"):
    content = data if isinstance(data, bytes) else data.encode()
    return client.post(FILES, {"fil": SimpleUploadedFile(name, content)})


def confirm(client, response):
    """Say yes to the comparison that a sent file led to, and return where that leads."""
    assert response.status_code == 302, words(response)
    page = client.get(response.url)
    token = re.search(r'name="sett" value="(\w+)"', page.text)[1]
    return page, client.post(response.url, {"sett": token, "gor": "spara"}, follow=True)


def table(client, kind="csv"):
    response = client.get(f"/admin/inmatning/2024/inmatning.{kind}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="inmatning-2024.{kind}"'
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(response.content.decode())))
    return openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]


@pytest.mark.usefixtures("sheet")
class TestExport:
    def test_the_files_hold_the_sheet_drafts_included(self, eva_reads):
        eva_reads.post("/admin/inmatning/2024/rutor/", {"trygga__T": "82,5"})

        rows = {(row["indikator"], row["kon"]): row for row in table(eva_reads)}

        assert rows["trygga", "T"]["varde"] == "82.5"
        assert rows["lugna", "T"]["varde"] == "70.5"
        assert rows["lugna", "K"]["varde"] == ""
        assert {row["ar"] for row in rows.values()} == {"2024"}
        assert rows["trygga", "T"]["kalla"] == "Skolenkäten", "where last year's came from"

    def test_the_workbook_has_typed_numbers(self, eva_reads):
        values = [cell.value for row in table(eva_reads, "xlsx").iter_rows() for cell in row]

        assert 70.5 in values

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_a_file_of_drafts_is_no_open_data(self, eva_reads, kind):
        response = eva_reads.get(f"/admin/inmatning/2024/inmatning.{kind}")

        assert "Access-Control-Allow-Origin" not in response.headers
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response.headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_a_file_sent_back_as_it_was_changes_nothing(self, eva_reads, kind):
        eva_reads.post("/admin/inmatning/2024/rutor/", {"trygga__T": "82,5", "trygga__kommentar": '=1+1; "så"\nOch.'})
        before = list(Cell.history.values_list("history_id", flat=True))
        data = eva_reads.get(f"/admin/inmatning/2024/inmatning.{kind}").content

        response = send(eva_reads, data, f"varden.{kind}")

        page = words(eva_reads.get(response.url))
        assert "Värden i filen: 5 oförändrade." in page
        assert "Ja, läs in" not in page
        assert list(Cell.history.values_list("history_id", flat=True)) == before

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_every_kind_of_row_sent_back_as_it_was_changes_nothing(self, eva_reads, make_indicator, home, kind):
        steps = {"categories": ["1", "2", "3"], "measure": "category", "unit_label": "", "decimals": 0}
        make_indicator("betyg", {2024: "1"}, **steps)
        make_indicator("tomd", {2024: "5"})
        make_indicator("stor", {2024: "-1083.0000000001"}, measure="index", lowest=None)
        make_indicator("saknas")
        sent = {"tomd__T": "", "saknas__T": "sekretess", "lugna__K": "70", "lugna__M": "71"}
        assert eva_reads.post("/admin/inmatning/2024/rutor/", sent).status_code == 200
        data = eva_reads.get(f"/admin/inmatning/2024/inmatning.{kind}").content

        response = send(eva_reads, data, f"varden.{kind}")

        assert response.status_code == 302, words(response)
        assert "Värden i filen: 9 oförändrade." in words(eva_reads.get(response.url))

    def test_rows_that_are_only_approved_come_back_unchanged(self, client, person, make_indicator, roads, schools):
        make_indicator("vagar", unit=roads)
        client.force_login(person("ove", reporter=roads, approver=schools))
        data = client.get("/admin/inmatning/2024/inmatning.csv").content

        assert send(client, data).status_code == 302

        refused = send(client, "indikator;varde\r\nvagar;70\r\ntrygga;82\r\n")
        assert refused.status_code == 422
        assert "Trygga elever Kan inte läsas in. Du har inte behörighet att ändra här." in words(refused)

    def test_others_indicators_are_not_in_the_file(self, client, omar):
        client.force_login(omar.user)

        assert table(client) == []


@pytest.mark.usefixtures("sheet")
class TestImport:
    def test_a_file_that_swedish_excel_saved_is_compared_and_read_in(self, eva_reads):
        page, done = confirm(eva_reads, send(eva_reads, SWEDISH.encode("cp1252")))

        assert "Värden i filen: 1 nytt." in words(page)
        assert "Trygga elever Nytt också kommentaren Tomt 82,5" in words(page)
        assert "Filen är inläst. Två uppgifter är ändrade." in words(done)
        entry = Entry.objects.get()
        assert (str(entry.cells.get().value.normalize()), entry.comment, entry.state) == (
            "82.5",
            "Fler svarade",
            "draft",
        )
        assert not Upload.objects.exists()
        assert Event.objects.get(kind="import").detail == "varden.csv: Värden i filen: 1 nytt."
        assert not Outcome.objects.filter(indicator__slug="trygga", year=2024).exists(), "nothing is public by a file"

    def test_new_changed_and_unchanged_are_told_apart(self, eva_reads):
        text = "indikator;kon;varde\r\ntrygga;T;82\r\nlugna;T;71\r\nlugna;K;\r\nwifi;T;alla\r\n"

        page = words(eva_reads.get(send(eva_reads, text).url))

        assert "Värden i filen: 2 nya, 1 ändrat, 1 oförändrat." in page
        assert "3 Lugna, totalt Ändrat 70,5 71" in page
        assert "5 Wifi Nytt Tomt alla" in page

    @pytest.mark.parametrize(
        ("row", "says"),
        [
            ("trygga;T;1.083;;", "Rad 2"),
            ("trygga;T;101;;", "101 % är för högt"),
            ("trygga;T;hej;;", "Skriv ett tal"),
            ("okand;T;1;;", "Indikatorn okand finns inte bland dem som du fyller i."),
            ("trygga;K;1;;", "Indikatorn redovisas inte för kvinnor och män."),
            ("trygga;T;1;0180;", "Raden gäller kommunen 0180."),
            ("trygga;T;1;;2023", "Raden gäller 2023, men här läser du in 2024."),
            ("lugna;T;;;", "Värdet är publicerat och kan inte tömmas."),
            ("wifi;T;flera;;", "Skriv ett av stegen"),
        ],
    )
    def test_one_wrong_row_refuses_the_whole_file_with_its_number(self, eva_reads, row, says):
        text = f"indikator;kon;varde;kommun_kod;ar\r\n{row}\r\nlugna;K;5;;\r\n"

        response = send(eva_reads, text)

        assert response.status_code == 422
        assert says.removeprefix("Rad ") in words(response)
        assert "En rad kan inte läsas in. Därför sparas inget ur filen." in words(response)
        assert re.search(r'<th scope="row">2</th>', response.text)
        assert (Entry.objects.count(), Upload.objects.count()) == (0, 0)

    def test_the_same_value_twice_is_refused(self, eva_reads):
        response = send(eva_reads, "indikator;varde;ar\r\ntrygga;81;\r\ntrygga;82;2024\r\n")

        assert "Samma indikator och kön står också på rad 2." in words(response)

    def test_contradicting_rows_of_one_indicator_are_refused(self, eva_reads):
        response = send(eva_reads, "indikator;kon;varde;kommentar\r\nlugna;T;71;Så\r\nlugna;K;5;Inte så\r\n")

        assert "Rad 2 säger något annat om kommentaren." in words(response)

    def test_change_after_the_comparison_is_compared_anew(self, eva_reads):
        response = send(eva_reads, SWEDISH)
        token = re.search(r'name="sett" value="(\w+)"', eva_reads.get(response.url).text)[1]
        eva_reads.post("/admin/inmatning/2024/rutor/", {"trygga__T": "80"})

        again = eva_reads.post(response.url, {"sett": token, "gor": "spara"})

        assert again.status_code == 422
        assert "Någon har ändrat värden sedan jämförelsen gjordes." in words(again)
        assert "Ändrat också kommentaren 80 82,5" in words(again)
        assert Cell.objects.get().value == 80

    def test_who_presses_yes_twice_is_told_where_the_values_are(self, eva_reads):
        response = send(eva_reads, SWEDISH)
        confirm(eva_reads, response)

        again = eva_reads.post(response.url, {"sett": "x", "gor": "spara"}, follow=True)

        assert "Är den redan inläst står värdena på arbetsbladet." in words(again)
        assert eva_reads.get(response.url).status_code == 404

    def test_who_says_no_has_changed_nothing(self, eva_reads):
        response = send(eva_reads, SWEDISH)

        done = eva_reads.post(response.url, {"gor": "avbryt"}, follow=True)

        assert "Inget är ändrat." in words(done)
        assert (Entry.objects.count(), Upload.objects.count()) == (0, 0)

    def test_a_row_on_its_way_is_not_changed_by_a_file(self, eva_reads):
        eva_reads.post("/admin/inmatning/2024/rutor/", {"trygga__T": "80"})
        eva_reads.post("/admin/inmatning/2024/indikator/trygga/", {"gor": "skicka", "trygga-origin": "own"})
        Entry.objects.update(state="submitted", submitted_by=Entry.objects.get().saved_by)

        assert "Värdet är inskickat. Ta tillbaka det" in words(send(eva_reads, SWEDISH))

    def test_others_files_and_indicators_are_out_of_reach(self, eva_reads, client, omar, karl):
        response = send(eva_reads, SWEDISH)
        stranger = Client()
        stranger.force_login(omar.user)

        assert stranger.get(response.url).status_code == 404
        assert "finns inte bland dem som du fyller i" in words(send(stranger, SWEDISH))
        event = Event.objects.get(kind="refused")
        assert (event.actor, event.subject) == (omar.user, f"POST {FILES}")
        assert event.detail == "Filen har indikatorer som personen inte ser: trygga"
        approver = Client()
        approver.force_login(karl.user)
        assert approver.get(FILES).status_code == 403
        assert Client().get(FILES).status_code == 302

    def test_a_locked_year_takes_no_files(self, eva_reads):
        Round.objects.update(locked_at="2025-03-01T10:00Z")

        assert "Året tar inte emot värden nu." in words(eva_reads.get(FILES))
        assert "Året är låst" in words(send(eva_reads, SWEDISH))

    def test_files_that_waited_too_long_are_thrown_away(self, eva_reads):
        send(eva_reads, SWEDISH)
        Upload.objects.update(created_at="2024-01-01T10:00Z")

        send(eva_reads, SWEDISH)
        assert Upload.objects.count() == 1

        Upload.objects.update(created_at="2024-01-01T10:00Z")
        call_command("gallra", verbosity=0)
        assert not Upload.objects.exists()

    @pytest.mark.parametrize(
        ("name", "data", "says"),
        [
            ("tom.csv", b"", "tom"),
            ("gammal.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xlsx"),
            ("bild.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200), "bild"),
            ("stor.csv", b"x" * (5 * 1024 * 1024 + 1), "för stor"),
            ("utan.csv", b"a;b\r\n1;2\r\n", "Indikator"),
        ],
    )
    def test_what_is_no_file_of_values_gets_a_clear_word(self, eva_reads, name, data, says):
        response = send(eva_reads, data, name)

        assert response.status_code == 422
        assert says in re.search(r'role="alert"[^>]*>([^<]+)', response.text)[1]
        assert 'aria-describedby="fil-fel"' in response.text

    def test_no_file_at_all_is_told(self, eva_reads):
        assert "Välj en fil." in words(eva_reads.post(FILES, {}))

    @pytest.mark.slow
    def test_a_zip_bomb_is_refused_at_once(self, eva_reads):
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)

        response = send(eva_reads, bomb.getvalue(), "bomb.xlsx")

        assert response.status_code == 422
        assert 'role="alert"' in response.text

    def test_large_file_is_compared_in_as_many_queries_as_a_small(
        self, eva_reads, make_indicator, django_assert_num_queries
    ):
        for count in (2, 40):
            names = [f"i-{count}-{number}" for number in range(count)]
            for name in names:
                make_indicator(name, {2023: "5"})
            response = send(eva_reads, "indikator;varde\r\n" + "".join(f"{name};6\r\n" for name in names))
            with django_assert_num_queries(12):
                eva_reads.get(response.url)
