"""A person's sheet: what is left to do in its order, whose decision something waits for, and which rows are seen."""

import pytest

from indicators.models import Indicator, Portal, Unit
from indicators.reporting.rules.rights import Rights
from indicators.reporting.sheet.sheets import MAX_TO_DO, seen_by, sheet_of, unit_choices
from indicators.reporting.values.changes import FieldResult
from indicators.reporting.values.loading import load_indicator_years
from tests.cast import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(year):
    """Return a function that makes a person's sheet of what is stored."""

    def make(rights, **more):
        lines = load_indicator_years(Portal.objects.with_municipality().get(), year, seen_by(rights))
        return sheet_of(year, lines, rights, TODAY, **more)

    return make


def reporter(*units):
    return Rights(1, reports_for=frozenset(unit.pk for unit in units))


def approver(*units):
    return Rights(1, decides_for=frozenset(unit.pk for unit in units))


def test_what_came_back_stands_first_then_begun_then_missing(sheet, make_indicator, schools, enter):
    for slug, state in (("a", None), ("b", "draft"), ("c", "returned"), ("d", "submitted"), ("e", "returned")):
        indicator = make_indicator(slug)
        if state:
            enter(indicator, "5", state=state)

    found = sheet(reporter(schools))

    assert [row.slug for row in found.to_do] == ["c", "e", "b", "a"]
    assert found.more_to_do == 0


def test_a_long_list_says_how_much_more_there_is(sheet, make_indicator, schools):
    for number in range(MAX_TO_DO + 3):
        make_indicator(f"i-{number}")

    found = sheet(reporter(schools))

    assert (len(found.to_do), found.more_to_do) == (MAX_TO_DO, 3)


def test_what_is_submitted_waits_for_its_approver_only(sheet, make_indicator, schools, roads, enter):
    for slug, unit in (("a", schools), ("b", roads)):
        enter(make_indicator(slug, unit=unit), "5", state="submitted")

    people = (approver(schools), reporter(schools), approver(schools, roads))
    assert [sheet(rights).to_decide for rights in people] == [1, 0, 2]


@pytest.mark.parametrize(("role", "fillable"), [(reporter, True), (approver, False)])
def test_a_sheet_is_filled_in_by_those_who_report(sheet, trygga, schools, role, fillable):
    assert sheet(role(schools)).is_fillable is fillable


def test_faults_are_listed_with_the_field_they_stand_at(sheet, trygga, schools):
    results = {"trygga": {"T": FieldResult("fault", "Inget tal.", "hej"), "": FieldResult("fault", "Året är låst.")}}

    assert sheet(reporter(schools), results=results).faults == (
        ("trygga__T", "Trygga elever: Sparades inte. Inget tal."),
        ("rad-trygga", "Trygga elever: Sparades inte. Året är låst."),
    )


def test_each_sees_their_units_and_a_coordinator_everything(make_indicator, schools, roads):
    make_indicator("skolans")
    make_indicator("gatans", unit=roads)
    make_indicator("ingens", unit=None)
    make_indicator("dold", is_published=False)

    def seen(rights):
        return sorted(seen_by(rights).values_list("slug", flat=True))

    assert seen(reporter(schools)) == ["skolans"]
    assert seen(approver(roads)) == ["gatans"]
    assert seen(Rights(1, coordinates=True)) == ["gatans", "ingens", "skolans"]
    assert seen(Rights(1)) == []
    assert Indicator.objects.count() == 4


def test_a_sheet_of_one_unit_is_not_narrowed():
    assert unit_choices([Unit(slug="skolan", name="Skolan")], "/ar/", "") == ()


@pytest.mark.parametrize(("chosen", "current"), [("", "Alla enheter"), ("gatan", "Gatan"), ("okand", None)])
def test_the_chosen_unit_is_marked_among_the_choices(chosen, current):
    units = [Unit(slug="skolan", name="Skolan"), Unit(slug="gatan", name="Gatan")]

    found = unit_choices(units, "/ar/", chosen)

    assert [(each.name, each.url) for each in found] == [
        ("Alla enheter", "/ar/"),
        ("Skolan", "/ar/?enhet=skolan"),
        ("Gatan", "/ar/?enhet=gatan"),
    ]
    assert [each.name for each in found if each.is_current] == ([current] if current else [])
