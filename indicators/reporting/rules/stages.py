"""Where an indicator's year stands, as pages and letters count it: an entry's states, and that nothing is there."""

from indicators.vocabulary import EntryState

MISSING = "missing"  # nothing is entered and nothing is published
STAGES: tuple[tuple[str, str], ...] = (
    *(
        (state.value, str(state.label))
        for state in (
            EntryState.PUBLISHED,
            EntryState.APPROVED,
            EntryState.SUBMITTED,
            EntryState.RETURNED,
            EntryState.DRAFT,
        )
    ),
    (MISSING, "Saknas"),
)
STAGE_WORDS = dict(STAGES)
DONE = frozenset({EntryState.SUBMITTED.value, EntryState.APPROVED.value, EntryState.PUBLISHED.value})
LEFT = (EntryState.RETURNED.value, EntryState.DRAFT.value, MISSING)  # the most pressing first
