"""A whole year: opened, published, locked and unlocked, by a coordinator only, and by one at a time."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from indicators.models import Entry, Event, Outcome, Round, RoundStep
from indicators.reporting.round.pending import pending_values
from indicators.reporting.round.rounds import lock, open_round, publish_approved, remove, revise, unlock
from indicators.reporting.values.changes import Refused, RowChange, typed
from indicators.reporting.values.moving import move
from indicators.reporting.values.saving import save
from indicators.vocabulary import EntryState, EventKind, Move
from tests.cast import TODAY

pytestmark = pytest.mark.django_db

OPENS, DUE = date(2026, 1, 1), date(2026, 2, 15)


@pytest.fixture
def submit(eva):
    """Return a function that enters and submits a value."""

    def make(year, indicator, text="82,5"):
        change = RowChange({"T": typed(indicator, text)}, {"source": ("Skolenkäten", None)})
        assert save(eva, year, indicator, change, today=TODAY).is_whole
        move(eva, year, indicator, Move.SUBMIT, today=TODAY)

    return make


@pytest.fixture
def approve(submit, karl):
    """Return a function that enters, submits and approves a value."""

    def make(year, indicator, text="82,5"):
        submit(year, indicator, text)
        move(karl, year, indicator, Move.APPROVE, today=TODAY)

    return make


@pytest.fixture
def together(year):
    """Return the year, whose approved values wait for the coordinator."""
    year.publishing = Round.Publishing.TOGETHER
    year.save()
    return year


def steps():
    return list(RoundStep.objects.order_by("pk").values_list("move", "by__username", "reason"))


def told_in_log():
    return list(Event.objects.filter(kind=EventKind.ROUND).order_by("pk").values_list("subject", "detail"))


# Opening, changing and removing


def test_a_coordinator_opens_a_year_and_it_is_told_who_did(sam):
    opened = open_round(sam, 2025, OPENS, DUE)

    assert (opened.year, opened.due_on, opened.publishing) == (2025, DUE, Round.Publishing.AT_ONCE)
    assert steps() == [("open", "sam", "")]
    ((subject, detail),) = told_in_log()
    assert subject == "2025"
    assert detail.startswith("Öppnade året. Öppnar 1 januari 2026, sista dag 15 februari 2026.")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((2024, OPENS, DUE), "finns redan"),
        ((2025, DUE, OPENS), "Sista dagen kan inte komma före"),
        ((99999, OPENS, DUE), "2200"),
        ((2025, OPENS, DUE, "ibland"), "ibland"),
    ],
    ids=["there already", "days in the wrong order", "no year", "no way of publishing"],
)
def test_a_year_that_cannot_be_is_not_opened(sam, year, given, says):
    with pytest.raises(Refused, match=says):
        open_round(sam, *given)
    assert Round.objects.count() == 1
    assert not RoundStep.objects.exists()


def test_a_moved_last_day_is_told_in_the_log(sam, year):
    revise(sam, year, opens_on=year.opens_on, due_on=date(2025, 3, 1), publishing=Round.Publishing.TOGETHER)

    year.refresh_from_db()
    assert (year.due_on, year.publishing) == (date(2025, 3, 1), Round.Publishing.TOGETHER)
    ((_, detail),) = told_in_log()
    assert "Förut: Öppnar 1 januari 2025, sista dag 15 februari 2025." in detail
    assert "sista dag 1 mars 2025." in detail


def test_a_year_made_by_mistake_is_removed_and_one_in_use_is_not(sam, eva, year, trygga):
    mistake = open_round(sam, 2042, OPENS, DUE)
    remove(sam, mistake)
    save(eva, year, trygga, RowChange({"T": typed(trygga, "82")}), today=TODAY)

    with pytest.raises(Refused, match="inmatningar eller påminnelser"):
        remove(sam, year)
    assert list(Round.objects.values_list("year", flat=True)) == [2024]
    assert told_in_log()[-1] == ("2042", "Tog bort inmatningsåret.")


# Locking and unlocking


def test_locked_year_takes_nothing_and_unlocks_with_a_reason(sam, eva, year, trygga):
    lock(sam, year, "Beslut i nämnden")

    with pytest.raises(Refused, match="Året är låst"):
        save(eva, year, trygga, RowChange({"T": typed(trygga, "82")}), today=TODAY)
    for reason in ("", "  \n "):
        with pytest.raises(Refused, match="Skriv varför året låses upp"):
            unlock(sam, year, reason)
    assert unlock(sam, year, " En  skola\nsaknades ").locked_at is None
    assert save(eva, year, trygga, RowChange({"T": typed(trygga, "82")}), today=TODAY).is_whole
    assert steps() == [("lock", "sam", "Beslut i nämnden"), ("unlock", "sam", "En skola saknades")]
    assert told_in_log() == [
        ("2024", "Låste året: Beslut i nämnden"),
        ("2024", "Låste upp året: En skola saknades"),
    ]


def test_a_year_is_not_locked_twice_nor_unlocked_when_open(sam, year):
    with pytest.raises(Refused, match="inte låst"):
        unlock(sam, year, "Av misstag")
    first = lock(sam, year).locked_at

    with pytest.raises(Refused, match="redan låst"):
        lock(sam, year)
    assert Round.objects.get().locked_at == first
    assert len(steps()) == 1


def test_the_days_of_a_locked_year_stand(sam, year):
    lock(sam, year)

    with pytest.raises(Refused, match="Lås upp det först"):
        revise(sam, year, opens_on=year.opens_on, due_on=date(2025, 3, 1), publishing=year.publishing)


def test_lock_refuses_more_pending_values_than_confirmed(sam, together, submit, approve, make_indicator):
    submit(together, make_indicator("ett"))
    approve(together, make_indicator("tva"))
    approve(together, make_indicator("tre"))
    told = "Ett värde väntar på godkännande och två på att publiceras."
    assert pending_values(together).sentence == told

    for seen in (0, 2):
        with pytest.raises(Refused, match=told):
            lock(sam, together, leaving=seen)
    assert lock(sam, together, leaving=3).locked_at is not None
    assert told in told_in_log()[0][1]

    unlock(sam, together, "De ska ut")
    assert publish_approved(sam, together, today=TODAY) == 2, "they stood where they were"


def test_too_long_a_reason_is_refused_and_not_cut(sam, year):
    with pytest.raises(Refused, match="Skälet är 401 tecken"):
        lock(sam, year, "x" * 401)
    assert Round.objects.get().locked_at is None


# Publishing


def test_publishing_takes_everything_approved_and_nothing_else(sam, together, submit, approve, make_indicator):
    approve(together, make_indicator("ett"), "50")
    approve(together, make_indicator("tva"), "60")
    submit(together, make_indicator("tre"), "70")

    assert publish_approved(sam, together, today=TODAY, seen=2) == 2

    assert sorted(Outcome.objects.filter(year=2024).values_list("value", flat=True)) == [50, 60]
    assert sorted(Entry.objects.values_list("state", flat=True)) == ["published", "published", "submitted"]
    assert steps() == [("publish", "sam", "")]
    assert told_in_log() == [("2024", "Publicerade det godkända. Två värden.")]


def test_who_publishes_has_seen_how_many(sam, together, approve, make_indicator):
    approve(together, make_indicator("ett"))
    approve(together, make_indicator("tva"))

    with pytest.raises(Refused, match="nu är två värden godkända"):
        publish_approved(sam, together, today=TODAY, seen=1)
    assert not Outcome.objects.filter(year=2024).exists()


def test_publishing_needs_approved_values_and_an_open_year(sam, together, approve, trygga):
    with pytest.raises(Refused, match="inget godkänt att publicera för 2024"):
        publish_approved(sam, together, today=TODAY)
    approve(together, trygga)
    lock(sam, together, leaving=1)

    with pytest.raises(Refused, match="Trygga elever: Året är låst"):
        publish_approved(sam, together, today=TODAY)
    assert Entry.objects.get().state == EntryState.APPROVED


@pytest.mark.slow
def test_sixty_values_are_published_in_few_queries(
    sam, together, approve, make_indicator, django_assert_max_num_queries
):
    for number in range(60):
        approve(together, make_indicator(f"i{number}"))

    with django_assert_max_num_queries(30 + 9 * 60):  # read once; each value is written with its history and log
        assert publish_approved(sam, together, today=TODAY) == 60


# Who may


@pytest.mark.parametrize("who", ["eva", "karl", "omar", "stranger"])
def test_nobody_but_a_coordinator_does_anything_with_a_year(request, person, year, who):
    asks = request.getfixturevalue(who) if who != "stranger" else request.getfixturevalue("sam")
    if who == "stranger":
        asks.user.is_active = False
        asks.user.save()
    same = {"opens_on": year.opens_on, "due_on": year.due_on, "publishing": year.publishing}

    for attempt in (
        lambda: open_round(asks, 2025, OPENS, DUE),
        lambda: revise(asks, year, **same),
        lambda: publish_approved(asks, year, today=TODAY),
        lambda: lock(asks, year),
        lambda: unlock(asks, year, "Vill"),
        lambda: remove(asks, year),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert not RoundStep.objects.exists()


# Several at once

SAVE = """
ready()
try:
    enter({year})
    print("sparat")
