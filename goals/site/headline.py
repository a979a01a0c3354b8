"""The vision's number as a story: how far it was from the truth, and what it would have taken."""

from decimal import Decimal

from goals.site.shapes import Headline
from indicators.formats import Scale, signed
from indicators.models import Indicator
from indicators.series.facts import Series
from indicators.shapes import Calculation, Card, Drawing


def headline(card: Card, series: Series, drawing: Drawing, calculation: Calculation) -> Headline | None:
    """Tell the vision's number from its series; None when there is no value to tell of."""
    outcome = card.judged.verdict.outcome
    if outcome is None or outcome.value is None:
        return None
    scale = Scale(series.decimals, series.unit_label, series.categories)
    target = max(series.targets, key=lambda each: each.year, default=None)
    own = series.home.value_in(outcome.year)
    return Headline(
        name=series.name,
        url=card.url,
        value_text=scale.amount(outcome.value),
        value_year=outcome.year,
        target_text=target.text if target else "",
        target_year=target.year if target else None,
        sentence=_sentence(series, outcome.year, outcome.value, scale),
        story=_story(series, outcome.year, outcome.value, scale),
        status=card.status,
        trend=card.trend,
        calculation=calculation,
        chart_wide=drawing.wide,
        chart_narrow=drawing.narrow,
        chart_text=drawing.text,
        source=own.source if own else "",
        source_url=own.source_url if own else "",
    )


def _sentence(series: Series, year: int, value: Decimal, scale: Scale) -> str:
    end = max(series.rule.targets, key=lambda each: each.year, default=None)
    said = f"Utfallet {year} är {scale.amount(value)}."
    if end is None or end.value is None:
        return said
    short = value - end.value
    if short == 0:
        return f"{said} Det är precis visionens tal."
    return f"{said} Det är {_more_or_less(series, short, scale)} än visionens {scale.aim(end.value)} år {end.year}."


def _more_or_less(series: Series, difference: Decimal, scale: Scale) -> str:
    counts = series.measure == Indicator.Measure.COUNT
    words = ("fler", "färre") if counts else ("högre", "lägre")
    return f"{scale.difference(difference)} {words[0] if difference > 0 else words[1]}"


def _story(series: Series, year: int, value: Decimal, scale: Scale) -> tuple[str, ...]:
    known = [each for each in series.home.values if each.value is not None and each.year <= year]
    values = [each.value for each in known if each.value is not None]
    told = []
    if len(values) > 2 and value in {min(values), max(values)}:
        word = "lägsta" if value == min(values) else "högsta"
        told.append(f"Det är det {word} talet sedan {known[0].year}, när serien börjar.")
    told += _needed(series, year, value, scale)
    return tuple(told)


def _needed(series: Series, year: int, value: Decimal, scale: Scale) -> list[str]:
    """Tell the pace that the period's start would have asked for, beside what came: plain differences a year."""
    end = max(series.rule.targets, key=lambda each: each.year, default=None)
    if end is None or end.value is None or series.period is None:
        return []
    start = series.home.value_in(series.period[0] - 1)
    if start is None or start.value is None or not start.year < min(year, end.year):
        return []
    needed = (end.value - start.value) / (end.year - start.year)
    came = (value - start.value) / (year - start.year)
    decimals = scale.decimals
    return [
        (
            f"Från {start.text} år {start.year}, året innan målperioden började, hade det krävts "
            f"{signed(needed, decimals)} om året för att nå dit. Det blev {signed(came, decimals)} om året."
        )
    ]
