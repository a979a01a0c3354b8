"""The moves a value may make, without a database: every state, every move, every kind of person."""

import itertools

import pytest

from indicators.reporting.rules.moves import (
    RULES,
    Actor,
    EntryStanding,
    faults_before_submitting,
    may_edit,
    open_moves,
    refusal,
)
from indicators.vocabulary import EntryState, Move, Sex

REPORTER, APPROVER = Actor(1, reports=True), Actor(2, decides=True)
COORDINATOR, STRANGER = Actor(3, reports=True, decides=True, coordinates=True), Actor(4)
PEOPLE = {"reporter": REPORTER, "approver": APPROVER, "coordinator": COORDINATOR, "stranger": STRANGER}
ALLOWED = {
    ("reporter", EntryState.DRAFT): {Move.SUBMIT, Move.DISCARD},
    ("reporter", EntryState.RETURNED): {Move.SUBMIT, Move.DISCARD},
    ("reporter", EntryState.SUBMITTED): {Move.WITHDRAW},
    ("reporter", EntryState.PUBLISHED): {Move.CHANGE},
    ("approver", EntryState.SUBMITTED): {Move.APPROVE, Move.RETURN},
    ("approver", EntryState.APPROVED): {Move.RETURN},
    ("coordinator", EntryState.DRAFT): {Move.SUBMIT, Move.DISCARD},
    ("coordinator", EntryState.RETURNED): {Move.SUBMIT, Move.DISCARD},
    ("coordinator", EntryState.SUBMITTED): {Move.WITHDRAW, Move.APPROVE, Move.RETURN},
    ("coordinator", EntryState.APPROVED): {Move.RETURN, Move.PUBLISH},
    ("coordinator", EntryState.PUBLISHED): {Move.CHANGE},
}


def standing(state, **changes):
    return EntryStanding(**{"state": state, "is_published": True, **changes})


@pytest.mark.parametrize(("name", "state", "move"), list(itertools.product(PEOPLE, EntryState, Move)))
def test_each_role_makes_only_its_own_moves(name, state, move):
    why_not = refusal(move, PEOPLE[name], standing(state), message="Därför.")

    assert (why_not == "") == (move in ALLOWED.get((name, state), set())), why_not


@pytest.mark.parametrize(("name", "move"), list(itertools.product(PEOPLE, Move)))
def test_nothing_moves_in_a_locked_year(name, move):
    assert all(refusal(move, PEOPLE[name], standing(state, closed="Året är låst."), "x") for state in EntryState)


def test_four_eyes_hold_until_the_municipality_says_otherwise():
    own = standing(EntryState.SUBMITTED, writers=frozenset({COORDINATOR.key}))

    assert refusal(Move.APPROVE, COORDINATOR, own) == (
        "Du har själv skrivit in värdet. Någon annan behöver godkänna det."
    )
    assert refusal(Move.APPROVE, APPROVER, own) == ""
    assert refusal(Move.RETURN, COORDINATOR, own, "Ändra.") == "", "who finds a fault of their own may say so"
    two = standing(EntryState.SUBMITTED, writers=frozenset({COORDINATOR.key}), four_eyes=False)
    assert refusal(Move.APPROVE, COORDINATOR, two) == ""


@pytest.mark.parametrize("silence", ["", "   ", "\n"])
def test_who_returns_says_why(silence):
    assert refusal(Move.RETURN, APPROVER, standing(EntryState.SUBMITTED), silence) == "Skriv vad som behöver ändras."


def test_what_has_never_been_public_cannot_go_back_to_it():
    assert refusal(Move.DISCARD, REPORTER, standing(EntryState.DRAFT, is_published=False))


def test_what_lacks_something_is_not_submitted():
    assert refusal(Move.SUBMIT, REPORTER, standing(EntryState.DRAFT, faults=("Källa?", "Mer?"))) == "Källa?"


@pytest.mark.parametrize("state", EntryState)
def test_cells_are_open_before_submitting_and_after_publishing(state):
    written = may_edit(REPORTER, standing(state)) == ""

    assert written == (state in {EntryState.DRAFT, EntryState.RETURNED, EntryState.PUBLISHED})
    assert may_edit(APPROVER, standing(state))
    assert may_edit(REPORTER, standing(state, closed="Året är låst."))


def test_page_offers_moves_that_lack_nothing_but_words():
    assert open_moves(APPROVER, standing(EntryState.SUBMITTED)) == [Move.APPROVE, Move.RETURN]
    assert open_moves(REPORTER, standing(EntryState.DRAFT, faults=("Källa?",), is_published=False)) == [Move.SUBMIT]
    assert open_moves(STRANGER, standing(EntryState.SUBMITTED)) == []


@pytest.mark.parametrize(
    ("filled", "given", "fault"),
    [
        ({Sex.TOTAL: True}, {}, ()),
        ({Sex.TOTAL: False}, {}, ("Skriv ett värde, eller varför det saknas.",)),
        ({Sex.TOTAL: True, Sex.WOMEN: False, Sex.MEN: False}, {}, ()),
        (
            {Sex.TOTAL: True, Sex.WOMEN: True, Sex.MEN: False},
            {},
            ("Skriv ett värde för män också, eller varför det saknas.",),
        ),
        (
            {Sex.TOTAL: True, Sex.WOMEN: False, Sex.MEN: True},
            {},
            ("Skriv ett värde för kvinnor också, eller varför det saknas.",),
        ),
        ({Sex.TOTAL: True}, {"has_source": False}, ("Skriv varifrån värdet kommer.",)),
        (
            {Sex.TOTAL: True},
            {"changes_published": True, "change_reason": " "},
            ("Värdet är publicerat. Skriv varför det ändras.",),
        ),
        ({Sex.TOTAL: True}, {"changes_published": True, "change_reason": "Fel."}, ()),
    ],
)
def test_what_is_lacking_is_told(filled, given, fault):
    told = {"has_source": True, "changes_published": False, "change_reason": ""} | given

    assert faults_before_submitting(filled, **told) == fault


def test_every_move_has_a_rule():
    assert set(RULES) == set(Move)
