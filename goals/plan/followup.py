"""The part of the plan format that follows up: assessments, adopted years and corrections."""

from goals.models import AnnualSummary, Assessment, OverallAssessment
from goals.plan.kinds import RecordKind
from indicators.models import Correction

ASSESSMENT = RecordKind(
    Assessment,
    "bedömning",
    "bedömningar",
    ("goal", "year", "round"),
    {
        "mål": "goal",
        "år": "year",
        "uppföljning": "round",
        "bedömning": "verdict",
        "prognos": "forecast",
        "resultat": "result",
        "analys": "analysis",
        "nästa_steg": "next_steps",
        "avvikelse": "departure_reason",
        "ansvarig": "body",
        "bedömd": "assessed_on",
        "läge": "state",
    },
)
OVERALL = RecordKind(
    OverallAssessment,
    "samlad bedömning",
    "samlade bedömningar",
    ("year", "round"),
    {
        "år": "year",
        "uppföljning": "round",
        "text": "text",
        "ansvarig": "body",
        "bedömd": "assessed_on",
        "läge": "state",
    },
)
SUMMARY = RecordKind(
    AnnualSummary,
    "årsuppföljning",
    "årsuppföljningar",
    ("year", "version"),
    {
        "år": "year",
        "version": "version",
        "uppföljning": "round",
        "beslut": "decision",
        "fastställd": "frozen_at",
        "skäl": "reason",
        "kontrollsumma": "sha256",
    },
)
CORRECTION = RecordKind(
    Correction,
    "rättelse",
    "rättelser",
    ("indicator", "municipality", "year", "sex", "corrected_at"),
    {
        "indikator": "indicator",
        "kommun_kod": "municipality",
        "ar": "year",
        "kon": "sex",
        "varde_fore": "old_value",
        "orsak_fore": "old_missing_reason",
        "varde_efter": "new_value",
        "orsak_efter": "new_missing_reason",
        "varfor": "reason",
        "rattat": "corrected_at",
    },
)