except Refused as reason:
    print("vägrat:", reason)
"""
APPROVE = """
ready()
try:
    move(karl(), round_of({year}), indicator({year}), Move.APPROVE, today=TODAY)
    print("godkänt")
except Refused as reason:
    print("vägrat:", reason)
"""
LOCK = """
ready()
try:
    lock(sam(), round_of({year}), leaving={leaving})
    print("låst")
except Refused as reason:
    print("vägrat:", reason)
"""
PUBLISH = """
ready()
try:
    print("publicerat", publish_approved(sam(), round_of({year}), today=TODAY))
except Refused as reason:
    print("vägrat:", reason)
"""
HOLD = """
with transaction.atomic():
    list(Indicator.objects.select_for_update(no_key=True).filter(pk=indicator({year}).pk))
    ready()
print("släppt")
"""
STALL = """
with transaction.atomic():
    publish_approved(sam(), round_of({year}), today=TODAY)
    ready()
"""
RESTORE = """
from django.test import Client
from django.urls import reverse
outcome = Outcome.objects.get(indicator=indicator({year}))
client = Client(HTTP_HOST="localhost")
client.force_login(eva().user)
address = reverse("admin:indicators_outcome_restore", args=[outcome.pk, outcome.history.get().history_id])
ready()
print(client.post(address).status_code)
"""
PUBLISHES = """
with transaction.atomic():
    list(Indicator.objects.select_for_update(no_key=True).filter(pk=indicator({year}).pk))
    ready()
    Outcome.objects.get(indicator=indicator({year})).save()
