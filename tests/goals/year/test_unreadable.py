"""A snapshot that cannot be read has a page of its own, and takes no other page with it."""

import io
from html import unescape
from re import sub

import docx
import html5lib
import openpyxl
import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from goals.models import AnnualSummary, FrozenYear
from goals.year.canonical import FORMAT, checksum
from goals.year.freezing import freeze
from indicators.models import Decision

pytestmark = pytest.mark.slow  # frozen years, with every page and file of them
FACES = ("/", "/visa/", ".pdf", ".docx", ".xlsx")
TOLD = "Årsuppföljning 2023 går inte att läsa"


def words(response):
    return " ".join(unescape(sub(r"<[^>]+>", " ", response.text)).split())


def store(year, version, text, sha256=None):
    chosen = AnnualSummary.objects.filter(year=year, version=version)
    chosen.update(snapshot=text, sha256=sha256 or checksum(text.encode()))


@pytest.fixture
def broken_2023(example_plan):
    """The year that 2024 is compared with, cut off in the middle; its checksum is that of the whole."""
    version = AnnualSummary.objects.get(year=2023)
    store(2023, 1, version.snapshot[:5000], version.sha256)


@pytest.mark.usefixtures("broken_2023")
class TestBrokenYear:
    @pytest.mark.parametrize("face", [*FACES, "/version/1/", "/version/1.pdf", "/version/1.docx", "/version/1.xlsx"])
    def test_every_face_answers_with_a_page_in_words(self, client, face):
        answer = client.get(f"/uppfoljning/2023{face}")

        assert answer.status_code == 500
        assert answer["Content-Type"].startswith("text/html")
        assert "Content-Disposition" not in answer
        assert TOLD in words(answer)
        assert "Fastställd 23 april 2024, version 1. Beslut: Kommunfullmäktige i Exempelunda" in words(answer)
        assert "Ögonblicksbilden har ändrats sedan den fastställdes" in words(answer)

    def test_its_page_is_whole_html_that_no_cache_keeps(self, client):
        answer = client.get("/uppfoljning/2023/")

        html5lib.HTMLParser(strict=True).parse(answer.content)
        assert "no-cache" in answer["Cache-Control"]

    @pytest.mark.parametrize("address", ["/", "/uppfoljning/", "/rattelser/", "/mal/", "/sok/?q=2023"])
    def test_other_pages_answer(self, client, address):
        assert client.get(address).status_code == 200

    @pytest.mark.parametrize("face", FACES)
    @pytest.mark.parametrize("year", [2021, 2022, 2024, 2025])
    def test_other_years_answer(self, client, year, face):
        assert client.get(f"/uppfoljning/{year}{face}").status_code == 200

    @pytest.mark.parametrize("address", ["/uppfoljning/2024/", "/uppfoljning/2022/?mot=2023"])
    def test_a_year_beside_it_says_that_it_cannot_be_read(self, client, address):
        page = words(client.get(address))

        assert f"{TOLD} Därför visas inte vad som har ändrats sedan dess." in page
        assert "Vad har ändrats sedan 2023?" not in page

    def test_the_files_of_the_year_after_say_so_too(self, client):
        pages = pypdf.PdfReader(io.BytesIO(client.get("/uppfoljning/2024.pdf").content)).pages
        document = docx.Document(io.BytesIO(client.get("/uppfoljning/2024.docx").content))
        book = openpyxl.load_workbook(io.BytesIO(client.get("/uppfoljning/2024.xlsx").content))

        assert TOLD in " ".join("".join(each.extract_text() for each in pages).split())
        assert any(each.text.startswith(TOLD) for each in document.paragraphs)
        assert TOLD in {row[0].value for row in book["Det här vet vi inte"].iter_rows()}

    def test_the_year_after_is_not_adopted_without_it(self):
        with pytest.raises(FrozenYear, match="Årsuppföljning 2023, version 1 går inte att läsa"):
            freeze(2024, Decision.objects.get(slug="kf-2025-forlangning"))

    def test_the_administration_lists_it_with_what_is_wrong(self, client, django_user_model):
        client.force_login(django_user_model.objects.create(username="admin", is_staff=True, is_superuser=True))

        page = words(client.get(reverse("admin:goals_annualsummary_changelist")))

        assert "Ögonblicksbilden går inte att läsa: ögonblicksbilden är inte JSON." in page

    def test_an_unknown_year_to_compare_with_is_still_not_found(self, client):
        assert client.get("/uppfoljning/2024/?mot=1990").status_code == 404


@pytest.mark.usefixtures("example_plan")
class TestAnotherVersion:
    def test_the_page_leads_to_the_versions_that_can_be_read(self, client):
        store(2022, 2, "{}\n")

        page = client.get("/uppfoljning/2022/")

        assert 'href="/uppfoljning/2022/version/1/"' in page.text
        assert 'href="/uppfoljning/2022/version/2/"' not in page.text
        assert client.get("/uppfoljning/2022/version/1/").status_code == 200
        assert client.get("/uppfoljning/2022/version/1.pdf").status_code == 200

    def test_a_newer_format_is_told_of_as_unchanged(self, client, capsys):
        text = AnnualSummary.objects.get(year=2023).snapshot.replace('"format":1', f'"format":{FORMAT + 1}')
        store(2023, 1, text)

        page = words(client.get("/uppfoljning/2023/"))
        with pytest.raises(CommandError, match="1 av 1 är oförändrade men går inte att visa som de fastställdes"):
            call_command("verifiera", "2023")

        assert f"ögonblicksbilden har format {FORMAT + 1}, den här portalen läser till och med {FORMAT}" in page
        assert "har ändrats" not in page
        assert "har ändrats" not in capsys.readouterr().out
