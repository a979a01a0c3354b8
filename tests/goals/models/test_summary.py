"""An assessment is whole before it is approved, one per goal and round; an adopted year stands for ever."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from goals.models import AnnualSummary, Assessment, FrozenYear, OverallAssessment
from indicators.models import Decision
from tests.goals.models.rows import WHOLE, area, assert_refused, assert_taken, assessment, goal, overall, period, saved

pytestmark = pytest.mark.django_db
HAS_WHOLE = "En godkänd bedömning har resultat eller analys, ansvarig och datum."
HAS_VERDICT = "En godkänd bedömning säger om målet är uppnått."
ONE_OF_TWO = "Helåret har en bedömning och delåret en prognos, aldrig båda."


@pytest.fixture
def assessed():
    return saved(goal(saved(area(saved(period())))))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"round": "whole", "forecast": "on_way"}, ONE_OF_TWO),
        ({"round": "whole", "verdict": "full", "forecast": "on_way"}, ONE_OF_TWO),
        ({"round": "part", "verdict": "full"}, ONE_OF_TWO),
        (WHOLE | {"verdict": "full", "result": ""}, HAS_WHOLE),
        (WHOLE | {"verdict": "full", "body": ""}, HAS_WHOLE),
        (WHOLE | {"verdict": "full", "assessed_on": None}, HAS_WHOLE),
        (WHOLE | {"verdict": ""}, HAS_VERDICT),
        (WHOLE | {"round": "part"}, HAS_VERDICT),
    ],
    ids=str,
)
def test_an_assessment_that_cannot_be_is_refused(assessed, facts, words):
    assert_refused(assessment(assessed, **facts), words)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"round": "part"},
        {"round": "part", "forecast": "not_on_way"},
        {"verdict": "unknown"},
        WHOLE | {"verdict": "full"},
        WHOLE | {"verdict": "not", "result": "", "analysis": "För få sökte."},
        WHOLE | {"round": "part", "forecast": "on_way"},
    ],
    ids=str,
)
def test_an_assessment_that_is_whole_or_a_draft_is_taken(assessed, facts):
    assert_taken(assessment(assessed, **facts))


def test_a_goal_is_assessed_once_in_each_follow_up(assessed):
    saved(assessment(assessed))

    assert_refused(assessment(assessed), "Målet har redan en bedömning för den uppföljningen.")


@pytest.mark.parametrize("facts", [{"round": "part"}, {"year": 2024}], ids=str)
def test_a_goal_is_assessed_again_in_another_follow_up(assessed, facts):
    saved(assessment(assessed))

    assert_taken(assessment(assessed, **facts))


@pytest.mark.parametrize("year", [0, -1, 99_999])
def test_a_year_that_nobody_means_is_refused_in_a_form(assessed, year):
    with pytest.raises(ValidationError) as refusal:
        assessment(assessed, year=year).full_clean()

    assert list(refusal.value.message_dict) == ["year"]


def test_a_year_has_one_overall_assessment_per_round():
    saved(overall())

    assert_refused(overall(), "Det finns redan en samlad bedömning för den uppföljningen.")
    assert_taken(overall(round="part"))


def test_an_approved_overall_assessment_has_a_day():
    assert_refused(overall(state="approved"), "En godkänd samlad bedömning har datum.")
    assert_taken(overall(state="approved", assessed_on=date(2024, 2, 1)))


def test_only_the_approved_are_for_the_public(assessed):
    shown = saved(assessment(assessed, verdict="full", **WHOLE))
    saved(assessment(assessed, year=2024))
    saved(overall())

    assert list(Assessment.objects.approved()) == [shown]
    assert not OverallAssessment.objects.approved().exists()


def test_an_assessment_is_named_by_goal_round_and_year(assessed):
    assert str(assessment(assessed)) == "Mål 1, helår 2023"
    assert str(assessment(assessed, round="part")) == "Mål 1, delår 2023"
    assert str(overall(round="part")) == "Delår 2023"


# Adopted years


@pytest.fixture
def decision():
    return Decision.objects.create(slug="kf", body="Fullmäktige", title="Årsredovisning")


def summary(decision, year=2023, version=1, **facts):
    given = {"snapshot": "{}", "sha256": "0" * 64, "frozen_at": datetime(2024, 5, 2, tzinfo=UTC), "decision": decision}
    reason = "" if version == 1 else "Rättad."
    return AnnualSummary(year=year, version=version, **{"reason": reason, **given} | facts)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"version": 2, "reason": ""}, "En ny version av en fastställd årsuppföljning har ett skäl."),
        ({"snapshot": ""}, "En fastställd årsuppföljning har en ögonblicksbild och en kontrollsumma."),
        ({"sha256": ""}, "En fastställd årsuppföljning har en ögonblicksbild och en kontrollsumma."),
    ],
    ids=str,
)
def test_an_adopted_year_that_is_not_whole_is_refused(decision, facts, words):
    assert_refused(summary(decision, **facts), words)


def test_a_version_is_adopted_once(decision):
    saved(summary(decision))

    assert_refused(summary(decision), "Den versionen av årsuppföljningen är redan fastställd.")


def test_an_adopted_year_says_no_to_change_and_removal(decision):
    adopted = saved(summary(decision))
    adopted.reason = "Efterhandskonstruktion"

    with pytest.raises(FrozenYear, match="ändras inte"):
        adopted.save()
    with pytest.raises(FrozenYear, match="tas inte bort"):
        adopted.delete()
    assert AnnualSummary.objects.get().reason == ""


def test_the_latest_version_of_a_year_is_the_one_that_counts(decision):
    for year, version in ((2022, 3), (2023, 1), (2023, 2)):
        saved(summary(decision, year, version))

    assert AnnualSummary.objects.latest_of(2023).version == 2
    assert AnnualSummary.objects.latest_of(2024) is None


def test_versions_come_with_their_decisions_the_newest_first(decision, django_assert_num_queries):
    for year, version in ((2022, 1), (2023, 1), (2023, 2)):
        saved(summary(decision, year, version))

    with django_assert_num_queries(1):
        found = [(each.year, each.version, each.decision.title) for each in AnnualSummary.objects.whole()]
    assert found == [(2023, 2, "Årsredovisning"), (2023, 1, "Årsredovisning"), (2022, 1, "Årsredovisning")]


def test_who_adopted_a_year_may_leave_and_the_year_stays(decision, person):
    adopter = person("sam")
    saved(summary(decision, frozen_by=adopter))

    adopter.delete()

    assert AnnualSummary.objects.get().frozen_by is None
