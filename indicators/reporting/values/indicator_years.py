"""One indicator's year as it stands: what is published, what is entered beside it, and what it is held against."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.formats import Scale
from indicators.models import Cell, Entry, Indicator, Outcome, Round
from indicators.reporting.rules.checks import (
    Limits,
    Past,
    fault_of,
    limits_of,
    names_in_unit,
    sexes_warning,
    warnings_of,
)
from indicators.reporting.rules.contents import EMPTY, Content
from indicators.reporting.rules.moves import EntryStanding, faults_before_submitting
from indicators.reporting.rules.stages import MISSING
from indicators.reporting.rules.tokens import short_hash
from indicators.reporting.values.notes import Note, note_of
from indicators.reporting.words import closed_text
from indicators.series.rows import scale_of
from indicators.vocabulary import EntryState, OutcomeState, Sex

TOTAL_ONLY = (Sex.TOTAL,)
BY_SEX = (Sex.TOTAL, Sex.WOMEN, Sex.MEN)


def known_values(indicator: Indicator) -> Iterator[Decimal]:
    """Yield what is already said of an indicator loaded by `with_outcomes`: published, aimed at and started from."""
    for row in indicator.loaded_outcomes:
        if row.value is not None:
            yield row.value
    for target in indicator.targets.all():
        numbers = (getattr(target, name) for name in names_in_unit(target.kind, target.scope))
        yield from (each for each in numbers if each is not None)
    if indicator.baseline_value is not None:
        yield indicator.baseline_value


@dataclass(slots=True)
class IndicatorYear:
    """An indicator loaded by `with_outcomes(home)`, with the home municipality's year as it is stored."""

    round: Round
    indicator: Indicator
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)  # of the year, by sex, drafts of a plan too
    entry: Entry | None = None
    cells: dict[str, Cell] = field(default_factory=dict)  # by sex

    @property
    def year(self) -> int:
        return self.round.year

    @property
    def sexes(self) -> tuple[Sex, ...]:
        return BY_SEX if self.indicator.by_sex else TOTAL_ONLY

    @property
    def scale(self) -> Scale:
        return scale_of(self.indicator)

    @property
    def limits(self) -> Limits:
        """Return what the values can be, as what is known of the indicator lets them."""
        found = self.indicator
        return limits_of(self.scale, found.measure, found.lowest, found.highest, known_values(found))

    @property
    def is_published(self) -> bool:
        """Tell whether the public sees a value, or a reason for none, for the year."""
        total = self.outcomes.get(Sex.TOTAL)
        return total is not None and total.state == OutcomeState.PUBLISHED

    @property
    def state(self) -> EntryState:
        if self.entry is not None:
            return EntryState(self.entry.state)
        return EntryState.PUBLISHED if self.is_published else EntryState.DRAFT

    @property
    def stage(self) -> str:
        """Return where the year stands as it is counted: MISSING, or the state."""
        return MISSING if self.state == EntryState.DRAFT and not self.has_begun else self.state.value

    @property
    def is_begun(self) -> bool:
        """Tell whether there is something that is not on its way yet."""
        return self.has_begun and self.state in {EntryState.DRAFT, EntryState.RETURNED}

    @property
    def is_ready(self) -> bool:
        """Tell whether there is something to submit, a draft of a plan too, and nothing is lacking."""
        return self.is_begun and not self.faults()

    @property
    def has_begun(self) -> bool:
        """Tell whether anything is entered or published for the year."""
        return any(not self.content(sex).is_empty for sex in self.sexes)

    @property
    def is_due(self) -> bool:
        """Tell whether the year is one that the indicator is measured in, counted from its latest value before it."""
        if not self.indicator.is_published:
            return False
        earlier = [row.year for row in self.indicator.loaded_outcomes if row.year < self.year and row.value is not None]
        interval = self.indicator.interval
        # Counted from the latest value, so that a year that was missed is asked for the next.
        return interval == 1 or not earlier or (self.year - max(earlier)) >= interval

    def published(self, sex: str) -> Content | None:
        """Return what the public sees, or None where it sees nothing."""
        outcome = self.outcomes.get(sex)
        if outcome is None or outcome.state != OutcomeState.PUBLISHED:
            return None
        return Content(outcome.value, outcome.missing_reason)

    def base(self, sex: str) -> Content:
        """Return what stands where nothing is entered: the outcome, a draft of a plan too."""
        outcome = self.outcomes.get(sex)
        return Content(outcome.value, outcome.missing_reason) if outcome else EMPTY

    def content(self, sex: str) -> Content:
        """Return what is entered, or else what stands there already."""
        cell = self.cells.get(sex)
        return Content(cell.value, cell.missing_reason) if cell else self.base(sex)

    @property
    def base_note(self) -> Note:
        """Return what is told about the year already; before the first value, the source of last time."""
        total = self.outcomes.get(Sex.TOTAL)
        if total is not None:
            return note_of(total)
        last = max((row for row in self.indicator.loaded_outcomes if row.year < self.year), key=_recency, default=None)
        return Note(source=last.source, source_url=last.source_url, origin=last.origin) if last else Note()

    @property
    def note(self) -> Note:
        return note_of(self.entry) if self.entry else self.base_note

    @property
    def differs(self) -> bool:
        """Tell whether anything entered is other than what stands there already."""
        return any(self.content(sex) != self.base(sex) for sex in self.sexes) or self.note != self.base_note

    @property
    def corrected(self) -> tuple[Sex, ...]:
        """Return the sexes whose published value would be another."""
        return tuple(
            sex for sex in self.sexes if (seen := self.published(sex)) is not None and seen != self.content(sex)
        )

    def past(self, sex: str) -> tuple[Past, ...]:
        """Return the earlier published values by today's method, oldest first."""
        breaks = [each.year for each in self.indicator.breaks.all() if each.year <= self.year]
        # A change over a break in the method says nothing of the value.
        start = max(breaks, default=0)
        return tuple(
            Past(row.year, row.value)
            for row in self.indicator.loaded_outcomes
            if row.sex == sex and start <= row.year < self.year and row.value is not None
        )

    def warnings(self) -> dict[str, tuple[str, ...]]:
        """Return what is odd with each cell, and under "" with the row, in Swedish."""
        limits = self.limits
        by_sex: dict[str, tuple[str, ...]] = {}
        for sex in self.sexes:
            value = self.content(sex).value
            if value is not None:
                by_sex[sex] = warnings_of(value, limits, self.past(sex))
        of_row = sexes_warning({sex: self.content(sex) for sex in self.sexes}, limits)
        return {**by_sex, "": (of_row,) if of_row else ()}

    def faults(self) -> tuple[str, ...]:
        """Return what is lacking before it can be submitted, in Swedish."""
        emptied = [sex for sex in self.sexes if self.published(sex) is not None and self.content(sex).is_empty]
        faults = faults_before_submitting(
            {sex: not self.content(sex).is_empty for sex in self.sexes},
            has_source=bool(self.note.source.strip()),
            changes_published=bool(self.corrected),
            change_reason=self.entry.change_reason if self.entry else "",
        )
        if emptied and Sex.TOTAL not in emptied:  # an empty total has a fault of its own
            faults = ("Ett publicerat värde kan inte tömmas. Skriv varför det saknas.", *faults)
        return (*self._impossible(), *faults)

    def _impossible(self) -> Iterator[str]:
        """Yield why what is entered cannot be: limits may have been set since, and a plan's draft is held by none."""
        limits = self.limits
        for sex in self.sexes:
            content = self.content(sex)
            fault = fault_of(content.value, limits) if content.value is not None else ""
            if fault and content != self.published(sex):
                yield fault

    def standing(self, today: date, *, four_eyes: bool) -> EntryStanding:
        """Return where the year stands, as the rules of the moves see it."""
        return EntryStanding(
            state=self.state,
            closed="" if self.round.takes_values(today) else closed_text(self.round),
            writers=self.writers,
            four_eyes=four_eyes,
            is_published=self.is_published,
            faults=self.faults(),
        )

    @property
    def writers(self) -> frozenset[int]:
        """Return who has written or submitted what is entered, by key."""
        if self.entry is None:
            return frozenset()
        # Whoever has written any of it: four eyes is about the whole row, its source and comment too.
        keys = [*(cell.saved_by_id for cell in self.cells.values()), *self.entry.note_writers.values()]
        return frozenset(key for key in (*keys, self.entry.saved_by_id, self.entry.submitted_by_id) if key)

    @property
    def token(self) -> str:
        """Return a short mark of everything that is entered: who decides shows that they saw just this."""
        # The state too: what has been taken back is no longer what was read.
        contents = {sex: self.content(sex).token for sex in self.sexes}
        reason = self.entry.change_reason if self.entry else ""
        return short_hash([contents, asdict(self.note), reason, self.state.value])

    @property
    def snapshot(self) -> dict[str, Any]:
        """Return what is entered as plain data, for the record of a move."""
        note = {name: str(value) for name, value in asdict(self.note).items() if value}
        return {**{sex.value: self.content(sex).token for sex in self.sexes}, **note}


def _recency(row: Any) -> tuple[int, bool]:
    # Of one year's rows the total is the one that speaks for the year.
    return row.year, row.sex == Sex.TOTAL
