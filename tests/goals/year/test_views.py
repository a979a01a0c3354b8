"""The pages of the follow-up: what a councillor reads, and that they cost the same however much there is."""

from html import unescape
from re import findall, sub

import pytest

from goals.models import AnnualSummary, Assessment, Goal
from goals.year.canonical import read_canonical
from indicators.models import Correction, Outcome
from tests.pages import MAX_PAGE_BYTES


def words(response):
    return " ".join(unescape(sub(r"<[^>]+>", " ", response.text)).replace("\u00a0", " ").split())


@pytest.mark.usefixtures("example_plan")
class TestExample:
    def test_the_overview_tells_the_state_of_every_year(self, client):
        page = words(client.get("/uppfoljning/"))

        assert [int(year) for year in findall(r'href="/uppfoljning/(\d{4})/"', client.get("/uppfoljning/").text)] == [
            *range(2026, 2015, -1)
        ]
        assert "2026 Året pågår." in page
        assert "2025 Öppen: målen har bedömts men året är inte fastställt." in page
        assert "2023 Fastställd 23 april 2024, version 1." in page
        assert "2020 Öppen: inget mål har bedömts." in page

    def test_a_frozen_year_tells_what_the_council_adopted(self, client):
        version = AnnualSummary.objects.get(year=2023)
        page = words(client.get("/uppfoljning/2023/"))

        assert "Av 12 mål bedöms 1 vara helt uppnått, 7 delvis uppnådda, 3 ej uppnådda och 1 kan inte bedömas." in page
        assert "Kommunfullmäktige i Exempelunda, 22 april 2024, § 44, dnr EXK 2024/0049: Årsuppföljning 2023" in page
        assert version.sha256 in page
        assert "Efter beslutet har två värden rättats." in page
        for goal in read_canonical(version.snapshot).goals:
            assert goal.title in page
            assert goal.assessment.analysis in page

    def test_every_number_of_the_content_is_on_its_page(self, client):
        page = words(client.get("/uppfoljning/2023/"))
        content = read_canonical(AnnualSummary.objects.get(year=2023).snapshot)

        for goal in content.goals:
            assert goal.spread.sentence in page
            for each in goal.indicators:
                assert each.value_text.replace("\u00a0", " ") in page
                assert each.target_text.replace("\u00a0", " ") in page

    def test_a_frozen_page_stands_still_when_every_figure_changes(self, client):
        before = client.get("/uppfoljning/2023/").text

        Outcome.objects.update(value=7, missing_reason="")
        Goal.objects.update(title="Ett nytt mål", gap_note="Nytt")
        Assessment.objects.update(result="Nytt", verdict="full", round="whole", forecast="")

        assert client.get("/uppfoljning/2023/").text == before

    def test_an_old_version_keeps_its_address_and_names_the_new(self, client):
        old, new = words(client.get("/uppfoljning/2022/version/1/")), words(client.get("/uppfoljning/2022/"))

        assert "Det finns en nyare version" in old
        assert "version 1" in old
        assert "Skäl till den nya versionen: Årets resultat för 2022 var fel" in new
        assert "1,9 %" in old
        assert "2,6 %" in new
        assert client.get("/uppfoljning/2022/version/3/").status_code == 404

    def test_another_year_can_be_put_beside(self, client):
        page = words(client.get("/uppfoljning/2023/?mot=2021"))

        assert "Vad har ändrats sedan 2021?" in page
        assert "Indikatorer 2021" in page
        assert "Vad har ändrats sedan 2022?" in words(client.get("/uppfoljning/2023/"))

    @pytest.mark.parametrize(("query", "status"), [("mot=x", 400), ("mot=2023", 400), ("mot=1990", 404)])
    def test_a_comparison_that_cannot_be_made_says_so(self, client, query, status):
        assert client.get(f"/uppfoljning/2023/?{query}").status_code == status

    def test_a_departure_is_explained_in_public(self, client):
        page = words(client.get("/uppfoljning/2023/"))

        assert "Bedömningen avviker från indikatorerna Minst en indikator är efter eller ej uppnådd." in page
        assert "Alla som bor kvar har uppkoppling." in page

    def test_the_meeting_sees_one_goal_per_screen_and_goes_both_ways(self, client):
        page = client.get("/uppfoljning/2023/visa/").text

        shown = findall(r'<section class="slide[^"]*" id="([^"]+)"', page)
        assert shown[:5] == ["start", "i-korthet", "samlad", "lista-1", "mal-1"]
        assert [each for each in shown if each.startswith("mal-") and each.count("-") == 1] == [
            f"mal-{place}" for place in range(1, 13)
        ]
        assert findall(r'href="#([^"]+)" rel="next"', page) == shown[1:]
        assert findall(r'href="#([^"]+)" rel="prev"', page) == shown[:-1]
        assert "<script" not in page

    def test_corrections_are_listed_with_old_new_and_why(self, client):
        page = words(client.get("/rattelser/"))

        assert "Fossilfria bilar" in page
        assert "Rättat 7 november 2024 : från 61 % till 58 %. Tre bilar som går på naturgas" in page
        assert "från uppgift saknas (inte rapporterat) till 5,4 besök. Biblioteken lämnade" in page
        assert page.index("7 november 2024") < page.index("14 juni 2022")

    def test_an_indicator_shows_its_own_corrections(self, client):
        assert "från 61 % till 58 %" in words(client.get("/indikatorer/fossilfria-bilar/"))
        assert "Rättat" not in words(client.get("/indikatorer/matsvinn/"))

    def test_a_corrected_value_is_marked_at_its_row(self, client):
        page = client.get("/uppfoljning/2023/").text
        (row,) = findall(r'<tr><th scope="row"><a href="/indikatorer/fossilfria-bilar/.*?</tr>', page)
        ((address, anchor, text),) = findall(r'<a class="small" href="(/rattelser/)#([^"]+)">([^<]+)</a>', row)

        assert text == "Rättat 7 november 2024"
        assert f'<li id="{anchor}"><b><a href="/indikatorer/fossilfria-bilar/"' in client.get(address).text
        assert page.count("/rattelser/#") == 2

    def test_an_open_year_marks_no_corrections(self, client):
        assert "/rattelser/#" not in client.get("/uppfoljning/2024/").text

    def test_a_value_told_otherwise_stands_beside_what_changed(self, client):
        page = words(client.get("/uppfoljning/2024/"))

        assert "Värden som har ändrats sedan uppföljningen 2023" in page
        assert "Värdet för 2023 var 61 % i uppföljningen 2023 och är 58 % i den här. Rättat 7 november 2024" in page

    def test_goals_have_the_same_numbers_on_every_face(self, client):
        numbered = "2. Barn och unga är trygga i skolan"

        assert words(client.get("/uppfoljning/2023/")).count(numbered) >= 2
        assert numbered in words(client.get("/uppfoljning/2023/visa/"))

    def test_a_correction_before_the_adoption_is_not_told(self, client):
        Correction.objects.exclude(indicator__slug="sjukfranvaro").delete()
        page = words(client.get("/uppfoljning/2022/version/2/"))

        assert "Efter beslutet har" not in page


