"""What must hold between the values of one row of a plan, whatever the other rows say."""

from collections.abc import Callable, Iterator

from goals.models import AccessibilityGap
from goals.plan import format as planformat
from goals.plan.faults import FileFault
from goals.plan.kinds import RecordKind
from goals.plan.records import Plan, Record
from goals.vocabulary import AssessmentState, FollowUp
from goals.year.canonical import SnapshotFault, checksum, read_canonical
from indicators.vocabulary import Reference, TargetKind, TargetScope


def _outcome(record: Record) -> Iterator[FileFault]:
    if not {"value", "missing_reason"} <= record.values.keys():
        return
    has_value, has_reason = record.values["value"] is not None, bool(record.values["missing_reason"])
    if has_value and has_reason:
        yield record.fault("value", "raden har både värde och saknas_orsak; ange bara det ena")
    if not has_value and not has_reason:
        yield record.fault("value", "raden har varken värde eller saknas_orsak; ange det ena")


def _target(record: Record) -> Iterator[FileFault]:
    kind = record.values.get("kind")
    if kind in {TargetKind.LEVEL, TargetKind.STANDARD}:
        yield from _level(record)
    yield from _span_and_start(record, kind)
    yield from _reference(record, kind)
    yield from _of_one_sex_or_between(record)


def _level(record: Record) -> Iterator[FileFault]:
    if not {"value", "low", "high"} <= record.values.keys():
        return
    value, low, high = (record.values[name] for name in ("value", "low", "high"))
    if value is not None and (low is not None or high is not None):
        yield record.fault("value", "ange antingen värde, eller lägst och högst")
    elif value is None and (low is None or high is None):
        yield record.fault("value", "ange värde, eller både lägst och högst")
    elif low is not None and low > high:
        yield record.fault("low", "lägst är större än högst")


def _span_and_start(record: Record, kind: str | None) -> Iterator[FileFault]:
    values, last = record.values, record.values.get("year")
    first, start = values.get("first_year"), values.get("start_year")
    if kind == TargetKind.STANDARD and "first_year" in values and first is None:
        yield record.fault("first_year", "en nivå som ska hållas varje år har ett första år; ange från_år")
    elif kind not in {None, TargetKind.STANDARD} and first is not None:
        yield record.fault("first_year", "från_år hör bara till slag: varje år")
    if first and last and first > last:
        yield record.fault("first_year", "det första året kommer efter det sista")
    if {"start_year", "start_value"} <= values.keys() and (start is None) != (values["start_value"] is None):
        yield record.fault("start_year", "ange både år och värde för utgångsvärdet")
    if start and last and start >= last:
        yield record.fault("start_year", "utgångsåret ligger inte före målåret")
    if kind in {TargetKind.CHANGE, TargetKind.RELATIVE}:
        for name in ("low", "high"):
            if values.get(name) is not None:
                yield record.fault(name, "lägst och högst hör till ett målvärde som är ett intervall")
    if kind == TargetKind.CHANGE and values.get("value") is not None:
        yield record.fault("value", "en förbättring har inget värde; det som ska överträffas är utgångsvärdet")


def _reference(record: Record, kind: str | None) -> Iterator[FileFault]:
    values = record.values
    if kind is None or "reference" not in values:
        return
    reference, value = values["reference"], values.get("value", 1)
    if kind == TargetKind.RELATIVE and not reference:
        yield record.fault("reference", "en jämförelse säger vad det jämförs med; ange jämfört_med")
    if kind != TargetKind.RELATIVE and (reference or values.get("must_be_better")):
        yield record.fault("reference", "jämfört_med och ska_vara_bättre hör bara till slag: jämförelse")
    if "group" in values and bool(values["group"]) != (reference in Reference.of_group()):
        yield record.fault("group", "ange grupp när det jämförs med en grupp, och bara då")
    if reference in Reference.of_share():
        if value is None or not 0 < value <= 100:
            yield record.fault("value", "ange hur många procent av de bästa det gäller, till exempel värde: 25")
        if values.get("must_be_better"):
            yield record.fault("must_be_better", "bland de bästa är den som är lika bra som den sista av dem")


def _of_one_sex_or_between(record: Record) -> Iterator[FileFault]:
    """Ask of a target for women, men or the difference what could never be judged otherwise."""
    values, scope = record.values, record.values.get("scope")
    if scope not in {None, TargetScope.TOTAL} and values.get("reference") == Reference.NATION_BEST:
        yield record.fault("reference", "för landets alla kommuner finns bara totaler; jämför med riket eller en grupp")
    if scope != TargetScope.GAP:
        return
    if values.get("low") is not None or values.get("high") is not None:
        yield record.fault("low", "en skillnad har bara ett högsta värde; ange värde")
    is_number = values.get("kind") in {TargetKind.LEVEL, TargetKind.STANDARD}
    for name in ("value", "start_value") if is_number else ("start_value",):
        if (values.get(name) or 0) < 0:
            yield record.fault(name, "en skillnad mellan kvinnor och män kan inte vara negativ")


def _indicator(record: Record) -> Iterator[FileFault]:
    values = record.values
    if {"baseline_year", "baseline_value"} <= values.keys():
        if values["baseline_year"] is None and values["baseline_value"] is not None:
            yield record.fault("baseline_year", "utgångsvärdet har ett värde men inget år")
        if values["baseline_value"] is None and values["baseline_year"] is not None:
            yield record.fault("baseline_value", "utgångsvärdet har ett år men inget värde")
    for name in ("tolerance", "trend_band", "comparison_margin"):
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
    # A draft may lack anything.
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
    # True stands for a day that could not be read: that is a fault already.
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


def broken_row_rules(plan: Plan) -> Iterator[FileFault]:
    """Yield a fault for every row that contradicts itself; a value that could not be read is not held against it."""
    for kind, rule in ROW_RULES.items():
        for record in plan.of(kind):
            yield from rule(record)
