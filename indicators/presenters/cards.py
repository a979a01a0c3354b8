"""An indicator as one row of a list."""

from indicators import sentences
from indicators.charts.sparkline import sparkline
from indicators.content.published import PublishedIndicator
from indicators.formats import Scale, capital
from indicators.judgement.verdict import Judged
from indicators.models.rows import COUNTRY_CODE
from indicators.presenters.marks import status_mark, trend_mark
from indicators.series.facts import NOT_GIVEN
from indicators.series.rows import home_points, scale_of, total_in
from indicators.series.verdicts import judged
from indicators.shapes import OLD_AFTER, Card, ChangeFact, ComparisonFact


def card(
    indicator: PublishedIndicator,
    home_code: str,
    seen_from: int,
    *,
    shown_to: int | None = None,
    url: str,
    comparison: ComparisonFact | None = None,
    change: ChangeFact | None = None,
) -> Card:
    """Present an indicator as one row, judged from a year, with values to a later one where that is given."""
    scale, found = scale_of(indicator), judged(indicator, home_code, seen_from, shown_to)
    outcome = found.outcome
    year = outcome.year if outcome else None
    row = total_in(indicator, home_code, year)
    return Card(
        slug=indicator.slug,
        url=url,
        name=indicator.name,
        kind="",
        kind_code="",
        note="",
        value_text=capital(scale.short(outcome.value)) if outcome and outcome.value is not None else NOT_GIVEN,
        value_year=year,
        is_preliminary=bool(row and row.is_preliminary),
        retrieved_on=row.retrieved_on if row else None,
        target_text=_aim_text(found, scale),
        status=status_mark(found.verdict, found.shown_to),
        trend=trend_mark(found.trend),
        sentence=sentences.conclusion(found, scale),
        sparkline=_line(indicator, found, with_country=bool(comparison and comparison.country)),
        unit_label="" if scale.has_written_unit else indicator.unit_label,
        unit=indicator.unit.name if indicator.unit else "",
        judged=found,
        is_old=year is not None and found.shown_to - year > OLD_AFTER,
        comparison=comparison,
        change=change,
    )


def _line(indicator: PublishedIndicator, found: Judged, *, with_country: bool) -> str:
    own, country = (
        tuple(each for each in points if each.year <= found.shown_to)
        for points in (found.points, home_points(indicator, COUNTRY_CODE) if with_country else ())
    )
    return sparkline(
        own,
        decimals=indicator.decimals,
        interval=indicator.interval,
        country=country,
    )


def _aim_text(found: Judged, scale: Scale) -> str:
    # Shown also where the verdict had no use for it, so that a target is never said to be missing.
    return sentences.aims_with_years(found.verdict, scale) or sentences.end_aim(found.rule, scale)
