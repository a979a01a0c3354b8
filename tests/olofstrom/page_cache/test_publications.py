"""Whatever is published, and however: every node shows it to the next reader, whole, and never something in between."""

import hashlib
import json
import secrets
import time
from contextlib import ExitStack
from threading import Event, Thread

import pytest

from tests.olofstrom.page_cache.test_served import SHOWN_AT_ONCE, text_of
from tests.processes import copy_to_file, started

pytestmark = [pytest.mark.engine, pytest.mark.slow]

PUBLICATIONS = 12
READ = ("/", "/mal/", "/indikatorer/", "/rattelser/", "/om/", "/uppfoljning/")  # by those who read all the time
# Each way of publishing changes something at random and returns the addresses that show it, and words that they have.
PUBLISHER = """
import random, tempfile
from pathlib import Path
from datetime import UTC, datetime
from decimal import Decimal
from django.core.management import call_command
from django.db import connection
from goals.content.load import load_as_committed
from goals.models import AnnualSummary, Goal, GoalIndicator, Vision
from goals.year.freezing import freeze
from goals.year.years import Years
from indicators.models import Correction, Decision, Indicator, Outcome, Portal
def one(rows):
    return chance.choice(list(rows.order_by("pk")))
def linked():
    return Indicator.objects.filter(is_published=True, links__goal__focus_area__period__first_year__lte=2020).distinct()
def goal_saved(words):
    goal = one(Goal.objects.all())
    goal.title = words
    goal.save()
    return [goal.get_absolute_url()]
def indicator_updated(words):
    found = one(linked())
    Indicator.objects.filter(pk=found.pk).update(name=words)
    asked = words.replace(" ", "+")
    return [found.get_absolute_url(), f"/indikatorer/?q={asked}", f"/sok/?q={asked}"]
def portal_saved(words):
    portal = Portal.objects.get()
    portal.tagline = words
    portal.save()
    return ["/", "/kakor/", "/uppfoljning/"]
def vision_by_sql(words):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE goals_vision SET title = %s WHERE state = 'adopted'", [words])
    return ["/"]
def value_corrected(words):
    row = one(Outcome.objects.shown().filter(municipality=Portal.objects.get().municipality).exclude(value=None))
    old, row.value = row.value, row.value + 1
    row.comment = words
    row.save()
    Correction.objects.create(
        indicator=row.indicator, municipality=row.municipality, year=row.year, sex=row.sex, old_value=old,
        new_value=row.value, reason=words, corrected_at=datetime.now(UTC),
    )
    return ["/rattelser/", row.indicator.get_absolute_url()]
def year_frozen(words):
    decision = Decision.objects.create(slug=words.replace(" ", "-"), body="Kommunfullmäktige", title=words)
    year = chance.choice(list(Years(load_as_committed(), 2024).periods))
    latest = AnnualSummary.objects.latest_of(year)
    freeze(year, decision, version=latest.version + 1 if latest else 1, reason="En rättad siffra.")
    return [f"/uppfoljning/{year}/", f"/uppfoljning/{year}/version/{latest.version + 1 if latest else 1}/"]
def link_made_anew(words):
    link = one(GoalIndicator.objects.filter(indicator__is_published=True))
    goal, indicator, kind = link.goal, link.indicator, link.kind
    link.delete()
    GoalIndicator.objects.create(goal=goal, indicator=indicator, kind=kind, note=words)
    return [goal.get_absolute_url(), indicator.get_absolute_url()]
def plan_loaded(words):
    folder = Path(tempfile.mkdtemp())
    call_command("dump_plan", folder, verbosity=0)
    files = {each: each.read_text(encoding="utf-8") for each in folder.rglob("*.yaml")}
    # A long title stands on two lines.
    goals = list(Goal.objects.order_by("pk"))
    goal, file = chance.choice([(goal, file) for goal in goals for file in sorted(files) if goal.title in files[file]])
    file.write_text(files[file].replace(goal.title, words), encoding="utf-8")
    call_command("load_plan", folder, verbosity=0)
    return [goal.get_absolute_url()]
def taken_back(words):
    try:
        with transaction.atomic():
            goal_saved("Det som togs tillbaka")
            raise LookupError
    except LookupError:
        return []
WAYS = [goal_saved, indicator_updated, portal_saved, vision_by_sql, value_corrected, year_frozen, link_made_anew,
        plan_loaded, taken_back]
chance = random.Random(SEED)
print("redo", flush=True)
for number, line in enumerate(sys.stdin):
    words = f"Kungjort nr {number}"
    way = WAYS[number % len(WAYS)] if number < len(WAYS) else chance.choice(WAYS)
    with transaction.atomic():
        shown = [] if way is year_frozen else way(words)
    if way is year_frozen:
        shown = way(words)
    print(json.dumps([way.__name__, words, shown]), flush=True)
"""


