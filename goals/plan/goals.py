"""The part of the plan format that the council decides, and what the law asks the portal to declare."""

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
from goals.plan.kinds import Child, RecordKind

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
