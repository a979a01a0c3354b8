#!/usr/bin/env python
"""Run the portal's commands: `uv run manage.py portal` serves it, `uv run manage.py help` lists the rest."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError

from olofstrom.environment import EnvironmentFault, for_portal


def main(arguments):
    """Run one command; a setting or a database that cannot be used is one line on standard error and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olofstrom.settings")
    try:
        if arguments[1:2] == ["portal"]:
            os.environ.update(for_portal(arguments[2:], os.environ))
        execute_from_command_line(arguments)
    except (EnvironmentFault, ImproperlyConfigured) as fault:
        sys.stderr.write(f"{fault}\n")
        sys.exit(2)
    except (OperationalError, ProgrammingError) as fault:  # away, not writable, or without its tables
        if "--traceback" in arguments:
            raise
        reason = str(fault).strip().partition("\n")[0]
        sys.stderr.write(
            f"Databasen går inte att använda ({reason}). Kontrollera DATABASE_URL. "
            "Om tabellerna saknas, kör: uv run manage.py migrate\n"
        )
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv)
