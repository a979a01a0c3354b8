"""An adopted year is one whole snapshot or none, stands still whatever happens, and tells when it has been changed."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from goals.content.load import current_content
from goals.models import AnnualSummary, Assessment, FrozenYear, Goal
from goals.year.canonical import read_canonical, to_canonical
from goals.year.freezing import freeze
from goals.year.snapshots import fault_of
from goals.year.years import Years
from indicators.models import Decision, Indicator, Outcome, Target
from tests.processes import BASE_DIR, LIMIT, asked, run, shared_database, started

pytestmark = pytest.mark.slow


@pytest.fixture
def decision(example_plan):
    return Decision.objects.get(slug="kf-2025-forlangning")


# One process


def test_a_frozen_year_is_what_the_page_showed(decision):
    years = Years(current_content(), 2026)
    shown = years.with_last_year(years.live(2024))

    version = freeze(2024, decision)
    content = read_canonical(version.snapshot)

    assert content.adoption.decision.paragraph == "§ 88"
    assert fault_of(version) == ""
    assert to_canonical(shown)[:-1].partition(b'"areas"')[2] == version.snapshot.encode()[:-1].partition(b'"areas"')[2]


def test_a_frozen_year_stays_when_every_live_figure_changes(decision):
    freeze(2024, decision)
    years = Years(current_content(), 2026)
    before = {year: years.content_of(year).content for year in (2021, 2022, 2023, 2024)}

    Outcome.objects.update(value=1, missing_reason="")
    Target.objects.filter(value__isnull=False).update(value=2)
    Indicator.objects.update(name="Ny", direction="lower")
    Goal.objects.update(title="Nytt")
    Assessment.objects.update(result="Nytt")
    Decision.objects.update(title="Nytt")

    after = Years(current_content(), 2026)
    assert {year: after.content_of(year).content for year in before} == before


def test_a_year_is_frozen_once_and_then_again_with_a_reason(decision):
    with pytest.raises(FrozenYear, match="redan fastställd i version 1"):
        freeze(2023, decision)
    with pytest.raises(FrozenYear, match="Skriv varför"):
        freeze(2023, decision, version=2, reason="  ")
    with pytest.raises(FrozenYear, match="Nästa version av årsuppföljningen 2023 är 2"):
        freeze(2023, decision, version=3, reason="Rättad.")

    second = freeze(2023, decision, version=2, reason="Rättad.")

    first = AnnualSummary.objects.get(year=2023, version=1)
    assert (fault_of(first), fault_of(second)) == ("", "")
    assert first.sha256 != second.sha256


def test_a_year_without_goals_cannot_be_frozen(decision):
    with pytest.raises(FrozenYear, match="inga mål att följa upp för 1999"):
        freeze(1999, decision)


def test_there_is_no_unfreezing(decision):
    version = AnnualSummary.objects.get(year=2023)

    with pytest.raises(FrozenYear):
        version.save()
    with pytest.raises(FrozenYear):
        version.delete()


def test_the_database_refuses_a_version_twice(decision):
    version = AnnualSummary.objects.get(year=2023)
    version.pk, version._state.adding = None, True

    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"year":2023', '"year":2022'),
        ("ej uppnådda", "delvis uppnådda"),
        ("}\n", "} \n"),
        ('"format":1', '"format":9'),
    ],
)
def test_page_and_command_tell_of_a_changed_snapshot(decision, client, capsys, old, new):
    version = AnnualSummary.objects.get(year=2023)
    AnnualSummary.objects.filter(pk=version.pk).update(snapshot=version.snapshot.replace(old, new, 1))

    with pytest.raises(CommandError, match="1 av 1 är inte densamma"):
        call_command("verifiera", "2023")

    assert "Ögonblicksbilden har ändrats sedan den fastställdes" in capsys.readouterr().out
    if "format" not in old:
        page = client.get("/uppfoljning/2023/")
        assert "Ögonblicksbilden har ändrats sedan den fastställdes" in page.text


def test_the_command_verifies_every_version(decision, capsys):
    call_command("verifiera")

    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "Årsuppföljning 2021, version 1",
        "Årsuppföljning 2022, version 1",
        "Årsuppföljning 2022, version 2",
        "Årsuppföljning 2023, version 1",
    ]
    assert all("oförändrad" in line for line in lines)
    with pytest.raises(CommandError, match="Ingen årsuppföljning för 2025 är fastställd"):
        call_command("verifiera", "2025")


# Several processes, on a database that they share


@pytest.fixture(scope="module")
def shared(tmp_path_factory, copied_tables, manage, django_db_blocker):
    """Return a function that runs Python in a process of its own, on a database with the example in it."""
    folder = tmp_path_factory.mktemp("frysning")
    with shared_database("frysning", folder, copied_tables, manage, django_db_blocker) as address:
        done = manage("load_plan", BASE_DIR / "fixtures" / "exempel", DATABASE_URL=address)
        assert done.returncode == 0, done.stderr
        yield lambda code: started(address, PREAMBLE + code)


PREAMBLE = """
from goals.models import AnnualSummary, FrozenYear
from goals.year.canonical import read_canonical
from goals.year.freezing import freeze
from goals.year.snapshots import fault_of
from indicators.models import Decision, Outcome

decision = Decision.objects.get(slug="kf-2025-forlangning")
"""
FREEZE = """
ready()
try:
    print(freeze({year}, decision).sha256)
except FrozenYear as fault:
    print("vägrad:", fault)
"""
WRITE = """
ready()
for number in range(1, 40):
    with transaction.atomic():
        for slug in ("invanare", "fardigstallda-bostader"):
            Outcome.objects.filter(indicator__slug=slug, municipality__code="9999", year=2020, sex="T").update(
                value=number
            )
"""
STALL = """
with transaction.atomic():
    freeze({year}, decision)
    ready()
"""
FOUND = """
found = AnnualSummary.objects.filter(year={year})
print(json.dumps([[each.version, each.sha256, fault_of(each)] for each in found]))
"""
VALUES = """
content = read_canonical(AnnualSummary.objects.get(year=2020).snapshot)
wanted = ("invanare", "fardigstallda-bostader")
print(json.dumps([str(each.value) for goal in content.goals for each in goal.indicators if each.slug in wanted]))
"""


def test_two_who_freeze_at_once_make_one_snapshot(shared):
    said = run([shared(FREEZE.format(year=2024)) for _ in range(3)])

    refused = [each for each in said if each.startswith("vägrad: Årsuppföljningen 2024 är redan fastställd")]
    sums = [each for each in said if len(each) == 64]
    assert (len(refused), len(sums)) == (2, 1), said
    assert asked(shared(FOUND.format(year=2024))) == [[1, sums[0], ""]]


def test_a_snapshot_sees_one_moment_while_an_official_saves(shared):
    said = run([shared(WRITE), shared(FREEZE.format(year=2020))])

    assert len(said[1]) == 64
    values = asked(shared(VALUES))
    assert len(values) == 2
    assert len(set(values)) == 1 or {"21480"} < set(values), values


def test_a_killed_process_leaves_no_snapshot_and_no_lock(shared):
    process = shared(STALL.format(year=2025))
    assert process.stdout.readline() == "redo\n", process.stderr.read()
    process.kill()
    process.communicate(timeout=LIMIT)
    assert process.returncode == -9

    assert asked(shared(FOUND.format(year=2025))) == []
    said = run([shared(FREEZE.format(year=2025))])
    assert asked(shared(FOUND.format(year=2025))) == [[1, said[0], ""]]
