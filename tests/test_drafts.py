"""Nothing that is on its way is seen by the public: every page, file and search is walked and looked through for it."""

import io
import re
import zipfile
from datetime import date
from itertools import cycle
from urllib.parse import parse_qs, urlsplit

import pypdf
import pytest

from indicators.eventlog import LogActor
from indicators.models import Correction, Entry, Indicator, Outcome, Portal, Round
from indicators.reporting.values.changes import RowChange, typed
from indicators.reporting.values.moving import move_rows
from indicators.reporting.values.saving import save_rows
from indicators.vocabulary import EntryState, Move, Sex
from tests.pages import Page, is_ours, walk

pytestmark = pytest.mark.slow

YEAR, TODAY = 2025, date(2026, 1, 20)
NUMBERS = {"8\u00a0317\u00a0419", "8317419", "83,17419", "83.17419"}  # as pages and files would write it
WORDS = "Hemligutkastmening"
STATES = (EntryState.DRAFT, EntryState.SUBMITTED, EntryState.RETURNED, EntryState.APPROVED)


@pytest.fixture
def on_their_way(example_plan, person):
    """Put a secret in every indicator's year, a quarter in each state that is not public; many change what is."""
    writer, decider = LogActor(person("skriver", coordinator=None)), LogActor(person("avgor", coordinator=None))
    Round.objects.create(year=YEAR, opens_on=date(2025, 11, 1), due_on=date(2026, 2, 15), publishing="together")
    Indicator.objects.update(highest=None, lowest=None)
    round_ = Round.objects.get()
    indicators = list(Indicator.objects.filter(categories=[]))
    note = {"comment": (WORDS, None), "source": (WORDS, None), "change_reason": (WORDS, None)}
    changes = {each.pk: RowChange(texts(each), note) for each in indicators}
    saved = save_rows(writer, round_, changes, today=TODAY)
    assert all(each.is_whole for each in saved), [each.results for each in saved if not each.is_whole]
    parts = {state: {} for state in STATES}
    for each, state in zip(indicators, cycle(STATES), strict=False):
        parts[state][each.pk] = ""
    submitted = {key: "" for state in STATES[1:] for key in parts[state]}
    move_rows(writer, round_, Move.SUBMIT, submitted, today=TODAY)
    move_rows(decider, round_, Move.RETURN, parts[EntryState.RETURNED], today=TODAY, message=WORDS)
    move_rows(decider, round_, Move.APPROVE, parts[EntryState.APPROVED], today=TODAY)
    found = {each.state for each in Entry.objects.all()}
    assert found == set(STATES)
    assert Outcome.objects.published().filter(year=YEAR, municipality=Portal.objects.get().municipality).exists()
    return writer


def texts(indicator):
    value = "83,17419" if indicator.measure == "share" else "8317419"
    return {
        sex: typed(indicator, value) for sex in ((Sex.TOTAL, Sex.WOMEN, Sex.MEN) if indicator.by_sex else (Sex.TOTAL,))
    }


def text_of(page):
    """Return everything that can be read in an answer: a page, a file of text, a PDF or a zipped document."""
    content, kind = page.response.content, page.response.headers["Content-Type"]
    if "pdf" in kind:
        return " ".join(leaf.extract_text() for leaf in pypdf.PdfReader(io.BytesIO(content)).pages)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return content.decode("utf-8", "replace")


def leaks(pages):
    secret = re.compile("|".join(re.escape(each) for each in (*NUMBERS, WORDS)), re.IGNORECASE)
    return {address: found[0] for address, page in pages.items() if (found := secret.search(text_of(page)))}


def of_the_year(link):
    return parse_qs(urlsplit(link).query).get("ar", [None])[0] in {None, str(YEAR)}


def test_no_page_file_feed_or_search_shows_what_is_on_its_way(client, on_their_way):
    pages = walk(client.get, of_the_year)
    for address in (
        f"/sok/?q={WORDS[:12]}",
        f"/indikatorer/?q={WORDS[:12]}",
        *(f"/uppfoljning/{YEAR}{end}" for end in ("/", ".pdf", ".docx", ".xlsx")),
        "/sitemap.xml",
        "/flode.atom",
        "/oppna-data/",
    ):
        pages[address] = Page(address, client.get(address))
    files = [address for address in pages if address.endswith((".csv", ".json", ".pdf", ".docx", ".xlsx"))]

    assert len(pages) > 150
    assert len(files) > 100
    assert all(is_ours(address) for address in pages)
    assert leaks(pages) == {}
    assert not Correction.objects.filter(reason=WORDS).exists()


def test_logged_in_official_sees_what_the_public_sees(client, on_their_way):
    pages = [
        "/",
        f"/uppfoljning/{YEAR}/",
        "/indikatorer/",
        "/indikatorer/sjukfranvaro/",
        "/indikatorer/sjukfranvaro.csv",
    ]
    shown = {address: client.get(address) for address in pages}
    client.force_login(on_their_way.user)

    for address, before in shown.items():
        after = client.get(address)
        assert after.content == before.content, address
        assert "private" in after.headers["Cache-Control"], address


def test_the_secret_is_found_where_it_is(client, on_their_way):
    """Hold that the walk above would have found it: in the sheet it stands in plain sight."""
    client.force_login(on_their_way.user)

    page = client.get(f"/admin/inmatning/{YEAR}/").text

    assert WORDS in page
    assert any(number in page for number in NUMBERS)
