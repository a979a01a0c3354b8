"""Take pictures of one page of each view for a person to look at: narrow, wide, light, dark and on paper."""

import os
import sys
import tempfile
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from tests.chromium import CHROMIUM_HELP, QUIET, chromium
from tests.pages import get_from, one_of_each_view
from tests.portals import BASE_DIR, served

FOLDER = BASE_DIR / "test-artifacts"
WIDTHS = {"light": (320, 768, 1440), "dark": (320, 1440)}
HEIGHT = 900


def take(page, name):
    for scheme, widths in WIDTHS.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in widths:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.screenshot(path=FOLDER / f"{name}-{scheme}-{width}.png", full_page=True)
    page.pdf(path=FOLDER / f"{name}.pdf", format="A4", prefer_css_page_size=True)


def main(plan="exempel"):
    """Take the pictures of a plan's portal; what is missing is one line on standard error and exit code 1."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "olofstrom.settings", "PORTAL_DEVELOPMENT": "1"}
    django.setup()
    if (found := chromium()) is None:
        sys.exit(CHROMIUM_HELP)
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), "--data", plan) as portal,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=found, args=QUIET) as browser,
    ):
        page = browser.new_page(base_url=portal.url, locale="sv-SE")
        for address, kind in one_of_each_view(get_from(portal.url)).items():
            page.goto(address)
            take(page, kind.view)
    print(FOLDER)


if __name__ == "__main__":
    main(*sys.argv[1:])
