"""The lines to compare with. A new kind is added here alone: chart, figure, table and switches take what they get."""

from collections.abc import Iterable
from decimal import Decimal

from indicators.content.published import PublishedGroup, PublishedIndicator
from indicators.formats import Scale, in_digits
from indicators.models.measures import Indicator
from indicators.series.facts import SeriesLine, Value
from indicators.series.rows import scale_of
from indicators.vocabulary import Origin, Sex


def comparisons_of(
    indicator: PublishedIndicator,
    groups: Iterable[PublishedGroup],
    country: SeriesLine | None,
    others: tuple[SeriesLine, ...],
) -> tuple[SeriesLine, ...]:
    """Return the country and the groups' means; none for counts, which only tell how large the others are."""
    if indicator.measure == Indicator.Measure.COUNT:
        return ()
    means = (_mean_line(group, others, scale_of(indicator)) for group in groups)
    return tuple(line for line in (country, *means) if line)


def _mean_line(group: PublishedGroup, lines: Iterable[SeriesLine], scale: Scale) -> SeriesLine | None:
    """Return the group's unweighted mean a year, where at least two of its members have a value."""
    by_year: dict[int, list[Decimal]] = {}
    for line in lines:
        for value in line.values if line.code in group.codes else ():
            if value.value is not None:
                by_year.setdefault(value.year, []).append(value.value)
    values = tuple(
        _computed(year, sum(found, Decimal(0)) / len(found), len(found), len(group.codes), scale)
        for year, found in sorted(by_year.items())
        # One member's value is no mean.
        if len(found) > 1
    )
    if not values:
        return None
    members = in_digits(len(group.codes), "kommun")
    note = f"Ovägt medelvärde av {members}, så som gruppen såg ut {group.year}. Egen bearbetning."
    return SeriesLine(group.slug, "group", group.short_name, "", group.name, Sex.TOTAL, values, note)


def _computed(year: int, mean: Decimal, have: int, members: int, scale: Scale) -> Value:
    comment = "" if have == members else f"{have} av {in_digits(members, 'kommun')} har värde"
    return Value(
        year=year,
        value=mean,
        # A mean of steps lies between two of them and has no name.
        text=Scale(max(scale.decimals, 1), "").number(mean) if scale.categories else scale.short(mean),
        missing_reason="",
        is_preliminary=False,
        comment=comment,
        source="Egen bearbetning",
        source_url="",
        retrieved_on=None,
        origin=Origin.COMPUTED.label,
        origin_code=Origin.COMPUTED,
        next_expected=None,
    )
