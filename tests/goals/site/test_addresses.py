"""An address with one choice changed keeps the others."""

import pytest
from django.http import QueryDict

from goals.site.addresses import with_query


@pytest.mark.parametrize(
    ("address", "changes", "expected"),
    [
        ("/mal/", {"ar": 2022}, "/mal/?ar=2022"),
        ("/mal/?ar=2020", {"ar": 2022}, "/mal/?ar=2022"),
        ("/mal/?ar=2020", {"ar": None}, "/mal/"),
        ("/mal/?ar=2020&q=skola", {"ar": ""}, "/mal/?q=skola"),
        ("/mal/?q=skola", {}, "/mal/?q=skola"),
        ("/mal/", {"q": "vård & omsorg"}, "/mal/?q=v%C3%A5rd+%26+omsorg"),
        ("/mal/", {"steg": 0}, "/mal/?steg=0"),
    ],
)
def test_address_changes_only_what_is_asked_for(address, changes, expected):
    assert with_query(address, None, **changes) == expected


def test_query_of_the_page_replaces_that_of_the_address():
    assert with_query("/sok/?ar=2020", QueryDict("q=skola&sida=2"), sida=3) == "/sok/?q=skola&sida=3"


def test_every_line_that_is_switched_on_stays_on():
    assert with_query("/i/", QueryDict("jamfor=riket&jamfor=man"), ar=2022) == "/i/?jamfor=riket&jamfor=man&ar=2022"


def test_a_choice_given_twice_in_the_address_is_one_afterwards():
    assert with_query("/mal/?ar=2020&ar=2021", None, ar=2022) == "/mal/?ar=2022"


def test_what_the_reader_asked_for_is_left_as_it_was():
    asked = QueryDict("ar=2020")

    with_query("/mal/", asked, ar=2022)

    assert asked.urlencode() == "ar=2020"
