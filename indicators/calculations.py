"""Så räknas det: every status, trend, pace and comparison unfolded with its real numbers, in plain Swedish."""

from decimal import Decimal

from indicators.formats import MINUS, Scale, counted, exact, fraction, percent, with_difference_unit
from indicators.judgement.comparison import Comparison
from indicators.judgement.rule import TOLERANCE_SHARE, TargetPoint
from indicators.judgement.trend import BAND_SHARE, MEAN_SHARE, MIN_OUTCOMES, WINDOW, Pace
from indicators.judgement.verdict import StatusVerdict, TrendVerdict
from indicators.vocabulary import Direction, Reason, Status, Trend

_DIRECTION_WORDS = {
    Direction.HIGHER: "högre är bättre",
    Direction.LOWER: "lägre är bättre",
    Direction.RANGE: "inom intervallet är bra",
    Direction.NONE: "inget håll är bättre",
}
# Why a status that the path gives is given; the status itself is named by `_so`.
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
        return (_so(f"Det finns inget utfall till och med {verdict.seen_from}", Status.UNKNOWN),)
    age = verdict.seen_from - outcome.year
    steps = [f"Senaste utfall: {scale.amount(outcome.value)} ({outcome.year}). Läget är sett från {verdict.seen_from}."]
    if verdict.reason == Reason.STALE:
        limit = f"Efter {counted(longest_age)} år säger vi inte längre hur det går"
        steps.append(f"Utfallet är {counted(age)} år gammalt. {_so(limit, Status.UNKNOWN)}")
        then = verdict.earlier
        if then is None or then.status == Status.UNKNOWN:
            return tuple(steps)
        steps.append(f"Så räknades det sett från {outcome.year}:")
        return (*steps, *_path_steps(then, scale, direction))
    return (*steps, *_path_steps(verdict, scale, direction))


def of_trend(found: TrendVerdict, scale: Scale, direction: Direction) -> tuple[str, ...]:
    values = ", ".join(
        f"{scale.amount(point.value)} ({point.year})" for point in found.window if point.value is not None
    )
    if found.trend == Trend.TOO_FEW:
        since = f" sedan metoden ändrades {found.break_year}" if found.break_year else ""
        have = f"{values}." if values else "inga."
        return (
            f"Jämförbara värden{since}: {have}",
            _so(f"En trend kräver minst {counted(MIN_OUTCOMES)} värden", Trend.TOO_FEW),
        )
    slope, change, band = found.slope, found.change, found.band
    if slope is None or change is None or band is None:
        return (f"Värden: {values}.",)
    first, last = found.window[0].year, found.window[-1].year
    steps = [f"De senaste jämförbara värdena, högst {counted(WINDOW)}: {values}."]
    if found.break_year:
        steps.append(f"Värden före {found.break_year} räknas inte med, eftersom metoden ändrades då.")
    # One decimal more than is published, or a slow change would read as zero.
    fine = scale.decimals + 1
    steps.append(
        f"En rät linje genom dem (minsta kvadratmetoden) lutar {scale.change(slope, fine)} per år. "
        f"Från {first} till {last} blir det {scale.change(change, fine)}."
    )
    steps.append(f"Som oförändrat räknas högst {_exact(band, scale)} åt endera hållet: {_band_source(found)}.")
    return (*steps, _trend_conclusion(found, direction))


def of_pace(found: Pace, scale: Scale) -> tuple[str, ...]:
    start, target = found.start, found.target
    aim = scale.aim(target.value, target.low, target.high)
    # A year's pace is a fraction of the whole way, and needs a decimal that the values do not.
    fine = scale.decimals + (1 if scale.decimals < 2 else 0)
    goal = _nearest(target, start.value)
    needed = (
        f"För att nå {aim} år {target.year} krävs {scale.change(found.needed, fine)} per år från {start.year}: "
        f"({_bare(goal, scale)} {MINUS} {_bare(start.value, scale)}) / ({target.year} {MINUS} {start.year})."
    )
    if found.seen is None:
        return (needed, "Hur snabbt det har gått går inte att säga: det finns för få värden.")
    return (needed, f"Så snabbt har det gått enligt trenden: {scale.change(found.seen, fine)} per år.")


def of_comparison(found: Comparison, names: tuple[str, ...], scale: Scale, direction: Direction) -> tuple[str, ...]:
    order = {
        Direction.HIGHER: "från högst till lägst",
        Direction.LOWER: "från lägst till högst",
    }.get(direction, "från högst till lägst, utan att något är bättre")
    steps = [
        f"Jämförda kommuner med värde {found.year}: {', '.join(names)}.",
        f"Ordnade {order} har kommunen plats {found.rank} av {found.count}, alltså fjärdedel {found.quartile} av 4.",
    ]
    if found.mean is not None and found.median is not None:
        steps.append(
            f"De andras medelvärde är {scale.amount(found.mean)} och median {scale.amount(found.median)}, utan hänsyn "
            "till kommunernas storlek (egen bearbetning)."
        )
    return tuple(steps)


