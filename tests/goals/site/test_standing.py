"""Who says this: once on the plan, by its own data, and where each source is told of."""

import pytest

from indicators.content.figures import current_figures
from indicators.models import Portal, Source

NOTICE = "Byggd på öppna uppgifter. Inte granskad av kommunen."


@pytest.mark.usefixtures("olofstrom_plan")
class TestPlan:
    @pytest.mark.parametrize("path", ["/", "/mal/", "/indikatorer/", "/indikatorer/invanare/", "/om/", "/kontakt/"])
    def test_every_page_says_once_who_stands_behind_it(self, client, path):
        assert client.get(path).text.count(NOTICE) == 1

    def test_no_link_between_goal_and_indicator_repeats_it(self, client):
        page = client.get("/inriktningar/nara-till-allt/").text + client.get("/indikatorer/invanare/").text

        assert "inte kommunens val" not in page

    def test_repositories_stand_under_about_the_source(self, client):
        page = client.get("/indikatorer/bredband-1-gbit/").text
        head, _, told = page.partition("Om källan")

        assert "open-numbers/ddf--kolada--dump</a>" in told
        assert ">Kolada</a>, hämtat" in head
        assert "(hämtat via" not in page

    def test_a_national_aim_is_told_apart_and_never_judged(self, client):
        page = client.get("/indikatorer/bredband-1-gbit/").text.replace("\u00a0", " ")
        reached = current_figures().indicators["bredband-1-gbit"]

        assert "<dt>Nationellt mål</dt><dd>98 % år 2025" in page
        assert "inget bedöms mot det" in page
        assert [(each.year, each.value) for each in reached.targets] == [(2025, 100)]


def test_a_municipality_removes_the_line_by_its_data(client, home):
    Portal.objects.update(notice="Inte granskad.")
    assert client.get("/").text.count("Inte granskad.") == 1

    Portal.objects.update(notice="")

    assert "standing" not in client.get("/").text


def test_a_source_nobody_told_of_has_nothing_to_unfold(client, make_indicator):
    make_indicator("trygga", {2023: "81.4"})
    assert "Om källan" not in client.get("/indikatorer/trygga/").text

    Source.objects.create(name="Skolenkäten", about="Frågas vartannat år.")

    assert "Frågas vartannat år." in client.get("/indikatorer/trygga/").text
