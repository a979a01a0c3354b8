"""The steps to a trend and a pace."""

from decimal import Decimal

from indicators.calculations.words import DIRECTION_WORDS, bare, exact_difference, operand, so
from indicators.formats import MINUS, Scale, counted, fraction, percent
from indicators.judgement.rule import BAND_SHARE, MEAN_SHARE, MIN_OUTCOMES, WINDOW, TargetPoint
from indicators.judgement.trend import Pace
from indicators.judgement.verdict import TrendVerdict
from indicators.vocabulary import Direction, Trend


def of_trend(found: TrendVerdict, scale: Scale, direction: Direction) -> tuple[str, ...]:
    values = ", ".join(
        f"{scale.amount(point.value)} ({point.year})" for point in found.window if point.value is not None
    )
    if found.trend == Trend.TOO_FEW:
        since = f" sedan metoden ändrades {found.break_year}" if found.break_year else ""
        have = f"{values}." if values else "inga."
        return (
            f"Jämförbara värden{since}: {have}",
            so(f"En trend kräver minst {counted(MIN_OUTCOMES, 'värde')}", Trend.TOO_FEW),
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
    steps.append(
        f"Som oförändrat räknas högst {exact_difference(band, scale)} åt endera hållet: {_band_source(found)}."
    )
    if found.spread is not None and found.trend != Trend.UNCHANGED:
        steps.append(f"Värdenas spridning kring linjen är {exact_difference(found.spread, scale)} (standardavvikelse).")
    return (*steps, _trend_conclusion(found, direction))


def of_pace(found: Pace, scale: Scale) -> tuple[str, ...]:
    start, target = found.start, found.target
    aim = scale.dated(scale.aim(target.value, target.low, target.high), target.year)
    # A year's pace is a fraction of the whole way, and needs a decimal that the values do not.
    fine = scale.decimals + (1 if scale.decimals < 2 else 0)
    goal = _nearest(target, start.value)
    needed = (
        f"För att nå {aim} krävs {scale.change(found.needed, fine)} per år från {start.year}: "
        f"({bare(goal, scale)} {MINUS} {operand(bare(start.value, scale))}) / ({target.year} {MINUS} {start.year})."
    )
    if found.seen is None:
        return (needed, "Hur snabbt det har gått går inte att säga: det finns för få värden.")
    return (needed, f"Så snabbt har det gått enligt trenden: {scale.change(found.seen, fine)} per år.")


def _band_source(found: TrendVerdict) -> str:
    return {
        "own": "bestämt för den här indikatorn",
        "tolerance": f"{fraction(BAND_SHARE)} av toleransen",
        "mean": f"{percent(MEAN_SHARE)} av värdenas medelvärde",
    }.get(found.band_source, "standard")


def _trend_conclusion(found: TrendVerdict, direction: Direction) -> str:
    if found.trend == Trend.UNCHANGED:
        return so("Förändringen ryms inom det", found.trend)
    if found.trend == Trend.SWINGING:
        return so("Värdena svänger mer än de rör sig åt något håll", found.trend)
    if found.first_distance is not None and found.last_distance is not None:
        word = "närmare" if found.trend == Trend.IMPROVING else "längre från"
        return so(f"Linjen har kommit {word} intervallet", found.trend)
    if found.trend in {Trend.RISING, Trend.FALLING}:
        return so("Förändringen är större än så, och inget håll är utpekat som bättre", found.trend)
    return so(f"Förändringen är större än så ({DIRECTION_WORDS[direction]})", found.trend)


def _nearest(target: TargetPoint, value: Decimal | None) -> Decimal | None:
    if target.value is not None or target.low is None or target.high is None or value is None:
        return target.value
    return min(max(value, target.low), target.high)
