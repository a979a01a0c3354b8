"""Periods, areas and goals as pages show them."""

from datetime import date

import pytest

from goals.content.load import current_content
from goals.models import FocusArea, Goal, GoalIndicator, Period
from goals.site.presenters import PageOptions, area_block, area_blocks, links_of, period_fact, period_in
from indicators.models import Decision

OPTIONS = PageOptions(2024, 2024, is_chosen=True)


@pytest.mark.parametrize(
    ("year", "slug"), [(2019, "a"), (2020, "a"), (2023, "a"), (2024, "b"), (2030, "b"), (1990, "a")]
)
def test_year_is_followed_up_by_the_latest_period_that_had_begun(year, slug):
    periods = [Period(slug="b", first_year=2024, last_year=2026), Period(slug="a", first_year=2020, last_year=2023)]

    assert period_in(periods, year).slug == slug


def test_portal_without_periods_has_none():
    assert period_in([], 2024) is None


@pytest.mark.django_db
class TestPeriod:
    def told(self, period, today=2024):
        (found,) = current_content().periods
        return period_fact(found, OPTIONS._replace(today=today))

    @pytest.fixture
    def period(self):
        return Period.objects.create(slug="p", first_year=2020, last_year=2023)

    @pytest.mark.parametrize(
        ("today", "is_current", "is_over"),
        [(2019, False, False), (2020, True, False), (2023, True, False), (2024, False, True)],
    )
    def test_period_is_current_to_its_last_day(self, period, today, is_current, is_over):
        found = self.told(period, today)

        assert (found.is_current, found.is_over) == (is_current, is_over)

    def test_extension_makes_the_period_longer_and_says_by_whom(self, period):
        decision = Decision.objects.create(
            slug="kf", body="Kommunfullmäktige", title="Målen förlängs", decided_on=date(2023, 6, 12)
        )
        period.extensions.create(old_last_year=2023, new_last_year=2024, reason="Ny vision.", decision=decision)
        period.extensions.create(old_last_year=2024, new_last_year=2025, reason="Fortfarande ny vision.")

        found = self.told(period, 2025)

        assert found.sentence == "Målen beslutades för 2020–2023 och förlängdes till 2025."
        assert (found.is_current, found.last_year, found.current_last_year) == (True, 2023, 2025)
        assert [(each.new_last_year, each.decision, each.decided_on) for each in found.extensions] == [
            (2024, "Målen förlängs", date(2023, 6, 12)),
            (2025, "", None),
        ]

    def test_period_that_was_not_extended_says_only_its_years(self, period):
        assert self.told(period).sentence == "Målen beslutades för 2020–2023."


@pytest.mark.django_db
class TestArea:
    @pytest.fixture
    def area(self):
        period = Period.objects.create(slug="p", first_year=2020, last_year=2026)
        return FocusArea.objects.create(slug="barnen", period=period, name="Barnen", hue="lake")

    def goal(self, area, number, *indicators, **more):
        found = Goal.objects.create(slug=f"m{number}", focus_area=area, number=number, title=f"Mål {number}", **more)
        for indicator in indicators:
            GoalIndicator.objects.create(goal=found, indicator=indicator, kind="decided", note="Valt 2020.")
        return found

    def block(self, area):
        content = current_content()
        return area_block(content, content.areas[area.slug].area, OPTIONS)

    def test_indicator_of_two_goals_counts_once_in_the_area(self, area, trygga):
        self.goal(area, 1, trygga)
        self.goal(area, 2, trygga)

        found = self.block(area)

        assert (found.goal_count, found.indicator_count, found.distribution.total) == (2, 1, 1)
        assert [len(goal.cards) for goal in found.goals] == [1, 1]

    def test_hidden_indicator_is_no_row_of_its_goal(self, area, make_indicator, trygga):
        self.goal(area, 1, trygga, make_indicator("dold", {2023: "5"}, is_published=False))

        assert [card.slug for card in self.block(area).goals[0].cards] == ["trygga"]
        assert list(current_content().figures.indicators) == ["trygga"]

    def test_row_under_a_goal_says_how_it_is_linked(self, area, trygga):
        self.goal(area, 1, trygga)

        (card,) = self.block(area).goals[0].cards

        assert (card.kind, card.note, card.url) == ("Beslutad", "Valt 2020.", "/indikatorer/trygga/?ar=2024")

    def test_goal_leads_to_the_one_it_continues_in_its_own_year(self, area, trygga):
        first = self.goal(area, 1)
        self.goal(area, 2, continues=first)

        assert [goal.continues for goal in self.block(area).goals] == [None, ("Mål 1", "/mal/m1/")]

    def test_goals_of_an_indicator_come_with_the_newest_period_first(self, area, trygga):
        old = FocusArea.objects.create(
            slug="gamla",
            period=Period.objects.create(slug="gamla", first_year=2016, last_year=2019),
            name="Gamla",
            hue="iron",
        )
        self.goal(old, 9, trygga)
        self.goal(area, 1, trygga)

        content = current_content()
        found = links_of(content, content.figures.indicators["trygga"], OPTIONS)
        assert [(link.title, link.hue, link.url) for link in found] == [
            ("Mål 1", "lake", "/mal/m1/?ar=2024"),
            ("Mål 9", "iron", "/mal/m9/?ar=2024"),
        ]


@pytest.mark.django_db
def test_without_a_period_there_are_no_areas():
    assert area_blocks(current_content(), None, OPTIONS) == ()
