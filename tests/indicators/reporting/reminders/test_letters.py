"""A letter as it is read: the most pressing in its subject, whole sentences, lines that every mail reader shows."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from indicators.models import Portal, Round
from indicators.reporting.reminders.digests import Digest, Work, YearPart
from indicators.reporting.reminders.letters import WIDTH, Letter, letter_of, subject_of
from indicators.reporting.round.items import Item
from indicators.reporting.round.staff import Member

EVA = Member(1, "Eva Maria Ek", "eva@exempelby.example")
SAM = "sam@exempelby.example"
CONTACT = "mal@exempelby.example"
PORTAL = Portal(title="Målportalen", full_name="Exempelby kommun", contact_email=CONTACT)
TODAY = date(2025, 2, 1)


def year(number=2024, due_on=date(2025, 2, 15)):
    return Round(year=number, opens_on=date(2025, 1, 1), due_on=due_on)


def item(name="Trygga elever", stage="missing", **changes):
    return Item(name, 1, "Skolan", "skolan", stage, url=f"https://mal.example/{name[:1]}/", **changes)


def work(*items, **changes):
    return Work("Skolan", "https://mal.example/inmatning/", items, **changes)


def digest(*parts, member=EVA):
    return Digest(member, member.email if member else CONTACT, parts)


def body(*parts, **changes):
    """Return what a letter says, its lines joined as its reader joins them."""
    return " ".join(letter_of(digest(*parts, **changes), PORTAL, [SAM], TODAY).body.split())


@pytest.mark.parametrize(
    ("part", "subject"),
    [
        ({"enter": (work(item()),)}, "1 värde för 2024 saknas – sista dag 15 februari"),
        ({"enter": (work(item(), item("b")),)}, "2 värden för 2024 saknas – sista dag 15 februari"),
        ({"enter": (work(item(stage="returned")),)}, "1 värde för 2024 är återsänt – sista dag 15 februari"),
        (
            {"enter": (work(item(stage="returned"), item("b", "returned")),)},
            "2 värden för 2024 är återsända – sista dag 15 februari",
        ),
        ({"enter": (work(item(stage="draft")),)}, "1 värde för 2024 är inte inskickat – sista dag 15 februari"),
        (
            {"enter": (work(item()), work(item("b", "returned")))},
            "2 värden för 2024 är inte inskickade – sista dag 15 februari",
        ),
        (
            {"decide": (work(item(stage="submitted")),)},
            "1 värde för 2024 väntar på ditt godkännande – sista dag 15 februari",
        ),
        ({"nobody_enters": (work(item()),)}, "1 värde för 2024 behöver en samordnare – sista dag 15 februari"),
        (
            {"nobody_enters": (work(item()),), "nobody_decides": (work(item("b", "submitted")),)},
            "2 värden för 2024 behöver en samordnare – sista dag 15 februari",
        ),
        ({"approved": 1}, "1 värde för 2024 väntar på att du publicerar"),
        ({"remarks": ("Bo Berg får ingen påminnelse.",)}, "Alla nås inte av påminnelserna för 2024"),
        (
            {"enter": (work(item()),), "decide": (work(item("b")),), "approved": 9},
            "1 värde för 2024 saknas – sista dag ",
        ),
    ],
)
def test_the_subject_is_the_most_pressing_thing(part, subject):
    assert subject_of(digest(YearPart(year(), **part)), TODAY).startswith(subject)


@pytest.mark.parametrize(
    ("due_on", "ending"),
    [
        (date(2025, 2, 2), " – sista dag 2 februari"),
        (date(2025, 2, 1), " – sista dag i dag"),
        (date(2025, 1, 31), " – sista dagen var 31 januari"),
    ],
)
def test_the_subject_ends_with_the_last_day(due_on, ending):
    subject = subject_of(digest(YearPart(year(due_on=due_on), enter=(work(item()),))), TODAY)

    assert subject == f"1 värde för 2024 saknas{ending}"


def test_a_subject_about_two_years_names_both_and_no_last_day():
    parts = [YearPart(year(number), enter=(work(item()),)) for number in (2024, 2023)]

    assert subject_of(digest(*parts), TODAY) == "2 värden för 2023 och 2024 saknas"


def test_values_are_told_apart_by_what_they_need():
    part = YearPart(year(), enter=(work(item("Andel"), item("Antal", "draft"), item("Kvot", "returned")),))

    said = body(part)

    assert said.startswith("Hej Eva! Året 2024. Sista dagen är lördag 15 februari 2025, om 14 dagar.")
    assert (
        "Att skicka in (3): Skolan https://mal.example/inmatning/ "
        "Återsänt, behöver ändras: - Kvot Utkast: - Antal Saknas: - Andel "
        "Kan du inte ange ett värde? Skriv varför i stället." in said
    )


@pytest.mark.parametrize(("stage", "is_told"), [("missing", True), ("draft", False), ("returned", False)])
def test_a_reason_is_offered_only_where_a_value_is_missing(stage, is_told):
    said = body(YearPart(year(), enter=(work(item(stage=stage)),)))

    assert ("En orsak räknas som ett värde." in said) is is_told


def test_a_returned_value_has_its_message_sender_and_address():
    returned = item("Kvot", "returned", message="Räkna om, tack.", decided_by="Karl Kvist")

    assert "- Kvot Karl Kvist: Räkna om, tack. https://mal.example/K/" in body(
        YearPart(year(), enter=(work(returned, replace(returned, name="Andel", message="")),))
    )


def test_who_has_waited_longest_stands_first_among_what_waits():
    day = datetime(2025, 1, 30, 12, tzinfo=UTC)
    waiting = work(
        item("Utan dag", "submitted"),
        item("I går", "submitted", submitted_by="Bo Berg", submitted_at=day.replace(day=31)),
        item("Först", "submitted", submitted_by="Eva Ek", submitted_at=day),
    )

    assert (
        "- Först, inskickat av Eva Ek för två dagar sedan - I går, inskickat av Bo Berg i går - Utan dag, inskickat"
    ) in body(YearPart(year(), decide=(waiting,)))


def test_coordinators_read_why_nobody_else_is_told():
    enters = work(item("Andel"), why="Enheten har ingen inmatare.")
    decides = work(item("Kvot", "submitted"), why="Enheten har ingen godkännare.")

    said = body(YearPart(year(), nobody_enters=(enters,), nobody_decides=(decides,), remarks=("Bo Berg nås inte.",)))

    assert "Inte inskickat, och ingen annan påminns (1): Skolan" in said
    assert "Enheten har ingen inmatare. Saknas: - Andel" in said
    assert "Väntar på att godkännas, och ingen annan påminns (1): Skolan" in said
    assert "Enheten har ingen godkännare. - Kvot, inskickat Bo Berg nås inte." in said


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "Ett värde är godkänt och väntar på att en samordnare publicerar det."),
        (2, "Två värden är godkända och väntar på att en samordnare publicerar dem."),
        (13, "13 värden är godkända och väntar på att en samordnare publicerar dem."),
    ],
)
def test_what_is_approved_is_counted_in_a_sentence(count, sentence):
    assert sentence in body(YearPart(year(), approved=count))


def test_the_contacts_letter_says_why_it_comes_there():
    said = body(YearPart(year(), approved=1), member=None)

    assert said.startswith(
        "Hej! Det här mejlet går till portalens kontaktadress, för portalen har ingen samordnare med en e-postadress"
    )


@pytest.mark.parametrize(
    ("coordinators", "contact", "answers"),
    [
        ([SAM, "kim@exempelby.example"], CONTACT, (SAM, "kim@exempelby.example")),
        ([SAM, EVA.email], CONTACT, (SAM,)),
        ([EVA.email], CONTACT, (CONTACT,)),
        ([], EVA.email, ()),
        ([], "", ()),
    ],
)
def test_answers_never_go_to_the_one_who_answers(coordinators, contact, answers):
    portal = Portal(title="Målportalen", full_name="Exempelby kommun", contact_email=contact)

    letter = letter_of(digest(YearPart(year(), approved=1)), portal, coordinators, TODAY)

    assert letter.answers_to == answers
    assert ("Svara på mejlet." in letter.body) is bool(answers)


def test_long_names_are_folded_and_addresses_kept_whole():
    name = "Andel elever i årskurs nio som uppger att de känner sig trygga i skolan och på vägen dit och hem igen"
    address = "https://mal.exempelby.example/admin/inmatning/2024/?enhet=" + "skolforvaltningen-" * 4

    letter = letter_of(
        digest(YearPart(year(), enter=(Work("Skolan", address, (item(name, "returned", message="Ett " * 60),)),))),
        *(PORTAL, [SAM], TODAY),
    )

    lines = letter.body.splitlines()
    assert address in lines
    assert max(len(line) for line in lines if line != address) <= WIDTH
    assert name in " ".join(letter.body.split())


def test_a_letter_asks_automatic_repliers_to_keep_silent():
    message = Letter("eva@exempelby.example", "Ämne", "Hej!", (SAM,)).message()

    assert message.to == ["eva@exempelby.example"]
    assert message.message()["Auto-Submitted"] == "auto-generated"
    assert message.message()["Reply-To"] == SAM


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ((), "Till: eva@exempelby.example\nÄrende: Ämne\n\nHej!"),
        ((SAM,), f"Till: eva@exempelby.example\nSvar till: {SAM}\nÄrende: Ämne\n\nHej!"),
    ],
)
def test_a_shown_letter_has_its_head_above_its_text(answers, text):
    assert Letter("eva@exempelby.example", "Ämne", "Hej!", answers).text == text
