"""The words that every face of a year shares: page, slides, PDF, DOCX and XLSX say them from here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goals.vocabulary import FollowUp, Forecast
from goals.year.content import (
    Adoption,
    AssessmentFact,
    ComparedYear,
    DecisionFact,
    GoalFact,
    IndicatorFact,
    OverallFact,
    Remark,
    Ruling,
    SourceFact,
    YearSummary,
)
from goals.year.deviation import goal_deviation
from indicators.formats import capital, counted, long_date

ONGOING = "Året pågår."
OPEN = "Öppen: uppgifterna kan ändras till dess att året fastställs."
OPEN_ASSESSED = "Öppen: målen har bedömts men året är inte fastställt."
OPEN_NOT_ASSESSED = "Öppen: inget mål har bedömts."
OPEN_FOOTER = "Öppen, inte fastställd"

GOAL_WITHOUT_INDICATORS = "Målet har inga indikatorer."
AREA_WITHOUT_INDICATORS = "Målen har inga indikatorer."
NO_GOAL_BEFORE = "Målet fanns inte"
NO_TARGET = "Saknas"
PRELIMINARY = "preliminärt"

IN_SHORT, OVERALL = "Året i korthet", "Samlad bedömning"
RESULT, ANALYSIS, NEXT_STEPS = "Resultat", "Analys", "Nästa steg"
DEVIATES = "Bedömningen avviker från indikatorerna"
FORECAST_DEVIATES = "Prognosen avviker från indikatorerna"
UNEXPLAINED = "Det står inte varför."

GOAL, ASSESSMENT, FORECAST, INDICATORS = "Mål", "Bedömning", "Prognos", "Indikatorer"
INDICATOR, OUTCOME, TARGET, STATUS, TREND = "Indikator", "Utfall", "Målvärde", "Status", "Utveckling"
COMPARED = "Jämfört med"
SOURCE = "Källa"
_NAMES = {FollowUp.WHOLE: "Årsuppföljning", FollowUp.PART: "Delårsuppföljning"}


def follow_up_name(round_: str) -> str:
    """Return "Årsuppföljning", or "Delårsuppföljning" when only part of the year is followed up."""
    return _NAMES[FollowUp(round_)]


def title(round_: str, year: int) -> str:
    """Return "Årsuppföljning 2024"."""
    return f"{follow_up_name(round_)} {year}"


def adopted(day: date, version: int) -> str:
    """Return "Fastställd 25 april 2023, version 1."."""
    return f"Fastställd {long_date(day)}, version {version}."


def new_version_reason(adoption: Adoption | None) -> str:
    """Return why there is another version than the first, or "" for the first and for an open year."""
    return f"Skäl till den nya versionen: {adoption.reason}" if adoption and adoption.reason else ""


def changed(before: str, after: str) -> str:
    """Return "från delvis uppnått till helt uppnått"."""
    return f"från {before.lower()} till {after.lower()}"


def goal_name(goal: GoalFact) -> str:
    """Return "1. Alla elever når målen": a goal is found by the same number on every face."""
    return f"{goal.number}. {goal.title}"


def is_forecast(ruling: Ruling) -> bool:
    return ruling.code in Forecast.values


def ruling_text(ruling: Ruling) -> str:
    """Return "Delvis uppnått", or "Prognos: delvis på väg": what is foreseen is never read as a verdict."""
    return f"{FORECAST}: {ruling.word.lower()}" if is_forecast(ruling) else ruling.word


def ruling_head(round_: str) -> str:
    """Return what stands over the verdicts, or the forecasts, of a year."""
    return FORECAST if round_ == FollowUp.PART else ASSESSMENT


def since(before: ComparedYear | None) -> str:
    """Return "2022: delvis uppnått" or "2022, prognos: på väg", "" for a goal without a year beside."""
    if before is None:
        return ""
    return f"{before.year}{',' if is_forecast(before.ruling) else ':'} {ruling_text(before.ruling).lower()}"


def indicator_head(content: YearSummary) -> tuple[str, ...]:
    """Return the head of a table of indicators; a year that was adopted without comparisons has no column for them."""
    compared = (COMPARED,) if has_compared(content) else ()
    return (INDICATOR, OUTCOME, TARGET, STATUS, *compared, TREND)


def has_compared(content: YearSummary) -> bool:
    return any(each.compared for goal in content.goals for each in goal.indicators)


def compared_text(fact: IndicatorFact) -> str:
    """Return "Riket 85,0 %: sämre", with the year where it is another than the value's; or that there is none."""
    found = fact.compared
    if not found:
        return NO_TARGET
    when = "" if found.year == fact.value_year else f" ({found.year})"
    return f"{capital(found.name)} {found.value_text}{when}: {found.word}"


