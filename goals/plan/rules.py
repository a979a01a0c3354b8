"""What must hold between the values of a plan: the database's own constraints, with file and line."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.db import models

from goals.models import AccessibilityGap, AccessibilityStatement, Vision
from goals.plan import format as planformat
from goals.plan.faults import FileFault
from goals.plan.format import KIND_OF, KINDS
from goals.plan.kinds import RecordKind
from goals.plan.records import Plan, Record
from indicators.formats import Scale
from indicators.models import Indicator, Municipality
from indicators.models.rows import unpack_texts
from indicators.open_data.format import plain
from indicators.reporting.rules.checks import HIGHEST, LOWEST, Limits, fault_of, limits_of, names_in_unit, side_outside
from indicators.vocabulary import Direction, OutcomeState, TargetKind, TargetScope

type Unread = set[type[models.Model]]
type Said = tuple[Decimal, Record, str]  # a number of an indicator, and where it stands: row and field

MAX_TOLD = 3  # numbers that a limit does not agree with


def broken_rules(plan: Plan, unread: Unread) -> Iterator[FileFault]:
    """Yield a fault for every broken rule.

    What could not be read (the models in `unread`, values missing from a record) is not held against other rows.
    """
    for kind in KINDS:
        records = list(plan.of(kind))
        yield from _repeated(
            records, lambda record: record.key, REPEATED_AT.get(kind, kind.natural[-1:]), REPEATED.get(kind, ONCE)
        )
        yield from _unknown_references(plan, unread, kind)
    for kind, value, name, reason in ONLY_ONCE:
        yield from _repeated(plan.of(kind), value, (name,), reason)
    yield from _broken_chains(plan)
    yield from _goals_in_circles(plan)
    yield from _gaps_in_what_has_none(plan)
    yield from _targets_without_a_side(plan)
    yield from _columns_of_no_other_municipality(plan, unread)
    yield from _numbers_outside_limits(plan)


# Only once

ONCE = "samma står redan på rad {line}"
REPEATED = {
    planformat.OUTCOME: "samma indikator, kommun, år och kön står redan på rad {line}",
    planformat.TARGET: "indikatorn har redan ett målvärde för året och för samma grupp på rad {line}",
    planformat.NATIONAL: "samma indikator och år står redan på rad {line}",
    planformat.BREAK: "indikatorn har redan ett seriebrott det året på rad {line}",
    planformat.REFERENCE: "indikatorn har redan en referenslinje med det namnet det året på rad {line}",
    planformat.LINK: "indikatorn är redan kopplad till målet på rad {line}",
    planformat.EXTENSION: "perioden är redan förlängd från det året på rad {line}",
    planformat.ASSESSMENT: "målet har redan en bedömning för den uppföljningen på rad {line}",
    planformat.OVERALL: "uppföljningen har redan en samlad bedömning på rad {line}",
    planformat.SUMMARY: "samma version av årsuppföljningen står redan på rad {line}",
    planformat.CORRECTION: "samma rättelse står redan på rad {line}",
}
# Where the last of the fields that name a row is seldom written out.
REPEATED_AT = {planformat.TARGET: ("year",)}


def _repeated(
    records: Any, value: Callable[[Record], tuple[Any, ...]], names: tuple[str, ...], reason: str
) -> Iterator[FileFault]:
    seen: dict[tuple[Any, ...], Record] = {}
    for record in records:
        key = value(record)
        # No key: a kind with a single row, or a row that the rule is not about. None: a part could not be read.
        if not key or None in key:
            continue
        first = seen.setdefault(key, record)
        if first is not record:
            yield record.fault(names[0], reason.format(line=first.line_of(names[0])))


def _adopted(record: Record) -> tuple[Any, ...]:
    return (Vision.State.ADOPTED,) if record.values.get("state") == Vision.State.ADOPTED else ()


def _values(*names: str) -> Callable[[Record], tuple[Any, ...]]:
    # An empty Kolada-id is none, and is not held against another.
    return lambda record: tuple(record.values.get(name) or None for name in names)


ONLY_ONCE: tuple[tuple[RecordKind, Callable[[Record], tuple[Any, ...]], str, str], ...] = (
    (planformat.INDICATOR, _values("kolada_id"), "kolada_id", "samma Kolada-id står redan på rad {line}"),
    (planformat.VISION, _adopted, "state", "bara en vision i taget kan vara antagen; en står redan på rad {line}"),
    (planformat.PERIOD, _values("first_year"), "first_year", "en period som börjar det året står redan på rad {line}"),
    (
        planformat.GOAL,
        _values("focus_area", "number"),
        "number",
        "samma nummer i samma inriktning står på rad {line}",
    ),
)


# References


def _unknown_references(plan: Plan, unread: Unread, kind: RecordKind) -> Iterator[FileFault]:
    for name, (_, model_field) in kind.fields.items():
        if model_field.related_model is None or model_field.related_model in unread:
            continue
        target = KIND_OF[model_field.related_model]
        known = {record.key[0] for record in plan.of(target)}
        for record in plan.of(kind):
            written = record.values.get(name)
            for text in written if isinstance(written, list) else [written]:
                if text is not None and text not in known:
                    yield record.fault(name, f"”{text}” finns inte bland planens {target.many}")


def _broken_chains(plan: Plan) -> Iterator[FileFault]:
    """An extension takes over where the period, or the extension before it, ends."""
    for period in plan.of(planformat.PERIOD):
        last, slug = period.values.get("last_year"), period.values.get("slug")
        chain = [record for record in plan.of(planformat.EXTENSION) if record.values.get("period") == slug]
        # With a year unread a whole chain would look broken.
        if not last or not slug or not all({"old_last_year", "new_last_year"} <= r.values.keys() for r in chain):
            continue
        for record in sorted(chain, key=lambda record: record.values["old_last_year"]):
            if record.values["old_last_year"] != last:
                yield record.fault("old_last_year", f"förlängningen ska börja där perioden slutar, {last}")
            last = record.values["new_last_year"]


def _goals_in_circles(plan: Plan) -> Iterator[FileFault]:
    """A goal continues another; followed far enough back there is one that continues none."""
    goals = {record.key[0]: record for record in plan.of(planformat.GOAL)}
    for slug, record in goals.items():
        seen, earlier = {slug}, record.values.get("continues")
        while earlier in goals and earlier not in seen:
            seen.add(earlier)
            earlier = goals[earlier].values.get("continues")
        # A goal that only leads into a circle is not at fault; those in the circle are.
        if earlier is not None and earlier == slug:
            yield record.fault("continues", "målet fortsätter sig självt")


def _gaps_in_what_has_none(plan: Plan) -> Iterator[FileFault]:
    """What meets the law in full has no gaps; what the law does not cover is none."""
    gaps = [r for r in plan.of(planformat.GAP) if r.values.get("reason") != AccessibilityGap.Reason.OUTSIDE]
    for record in plan.of(planformat.STATEMENT):
        if record.values.get("conformity") == AccessibilityStatement.Conformity.FULL and gaps:
            yield record.fault(
                "conformity", f"det som är helt förenligt har inga brister; en står på rad {gaps[0].line}"
            )


def _targets_without_a_side(plan: Plan) -> Iterator[FileFault]:
    """Better than something asks which way is better, a target for women or men asks for their figures."""
    indicators = {record.key[0]: record.values for record in plan.of(planformat.INDICATOR)}
    for record in plan.of(planformat.TARGET):
        about, scope = indicators.get(record.values.get("indicator"), {}), record.values.get("scope")
        kind, direction = record.values.get("kind"), about.get("direction", Direction.HIGHER)
        is_compared = kind in {TargetKind.CHANGE, TargetKind.RELATIVE} and scope != TargetScope.GAP
        if is_compared and direction not in {Direction.HIGHER, Direction.LOWER}:
            yield record.fault(
                "kind", "det går inte att bli bättre när indikatorn saknar riktning; ange riktning: högre eller lägre"
            )
        if scope not in {None, TargetScope.TOTAL} and not about.get("by_sex", True):
            yield record.fault("scope", "indikatorn redovisas inte för kvinnor och män; ange per_kön: ja")
        has_start = record.values.get("start_year", 0) is not None or (
            scope == TargetScope.TOTAL and about.get("baseline_year", 0) is not None
        )
        if kind == TargetKind.CHANGE and not has_start:
            yield record.fault("kind", "en förbättring behöver ett utgångsvärde; ange utgångsvärde med år och värde")
        elif kind == TargetKind.CHANGE and record.values.get("start_year", 0) is None:
            begun, last = about.get("baseline_year"), record.values.get("year")
            if begun and last and begun >= last:
                yield record.fault("year", f"indikatorns utgångsår {begun} ligger inte före målåret")


def _columns_of_no_other_municipality(plan: Plan, unread: Unread) -> Iterator[FileFault]:
    """The country's municipalities have columns; our own stands among the outcomes, and there only, as the country."""
    kinds = {record.key[0]: record.values.get("kind") for record in plan.of(planformat.MUNICIPALITY)}
    own = {record.values.get("municipality") for record in plan.of(planformat.PORTAL)}
    for record in plan.of(planformat.NATIONAL):
        for code in unpack_texts(record.values.get(planformat.NATIONAL.spread, "")):
            if code in own:
                reason = f"kommunens egna värden står i {planformat.OUTCOMES}; ta bort kolumnen"
            elif code not in kinds and planformat.MUNICIPALITY.model not in unread:
                reason = f"koden finns inte i {planformat.MUNICIPALITIES}"
            elif kinds.get(code, Municipality.Kind.MUNICIPALITY) != Municipality.Kind.MUNICIPALITY:
                reason = f"kolumnen är ingen kommuns; värden för riket och regioner står i {planformat.OUTCOMES}"
            else:
                continue
            yield FileFault(record.file, 1, code, reason)


