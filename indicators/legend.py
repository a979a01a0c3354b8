"""The words and numbers of the statement of rules, asked of the code that judges: a changed rule changes them too."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from indicators.calculations.status import of_status
from indicators.comparison_words import CAVEAT
from indicators.formats import Scale, capital, counted, exact, fraction, listed
from indicators.judgement.rule import (
    BAND_SHARE,
    LONGEST_AGE,
    MEAN_SHARE,
    MIN_AVERAGED,
    MIN_OUTCOMES,
    MIN_RANKED,
    NOISE_SHARES,
    TOLERANCE_SHARE,
    WINDOW,
    Point,
    Rule,
    TargetPoint,
)
from indicators.judgement.status import judge_status
from indicators.judgement.verdict import StatusVerdict
from indicators.vocabulary import Direction, MissingReason, Origin, Reason, Standing, Status, TargetKind, Trend

STATUS_TEXTS = {
    Status.REACHED: (
        "Utfallet har nått målvärdet eller passerat det. Är målet ett intervall ska utfallet ligga inom det när "
        "målåret har kommit."
    ),
    Status.ON_TRACK: "Målåret har inte kommit, och utfallet är minst så bra som väntat för året.",
    Status.NEAR: "Utfallet är sämre än väntat, men skillnaden ryms inom toleransen.",
    Status.BEHIND: "Målåret har inte kommit, och utfallet är sämre än väntat med mer än toleransen.",
    Status.MISSED: "Målåret har kommit, och det skiljer mer än toleransen till målvärdet.",
    Status.UNKNOWN: "Något saknas för att kunna jämföra med ett målvärde. Orsaken står alltid bredvid.",
}
REASON_TEXTS = {
    Reason.NO_OUTCOME: "Det finns inget utfall till och med det år du ser läget från.",
    Reason.STALE: (
        f"Senaste utfallet är för gammalt, oftast mer än {counted(LONGEST_AGE, 'år')}. Då står den senaste bedömningen "
        "kvar i ord, med sitt år."
    ),
    Reason.NO_TARGET: "Ingen har beslutat vilken siffra som ska nås. Utveckling och jämförelse visas ändå.",
    Reason.NO_BASELINE: "Det finns ett målvärde längre fram, men ingen punkt att dra vägen från.",
    Reason.NO_DIRECTION: "Det är inte bestämt om högre eller lägre är bättre.",
    Reason.NOT_BEGUN: "Det finns ett utgångsvärde, men inget utfall efter det.",
    Reason.NO_REFERENCE: "Målet är att stå sig mot andra, och deras siffra saknas för samma år.",
    Reason.END_UNMEASURED: (
        "Målåret har passerat utan att mätas. Vi drar ingen väg längre än dit. Den senaste bedömningen står kvar i "
        "ord, med sitt år."
    ),
    Reason.METHOD_CHANGED: "Vägen börjar före ett byte av mätmetod, så utfallet går inte att jämföra med den.",
}
KIND_TEXTS = {
    TargetKind.LEVEL: "En siffra eller ett intervall som ska nås till ett år, till exempel 90 % år 2028.",
    TargetKind.STANDARD: "En nivå som ska hållas varje år, till exempel minst 95 % varje år 2023–2026.",
    TargetKind.CHANGE: (
        "Siffran ska öka eller minska från ett utgångsvärde. Är den bättre, om så bara med den sista decimalen som "
        f"visas, är beskedet {Status.ON_TRACK.label}. Är den lika eller sämre är det {Status.BEHIND.label}."
    ),
    TargetKind.RELATIVE: (
        "Kommunen ska stå sig mot riket eller mot en grupp kommuner, till exempel vara bättre än riket. Vi jämför med "
        "deras siffra för samma år. I uträkningen står båda."
    ),
}
SCOPE_TEXT = "Ett mål kan också gälla bara kvinnor, bara män eller hur stor skillnaden mellan dem får vara."
# Trends that share an explanation, each with its arrow; "" where the number can move either way.
TREND_TEXTS: tuple[tuple[dict[Trend, str], str], ...] = (
    ({Trend.IMPROVING: ""}, "Siffran rör sig åt det håll som är bättre."),
    ({Trend.UNCHANGED: "flat"}, "Förändringen är för liten för att säga något."),
    ({Trend.WORSENING: ""}, "Siffran rör sig åt det håll som är sämre."),
    ({Trend.SWINGING: "swing"}, "Värdena svänger mer än de rör sig åt något håll, så vi pekar inte ut något."),
    ({Trend.RISING: "up", Trend.FALLING: "down"}, "Används när inget håll är utpekat som bättre."),
    ({Trend.TOO_FEW: "none"}, f"Det finns färre än {counted(MIN_OUTCOMES, 'värde')} som går att jämföra."),
)
STANDING_TEXTS = {
    Standing.BETTER: "Skillnaden går åt det håll som är utpekat som bättre.",
    Standing.SIMILAR: "Det skiljer för lite för att säga något.",
    Standing.WORSE: "Skillnaden går åt andra hållet.",
    Standing.OVER: "Värdet är högre, och inget håll är utpekat som bättre.",
    Standing.UNDER: "Värdet är lägre, och inget håll är utpekat som bättre.",
}
MISSING_TEXTS = {
    MissingReason.NOT_MEASURED: "Mätningen görs inte varje år.",
    MissingReason.TOO_FEW_ANSWERS: "Så få svarade att resultatet inte går att lita på.",
    MissingReason.SECRECY: "Så få personer ingår att någon skulle kunna kännas igen.",
    MissingReason.NOT_PUBLISHED: "Värdet är på väg, men källan har inte lagt ut det.",
    MissingReason.NOT_APPLICABLE: "Måttet gäller inte kommunen det året.",
    MissingReason.NOT_REPORTED: "Ingen uppgift har lämnats.",
}
ORIGIN_TEXTS = {
    Origin.OWN: "Kommunen har själv tagit fram värdet.",
    Origin.NATIONAL: "Värdet är hämtat oförändrat, till exempel från Kolada eller SCB.",
    Origin.COMPUTED: "Vi har räknat fram värdet ur andra värden.",
}

# The worked example: whole per cent, so that a reader can redo it by heart.
EXAMPLE_RULE = Rule(Direction.HIGHER, 0, (TargetPoint(2024, Decimal(60)),), Point(2020, Decimal(40)))
EXAMPLE_YEAR, EXAMPLE_SCALE = 2022, Scale(0, "%")


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A word and what it means. `code` names a status's mark."""

    word: str
    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class TrendEntry:
    """Trends that share an explanation. `words` are words and arrows."""

    words: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class ComparisonLegend:
    """What is said of comparisons, with the rule's own numbers."""

    standings: tuple[LegendEntry, ...]
    least: str  # "fem"
    others: str  # "två"
    caveat: str


