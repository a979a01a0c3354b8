"""A small year made by hand, without a database: one goal about trees, to be changed where a test needs it."""

from datetime import date
from decimal import Decimal

from goals.year import counts
from goals.year.canonical import FORMAT
from goals.year.content import (
    Adoption,
    AreaFact,
    AssessmentFact,
    DecisionFact,
    GoalFact,
    IndicatorFact,
    PointFact,
    SourceFact,
    YearSummary,
)
from indicators.vocabulary import Status

YEAR = 2024
DAY = date(2025, 3, 3)


def indicator(slug="trad", status=Status.BEHIND, **changes):
    facts = {
        "slug": slug,
        "name": f"Indikator {slug}",
        "unit_label": "%",
        "decimals": 1,
        "kind": "Beslutad",
        "kind_code": "decided",
        "value": Decimal("61.5"),
        "value_text": "61,5\u00a0%",
        "value_year": YEAR,
        "is_preliminary": False,
        "missing": "",
        "target": Decimal(90),
        "target_low": None,
        "target_high": None,
        "target_text": "90\u00a0% år 2024",
        "target_year": YEAR,
        "status_code": status.value,
        "status_word": str(status.label),
        "status_reason": "",
        "trend_code": "improving",
        "trend_word": "Förbättras",
        "trend_arrow": "up",
        "trend_detail": "",
        "sentence": "61,5\u00a0% år 2024.",
        "source": None,
        "points": (),
    }
    return IndicatorFact(**facts | changes)


def missing(slug, reason="Sekretess", **changes):
    """Return an indicator without a value for the year."""
    facts = {"value": None, "value_text": "Uppgift saknas", "value_year": None, "missing": reason}
    return indicator(slug, Status.UNKNOWN, **facts | changes)


def points(*values, first=2020):
    """Return a value a year from `first`; None leaves the year out."""
    found = enumerate(values, first)
    return tuple(PointFact(year, Decimal(value), f"{value}\u00a0%") for year, value in found if value is not None)


def source(name="SCB", **changes):
    facts = {"url": "https://scb.example/trad", "retrieved_on": date(2025, 2, 3), "origin": "Nationell källa"}
    return SourceFact(name, **facts | changes)


def assessment(code="partly", **changes):
    facts = {
        "ruling": counts.ruling_of(code, ""),  # a forecast's code has its word there too
        "result": "Fler träd än förra året.",
        "analysis": "",
        "next_steps": "",
        "body": "Parknämnden",
        "assessed_on": date(2025, 2, 3),
        "departure_reason": "",
    }
    return AssessmentFact(**facts | changes)


def goal(*indicators, slug="fler-trad", code="", **changes):
    """Return a goal; `code` is its verdict or forecast, "" for none."""
    facts = {
        "slug": slug,
        "continues": "",
        "number": 1,
        "title": f"Mål {slug}",
        "unit": "Parkförvaltningen",
        "gap_note": "",
        "assessment": assessment(code) if code else None,
        "spread": counts.spread(each.status_code for each in indicators),
        "indicators": indicators,
    }
    return GoalFact(**facts | changes)


def area(*goals, name="Grönt", **changes):
    codes = [each.status_code for goal in goals for each in goal.indicators]
    facts = {"slug": "gront", "tagline": "", "hue": "forest", "spread": counts.spread(codes), "goals": goals}
    return AreaFact(name=name, **facts | changes)


def decision(**changes):
    facts = {"decided_on": date(2025, 4, 28), "paragraph": "§ 41", "diary_number": "KS 2025/12", "url": ""}
    return DecisionFact(**{"body": "Kommunfullmäktige", "title": "Årsredovisning 2024"} | facts | changes)


def adoption(version=1, reason="", day=date(2025, 4, 29), **changes):
    return Adoption(version, reason, day, decision(**changes))


def summary(*areas, **changes):
    """Return a year with the given areas, and what is counted in it counted."""
    goals = [goal for area in areas for goal in area.goals]
    rulings = counts.rulings(goals)
    spread = counts.spread(each.status_code for goal in goals for each in goal.indicators)
    facts = {
        "format": FORMAT,
        "year": YEAR,
        "round": "whole",
        "round_word": "Helår",
        "municipality": "Exempelby kommun",
        "short_name": "Exempelby",
        "portal": "Målportalen",
        "is_example": False,
        "vision_title": "",
        "vision": "",
        "period_name": "2022–2025",
        "period_slug": "2022-2025",
        "period_sentence": "Målen beslutades för 2022–2025.",
        "extension_sentence": "",
        "sentence": counts.ruling_sentence(rulings),
        "rulings": rulings,
        "goal_count": len(goals),
        "indicator_count": spread.total,
        "measured_count": 0,
        "measured_sentence": "",
        "spread": spread,
        "overall": None,
        "areas": areas,
        "unknowns": (),
        "criticism": (),
    }
    return YearSummary(**facts | changes)
