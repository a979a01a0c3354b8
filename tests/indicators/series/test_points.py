"""Whom a relative target follows: their figure, of the same year and by the same way of counting."""

from decimal import Decimal

import pytest

from indicators.models import ComparisonGroup, Municipality
from indicators.models.rows import pack_values
from indicators.series.points import last_among_the_best
from indicators.series.verdicts import judged
from indicators.vocabulary import Direction, Reason, Reference, Status, TargetKind, TargetScope
from tests.cast import publish, published

pytestmark = pytest.mark.django_db
OTHERS = {"9991": "60", "9992": "70", "9993": "80", "9994": "95"}


@pytest.fixture
def group():
    found = ComparisonGroup.objects.create(slug="lika", name="Liknande kommuner", short_name="Liknande", year=2024)
    for code in OTHERS:
        found.municipalities.add(Municipality.objects.create(code=code, name=f"Kommun {code}"))
    return found


def relative(indicator, reference, **more):
    return indicator.targets.create(year=2026, kind=TargetKind.RELATIVE, reference=reference, **more)


def verdict_of(indicator, seen_from=2023):
    return judged(published(indicator), "9999", seen_from).verdict


def expected(indicator, seen_from=2023):
    found = verdict_of(indicator, seen_from).expected
    return found.value if found else None


def give_to_others(indicator, group, year=2023, sex="T"):
    for each in group.municipalities.all():
        publish(indicator, each, year, OTHERS[each.code], sex)


@pytest.mark.parametrize(
    ("reference", "more", "figure"),
    [
        (Reference.GROUP_MEDIAN, {}, "75"),
        (Reference.GROUP_MEAN, {}, "76.3"),  # 76.25, as published
        (Reference.GROUP_MEAN, {"value": -2}, "74.3"),  # so much worse is allowed
        (Reference.GROUP_BEST, {"value": 25}, "81.4"),  # two of five, our own among them
        (Reference.GROUP_BEST, {"value": 20}, "95"),
    ],
)
def test_the_figure_of_a_group_is_that_of_the_same_year(trygga, group, reference, more, figure):
    give_to_others(trygga, group)
    relative(trygga, reference, group=group, **more)

    assert expected(trygga) == Decimal(figure)
    assert expected(trygga, 2022) is None


def test_a_year_without_the_others_is_not_judged(trygga, group):
    relative(trygga, Reference.GROUP_MEDIAN, group=group)

    assert (verdict_of(trygga).status, verdict_of(trygga).reason) == (Status.UNKNOWN, Reason.NO_REFERENCE)


def test_the_figure_of_the_country_is_by_sex_where_the_target_is(trygga, make_indicator):
    country = Municipality.objects.create(code="0000", name="Riket", kind="country")
    indicator = make_indicator("kon", {2023: "80"}, women={2023: "84"}, men={2023: "77"}, by_sex=True)
    for sex, value in (("T", "81"), ("K", "83"), ("M", "79")):
        publish(indicator, country, 2023, value, sex)
    for scope in TargetScope:
        relative(indicator, Reference.COUNTRY, scope=scope)

    parts = judged(published(indicator), "9999", 2023).parts

    assert [(each.verdict.scope, each.verdict.expected.value, each.verdict.gap) for each in parts] == [
        (TargetScope.TOTAL, 81, -1),
        (TargetScope.WOMEN, 83, 1),
        (TargetScope.MEN, 79, -2),
        (TargetScope.GAP, 4, -3),
    ]


class TestNation:
    @pytest.fixture
    def everybody(self, trygga):
        values = pack_values(
            {f"{code:04}": str(value) for code, value in zip(range(1, 8), range(74, 88, 2), strict=True)}
        )
        trygga.national_years.create(year=2023, values=values, source="SCB", origin="national")
        return trygga

    def test_the_best_of_the_country_are_a_share_of_everybody(self, everybody):
        relative(everybody, Reference.NATION_BEST, value=25)  # two of eight: 86 and 84

        assert (expected(everybody), verdict_of(everybody).status) == (84, Status.BEHIND)

    def test_by_sex_nobody_is_known(self, everybody):
        everybody.by_sex = True
        everybody.save()
        publish(everybody, Municipality.objects.get(code="9999"), 2023, "90", "K")
        relative(everybody, Reference.NATION_BEST, value=25, scope=TargetScope.WOMEN)

        assert verdict_of(everybody).reason == Reason.NO_REFERENCE


def numbers(count):
    return [Decimal(value) for value in range(1, count + 1)]


@pytest.mark.parametrize(("count", "share", "last"), [(8, 25, 7), (9, 25, 7), (8, 10, 8), (8, 100, 1), (4, 25, None)])
def test_the_last_of_the_best_is_counted_in_whole_places(count, share, last):
    assert last_among_the_best(numbers(count), Decimal(share), Direction.HIGHER) == last


def test_those_who_share_a_place_are_among_the_best():
    assert last_among_the_best([Decimal(5)] * 6, Decimal(10), Direction.LOWER) == 5


@pytest.mark.parametrize("share", [None, Decimal(0), Decimal(101)])
def test_no_share_has_no_last(share):
    assert last_among_the_best(numbers(8), share, Direction.HIGHER) is None
