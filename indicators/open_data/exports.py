"""Open data: an indicator's outcomes as CSV and JSON, with decimal point and ISO dates for machines."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from indicators.content.figures import PublishedFigures, code_of
from indicators.content.published import PublishedIndicator, PublishedTarget
from indicators.models import OutcomeRow
from indicators.open_data.comparisons import COMPARISON_COLUMNS, comparison_json, comparison_record, comparisons_by_year
from indicators.open_data.format import COLUMNS, csv_text, plain, record


def csv_of(indicator: PublishedIndicator, figures: PublishedFigures) -> str:
    """Return every published outcome of an indicator: a row per municipality, year and sex, then its references.

    Our own totals say last where they stand beside others of the year, in columns that are empty in every other row.
    """
    compared, home = comparisons_by_year(indicator, figures), code_of(figures.portal)
    nothing = dict.fromkeys(COMPARISON_COLUMNS, "")
    told = {(home, str(year), "T"): comparison_record(each) for year, each in compared.items()}
    rows = ({**each, **told.get((each["kommun_kod"], each["ar"], each["kon"]), nothing)} for each in records(indicator))
    references = ({**each, **nothing} for each in _references(indicator))
    return csv_text((*COLUMNS, *COMPARISON_COLUMNS), chain(rows, references))


def records(indicator: PublishedIndicator) -> Iterator[dict[str, str]]:
    """Yield the rows of the open format as texts, by municipality, sex and year."""
    # The total first: it is what most readers look for.
    rows = chain(indicator.outcomes, indicator.others.rows())
    for row in sorted(rows, key=lambda each: (each.code, each.sex != "T", each.sex, each.year)):
        yield _record(indicator, row)


def json_of(indicator: PublishedIndicator, figures: PublishedFigures) -> dict[str, object]:
    """Return the same rows for programs, and what they are judged by: numbers in text, None where there is none."""
    return {
        "indikator": indicator.slug,
        "namn": indicator.name,
        "kolada_id": indicator.kolada_id or None,
        "enhet": indicator.unit_label or None,
        "decimaler": indicator.decimals,
        "onskad_riktning": indicator.direction,
        "tolerans": plain(indicator.tolerance),
        "band": plain(indicator.trend_band),
        "langsta_alder": indicator.longest_age,
        "intervall": indicator.interval,
        "upprepas": indicator.repeats,
        "utgangsvarde": _dated(indicator.baseline_year, indicator.baseline_value),
        "seriebrott": [
            {"ar": each.year, "vad": each.note, "lank": each.source_url or None} for each in indicator.breaks
        ],
        "malvarden": [_decided(each) for each in indicator.targets],
        "jamforelser": [comparison_json(each) for each in comparisons_by_year(indicator, figures).values()],
        "referenslinjer": [
            {
                "ar": each.year,
                "varde": plain(each.value),
                "namn": each.name,
                "kalla": each.source,
                "kalla_url": each.source_url or None,
            }
            for each in indicator.references
        ],
        "utfall": [_typed(row) for row in records(indicator)],
    }


def _decided(target: PublishedTarget) -> dict[str, object]:
    """Return a target as it was decided; `slag` says which of the numbers it has."""
    decision = target.decision
    return {
        "slag": target.kind,
        "galler": target.scope,
        "fran_ar": target.first_year,
        "ar": target.year,
        "varde": plain(target.value),
        "lagst": plain(target.low),
        "hogst": plain(target.high),
        "utgangsvarde": _dated(target.start_year, target.start_value),
        "jamfort_med": target.reference or None,
        "kommuner": sorted(target.codes),
        "ska_vara_battre": target.must_be_better,
        "var_lasning": target.is_reading,
        "beslut": decision.title if decision else None,
        "beslutat": decision.decided_on.isoformat() if decision and decision.decided_on else None,
    }


def _dated(year: int | None, value: Decimal | None) -> dict[str, object] | None:
    return None if year is None else {"ar": year, "varde": plain(value)}


def _typed(texts: dict[str, str]) -> dict[str, object]:
    kept: dict[str, object] = {
        key: text or None for key, text in texts.items() if key not in {"indikator", "kolada_id"}
    }
    return {**kept, "ar": int(texts["ar"]), "preliminar": texts["preliminar"] == "ja"}


def _record(indicator: PublishedIndicator, row: OutcomeRow) -> dict[str, str]:
    return record(
        slug=indicator.slug,
        kolada_id=indicator.kolada_id,
        code=row.code,
        municipality=row.municipality,
        year=row.year,
        sex=row.sex,
        value=row.value,
        unit_label=indicator.unit_label,
        is_preliminary=row.is_preliminary,
        missing_reason=row.missing_reason,
        source=row.source,
        source_url=row.source_url,
        retrieved_on=row.retrieved_on,
    )


def _references(indicator: PublishedIndicator) -> Iterator[dict[str, str]]:
    """Yield the levels that others have stated: they have a name in the place of a municipality, and no code."""
    for each in indicator.references:
        yield record(
            slug=indicator.slug,
            kolada_id=indicator.kolada_id,
            code="",
            municipality=each.name,
            year=each.year,
            sex="",
            value=each.value,
            unit_label=indicator.unit_label,
            is_preliminary=False,
            missing_reason="",
            source=each.source,
            source_url=each.source_url,
            retrieved_on=None,
        )
