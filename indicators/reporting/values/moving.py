"""Moves of a year's values on their way to the public: submitted, withdrawn, returned, approved, published.

Every verb locks what it changes, checks who asks, writes and records in one transaction: all of it or nothing.
"""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from indicators.eventlog import LogActor
from indicators.models import Indicator, Portal, Round
from indicators.reporting.rules.contents import tidy
from indicators.reporting.rules.moves import refusal
from indicators.reporting.rules.rights import rights_of
from indicators.reporting.values.changes import Moved, Refused
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.loading import lock_indicator_years, lock_round
from indicators.reporting.values.publishing import publish_indicator_year
from indicators.reporting.values.steps import make_step, update_entry
from indicators.vocabulary import Move

MAX_MESSAGE_LENGTH = 2000


def move(
    who: LogActor, round_: Round, indicator: Indicator, chosen: Move, *, today: date, message: str = "", seen: str = ""
) -> IndicatorYear:
    """Make a move and return the row after it. `seen` is the token of the row that the person decides on.

    Raises PermissionDenied for a person who has no right to the indicator, and Refused when the move cannot be made.
    """
    seen_by_key = {indicator.pk: seen}
    (moved,) = move_rows(who, round_, chosen, seen_by_key, today=today, message=message)
    if moved.refusal:
        raise Refused(moved.refusal)
    return moved.line


def move_rows(
    who: LogActor, round_: Round, chosen: Move, seen: Mapping[int, str], *, today: date, message: str = ""
) -> list[Moved]:
    """Make the same move with some rows in one transaction. `seen` holds, by the indicators' keys, the token of each.

    A row that cannot be moved says so in its `refusal`, and the others are moved. Raises PermissionDenied, and moves
    nothing, when the person has no right to one of them. An empty token does not ask what the person saw.
    """
    # Cut rather than refused: a decision is not held up by a long explanation.
    rights, message = rights_of(who.user), tidy(message)[:MAX_MESSAGE_LENGTH]
    with transaction.atomic():
        # Before the rows, as those who lock the whole year do: two that lock in different orders wait for ever.
        lock_round(round_)
        portal, lines = lock_indicator_years(round_, seen)
        if not all(rights.sees(line.indicator.unit_id) for line in lines):
            raise PermissionDenied
        return [_move_row(who, portal, line, chosen, seen[line.indicator.pk], message, today) for line in lines]


def _move_row(  # noqa: PLR0917  all of it decides
    who: LogActor, portal: Portal, line: IndicatorYear, chosen: Move, seen: str, message: str, today: date
) -> Moved:
    if seen and seen != line.token:
        return Moved(line, "Någon har ändrat uppgifterna sedan du öppnade sidan. Läs dem igen.")
    actor = rights_of(who.user).actor(line.indicator.unit_id)
    why_not = refusal(chosen, actor, line.standing(today, four_eyes=portal.four_eyes), message)
    if why_not:
        return Moved(line, why_not)
    make_step(who, line, chosen, message)
    if chosen is Move.APPROVE and line.round.publishing == Round.Publishing.AT_ONCE:
        # Two steps of the record, though one press: it was approved by a person and published by the year's rule.
        make_step(who, line, Move.PUBLISH)
        _publish(portal, line)
    elif chosen is Move.PUBLISH:
        _publish(portal, line)
    return Moved(line)


def _publish(portal: Portal, line: IndicatorYear) -> None:
    publish_indicator_year(line, portal.municipality)
    # What was said of this change, and who wrote it, ends with it: the next one begins anew.
    update_entry(line, change_reason="", message="", note_writers={})
