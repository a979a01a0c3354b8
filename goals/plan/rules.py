"""What must hold between the values of a plan: the database's own constraints, with file and line."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models

from goals.models import AccessibilityGap, AccessibilityStatement, Vision
from goals.plan import format as planformat
from goals.plan.faults import FileFault
from goals.plan.format import KIND_OF, KINDS
from goals.plan.kinds import RecordKind
from goals.plan.records import Plan, Record
from goals.vocabulary import AssessmentState, FollowUp
from goals.year.content import SnapshotFault, checksum, read_canonical

type Unread = set[type[models.Model]]


def broken_rules(plan: Plan, unread: Unread) -> Iterator[FileFault]:
    """Yield a fault for every broken rule.

    What could not be read (the models in `unread`, values missing from a record) is not held against other rows.
    """
    for kind in KINDS:
        records = list(plan.of(kind))
        yield from _repeated(records, lambda record: record.key, kind.natural[-1:], REPEATED.get(kind, ONCE))
        yield from _unknown_references(plan, unread, kind)
        for record in records:
            yield from ROW_RULES.get(kind, _no_rule)(record)
    for kind, value, name, reason in ONLY_ONCE:
        yield from _repeated(plan.of(kind), value, (name,), reason)
    yield from _broken_chains(plan)
    yield from _goals_in_circles(plan)
    yield from _gaps_in_what_has_none(plan)


# Only once

ONCE = "samma står redan på rad {line}"
REPEATED = {
    planformat.OUTCOME: "samma indikator, kommun, år och kön står redan på rad {line}",
    planformat.TARGET: "indikatorn har redan ett målvärde för året på rad {line}",
    planformat.BREAK: "indikatorn har redan ett seriebrott det året på rad {line}",
    planformat.LINK: "indikatorn är redan kopplad till målet på rad {line}",
    planformat.EXTENSION: "perioden är redan förlängd från det året på rad {line}",
    planformat.ASSESSMENT: "målet har redan en bedömning för den uppföljningen på rad {line}",
    planformat.OVERALL: "uppföljningen har redan en samlad bedömning på rad {line}",
    planformat.SUMMARY: "samma version av årsuppföljningen står redan på rad {line}",
    planformat.CORRECTION: "samma rättelse står redan på rad {line}",
}


def _repeated(
    records: Any, value: Callable[[Record], tuple[Any, ...]], names: tuple[str, ...], reason: str
) -> Iterator[FileFault]:
    seen: dict[tuple[Any, ...], Record] = {}
    for record in records:
        key = value(record)
        if not key or None in key:
            continue
        first = seen.setdefault(key, record)
        if first is not record:
            yield record.fault(names[0], reason.format(line=first.line_of(names[0])))


def _adopted(record: Record) -> tuple[Any, ...]:
    return (Vision.State.ADOPTED,) if record.values.get("state") == Vision.State.ADOPTED else ()


def _values(*names: str) -> Callable[[Record], tuple[Any, ...]]:
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


# Rows of their own


def _no_rule(_: Record) -> Iterator[FileFault]:
    return iter(())


def _outcome(record: Record) -> Iterator[FileFault]:
    if not {"value", "missing_reason"} <= record.values.keys():
        return
    has_value, has_reason = record.values["value"] is not None, bool(record.values["missing_reason"])
    if has_value and has_reason:
        yield record.fault("value", "raden har både värde och saknas_orsak; ange bara det ena")
    if not has_value and not has_reason:
        yield record.fault("value", "raden har varken värde eller saknas_orsak; ange det ena")


def _target(record: Record) -> Iterator[FileFault]:
    if not {"value", "low", "high"} <= record.values.keys():
        return
    value, low, high = (record.values[name] for name in ("value", "low", "high"))
    if value is not None and (low is not None or high is not None):
        yield record.fault("value", "ange antingen värde, eller lägst och högst")
    elif value is None and (low is None or high is None):
        yield record.fault("value", "ange värde, eller både lägst och högst")
    elif low is not None and low > high:
        yield record.fault("low", "lägst är större än högst")


def _indicator(record: Record) -> Iterator[FileFault]:
    values = record.values
    if {"baseline_year", "baseline_value"} <= values.keys():
        if values["baseline_year"] is None and values["baseline_value"] is not None:
            yield record.fault("baseline_year", "utgångsvärdet har ett värde men inget år")
        if values["baseline_value"] is None and values["baseline_year"] is not None:
            yield record.fault("baseline_value", "utgångsvärdet har ett år men inget värde")
    for name in ("tolerance", "trend_band"):
        if (values.get(name) or 0) < 0:
            yield record.fault(name, "värdet kan inte vara negativt")
    low, high = values.get("lowest"), values.get("highest")
    if low is not None and high is not None and low > high:
        yield record.fault("lowest", "det lägsta möjliga är större än det högsta")


def _period(record: Record) -> Iterator[FileFault]:
    first, last = record.values.get("first_year"), record.values.get("last_year")
    if first and last and last < first:
        yield record.fault("last_year", "sista året kommer före det första")


def _extension(record: Record) -> Iterator[FileFault]:
    before, after = record.values.get("old_last_year"), record.values.get("new_last_year")
    if before and after and after <= before:
        yield record.fault("new_last_year", "en förlängning kan bara gå framåt")


def _statement(record: Record) -> Iterator[FileFault]:
    assessed, updated = record.values.get("assessed_on"), record.values.get("updated_on")
    if assessed and updated and updated < assessed:
        yield record.fault("updated_on", "redogörelsen kan inte vara uppdaterad före den senaste bedömningen")


def _gap(record: Record) -> Iterator[FileFault]:
    if record.values.get("reason") == AccessibilityGap.Reason.BURDEN and not record.values.get("motivation"):
        yield record.fault("motivation", "det som är oskäligt betungande måste motiveras (12 §)")


def _assessment(record: Record) -> Iterator[FileFault]:
    values = record.values
    if values.get("round") == FollowUp.WHOLE and values.get("forecast"):
        yield record.fault("forecast", "helåret har en bedömning; en prognos hör till delåret")
    if values.get("round") == FollowUp.PART and values.get("verdict"):
        yield record.fault("verdict", "delåret har en prognos; en bedömning hör till helåret")
    if values.get("state") != AssessmentState.APPROVED or not {"verdict", "forecast"} <= values.keys():
        return
    if not values["verdict"] and not values["forecast"]:
        yield record.fault("verdict", "en godkänd bedömning säger om målet är uppnått")
    if not (values.get("result") or values.get("analysis")):
        yield record.fault("result", "en godkänd bedömning har resultat eller analys")
    for name in ("body", "assessed_on"):
        if name in values and not values[name]:
            yield record.fault(name, "en godkänd bedömning säger vem som har bedömt och när")


def _overall(record: Record) -> Iterator[FileFault]:
    if record.values.get("state") == AssessmentState.APPROVED and not record.values.get("assessed_on", True):
        yield record.fault("assessed_on", "en godkänd samlad bedömning säger när den gjordes")


def _summary(record: Record) -> Iterator[FileFault]:
    values = record.values
    if values.get("version", 1) > 1 and not values.get("reason", True):
        yield record.fault("reason", "en ny version har ett skäl")
    if "snapshot" not in values or "sha256" not in values:
        return
    found = checksum(values["snapshot"].encode())
    if found != values["sha256"]:
        yield record.fault("sha256", f"ögonblicksbilden har ändrats: dess kontrollsumma är {found}")
        return
    try:
        content = read_canonical(values["snapshot"])
    except SnapshotFault as fault:
        yield record.fault("sha256", str(fault))
        return
    if (content.year, content.round) != (values.get("year"), values.get("round")):
        yield record.fault("sha256", f"ögonblicksbilden gäller {content.round_word.lower()} {content.year}")


def _correction(record: Record) -> Iterator[FileFault]:
    sides = (("old_value", "old_missing_reason"), ("new_value", "new_missing_reason"))
    for value, reason in sides:
        if {value, reason} <= record.values.keys() and (record.values[value] is None) != bool(record.values[reason]):
            yield record.fault(value, "ange antingen ett värde eller en orsak")
    old, new = record.values.get("old_value"), record.values.get("new_value")
    if old is not None and old == new:
        yield record.fault("new_value", "en rättelse ändrar värdet")


ROW_RULES: dict[RecordKind, Callable[[Record], Iterator[FileFault]]] = {
    planformat.OUTCOME: _outcome,
    planformat.TARGET: _target,
    planformat.INDICATOR: _indicator,
    planformat.PERIOD: _period,
    planformat.EXTENSION: _extension,
    planformat.STATEMENT: _statement,
    planformat.GAP: _gap,
    planformat.ASSESSMENT: _assessment,
    planformat.OVERALL: _overall,
    planformat.SUMMARY: _summary,
    planformat.CORRECTION: _correction,
}


# Across rows


def _broken_chains(plan: Plan) -> Iterator[FileFault]:
    """An extension takes over where the period, or the extension before it, ends."""
    for period in plan.of(planformat.PERIOD):
        last, slug = period.values.get("last_year"), period.values.get("slug")
        chain = [record for record in plan.of(planformat.EXTENSION) if record.values.get("period") == slug]
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
