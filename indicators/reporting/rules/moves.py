"""Which moves a value may make on its way to the public, and who may make them: facts in, yes or a reason out.

utkast → inskickat → återsänt | godkänt → publicerat. A published value is changed by a new draft beside it, which goes
the same way; what the public sees stays until the change is published. No query, no clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators.vocabulary import EntryState, Move, Sex

ON_THE_WAY = frozenset({EntryState.SUBMITTED, EntryState.APPROVED})
WORDS = {state: str(state.label).lower() for state in EntryState}


@dataclass(frozen=True, slots=True)
class MoveRule:
    """One move: from which states, to which, by whom, and whether it must say why."""

    starts: frozenset[EntryState]
    end: EntryState
    reports: bool = False  # by those who report for the unit
    decides: bool = False  # by those who approve for the unit
    coordinates: bool = False  # by a coordinator
    message: str = ""  # what is asked when the move says nothing


RULES: Mapping[Move, MoveRule] = {
    Move.SUBMIT: MoveRule(frozenset({EntryState.DRAFT, EntryState.RETURNED}), EntryState.SUBMITTED, reports=True),
    Move.WITHDRAW: MoveRule(frozenset({EntryState.SUBMITTED}), EntryState.DRAFT, reports=True),
    Move.RETURN: MoveRule(ON_THE_WAY, EntryState.RETURNED, decides=True, message="Skriv vad som behöver ändras."),
    Move.APPROVE: MoveRule(frozenset({EntryState.SUBMITTED}), EntryState.APPROVED, decides=True),
    Move.PUBLISH: MoveRule(frozenset({EntryState.APPROVED}), EntryState.PUBLISHED, coordinates=True),
    Move.CHANGE: MoveRule(frozenset({EntryState.PUBLISHED}), EntryState.DRAFT, reports=True),
    Move.DISCARD: MoveRule(frozenset({EntryState.DRAFT, EntryState.RETURNED}), EntryState.PUBLISHED, reports=True),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a move, as far as the rules care."""

    key: int
    reports: bool = False  # for the indicator's unit
    decides: bool = False
    coordinates: bool = False


@dataclass(frozen=True, slots=True)
class EntryStanding:
    """Where an entry stands, as far as the rules care."""

    state: EntryState
    closed: str = ""  # why the year takes no values, in Swedish
    writers: frozenset[int] = frozenset()  # who has written or submitted what is to be decided
    four_eyes: bool = True
    is_published: bool = False  # the public sees a value already
    faults: tuple[str, ...] = ()  # why it cannot be submitted as it is written


def refusal(move: Move, actor: Actor, standing: EntryStanding, message: str = "") -> str:
    """Return why a move may not be made, in Swedish, or "" when it may."""
    rule = RULES[move]
    if not (
        (rule.reports and actor.reports) or (rule.decides and actor.decides) or (rule.coordinates and actor.coordinates)
    ):
        return "Du har inte behörighet att göra det."
    if standing.closed:
        return standing.closed
    if standing.state not in rule.starts:
        return f"Det går inte nu, för värdet är {WORDS[standing.state]}."
    # Only approving: who wrote a value may still take it back or return it.
    if move is Move.APPROVE and standing.four_eyes and actor.key in standing.writers:
        return "Du har själv skrivit in värdet. Någon annan behöver godkänna det."
    if move is Move.DISCARD and not standing.is_published:
        return "Det finns inget publicerat värde att gå tillbaka till."
    if rule.message and not message.strip():
        return rule.message
    return standing.faults[0] if move is Move.SUBMIT and standing.faults else ""


def may_edit(actor: Actor, standing: EntryStanding) -> str:
    """Return why the cells may not be written in, in Swedish, or "" when they may."""
    if not actor.reports:
        return "Du har inte behörighet att ändra här."
    if standing.closed:
        return standing.closed
    if standing.state in ON_THE_WAY:
        return f"Värdet är {WORDS[standing.state]}. Ta tillbaka det om du behöver ändra."
    return ""


def faults_before_submitting(
    filled: Mapping[str, bool], *, has_source: bool, changes_published: bool, change_reason: str
) -> tuple[str, ...]:
    """Return what an entry lacks to be submitted, in Swedish. `filled` says per sex whether it has content."""
    faults: list[str] = []
    # Women and men alone are no value: the public pages, the target and the comparison read the total.
    if not filled.get(Sex.TOTAL):
        faults.append("Skriv ett värde, eller varför det saknas.")
    if Sex.WOMEN in filled and filled[Sex.WOMEN] != filled.get(Sex.MEN):
        lacking = "män" if filled[Sex.WOMEN] else "kvinnor"
        faults.append(f"Skriv ett värde för {lacking} också, eller varför det saknas.")
    if not has_source:
        faults.append("Skriv varifrån värdet kommer.")
    if changes_published and not change_reason.strip():
        faults.append("Värdet är publicerat. Skriv varför det ändras.")
    return tuple(faults)


def open_moves(actor: Actor, standing: EntryStanding) -> Sequence[Move]:
    """Return the moves that a page offers: those that may be made, or lack nothing but words."""
    lacking_words = {rule.message for rule in RULES.values() if rule.message} | set(standing.faults)
    return [
        move
        # Not CHANGE: to write in a published row is to make it.
        for move in (Move.SUBMIT, Move.WITHDRAW, Move.APPROVE, Move.RETURN, Move.PUBLISH, Move.DISCARD)
        if (why := refusal(move, actor, standing)) == "" or why in lacking_words
    ]
