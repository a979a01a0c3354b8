"""The fictional municipality's open year: somebody has begun, something waits for approval and something came back."""

from datetime import date, timedelta
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.db import transaction

from indicators.eventlog import LogActor
from indicators.formats import exact
from indicators.models import Indicator, Portal, Round
from indicators.reporting.round.rounds import lock, open_round
from indicators.reporting.rules.rights import rights_of
from indicators.reporting.sheet.sheets import seen_by
from indicators.reporting.values.changes import RowChange, typed
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.loading import load_indicator_years
from indicators.reporting.values.moving import move
from indicators.reporting.values.saving import save
from indicators.vocabulary import EntryState, Move

MESSAGE = "Gäller värdet hela året, eller bara hösten?"
JUMP = Decimal("1.6")  # times last year's value: unusual enough to be asked about


def open_year(today):
    """Open this year for values and lock the year before, once; needs the people of the own machine.

    The values are made up from last year's, as everything in the fictional municipality is.
    """
    if Round.objects.exists():
        return
    people = get_user_model().objects
    reporter, approver, coordinator = (
        LogActor(people.get(username=name)) for name in ("inmatare", "godkannare", "samordnare")
    )
    with transaction.atomic():
        begun = today - timedelta(days=14)
        before = open_round(coordinator, today.year - 1, begun - timedelta(days=365), date(today.year, 2, 15))
        lock(coordinator, before)
        round_ = open_round(coordinator, today.year, begun, date(today.year + 1, 2, 15))
        begin(round_, reporter, approver, today)


def begin(round_, reporter, approver, today):
    """Let four of the reporter's rows be a draft to ask about, two that wait and one that came back."""
    portal = Portal.objects.with_municipality().get()
    lines = load_indicator_years(portal, round_, seen_by(rights_of(reporter.user)))
    empty = [line for line in lines if line.is_due and _repeatable(line)][:4]
    for place, line in enumerate(empty):
        value = line.past("T")[-1].value * (JUMP if place == 0 else 1)
        _enter(reporter, round_, line, value, today)
        if place:
            move(reporter, round_, line.indicator, Move.SUBMIT, today=today)
        if place == 3:
            move(approver, round_, line.indicator, Move.RETURN, today=today, message=MESSAGE)


def _repeatable(line: IndicatorYear) -> bool:
    """Tell whether a row has nothing yet, and a last value whose double is still possible."""
    past = line.past("T")
    return (
        line.state == EntryState.DRAFT
        and not line.has_begun
        and not line.indicator.by_sex
        and bool(past)
        and 0 < past[-1].value * 2 < 100
    )


def _enter(who: LogActor, round_: Round, line: IndicatorYear, value: Decimal, today: date) -> None:
    text = exact(value.quantize(Decimal(1).scaleb(-line.indicator.decimals)))
    indicator: Indicator = line.indicator
    save(who, round_, indicator, RowChange({"T": typed(indicator, text)}), today=today)
