"""The steps to a status."""

from decimal import Decimal

from indicators.calculations.words import DIRECTION_WORDS, bare, exact_difference, operand, so
from indicators.formats import MINUS, Scale, counted, fraction, percent
from indicators.judgement.rule import TOLERANCE_SHARE
from indicators.judgement.verdict import Expected, StatusVerdict
from indicators.series.aims import dated_aim
from indicators.vocabulary import Direction, Reason, Reference, Status, TargetKind, TargetScope

# Why a status that the path gives is given; the status itself is named by `so`.
_STATUS_REASONS = {
    Status.REACHED: "Utfallet är vid målvärdet eller förbi det",
    Status.ON_TRACK: "Skillnaden är noll eller mer",
    Status.NEAR: "Utfallet ligger utanför, men inte längre bort än toleransen",
    Status.BEHIND: "Utfallet ligger längre bort än toleransen",
    Status.MISSED: "Målåret har kommit och utfallet ligger längre bort än toleransen",
}

_LATEST = {
    TargetScope.TOTAL: "Senaste utfall",
    TargetScope.WOMEN: "Senaste utfall för kvinnor",
    TargetScope.MEN: "Senaste utfall för män",
    TargetScope.GAP: "Senaste skillnad mellan kvinnor och män",
}
STATUS_TITLES = {
    TargetScope.TOTAL: "Status",
    TargetScope.WOMEN: "Status för kvinnor",
    TargetScope.MEN: "Status för män",
    TargetScope.GAP: "Status för skillnaden mellan kvinnor och män",
}
# Of the best, it is the last among them that an outcome must not be worse than.
REFERENCE_LABELS = {
    Reference.GROUP_BEST: "Den sista av de bästa i gruppen",
    Reference.NATION_BEST: "Den sista av de bästa i landet",
}
# Why nothing can be expected; `year` is that of a changed method.
_LACKING = {
    Reason.NO_BASELINE: "Utgångsvärde saknas, så det finns ingen väg att jämföra med",
    Reason.NOT_BEGUN: "Det finns inget utfall efter utgångsåret",
    Reason.NO_REFERENCE: "Siffran att jämföra med saknas för det året",
    Reason.METHOD_CHANGED: "Vägen börjar före {year}, när metoden ändrades, så den går inte att jämföra med",
}


def of_status(verdict: StatusVerdict, scale: Scale, direction: Direction, longest_age: int) -> tuple[str, ...]:
    outcome = verdict.outcome
    if outcome is None or outcome.value is None:
        return (so(f"Det finns inget utfall till och med {verdict.seen_from}", Status.UNKNOWN),)
    age = verdict.seen_from - outcome.year
    latest = f"{_LATEST[verdict.scope]}: {_amount(outcome.value, verdict, scale)} ({outcome.year})."
    steps = [f"{latest} Läget är sett från {verdict.seen_from}."]
    then = verdict.earlier
    if verdict.reason == Reason.STALE:
        limit = f"Efter {counted(longest_age, 'år')} säger vi inte längre hur det går"
        steps.append(f"Utfallet är {counted(age, 'år')} gammalt. {so(limit, Status.UNKNOWN)}")
    if verdict.reason == Reason.END_UNMEASURED and verdict.end_target:
        ended = f"Målåret {verdict.end_target.year} har passerat utan att mätas, och ingen väg dras längre än dit"
        steps.append(so(ended, Status.UNKNOWN))
    if verdict.reason in {Reason.STALE, Reason.END_UNMEASURED}:
        if then is None or then.status == Status.UNKNOWN:
            return tuple(steps)
        steps.append(f"Så räknades det sett från {outcome.year}:")
        return (*steps, *_path_steps(then, scale, direction))
    return (*steps, *_path_steps(verdict, scale, direction))


def of_several(verdict: StatusVerdict) -> tuple[str, ...]:
    """Say how several verdicts make one; `verdict` is the one that decides."""
    return (so("Allt som är beslutat ska nås, så det som går sämst avgör", verdict.status),)


def _path_steps(verdict: StatusVerdict, scale: Scale, direction: Direction) -> tuple[str, ...]:
    target = verdict.end_target
    if verdict.reason == Reason.NO_DIRECTION:
        return (so("Inget håll är utpekat som bättre", Status.UNKNOWN),)
    if target is None:
        return (so("Målvärde saknas", Status.UNKNOWN),)
    word = "Målvärdet" if target.kind == TargetKind.LEVEL else "Målet"
    steps = [f"{word} är {dated_aim(target, scale, direction, verdict.scope)} ({DIRECTION_WORDS[direction]})."]
    if verdict.reason is not None:
        return (*steps, so(_LACKING[verdict.reason].format(year=verdict.break_year), Status.UNKNOWN))
    steps += _expected_steps(verdict, scale)
    if verdict.status != Status.REACHED and verdict.expected and verdict.gap is not None:
        steps.append(_gap_step(verdict, scale, direction))
    if verdict.status in {Status.NEAR, Status.BEHIND, Status.MISSED} and verdict.tolerance is not None:
        steps.append(_tolerance_step(verdict, scale))
    if verdict.status == Status.ON_TRACK and verdict.expected and verdict.expected.how == "range":
        return (*steps, so("Utfallet är inom intervallet", Status.ON_TRACK))
    return (*steps, so(_reason(verdict), verdict.status))


