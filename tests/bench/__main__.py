"""Measure the portal with made-up figures in a database of its own: `.ci/bench --help` says what there is."""

import argparse
import json
import sys
from dataclasses import asdict

from django.core.exceptions import ImproperlyConfigured

from olofstrom.environment import EnvironmentFault
from tests.bench import entry, load, pages


def parser():
    found = argparse.ArgumentParser(prog=".ci/bench", description=__doc__)
    parts = found.add_subparsers(required=True, metavar="PART")
    repeated = {
        "answers": (pages, "pages", pages.ANSWERS),
        "saves": (entry, "entry", entry.SAVES),
        "rounds": (load, "load", load.ROUNDS),
    }
    for what, (part, name, usual) in repeated.items():
        command = parts.add_parser(name, help=part.__doc__.partition("\n")[0])
        command.add_argument("--json", action="store_true", help="print the figures as JSON")
        command.add_argument(f"--{what}", dest="times", type=int, default=usual, help=f"how many {what} ({usual})")
        command.set_defaults(part=part)
    return found


def main():
    """Measure one part; what cannot be measured is one line on standard error and exit code 2."""
    chosen = parser().parse_args()
    try:
        measured = list(chosen.part.measure(chosen.times))
    except (EnvironmentFault, ImproperlyConfigured) as fault:
        sys.exit(f"{fault}")
    if chosen.json:
        print(json.dumps([asdict(each) for each in measured], ensure_ascii=False, indent=2))
    else:
        print("\n".join(chosen.part.table(measured)))


if __name__ == "__main__":
    main()
