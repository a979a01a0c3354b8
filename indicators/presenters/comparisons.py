"""An indicator beside others: the country, municipalities that are alike, and all of them."""

from indicators import comparison_words as words
from indicators.charts.dot_strip import row_strip
from indicators.content.figures import PublishedFigures, code_of
from indicators.content.published import PublishedIndicator
from indicators.formats import Scale
from indicators.judgement.comparison import Comparison, Place
from indicators.series.peers import Compared, changed, compared
from indicators.series.rows import scale_of
from indicators.shapes import ChangeFact, ComparisonFact, PlaceFact, StandingFact


def comparison_fact(indicator: PublishedIndicator, figures: PublishedFigures, seen_from: int) -> ComparisonFact | None:
    """Present the comparison of the latest measured value by a year; None without anything to compare with."""
    made = compared(indicator, code_of(figures.portal), figures.groups, seen_from)
    return _fact(made, scale_of(indicator), len(figures.municipalities)) if made else None


def comparison_words(indicator: PublishedIndicator, figures: PublishedFigures, seen_from: int) -> tuple[str, ...]:
    """Return the comparison as whole sentences for a report: country, group, nation; empty without one."""
    fact = comparison_fact(indicator, figures, seen_from)
    return fact.sentences if fact else ()


def change_fact(indicator: PublishedIndicator, home_code: str, seen_from: int) -> ChangeFact | None:
    """Present the change since the measurement before the latest one by a year."""
    found = changed(indicator, home_code, seen_from)
    if found is None:
        return None
    text = words.change_words(found, scale_of(indicator))
    return ChangeFact(found.standing.value, text, found.now.year, found.before.year, found)


def _fact(made: Compared, scale: Scale, size: int) -> ComparisonFact:
    found = made.found
    group_name = made.group.short_name if made.group else ""
    told = (
        words.country_sentence(found, scale, is_expected=made.has_country),
        words.group_sentence(found, group_name, scale),
        words.nation_sentence(found, size),
    )
    return ComparisonFact(
        year=found.year,
        is_too_old=made.is_too_old,
        value_text=scale.amount(found.value),
        country=_country(found, scale),
        group=_group(found, group_name, scale, told[1]),
        nation=_nation(found, size, scale, told[2]),
        sentences=tuple(each for each in told if each),
        strip=row_strip(found) if found.group or found.nation else "",
        found=found,
    )


def _country(found: Comparison, scale: Scale) -> StandingFact | None:
    beside = found.country
    if beside is None:
        return None
    return StandingFact(
        code=beside.standing.value,
        word=beside.standing.label,
        words=words.country_words(found),
        other_text=scale.amount(beside.value),
        gap_text=scale.difference(beside.gap),
    )


def _group(found: Comparison, name: str, scale: Scale, sentence: str) -> PlaceFact | None:
    place = found.group
    if place is None:
        return None
    said = words.group_words(place, name, has_better_end=found.has_better_end)
    return _place(found, place, scale, name=name, words=said, sentence=sentence)


def _nation(found: Comparison, size: int, scale: Scale, sentence: str) -> PlaceFact | None:
    place = found.nation
    if place is None:
        return None
    said = words.nation_words(place, size, has_better_end=found.has_better_end)
    return _place(found, place, scale, name=words.NATION, words=said, sentence=sentence)


def _place(found: Comparison, place: Place, scale: Scale, **said: str) -> PlaceFact:
    return PlaceFact(
        **said,
        rank=place.rank,
        count=place.count,
        quartile=place.quartile,
        quartile_words=words.quartile_words(place, has_better_end=found.has_better_end),
        mean_text=scale.amount(place.mean) if place.mean is not None else "",
        median_text=scale.amount(place.median) if place.median is not None else "",
    )
