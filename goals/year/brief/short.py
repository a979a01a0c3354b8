"""A year's first page: one sentence, three more, what stands out, what has changed and what is proposed.

Everything is taken from the year's content, so that an adopted year is told with what was adopted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goals.year import words
from goals.year.content import Remark, YearSummary
from goals.year.words import RemarkList
from indicators.formats import counted

MAX_CHANGED = 6  # lines of what has changed: a first page is one sheet
MAX_PROPOSED = 12
MAX_PROPOSAL = 130  # characters
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")


@dataclass(frozen=True, slots=True)
class Brief:
    sentences: tuple[str, ...]
    stands_out: RemarkList | None  # None where nothing was said to
    changed: RemarkList | None  # None without a year beside
    proposed: RemarkList
    more_changes: RemarkList | None  # those that the first page has no room for, None where it has them all

    @property
    def lists(self) -> tuple[RemarkList, ...]:
        return tuple(filter(None, (self.stands_out, self.changed, self.proposed)))


def brief_of(content: YearSummary) -> Brief:
    """Return what the first page says beside the sentence that counts the verdicts."""
    is_assessed = any(goal.ruling.is_given for goal in content.goals)
    # Where nobody has assessed, the statuses stand in the first sentence already.
    statuses = words.as_sentence(content.spread.sentence) if is_assessed else ""
    measured = " ".join(filter(None, (content.measured_sentence, statuses)))
    found = words.changes(content)
    more = found.remarks[MAX_CHANGED:] if found else ()
    return Brief(
        sentences=tuple(filter(None, (measured, content.compared_sentence, content.since_sentence))),
        stands_out=RemarkList("Det här sticker ut", content.stands_out, "") if content.stands_out else None,
        changed=RemarkList(found.heading, _shortened(found.remarks, MAX_CHANGED), found.empty) if found else None,
        proposed=_proposed(content, is_assessed=is_assessed),
        more_changes=RemarkList(f"Fler ändringar sedan {content.before_year}", more, "") if more else None,
    )


def _proposed(content: YearSummary, *, is_assessed: bool) -> RemarkList:
    remarks = [
        Remark(words.goal_name(goal), first_words(goal.assessment.next_steps), goal=goal.slug)
        for goal in content.goals
        if goal.assessment and goal.assessment.next_steps.strip()
    ]
    empty = "Inget mål har ett nästa steg." if is_assessed else "Inget är föreslaget, eftersom inget mål har bedömts."
    return RemarkList("Det här föreslås", _shortened(remarks, MAX_PROPOSED), empty)


def _shortened(remarks: Sequence[Remark], most: int) -> tuple[Remark, ...]:
    """Return the first of them, and as a line how many more there are further on."""
    rest = len(remarks) - most
    more = (Remark(f"Och {counted(rest)} till", ""),) if rest > 0 else ()
    return (*remarks[:most], *more)


def first_words(text: str) -> str:
    """Return the first sentence of a text, or as many of its words as there is room for, and … where more is said."""
    whole = " ".join(text.split())
    first = _SENTENCE_END.split(whole, maxsplit=1)[0]
    if len(first) > MAX_PROPOSAL:
        first = first[:MAX_PROPOSAL].rsplit(" ", 1)[0].rstrip(",;:–")
    return first if first == whole else f"{first} …"
