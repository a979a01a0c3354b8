"""Write the glossary of CONTRIBUTING.md anew: `uv run python -m tests.meta.glossary`."""

import os
import re
from pathlib import Path

import django
from django.apps import apps
from django.db.models import TextChoices

GUIDE = Path(__file__).resolve().parents[2] / "CONTRIBUTING.md"
START, END = "<!-- glossary: begin -->\n", "<!-- glossary: end -->\n"
APPS = ("indicators", "goals")
# What a docstring opens with: "Önskad riktning: which way is better."
NOUN = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+(?: [a-zåäöé]+)?(?=: )")


def words():
    """Return English name → Swedish noun and where it is: every model, and every vocabulary that says its noun."""
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            if model.__module__.startswith(f"{app}.") and not model.__name__.startswith("Historical"):
                yield model.__name__, str(model._meta.verbose_name), f"{app}.models"
    for choices in TextChoices.__subclasses__():
        noun = NOUN.match(choices.__doc__ or "")
        if noun and choices.__module__.endswith(".vocabulary"):
            yield choices.__name__, noun[0].lower(), choices.__module__


def table():
    rows = (f"| `{name}` | {swedish} | `{where}` |\n" for name, swedish, where in sorted(words()))
    return "| In the code | On the surface | Where |\n|---|---|---|\n" + "".join(rows)


def in_guide(text):
    """Return the guide before the glossary, the glossary and what follows it."""
    before, _, rest = text.partition(START)
    found, _, after = rest.partition(END)
    return before, found, after


def write():
    before, _, after = in_guide(GUIDE.read_text(encoding="utf-8"))
    GUIDE.write_text(f"{before}{START}{table()}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    os.environ |= {"DJANGO_SETTINGS_MODULE": "olofstrom.settings", "PORTAL_DEVELOPMENT": "1"}
    django.setup()
    write()
