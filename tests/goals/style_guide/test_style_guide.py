"""The style guide shows everything that pages are built of, to those who build them."""

import re
from html import unescape
from pathlib import Path

import html5lib
import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from goals.style_guide.views import CHAPTERS, example_plan
from indicators.vocabulary import Reason, Status, Trend
from tests.pages import MAX_PAGE_BYTES

COMPONENTS = Path(__file__).resolve().parents[3] / "templates" / "components"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def rendered():
    return {}


@pytest.fixture
def chapters(client, rendered):
    """Every chapter of the guide by its name in the address, rendered once: nothing in it depends on the database."""
    if not rendered:
        rendered |= {each.slug: client.get(reverse("style_guide", args=[each.slug])) for each in CHAPTERS}
    return rendered


def words(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def test_every_component_is_shown(chapters):
    shown = {template.name for response in chapters.values() for template in response.templates if template.name}

    assert {f"components/{path.name}" for path in COMPONENTS.iterdir()} - shown == set()


def test_every_status_reason_and_trend_is_shown_with_its_mark(chapters):
    page, text = chapters["lage"].text, words(chapters["lage"])

    for status in Status:
        assert status.label in text
        assert f'class="status status-{status.value}"' in page
        assert f'href="#mark-{status.value}"' in page
    for reason in Reason:
        assert f"{Status.UNKNOWN.label} : {reason.label}" in text
    for trend in Trend:
        assert trend.label in text


def test_every_colour_of_the_stylesheet_is_shown_in_both_schemes(chapters):
    css = (COMPONENTS.parents[1] / "static" / "css" / "site.css").read_text(encoding="utf-8")
    colours = re.findall(r"--([a-z]+): light-dark\((#\w{3,6}), (#\w{3,6})\)", css)
    text = words(chapters["grunder"])

    assert len(colours) > 20
    for name, light, dark in colours:
        assert f"{name} {light} {dark}" in text


def test_chapters_are_valid_light_and_not_indexed(chapters):
    parser = html5lib.HTMLParser(strict=True)
    for slug, response in chapters.items():
        assert response.status_code == 200, slug
        assert len(response.content) < MAX_PAGE_BYTES, slug
        assert '<meta name="robots" content="noindex">' in response.text, slug
        assert "påhittade" in words(response), slug
        ids = re.findall(r'\sid="([^"]+)"', response.text)
        assert sorted(ids) == sorted(set(ids)), slug
        parser.parse(response.text)


def test_samples_ask_the_database_for_nothing(django_assert_num_queries):
    plan = example_plan()

    with django_assert_num_queries(0):
        for chapter in CHAPTERS:
            chapter.samples(plan)


def test_no_link_leads_to_the_pages_of_the_example_plan(chapters):
    own = re.compile(r"^/(inriktningar|mal|indikatorer|perioder|uppfoljning)/.+")

    for slug, response in chapters.items():
        main = response.text.partition("<main")[2].partition("</main>")[0]
        assert [each for each in re.findall(r'href="([^"]+)"', main) if own.match(each)] == [], slug


def test_first_chapter_is_the_default_and_unknown_ones_are_404(client):
    assert client.get("/stilguide/").context["chapter"] == CHAPTERS[0]
    assert client.get("/stilguide/finns-inte/").status_code == 404


def test_the_year_picker_works(client):
    address = re.search(r'href="(\?ar=\d{4}|/stilguide/hitta/\?ar=\d{4})"', client.get("/stilguide/hitta/").text)[1]
    year = address[-4:]

    assert f"Läget sett från {year}" in words(client.get(f"/stilguide/hitta/?ar={year}"))


class TestOutsideDevelopment:
    @pytest.fixture(autouse=True)
    def _deployed(self, settings):
        settings.DEVELOPMENT = False

    def test_visitors_are_told_that_there_is_no_such_page(self, client):
        assert client.get("/stilguide/").status_code == 404

    @pytest.mark.parametrize(("is_staff", "answer"), [(True, 200), (False, 404)])
    def test_those_who_look_after_the_portal_see_it(self, client, is_staff, answer):
        client.force_login(get_user_model().objects.create_user("vera", is_staff=is_staff))

        response = client.get("/stilguide/")

        assert response.status_code == answer
        assert "private" in response["Cache-Control"]
