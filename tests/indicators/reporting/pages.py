"""Pages of the year's values as a browser reads and sends them."""

import re
from html import unescape

SHEET = "/admin/inmatning/2024/"
APPROVAL = f"{SHEET}godkann/"


def words(response):
    body = response.text.partition("<main")[2] or response.text
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def fields(response):
    """Return what a browser without scripts posts from a page as it is, the buttons left out."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", response.text):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="submit"' not in tag and not ('type="checkbox"' in tag and "checked" not in tag):
            found.setdefault(unescape(name[1]), []).append(unescape(value[1]) if value else "")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', response.text):
        found.setdefault(name, []).append(unescape(text).removeprefix("\n"))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', response.text, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found.setdefault(name, []).append(chosen[1] if chosen else "")
    return found


def post(client, address=SHEET, **changes):
    sent = fields(client.get(address))
    return client.post(address, {**sent, **{name.replace("_dash_", "-"): text for name, text in changes.items()}})
