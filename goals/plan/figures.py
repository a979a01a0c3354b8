"""The part of the plan format about figures: whose they are, what is measured and aimed at, and what came out."""

from goals.plan.kinds import Child, RecordKind
from indicators.models import (
    ComparisonGroup,
    Decision,
    Indicator,
    Municipality,
    Outcome,
    Portal,
    SeriesBreak,
    Target,
    Unit,
)

MUNICIPALITY = RecordKind(
    Municipality, "kommun", "kommuner", ("code",), {"kod": "code", "namn": "name", "slag": "kind", "lan": "county"}
)
UNIT = RecordKind(Unit, "ansvarig enhet", "ansvariga enheter", ("slug",), {"adress": "slug", "namn": "name"})
GROUP = RecordKind(
    ComparisonGroup,
    "jämförelsegrupp",
    "jämförelsegrupper",
    ("slug",),
    {
        "adress": "slug",
        "namn": "name",
        "kort_namn": "short_name",
        "år": "year",
        "källa": "source",
        "länk": "source_url",
        "kommuner": "municipalities",
    },
)
PORTAL = RecordKind(
    Portal,
    "portal",
    "portal",
    (),
    {
        "kommun": "municipality",
        "namn": "title",
        "underrubrik": "tagline",
        "fullständigt_namn": "full_name",
        "kort_namn": "short_name",
        "organisationsnummer": "organisation_number",
        "exempeldata": "is_example",
        "färgton": "hue",
        "kontakt": {
            "enhet": "contact_unit",
            "besöksadress": "contact_address",
            "e_post": "contact_email",
            "telefon": "contact_phone",
        },
        "webbplats": "website",
        "om": "about",
        "publicerad": "published_on",
        "uppdaterad": "updated_on",
        "fyra_ögon": "four_eyes",
    },
)
DECISION = RecordKind(
    Decision,
    "beslut",
    "beslut",
    ("slug",),
    {
        "adress": "slug",
        "beslutande": "body",
        "rubrik": "title",
        "datum": "decided_on",
        "paragraf": "paragraph",
        "diarienummer": "diary_number",
        "länk": "url",
        "anmärkning": "note",
    },
    neuter=True,
)
TARGET = RecordKind(
    Target,
    "målvärde",
    "målvärden",
    ("indicator", "year"),
    {
        "år": "year",
        "värde": "value",
        "lägst": "low",
        "högst": "high",
        "beslut": "decision",
        "läsning": "is_reading",
        "anmärkning": "note",
    },
    neuter=True,
)
BREAK = RecordKind(
    SeriesBreak,
    "seriebrott",
    "seriebrott",
    ("indicator", "year"),
    {"år": "year", "vad": "note", "länk": "source_url"},
    neuter=True,
)
INDICATOR = RecordKind(
    Indicator,
    "indikator",
    "indikatorer",
    ("slug",),
    {
        "adress": "slug",
        "namn": "name",
        "officiell_rubrik": "official_title",
        "definition": "definition",
        "kolada_id": "kolada_id",
        "mått": "measure",
        "enhet_text": "unit_label",
        "decimaler": "decimals",
        "steg": "categories",
        "riktning": "direction",
        "tolerans": "tolerance",
        "band": "trend_band",
        "längsta_ålder": "longest_age",
        "intervall": "interval",
        "lägsta_möjliga": "lowest",
        "högsta_möjliga": "highest",
        "utgångsvärde": {"år": "baseline_year", "värde": "baseline_value", "anmärkning": "baseline_note"},
        "per_kön": "by_sex",
        "enhet": "unit",
        "att_tänka_på": "note",
        "nästa_publicering": "next_publication",
        "visas": "is_published",
        "målvärden": Child(TARGET, "indicator"),
        "seriebrott": Child(BREAK, "indicator"),
    },
)
OUTCOME = RecordKind(
    Outcome,
    "utfall",
    "utfall",
    ("indicator", "municipality", "year", "sex"),
    {
        "indikator": "indicator",
        "kommun_kod": "municipality",
        "ar": "year",
        "kon": "sex",
        "varde": "value",
        "preliminar": "is_preliminary",
        "saknas_orsak": "missing_reason",
        "kommentar": "comment",
        "kalla": "source",
        "kalla_url": "source_url",
        "hamtad": "retrieved_on",
        "ursprung": "origin",
        "nasta_varde": "next_expected",
        "lage": "state",
    },
    neuter=True,
)
