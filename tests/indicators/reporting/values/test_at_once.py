"""Two people at once, in processes of their own on a database that they share: nothing is overwritten unseen."""

import itertools
import json

import pytest

from tests.processes import asked, run, shared_database, started

PREAMBLE = """
from datetime import date
from django.contrib.auth.models import User
from indicators.eventlog import LogActor
from indicators.models import *
from indicators.reporting.rules.contents import read_content
from indicators.reporting.values.changes import *
from indicators.reporting.values.moving import *
from indicators.reporting.values.saving import *
from indicators.vocabulary import Move
TODAY = date(2025, 1, 20)
def who(name):
    return LogActor(User.objects.get(username=name), "192.0.2.1")
def row(slug):
    return Round.objects.get(), Indicator.objects.get(slug=slug)
"""
SETTING = """
home = Municipality.objects.create(code="9999", name="Exempelby")
Portal.objects.create(municipality=home, title="Mål", full_name="Exempelby kommun", short_name="Exempelby")
unit = Unit.objects.create(slug="skolan", name="Skolan")
for slug in ("trygga", "lugna", "glada", "nya"):
    Indicator.objects.create(slug=slug, name=slug, measure="index", direction="higher", unit=unit, decimals=0)
Round.objects.create(year=2024, opens_on=date(2025, 1, 1), due_on=date(2025, 2, 15))
for name, role in (("eva", "reporter"), ("bo", "reporter"), ("karl", "approver"), ("karin", "approver")):
    Assignment.objects.create(user=User.objects.create(username=name, is_staff=True), role=role, unit=unit)
"""
HAMMER = """
ready()
own, done = int({start}), []
seen = ""
for number in range(25):
    text = str(own + number)
    change = RowChange({{"T": typed(row("trygga")[1], text, (seen,))}})
    saved = save(who("{name}"), *row("trygga"), change, today=TODAY)
    result = saved.results["T"]
    if result.kind == "saved":
        done.append([seen, text])
        seen = text
    else:
        seen = read_content(result.theirs).token
print(json.dumps(done))
"""
FIRST = """
ready()
change = RowChange({{"{sex}": typed(row("nya")[1], "{text}", ("",))}})
saved = save(who("{name}"), *row("nya"), change, today=TODAY)
print(saved.results["{sex}"].kind)
"""
SUBMITTED = """
change = RowChange({{"T": typed(row("{slug}")[1], "7")}}, {{"source": ("Enkäten", None)}})
save(who("eva"), *row("{slug}"), change, today=TODAY)
print(json.dumps(move(who("eva"), *row("{slug}"), Move.SUBMIT, today=TODAY).token))
"""
MOVE = """
ready()
try:
    print(move(who("{name}"), *row("{slug}"), Move.{move}, today=TODAY, message="Ändra.").state.value)
except Refused as why:
    print("vägrad:", why)
"""
STATE = """
outcome = Outcome.objects.filter(indicator__slug="{slug}", year=2024)
entry = Entry.objects.get(indicator__slug="{slug}")
recorded = Outcome.history.filter(indicator__slug="{slug}")
print(json.dumps([entry.state, outcome.count(), entry.steps.count(), recorded.count()]))
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory, copied_tables, manage, django_db_blocker):
    """Return a function that runs Python in a process of its own, on a database with the small cast in it."""
    with shared_database(
        "samtidigt", tmp_path_factory.mktemp("samtidigt"), copied_tables, manage, django_db_blocker
    ) as address:
        assert asked(started(address, PREAMBLE + SETTING + "print(1)")) == 1
        yield lambda code: started(address, PREAMBLE + code)


def test_many_writers_never_overwrite_an_unseen_value(shared):
    said = run([shared(HAMMER.format(name=name, start=start)) for name, start in (("eva", 1000), ("bo", 2000))])

    done = [tuple(each) for lines in said for each in asked_of(lines)]
    history = asked(
        shared(
            "rows = Cell.history.filter(entry__indicator__slug='trygga').order_by('history_id');"
            "print(json.dumps([str(int(each.value)) for each in rows]))"
        )
    )
    assert list(itertools.pairwise(["", *history])) == sorted(done, key=lambda each: history.index(each[1]))
    assert len(done) >= 25, "one of them always gets through"


def asked_of(text):
    return json.loads(text)


def test_two_who_begin_a_row_at_the_same_moment_share_it(shared):
    said = run([shared(FIRST.format(name=name, sex="T", text=text)) for name, text in (("eva", "1"), ("bo", "2"))])

    assert sorted(said) == ["conflict", "saved"]
    assert asked(shared("print(json.dumps(Entry.objects.filter(indicator__slug='nya').count()))")) == 1


def test_two_who_approve_at_once_publish_once(shared):
    asked(shared(SUBMITTED.format(slug="lugna")))

    said = run([shared(MOVE.format(name=name, slug="lugna", move="APPROVE")) for name in ("karl", "karin")])

    assert sorted(each.partition(":")[0] for each in said) == ["published", "vägrad"]
    assert asked(shared(STATE.format(slug="lugna"))) == ["published", 1, 3, 1]


def test_withdrawn_while_approved_is_public_or_a_draft(shared):
    asked(shared(SUBMITTED.format(slug="glada")))

    said = run(
        [
            shared(MOVE.format(name="karl", slug="glada", move="APPROVE")),
            shared(MOVE.format(name="eva", slug="glada", move="WITHDRAW")),
        ]
    )

    assert sum(each.startswith("vägrad") for each in said) == 1
    state, outcomes, _, _ = asked(shared(STATE.format(slug="glada")))
    assert (state, outcomes) in {("published", 1), ("draft", 0)}
