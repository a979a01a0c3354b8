"""From rows to what is said of an indicator beside others."""

from decimal import Decimal

import pytest

from indicators.content.figures import load_figures
from indicators.models import ComparisonGroup, Municipality
from indicators.presenters.comparison_sheet import comparison_sheet
from indicators.presenters.comparisons import comparison_fact, comparison_words
from tests.cast import publish

pytestmark = pytest.mark.django_db
CODES = ("9991", "9992", "9993", "9994")


@pytest.fixture
def country(db):
    return Municipality.objects.create(code="0000", name="Riket", kind="country")


@pytest.fixture
def neighbours(db):
    return [Municipality.objects.create(code=code, name=f"Kommun {code}") for code in CODES]


@pytest.fixture
def group(neighbours, home):
    found = ComparisonGroup.objects.create(slug="grannar", name="Våra grannar", short_name="Grannkommuner", year=2024)
    found.municipalities.set([*neighbours, home])
    return found


def fill(indicator, places, year, *values):
    for place, value in zip(places, values, strict=True):
        publish(indicator, place, year, str(value))


def shown(indicator, seen_from=2026):
    figures = load_figures()
    return comparison_fact(figures.indicators[indicator.slug], figures, seen_from)


def test_country_and_group_are_told_for_the_latest_year(make_indicator, country, neighbours, group):
    indicator = make_indicator("trygga", {2024: "70", 2025: "75"}, decimals=1)
    fill(indicator, (country, *neighbours), 2025, 80, 70, 90, 60, 50)

    found = shown(indicator)

    assert (found.country.code, found.country.word, found.country.words) == ("worse", "Sämre", "sämre än riket")
    assert (found.group.rank, found.group.count, found.group.quartile) == (2, 5, 1)
    assert found.sentence.replace("\u00a0", " ") == (
        "Sämre än riket 2025: 75,0 % mot 80,0 %. Andra plats bland fem grannkommuner 2025. De andras median är 65,0 %."
    )
    assert (found.year, found.is_too_old, found.nation) == (2025, False, None)


def test_group_without_a_place_gives_way_to_the_next(make_indicator, neighbours, group):
    few = ComparisonGroup.objects.create(slug="fa", name="Få", short_name="Få", year=2024, position=0)
    few.municipalities.set(neighbours[:1])
    ComparisonGroup.objects.filter(slug="grannar").update(position=1)
    indicator = make_indicator("trygga", {2025: "75"})
    fill(indicator, neighbours, 2025, 70, 90, 60, 50)

    assert shown(indicator).group.name == "Grannkommuner"


def test_first_group_is_told_of_where_none_has_a_place(make_indicator, neighbours, group):
    indicator = make_indicator("trygga", {2025: "75"})
    fill(indicator, neighbours[:2], 2025, 70, 90)

    assert (shown(indicator).group.rank, shown(indicator).group.count) == (None, 3)


def test_years_are_never_mixed(make_indicator, country, neighbours, group):
    indicator = make_indicator("trygga", {2025: "75"})
    fill(indicator, neighbours, 2024, 70, 90, 60, 50)
    publish(indicator, country, 2024, "80")

    assert shown(indicator) is None

    fill(indicator, neighbours, 2025, 70, 90, 60, 50)

    assert shown(indicator).sentences[0] == "Riket saknar värde 2025."


def test_year_looked_from_decides_what_is_known(make_indicator, country):
    indicator = make_indicator("trygga", {2022: "75", 2025: "90"})
    fill(indicator, [country], 2022, 80)
    fill(indicator, [country], 2025, 80)

    assert (shown(indicator, 2024).year, shown(indicator, 2024).country.code) == (2022, "worse")
    assert shown(indicator, 2021) is None
    assert [shown(indicator, year).is_too_old for year in (2024, 2025, 2028)] == [False, False, True]


def test_repeated_answers_are_left_out_for_each_municipality(make_indicator, country, neighbours, group):
    indicator = make_indicator("trygga", {2024: "75", 2025: "75"}, interval=2)
    fill(indicator, (country, *neighbours), 2023, 70, 70, 90, 1, 2)
    fill(indicator, (country, *neighbours), 2024, 70, 70, 80, 60, 50)

    found = shown(indicator, 2025)

    assert (found.year, found.country) == (2024, None)
    assert (found.group.count, found.group.rank) == (4, None)
    figures = load_figures()
    steps = comparison_sheet(figures.indicators["trygga"], figures, 2025, "").calculation.steps
    assert "1 av gruppens kommuner är inte med" in steps[-1]


def test_size_is_not_compared(make_indicator, country, neighbours, group):
    indicator = make_indicator("folk", {2025: "75"}, measure="count", unit_label="invånare")
    fill(indicator, (country, *neighbours), 2025, 80, 70, 90, 60, 50)

    figures = load_figures()
    assert shown(indicator) is None
    assert comparison_words(figures.indicators["folk"], figures, 2026) == ()
    assert comparison_sheet(figures.indicators["folk"], figures, 2026, "") is None


def test_own_margin_is_read_from_the_indicator(make_indicator, country):
    indicator = make_indicator("trygga", {2025: "75"}, comparison_margin=Decimal(5))
    publish(indicator, country, 2025, "80")

    assert shown(indicator).country.word == "Ungefär lika"


def test_calculation_names_who_is_compared_with(make_indicator, neighbours, group):
    indicator = make_indicator("trygga", {2025: "75"})
    fill(indicator, neighbours, 2025, 70, 90, 60, 50)
    figures = load_figures()

    steps = comparison_sheet(figures.indicators["trygga"], figures, 2026, "").calculation.steps

    assert steps[0].startswith("Våra grannar, så som gruppen såg ut 2024. Jämförda kommuner med värde 2025: Kommun")
