"""A plan is stored once, whole or not at all, and only what differs is written."""

import io
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goals.models import AnnualSummary, Document, Extension, Goal, GoalIndicator, Period, Vision
from goals.plan.faults import PlanFault
from goals.plan.format import KINDS, OUTCOME
from goals.plan.load import load_folder
from goals.year.canonical import checksum
from indicators.models import ComparisonGroup, Indicator, Municipality, Outcome, Portal, Target, Unit
from indicators.vocabulary import MissingReason

pytestmark = pytest.mark.django_db
GOAL = ("fler-bostader\n          nummer: ", "battre-bostader\n          nummer: ")


def everything():
    """Return every row of the plan, and how many changes each history has recorded."""
    rows = {kind.model.__name__: list(kind.model.objects.order_by("pk").values()) for kind in KINDS}
    history = {model.__name__: model.history.count() for model in (Indicator, Outcome, Target)}
    return rows, history, sorted(ComparisonGroup.municipalities.through.objects.values_list())


def test_a_plan_becomes_rows(small_plan):
    load_folder(small_plan.path)

    portal = Portal.objects.get()
    assert (portal.municipality.name, portal.is_example, portal.hue) == ("Provinge", True, "forest")
    assert portal.about == "Första stycket.\n\nAndra stycket: med kolon."
    assert portal.logo.startswith("<svg")
    invanare = Indicator.objects.get(slug="invanare")
    assert (invanare.baseline_value, invanare.tolerance, invanare.is_published) == (Decimal(900), Decimal("0.5"), False)
    assert Indicator.objects.get(slug="fukt").categories == ["Inga", "Nej", "2"]
    assert Goal.objects.get(slug="fler-bostader").continues.slug == "gamla-bostader"
    assert Period.objects.get(slug="2020-2023").name == "2020–2023, förlängd till 2025"
    assert {d.slug: (d.period_id is None, d.goal_id is None) for d in Document.objects.all()} == {
        "broschyren": (True, True),
        "maldokumentet": (False, True),
        "bostadsplanen": (True, False),
    }


def test_zero_is_a_value_and_a_missing_one_has_a_reason(small_plan):
    load_folder(small_plan.path)

    assert Outcome.objects.get(year=2021).value == 0
    missing = Outcome.objects.get(year=2020, indicator__slug="invanare")
    assert (missing.value, missing.missing_reason) == (None, MissingReason.NOT_PUBLISHED)


def test_rows_keep_the_order_of_the_plan(small_plan):
    load_folder(small_plan.path)

    assert [i.slug for i in Indicator.objects.all()] == ["invanare", "fukt"]
    assert [link.indicator.slug for link in GoalIndicator.objects.order_by("position")] == ["invanare", "fukt"]
    assert [v.slug for v in Vision.objects.all()] == ["vision-2030", "vision-2040"]


def test_only_published_outcomes_have_a_time_of_publication(small_plan):
    before = timezone.now()

    load_folder(small_plan.path)

    assert {o.state for o in Outcome.objects.filter(published_at__isnull=True)} == {"draft"}
    assert Outcome.objects.filter(published_at__gte=before).count() == 5


def test_an_outcome_keeps_its_first_time_of_publication(small_plan):
    load_folder(small_plan.path)
    first = Outcome.objects.get(year=2019, sex="K").published_at
    small_plan.change("utfall.csv", "2019,K,450", "2019,K,451")

    load_folder(small_plan.path)

    changed = Outcome.objects.get(year=2019, sex="K")
    assert (changed.value, changed.published_at) == (451, first)


def test_the_history_says_where_the_values_came_from(small_plan):
    load_folder(small_plan.path)

    assert {h.history_change_reason for h in Outcome.history.all()} == {"Inläst från plan"}
    assert {h.history_change_reason for h in Indicator.history.all()} == {"Inläst från plan"}
    assert Outcome.history.count() == 7


def test_a_second_load_writes_nothing(small_plan):
    load_folder(small_plan.path)
    before = everything()

    summary = load_folder(small_plan.path)

    assert everything() == before
    assert summary.wrote == 0


def test_a_second_load_only_reads(small_plan):
    load_folder(small_plan.path)

    with CaptureQueriesContext(connection) as queries:
        load_folder(small_plan.path)

    assert {query["sql"].split()[0] for query in queries} <= {"SELECT", "SAVEPOINT", "RELEASE"}


def test_only_the_row_that_differs_is_written(small_plan):
    load_folder(small_plan.path)
    small_plan.change("utfall.csv", "invanare,9998,2019,K,450", "invanare,9998,2019,K,451.5")
    small_plan.change("indikatorer.yaml", "namn: Fukt i bostäder", "namn: Fukt hemma")

    summary = load_folder(small_plan.path)

    done = {count.kind.one: (count.new, count.changed) for count in summary.counts if count.new or count.changed}
    assert done == {"utfall": (0, 1), "indikator": (0, 1)}
    assert Outcome.history.filter(history_type="~").get().value == Decimal("451.5")
    assert Indicator.history.filter(history_type="~").get().name == "Fukt hemma"


def test_a_goal_can_continue_another_goal_later(small_plan):
    small_plan.change("perioder.yaml", "          fortsätter: gamla-bostader\n", "")
    load_folder(small_plan.path)
    small_plan.change("perioder.yaml", "          enhet: kansliet\n", "          fortsätter: gamla-bostader\n")

    summary = load_folder(small_plan.path)

    assert Goal.objects.get(slug="fler-bostader").continues.slug == "gamla-bostader"
    assert Goal.objects.get(slug="fler-bostader").unit is None
    assert next(c for c in summary.counts if c.kind.model is Goal).changed == 1


