"""A value on its way: what is saved, who may move it, and what the public sees meanwhile."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from indicators.models import Cell, Correction, Entry, Event, Outcome, Portal, Round, Step
from indicators.reporting.values.changes import Refused, RowChange, typed
from indicators.reporting.values.moving import move
from indicators.reporting.values.notes import note_token
from indicators.reporting.values.saving import save
from indicators.vocabulary import EntryState, Move
from tests.cast import TODAY, publish

pytestmark = pytest.mark.django_db


def total(indicator, text, *seen):
    return RowChange({"T": typed(indicator, text, seen or None)})


def enter(who, year, indicator, text="82,5", **note):
    given = {name: (value, None) for name, value in note.items()}
    change = RowChange(total(indicator, text).cells, given)
    saved = save(who, year, indicator, change, today=TODAY)
    assert saved.is_whole, saved.results
    return saved.line


def go(who, year, indicator, *moves, message=""):
    for chosen in moves:
        line = move(who, year, indicator, chosen, today=TODAY, message=message)
    return line


def seen_by_all(indicator, year=2024, sex="T"):
    return Outcome.objects.published().filter(indicator=indicator, year=year, sex=sex).first()


# Saving


def test_a_value_is_saved_as_a_draft_that_nobody_outside_sees(eva, year, trygga):
    line = enter(eva, year, trygga)

    assert (line.state, line.content("T").value) == (EntryState.DRAFT, Decimal("82.5"))
    assert not Outcome.objects.filter(year=2024).exists()
    assert Entry.objects.get().source == "Skolenkäten", "last year's source is where one starts"


@pytest.mark.parametrize(
    "case",
    [
        ("1.083", "Menar du 1 083 eller 1,083?", ("1 083", "1,083")),
        ("101", "är för högt. Det högsta möjliga är 100", ()),
        ("−0,1", "är för lågt. Det lägsta möjliga är 0", ()),
        ("inte", "Menar du inte publicerat än, inte tillämpligt eller inte rapporterat?", None),
        ("hej", "Skriv ett tal, till exempel 12,5, eller varför värdet saknas", ()),
        ("0,12345678901", "Talet har 11 decimaler. Skriv högst 10.", ()),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(eva, year, trygga, case):
    text, says, choices = case
    saved = save(eva, year, trygga, total(trygga, text), today=TODAY)

    result = saved.results["T"]
    assert (result.kind, result.typed) == ("fault", text)
    assert says in result.message
    assert choices is None or result.choices == choices
    assert not Cell.objects.exists()


def test_a_missing_value_is_a_reason_in_words(eva, year, trygga):
    line = enter(eva, year, trygga, "mäts inte i år")

    assert line.content("T").missing_reason == "not_measured"


def test_second_writer_sees_both_values_and_overwrites_none(eva, sam, year, trygga):
    enter(eva, year, trygga, "82,5")

    saved = save(sam, year, trygga, total(trygga, "79", ""), today=TODAY)

    assert saved.results["T"].kind == "conflict"
    told = saved.results["T"].message
    assert re.match(r"Eva Ek sparade 82,5 \d{4}-\d\d-\d\d kl\. \d\d\.\d\d\.", told), "with its day, unless it is today"
    assert "Du har skrivit 79." in saved.results["T"].message
    assert Cell.objects.get().value == Decimal("82.5")
    chosen = save(sam, year, trygga, total(trygga, "79", "82.5"), today=TODAY)
    assert chosen.is_whole
    assert Cell.objects.get().value == 79


def test_save_retried_after_a_lost_answer_is_no_conflict(eva, year, trygga):
    first = save(eva, year, trygga, total(trygga, "82,5", ""), today=TODAY)
    again = save(eva, year, trygga, total(trygga, "82,5", ""), today=TODAY)
    on = save(eva, year, trygga, total(trygga, "83", "", "82.5"), today=TODAY)

    assert [each.results["T"].kind for each in (first, again, on)] == ["saved", "unchanged", "saved"]


def test_field_changed_by_another_is_not_overwritten_unseen(eva, sam, year, trygga):
    enter(eva, year, trygga, comment="Evas kommentar")

    saved = save(sam, year, trygga, RowChange(note={"comment": ("Sams kommentar", (note_token(""),))}), today=TODAY)

    assert saved.results["comment"].kind == "conflict"
    enter(eva, year, trygga, is_preliminary=True, origin="computed")
    seen = {"is_preliminary": (False, (note_token(None),)), "origin": ("national", (note_token("own"),))}
    told = save(sam, year, trygga, RowChange(note=seen), today=TODAY).results
    assert "Där står nu: Ja" in told["is_preliminary"].message
    assert "Där står nu: Egen bearbetning" in told["origin"].message
    assert Entry.objects.get().comment == "Evas kommentar"


def test_only_the_unit_and_a_coordinator_may_write(omar, karl, sam, year, trygga):
    for who in (omar, karl):
        with pytest.raises(PermissionDenied):
            save(who, year, trygga, total(trygga, "1"), today=TODAY)
    enter(sam, year, trygga)


@pytest.mark.parametrize("day", [date(2024, 12, 31), TODAY], ids=["before the opening", "when locked"])
def test_a_year_that_is_not_open_takes_no_values(eva, year, trygga, day):
    if day == TODAY:
        Round.objects.update(locked_at="2025-01-10T10:00Z")

    with pytest.raises(Refused):
        save(eva, year, trygga, total(trygga, "82"), today=day)
    assert not Entry.objects.exists()


# Moves


def test_a_value_goes_from_draft_to_the_public_by_two_people(eva, karl, year, trygga):
    enter(eva, year, trygga, comment="Fler svarade.")
    assert go(eva, year, trygga, Move.SUBMIT).state == EntryState.SUBMITTED
    with pytest.raises(Refused, match="Värdet är inskickat"):
        save(eva, year, trygga, total(trygga, "1"), today=TODAY)
    assert seen_by_all(trygga) is None

    go(karl, year, trygga, Move.APPROVE)

    outcome = seen_by_all(trygga)
    assert (outcome.value, outcome.comment, outcome.source) == (Decimal("82.5"), "Fler svarade.", "Skolenkäten")
    assert outcome.published_at is not None
    assert not Cell.objects.exists()
    assert not Correction.objects.exists()
    assert [step.move for step in Step.objects.order_by("at", "pk")] == ["submit", "approve", "publish"]
    assert Event.objects.filter(kind="move").count() == 3
    assert {str(event.address) for event in Event.objects.all()} == {"192.0.2.1", "192.0.2.2"}


def test_nobody_approves_what_they_have_written_themselves(sam, karl, eva, year, trygga):
    enter(sam, year, trygga)
    go(sam, year, trygga, Move.SUBMIT)

    with pytest.raises(Refused, match="Du har själv skrivit in värdet"):
        move(sam, year, trygga, Move.APPROVE, today=TODAY)
    assert seen_by_all(trygga) is None

    Portal.objects.update(four_eyes=False)
    go(sam, year, trygga, Move.APPROVE)
    assert seen_by_all(trygga).value == Decimal("82.5")


def test_submitter_of_anothers_value_may_not_approve_it(eva, sam, year, trygga):
    enter(sam, year, trygga)
    go(eva, year, trygga, Move.SUBMIT)

    with pytest.raises(Refused, match="Du har själv"):
        move(sam, year, trygga, Move.APPROVE, today=TODAY)


def test_writer_of_a_note_may_not_approve_the_value(eva, sam, karl, year, trygga):
    note = RowChange({}, {"comment": ("Mätt i maj.", None)})
    save(sam, year, trygga, note, today=TODAY)
    enter(eva, year, trygga)
    go(eva, year, trygga, Move.SUBMIT)

    with pytest.raises(Refused, match="Du har själv"):
        move(sam, year, trygga, Move.APPROVE, today=TODAY)
    go(karl, year, trygga, Move.APPROVE)
    enter(eva, year, trygga, "83", change_reason="Fler svar har kommit in.")
    go(eva, year, trygga, Move.SUBMIT)
    assert go(sam, year, trygga, Move.APPROVE).state == EntryState.PUBLISHED, "this time another has written everything"


def test_a_returned_value_tells_why_and_comes_again(eva, karl, year, trygga):
    enter(eva, year, trygga)
    go(eva, year, trygga, Move.SUBMIT)
    with pytest.raises(Refused, match="Skriv vad som behöver ändras"):
        move(karl, year, trygga, Move.RETURN, today=TODAY)

    line = go(karl, year, trygga, Move.RETURN, message="Stämmer antalet?")
    assert (line.state, line.entry.message) == (EntryState.RETURNED, "Stämmer antalet?")

    enter(eva, year, trygga, "83")
    assert go(eva, year, trygga, Move.SUBMIT).entry.message == ""
    go(karl, year, trygga, Move.APPROVE)
    assert seen_by_all(trygga).value == 83


@pytest.mark.parametrize("chosen", list(Move))
def test_a_stranger_moves_nothing(eva, omar, year, trygga, chosen):
    enter(eva, year, trygga)
    go(eva, year, trygga, Move.SUBMIT)

    with pytest.raises(PermissionDenied):
        move(omar, year, trygga, chosen, today=TODAY, message="nej")
    assert Step.objects.count() == 1


def test_who_decides_has_seen_just_what_is_decided(eva, karl, year, trygga):
    enter(eva, year, trygga)
    seen = go(eva, year, trygga, Move.SUBMIT).token
    go(eva, year, trygga, Move.WITHDRAW)
    enter(eva, year, trygga, "12")
    go(eva, year, trygga, Move.SUBMIT)

    with pytest.raises(Refused, match="ändrat uppgifterna sedan du öppnade sidan"):
        move(karl, year, trygga, Move.APPROVE, today=TODAY, seen=seen)
    assert seen_by_all(trygga) is None


def test_approved_values_wait_for_joint_publishing(eva, karl, sam, year, trygga):
    Round.objects.update(publishing=Round.Publishing.TOGETHER)
    enter(eva, year, trygga)
    go(eva, year, trygga, Move.SUBMIT)
    assert go(karl, year, trygga, Move.APPROVE).state == EntryState.APPROVED
    assert seen_by_all(trygga) is None
    with pytest.raises(Refused, match="inte behörighet"):
        move(karl, year, trygga, Move.PUBLISH, today=TODAY)

    go(sam, year, trygga, Move.PUBLISH)

    assert seen_by_all(trygga).value == Decimal("82.5")


def test_what_is_lacking_is_told_before_submitting(eva, year, make_indicator):
    new = make_indicator("ny", by_sex=True)
    save(eva, year, new, RowChange({"K": typed(new, "5")}), today=TODAY)

    with pytest.raises(Refused, match="Skriv ett värde, eller varför det saknas"):
        move(eva, year, new, Move.SUBMIT, today=TODAY)
    enter(eva, year, new, "4")
    with pytest.raises(Refused, match="värde för män också"):
        move(eva, year, new, Move.SUBMIT, today=TODAY)
    save(eva, year, new, RowChange({"M": typed(new, "3")}), today=TODAY)
    with pytest.raises(Refused, match="varifrån värdet kommer"):
        move(eva, year, new, Move.SUBMIT, today=TODAY)


# Corrections


@pytest.fixture
def public(trygga, home):
    return publish(trygga, home, 2024, "70")


def test_changing_a_published_value_makes_a_correction(eva, karl, year, trygga, public):
    enter(eva, year, trygga, "71")
    assert seen_by_all(trygga).value == 70, "the public sees the old value until the new is approved"
    with pytest.raises(Refused, match="Skriv varför det ändras"):
        move(eva, year, trygga, Move.SUBMIT, today=TODAY)

    save(eva, year, trygga, RowChange(note={"change_reason": ("En skola räknades två gånger.", None)}), today=TODAY)
    go(eva, year, trygga, Move.SUBMIT)
    go(karl, year, trygga, Move.APPROVE)

    correction = Correction.objects.get()
    assert (correction.old_value, correction.new_value, correction.reason) == (70, 71, "En skola räknades två gånger.")
    assert correction.corrected_by == eva.user
    assert seen_by_all(trygga).value == 71
    assert Entry.objects.get().change_reason == ""


def test_a_change_of_only_the_comment_is_no_correction(eva, karl, year, trygga, public):
    save(eva, year, trygga, RowChange(note={"comment": ("Läs så här.", None)}), today=TODAY)
    go(eva, year, trygga, Move.SUBMIT)
    go(karl, year, trygga, Move.APPROVE)

    assert not Correction.objects.exists()
    assert seen_by_all(trygga).comment == "Läs så här."


def test_writing_the_published_value_back_ends_the_change(eva, year, trygga, public):
    enter(eva, year, trygga, "71")
    assert Entry.objects.get().state == EntryState.DRAFT

    line = enter(eva, year, trygga, "70")

    assert (line.state, Cell.objects.count()) == (EntryState.PUBLISHED, 0)


def test_a_change_can_be_thrown_away(eva, year, trygga, public):
    enter(eva, year, trygga, "71", comment="Fel?")

    line = go(eva, year, trygga, Move.DISCARD)

    assert (line.state, line.content("T").value, line.note.comment) == (EntryState.PUBLISHED, 70, "")


def test_a_published_value_is_not_emptied(eva, year, trygga, public):
    save(eva, year, trygga, RowChange({"T": typed(trygga, "")}, {"change_reason": ("Bort.", None)}), today=TODAY)

    with pytest.raises(Refused, match="Skriv ett värde, eller varför det saknas"):
        move(eva, year, trygga, Move.SUBMIT, today=TODAY)


def test_a_change_of_women_alone_leaves_the_others(eva, karl, year, make_indicator):
    each = make_indicator("kon", {2024: "50"}, {2024: "40"}, {2024: "60"}, by_sex=True)
    save(eva, year, each, RowChange({"K": typed(each, "41")}, {"change_reason": ("Fel kön.", None)}), today=TODAY)
    go(eva, year, each, Move.SUBMIT)
    go(karl, year, each, Move.APPROVE)

    assert Correction.objects.get().sex == "K"
    assert [seen_by_all(each, sex=sex).value for sex in "TKM"] == [50, 41, 60]
    assert [seen_by_all(each, sex=sex).history.count() for sex in "TKM"] == [1, 2, 1], "nothing is told of the others"


def test_changed_note_is_published_for_women_and_men_too(eva, karl, year, make_indicator):
    each = make_indicator("kon", {2024: "50"}, {2024: "40"}, {2024: "60"}, by_sex=True)
    Outcome.objects.update(is_preliminary=True)
    Outcome.objects.filter(sex="K").update(comment="Få svarade.")
    save(eva, year, each, RowChange(note={"is_preliminary": (False, None)}), today=TODAY)
    go(eva, year, each, Move.SUBMIT)
    go(karl, year, each, Move.APPROVE)

    assert [seen_by_all(each, sex=sex).is_preliminary for sex in "TKM"] == [False, False, False]
    assert [seen_by_all(each, sex=sex).comment for sex in "TKM"] == ["", "Få svarade.", ""], "what each has of its own"
