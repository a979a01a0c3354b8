"""The steps to a status."""

from decimal import Decimal

from indicators.calculations.words import DIRECTION_WORDS, bare, exact_difference, operand, so
from indicators.formats import MINUS, Scale, counted, fraction, percent
from indicators.judgement.rule import TOLERANCE_SHARE
from indicators.judgement.verdict import StatusVerdict
from indicators.vocabulary import Direction, Reason, Status

# Why a status that the path gives is given; the status itself is named by `so`.
_STATUS_REASONS = {
    Status.REACHED: "Utfallet är vid målvärdet eller förbi det",
    Status.ON_TRACK: "Skillnaden är noll eller mer",
    Status.NEAR: "Utfallet ligger utanför, men inte längre bort än toleransen",
    Status.BEHIND: "Utfallet ligger längre bort än toleransen",
    Status.MISSED: "Målåret har kommit och utfallet ligger längre bort än toleransen",
}


def of_status(verdict: StatusVerdict, scale: Scale, direction: Direction, longest_age: int) -> tuple[str, ...]:
    outcome = verdict.outcome
    if outcome is None or outcome.value is None:
        return (so(f"Det finns inget utfall till och med {verdict.seen_from}", Status.UNKNOWN),)
    age = verdict.seen_from - outcome.year
    steps = [f"Senaste utfall: {scale.amount(outcome.value)} ({outcome.year}). Läget är sett från {verdict.seen_from}."]
    if verdict.reason == Reason.STALE:
        limit = f"Efter {counted(longest_age)} år säger vi inte längre hur det går"
        steps.append(f"Utfallet är {counted(age)} år gammalt. {so(limit, Status.UNKNOWN)}")
        then = verdict.earlier
        if then is None or then.status == Status.UNKNOWN:
            return tuple(steps)
        steps.append(f"Så räknades det sett från {outcome.year}:")
        return (*steps, *_path_steps(then, scale, direction))
    return (*steps, *_path_steps(verdict, scale, direction))


def _path_steps(verdict: StatusVerdict, scale: Scale, direction: Direction) -> tuple[str, ...]:
    target = verdict.end_target
    if verdict.reason == Reason.NO_DIRECTION:
        return (so("Inget håll är utpekat som bättre", Status.UNKNOWN),)
    if target is None:
        return (so("Målvärde saknas", Status.UNKNOWN),)
    steps = [
        (
            f"Målvärdet är {scale.aim(target.value, target.low, target.high)} år {target.year} "
            f"({DIRECTION_WORDS[direction]})."
        )
    ]
    if verdict.reason == Reason.NO_BASELINE:
        return (*steps, so("Utgångsvärde saknas, så det finns ingen väg att jämföra med", Status.UNKNOWN))
    if verdict.reason == Reason.METHOD_CHANGED:
        cut = f"Vägen börjar före {verdict.break_year}, när metoden ändrades, så den går inte att jämföra med"
        return (*steps, so(cut, Status.UNKNOWN))
    steps += _expected_steps(verdict, scale)
    if verdict.status != Status.REACHED and verdict.expected and verdict.gap is not None:
        steps.append(_gap_step(verdict, scale, direction))
    if verdict.status in {Status.NEAR, Status.BEHIND, Status.MISSED} and verdict.tolerance is not None:
        steps.append(_tolerance_step(verdict, scale))
    if verdict.status == Status.ON_TRACK and verdict.expected and verdict.expected.how == "range":
        return (*steps, so("Utfallet är inom intervallet", Status.ON_TRACK))
    return (*steps, so(_STATUS_REASONS[verdict.status], verdict.status))


def _expected_steps(verdict: StatusVerdict, scale: Scale) -> list[str]:
    expected, outcome = verdict.expected, verdict.outcome
    if expected is None or outcome is None or expected.value is None:
        return []
    if expected.how == "line" and expected.start and expected.end:
        first, last = bare(expected.start.value, scale), bare(expected.end.value, scale)
        passed = f"({outcome.year} {MINUS} {expected.start.year}) / ({expected.end.year} {MINUS} {expected.start.year})"
        line = f"{first} + ({last} {MINUS} {operand(first)}) · {passed}"
        return [f"Väntat {outcome.year}: {line} = {scale.amount(expected.value)}."]
    if expected.how == "end" and outcome.year > (verdict.end_target.year if verdict.end_target else outcome.year):
        return [f"Efter målåret gäller målvärdet: väntat {outcome.year} är {scale.amount(expected.value)}."]
    return [f"Väntat {outcome.year}: {scale.amount(expected.value)}, som är målvärdet för året."]


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
    return f"Skillnad i önskad riktning ({DIRECTION_WORDS[direction]}): {terms} = {scale.change(gap)}."


def _tolerance_step(verdict: StatusVerdict, scale: Scale) -> str:
    tolerance = verdict.tolerance or Decimal(0)
    if not verdict.tolerance_is_default:
        return f"Toleransen är {exact_difference(tolerance, scale)}, bestämd för den här indikatorn."
    if tolerance == 0:
        return f"Toleransen är noll: det finns ingen väg från ett utgångsvärde att ta {fraction(TOLERANCE_SHARE)} av."
    share = percent(TOLERANCE_SHARE)
    return f"Toleransen är {exact_difference(tolerance, scale)}: {share} av vägen från utgångsvärdet till målvärdet."