def earlier_text(fact: IndicatorFact) -> str:
    """Return "2022: 58 %", "" where there is no value to put beside."""
    return f"{fact.earlier.year}: {fact.earlier.text}" if fact.earlier else ""


def corrected(count: int) -> str:
    """Return how much has been corrected since a year was adopted, "" for nothing."""
    if not count:
        return ""
    return f"Efter beslutet har {counted(count, 'värde')} rättats."


def corrections_line(count: int, corrections: str, page: str) -> str:
    """Return where whoever holds a file finds what was corrected after it was adopted; both are addresses."""
    first = corrected(count) or "Inget värde hade rättats efter beslutet när filen hämtades."
    return f"{first} Rättelser står på {corrections} och vid sina rader på {page}"


def decision_text(decision: DecisionFact) -> str:
    """Return "Kommunfullmäktige, 25 april 2023, § 41, dnr KS 2023/12: Årsredovisning 2022"."""
    parts = (
        decision.body,
        long_date(decision.decided_on) if decision.decided_on else "",
        decision.paragraph.replace("§ ", "§\N{NO-BREAK SPACE}"),
        f"dnr {decision.diary_number}" if decision.diary_number else "",
    )
    return f"{', '.join(part for part in parts if part)}: {decision.title}"


@dataclass(frozen=True, slots=True)
class RemarkList:
    """Remarks under a heading; `empty` is said when there are none."""

    heading: str
    remarks: tuple[Remark, ...]
    empty: str


def changes(content: YearSummary) -> RemarkList | None:
    """Return what has changed since the year beside, or None without one."""
    if content.before_year is None:
        return None
    heading = f"Vad har ändrats sedan {content.before_year}?"
    return RemarkList(heading, content.changes, "Ingen bedömning och ingen status har ändrats.")


def values(content: YearSummary) -> RemarkList | None:
    """Return the values that the year beside told otherwise, or None where there are none."""
    heading = f"Värden som har ändrats sedan uppföljningen {content.before_year}"
    return RemarkList(heading, content.values, "") if content.values else None


def unknowns(content: YearSummary) -> RemarkList:
    return RemarkList("Det här vet vi inte", content.unknowns, "Alla indikatorer har ett värde för året.")


def criticism(content: YearSummary) -> RemarkList:
    return RemarkList(
        "Det här skulle en revisor fråga om",
        content.criticism,
        "Alla mål har indikatorer och bedömningar, och alla indikatorer har målvärden och värden.",
    )


def remark_lists(content: YearSummary) -> Iterator[RemarkList]:
    """Yield every list of remarks, in the order of all faces."""
    yield from filter(None, (changes(content), values(content)))
    yield unknowns(content)
    yield criticism(content)


def passages(goal: GoalFact) -> Iterator[tuple[str, str]]:
    """Yield what is written about a goal, as heading and text of one or several paragraphs."""
    if given := goal.assessment:
        texts = ((RESULT, given.result), (ANALYSIS, given.analysis), (NEXT_STEPS, given.next_steps))
        yield from (each for each in texts if each[1])
        if deviation := goal_deviation(goal):
            yield (
                FORECAST_DEVIATES if is_forecast(given.ruling) else DEVIATES,
                f"{deviation} {given.departure_reason or UNEXPLAINED}",
            )
    yield from ((each.heading, each.text) for each in goal.texts)


def assessed_by(given: AssessmentFact) -> str:
    """Return "Bedömt av Utbildningsnämnden, 3 februari 2025."."""
    return _signed("Bedömt av", given.body, given.assessed_on)


def submitted_by(overall: OverallFact) -> str:
    """Return "Lämnad av Kommunstyrelsen, 3 februari 2025."."""
    return _signed("Lämnad av", overall.body, overall.assessed_on)


def _signed(verb: str, body: str, day: date | None) -> str:
    when = f", {long_date(day)}" if day else ""
    return f"{verb} {body}{when}." if body else ""


def source_line(source: SourceFact) -> str:
    """Return "SCB, hämtat 3 februari 2025 (nationell källa)"."""
    fetched = f", hämtat {long_date(source.retrieved_on)}" if source.retrieved_on else ""
    return f"{source.name.rstrip('.')}{fetched} ({source.origin.lower()})"


def as_sentence(text: str) -> str:
    """Return a distribution's words as a sentence of their own, "" for none."""
    return f"{capital(text)}." if text else ""
