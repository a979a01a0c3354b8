"""The fictional municipality shows everything the portal can say, and nothing in it can be taken for real."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.db.models import Q

from goals.content.load import current_content
from goals.models import Document, Extension, FocusArea, Goal, GoalIndicator, Period, Vision
from goals.plan.dump import plan_files
from goals.vocabulary import Verdict
from goals.year.deviation import goal_deviation
from goals.year.years import Years
from indicators.content.figures import current_figures
from indicators.models import ComparisonGroup, Decision, Indicator, Municipality, Outcome, Portal, SeriesBreak, Target
from indicators.series.verdicts import judged
from indicators.vocabulary import (
    Direction,
    MissingReason,
    Origin,
    OutcomeState,
    Reason,
    Reference,
    Sex,
    Status,
    TargetKind,
    TargetScope,
    Trend,
)

FOLDER = Path(__file__).resolve().parents[3] / "fixtures" / "exempel"
HOME, COUNTRY = "9999", "0000"
YEAR = 2026

pytestmark = pytest.mark.usefixtures("example_plan")


def judged_from(year):
    """Return {slug: Judged} for every indicator that the public sees."""
    return {slug: judged(each, HOME, year) for slug, each in current_figures().indicators.items()}


# Everything that a rule can answer


def test_every_status_reason_and_trend_is_there():
    found = judged_from(YEAR).values()

    assert {each.verdict.status for each in found} == set(Status)
    assert {each.verdict.reason for each in found} == {*Reason, None}
    assert {each.trend.trend for each in found} == set(Trend)


@pytest.mark.parametrize(
    ("slug", "year", "status"),
    [
        ("handlaggningstid-bygglov", 2026, Status.REACHED),  # in advance, lower is better: 7,4 of 8 two years early
        ("nojda-med-hemtjansten", 2026, Status.REACHED),  # 89,96 is published as 90,0
        ("barn-i-akut-hemloshet", 2026, Status.REACHED),  # a target of zero
        ("loneskillnad", 2026, Status.REACHED),  # within −2 to 2
        ("barn-i-forskola", 2026, Status.REACHED),  # after the target's year
        ("tomma-lagenheter", 2026, Status.ON_TRACK),  # a range is kept until its year
        ("klimatbalans", 2026, Status.ON_TRACK),  # negative numbers: exactly on the line
        ("foretagens-betyg", 2026, Status.ON_TRACK),  # 73,5 is expected as 74
        ("matsvinn", 2026, Status.NEAR),  # the target's year, short by less than the tolerance
        ("pojkar-i-kulturskolan", 2026, Status.NEAR),  # outside a range by less than the tolerance
        ("invanare", 2026, Status.BEHIND),
        ("invanare", 2020, Status.BEHIND),  # 21 480 of the old vision's 22 000
        ("arets-resultat", 2026, Status.BEHIND),  # outside a range with years left
        ("kotid-till-lagenhet", 2026, Status.MISSED),
        ("wifi-i-boenden", 2026, Status.MISSED),  # a step short on a scale
        ("markta-leder", 2020, Status.REACHED),
        ("markta-leder", 2026, Status.UNKNOWN),
    ],
)
def test_status_of(slug, year, status):
    assert judged_from(year)[slug].verdict.status == status


def test_a_stale_outcome_keeps_its_last_verdict():
    verdict = judged_from(YEAR)["markta-leder"].verdict

    assert verdict.reason == Reason.STALE
    assert verdict.earlier.status == Status.REACHED
    assert verdict.outcome.year == 2020


# Everything that a figure can be


def test_every_kind_of_outcome_is_there():
    home = Outcome.objects.filter(municipality__code=HOME)

    assert set(home.exclude(missing_reason="").values_list("missing_reason", flat=True)) == set(MissingReason)
    assert set(home.values_list("origin", flat=True)) == set(Origin)
    assert set(home.values_list("sex", flat=True)) == set(Sex)
    assert set(home.values_list("state", flat=True)) == set(OutcomeState)
    assert home.filter(is_preliminary=True, state=OutcomeState.PUBLISHED).exists()
    assert home.filter(next_expected__gt=date(YEAR, 12, 31)).exists()
    assert home.exclude(comment="").filter(value__isnull=False).exists()
    assert home.filter(value=0).exists()
    assert home.filter(value__lt=0).exists()
    assert home.filter(value__gte=10_000).exists()


def test_most_indicators_have_a_long_series():
    lengths = {
        slug: sum(row.value is not None for row in each.outcomes if row.sex == Sex.TOTAL and row.code == HOME)
        for slug, each in current_figures().indicators.items()
    }

    assert len(lengths) == 50
    assert sum(length >= 15 for length in lengths.values()) >= 20
    assert {0, 2} <= set(lengths.values())


def test_drafts_are_not_among_the_public_outcomes():
    drafts = Outcome.objects.filter(state=OutcomeState.DRAFT)
    public = {
        (row.indicator_id, row.year)
        for each in current_figures().indicators.values()
        for row in each.outcomes
        if row.code == HOME
    }

    assert drafts.count() == 5
    assert public.isdisjoint(drafts.values_list("indicator_id", "year"))


@pytest.mark.parametrize("ending", ["/", ".csv", ".json", ".svg", "/diagram.json"])
def test_a_draft_is_shown_nowhere(client, ending):
    for draft in Outcome.objects.filter(state=OutcomeState.DRAFT, value__gte=1000).select_related("indicator"):
        response = client.get(f"/indikatorer/{draft.indicator.slug}{ending}")
        shown = response.getvalue().decode().replace("\N{NO-BREAK SPACE}", "")

        assert response.status_code == 200
        assert f"{draft.value:.0f}" not in shown
        assert draft.comment not in shown


def test_an_indicator_that_is_not_shown_has_no_page(client):
    assert client.get("/indikatorer/medarbetarindex/").status_code == 404
    assert "Medarbetarindex" not in client.get("/indikatorer/").text


def test_every_kind_of_indicator_is_there():
    indicators = Indicator.objects.all()

    assert set(indicators.values_list("measure", flat=True)) == set(Indicator.Measure)
    assert set(indicators.values_list("direction", flat=True)) == set(Direction)
    assert indicators.filter(is_published=False).count() == 1
    assert indicators.filter(tolerance__isnull=False).exists()
    assert indicators.filter(trend_band__isnull=False).exists()
    assert indicators.filter(interval=2).exists()
    assert indicators.filter(longest_age__gt=2).exists()
    assert indicators.filter(by_sex=True, outcomes__sex=Sex.WOMEN, outcomes__municipality__code=HOME).exists()
    assert SeriesBreak.objects.count() == 2


def test_every_kind_of_target_is_there():
    targets = Target.objects.all()
    counts = {each.slug: each.targets.count() for each in Indicator.objects.all()}

    assert {0, 1, 2} <= set(counts.values())
    assert max(counts.values()) >= 5  # one a year
    assert targets.filter(low__isnull=False).exists()
    assert targets.filter(value__lt=0).exists()
    assert targets.filter(low__lt=0).exists()
    assert targets.filter(value=0).exists()
    assert targets.filter(value__gte=10_000).exists()
    assert targets.filter(is_reading=True).exists()
    assert set(targets.values_list("indicator__measure", flat=True)) == set(Indicator.Measure) - {"money"}
    assert set(targets.values_list("kind", flat=True)) == set(TargetKind)
    assert set(targets.values_list("scope", flat=True)) == set(TargetScope)
    assert {Reference.COUNTRY, Reference.GROUP_BEST} < set(targets.values_list("reference", flat=True))
    assert not targets.filter(decision=None).exists()


def test_there_is_someone_to_compare_with():
    assert ComparisonGroup.objects.count() == 2
    assert not ComparisonGroup.objects.filter(municipalities__code=HOME).exists()
    assert Indicator.objects.filter(outcomes__municipality__code=COUNTRY).distinct().count() >= 20
    assert Indicator.objects.filter(outcomes__municipality__code="9991").distinct().count() >= 10


# Everything that the council can decide


def test_visions_are_adopted_proposed_and_replaced():
    assert sorted(Vision.objects.values_list("state", flat=True)) == ["adopted", "proposed", "replaced"]
    assert Vision.objects.get(state=Vision.State.ADOPTED).headline_indicator.slug == "invanare"


def test_periods_are_extended_by_decision():
    assert [each.name for each in Period.objects.all()] == [
        "2021–2024, förlängd till 2026",
        "2016–2019, förlängd till 2020",
    ]
    assert Extension.objects.count() == 3
    assert not Extension.objects.filter(decision=None).exists()


def test_goals_are_linked_continued_and_sometimes_not_followed():
    now, before = (
        Goal.objects.filter(focus_area__period__first_year=2021),
        Goal.objects.filter(focus_area__period__first_year=2016),
    )

    assert (now.count(), before.count()) == (12, 6)
    assert set(now.filter(continues__isnull=False).values_list("continues", flat=True)) < set(
        before.values_list("pk", flat=True)
    )
    assert set(GoalIndicator.objects.values_list("kind", flat=True)) == set(GoalIndicator.Kind)
    assert now.get(links=None).gap_note
    assert not Goal.objects.filter(unit=None).exists()


def test_areas_documents_and_decisions():
    assert FocusArea.objects.values("hue").distinct().count() == FocusArea.objects.count() == 7
    assert Document.objects.filter(goal__isnull=False).exists()
    assert Document.objects.filter(period__isnull=False).exists()
    assert Document.objects.filter(goal=None, period=None).exists()
    assert not Decision.objects.filter(Q(decided_on=None) | Q(paragraph="") | Q(diary_number="")).exists()


def test_the_folder_is_what_would_be_written():
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}

    assert plan_files() == written


# Nothing that can be taken for real


def test_the_portal_says_that_it_is_an_example():
    portal = Portal.objects.get()

    assert portal.is_example
    assert "påhittad" in portal.tagline
    assert "Exempelunda finns inte" in portal.about
    assert portal.contact_email.endswith(".example")


def test_every_source_is_fictional():
    assert not Outcome.objects.exclude(source__contains="påhittad").exists()
    assert not Indicator.objects.exclude(kolada_id="").exists()
    assert set(Municipality.objects.exclude(code__startswith="999").values_list("code", flat=True)) == {COUNTRY}


def addresses(node):
    """Yield every web address in a plan file, however deep."""
    if isinstance(node, str):
        yield from (word for word in node.split() if "://" in word)
    elif isinstance(node, dict | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from addresses(each)


@pytest.mark.parametrize("name", ["plan", "beslut", "visioner", "perioder", "indikatorer"])
def test_every_address_is_on_a_name_reserved_for_examples(name):
    found = list(addresses(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))))

    assert found
    assert all(urlsplit(each).hostname.endswith(".example") for each in found)


def test_every_source_address_is_on_a_name_reserved_for_examples():
    found = set(Outcome.objects.values_list("source_url", flat=True))

    assert all(urlsplit(each).hostname.endswith(".example") for each in found)


# What is written agrees with what is counted

VERDICTS = {
    Verdict.FULL: {Status.REACHED},
    Verdict.NOT: {Status.NEAR, Status.BEHIND, Status.MISSED},
}


def goals_told_of():
    """Yield (year, goal) for every goal of every year, as it was adopted or as it stands."""
    years = Years(current_content(), YEAR)
    for year in range(2021, YEAR):
        yield from ((year, goal) for goal in years.get_or_404(year).content.goals)


def spaced(text):
    return text.replace("\u00a0", " ")


def test_no_verdict_contradicts_its_indicators():
    for year, goal in goals_told_of():
        found = {Status(each.code) for each in goal.spread.counts} - {Status.UNKNOWN}
        wanted = VERDICTS.get(goal.ruling.code)
        reason = goal.assessment.departure_reason if goal.assessment else ""
        assert not wanted or found & wanted or reason, (year, goal.slug, goal.ruling.word, found)
        assert not goal_deviation(goal) or reason, (year, goal.slug)


def test_numbers_in_a_result_are_those_of_its_indicators():
    told = re.compile(
        r"(?P<name>[A-ZÅÄÖ][^:.]*): (?P<value>[^()]+?) \((?P<year>\d{4})\), målvärdet är (?P<aim>.+?)\.(?= [A-ZÅÄÖ]|$)"
    )
    checked = 0
    for year, goal in goals_told_of():
        facts = {each.name: each for each in goal.indicators}
        for found in told.finditer(goal.assessment.result if goal.assessment else ""):
            fact = facts[found["name"]]
            checked += 1
            # A year with a number of its own tells that first and the end after it; the text may be of either.
            assert spaced(found["aim"]) in spaced(fact.target_text).split(", sedan "), (year, goal.slug)
            assert (spaced(fact.value_text), fact.value_year) == (spaced(found["value"]), int(found["year"])), (
                year,
                goal.slug,
            )
    assert checked > 50
