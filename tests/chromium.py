"""The browser of the tests: the system's own, since nothing is fetched from outside the package index."""

import os
import shutil

HEADLESS = "chromium-headless-shell"  # Debian's Chromium without a user interface: half the work
NAMES = (HEADLESS, "chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
CHROMIUM_HELP = "Ingen Chromium hittades. Kör: apt-get update && apt-get install -y chromium (eller sätt CHROMIUM)."


def chromium(*, is_seen=False):
    """Return the path of a Chromium, one with windows when it is to be seen; None where there is none."""
    names = [name for name in NAMES if name != HEADLESS or not is_seen]
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
