"""Cards built without a database: whoever shows them only reads frozen answers."""

from dataclasses import replace
from decimal import Decimal

from indicators.judgement.comparison import Others, compare
from indicators.judgement.rule import Point, Rule
from indicators.presenters.marks import status_mark, trend_mark
from indicators.series.verdicts import judge
from indicators.shapes import Card, ComparisonFact, StandingFact
from indicators.vocabulary import Direction


def card_of(slug, judged):
    """Return a card with the marks of a judgement."""
    outcome = judged.verdict.outcome
    return Card(
        slug=slug,
        url=f"/indikatorer/{slug}/",
        name=slug.capitalize(),
        kind="",
        kind_code="",
        note="",
        value_text=str(outcome.value) if outcome else "Uppgift saknas",
        value_year=outcome.year if outcome else None,
        is_preliminary=False,
        target_text="",
        status=status_mark(judged.verdict),
        trend=trend_mark(judged.trend),
        sentence="",
        sparkline="",
        unit="",
        unit_label="",
        judged=judged,
    )


def make_card(slug, values=None, rule=None, seen_from=2024):
    """Judge plain numbers by year as seen from a year; without a rule there is no target."""
    points = tuple(Point(year, Decimal(str(value))) for year, value in (values or {}).items())
    return card_of(slug, judge(points, rule or Rule(Direction.HIGHER), seen_from))


def compared_card(slug, own, country=None, group=(), *, year=2024, direction=Direction.HIGHER, **changes):
    """Return a card with one value, beside the country's and a group's of the same year."""
    rule, point = Rule(direction, 0), Point(year, Decimal(own))
    others = Others(country and Decimal(country), {str(at): Decimal(value) for at, value in enumerate(group)})
    found = compare(point, rule, others)
    fact = found and ComparisonFact(
        year=year,
        is_too_old=False,
        value_text=f"{own} %",
        country=found.country and StandingFact(found.country.standing, "", "", f"{country} %", ""),
        group=None,
        nation=None,
        sentences=(f"{own} % mot {country} %.",),
        strip="",
        found=found,
    )
    return replace(card_of(slug, judge((point,), rule, year)), comparison=fact, **changes)