def test_comparison_group_has_just_the_plans_municipalities(small_plan):
    load_folder(small_plan.path)
    small_plan.change("plan.yaml", "      - '9997'\n", "      - '0000'\n")

    summary = load_folder(small_plan.path)

    assert {m.code for m in ComparisonGroup.objects.get().municipalities.all()} == {"0000", "9998"}
    assert next(c for c in summary.counts if c.kind.model is ComparisonGroup).changed == 1


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("perioder.yaml", {f"{GOAL[0]}1": f"{GOAL[0]}2", f"{GOAL[1]}2": f"{GOAL[1]}1"}),
        ("perioder.yaml", {"första_år: 2016": "första_år: 2017", "första_år: 2020": "första_år: 2016"}),
        ("visioner.yaml", {"läge: antagen": "läge: ersatt", "läge: förslag": "läge: antagen"}),
        ("indikatorer.yaml", {"  kolada_id: N01951\n": "", "  steg:": "  kolada_id: N01951\n  steg:"}),
    ],
    ids=["goal numbers", "period years", "adopted vision", "Kolada id"],
)
def test_what_only_one_may_have_can_change_hands(small_plan, file, changes):
    load_folder(small_plan.path)
    for old, new in changes.items():
        small_plan.change(file, old, new)

    assert load_folder(small_plan.path).wrote == 2
    assert load_folder(small_plan.path).wrote == 0


def test_what_the_plan_lacks_is_left_alone_and_told(small_plan):
    load_folder(small_plan.path)
    Unit.objects.create(slug="egen", name="Egen")
    for line in ("invanare,9998,2019,K", "invanare,9998,2019,M"):
        whole = next(row for row in small_plan.text("utfall.csv").splitlines(keepends=True) if row.startswith(line))
        small_plan.change("utfall.csv", whole, "")

    lines = load_folder(small_plan.path).lines

    assert Outcome.objects.count() == 7
    assert lines[-2:] == [
        "1 ansvarig enhet finns i databasen men inte i planen och lämnades orörd.",
        "2 utfall finns i databasen men inte i planen och lämnades orörda.",
    ]


def test_a_fault_in_the_last_row_changes_nothing(small_plan):
    load_folder(small_plan.path)
    before = everything()
    small_plan.change("plan.yaml", "Mål och resultat", "Annat namn")
    small_plan.change("utfall.csv", "2020,T,-1.25", "2020,T,-1;25")

    with pytest.raises(PlanFault):
        load_folder(small_plan.path)

    assert everything() == before


def test_refusal_of_the_database_is_worded_and_changes_nothing(small_plan):
    load_folder(small_plan.path)
    Indicator.objects.filter(slug="fukt").update(kolada_id="N00001")
    extra = Indicator.objects.create(slug="egen", name="Egen", measure="count", direction="none", kolada_id="N00002")
    before = everything()
    small_plan.change("indikatorer.yaml", "N01951", "N00002")

    with pytest.raises(PlanFault) as caught:
        load_folder(small_plan.path)

    assert caught.value.faults[0].reason.startswith("Det finns redan en indikator med samma Kolada-id.")
    assert everything() == before
    assert extra.kolada_id == "N00002"


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        (
            "kommun: '9998'",
            "kommun: '9997'",
            "kommun",
            "databasen hör till Provinge kommun (9998), planen till kommun 9997",
        ),
        (
            "exempeldata: ja",
            "exempeldata: nej",
            "exempeldata",
            "databasen har exempeldata, planen har riktiga uppgifter",
        ),
    ],
)
def test_two_plans_never_mix(small_plan, old, new, field, reason):
    load_folder(small_plan.path)
    before = everything()
    line = small_plan.change("plan.yaml", old, new)

    with pytest.raises(PlanFault) as caught:
        load_folder(small_plan.path)

    fault = caught.value.faults[0]
    assert (fault.file, fault.line, fault.field) == ("plan.yaml", line, field)
    assert reason in fault.reason
    assert everything() == before


def test_the_command_says_what_it_did(small_plan):
    out = io.StringIO()

    call_command("load_plan", small_plan.path, stdout=out)

    assert out.getvalue().splitlines()[:2] == [
        "Planen för Provinge kommun (exempeldata) är inläst.",
        "  Kommuner: nya 5, ändrade 0, oförändrade 0",
    ]


def test_the_command_ends_with_the_faults(small_plan):
    line = small_plan.change("indikatorer.yaml", "tolerans: 0.5", "tolerans: 0,5")

    with pytest.raises(CommandError) as caught:
        call_command("load_plan", small_plan.path)

    assert caught.value.returncode == 1
    assert str(caught.value).splitlines() == [
        "Planen lästes inte in och inget ändrades. 1 fel:",
        f"  indikatorer.yaml rad {line}, tolerans: ”0,5”: skriv decimalpunkt i stället för decimalkomma",
    ]


def test_every_kind_of_row_is_stored(small_plan):
    counts = {count.kind: count.new for count in load_folder(small_plan.path).counts}

    assert all(counts[kind] for kind in KINDS)
    assert counts[OUTCOME] == Outcome.objects.count() == 7
    assert (Municipality.objects.count(), Extension.objects.count()) == (5, 2)


def test_a_plan_never_overwrites_an_adopted_year(small_plan):
    load_folder(small_plan.path)
    before = small_plan.text("uppfoljning-2021-2.json")
    after = before.replace("Inga mål är inlagda.", "Alla mål är uppnådda.")
    small_plan.write("uppfoljning-2021-2.json", after)
    small_plan.change("arsuppfoljningar.yaml", checksum(before.encode()), checksum(after.encode()))

    with pytest.raises(PlanFault, match="redan fastställd i databasen"):
        load_folder(small_plan.path)

    assert AnnualSummary.objects.get().snapshot == before
