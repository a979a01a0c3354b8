"""Made-up series for the style guide: one of each kind that a chart must get right. No number is anybody's."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from indicators.formats import Scale
from indicators.judgement.rule import Point, Rule, TargetPoint
from indicators.judgement.status import expected_path
from indicators.series.facts import NOT_GIVEN, BreakFact, Series, SeriesLine, TargetFact, Value
from indicators.vocabulary import Direction, MissingReason, Origin, Sex

HOME = "Provinge"
SOURCE = "Påhittad källa"
RETRIEVED = date(2024, 8, 30)
PERIOD = (2020, 2023, 2024)
SEEN_FROM = 2024

Numbers = Mapping[int, str | None]


def sample_series(
    slug: str,
    name: str,
    values: Numbers,
    *,
    scale: Scale,
    direction: Direction = Direction.HIGHER,
    targets: Sequence[TargetPoint] = (),
    baseline: Point | None = None,
    breaks: Mapping[int, str] | None = None,
    others: Sequence[SeriesLine] = (),
    preliminary: int = 0,
    measure: str = "share",
) -> Series:
    """Return a series seen from 2024. `values` by year, None for a missing one; `others` are told apart by kind."""
    rule = Rule(direction, scale.decimals, tuple(targets), baseline, breaks=tuple(breaks or ()))
    by_kind = {line.kind: line for line in others}
    ends = [each.year for each in targets]
    first = baseline.year if baseline else min(ends, default=0)
    return Series(
        slug=slug,
        name=name,
        official_title="",
        definition="Påhittat för stilguiden.",
        kolada_id="",
        unit_label=scale.unit_label,
        decimals=scale.decimals,
        measure=measure,
        categories=tuple(scale.categories),
        rule=rule,
        seen_from=SEEN_FROM,
        home=line("kommunen", "home", HOME, values, scale, preliminary=preliminary),
        women=by_kind.get("women"),
        men=by_kind.get("men"),
        comparisons=tuple(each for each in others if each.kind in {"country", "group"}),
        municipalities=(),
        targets=tuple(_target(each, scale) for each in targets),
        baseline_text="",
        breaks=tuple(BreakFact(year, note, "") for year, note in (breaks or {}).items()),
        path=expected_path(rule, first, max(ends)) if ends else (),
        period=PERIOD,
        retrieved_on=RETRIEVED,
    )


def _target(aim: TargetPoint, scale: Scale) -> TargetFact:
    text = scale.aim(aim.value, aim.low, aim.high)
    return TargetFact(aim.year, aim.value, aim.low, aim.high, text, False, "", "", "")


def line(key: str, kind: str, label: str, values: Numbers, scale: Scale, *, preliminary: int = 0) -> SeriesLine:
    """Return one line; its value for the year `preliminary` may still change."""
    rows = tuple(_value(year, number, scale, is_preliminary=year == preliminary) for year, number in values.items())
    return SeriesLine(key, kind, label, "", label, Sex.TOTAL, rows)


def _value(year: int, number: str | None, scale: Scale, *, is_preliminary: bool) -> Value:
    value = None if number is None else Decimal(number)
    return Value(
        year=year,
        value=value,
        text=NOT_GIVEN if value is None else scale.short(value),
        missing_reason=MissingReason.TOO_FEW_ANSWERS.label if value is None else "",
        is_preliminary=is_preliminary,
        comment="",
        source=SOURCE,
        source_url="",
        retrieved_on=RETRIEVED,
        origin=Origin.NATIONAL.label,
        origin_code=Origin.NATIONAL,
        next_expected=None,
    )


def _aim(year: int, value: str) -> TargetPoint:
    return TargetPoint(year, Decimal(value))


def _from(year: int, value: str) -> Point:
    return Point(year, Decimal(value))


SHARE, DAYS, COUNT, MONEY, PLACE = (
    Scale(1, "%"),
    Scale(1, "dagar"),
    Scale(0, "antal"),
    Scale(1, "mnkr"),
    Scale(0, "plats"),
)
STEPS = Scale(0, "", ("inget boende", "något boende", "de flesta boenden", "samtliga boenden"))
FIBRE = {2017: "41.2", 2018: "47.0", 2019: "52.3", 2020: "58.9", 2021: "66.4", 2022: "71.1", 2023: "78.6"}
CLOSE = {2016: "81", 2017: "80.2", 2018: "82.4", 2019: "83", 2020: "82.1", 2021: "84.4", 2022: "84", 2023: "85.2"}


def _shifted(numbers: Numbers, by: str) -> dict[int, str | None]:
    return {year: str(Decimal(number) + Decimal(by)) for year, number in numbers.items() if number is not None}


PATH = sample_series(
    "prov-vag",
    "Hushåll med fiber",
    FIBRE,
    scale=SHARE,
    targets=[_aim(2026, "95")],
    baseline=_from(2017, "41.2"),
    others=[line("riket", "country", "Riket", _shifted(FIBRE, "9.4"), SHARE)],
)
BREAK = sample_series(
    "prov-brott",
    "Väntetid till förskola",
    {2015: "31.3", 2016: None, 2017: None, 2018: "29.2", 2019: "29.9", 2020: "28.1", 2021: "15.2", 2022: "15.6"}
    | {2023: "14.1"},
    scale=DAYS,
    measure="rate",
    direction=Direction.LOWER,
    targets=[_aim(2026, "10")],
    baseline=_from(2021, "15.2"),
    breaks={2021: "Räknas från det datum som önskats."},
    preliminary=2023,
)
LONG = sample_series(
    "prov-lang",
    "Invånare i Provinge",
    {1971 + i: str(9300 - 44 * i + (i - 26) ** 2) for i in range(53)},  # falls, then turns
    scale=COUNT,
    measure="count",
    targets=[_aim(2025, "8000")],
    baseline=_from(2018, "7673"),
)
INTERIM = sample_series(
    "prov-delmal",
    "Elever som är trygga i skolan",
    {2019: "78", 2020: "79.5", 2021: "84", 2022: "83", 2023: "82.2"},
    scale=SHARE,
    targets=[_aim(2021, "82"), _aim(2023, "86"), _aim(2026, "95")],
    baseline=_from(2019, "78"),
)
RANGE = sample_series(
    "prov-intervall",
    "Tomma lägenheter",
    {2019: "6.6", 2020: "6.4", 2021: "6.3", 2022: "3.1", 2023: "2.7"},
    scale=SHARE,
    direction=Direction.RANGE,
    targets=[TargetPoint(2025, low=Decimal(1), high=Decimal(3))],
)
STEPWISE = sample_series(
    "prov-steg",
    "Trådlöst nät i boenden",
    {2016: "0", 2018: "1", 2019: "1", 2020: "2", 2022: "3"},
    scale=STEPS,
    measure="category",
    targets=[_aim(2025, "3")],
    baseline=_from(2016, "0"),
)
NEGATIVE = sample_series(
    "prov-minus",
    "Årets resultat",
    {2018: "-20", 2019: "-18.2", 2020: "-14", 2021: "-9", 2022: "-12.5", 2023: "-13.1"},
    scale=MONEY,
    measure="index",
    targets=[_aim(2023, "-5")],
    baseline=_from(2018, "-20"),
)
RANK = sample_series(
    "prov-plats",
    "Plats bland kommunerna",
    {2016: "187", 2017: "203", 2018: "230", 2019: "154", 2020: "120", 2021: "99", 2022: "142", 2023: "87"},
    scale=PLACE,
    measure="rank",
    direction=Direction.LOWER,
)
LINES = sample_series(
    "prov-linjer",
    "Invånare som mår bra",
    CLOSE,
    scale=SHARE,
    direction=Direction.NONE,
    others=[
        line("kvinnor", "women", "Kvinnor", _shifted(CLOSE, "-2.4"), SHARE),
        line("man", "men", "Män", _shifted(CLOSE, "2.4"), SHARE),
        line("riket", "country", "Riket", _shifted(CLOSE, "0.6"), SHARE),
        line("grannar", "group", "Grannkommuner", _shifted(CLOSE, "-5"), SHARE),
    ],
    preliminary=2023,
)
LONE = sample_series("prov-ett", "Nöjda besökare", {2021: "84"}, scale=SHARE, targets=[_aim(2025, "90")])
EMPTY = sample_series("prov-tom", "Fossilfria resor", {}, scale=SHARE, targets=[_aim(2025, "100")])
OLD = sample_series(
    "prov-gammal",
    "Trygga på kvällen",
    {2015: "70.1", 2017: "72.4", 2019: "76.3"},
    scale=SHARE,
    targets=[_aim(2025, "75")],
    baseline=_from(2015, "70.1"),
)