def fingerprint(page):
    return hashlib.sha256(page[1]).hexdigest()


class Readers:
    """Two who read the same pages all the time, each from a node of their own; `seen` are the pages they were given."""

    def __init__(self, nodes):
        self.seen = {address: set() for address in READ}
        self.faults = []
        self._stop = Event()
        self._threads = [Thread(target=self._read, args=(node,)) for node in nodes]

    def __enter__(self):
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for each in self._threads:
            each.join()

    def _read(self, node):
        try:
            while not self._stop.is_set():
                for address in READ:
                    self.seen[address].add(fingerprint(text_of(node, address)))
        except OSError as fault:
            self.faults.append(fault)


def shown_soon(node, way, address, words, patience):
    """Ask until a node shows the words; return how many seconds it took."""
    begun = time.monotonic()
    while words.encode() not in text_of(node, address)[1]:
        assert time.monotonic() - begun <= patience, (way, address, words)
    return time.monotonic() - begun


def hold(serve, folder, address, seed, patience):
    """Publish at random, and hold that both nodes show it and that nobody has seen anything else than what was so."""
    with ExitStack() as stack:
        one, other = (stack.enter_context(serve(folder, DATABASE_URL=address)) for _ in range(2))
        # Keeps no pages: what it answers is made for whoever asks.
        fresh = stack.enter_context(serve(folder, DATABASE_URL=address, PORTAL_PAGE_CACHE_MB="0"))
        publisher = stack.enter_context(started(address, PUBLISHER.replace("SEED", str(seed))))
        assert publisher.stdout.readline() == "redo\n", publisher.stderr.read()
        true = {each: {fingerprint(text_of(fresh, each))} for each in READ}
        ways = set()
        with Readers((one, other)) as readers:
            for _ in range(PUBLICATIONS):
                publisher.stdin.write("\n")
                publisher.stdin.flush()
                said = publisher.stdout.readline()
                assert said, publisher.stderr.read()
                way, words, shown = json.loads(said)
                ways.add(way)
                for node in (one, other):
                    for place in shown:
                        shown_soon(node, way, place, words, patience)
                for place in {*READ, *shown}:
                    made = fingerprint(text_of(fresh, place))
                    true.setdefault(place, set()).add(made)
                    assert fingerprint(text_of(one, place)) == fingerprint(text_of(other, place)) == made, (way, place)
        publisher.stdin.close()
    assert readers.faults == []
    assert len(ways) == 9
    for each, seen in readers.seen.items():
        assert len(seen) > 1, each
        assert seen <= true[each], f"{each}: a page that never was so, seed {seed}"


def test_every_publication_reaches_every_reader_on_sqlite(serve, tmp_path, example_database, django_db_blocker):
    with django_db_blocker.unblock():
        copy_to_file(example_database.connection, tmp_path / "portal.sqlite3")

    hold(serve, tmp_path, f"sqlite:///{tmp_path}/portal.sqlite3", secrets.randbelow(10**6), patience=0)


def test_every_publication_reaches_every_reader_on_postgresql(serve, tmp_path, postgresql_server):
    address = postgresql_server.get_uri()

    hold(serve, tmp_path, address, secrets.randbelow(10**6), patience=SHOWN_AT_ONCE.total_seconds())
