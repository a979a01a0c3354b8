"""A long list is turned page by page, and nothing of it is lost or shown twice."""

from dataclasses import replace

import pytest
from django.http import QueryDict

from goals.site.addresses import NothingThere, UnreadableChoice
from goals.site.paging import MAX_UNDIVIDED, PAGE_SIZE, paginate, paginate_goals, paginate_groups
from goals.site.shapes import CardGroup
from tests.goals.site.blocks import make_goal
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


def test_a_page_of_one_row_is_told_without_a_span():
    _, turner = turn("sida=3", total=51)

    assert turner.sentence == "Sida 3 av 3, indikator 51 av 51"


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


class TestGoals:
    """The goals of a page, with as many of their indicators as it holds."""

    GOALS = tuple(
        make_goal(name, *(make_card(f"{name.lower()}-{number}") for number in range(count)))
        for name, count in (("A", 30), ("B", 0), ("C", 20), ("D", 0))
    )

    def pages(self, goals=GOALS):
        found, query = [], QueryDict()
        while True:
            shown, turner = paginate_goals(goals, "/mal/", query)
            found.append([(goal.title, len(goal.cards)) for goal in shown])
            if turner is None or not turner.next:
                return found
            query = QueryDict(turner.next.partition("?")[2])

    def test_every_indicator_and_goal_is_on_one_page(self):
        assert self.pages() == [[("A", 25)], [("A", 5), ("B", 0), ("C", 20), ("D", 0)]]

    def test_no_goal_is_lost_between_two_pages(self):
        first, *rest = self.GOALS

        assert self.pages((replace(first, cards=first.cards[:25]), *rest)) == [
            [("A", 25)],
            [("B", 0), ("C", 20), ("D", 0)],
        ]

    def test_what_is_hardly_longer_than_a_page_is_whole(self):
        few = (replace(self.GOALS[0], cards=self.GOALS[0].cards[:MAX_UNDIVIDED]), self.GOALS[1])

        shown, turner = paginate_goals(few, "/mal/", QueryDict())

        assert (shown, turner) == (few, None)
        with pytest.raises(NothingThere):
            paginate_goals(few, "/mal/", QueryDict("sida=2"))

    def test_area_without_indicators_shows_its_goals(self):
        assert self.pages((self.GOALS[1], self.GOALS[3])) == [[("B", 0), ("D", 0)]]
