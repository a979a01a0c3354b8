"""`manage.py gallra`: delete what has been kept long enough; meant to be run once a day."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from goals.service.feedback import weed
from indicators.models import Event, Upload


class Command(BaseCommand):
    """Delete answered messages, events of the log and logins that are old enough, and yesterday's counts of senders."""

    help = (
        "Tar bort besvarade meddelanden och händelser i loggen som är äldre än gränsen, inloggningar som har gått ut, "
        "filer som inte lästes in och gårdagens räkning av avsändare."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dagar",
            type=int,
            default=settings.REPORT_DAYS,
            help=f"dagar sedan svaret på ett meddelande (annars {settings.REPORT_DAYS})",
        )

    def handle(self, *_: Any, dagar: int, verbosity: int, **__: Any) -> None:
        """Say how much of each kind was deleted."""
        if dagar < 0:
            raise CommandError("Antalet dagar kan inte vara negativt.")
        now = timezone.now()
        deleted = {
            "meddelanden": weed(now, days=dagar),
            "händelser": Event.objects.outlived(now, settings.LOG_DAYS).delete()[0],
            "inloggningar": _weed_logins(now),
            "filer som inte lästes in": Upload.objects.outlived(now).delete()[0],
        }
        if verbosity:
            for what, count in deleted.items():
                self.stdout.write(f"Borttagna {what}: {count}.")


def _weed_logins(now: Any) -> int:
    """Delete what is stored of logins whose time has run out, and return how many there were."""
    Session.objects.filter(expire_date__lt=now).delete()
    return UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0]
