"""`manage.py gallra`: delete what has been kept long enough; meant to be run once a day."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from goals.feedback import weed


class Command(BaseCommand):
    """Delete answered messages that are old enough, and yesterday's counts of senders."""

    help = "Tar bort besvarade meddelanden som är äldre än gränsen, och gårdagens räkning av avsändare."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another limit than the setting's, for a first clearing."""
        parser.add_argument(
            "--dagar",
            type=int,
            default=settings.REPORT_DAYS,
            help=f"dagar sedan svaret (annars {settings.REPORT_DAYS})",
        )

    def handle(self, *_: Any, dagar: int, verbosity: int, **__: Any) -> None:
        """Say how many messages were deleted."""
        if dagar < 0:
            raise CommandError("Antalet dagar kan inte vara negativt.")
        deleted = weed(timezone.now(), days=dagar)
        if verbosity:
            self.stdout.write(f"Borttagna meddelanden: {deleted}.")
