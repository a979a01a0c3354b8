"""A long list is turned page by page, and nothing of it is lost or shown twice."""

import pytest
from django.http import QueryDict

from goals.site.addresses import NothingThere, UnreadableChoice
from goals.site.paging import PAGE_SIZE, paginate, paginate_groups
from goals.site.shapes import CardGroup
from tests.indicators.cards import make_card


def turn(query, total=60):
    return paginate("indikator", total, "/indikatorer/", QueryDict(query))


def test_list_that_fits_has_nothing_to_turn():
    assert turn("", total=PAGE_SIZE) == (0, None)
    assert turn("", total=0) == (0, None)


def test_first_page_only_leads_on():
    first, turner = turn("")

    assert first == 0
    assert turner.sentence == "Sida 1 av 3, indikator 1–25 av 60"
    assert (turner.previous, turner.next) == ("", "/indikatorer/?sida=2")


def test_second_page_leads_back_to_the_plain_address():
    first, turner = turn("sida=2")

    assert first == 25
    assert (turner.previous, turner.next) == ("/indikatorer/", "/indikatorer/?sida=3")


def test_last_page_says_where_the_list_ends():
    _, turner = turn("sida=3")

    assert turner.sentence == "Sida 3 av 3, indikator 51–60 av 60"
    assert (turner.previous, turner.next) == ("/indikatorer/?sida=2", "")


def test_turning_keeps_words_status_and_year():
    _, turner = turn("q=skola&status=near&ar=2022&sida=2")

    assert turner.next == "/indikatorer/?q=skola&status=near&ar=2022&sida=3"


@pytest.mark.parametrize("typed", ["", "två", "-1", "1.5", "²", "1000000"])
def test_page_that_is_no_number_is_refused_with_an_example(typed):
    query = QueryDict(mutable=True)
    query["sida"] = typed

    with pytest.raises(UnreadableChoice, match=r"till exempel \?sida=2"):
        paginate("indikator", 60, "/", query)


@pytest.mark.parametrize("number", [0, 4])
def test_page_that_the_list_lacks_is_answered_with_its_last(number):
    with pytest.raises(NothingThere, match=f"ingen sida {number}. Den sista sidan är 3"):
        turn(f"sida={number}")


class TestGroups:
    GROUPS = tuple(
        CardGroup(name, "lake", tuple(make_card(f"{name}-{number}") for number in range(count)))
        for name, count in (("a", 20), ("b", 3), ("c", 30))
    )

    def shown(self, page):
        groups, _ = paginate_groups(self.GROUPS, "/", QueryDict(f"sida={page}"))
        return [(group.name, len(group.cards)) for group in groups]

    def test_group_over_a_page_end_goes_on_under_its_heading(self):
        assert [self.shown(page) for page in (1, 2, 3)] == [[("a", 20), ("b", 3), ("c", 2)], [("c", 25)], [("c", 3)]]

    def test_every_card_is_on_exactly_one_page(self):
        found = [
            card.slug
            for page in (1, 2, 3)
            for group in paginate_groups(self.GROUPS, "/", QueryDict(f"sida={page}"))[0]
            for card in group.cards
        ]

        assert found == [card.slug for group in self.GROUPS for card in group.cards]
