"""What is read from an indicator's rows: only what was decided and published by the year one looks from."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.formats import Scale
from indicators.judgement.rule import Point, TargetPoint
from indicators.models import Decision, Municipality
from indicators.series.rows import (
    baseline_text,
    home_points,
    known_targets,
    rule_of,
    target_fact,
    target_point,
    value_fact,
)
from indicators.series.verdicts import judged
from indicators.vocabulary import Direction, MissingReason, Status
from tests.cast import publish, published

pytestmark = pytest.mark.django_db


def decided(day):
    return Decision.objects.create(slug=f"kf-{day}", body="Kommunfullmäktige", title="Mål", decided_on=day)


class TestTargets:
    def test_target_decided_later_is_not_known_yet(self, trygga):
        trygga.targets.create(year=2025, value=90, decision=decided(date(2020, 12, 31)))
        trygga.targets.create(year=2030, value=95, decision=decided(date(2023, 1, 1)))

        known = {
            year: [each.year for each in known_targets(published(trygga), year)] for year in (2019, 2020, 2022, 2023)
        }

        assert known == {2019: [], 2020: [2025], 2022: [2025], 2023: [2025, 2030]}

    def test_target_without_a_dated_decision_was_always_known(self, trygga):
        trygga.targets.create(year=2025, value=90)
        trygga.targets.create(year=2030, value=95, decision=decided(None))

        assert [each.year for each in known_targets(published(trygga), 1990)] == [2025, 2030]

    def test_year_is_judged_by_what_was_aimed_at_then(self, trygga):
        trygga.targets.create(year=2023, value=80, decision=decided(date(2020, 1, 1)))
        trygga.targets.create(year=2024, value=99, decision=decided(date(2024, 1, 1)))

        before, after = (judged(published(trygga), "9999", year).verdict for year in (2023, 2024))

        assert (before.status, before.end_target.value) == (Status.REACHED, 80)
        assert (after.status, after.end_target.value) == (Status.ON_TRACK, 99)

    def test_target_says_its_decision_where_it_has_one(self, trygga):
        trygga.targets.create(year=2025, value=Decimal(90))
        trygga.targets.create(year=2026, low=Decimal(40), high=Decimal(60), decision=decided(None))

        bare, resting = (
            target_fact(each, target_point(each), Scale(1, "%"), Direction.HIGHER) for each in published(trygga).targets
        )

        assert (bare.text, bare.decision, bare.decision_url) == ("90\u00a0%", "", "")
        assert (resting.text, resting.decision) == ("40–60\u00a0%", "Mål")


class TestRule:
    def test_rule_has_every_decided_number(self, make_indicator):
        indicator = make_indicator(
            "buller",
            direction="lower",
            decimals=2,
            baseline_year=2020,
            baseline_value=Decimal(7),
            tolerance=Decimal("0.5"),
            trend_band=Decimal("0.1"),
            longest_age=4,
        )
        indicator.targets.create(year=2025, low=1, high=3)
        indicator.breaks.create(year=2019, note="Nya mätare")

        rule = rule_of(published(indicator), 2024, "9999")

        assert rule.direction == Direction.LOWER
        assert (rule.decimals, rule.tolerance, rule.trend_band, rule.longest_age) == (
            2,
            Decimal("0.5"),
            Decimal("0.1"),
            4,
        )
        assert rule.baseline == Point(2020, 7)
        assert rule.targets == (TargetPoint(2025, None, 1, 3),)
        assert rule.breaks == (2019,)

    def test_what_is_not_decided_is_left_to_the_defaults(self, trygga):
        rule = rule_of(published(trygga), 2024, "9999")

        assert (rule.baseline, rule.targets, rule.tolerance, rule.trend_band) == (None, (), None, None)


class TestValues:
    def test_only_the_municipalitys_total_is_judged(self, make_indicator, home):
        indicator = make_indicator("trygga", {2022: "80"}, women={2022: "81"}, men={2023: "79"})
        publish(indicator, Municipality.objects.create(code="0000", name="Riket"), 2024, "90")

        assert home_points(published(indicator), "9999") == (Point(2022, 80),)

    def test_value_says_where_it_comes_from(self, trygga):
        fact = value_fact(published(trygga).outcomes[0], Scale(1, "%"))

        assert (fact.year, fact.text, fact.source, fact.origin) == (2021, "80,2\u00a0%", "Skolenkäten", "Egen uppgift")
        assert fact.missing_reason == ""

    def test_missing_value_says_why_in_words(self, make_indicator, home):
        indicator = make_indicator("trygga")
        row = publish(indicator, home, 2023, "1")
        row.value, row.missing_reason = None, MissingReason.TOO_FEW_ANSWERS
        row.save()

        fact = value_fact(published(indicator).outcomes[0], Scale(1, "%"))

        assert (fact.value, fact.text, fact.missing_reason) == (None, "Uppgift saknas", "För få svar")

    @pytest.mark.parametrize(
        ("given", "text"),
        [
            ({}, ""),
            ({"baseline_year": 2020, "baseline_value": Decimal("70.8")}, "70,8 % år 2020"),
            (
                {"baseline_year": 2020, "baseline_value": Decimal(0), "baseline_note": "Egen mätning."},
                "0 % år 2020. Egen mätning.",
            ),
        ],
    )
    def test_baseline_is_told_with_year_and_note(self, make_indicator, given, text):
        assert baseline_text(make_indicator("natet", **given), Scale(1, "%")).replace("\u00a0", " ") == text
