"""`manage.py load_plan FOLDER`: read a plan folder into the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from goals.plan.faults import PlanFault
from goals.plan.load import load_folder


class Command(BaseCommand):
    """Load a plan; a wrong plan is listed fault by fault and changes nothing."""

    help = "Läser in en plan från en mapp. Är något fel ändras ingenting."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mapp", type=Path, help="mappen med planens filer, till exempel fixtures/olofstrom")

    def handle(self, *_: Any, mapp: Path, verbosity: int, **__: Any) -> None:
        """Print what was stored; end with code 1 and the faults when the plan is wrong."""
        try:
            summary = load_folder(mapp)
        except PlanFault as fault:
            raise CommandError(fault.text) from fault
        if verbosity:
            self.stdout.write("\n".join(summary.lines))
