"""How far a year has come: what is counted, who has what left, and who lacks somebody."""

from datetime import UTC, date, datetime

import pytest

from indicators.models import Assignment, Indicator, Portal
from indicators.reporting.round.completeness import completeness_of, tally_of
from indicators.reporting.round.days import days_of, distance
from indicators.reporting.round.items import Item, item_of
from indicators.reporting.round.staff import Member, Staff, load_staff
from indicators.reporting.round.words import not_counted, summary_of
from indicators.reporting.values.changes import RowChange, typed
from indicators.reporting.values.loading import load_indicator_years
from indicators.reporting.values.moving import move
from indicators.reporting.values.saving import save
from indicators.vocabulary import Move, Role
from tests.cast import TODAY

pytestmark = pytest.mark.django_db

SHEET = "/admin/inmatning/2024/"
SCHOOLS, ROADS = 1, 2
EVA = Member(
    1, "Eva Ek", "eva@exempelby.example", duties=((Role.REPORTER, "Skolan"),), reports_for=frozenset({SCHOOLS})
)
KARL = Member(2, "Karl Kvist", "karl@exempelby.example", decides_for=frozenset({SCHOOLS}))
SAM = Member(3, "Sam Sjö", "sam@exempelby.example", coordinates=True)
MONDAY = datetime(2025, 1, 20, 9, tzinfo=UTC)


def item(name="Trygga elever", stage="missing", unit=SCHOOLS, **changes):
    names = {SCHOOLS: ("Skolan", "skolan"), ROADS: ("Gatan", "gatan"), None: ("Utan ansvarig enhet", "")}
    return Item(name, unit, *names[unit], stage, **changes)


def found(*items, staff=(EVA, KARL, SAM), is_late=False, four_eyes=True):
    return completeness_of(items, Staff(tuple(staff)), year=2024, is_late=is_late, four_eyes=four_eyes)


def counts(tally):
    return {part.code: part.count for part in tally.parts if part.count}


def left_of(completeness):
    return {row.name: [(todo.count, todo.what, todo.unit) for todo in row.left] for row in completeness.people}


# What is counted


def test_done_is_what_is_submitted_approved_or_published():
    stages = ("published", "approved", "submitted", "returned", "draft", "missing")

    tally = tally_of([item(stage=stage) for stage in stages])

    assert counts(tally) == dict.fromkeys(stages, 1)
    assert (tally.done, tally.left, tally.total, tally.percent) == (3, 3, 6, 50)


def test_a_hundred_per_cent_is_everything():
    assert tally_of([*[item(stage="published")] * 199, item()]).percent == 99
    assert tally_of([item(stage="published")] * 200).percent == 100
    assert tally_of([]).percent == 0


def test_unmeasured_and_hidden_indicators_are_not_counted():
    year = found(item(), item(is_due=False), item(is_due=False, is_shown=False))

    assert (year.tally.total, year.resting, year.hidden) == (1, 1, 1)
    assert not_counted(2024, year) == "En indikator mäts inte 2024 och en visas inte för alla. De räknas inte."
    assert not_counted(2024, found(item(), item(is_due=False))) == "En indikator mäts inte 2024 och räknas inte."
    assert not_counted(2024, found(item())) == ""


def test_units_are_sorted_with_no_unit_last():
    items = [
        item(unit=None),
        Item("b", 7, "Åldersnämnden", "alder", "missing"),
        Item("c", 8, "Ängen", "angen", "draft"),
        Item("d", 9, "Zonen", "zonen", "published"),
        Item("e", 9, "Zonen", "zonen", "missing"),
    ]

    rows = found(*items).units

    assert [row.name for row in rows] == ["Zonen", "Åldersnämnden", "Ängen", "Utan ansvarig enhet"]
    assert [row.tally.total for row in rows] == [2, 1, 1, 1]
    assert [row.url for row in rows][::3] == [f"{SHEET}?enhet=zonen", SHEET]


# Whose turn it is


def test_each_person_has_what_their_unit_has_left():
    year = found(
        item(stage="missing"),
        item(stage="draft"),
        item(stage="returned"),
        item(stage="submitted"),
        item(stage="approved"),
        item(stage="published"),
        item(stage="missing", is_due=False),
        item(stage="draft", is_due=False),
    )

    assert left_of(year) == {
        "Eva Ek": [(4, "att skicka in", "Skolan")],  # a draft begun unasked is hers to finish
        "Karl Kvist": [(1, "att godkänna", "Skolan")],
        "Sam Sjö": [],
    }