@pytest.mark.usefixtures("olofstrom_plan")
class TestOlofstrom:
    @pytest.mark.parametrize("year", range(2020, 2025))
    def test_open_years_are_honest_without_assessments(self, client, year):
        page = words(client.get(f"/uppfoljning/{year}/"))

        assert "Inget av de 11 målen har bedömts. Så står det till med indikatorerna:" in page
        assert "Öppen: uppgifterna kan ändras till dess att året fastställs." in page
        assert "Kontrollsumma" not in page

    def test_the_extended_year_says_so(self, client):
        assert "År 2024 hör till förlängningen" in words(client.get("/uppfoljning/2024/"))

    @pytest.mark.parametrize("year", [2019, 2025, 2026])
    def test_there_is_no_follow_up_of_other_years(self, client, year):
        assert client.get(f"/uppfoljning/{year}/").status_code == 404

    def test_nothing_has_been_corrected(self, client):
        assert "Inget publicerat värde har rättats." in words(client.get("/rattelser/"))


def test_pages_are_below_the_limit(plan, client):
    for year in range(2021, 2025):
        assert len(client.get(f"/uppfoljning/{year}/").content) <= MAX_PAGE_BYTES


def test_an_empty_portal_says_so(db, client):
    assert client.get("/uppfoljning/").status_code == 404
