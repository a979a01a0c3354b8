"""The values of all municipalities: one row a year in the database, little memory in the content, exact numbers."""

import tracemalloc
from decimal import Decimal

import pytest

from indicators.content.figures import load_figures
from indicators.content.national import NationalValues
from indicators.models import Municipality, NationalRow, NationalYear
from indicators.models.rows import pack_values, unpack_values
from tests.cast import published


def made(year, **texts):
    return NationalRow(year, pack_values({code[1:]: text for code, text in texts.items()}), "SCB", "", None, "national")


@pytest.fixture
def trygga(make_indicator):
    """An indicator of our own two years, of which the country is known in the first."""
    indicator = make_indicator("trygga", {2020: "81.4", 2022: "83"}, women={2020: "99"})
    values = pack_values({"1081": "70.1234567891", "0114": "-3.5"})
    indicator.national_years.create(year=2020, values=values, source="SCB", origin="national")
    return indicator


def test_our_own_value_stands_among_those_of_the_country(trygga):
    national = published(trygga).national

    assert national.years == (2020,)
    assert national.of(2020) == {"0114": Decimal("-3.5"), "1081": Decimal("70.1234567891"), "9999": Decimal("81.4")}
    assert national.row_of(2020).source == "SCB"


def test_a_year_that_is_not_known_has_no_values(trygga, make_indicator):
    assert published(trygga).national.of(2022) == {}
    assert published(make_indicator("annan", {2020: "1"})).national.of(2020) == {}


def test_a_year_without_our_own_value_has_the_others(trygga):
    trygga.national_years.create(year=2021, values=pack_values({"0114": "1"}), source="SCB", origin="national")

    assert published(trygga).national.of(2021) == {"0114": Decimal(1)}


def test_what_is_published_cannot_be_changed(trygga):
    with pytest.raises(TypeError):
        published(trygga).national.of(2020)["0114"] = Decimal(0)


@pytest.mark.django_db
def test_the_content_names_municipalities_and_no_regions(home):
    Municipality.objects.create(code="0000", name="Riket", kind="country")
    Municipality.objects.create(code="0114", name="Upplands Väsby")

    assert load_figures().municipalities == {"0114": "Upplands Väsby", "9999": "Exempelby"}


@pytest.mark.parametrize("packed", ["", "inget", "[1, 2]", '{"0114": "många", "0115": "NaN", "0117": null}'])
def test_a_row_that_is_wrong_closes_no_page(packed):
    assert unpack_values(packed) == {}


def test_many_years_can_be_asked_for_in_any_order():
    national = NationalValues(made(year, k0114=str(year)) for year in range(2000, 2020))

    assert [national.of(year)["0114"] for year in (2019, 2000, 2010, 2001, 2019)] == [2019, 2000, 2010, 2001, 2019]


def test_a_value_takes_some_tens_of_bytes():
    texts = {f"k{code:04}": f"{code}.12345678" for code in range(290)}
    tracemalloc.start()
    national = NationalValues(made(year, **texts) for year in range(2003, 2023))
    for year in national.years:
        national.of(year)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert size / (290 * 20) < 60


@pytest.mark.django_db
def test_all_municipalities_of_a_year_are_one_row(home, make_indicator, django_assert_num_queries):
    indicator = make_indicator("trygga")
    rows = [NationalYear(indicator=indicator, year=year, values="{}", source="SCB") for year in range(2000, 2020)]
    with django_assert_num_queries(1):
        NationalYear.objects.bulk_create(rows)
    with django_assert_num_queries(1):
        found = NationalYear.objects.shown().by_indicator()

    assert [row.year for row in found[indicator.pk]] == list(range(2000, 2020))
