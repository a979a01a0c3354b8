"""Who is told what: each person their own work, the coordinators what reaches nobody else, and nobody nothing."""

from dataclasses import replace
from datetime import date

import pytest

from indicators.models import Round
from indicators.reporting.reminders.digests import OpenYear, digests_of
from indicators.reporting.reminders.occasions import Occasion
from indicators.reporting.round.items import Addresses, Item
from indicators.reporting.round.staff import Member, Staff

SCHOOLS, ROADS = 1, 2
EVA = Member(1, "Eva Ek", "eva@exempelby.example", reports_for=frozenset({SCHOOLS}))
KARL = Member(2, "Karl Kvist", "karl@exempelby.example", decides_for=frozenset({SCHOOLS}))
SAM = Member(3, "Sam Sjö", "sam@exempelby.example", coordinates=True)
CONTACT = "mal@exempelby.example"
UNITS = {SCHOOLS: ("Skolan", "skolan"), ROADS: ("Gatan", "gatan"), None: ("Utan ansvarig enhet", "")}


def item(name, stage="missing", unit=SCHOOLS, **changes):
    return Item(name, unit, *UNITS[unit], stage, **changes)


def open_year(*items, number=2024, four_eyes=True):
    year = Round(pk=number, year=number, opens_on=date(2025, 1, 1), due_on=date(2025, 2, 15))
    addresses = Addresses(f"/{number}/", f"/{number}/godkann/")
    return OpenYear(year, Occasion(year.due_on, -14), items, addresses, four_eyes)


def sent(*items, staff=(EVA, KARL, SAM), contact=CONTACT, four_eyes=True):
    return digests_of([open_year(*items, four_eyes=four_eyes)], Staff(tuple(staff)), contact)


def told(found, kind):
    """Return the names of what each person is told of a kind, by address."""
    works = {
        digest.address: [work for part in digest.parts for work in getattr(part, kind)] for digest in found.to_send
    }
    return {who: [each.name for work in given for each in work.items] for who, given in works.items() if given}


def test_what_is_left_goes_to_the_reporter_and_nobody_else():
    found = sent(item("a"), item("b", "draft"), item("c", "returned"), item("d", "approved"), item("e", "published"))

    assert told(found, "enter") == {EVA.email: ["a", "b", "c"]}
    assert told(found, "nobody_enters") == told(found, "decide") == {}


def test_what_waits_goes_to_the_approver():
    found = sent(item("a", "submitted"))

    assert told(found, "decide") == {KARL.email: ["a"]}
    assert [digest.address for digest in found.to_send] == [KARL.email]


def test_two_reporters_of_a_unit_are_both_told():
    asa = Member(4, "Åsa Öst", "asa@exempelby.example", reports_for=frozenset({SCHOOLS}))

    found = sent(item("a"), staff=(EVA, SAM, asa))

    assert told(found, "enter") == {EVA.email: ["a"], asa.email: ["a"]}


def test_who_reports_for_two_units_has_both_apart():
    both = replace(EVA, reports_for=frozenset({SCHOOLS, ROADS}))

    (digest,) = sent(item("a"), item("b", unit=ROADS), staff=(both, SAM)).to_send

    assert [(work.unit, work.url) for work in digest.parts[0].enter] == [
        ("Gatan", "/2024/?enhet=gatan"),
        ("Skolan", "/2024/?enhet=skolan"),
    ]


@pytest.mark.parametrize(
    ("staff", "unit", "why"),
    [
        ((), SCHOOLS, "Enheten har ingen inmatare."),
        ((), None, "Ingen enhet svarar för indikatorerna."),
        (
            (replace(EVA, email=""),),
            SCHOOLS,
            "Enheten har ingen inmatare som ett mejl når: Eva Ek (e-postadress saknas).",
        ),
        (
            (replace(EVA, closed="kontot är avstängt"), replace(EVA, key=5, name="Bo Berg", email="bo@")),
            SCHOOLS,
            (
                "Enheten har ingen inmatare som ett mejl når: Eva Ek (kontot är avstängt) "
                "och Bo Berg (e-postadressen är fel skriven)."
            ),
        ),
    ],
)
def test_coordinators_hear_why_nobody_enters(staff, unit, why):
    (digest,) = sent(item("a", unit=unit), staff=(*staff, SAM)).to_send

    (work,) = digest.parts[0].nobody_enters
    assert (digest.member, work.why) == (SAM, why)


