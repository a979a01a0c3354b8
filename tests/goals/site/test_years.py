"""The year a page looks from: read from the address, kept in its links and said in words."""

import pytest
from django.http import QueryDict

from goals.site.addresses import NothingThere, UnreadableChoice
from goals.site.shapes import PageOptions
from goals.site.years import ViewYear, year_of, year_picker


@pytest.mark.parametrize(
    ("query", "year"),
    [("", None), ("ar=", None), ("ar=+", None), ("ar=2022", 2022), ("ar=+2022+", 2022), ("ar=2005", 2005)],
)
def test_year_is_read_from_the_address(query, year):
    assert year_of(QueryDict(query), 2005, 2026) == year


@pytest.mark.parametrize("typed", ["22", "02022", "2022.0", "-202", "20²2", "i fjol"])
def test_what_is_no_year_is_refused_with_an_example(typed):
    query = QueryDict(mutable=True)
    query["ar"] = typed

    with pytest.raises(UnreadableChoice, match=r"fyra siffror, till exempel \?ar=2022"):
        year_of(query, 2005, 2026)


@pytest.mark.parametrize("year", [2004, 2027])
def test_year_without_data_is_answered_with_those_that_have(year):
    with pytest.raises(NothingThere, match=f"för år {year}. Välj ett år mellan 2005 och 2026"):
        year_of(QueryDict(f"ar={year}"), 2005, 2026)


@pytest.mark.parametrize(
    ("chosen", "default", "sentence"),
    [
        (None, 2026, "Läget i dag, 2026"),
        (2026, 2024, "Läget i dag, 2026"),
        (None, 2024, "Läget 2024, målperiodens sista år"),
        (2022, 2024, "Läget sett från 2022"),
        (2022, 2026, "Läget sett från 2022"),
    ],
)
def test_page_says_which_year_it_looks_from(chosen, default, sentence):
    assert ViewYear.of(chosen, default, 2026).sentence == sentence


@pytest.mark.parametrize(
    ("chosen", "default", "address"),
    [
        (None, 2026, "/mal/"),
        (None, 2024, "/mal/"),  # whoever has chosen nothing reads the newest figures
        (2022, 2026, "/mal/?ar=2022"),
        (2026, 2024, "/mal/?ar=2026"),  # another page about the plan would have looked from its last year
    ],
)
def test_links_keep_the_year_that_a_reader_has_chosen(chosen, default, address):
    view_year = ViewYear.of(chosen, default, 2026)

    assert PageOptions(view_year.year, 2026, view_year.is_chosen).address("/mal/") == address


def test_link_that_has_a_choice_of_its_own_keeps_it():
    assert PageOptions(2022, 2026, is_chosen=True).address("/x/?status=near") == "/x/?status=near&ar=2022"


class TestPicker:
    def test_years_are_offered_once_each_with_the_newest_first(self):
        picker = year_picker("/", QueryDict(), [2020, 2022, 2021, 2022], ViewYear.of(2021, 2024, 2026))

        assert [each.year for each in picker.choices] == [2026, 2024, 2022, 2021, 2020]
        assert (picker.first, picker.last) == (2020, 2026)

    def test_year_that_is_shown_is_the_current_choice(self):
        picker = year_picker("/", QueryDict(), [2020, 2021], ViewYear.of(2020, 2026, 2026))

        assert [each.year for each in picker.choices if each.is_current] == [2020]

    def test_default_year_has_the_plain_address(self):
        picker = year_picker("/mal/", QueryDict("ar=2021"), [2021], ViewYear.of(2021, 2024, 2026))

        assert {each.year: each.url for each in picker.choices} == {
            2026: "/mal/?ar=2026",
            2024: "/mal/",
            2021: "/mal/?ar=2021",
        }

    def test_another_year_keeps_the_filter_but_not_the_page(self):
        picker = year_picker("/indikatorer/", QueryDict("q=skola&sida=3"), [2021], ViewYear.of(None, 2026, 2026))

        assert [each.url for each in picker.choices] == ["/indikatorer/?q=skola", "/indikatorer/?q=skola&ar=2021"]

    def test_year_outside_the_values_can_still_be_left(self):
        picker = year_picker("/", QueryDict(), [], ViewYear.of(2019, 2026, 2026))

        assert [each.year for each in picker.choices] == [2026, 2019]