def test_what_nobody_else_can_do_is_the_coordinators():
    closed = Member(4, "Omar Ås", closed="kontot är avstängt", reports_for=frozenset({ROADS}))
    year = found(
        item(unit=None),
        item(unit=ROADS),
        item(unit=ROADS, stage="submitted"),
        item(stage="submitted", writers=frozenset({KARL.key})),
        staff=(EVA, KARL, closed, SAM),
    )

    assert left_of(year)["Sam Sjö"] == [
        (1, "att skicka in", "Gatan"),
        (1, "att skicka in", "Utan ansvarig enhet"),
        (1, "att godkänna", "Gatan"),
        (1, "att godkänna", "Skolan"),
    ]
    assert left_of(year)["Karl Kvist"] == left_of(year)["Omar Ås"] == []
    assert year.gaps == (
        "Gatan har ingen inmatare som kan logga in (Omar Ås: kontot är avstängt) och ingen godkännare.",
    )


def test_writer_may_approve_without_four_eyes():
    mine = item(stage="submitted", writers=frozenset({KARL.key}))

    assert left_of(found(mine, four_eyes=False))["Karl Kvist"] == [(1, "att godkänna", "Skolan")]
    assert left_of(found(mine, four_eyes=False))["Sam Sjö"] == []


def test_person_row_has_last_save_and_why_no_mail_arrives():
    other = Member(4, "Åsa Öst", reports_for=frozenset({SCHOOLS}))
    later = MONDAY.replace(hour=12)
    year = found(
        item(saved=((1, MONDAY), (1, later), (2, MONDAY))), item(saved=((1, MONDAY),)), staff=(EVA, KARL, other)
    )

    eva, karl, asa = year.people
    assert (eva.last_saved, karl.last_saved, asa.last_saved) == (later, MONDAY, None)
    assert (eva.remark, asa.remark) == ("", "e-postadress saknas")
    assert eva.duties == ("Inmatare för Skolan",)


# What is late


def test_before_the_last_day_only_what_is_returned_is_pressing():
    items = (item("a"), item("b", "draft"), item("c", "returned", message="Stämmer det?", decided_by="Karl Kvist"))

    before, after = found(*items), found(*items, is_late=True)

    assert [(row.name, row.is_late, row.message) for row in before.late] == [("c", False, "Karl Kvist: Stämmer det?")]
    assert [(row.name, row.stage, row.is_late) for row in after.late] == [
        ("a", "Saknas", True),
        ("b", "Utkast", True),
        ("c", "Återsänt", True),
    ]
    assert {row.people for row in after.late} == {"Eva Ek"}


def test_late_rows_without_reporters_are_the_coordinators():
    (row,) = found(item(unit=ROADS), is_late=True).late

    assert (row.unit, row.people) == ("Gatan", "Samordnaren")


@pytest.mark.parametrize(
    ("day", "stages", "lead"),
    [
        (date(2025, 3, 1), ["published"] * 21 + ["missing"] * 3, "Av 24 värden för 2024 är 21 klara. Tre är sena."),
        (date(2025, 3, 1), ["published", "draft"], "Av två värden för 2024 är ett klart. Ett är sent."),
        (TODAY, ["submitted", "draft", "approved"], "Av tre värden för 2024 är två klara."),
        (TODAY, ["draft"] * 3, "Inget av tre värden för 2024 är klart än."),
        (TODAY, ["submitted"] * 3, "Alla tre värden för 2024 är klara."),
        (date(2025, 3, 1), ["draft"], "Det enda värdet för 2024 är inte klart än. Ett är sent."),
        (TODAY, [], "Ingen indikator ska ha ett värde för 2024."),
        (date(2024, 1, 1), ["missing"] * 2, "Inget av två värden för 2024 är klart än."),
    ],
)
def test_the_conclusion_stands_first(year, day, stages, lead):
    assert summary_of(year, tally_of([item(stage=stage) for stage in stages]), day) == lead


