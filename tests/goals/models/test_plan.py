"""What the plan cannot say is refused by the database, whoever writes it; what it says is fetched as it is shown."""

import pytest
from django.db.models import ProtectedError

from goals.models import Extension, FocusArea, Goal, GoalIndicator, Period, Vision
from indicators.models import Decision, Indicator, Unit
from tests.goals.models.rows import (
    area,
    assert_refused,
    assert_taken,
    extension,
    goal,
    indicator,
    link,
    period,
    saved,
    vision,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    """The period 2020–2023."""
    return saved(period())


@pytest.fixture
def later():
    return saved(period(2024, 2027))


@pytest.fixture
def school(first):
    return saved(area(first))


@pytest.fixture
def trygga():
    return saved(indicator())


def test_a_second_adopted_vision_is_refused():
    saved(vision("gammal", state="adopted"))

    assert_refused(vision("ny", state="adopted"), "Bara en vision i taget kan vara antagen.")


@pytest.mark.parametrize("state", ["proposed", "replaced"])
def test_several_visions_are_proposed_or_replaced(state):
    saved(vision("antagen", state="adopted"))
    saved(vision("en", state=state))

    assert_taken(vision("till", state=state))


def test_a_vision_is_adopted_once_the_old_one_is_replaced():
    old = saved(vision("gammal", state="adopted"))
    old.state = "replaced"
    old.save()

    assert_taken(vision("ny", state="adopted"))


def test_a_period_does_not_end_before_it_begins():
    assert_refused(period(2020, 2019), "Sista året kan inte komma före det första.")


def test_a_period_may_be_one_year_long():
    assert_taken(period(2020, 2020))


def test_two_periods_do_not_begin_the_same_year(first):
    assert_refused(period(2020, 2026), "Det finns redan en period som börjar det året.")


@pytest.mark.parametrize("new", [2022, 2023])
def test_an_extension_ends_later_than_what_it_extends(first, new):
    assert_refused(extension(first, 2023, new), "En förlängning kan bara gå framåt.")


def test_a_period_is_extended_once_from_the_same_year(first):
    saved(extension(first))

    assert_refused(extension(first, 2023, 2025), "Perioden är redan förlängd från det året.")


def test_a_period_is_extended_again_from_its_new_end(first):
    saved(extension(first))

    assert_taken(extension(first, 2024, 2025))
    assert Period.objects.get().name == "2020–2023, förlängd till 2025"


def test_the_longest_extension_counts_however_they_are_ordered(first):
    saved(extension(first, 2024, 2026))
    saved(extension(first, 2023, 2024))

    assert Period.objects.get().current_last_year == 2026


def test_a_period_without_extensions_is_named_by_its_years(first):
    assert (str(first), first.current_last_year) == ("2020–2023", 2023)


def test_a_number_is_one_goals_within_its_area(school):
    saved(goal(school))

    assert_refused(goal(school, slug="annat"), "Inriktningen har redan ett mål med det numret.")


def test_another_area_begins_its_numbers_anew(first, school):
    saved(goal(school))

    assert_taken(goal(saved(area(first, "naturen"))))


def test_an_indicator_is_linked_to_a_goal_once(school, trygga):
    linked = saved(goal(school))
    saved(link(linked, trygga))

    assert_refused(link(linked, trygga, kind="proxy"), "Indikatorn är redan kopplad till målet.")


def test_an_indicator_may_light_up_several_goals(school, trygga):
    saved(link(saved(goal(school)), trygga))

    assert_taken(link(saved(goal(school, 2)), trygga))


# What is fetched


def test_periods_come_newest_first(first, later):
    assert list(Period.objects.all()) == [later, first]


def test_names_of_many_periods_cost_two_queries(django_assert_num_queries):
    for year in range(2000, 2020, 4):
        saved(extension(saved(period(year, year + 3)), year + 3, year + 4))

    with django_assert_num_queries(2):
        assert {each.name[-4:] for each in Period.objects.with_extensions()} == {"2004", "2008", "2012", "2016", "2020"}


def test_goals_links_leave_out_what_is_not_published(school, trygga):
    linked = saved(goal(school))
    for by in (trygga, saved(indicator("dold", is_published=False))):
        saved(link(linked, by))

    assert [each.indicator for each in Goal.objects.with_links().get().links.all()] == [trygga]


def test_goals_links_come_by_position_and_then_address(school):
    linked = saved(goal(school))
    for slug, position in (("c", 1), ("b", 2), ("a", 2)):
        saved(link(linked, saved(indicator(slug)), position=position))

    assert [each.indicator.slug for each in Goal.objects.with_links().get().links.all()] == ["c", "a", "b"]


# What others lean on


def make_leaning_rows():
    decision = Decision.objects.create(slug="kf", body="Fullmäktige", title="Mål")
    unit = Unit.objects.create(slug="skolan", name="Skolan")
    within = saved(period(vision=saved(vision(decision=decision)), decision=decision))
    saved(extension(within))
    linked = saved(goal(saved(area(within)), unit=unit))
    saved(link(linked, saved(indicator())))
    saved(goal(linked.focus_area, 2, continues=linked))


@pytest.mark.parametrize("model", [Decision, Unit, Vision, Period, FocusArea, Indicator])
def test_what_the_plan_leans_on_cannot_be_removed(model):
    make_leaning_rows()

    with pytest.raises(ProtectedError):
        model.objects.get().delete()


def test_a_goal_that_another_continues_cannot_be_removed():
    make_leaning_rows()

    with pytest.raises(ProtectedError):
        Goal.objects.get(number=1).delete()


def test_a_removed_goal_takes_its_links_and_leaves_indicators(school, trygga):
    removed = saved(goal(school))
    saved(link(removed, trygga))

    removed.delete()

    assert not GoalIndicator.objects.exists()
    assert Indicator.objects.get() == trygga


def test_a_period_keeps_the_record_of_its_extensions(first):
    saved(extension(first))

    with pytest.raises(ProtectedError):
        first.delete()
    assert Extension.objects.count() == 1


# How rows are named where officials choose among them


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("Framåt!", vision),
        ("2023 till 2024", lambda: extension(period())),
        ("En skola för alla", lambda: area(period())),
        ("Mål 3", lambda: goal(area(period()), 3)),
        ("Trygga → Mål 1", lambda: link(goal(area(period())), indicator())),
    ],
)
def test_a_row_is_named_in_words(name, row):
    assert str(row()) == name
