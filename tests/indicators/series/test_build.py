"""From rows to the one series that page, chart, table and files read."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.content.load import published_group
from indicators.models import ComparisonGroup, Municipality
from indicators.series.build import SeriesContext, series_of
from tests.cast import publish, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(db):
    return Municipality.objects.create(code="0000", name="Riket", kind="country")


@pytest.fixture
def neighbours(db):
    return [Municipality.objects.create(code=code, name=name) for code, name in (("9998", "Åby"), ("9997", "Dalby"))]


@pytest.fixture
def group(neighbours, home):
    found = ComparisonGroup.objects.create(slug="grannar", name="Våra grannar", short_name="Grannar", year=2024)
    found.municipalities.set([*neighbours, home])
    return found


def context(*groups):
    return SeriesContext("9999", "Exempelby", tuple(map(published_group, groups)), (2020, 2023, 2024))


def built(indicator, *groups, seen_from=2024):
    given = context(*groups)
    found = published(indicator)
    return series_of(found, given, seen_from), found


def test_series_has_the_municipalitys_lines_by_sex(make_indicator):
    series, _ = built(make_indicator("trygga", {2022: "80"}, women={2022: "78"}, men={2022: "82"}))

    assert [(line.key, line.label, line.value_in(2022).value) for line in (series.home, series.women, series.men)] == [
        ("kommunen", "Exempelby", 80),
        ("kvinnor", "Kvinnor", 78),
        ("man", "Män", 82),
    ]


def test_series_without_values_still_has_the_municipalitys_line(make_indicator):
    series, _ = built(make_indicator("trygga"))

    assert (series.home.label, series.home.values, series.retrieved_on) == ("Exempelby", (), None)
    assert (series.women, series.men, series.comparisons) == (None, None, ())


def test_of_other_places_only_the_totals_are_lines(make_indicator, country, neighbours, group):
    indicator = make_indicator("trygga", {2022: "80"})
    for place in (country, *neighbours):
        for sex in "TKM":
            publish(indicator, place, 2022, "70", sex)

    series, _ = built(indicator, group)

    assert [(line.kind, line.sex) for line in series.comparisons] == [("country", "T"), ("group", "T")]
    assert [(line.name, line.sex) for line in series.municipalities] == [("Dalby", "T"), ("Åby", "T")]


def test_latest_day_of_the_own_values_is_when_they_were_fetched(make_indicator, home, country):
    indicator = make_indicator("trygga")
    for place, year, day in ((home, 2021, date(2022, 5, 1)), (home, 2022, date(2023, 5, 1)), (country, 2022, date.max)):
        row = publish(indicator, place, year, "80")
        row.retrieved_on = day
        row.save()

    assert built(indicator)[0].retrieved_on == date(2023, 5, 1)


def test_path_goes_from_the_baseline_to_the_last_target(make_indicator):
    indicator = make_indicator("natet", {2022: "80"}, baseline_year=2020, baseline_value=Decimal(70))
    indicator.targets.create(year=2024, value=90)

    assert [(each.year, each.value) for each in built(indicator)[0].path] == [
        (2020, 70),
        (2021, 75),
        (2022, 80),
        (2023, 85),
        (2024, 90),
    ]


class TestGroupMean:
    def line(self, indicator, group):
        return next((each for each in built(indicator, group)[0].comparisons if each.kind == "group"), None)

    def test_mean_is_unweighted_and_says_how_many_it_rests_on(self, make_indicator, neighbours, group):
        indicator = make_indicator("trygga", {2022: "99"}, decimals=1)
        for place, value in zip(neighbours, ("70", "81.5"), strict=True):
            publish(indicator, place, 2022, value)

        line = self.line(indicator, group)

        assert (line.label, line.name) == ("Grannar", "Våra grannar")
        # The municipality itself is a member, but it stands beside the mean and not in it.
        assert [(each.text.replace("\u00a0", " "), each.comment) for each in line.values] == [
            ("75,8 %", "2 av 3 kommuner har värde")
        ]
        assert line.note == "Ovägt medelvärde av 3 kommuner, så som gruppen såg ut 2024. Egen bearbetning."

    def test_one_members_value_is_no_mean(self, make_indicator, neighbours, group):
        indicator = make_indicator("trygga", {2022: "80"})
        publish(indicator, neighbours[0], 2022, "70")

        assert self.line(indicator, group) is None

    def test_year_is_a_mean_of_those_that_have_that_year(self, make_indicator, neighbours, group):
        indicator = make_indicator("trygga")
        for place, year, value in (
            (neighbours[0], 2021, "10"),
            (neighbours[0], 2022, "20"),
            (neighbours[1], 2022, "40"),
        ):
            publish(indicator, place, year, value)

        assert [(each.year, each.value) for each in self.line(indicator, group).values] == [(2022, 30)]

    def test_mean_of_steps_is_a_number_between_two_names(self, make_indicator, neighbours, group):
        indicator = make_indicator(
            "steg", measure="category", unit_label="", decimals=0, categories=["inget", "några", "alla"]
        )
        for place, value in zip(neighbours, ("1", "2"), strict=True):
            publish(indicator, place, 2022, value)

        assert [each.text for each in self.line(indicator, group).values] == ["1,5"]

    def test_counts_are_compared_with_nobody(self, make_indicator, country, neighbours, group):
        indicator = make_indicator("folk", {2022: "12844"}, measure="count", unit_label="invånare")
        for place in (country, *neighbours):
            publish(indicator, place, 2022, "20000")

        assert built(indicator, group)[0].comparisons == ()