def _path_steps(verdict: StatusVerdict, scale: Scale, direction: Direction) -> tuple[str, ...]:
    target = verdict.end_target
    if verdict.reason == Reason.NO_DIRECTION:
        return (_so("Inget håll är utpekat som bättre", Status.UNKNOWN),)
    if target is None:
        return (_so("Målvärde saknas", Status.UNKNOWN),)
    steps = [
        (
            f"Målvärdet är {scale.aim(target.value, target.low, target.high)} år {target.year} "
            f"({_DIRECTION_WORDS[direction]})."
        )
    ]
    if verdict.reason == Reason.NO_BASELINE:
        return (*steps, _so("Utgångsvärde saknas, så det finns ingen väg att jämföra med", Status.UNKNOWN))
    if verdict.reason == Reason.METHOD_CHANGED:
        cut = f"Vägen börjar före {verdict.break_year}, när metoden ändrades, så den går inte att jämföra med"
        return (*steps, _so(cut, Status.UNKNOWN))
    steps += _expected_steps(verdict, scale)
    if verdict.status != Status.REACHED and verdict.expected and verdict.gap is not None:
        steps.append(_gap_step(verdict, scale, direction))
    if verdict.status in {Status.NEAR, Status.BEHIND, Status.MISSED} and verdict.tolerance is not None:
        steps.append(_tolerance_step(verdict, scale))
    if verdict.status == Status.ON_TRACK and verdict.expected and verdict.expected.how == "range":
        return (*steps, _so("Utfallet är inom intervallet", Status.ON_TRACK))
    return (*steps, _so(_STATUS_REASONS[verdict.status], verdict.status))


def _expected_steps(verdict: StatusVerdict, scale: Scale) -> list[str]:
    expected, outcome = verdict.expected, verdict.outcome
    if expected is None or outcome is None or expected.value is None:
        return []
    if expected.how == "line" and expected.start and expected.end:
        first, last = _bare(expected.start.value, scale), _bare(expected.end.value, scale)
        passed = f"({outcome.year} {MINUS} {expected.start.year}) / ({expected.end.year} {MINUS} {expected.start.year})"
        line = f"{first} + ({last} {MINUS} {_sub(first)}) · {passed}"
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
    value, path = _bare(outcome.value, scale), _bare(expected.value, scale)
    terms = f"{path} {MINUS} {_sub(value)}" if direction == Direction.LOWER else f"{value} {MINUS} {_sub(path)}"
    return f"Skillnad i önskad riktning ({_DIRECTION_WORDS[direction]}): {terms} = {scale.change(gap)}."


def _tolerance_step(verdict: StatusVerdict, scale: Scale) -> str:
    tolerance = verdict.tolerance or Decimal(0)
    if not verdict.tolerance_is_default:
        return f"Toleransen är {_exact(tolerance, scale)}, bestämd för den här indikatorn."
    if tolerance == 0:
        return f"Toleransen är noll: det finns ingen väg från ett utgångsvärde att ta {fraction(TOLERANCE_SHARE)} av."
    share = percent(TOLERANCE_SHARE)
    return f"Toleransen är {_exact(tolerance, scale)}: {share} av vägen från utgångsvärdet till målvärdet."


def _band_source(found: TrendVerdict) -> str:
    return {
        "own": "bestämt för den här indikatorn",
        "tolerance": f"{fraction(BAND_SHARE)} av toleransen",
        "mean": f"{percent(MEAN_SHARE)} av värdenas medelvärde",
    }.get(found.band_source, "standard")


def _trend_conclusion(found: TrendVerdict, direction: Direction) -> str:
    if found.trend == Trend.UNCHANGED:
        return _so("Förändringen ryms inom det", found.trend)
    if found.first_distance is not None and found.last_distance is not None:
        word = "närmare" if found.trend == Trend.IMPROVING else "längre från"
        return _so(f"Linjen har kommit {word} intervallet", found.trend)
    if found.trend in {Trend.RISING, Trend.FALLING}:
        return _so("Förändringen är större än så, och inget håll är utpekat som bättre", found.trend)
    return _so(f"Förändringen är större än så ({_DIRECTION_WORDS[direction]})", found.trend)


def _so(why: str, given: Status | Trend) -> str:
    return f"{why}, alltså {given.label}."


def _bare(value: Decimal | None, scale: Scale) -> str:
    return "?" if value is None else exact(value, 0, scale.decimals)


def _sub(text: str) -> str:
    return f"({text})" if text.startswith(MINUS) else text


def _exact(value: Decimal, scale: Scale) -> str:
    return with_difference_unit(exact(value, 0, scale.decimals + 2), scale.unit_label)


def _nearest(target: TargetPoint, value: Decimal | None) -> Decimal | None:
    if target.value is not None or target.low is None or target.high is None or value is None:
        return target.value
    return min(max(value, target.low), target.high)
