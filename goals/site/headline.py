"""The vision's number as a story: how far it was from the truth, and what it would have taken."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.charts.page_chart import PageChart
from indicators.formats import HARD_SPACE, Scale, bent, capital, exact
from indicators.judgement.rule import TargetPoint
from indicators.models import Indicator
from indicators.series.facts import Series
from indicators.shapes import Calculation, Card, StatusMark, TrendMark


@dataclass(frozen=True, slots=True)
class Headline:
    name: str
    url: str
    value_text: str  # "12 844"
    value_year: int
    target_text: str  # "14 000"
    target_year: int | None
    sentence: str  # "Vid årsskiftet 2025 var vi 12 844. Det är 1 156 färre än visionen."
    story: tuple[str, ...]  # more sentences: the pace that would have been needed, the trend
    status: StatusMark
    trend: TrendMark
    calculation: Calculation
    chart_wide: str
    chart_narrow: str
    chart_text: str
    source: str
    source_url: str


def headline(card: Card, series: Series, drawing: PageChart, calculation: Calculation) -> Headline | None:
    """Return None when there is no value to show."""
    outcome = card.judged.outcome
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


def _end(series: Series) -> TargetPoint | None:
    """Return what the vision ends in, where that is a number of its own: better than others is no distance to tell."""
    end = max(series.rule.targets, key=lambda each: each.year, default=None)
    return end if end and end.holds_alone else None


def _sentence(series: Series, year: int, value: Decimal, scale: Scale) -> str:
    end, people = _end(series), _counts_people(series)
    start = f"År {year} var vi {scale.amount(value)}." if people else f"{capital(scale.told_with_year(value, year))}."
    if end is None or end.value is None:
        return start
    short = value - end.value
    if short == 0:
        return f"{start} Det är precis visionens tal."
    aim = f"{exact(end.value)} år {end.year}" if people else scale.dated(scale.aim(end.value), end.year)
    return f"{start} Det är {_more_or_less(series, short, scale)} än visionens {aim}."


def _more_or_less(series: Series, difference: Decimal, scale: Scale) -> str:
    counts = series.measure == Indicator.Measure.COUNT
    words = ("fler", "färre") if counts else ("högre", "lägre")
    size = scale.number(abs(difference)) if _counts_people(series) else scale.difference(difference)
    return f"{size} {words[0] if difference > 0 else words[1]}"


def _story(series: Series, year: int, value: Decimal, scale: Scale) -> tuple[str, ...]:
    known = [each for each in series.home.values if each.value is not None and each.year <= year]
    values = [each.value for each in known if each.value is not None]
    sentences = []
    # Of two values one is always the lowest: that is no news.
    if len(values) > 2 and value in {min(values), max(values)}:
        word = "lägsta" if value == min(values) else "högsta"
        sentences.append(f"Det är det {word} talet sedan {known[0].year}, när serien börjar.")
    sentences += _needed(series, year, value, scale)
    return tuple(sentences)


def _needed(series: Series, year: int, value: Decimal, scale: Scale) -> list[str]:
    """Compare the yearly change that was needed when the period began with the one that came."""
    end = _end(series)
    if end is None or end.value is None or series.period is None:
        return []
    start = series.home.value_in(series.period[0] - 1)
    if start is None or start.value is None or not start.year < min(year, end.year):
        return []
    needed = (end.value - start.value) / (end.year - start.year)
    came = (value - start.value) / (year - start.year)
    people = _counts_people(series)
    subject, pronoun = ("Folkmängden", "Den") if people else ("Talet", "Det")
    unit = f"{HARD_SPACE}{bent(1 if scale.number(abs(needed)) == '1' else 2, 'person')}" if people else ""
    wanted, _ = _told(needed, scale, f"{unit} om året")
    _, came_about = _told(came, scale)
    return [f"{subject} skulle {wanted} från {start.year}. {pronoun} {came_about}."]


def _told(change: Decimal, scale: Scale, unit: str = "") -> tuple[str, str]:
    """Return a change as it should have been and as it was: ("öka med 96 om året", "ökade med 96 om året")."""
    amount = f" med {scale.number(abs(change))}{unit}"
    if not scale.number(change).strip("0,"):
        return "stå stilla", "ändrades inte"
    verb = "öka" if change > 0 else "minska"
    return f"{verb}{amount}", f"{verb}de{amount}"


def _counts_people(series: Series) -> bool:
    return series.measure == Indicator.Measure.COUNT and series.unit_label == "invånare"
