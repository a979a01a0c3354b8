"""`manage.py dump_plan FOLDER`: write the database's plan as a folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from goals.plan.dump import dump_folder
from goals.plan.faults import PlanFault


class Command(BaseCommand):
    """Write the plan in its canonical form."""

    help = "Skriver portalens plan till en mapp, i samma form som load_plan läser."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mapp", type=Path, help="mappen att skriva till")
        parser.add_argument("--force", action="store_true", help="skriv även om mappen innehåller annat än en plan")

    def handle(self, *_: Any, mapp: Path, force: bool, verbosity: int, **__: Any) -> None:
        """Print which files were written; end with code 1 and the reason when nothing could be."""
        try:
            files = dump_folder(mapp, force=force)
        except PlanFault as fault:
            raise CommandError("\n".join(map(str, fault.faults))) from fault
        if verbosity:
            self.stdout.write(f"Planen är skriven till {mapp}: {', '.join(files)}.")
