"""Open data: an indicator's outcomes as CSV and JSON, with decimal point and ISO dates for machines."""

from collections.abc import Iterator
from itertools import chain

from indicators.content.figures import PublishedFigures, code_of
from indicators.content.published import PublishedIndicator
from indicators.models import OutcomeRow
from indicators.open_data.comparisons import COMPARISON_COLUMNS, comparison_json, comparison_record, comparisons_by_year
from indicators.open_data.format import COLUMNS, csv_text, plain, record


def csv_of(indicator: PublishedIndicator, figures: PublishedFigures) -> str:
    """Return every published outcome of an indicator: a row per municipality, year and sex.

    Our own totals say last where they stand beside others of the year, in columns that are empty in every other row.
    """
    compared, home = comparisons_by_year(indicator, figures), code_of(figures.portal)
    nothing = dict.fromkeys(COMPARISON_COLUMNS, "")
    told = {(home, str(year), "T"): comparison_record(each) for year, each in compared.items()}
    rows = ({**each, **told.get((each["kommun_kod"], each["ar"], each["kon"]), nothing)} for each in records(indicator))
    return csv_text((*COLUMNS, *COMPARISON_COLUMNS), rows)


def records(indicator: PublishedIndicator) -> Iterator[dict[str, str]]:
    """Yield the rows of the open format as texts, by municipality, sex and year."""
    # The total first: it is what most readers look for.
    rows = chain(indicator.outcomes, indicator.others.rows())
    for row in sorted(rows, key=lambda each: (each.code, each.sex != "T", each.sex, each.year)):
        yield _record(indicator, row)


def json_of(indicator: PublishedIndicator, figures: PublishedFigures) -> dict[str, object]:
    """Return the same rows for programs: values as numbers in text, None where there is none."""
    return {
        "indikator": indicator.slug,
        "namn": indicator.name,
        "kolada_id": indicator.kolada_id or None,
        "enhet": indicator.unit_label or None,
        "decimaler": indicator.decimals,
        "onskad_riktning": indicator.direction,
        "malvarden": [
            {"ar": each.year, "varde": plain(each.value), "lagst": plain(each.low), "hogst": plain(each.high)}
            for each in indicator.targets
        ],
        "jamforelser": [comparison_json(each) for each in comparisons_by_year(indicator, figures).values()],
        "utfall": [_typed(row) for row in records(indicator)],
    }


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
