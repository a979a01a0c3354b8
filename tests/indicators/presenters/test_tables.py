"""The open table: every year that the chart shows, and those it cannot."""

from dataclasses import replace
from datetime import date

import pytest

from indicators.presenters.tables import table
from indicators.vocabulary import Direction
from tests.indicators.drawn_series import make_series


def cells(found):
    return {row.year: [cell.text.replace("\u00a0", " ") for cell in row.cells] for row in found.rows}


def test_years_stand_newest_first():
    assert [row.year for row in table(make_series({2021: 5, 2022: 6, 2023: 7})).rows] == [2023, 2022, 2021]


def test_year_without_a_row_is_seen_to_be_missing():
    found = table(make_series({2020: 5, 2022: 6}))

    assert cells(found)[2021] == ["Uppgift saknas"]
    assert found.rows[1].cells[0].is_missing


def test_source_of_every_value_is_named_once():
    (source,) = table(make_series({2020: 5, 2021: 6, 2022: 7})).sources

    assert (source.years, source.name, source.origin) == ("", "Kolada", "Nationell källa")
    assert (source.url, source.retrieved_on) == ("https://exempel.se/kalla", date(2024, 8, 30))


def test_sources_that_differ_are_named_with_their_years():
    series = make_series({2019: 4, 2020: 5, 2021: 6, 2022: 7, 2023: 8})
    values = tuple(replace(each, source="SCB") if each.year in {2021, 2023} else each for each in series.home.values)
    found = table(replace(series, home=replace(series.home, values=values))).sources

    assert [(each.years, each.name) for each in found] == [("2021 och 2023", "SCB"), ("2019–2020 och 2022", "Kolada")]


def test_a_column_of_comments_is_there_when_there_are_any():
    series = make_series({2021: 5, 2022: 6})
    values = (replace(series.home.values[0], comment="Ny räkning."), series.home.values[1])

    assert not table(series).has_comments
    assert table(replace(series, home=replace(series.home, values=values))).has_comments


def test_missing_value_says_why_and_when_it_is_expected():
    series = make_series({2021: 5}, reasons={2022: "Inte publicerat än"})
    missing = replace(series.home.values[1], next_expected=date(2024, 3, 1))
    series = replace(series, home=replace(series.home, values=(series.home.values[0], missing)))

    cell = table(series).rows[0].cells[0]

    assert (cell.text, cell.note) == ("Uppgift saknas", "inte publicerat än, väntas 1 mars 2024")


def test_preliminary_value_says_so():
    assert table(make_series({2022: 5}, preliminary={2022})).rows[0].cells[0].note == "preliminärt"


def test_path_has_a_column_beside_the_municipalitys_own():
    found = table(make_series({2020: 70, 2022: 76}, targets=[(2024, 90)], baseline=(2020, 70)))

    assert found.columns == ("Olofström", "Väntat")
    assert cells(found) == {
        2022: ["76,0 %", "80,0 %"],
        2021: ["Uppgift saknas", "75,0 %"],
        2020: ["70,0 %", "70,0 %"],
    }


def test_year_before_the_path_expects_nothing():
    found = table(make_series({2019: 60, 2020: 70}, targets=[(2024, 90)], baseline=(2020, 70)))

    assert cells(found)[2019] == ["60,0 %", "Inget"]


@pytest.mark.parametrize(
    "changes",
    [
        {"targets": [(2024, 90)]},  # a single expected value is the target itself
        {"targets": [(2024, 40, 60)], "direction": Direction.RANGE},
    ],
)
def test_target_without_a_path_has_no_column(changes):
    assert table(make_series({2020: 70}, **changes)).columns == ("Olofström",)


def test_women_men_and_comparisons_have_columns_in_that_order():
    found = table(make_series({2022: 5}, women={2022: 6}, men={2022: 4}, country={2021: 7, 2022: 8}, group={2022: 9}))

    assert found.columns == ("Olofström", "Kvinnor", "Män", "Riket", "Liknande kommuner")
    # The others' earlier years are not listed: the table is about the municipality.
    assert cells(found) == {2022: ["5,0 %", "6,0 %", "4,0 %", "8,0 %", "9,0 %"]}


def test_only_the_country_has_values_and_they_are_listed():
    assert cells(table(make_series({}, country={2021: 7, 2022: 8}))) == {
        2022: ["Uppgift saknas", "8,0 %"],
        2021: ["Uppgift saknas", "7,0 %"],
    }


def test_series_without_any_value_is_an_empty_table():
    assert table(make_series({})).rows == ()


@pytest.mark.parametrize(("unit", "caption"), [("%", "Trygga elever, %"), ("", "Trygga elever")])
def test_caption_has_the_unit(unit, caption):
    assert table(make_series({2022: 5}, name="Trygga elever", unit=unit)).caption == caption


def test_series_break_is_noted_in_its_first_year():
    found = table(make_series({2020: 5, 2021: 6}, breaks={2021: "Nytt frågeformulär."}))

    assert [row.break_note for row in found.rows] == ["Nytt frågeformulär.", ""]


def test_year_after_the_one_looked_from_is_marked_as_later():
    assert [row.is_later for row in table(make_series({2022: 5, 2023: 6}, seen_from=2022)).rows] == [True, False]
