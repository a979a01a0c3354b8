"""A small cast of series, built without a database: charts and figures only read frozen values."""

from datetime import date
from decimal import Decimal

from indicators.formats import Scale
from indicators.judgement.rule import Point, Rule, TargetPoint
from indicators.judgement.status import expected_path
from indicators.series.aims import dated_aim
from indicators.series.facts import BreakFact, Series, SeriesLine, TargetFact, Value
from indicators.vocabulary import Direction


def number(text):
    return None if text is None else Decimal(str(text))


def value(year, number_of, scale, *, is_preliminary=False, reason=""):
    found = number(number_of)
    return Value(
        year=year,
        value=found,
        text="Uppgift saknas" if found is None else scale.amount(found),
        missing_reason=reason,
        is_preliminary=is_preliminary,
        comment="",
        source="Kolada",
        source_url="https://exempel.se/kalla",
        retrieved_on=date(2024, 8, 30),
        origin="Nationell källa",
        origin_code="national",
        next_expected=None,
    )


def line(key, kind, label, values, scale, *, preliminary=(), reasons=None):
    rows = dict.fromkeys(reasons or {}) | values
    return SeriesLine(
        key=key,
        kind=kind,
        label=label,
        code="",
        name=label,
        sex="T",
        values=tuple(
            value(year, each, scale, is_preliminary=year in preliminary, reason=(reasons or {}).get(year, ""))
            for year, each in sorted(rows.items())
        ),
    )


def make_series(
    values,
    *,
    name="Hushåll som kan ansluta till bredband på minst 1 Gbit/s",
    slug="bredband",
    unit="%",
    decimals=1,
    measure="share",
    categories=(),
    direction=Direction.HIGHER,
    targets=(),
    baseline=None,
    breaks=None,
    seen_from=2026,
    country=None,
    group=None,
    women=None,
    men=None,
    preliminary=(),
    reasons=None,
    period=None,
    interval=1,
):
    """Build a series from plain numbers: `values` by year; a target is (year, value) or (year, low, high)."""
    scale = Scale(decimals, unit, tuple(categories))
    points = tuple(
        TargetPoint(each[0], value=number(each[1]))
        if len(each) == 2
        else TargetPoint(each[0], low=number(each[1]), high=number(each[2]))
        for each in targets
    )
    rule = Rule(
        direction=direction,
        decimals=decimals,
        targets=points,
        baseline=Point(baseline[0], number(baseline[1])) if baseline else None,
        breaks=tuple(breaks or {}),
    )
    years = [each.year for each in points]
    first = baseline[0] if baseline else min(years, default=0)
    comparisons = [line("riket", "country", "Riket", country, scale)] if country else []
    comparisons += [line("liknande", "group", "Liknande kommuner", group, scale)] if group else []
    return Series(
        slug=slug,
        name=name,
        official_title="",
        definition="",
        kolada_id="N07918",
        unit_label=unit,
        decimals=decimals,
        measure=measure,
        categories=tuple(categories),
        rule=rule,
        seen_from=seen_from,
        home=line("kommunen", "home", "Olofström", values, scale, preliminary=preliminary, reasons=reasons),
        women=line("kvinnor", "women", "Kvinnor", women, scale) if women else None,
        men=line("man", "men", "Män", men, scale) if men else None,
        comparisons=tuple(comparisons),
        municipalities=(),
        targets=tuple(
            TargetFact(
                each.year,
                each.value,
                each.low,
                each.high,
                scale.aim(each.value, each.low, each.high),
                False,
                "",
                "",
                "",
                dated_aim(each, scale, direction),
            )
            for each in points
        ),
        scoped_targets=(),
        baseline_text="",
        breaks=tuple(BreakFact(year, note, "") for year, note in (breaks or {}).items()),
        path=expected_path(rule, first, max(years)) if years else (),
        period=period,
        retrieved_on=date(2024, 8, 30),
        interval=interval,
    )


BROADBAND = {2017: "70.8", 2018: "74.0", 2019: "79.3", 2020: "82.7", 2021: "89.3", 2022: "96.7"}
COUNTRY = {2017: "87.1", 2018: "90.6", 2019: "92.7", 2020: "95.3", 2021: "96.0", 2022: "97.5"}
CLOSE = {year: str(82 + year % 3 * 0.5) for year in range(2012, 2025)}
PEOPLE = {1971 + i: 17314 - 83 * i + 400 * (i % 7) for i in range(55)}

# One of each kind that a chart must get right, by what is special about it.
CAST = {
    "a path and the country beside it": make_series(
        BROADBAND, targets=[(2025, 100)], baseline=(2017, "70.8"), country=COUNTRY, period=(2020, 2023, 2024)
    ),
    "a long series of counts": make_series(
        PEOPLE, unit="antal", measure="count", decimals=0, targets=[(2025, 14000)], baseline=(2018, 13516)
    ),
    "every other year": make_series(
        {2012: "88", 2014: "86", 2016: "83", 2018: "84.5"}, reasons=dict.fromkeys((2013, 2015, 2017), "Mäts inte i år")
    ),
    "a gap, a break and a preliminary value": make_series(
        {2014: "12.1", 2015: "11.3", 2018: "9.2", 2019: "9.9", 2020: "8.1", 2021: "5.2", 2022: "5.6", 2023: "5.1"},
        unit="antal dagar",
        measure="rate",
        direction=Direction.LOWER,
        breaks={2021: "Nytt frågeformulär."},
        reasons={2016: "För få svar", 2017: "För få svar"},
        targets=[(2026, 4)],
        baseline=(2021, "5.2"),
        preliminary={2023},
    ),
    "negative numbers": make_series(
        {2018: "-20", 2019: "-18.2", 2020: "-14", 2021: "-9", 2022: "-12.5"},
        unit="mnkr",
        measure="index",
        targets=[(2024, -5)],
        baseline=(2018, -20),
    ),
    "a range": make_series(
        {2019: "66", 2020: "64.5", 2021: "63", 2022: "61", 2023: "62", 2024: "57"},
        direction=Direction.RANGE,
        targets=[(2022, 38, 65), (2025, 40, 60)],
    ),
    "steps": make_series(
        {2016: 0, 2018: 1, 2019: 1, 2020: 2, 2022: 3},
        unit="",
        measure="category",
        decimals=0,
        categories=("inget boende", "något boende", "de flesta boenden", "samtliga boenden"),
        targets=[(2025, 3)],
        baseline=(2016, 0),
    ),
    "a rank": make_series(
        {2016: 187, 2017: 203, 2018: 230, 2019: 154, 2020: 120, 2021: 99, 2022: 142, 2023: 87},
        unit="plats",
        measure="rank",
        decimals=0,
        direction=Direction.LOWER,
    ),
    "one value": make_series({2021: "84"}),
    "one value and a target": make_series({2021: "84"}, targets=[(2025, 90)]),
    "lines close together": make_series(
        CLOSE,
        women={year: Decimal(number_of) + Decimal("0.4") for year, number_of in CLOSE.items()},
        men={year: Decimal(number_of) - Decimal("0.4") for year, number_of in CLOSE.items()},
        country={year: Decimal(number_of) + Decimal("0.1") for year, number_of in CLOSE.items()},
        preliminary={2024},
    ),
    "interim targets": make_series(
        {2019: "78", 2020: "79.5", 2021: "84", 2022: "83"},
        targets=[(2021, 82), (2023, 86), (2026, 95)],
        baseline=(2019, 78),
        country={2019: "80", 2020: "81", 2021: "83", 2022: "84"},
    ),
}
EVERY_LINE = frozenset({"women", "men", "riket", "liknande"})
