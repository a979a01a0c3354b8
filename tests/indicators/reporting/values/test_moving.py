"""Moves of several rows at once: each on its own merits, all in one transaction, and nothing of a stranger's."""

import pytest
from django.core.exceptions import PermissionDenied

from indicators.models import Entry, Event, Outcome, Portal, Step
from indicators.reporting.values.changes import Refused, RowChange, typed
from indicators.reporting.values.moving import MAX_MESSAGE_LENGTH, move, move_rows
from indicators.reporting.values.saving import save
from indicators.vocabulary import Move
from tests.cast import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(eva, year):
    """Return a function that lets Eva write a value and make some moves with it."""

    def write(indicator, *moves, text="82,5", **note):
        fields = {name: (value, None) for name, value in {"source": "Egen räkning", **note}.items()}
        line = save(eva, year, indicator, RowChange({"T": typed(indicator, text)}, fields), today=TODAY).line
        for each in moves:
            line = move(eva, year, indicator, each, today=TODAY)
        return line

    return write


def test_one_refused_row_does_not_hold_the_others_back(eva, year, make_indicator, enter):
    ready, lacking = make_indicator("klar"), make_indicator("ofardig")
    enter(ready)
    enter(lacking, source="")

    moved = move_rows(eva, year, Move.SUBMIT, {ready.pk: "", lacking.pk: ""}, today=TODAY)

    refusals = {each.line.indicator.slug: each.refusal for each in moved}
    assert refusals == {"klar": "", "ofardig": "Skriv varifrån värdet kommer."}
    assert Entry.objects.get(indicator=ready).state == "submitted"
    assert Entry.objects.get(indicator=lacking).state == "draft"


def test_one_row_of_anothers_unit_stops_them_all(eva, year, make_indicator, roads, enter):
    mine, theirs = make_indicator("min"), make_indicator("deras", unit=roads)
    enter(mine)

    with pytest.raises(PermissionDenied):
        move_rows(eva, year, Move.SUBMIT, {mine.pk: "", theirs.pk: ""}, today=TODAY)

    assert Entry.objects.get(indicator=mine).state == "draft"
    assert not Step.objects.filter(move=Move.SUBMIT).exists()


def test_a_message_without_end_is_cut_and_not_refused(karl, year, trygga, enter):
    enter(trygga, Move.SUBMIT)

    move(karl, year, trygga, Move.RETURN, today=TODAY, message="  Räkna\0 om.\r\n" + "å" * 5000)

    message = Entry.objects.get().message
    assert message.startswith("Räkna om.\n")
    assert len(message) == MAX_MESSAGE_LENGTH
    assert Step.objects.get(move=Move.RETURN).message == message


@pytest.mark.parametrize("message", ["", "  ", "\r\n", "\0"])
def test_nothing_is_sent_back_without_saying_why(karl, year, trygga, enter, message):
    enter(trygga, Move.SUBMIT)

    with pytest.raises(Refused, match="Skriv vad som behöver ändras"):
        move(karl, year, trygga, Move.RETURN, today=TODAY, message=message)

    assert Entry.objects.get().state == "submitted"


def test_each_step_keeps_what_stood_there_then(eva, karl, year, trygga, enter):
    enter(trygga, Move.SUBMIT)
    move(karl, year, trygga, Move.RETURN, today=TODAY, message="Räkna om.")
    enter(trygga, Move.SUBMIT, text="83")

    values = [step.content["T"] for step in Step.objects.order_by("pk")]

    assert values == ["82.5", "82.5", "83"]


def test_every_move_is_in_the_log_with_its_message(karl, year, trygga, enter):
    enter(trygga, Move.SUBMIT)
    move(karl, year, trygga, Move.RETURN, today=TODAY, message="Räkna\nom.")

    events = Event.objects.filter(kind="move").order_by("pk").values_list("actor__username", "subject", "detail")

    assert list(events) == [
        ("eva", "Trygga elever, 2024", "Skickade in"),
        ("karl", "Trygga elever, 2024", "Återsände: Räkna om."),
    ]


def test_a_refused_move_leaves_no_trace(karl, year, trygga, enter):
    enter(trygga)

    with pytest.raises(Refused):
        move(karl, year, trygga, Move.APPROVE, today=TODAY)

    assert not Step.objects.exists()
    assert not Event.objects.filter(kind="move").exists()


def test_publishing_empties_the_row_of_its_messages(karl, year, make_indicator, enter):
    indicator = make_indicator("lugna", {2024: "81"})
    enter(indicator, Move.SUBMIT, change_reason="Fel enkät")

    move(karl, year, indicator, Move.APPROVE, today=TODAY, message="Bra.")

    entry = Entry.objects.get()
    assert (entry.change_reason, entry.message, entry.note_writers) == ("", "", {})
    assert not entry.cells.exists()
    assert Outcome.objects.get(year=2024).history.first().history_change_reason == "Fel enkät"


def test_a_published_outcome_that_is_as_it_was_gets_no_history(karl, year, make_indicator, enter):
    indicator = make_indicator("lugna", {2024: "82.5"}, {2024: "83"}, {2024: "82"}, by_sex=True)
    enter(indicator, Move.SUBMIT, text="82,6", source="Skolenkäten", change_reason="Fel enkät")

    move(karl, year, indicator, Move.APPROVE, today=TODAY)

    histories = {each.sex: each.history.count() for each in Outcome.objects.filter(year=2024)}
    assert histories == {"T": 2, "K": 1, "M": 1}


def test_without_four_eyes_a_coordinator_does_every_step_alone(sam, year, trygga):
    Portal.objects.update(four_eyes=False)
    change = RowChange({"T": typed(trygga, "82,5")}, {"source": ("Egen", None)})
    save(sam, year, trygga, change, today=TODAY)

    move(sam, year, trygga, Move.SUBMIT, today=TODAY)
    line = move(sam, year, trygga, Move.APPROVE, today=TODAY)

    assert line.state == "published"
