"""Measure the portal with made-up figures in databases of its own: everything, where no part is named."""

import argparse
import json
import sys
from dataclasses import asdict

from django.core.exceptions import ImproperlyConfigured

from olofstrom.environment import EnvironmentFault
from tests.bench import entry, load, pages, whole

WHOLE = "all"


def parser():
    found = argparse.ArgumentParser(prog=".ci/bench", description=__doc__)
    parts = found.add_subparsers(required=True, metavar="PART")
    everything = _part(parts, WHOLE, whole)
    everything.add_argument(
        "--shortest",
        dest="extent",
        action="store_const",
        const=whole.SHORTEST,
        default=whole.USUAL,
        help="only try that every row can be measured: the figures say nothing",
    )
    repeated = {
        "answers": (pages, "pages", pages.ANSWERS),
        "saves": (entry, "entry", entry.SAVES),
        "rounds": (load, "load", load.ROUNDS),
    }
    for what, (part, name, usual) in repeated.items():
        command = _part(parts, name, part)
        command.add_argument(f"--{what}", dest="extent", type=int, default=usual, help=f"how many {what} ({usual})")
    return found


def _part(parts, name, part):
    command = parts.add_parser(name, help=part.__doc__.partition("\n")[0])
    command.add_argument("--json", action="store_true", help="print the figures as JSON")
    command.set_defaults(part=part)
    return command


def main(arguments):
    """Measure one part, or everything; what cannot be measured is one line on standard error and exit code 1."""
    is_named = arguments and arguments[0] not in {"--json", "--shortest"}
    chosen = parser().parse_args(arguments if is_named else [WHOLE, *arguments])
    try:
        measured = list(chosen.part.measure(chosen.extent))
    except (EnvironmentFault, ImproperlyConfigured) as fault:
        sys.exit(f"{fault}")
    if chosen.json:
        print(json.dumps([asdict(each) for each in measured], ensure_ascii=False, indent=2))
    else:
        print("\n".join(chosen.part.table(measured)))


if __name__ == "__main__":
    main(sys.argv[1:])