print("sparat")
"""
FOUND = """
round_ = round_of({year})
steps = list(Step.objects.filter(entry__round=round_).order_by("pk").values_list("move", "at"))
late = [name for name, at in steps if round_.locked_at and at > round_.locked_at]
saved = Entry.objects.filter(round=round_, saved_at__gt=round_.locked_at).count() if round_.locked_at else 0
print(round_.locked_at is not None, late, saved, sorted(round_.entries.values_list("state", flat=True)))
"""


def wait_for_queue(shared, length):
    """Wait until so many processes stand in line for a row in PostgreSQL."""
    asking = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"
    for _ in range(20_000):
        with connection.cursor() as cursor:
            cursor.execute(asking, [shared.name])
            if cursor.fetchone()[0] >= length:
                return
    pytest.fail(f"fewer than {length} processes came to wait")


@pytest.mark.django_db(transaction=True)  # inside one, PostgreSQL would tell of one moment only
def test_save_during_locking_is_stored_or_refused(shared):
    shared.ask("set_up(2001)")
    holder, locker, saver = (shared.start(code.format(year=2001, leaving=0)) for code in (HOLD, LOCK, SAVE))
    shared.wait_until_ready(holder, locker, saver)
    queued = connection.vendor == "postgresql"

    # The one who saves comes last, and finds the row busy: by the time it is free, the year is locked.
    shared.go(locker)
    if queued:
        wait_for_queue(shared, 1)
    shared.go(saver)
    if queued:
        wait_for_queue(shared, 2)
    shared.go(holder)
    _, locked, saved = shared.end(holder, locker, saver)

    assert locked == "låst"
    assert saved == "sparat" or saved.startswith("vägrat: Året är låst")
    assert not (queued and saved == "sparat"), "the row was written after the year was locked"
    states = ["draft"] if saved == "sparat" else []
    assert shared.ask(FOUND.format(year=2001)) == f"True [] 0 {states}"


@pytest.mark.parametrize(("year", "leaving"), [(2002, 0), (2003, 1)])
def test_approval_during_locking_is_published_or_refused(shared, year, leaving):
    shared.ask(f"set_up({year}, Move.SUBMIT, count=1)")

    approved, locked = shared.run_at_once(APPROVE.format(year=year), LOCK.format(year=year, leaving=leaving))

    if locked == "låst":
        state = "published" if approved == "godkänt" else "submitted"
        assert leaving or state == "published", "a submitted value was left without anybody having said so"
        assert shared.ask(FOUND.format(year=year)) == f"True [] 0 ['{state}']"
    else:
        assert locked.startswith("vägrat: Ett värde väntar på godkännande.")
        assert approved == "godkänt"
        assert shared.ask(FOUND.format(year=year)) == "False [] 0 ['published']"


@pytest.mark.django_db(transaction=True)
def test_restoring_and_publishing_do_not_deadlock(shared):
    shared.ask("set_up(2006, Move.SUBMIT, Move.APPROVE, count=1)")
    restores = shared.start(RESTORE.format(year=2006))
    shared.wait_until_ready(restores)
    publishes = shared.start(PUBLISHES.format(year=2006))
    shared.wait_until_ready(publishes)

    shared.go(restores)
    if connection.vendor == "postgresql":
        wait_for_queue(shared, 1)
    shared.go(publishes)

    assert shared.end(publishes, restores) == ["sparat", "302"]


def test_simultaneous_publishing_publishes_each_value_once(shared):
    shared.ask("set_up(2004, Move.SUBMIT, Move.APPROVE, count=5, publishing='together')")

    said = sorted(shared.run_at_once(PUBLISH.format(year=2004), PUBLISH.format(year=2004)))

    assert said == ["publicerat 5", "vägrat: Det finns inget godkänt att publicera för 2004."]
    assert shared.ask("print(Step.objects.filter(entry__round__year=2004, move='publish').count())") == "5"
    assert shared.ask("print(RoundStep.objects.filter(round__year=2004, move='publish').count())") == "1"


def test_killed_publishing_leaves_nothing_public_and_no_lock(shared):
    shared.ask("set_up(2005, Move.SUBMIT, Move.APPROVE, count=3, publishing='together')")
    process = shared.start(STALL.format(year=2005))
    shared.wait_until_ready(process)
    process.kill()
    process.communicate(timeout=shared.limit)
    assert process.returncode == -9

    assert shared.ask("print(Outcome.objects.filter(year=2005).count())") == "0"
    assert shared.run_at_once(PUBLISH.format(year=2005)) == ["publicerat 3"]