@dataclass(frozen=True, slots=True)
class LegendPart:
    """A piece of a sentence that ends in a status's mark, or in none where `code` is ""."""

    text: str
    code: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """What /sa-bedomer-vi/ says of the rules that this code judges by."""

    status_count: str
    statuses: tuple[LegendEntry, ...]
    reasons: tuple[LegendEntry, ...]
    kinds: tuple[LegendEntry, ...]
    scope: str
    trends: tuple[TrendEntry, ...]
    missing: tuple[LegendEntry, ...]
    origins: tuple[LegendEntry, ...]
    near: str
    improving: str
    tolerance: str  # "en tiondel"
    window: str  # "fem"
    least: str  # "tre"
    band: str  # "hälften"
    mean_band: str  # "två procent"
    comparison: ComparisonLegend
    noise: str  # "63 fall av 100 när värdena är tre och 56 när de är fyra"
    example: tuple[str, ...]
    example_else: tuple[LegendPart, ...]  # what other outcomes would have given


@cache
def legend() -> Legend:
    steps, otherwise = worked_example()
    return Legend(
        status_count=capital(counted(len(Status))),
        statuses=tuple(LegendEntry(each.label, STATUS_TEXTS[each], each.value) for each in Status),
        reasons=_entries(REASON_TEXTS),
        kinds=_entries(KIND_TEXTS),
        scope=SCOPE_TEXT,
        trends=tuple(
            TrendEntry(tuple((trend.label, arrow) for trend, arrow in arrows.items()), text)
            for arrows, text in TREND_TEXTS
        ),
        missing=_entries(MISSING_TEXTS),
        origins=_entries(ORIGIN_TEXTS),
        near=Status.NEAR.label,
        improving=Trend.IMPROVING.label.lower(),
        tolerance=fraction(TOLERANCE_SHARE),
        window=counted(WINDOW),
        least=counted(MIN_OUTCOMES),
        band=fraction(BAND_SHARE),
        mean_band=fraction(MEAN_SHARE),
        comparison=ComparisonLegend(
            standings=tuple(LegendEntry(each.label, STANDING_TEXTS[each]) for each in Standing),
            least=counted(MIN_RANKED),
            others=counted(MIN_AVERAGED),
            caveat=CAVEAT,
        ),
        noise=_noise(),
        example=steps,
        example_else=otherwise,
    )


def _noise() -> str:
    cases = [f"{exact(100 * share)}{{}} när {{}} är {counted(count)}" for count, share in NOISE_SHARES.items()]
    first, *others = cases
    return listed([first.format(" fall av 100", "värdena"), *(each.format("", "de") for each in others)])


def _entries[Word: (Reason, MissingReason, Origin, TargetKind)](texts: dict[Word, str]) -> tuple[LegendEntry, ...]:
    return tuple(LegendEntry(capital(word.label), text) for word, text in texts.items())


def worked_example() -> tuple[tuple[str, ...], tuple[LegendPart, ...]]:
    """Return the steps to the best outcome that is behind its path, and what better outcomes would have been.

    The outcomes are found by judging every whole per cent, so that they fit whatever tolerance the rules have.
    """
    baseline, target = EXAMPLE_RULE.baseline, EXAMPLE_RULE.targets[-1]
    if baseline is None or baseline.value is None or target.value is None:
        return (), ()
    lowest: dict[Status, StatusVerdict] = {}  # the lowest outcome that still gives a status
    for outcome in range(int(target.value), -1, -1):
        verdict = judge_status((Point(EXAMPLE_YEAR, Decimal(outcome)),), EXAMPLE_RULE, EXAMPLE_YEAR)
        lowest[verdict.status] = verdict
        if verdict.status == Status.BEHIND:
            break
    start = f"Utgångsvärdet är {EXAMPLE_SCALE.amount(baseline.value)} år {baseline.year}."
    steps = of_status(verdict, EXAMPLE_SCALE, EXAMPLE_RULE.direction, EXAMPLE_RULE.longest_age)
    return (start, *steps), _other_outcomes(lowest)


def _other_outcomes(lowest: dict[Status, StatusVerdict]) -> tuple[LegendPart, ...]:
    found = [
        (EXAMPLE_SCALE.amount(verdict.outcome.value), status)
        for status in (Status.NEAR, Status.ON_TRACK)
        if (verdict := lowest.get(status)) and verdict.outcome and verdict.outcome.value is not None
    ]
    words = ("Från {} hade det varit ", ", och från {} ")
    pieces = [
        LegendPart(words[i].format(amount), status.value, status.label) for i, (amount, status) in enumerate(found)
    ]
    return (*pieces, LegendPart("."))