# Limits


def _numbers_outside_limits(plan: Plan) -> Iterator[FileFault]:
    """What has been is possible: a limit that the plan's own numbers are outside is wrong, or the numbers are.

    Only a limit that somebody has written, and what no rank or step can be: a limit of the kind of measure gives way.
    """
    said = _said(plan)
    for record in plan.of(planformat.INDICATOR):
        values, numbers = record.values, said.get(record.values.get("slug"), [])
        limits = _limits(record, [number for number, _, _ in numbers])
        # Limits in the wrong order leave no room for any number, and are a fault of their own.
        if limits.lowest is not None and limits.highest is not None and limits.lowest > limits.highest:
            continue
        for name, word in ((LOWEST, "lägre"), (HIGHEST, "högre")):
            outside = [each for each in numbers if side_outside(each[0], limits.lowest, limits.highest) == name]
            if outside and values.get(name) is not None:
                yield record.fault(name, f"planen har {word} tal än så: {_places(outside)}")
        yield from _impossible(limits, numbers, values)


def _limits(indicator: Record, known: list[Decimal]) -> Limits:
    values, measure = indicator.values, indicator.values.get("measure", "")
    steps = tuple(values.get("categories") or ()) if measure == Indicator.Measure.CATEGORY else ()
    scale = Scale(unit_label=values.get("unit_label", ""), categories=steps)
    return limits_of(scale, measure, values.get(LOWEST), values.get(HIGHEST), known)