@pytest.mark.parametrize(
    ("staff", "writers", "why"),
    [
        ((KARL,), {KARL.key}, "Den som ska godkänna har själv skrivit in värdet."),
        ((), set(), "Enheten har ingen godkännare."),
        (
            (replace(KARL, email=""),),
            set(),
            "Enheten har ingen godkännare som ett mejl når: Karl Kvist (e-postadress saknas).",
        ),
    ],
)
def test_coordinators_hear_why_nobody_approves(staff, writers, why):
    found = sent(item("a", "submitted", writers=frozenset(writers)), staff=(*staff, SAM))

    (work,) = found.to_send[-1].parts[0].nobody_decides
    assert (found.to_send[-1].member, work.why) == (SAM, why)
    assert told(found, "decide") == {}


def test_without_four_eyes_the_writer_is_asked_to_approve():
    found = sent(item("a", "submitted", writers=frozenset({KARL.key})), four_eyes=False)

    assert told(found, "decide") == {KARL.email: ["a"]}
    assert told(found, "nobody_decides") == {}


def test_one_of_two_approvers_is_enough_for_what_the_other_wrote():
    other = replace(KARL, key=6, name="Kim Kall", email="kim@exempelby.example")

    found = sent(item("a", "submitted", writers=frozenset({KARL.key})), staff=(KARL, other, SAM))

    assert told(found, "decide") == {other.email: ["a"]}
    assert told(found, "nobody_decides") == {}


def test_a_colleague_out_of_reach_is_named_but_no_closed_account():
    lost = replace(EVA, key=7, name="Bo Berg", email="")
    left = replace(EVA, key=8, name="Siv Sten", closed="kontot är avstängt")

    found = sent(item("a"), staff=(EVA, lost, left, SAM))

    (digest,) = (each for each in found.to_send if each.member == SAM)
    assert digest.parts[0].remarks == ("Bo Berg, inmatare för Skolan, får ingen påminnelse: e-postadress saknas.",)


@pytest.mark.parametrize("coordinators", [(), (replace(SAM, email=""),), (replace(SAM, closed="kontot är avstängt"),)])
def test_the_contact_stands_in_for_a_coordinator_out_of_reach(coordinators):
    (digest,) = sent(item("a", "approved"), staff=coordinators).to_send

    assert (digest.member, digest.address, digest.parts[0].approved) == (None, CONTACT, 1)


@pytest.mark.parametrize("contact", ["", "mal@", "mal@exempelby.example\nBcc: alla@exempelby.example"])
def test_what_nobody_can_be_told_is_handed_back(contact):
    found = sent(item("a"), staff=(), contact=contact)

    assert found.to_send == ()
    assert [work.why for part in found.without_recipient for work in part.nobody_enters] == [
        "Enheten har ingen inmatare."
    ]


def test_two_years_are_two_parts_of_one_digest():
    years = [open_year(item("a"), number=2023), open_year(item("b"), number=2024)]

    (digest,) = digests_of(years, Staff((EVA, SAM)), CONTACT).to_send

    assert [(part.round.year, part.enter[0].items[0].name) for part in digest.parts] == [(2023, "a"), (2024, "b")]


def test_a_year_where_all_is_published_is_nobodys_letter():
    found = sent(item("a", "published"), item("b", "missing", is_due=False), staff=(EVA, KARL, SAM), contact="")

    assert (found.to_send, found.without_recipient) == ((), ())
