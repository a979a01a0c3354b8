"""The plan format: which files a plan folder has, which keys they carry and what each is in the database.

The reader, the loader and the writer all work from this one description. Types, limits and defaults are read
from the models' own fields, so that what the reader accepts is what the database stores. Described for those
who write plans in fixtures/README.md.
"""

from typing import Any

from django.db import models

from goals.models import (
    AccessibilityGap,
    AccessibilityStatement,
    Document,
    Extension,
    FocusArea,
    Goal,
    GoalIndicator,
    Period,
    Vision,
)
from goals.plan.followup import ASSESSMENT, CORRECTION, OVERALL, SUMMARY
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
from indicators.vocabulary import Direction, Sex

FORMAT = "1"
PLAN, DECISIONS, VISIONS, PERIODS = "plan.yaml", "beslut.yaml", "visioner.yaml", "perioder.yaml"
INDICATORS, MUNICIPALITIES, OUTCOMES, LOGO = "indikatorer.yaml", "kommuner.csv", "utfall.csv", "logotyp.svg"
ACCESSIBILITY, CORRECTIONS = "tillganglighet.yaml", "rattelser.csv"
ASSESSMENTS, OVERALLS, SUMMARIES = "bedomningar.yaml", "samlade-bedomningar.yaml", "arsuppfoljningar.yaml"
SNAPSHOTS = "uppfoljning-*-*.json"

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
VISION = RecordKind(
    Vision,
    "vision",
    "visioner",
    ("slug",),
    {
        "adress": "slug",
        "rubrik": "title",
        "vision": "statement",
        "text": "text",
        "läge": "state",
        "beslut": "decision",
        "tal": "headline_indicator",
        "länk": "source_url",
        "anmärkning": "note",
        "publicerad": "published_on",
        "uppdaterad": "updated_on",
    },
)
DOCUMENT = RecordKind(
    Document,
    "dokument",
    "dokument",
    ("slug",),
    {"adress": "slug", "rubrik": "title", "länk": "url", "format": "kind", "anmärkning": "note"},
    neuter=True,
)
LINK = RecordKind(
    GoalIndicator,
    "koppling",
    "kopplingar",
    ("goal", "indicator"),
    {"indikator": "indicator", "slag": "kind", "anmärkning": "note"},
)
GOAL = RecordKind(
    Goal,
    "mål",
    "mål",
    ("slug",),
    {
        "adress": "slug",
        "nummer": "number",
        "mål": "title",
        "text": "text",
        "enhet": "unit",
        "fortsätter": "continues",
        "vet_inte": "gap_note",
        "indikatorer": Child(LINK, "goal"),
        "dokument": Child(DOCUMENT, "goal"),
    },
    neuter=True,
)
AREA = RecordKind(
    FocusArea,
    "inriktning",
    "inriktningar",
    ("slug",),
    {
        "adress": "slug",
        "namn": "name",
        "underrubrik": "tagline",
        "färgton": "hue",
        "text": "text",
        "mål": Child(GOAL, "focus_area"),
    },
)
EXTENSION = RecordKind(
    Extension,
    "förlängning",
    "förlängningar",
    ("period", "old_last_year"),
    {"från": "old_last_year", "till": "new_last_year", "skäl": "reason", "beslut": "decision"},
)
PERIOD = RecordKind(
    Period,
    "målperiod",
    "målperioder",
    ("slug",),
    {
        "adress": "slug",
        "första_år": "first_year",
        "sista_år": "last_year",
        "vision": "vision",
        "beslut": "decision",
        "text": "text",
        "länk": "source_url",
        "förlängningar": Child(EXTENSION, "period"),
        "dokument": Child(DOCUMENT, "period"),
        "inriktningar": Child(AREA, "period"),
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
GAP = RecordKind(
    AccessibilityGap,
    "brist i tillgängligheten",
    "brister i tillgängligheten",
    ("slug",),
    {
        "adress": "slug",
        "problem": "need",
        "wcag": "criterion",
        "beskrivning": "description",
        "skäl": "reason",
        "motivering": "motivation",
        "åtgärdas": "fixed_by",
    },
)
STATEMENT = RecordKind(
    AccessibilityStatement,
    "tillgänglighetsredogörelse",
    "tillgänglighetsredogörelse",
    ("singleton",),
    {
        "förenlighet": "conformity",
        "bedömning": "assessment",
        "bedömd": "assessed_on",
        "uppdaterad": "updated_on",
        "metod": "method",
        "svarstid": "answer_time",
        "anmärkning": "note",
        "brister": Child(GAP, "statement"),
    },
)
# In the order they can be stored: what a row leans on comes before it.
KINDS = (
    MUNICIPALITY, PORTAL, UNIT, GROUP, DECISION, INDICATOR, TARGET, BREAK,
    VISION, PERIOD, EXTENSION, AREA, GOAL, LINK, DOCUMENT, OUTCOME, STATEMENT, GAP,
    ASSESSMENT, OVERALL, SUMMARY, CORRECTION,
)  # fmt: skip
KIND_OF = {kind.model: kind for kind in KINDS}
PLAN_LISTS = {"enheter": UNIT, "jämförelsegrupper": GROUP, "dokument": DOCUMENT}
LIST_FILES = {DECISIONS: DECISION, VISIONS: VISION, PERIODS: PERIOD, INDICATORS: INDICATOR}
TABLE_FILES = {MUNICIPALITIES: MUNICIPALITY, OUTCOMES: OUTCOME}
SINGLE_FILES = {ACCESSIBILITY: STATEMENT}  # one row each, in a file that a folder may be without
OPTIONAL_LISTS = {ASSESSMENTS: ASSESSMENT, OVERALLS: OVERALL, SUMMARIES: SUMMARY}
OPTIONAL_TABLES = {CORRECTIONS: CORRECTION}
OPTIONAL_FILES = (*SINGLE_FILES, *OPTIONAL_LISTS, *OPTIONAL_TABLES, LOGO)

# Words that are not simply the vocabulary's label in lower case.
OWN_WORDS: dict[tuple[type[models.Model], str], dict[str, str]] = {
    (Indicator, "direction"): {
        Direction.HIGHER: "högre",
        Direction.LOWER: "lägre",
        Direction.RANGE: "intervall",
        Direction.NONE: "ingen",
    },
    (Indicator, "measure"): {
        Indicator.Measure.SHARE: "andel",
        Indicator.Measure.COUNT: "antal",
        Indicator.Measure.RATE: "kvot",
        Indicator.Measure.INDEX: "index",
        Indicator.Measure.RANK: "placering",
        Indicator.Measure.CATEGORY: "steg",
    },
    (Outcome, "sex"): {sex: sex.value for sex in Sex},
    (CORRECTION.model, "sex"): {sex: sex.value for sex in Sex},
}
YES, NO = "ja", "nej"


def words_of(model_field: Any) -> dict[str, str]:
    """Return stored value → the plan's word for a field with choices."""
    own = OWN_WORDS.get((model_field.model, model_field.name))
    return own or {value: str(label).lower() for value, label in model_field.choices}


def snapshot_file(year: int, version: int) -> str:
    """Return the name of the file that holds a frozen year."""
    return SNAPSHOTS.replace("*", str(year), 1).replace("*", str(version), 1)