def _impossible(limits: Limits, numbers: list[Said], written: dict[str, Any]) -> Iterator[FileFault]:
    for number, record, name in numbers:
        side = side_outside(number, limits.lowest, limits.highest)
        # A target may lie between two places or steps; a value cannot.
        is_asked = written.get(side) is None if side else record.kind is planformat.OUTCOME
        if is_asked and (reason := fault_of(number, limits)):
            yield record.fault(name, reason[0].lower() + reason[1:].rstrip("."))


def _said(plan: Plan) -> dict[Any, list[Said]]:
    """Return by indicator what is started from, aimed at and published for the plan's own municipality."""
    homes = {record.values.get("municipality") for record in plan.of(planformat.PORTAL)}
    rows: list[tuple[Record, Any, tuple[str, ...]]] = [
        (record, record.values.get("slug"), ("baseline_value",)) for record in plan.of(planformat.INDICATOR)
    ]
    for record in plan.of(planformat.TARGET):
        names = names_in_unit(record.values.get("kind"), record.values.get("scope"))
        rows.append((record, record.values.get("indicator"), names))
    for record in plan.of(planformat.OUTCOME):
        values = record.values
        if values.get("state") == OutcomeState.PUBLISHED and values.get("municipality") in homes:
            rows.append((record, values.get("indicator"), ("value",)))
    found: dict[Any, list[Said]] = {}
    for record, slug, names in rows:
        numbers = [(record.values[name], record, name) for name in names if record.values.get(name) is not None]
        found.setdefault(slug, []).extend(numbers)
    return found


def _places(numbers: list[Said]) -> str:
    told = [f"{plain(number)} ({record.file} rad {record.line_of(name)})" for number, record, name in numbers]
    more = [f"{len(told) - MAX_TOLD} till"] if len(told) > MAX_TOLD else []
    return ", ".join([*told[:MAX_TOLD], *more])
