"""A digest as a letter: subject and plain text, in the words of somebody who asks politely."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.mail import EmailMessage
from django.utils import timezone

from indicators.formats import capital, counted, in_digits, listed
from indicators.models import Portal
from indicators.reporting.reminders.digests import Digest, Work, YearPart
from indicators.reporting.round.days import days_of, distance, short_date
from indicators.reporting.round.items import Item
from indicators.reporting.rules.stages import MISSING
from indicators.vocabulary import EntryState

WIDTH = 76  # characters of a line, which every mail reader shows whole
LEFT_HEADINGS = ((EntryState.RETURNED, "Återsänt, behöver ändras"), (EntryState.DRAFT, "Utkast"), (MISSING, "Saknas"))
REASON_WILL_DO = "Kan du inte ange ett värde? Skriv varför i stället. En orsak räknas som ett värde."
NO_COORDINATOR = (
    "Det här mejlet går till portalens kontaktadress, "
    "för portalen har ingen samordnare med en e-postadress som fungerar."
)


@dataclass(frozen=True, slots=True)
class Letter:
    address: str
    subject: str
    body: str
    answers_to: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        answers = f"Svar till: {', '.join(self.answers_to)}\n" if self.answers_to else ""
        return f"Till: {self.address}\n{answers}Ärende: {self.subject}\n\n{self.body}"

    def message(self) -> EmailMessage:
        """Return the letter for a mail server; out-of-office replies know from a header not to answer it."""
        return EmailMessage(
            subject=self.subject,
            body=self.body,
            to=[self.address],
            reply_to=list(self.answers_to) or None,
            headers={"Auto-Submitted": "auto-generated"},
        )


def letter_of(digest: Digest, portal: Portal, coordinators: Sequence[str], today: date) -> Letter:
    """Return the letter of a digest. `coordinators` are the addresses that answers to it go to."""
    # Nobody is asked to answer themselves.
    others = tuple(each for each in coordinators if each != digest.address)
    answers = others or tuple(each for each in (portal.contact_email,) if each and each != digest.address)
    return Letter(digest.address, subject_of(digest, today), _body(digest, portal, today, answers), answers)


def subject_of(digest: Digest, today: date) -> str:
    """Return the most pressing thing in one line: "3 värden för 2024 saknas – sista dag 15 februari"."""
    for sentence, works_of in (
        (_entering, lambda part: part.enter),
        (_deciding, lambda part: part.decide),
        (_coordinating, lambda part: (*part.nobody_enters, *part.nobody_decides)),
    ):
        parts = [part for part in digest.parts if works_of(part)]
        items = [item for part in parts for work in works_of(part) for item in work.items]
        if items:
            return f"{sentence(items, _years(parts))}{_last_day(parts, today)}"
    approved = [part for part in digest.parts if part.approved]
    if approved:
        count = sum(part.approved for part in approved)
        return f"{_values(count)} för {_years(approved)} väntar på att du publicerar"
    return f"Alla nås inte av påminnelserna för {_years(digest.parts)}"


def _entering(items: Sequence[Item], years: str) -> str:
    stages = {item.stage for item in items}
    one = len(items) == 1
    word = {
        frozenset({MISSING}): "saknas",
        frozenset({EntryState.RETURNED.value}): f"är {'återsänt' if one else 'återsända'}",
    }.get(frozenset(stages), f"är inte {'inskickat' if one else 'inskickade'}")
    return f"{_values(len(items))} för {years} {word}"


def _deciding(items: Sequence[Item], years: str) -> str:
    return f"{_values(len(items))} för {years} väntar på ditt godkännande"


def _coordinating(items: Sequence[Item], years: str) -> str:
    return f"{_values(len(items))} för {years} behöver en samordnare"


def _years(parts: Iterable[YearPart]) -> str:
    return listed(sorted(str(part.round.year) for part in parts))


def _values(count: int) -> str:
    return in_digits(count, "värde")


def _last_day(parts: Sequence[YearPart], today: date) -> str:
    """Return the last day where the subject is about one year."""
    if len(parts) > 1:
        return ""
    due = parts[0].round.due_on
    if due == today:
        return " – sista dag i dag"
    return f" – sista dag{'en var' if due < today else ''} {short_date(due)}"


def _body(digest: Digest, portal: Portal, today: date, answers: Sequence[str]) -> str:
    name = digest.member.name.split()[0] if digest.member else ""
    opening = [f"Hej {name}!" if name else "Hej!", *([] if digest.member else [_wrapped(NO_COORDINATOR)])]
    parts = [block for part in digest.parts for block in _part(part, today)]
    closing = f"Det här är en automatisk påminnelse från {portal.title}, {portal.full_name}."
    asked = " Har du en fråga? Svara på mejlet." if answers else ""
    return "\n\n".join([*opening, *parts, _wrapped(closing + asked)]) + "\n"


def _part(part: YearPart, today: date) -> Iterator[str]:
    yield _wrapped(f"Året {part.round.year}. {days_of(part.round, today)}")
    if part.enter:
        yield f"Att skicka in ({_count(part.enter)}):"
        yield from (_left(work) for work in part.enter)
        if any(item.stage == MISSING for work in part.enter for item in work.items):
            yield _wrapped(REASON_WILL_DO)
    if part.decide:
        yield f"Att godkänna ({_count(part.decide)}):"
        yield from (_waiting(work, today) for work in part.decide)
    if part.nobody_enters:
        yield f"Inte inskickat, och ingen annan påminns ({_count(part.nobody_enters)}):"
        yield from (_left(work) for work in part.nobody_enters)
    if part.nobody_decides:
        yield f"Väntar på att godkännas, och ingen annan påminns ({_count(part.nobody_decides)}):"
        yield from (_waiting(work, today) for work in part.nobody_decides)
    if part.approved:
        one = part.approved == 1
        verb, it = ("är godkänt och väntar", "det") if one else ("är godkända och väntar", "dem")
        yield _wrapped(f"{capital(_counted_values(part.approved))} {verb} på att en samordnare publicerar {it}.")
    yield from (_wrapped(remark) for remark in part.remarks)


def _counted_values(count: int) -> str:
    return counted(count, "värde")


def _count(works: Iterable[Work]) -> int:
    return sum(len(work.items) for work in works)


def _left(work: Work) -> str:
    lines = [*_heading(work)]
    for stage, words in LEFT_HEADINGS:
        found = [item for item in work.items if item.stage == stage]
        if found:
            lines.append(f"{words}:")
        for item in found:
            lines += _bullet(item, " (ändring av ett publicerat värde)" if item.is_public else "")
    return "\n".join(lines)


def _waiting(work: Work, today: date) -> str:
    lines = [*_heading(work)]
    # Who has waited longest first.
    for item in sorted(work.items, key=lambda each: (each.submitted_at is None, each.submitted_at or today)):
        by = f" av {item.submitted_by}" if item.submitted_by else ""
        when = f" {distance(timezone.localdate(item.submitted_at), today)}" if item.submitted_at else ""
        lines += _bullet(item, f", inskickat{by}{when}")
    return "\n".join(lines)


def _heading(work: Work) -> Iterator[str]:
    yield work.unit
    yield work.url
    if work.why:
        yield _wrapped(work.why)


def _bullet(item: Item, detail: str) -> Iterator[str]:
    yield textwrap.fill(f"- {item.name}{detail}", WIDTH, subsequent_indent="  ", break_long_words=False)
    if item.message:
        sender = f"{item.decided_by}: " if item.decided_by else ""
        yield textwrap.fill(
            f"{sender}{item.message}", WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False
        )
        yield f"  {item.url}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)