def test_a_locked_year_says_what_was_never_done(year):
    year.locked_at = MONDAY

    told = summary_of(year, tally_of([item(stage="published"), item(), item()]), date(2025, 3, 1))

    assert told == "Av tre värden för 2024 är ett klart. Två blev inte klara."
    assert days_of(year, TODAY) == "Året är låst. Sista dagen var lördag 15 februari 2025."


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 2, 15), "i dag"),
        (date(2025, 2, 16), "i morgon"),
        (date(2025, 2, 14), "i går"),
        (date(2025, 2, 27), "om tolv dagar"),
        (date(2025, 2, 1), "för 14 dagar sedan"),
    ],
)
def test_a_day_is_as_far_off_as_a_person_would_say(day, words):
    assert distance(day, date(2025, 2, 15)) == words


# From the stored year


@pytest.mark.usefixtures("omar", "sam")
def test_the_stored_year_is_told_as_it_stands(eva, karl, year, make_indicator):
    make_indicator("saknas")
    make_indicator("vartannat", {2023: "4"}, interval=2)
    make_indicator("publicerat", {2024: "4"})
    make_indicator("dold", is_published=False)
    utkast, inskickat, atersant = (make_indicator(name) for name in ("utkast", "inskickat", "atersant"))
    make_indicator("ingens", unit=None)
    for indicator in (utkast, inskickat, atersant):
        save(eva, year, indicator, RowChange({"T": typed(indicator, "5")}, {"source": ("Egen", None)}), today=TODAY)
    for indicator in (inskickat, atersant):
        move(eva, year, indicator, Move.SUBMIT, today=TODAY)
    move(karl, year, atersant, Move.RETURN, today=TODAY, message="Stämmer antalet?")
    portal = Portal.objects.with_municipality().get()

    items = [item_of(line) for line in load_indicator_years(portal, year, Indicator.objects.all())]
    told = completeness_of(items, load_staff(), year=2024, is_late=False, four_eyes=True)

    assert counts(told.tally) == {"missing": 2, "draft": 1, "submitted": 1, "returned": 1, "published": 1}
    assert (told.resting, told.hidden) == (1, 1)
    assert left_of(told) == {
        "Eva Ek": [(3, "att skicka in", "Skolförvaltningen")],
        "Karl Kvist": [(1, "att godkänna", "Skolförvaltningen")],
        "Omar Ås": [],
        "Sam Sjö": [(1, "att skicka in", "Utan ansvarig enhet")],
    }
    assert [(row.name, row.message) for row in told.late] == [("Atersant", "Karl Kvist: Stämmer antalet?")]
    assert [row.last_saved is not None for row in told.people] == [True, False, False, False]


def test_a_value_missing_for_a_stated_reason_counts(eva, year, trygga, home):
    change = RowChange({"T": typed(trygga, "mäts inte i år")}, {"source": ("Egen", None)})
    save(eva, year, trygga, change, today=TODAY)
    move(eva, year, trygga, Move.SUBMIT, today=TODAY)
    portal = Portal.objects.with_municipality().get()

    (line,) = load_indicator_years(portal, year, Indicator.objects.all())

    assert tally_of([item_of(line)]).done == 1


def test_people_are_sorted_with_all_their_duties(person, schools, roads):
    person("o", "Östen Berg", reporter=roads)
    both = person("a", "Ärla Berg", reporter=schools, approver=roads, coordinator=None)
    Assignment.objects.create(user=both, role="reporter", unit=roads)
    person("z", "Åke Berg", administrator=None)
    person("n", "", reporter=roads)

    staff = load_staff().members

    assert [each.name for each in staff] == ["n", "Åke Berg", "Ärla Berg", "Östen Berg"]
    assert staff[2].duties_text == (
        "Inmatare för Gatukontoret och Skolförvaltningen",
        "Godkännare för Gatukontoret",
        "Samordnare",
    )
    assert (staff[2].coordinates, staff[1].coordinates) == (True, False)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ""),
        ({"email": ""}, "e-postadress saknas"),
        ({"email": "  "}, "e-postadress saknas"),
        ({"email": "eva@"}, "e-postadressen är fel skriven"),
        ({"email": "eva@exempelby.example\nBcc: alla@exempelby.example"}, "e-postadressen är fel skriven"),
        ({"is_active": False, "email": ""}, "kontot är avstängt"),
        ({"is_staff": False}, "kontot får inte logga in i administrationen"),
    ],
)
def test_a_letter_reaches_who_can_log_in_and_has_an_address(eva, django_user_model, changes, why):
    django_user_model.objects.update(**changes)

    (member,) = load_staff().members

    assert member.unreached == why