def _reason(verdict: StatusVerdict) -> str:
    expected, gap = verdict.expected, verdict.gap
    is_late = verdict.status in {Status.BEHIND, Status.MISSED}
    if is_late and expected and expected.margin and gap is not None and gap >= 0:
        return "Skillnaden är mindre än det som krävs för att vara bättre"
    return _STATUS_REASONS[verdict.status]


def _expected_steps(verdict: StatusVerdict, scale: Scale) -> list[str]:
    expected, outcome = verdict.expected, verdict.outcome
    if expected is None or outcome is None or expected.value is None:
        return []
    amount = _amount(expected.value, verdict, scale)
    if expected.how in {"change", "relative"}:
        return _level_steps(expected, verdict, scale)
    if expected.how == "line" and expected.start and expected.end:
        return [_line_step(verdict, expected, amount, scale)]
    if expected.how == "end" and outcome.year > (verdict.end_target.year if verdict.end_target else outcome.year):
        return [f"Efter målåret gäller målvärdet: väntat {outcome.year} är {amount}."]
    return [f"Väntat {outcome.year}: {amount}, som är målvärdet för året."]


def _line_step(verdict: StatusVerdict, expected: Expected, amount: str, scale: Scale) -> str:
    start, end, outcome = expected.start, expected.end, verdict.outcome
    if outcome is None or start is None or end is None or start.value is None or end.value is None:
        return ""
    first, last = bare(start.value, scale), bare(end.value, scale)
    passed = f"({outcome.year} {MINUS} {start.year}) / ({end.year} {MINUS} {start.year})"
    line = f"{first} + ({last} {MINUS} {operand(first)}) · {passed}"
    is_beyond = start.value > end.value if verdict.direction == Direction.HIGHER else start.value < end.value
    if is_beyond and expected.value == end.value:
        return (
            f"Väntat {outcome.year}: {amount}. Vägen från utgångsvärdet kräver aldrig mer än målvärdet den leder till."
        )
    return f"Väntat {outcome.year}: {line} = {amount}."


def _level_steps(expected: Expected, verdict: StatusVerdict, scale: Scale) -> list[str]:
    """Tell of a level that is not decided as a number: that of the start, or of others in the same year."""
    start, value = expected.start, expected.value
    if start is None or start.value is None or value is None:
        return []
    steps = []
    if expected.how == "change":
        steps.append(f"Utgångsvärde: {_amount(start.value, verdict, scale)} ({start.year}).")
    elif verdict.reference is not None:
        name = REFERENCE_LABELS.get(verdict.reference, verdict.reference.label)
        steps.append(f"{name} {start.year}: {_amount(start.value, verdict, scale)}.")
        if value != start.value:
            steps.append(f"Med avståndet som är beslutat väntas {_amount(value, verdict, scale)}.")
    if expected.margin:
        least = exact_difference(expected.margin, scale)
        steps.append(f"Bättre betyder att det skiljer minst {least}, som är den minsta skillnad som syns.")
    return steps


def _amount(value: Decimal, verdict: StatusVerdict, scale: Scale) -> str:
    return scale.difference(value) if verdict.scope == TargetScope.GAP else scale.expected(value)


def _gap_step(verdict: StatusVerdict, scale: Scale, direction: Direction) -> str:
    expected, outcome, gap = verdict.expected, verdict.outcome, verdict.gap
    if expected is None or outcome is None or outcome.value is None or gap is None:
        return ""
    if expected.how == "range" or expected.value is None:
        return (
            f"Utfallet ligger {scale.difference(gap)} utanför intervallet." if gap else "Utfallet ligger i intervallet."
        )
    value, path = bare(outcome.value, scale), bare(expected.value, scale)
    terms = f"{path} {MINUS} {operand(value)}" if direction == Direction.LOWER else f"{value} {MINUS} {operand(path)}"
    return (
        f"Skillnad i önskad riktning ({DIRECTION_WORDS[direction]}): {terms} = {scale.change(gap, scale.places(gap))}."
    )


def _tolerance_step(verdict: StatusVerdict, scale: Scale) -> str:
    tolerance = verdict.tolerance or Decimal(0)
    if not verdict.tolerance_is_default:
        return f"Toleransen är {exact_difference(tolerance, scale)}, bestämd för den här indikatorn."
    if tolerance == 0:
        return f"Toleransen är noll: det finns ingen väg från ett utgångsvärde att ta {fraction(TOLERANCE_SHARE)} av."
    share = percent(TOLERANCE_SHARE)
    return f"Toleransen är {exact_difference(tolerance, scale)}: {share} av vägen från utgångsvärdet till målvärdet."
