"""From an approved entry to what the public reads: outcomes, and a correction of each published value that changes."""

from typing import Any

from django.utils import timezone

from indicators.models import Correction, Municipality, Outcome
from indicators.reporting.lines import NOTE_FIELDS, Line
from indicators.vocabulary import Origin, OutcomeState, Sex

LONGEST_REASON = 100  # characters of the history's own reason
ENTERED = "Inmatat och godkänt"


def record_correction(outcome: Outcome, reason: str, user: Any) -> None:
    """Store the correction that saving an outcome will make, if it makes one; call before it is saved.

    It makes one when the public then sees another value, or another reason for none, than it last did.
    """
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
    short = reason if len(reason) <= LONGEST_REASON else f"{reason[: LONGEST_REASON - 1]}…"
    outcome._change_reason = short  # noqa: SLF001  simple_history reads it there
    date_publication(outcome)
    record_correction(outcome, reason, writer)
    outcome.save()


def publish_line(line: Line, home: Municipality) -> None:
    """Write what a line's entry holds as published outcomes and empty its cells; call within a transaction."""
    entry = line.entry
    if entry is None:
        raise ValueError("A line without an entry has nothing to publish.")
    for sex in line.sexes:
        content = line.content(sex)
        if content.is_empty or not (sex == Sex.TOTAL or sex in line.cells or sex in line.outcomes):
            continue
        outcome = line.outcomes.get(sex) or Outcome(
            indicator=line.indicator, municipality=home, year=line.year, sex=sex
        )
        outcome.value, outcome.missing_reason = content.value, content.missing_reason
        if sex == Sex.TOTAL or sex in line.cells:
            for name in NOTE_FIELDS:
                setattr(outcome, name, getattr(entry, name))
        outcome.origin = outcome.origin or Origin.OWN
        outcome.state = OutcomeState.PUBLISHED
        _save_with_reason(outcome, entry.change_reason or ENTERED, entry.submitted_by)
    entry.cells.all().delete()
