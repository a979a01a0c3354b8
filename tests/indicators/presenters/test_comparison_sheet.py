"""What stands around the comparison on an indicator's own page."""

import pytest

from indicators.content.figures import load_figures
from indicators.models import ComparisonGroup, Municipality
from indicators.presenters.comparison_sheet import comparison_sheet
from tests.cast import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator(make_indicator, home):
    found = make_indicator("trygga", {2025: "75"}, decimals=1)
    places = [Municipality.objects.create(code=code, name=name) for code, name in (("9991", "Åby"), ("9992", "Dalby"))]
    country = Municipality.objects.create(code="0000", name="Riket", kind="country")
    group = ComparisonGroup.objects.create(slug="g", name="Våra grannar", short_name="Liknande kommuner", year=2024)
    group.municipalities.set(places)
    for place, value in zip((country, *places), ("80", "70", "95"), strict=True):
        publish(found, place, 2025, value)
    return found


def sheet(indicator):
    figures = load_figures()
    return comparison_sheet(figures.indicators[indicator.slug], figures, 2026, "Sämre än riket.")


def test_every_dot_has_place_name_and_value_the_lowest_first(indicator):
    found = sheet(indicator)

    assert found.dots.replace("\u00a0", " ") == ("0;Åby;70,0 %|200;Exempelby;75,0 %|400;Riket;80,0 %|1000;Dalby;95,0 %")
    assert (found.own, found.last, found.own_text.replace("\u00a0", " ")) == (1, 3, "Exempelby 75,0 %")
    assert (found.low.replace("\u00a0", " "), found.high.replace("\u00a0", " ")) == ("70,0 %", "95,0 %")


def test_marks_are_told_of_in_a_sentence(indicator):
    assert sheet(indicator).key == (
        "Den stora pricken är Exempelby, de mörka är liknande kommuner och strecket är riket."
    )


def test_picture_is_named_by_the_words_beside_it(indicator):
    assert 'aria-label="Sämre än riket."' in sheet(indicator).strip


def test_page_has_sentences_picture_and_caveat_once(client, indicator):
    page = client.get("/indikatorer/trygga/?ar=2025").text

    assert page.count("inte om målet nås") == 1
    assert page.count('class="strip"') == 1
    assert 'type="range"' in page


def test_row_has_words_and_the_small_picture(client, indicator):
    page = client.get("/indikatorer/").text.replace("\u00a0", " ")

    assert "Sämre än riket" in page
    assert page.count('class="strip strip-row"') == 1
    assert page.count("inte om målet nås") == 1
