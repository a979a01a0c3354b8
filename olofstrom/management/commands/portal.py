"""Serve the portal with one command: tables, figures, static files, login and web server."""

import errno
import socket
from argparse import HelpFormatter
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connections
from django.utils import timezone
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from goals.plan.load import PlanFault, load_folder
from indicators.models import Portal
from olofstrom.assets import static_files_ready
from olofstrom.environment import EXAMPLE, EnvironmentFault
from olofstrom.example_year import open_year
from olofstrom.login.development_accounts import make_accounts, table

PLANS = ("olofstrom", EXAMPLE)
THREADS = 8  # below the PostgreSQL pool's ten, so that no page waits for a connection
STOP_LIMIT = 10  # seconds that running requests get when the portal is stopped
POLL = 0.02  # seconds


class SwedishHelp(HelpFormatter):
    """Help that opens in Swedish."""

    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, prefix or "Användning: ")


class PortalServer(MPServer):
    """Granian with our settings, which says where it is once it answers there."""

    def __init__(self, address, port, say_where):
        super().__init__(
            "olofstrom.wsgi:application",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            websockets=False,
            blocking_threads=THREADS,
            log_level=LogLevels.error,
            workers_kill_timeout=STOP_LIMIT,
        )
        self.say_where = say_where

    def startup(self, *args):
        """Start the worker and wait for it; a signal or a worker that dies ends the waiting."""
        super().startup(*args)
        while not self.main_loop_interrupt.wait(POLL):
            try:
                socket.create_connection((self.bind_addr, self.bind_port), timeout=1).close()
            except OSError:
                continue
            self.say_where()
            return


class Command(BaseCommand):
    """See `uv run manage.py portal --help`."""

    help = (
        "Startar portalen. Första gången skapas databasen och fylls med planen; sedan behålls det som finns. "
        "På din egen dator skrivs också en inloggning ut, som gäller till nästa start."
    )
    requires_system_checks = ()
    suppressed_base_arguments = {
        "--version",
        "--verbosity",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
        "--skip-checks",
    }

    def create_parser(self, prog_name, subcommand, **kwargs):
        """Build the parser without argparse's English help."""
        return super().create_parser(
            prog_name,
            subcommand,
            add_help=False,
            usage="uv run manage.py portal [--port PORT] [--host ADRESS] [--data PLAN]",
            formatter_class=SwedishHelp,
            **kwargs,
        )

    def add_arguments(self, parser):
        group = parser.add_argument_group("Val")
        group.add_argument("-h", "--help", action="help", help="visar den här hjälpen")
        group.add_argument("--port", default="8000", metavar="PORT", help="8000 om inget anges; 0 väljer en ledig")
        group.add_argument("--host", default="127.0.0.1", metavar="ADRESS", help="127.0.0.1 om inget anges")
        group.add_argument(
            "--data", metavar="PLAN", help="olofstrom eller exempel (en påhittad kommun); olofstrom om inget anges"
        )

    def handle(self, *args, **options):
        """Prepare what is missing, then serve until stopped."""
        if options["data"] not in {None, *PLANS}:
            raise EnvironmentFault(f"--data ska vara {' eller '.join(PLANS)}.")
        address = "127.0.0.1" if options["host"] == "localhost" else options["host"]
        port = _free_port(address, options["port"])
        _refuse_unwritable_database()
        with static_files_ready():
            try:
                call_command("migrate", verbosity=0, interactive=False)
                portal = self._with_plan(options["data"])
                logins = make_accounts(with_roles=portal.is_example) if settings.DEVELOPMENT else ()
                if logins and portal.is_example:
                    open_year(timezone.localdate())
            except DatabaseError as fault:
                raise EnvironmentFault(f"Databasen kunde inte förberedas: {_first_line(fault)}") from fault
        _let_go_of_database()
        self._serve(address, port, portal, logins)

    def _with_plan(self, name):
        portal = Portal.objects.with_municipality().first()
        if portal is None:
            folder = settings.BASE_DIR / "fixtures" / (name or PLANS[0])
            self.stdout.write("Databasen är tom och fylls nu med planen …")
            try:
                load_folder(folder)
            except PlanFault as fault:
                raise EnvironmentFault(f"Planen i {folder} kunde inte läsas in: {fault}") from fault
            return Portal.objects.with_municipality().get()
        if name is not None and portal.municipality.code != _municipality_of(name):
            raise EnvironmentFault(
                f"Databasen innehåller redan {portal.full_name}. Utelämna --data för att visa den, "
                "eller välj en annan databas med DATABASE_URL."
            )
        return portal

    def _serve(self, address, port, portal, logins):
        def say_where():
            shown = f"http://{f'[{address}]' if ':' in address else address}:{port}/"
            self.stdout.write(f"Visar: {portal.full_name}{' (exempeldata)' if portal.is_example else ''}")
            self.stdout.write(f"Adress: {shown}")
            if logins:
                self.stdout.write(f"Inloggning: {shown}admin/ (lösenorden gäller till nästa start)")
                self.stdout.writelines(f"  {line}\n" for line in table(logins))
            self.stdout.write("Avsluta med Ctrl+C.")
            self.stdout.flush()

        PortalServer(address, port, say_where).serve()
        self.stdout.write("Portalen är stoppad.")


def _free_port(address, text):
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise EnvironmentFault(f"--port ska vara ett tal från 0 till 65535, inte {text}.")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, int(text)))
        except OSError as fault:
            raise EnvironmentFault(_why_not_served(fault, address, text)) from fault
        return trial.getsockname()[1]


def _why_not_served(fault, address, port):
    if fault.errno == errno.EADDRINUSE:
        return f"Port {port} är upptagen. Välj en annan, till exempel: uv run manage.py portal --port {int(port) + 1}"
    if fault.errno == errno.EACCES:
        return f"Port {port} får inte användas utan särskild behörighet. Välj en annan med --port, till exempel 8000."
    return f"Datorn har inte adressen {address}. Utelämna --host för att använda 127.0.0.1."


def _refuse_unwritable_database():
    """Open a write transaction and give it up; a pool would hide the reason behind its own waiting."""
    probe = connections.create_connection("default")
    probe.settings_dict = {
        **probe.settings_dict,
        "OPTIONS": {name: value for name, value in probe.settings_dict["OPTIONS"].items() if name != "pool"},
    }
    try:
        probe.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        probe.rollback()
    except DatabaseError as fault:
        raise EnvironmentFault(_why_not_written(probe, fault)) from fault
    finally:
        probe.close()


def _why_not_written(probe, fault):
    if probe.vendor == "sqlite":
        name = Path(probe.settings_dict["NAME"])
        return (
            f"Databasen {name} går inte att skriva till ({_first_line(fault)}). "
            f"Kontrollera att mappen {name.parent} finns och att du får skriva i den, eller ange DATABASE_URL."
        )
    return (
        f"PostgreSQL svarar inte som väntat ({_first_line(fault)}). Kontrollera DATABASE_URL och att servern är igång."
    )


def _first_line(fault):
    return str(fault).strip().partition("\n")[0]


def _municipality_of(name):
    plan = yaml.safe_load((settings.BASE_DIR / "fixtures" / name / "plan.yaml").read_text(encoding="utf-8"))
    return str(plan["portal"]["kommun"])


def _let_go_of_database():
    """Close everything, since the server's worker is a fork of this process and must open its own."""
    connections.close_all()
    database: Any = connections["default"]
    # Not by its class: to import that is a tenth of the memory of a portal on SQLite.
    if database.vendor == "postgresql":
        database.close_pool()
