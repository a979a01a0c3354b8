"""`manage.py paminn`: mail everybody what is left of the open years; meant to be run every working day."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import mailers
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from indicators.models import Portal, Reminder, Round
from indicators.reporting.reminders.delivery import MAILER, REFUSED, SENT, UNSURE
from indicators.reporting.reminders.digests import YearPart
from indicators.reporting.reminders.occasions import read_occasion
from indicators.reporting.reminders.sending import TAKEN, DeliveryResult, ReminderPlan, plan_of, send
from indicators.reporting.words import person_name

NO_SERVER = "Ingen e-postserver är inställd. Sätt PORTAL_MAIL_URL; med --dry-run visas vad som skulle skickas."
NO_ADDRESS = "Länkarna i mejlen behöver portalens adress. Sätt PORTAL_URL, till exempel https://mal.olofstrom.se."
RESULT_TEXTS = {
    SENT: "Skickad till {name} ({address}): {subject}",
    REFUSED: "Gick inte att skicka till {name} ({address}), prövas igen vid nästa körning: {fault}",
    UNSURE: "Påbörjad, inte bekräftad, till {name} ({address}): {fault}",
    TAKEN: "En annan körning har tagit hand om mejlet till {name} ({address}).",
}


class Command(BaseCommand):
    """Send what is due by today that has not been sent."""

    help = (
        "Mejlar var och en vad som återstår för öppna inmatningsår: 14 och 3 dagar före sista dagen, dagen efter, en "
        "vecka efter och sedan varannan vecka tills året låses. Ingen får samma påminnelse två gånger."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ar", type=int, metavar="ÅR", help="bara det året, till exempel 2024")
        parser.add_argument("--dag", metavar="DATUM", help="som om det vore den dagen, till exempel 2025-02-01")
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle skickas, och skicka inget")
        parser.add_argument(
            "--igen", action="store_true", help="skicka också om det som är påbörjat men inte bekräftat"
        )

    def handle(self, *_: Any, ar: int | None, dag: str | None, dry_run: bool, igen: bool, **__: Any) -> None:
        """Say what was sent to whom; end with code 1 when somebody was not told who should have been."""
        today = _day(dag) if dag else timezone.localdate()
        portal = Portal.objects.with_municipality().first()
        if portal is None:
            raise CommandError("Portalen har ingen kommun än. Läs in en plan med: uv run manage.py load_plan")
        rounds = _rounds(ar, today)
        if not rounds:
            self.stdout.write("Inget år är öppet för inmatning. Ingen påminns.")
            return
        if not settings.PORTAL_URL:
            raise CommandError(NO_ADDRESS)
        if not dry_run and MAILER not in mailers:
            raise CommandError(NO_SERVER)
        plan = plan_of(portal, rounds, today, again=igen)
        failed = self._shown(plan) if dry_run else self._sent(plan)
        if failed or plan.unconfirmed or plan.without_recipient:
            raise CommandError("Alla har inte fått det de ska ha. Se ovan.")

    def _shown(self, plan: ReminderPlan) -> int:
        for mailing in plan.mailings:
            self.stdout.write(f"{'─' * 76}\n{mailing.letter.text}")
        self.stdout.write("─" * 76)
        self._print_rest(plan)
        self.stdout.write(f"Mejl som skulle skickas: {len(plan.mailings)}. Inget är skickat och inget är sparat.")
        return 0

    def _sent(self, plan: ReminderPlan) -> int:
        results = []
        for result in send(plan.mailings):
            self._print_result(result)
            results.append(result.kind)
        self._print_rest(plan)
        self.stdout.write(f"Skickade mejl: {results.count(SENT)}.")
        return results.count(REFUSED) + results.count(UNSURE)

    def _print_result(self, result: DeliveryResult) -> None:
        letter = result.mailing.letter
        stream = self.stderr if result.kind in {REFUSED, UNSURE} else self.stdout
        stream.write(
            RESULT_TEXTS[result.kind].format(
                name=result.mailing.name, address=letter.address, subject=letter.subject, fault=result.fault
            )
        )

    def _print_rest(self, plan: ReminderPlan) -> None:
        """Tell what was not sent and why."""
        if plan.already:
            self.stdout.write(f"Har redan fått sin påminnelse: {plan.already}.")
        for row in plan.in_progress:
            self.stdout.write(f"{_row_text(row)}: påbörjad nyss, kanske av en annan körning. Vänta två minuter.")
        for row in plan.unconfirmed:
            self.stderr.write(f"{_row_text(row)}: påbörjad, inte bekräftad. Skicka om med --igen om det inte kom fram.")
        for part in plan.without_recipient:
            self.stderr.write(_unreached_text(part))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise CommandError(f"{text} är inget datum. Skriv till exempel --dag 2025-02-01.") from fault


def _rounds(year: int | None, today: date) -> list[Round]:
    if year is not None and not Round.objects.filter(year=year).exists():
        raise CommandError(f"Det finns inget inmatningsår {year}.")
    found = Round.objects.taking_values(today)
    return list(found.filter(year=year) if year is not None else found)


def _row_text(row: Reminder) -> str:
    name = person_name(row.user) if row.user else "Portalens kontaktadress"
    return f"{name} ({row.address}), {row.round}, {read_occasion(row.occasion).words}"


def _unreached_text(part: YearPart) -> str:
    whys = [
        *(f"{work.unit}: {work.why} Inte inskickat: {len(work.items)}." for work in part.nobody_enters),
        *(f"{work.unit}: {work.why} Väntar på att godkännas: {len(work.items)}." for work in part.nobody_decides),
        *([f"Väntar på att publiceras: {part.approved}."] if part.approved else []),
        *part.remarks,
    ]
    return f"{part.round}: portalen har varken en samordnare eller en kontaktadress som kan få veta. {' '.join(whys)}"
