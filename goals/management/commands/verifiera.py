"""`manage.py verifiera YEAR`: recompute the checksums of an adopted year, and say whether it stands unchanged."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from goals.content.load import published_version
from goals.models import AnnualSummary
from goals.year.snapshots import change_of, fault_of


class Command(BaseCommand):
    """Verify every version of a year, or of every year."""

    help = "Räknar om kontrollsumman för en fastställd årsuppföljning och säger om den är oförändrad."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ar", nargs="?", type=int, metavar="år", help="året, till exempel 2024; annars alla")

    def handle(self, *_: Any, ar: int | None, **__: Any) -> None:
        """Print a line per version; end with code 1 when one has changed or when there is none to verify."""
        versions = AnnualSummary.objects.whole().order_by("year", "version")
        found = list(map(published_version, versions.filter(year=ar) if ar else versions))
        if not found:
            raise CommandError(f"Ingen årsuppföljning för {ar} är fastställd." if ar else "Inget år är fastställt.")
        changed = faulty = 0
        for version in found:
            fault = fault_of(version)
            changed += bool(change_of(version))
            faulty += bool(fault)
            self.stdout.write(f"{version}: {fault or 'oförändrad'} ({version.sha256})")
        if changed:
            raise CommandError(f"{changed} av {len(found)} är inte densamma som fastställdes.")
        if faulty:
            raise CommandError(f"{faulty} av {len(found)} är oförändrade men går inte att visa som de fastställdes.")
