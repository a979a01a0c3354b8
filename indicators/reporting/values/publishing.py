"""From an approved entry to what the public reads: outcomes, and a correction of each published value that changes."""

from typing import Any

from django.utils import timezone
from django.utils.text import Truncator

from indicators.models import Correction, Municipality, Outcome
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.notes import NOTE_FIELDS
from indicators.vocabulary import Origin, OutcomeState, Sex

MAX_REASON_LENGTH = 100  # characters of the history's own reason
ENTERED = "Inmatat och godkänt"


def record_correction(outcome: Outcome, reason: str, user: Any) -> None:
    """Store the correction that saving an outcome will make, if it makes one; call before it is saved.

    It makes one when the public then sees another value, or another reason for none, than it last did.
    """
    # What the public last saw, not what is stored: a value may have been taken back to a draft in between.
    before = _published_before(outcome)
    if before is None or outcome.state != OutcomeState.PUBLISHED:
        return
    if (before.value, before.missing_reason) == (outcome.value, outcome.missing_reason):
        return
    Correction.objects.create(
        indicator=outcome.indicator,
        municipality=outcome.municipality,
        year=outcome.year,
        sex=outcome.sex,
        old_value=before.value,
        old_missing_reason=before.missing_reason,
        new_value=outcome.value,
        new_missing_reason=outcome.missing_reason,
        reason=reason,
        corrected_at=timezone.now(),
        corrected_by=user,
    )


def date_publication(outcome: Outcome) -> None:
    """Note the moment an outcome first becomes public; the first moment stands."""
    if outcome.state == OutcomeState.PUBLISHED and outcome.published_at is None:
        outcome.published_at = timezone.now()


def _published_before(outcome: Outcome) -> Any:
    """Return the last recorded version that the public could see, or None."""
    if outcome._state.adding:  # noqa: SLF001  Django documents _state
        return None
    seen = Outcome.history.filter(id=outcome.pk, state=OutcomeState.PUBLISHED)
    return seen.order_by("-history_date", "-history_id").first()


def _save_with_reason(outcome: Any, reason: str, writer: Any) -> None:
    outcome._change_reason = Truncator(reason).chars(MAX_REASON_LENGTH)  # noqa: SLF001  simple_history reads it there
    date_publication(outcome)
    record_correction(outcome, reason, writer)
    outcome.save()


def publish_indicator_year(line: IndicatorYear, home: Municipality) -> None:
    """Write what an entry holds as published outcomes and empty its cells; call within a transaction.

    A note that was changed is written for every sex; one that was not stays as each outcome has it.
    """
    entry = line.entry
    if entry is None:
        raise ValueError("A row without an entry has nothing to publish.")
    base = line.base_note  # asked before the total is written, which it is made of
    revised = [name for name in NOTE_FIELDS if getattr(entry, name) != getattr(base, name)]
    for sex in line.sexes:
        content = line.content(sex)
        if content.is_empty or not (sex == Sex.TOTAL or sex in line.cells or sex in line.outcomes):
            continue
        written = NOTE_FIELDS if sex == Sex.TOTAL or sex in line.cells else revised
        new = {"value": content.value, "missing_reason": content.missing_reason, "state": OutcomeState.PUBLISHED}
        new |= {name: getattr(entry, name) for name in written}
        outcome = line.outcomes.get(sex)
        if outcome is None:
            outcome = Outcome(indicator=line.indicator, municipality=home, year=line.year, sex=sex)
        # Left alone: saving it would put a line in its history in which nothing has changed.
        elif all(getattr(outcome, name) == value for name, value in new.items()):
            continue
        for name, value in new.items():
            setattr(outcome, name, value)
        outcome.origin = outcome.origin or Origin.OWN
        _save_with_reason(outcome, entry.change_reason or ENTERED, entry.submitted_by)
    # Where there is no cell the outcome stands.
    entry.cells.all().delete()
