"""The plan format: which files a plan folder has, which keys they carry and what each is in the database.

The reader, the loader and the writer all work from this one description. Types, limits and defaults are read
from the models' own fields, so that what the reader accepts is what the database stores. Described for those
who write plans in fixtures/README.md.
"""

from typing import Any

from django.db import models

from goals.plan.figures import (
    BREAK,
    DECISION,
    GROUP,
    INDICATOR,
    MUNICIPALITY,
    NATIONAL,
    OUTCOME,
    PORTAL,
    REFERENCE,
    SOURCE,
    TARGET,
    UNIT,
)
from goals.plan.followup import ASSESSMENT, CORRECTION, OVERALL, SUMMARY
from goals.plan.goals import AREA, DOCUMENT, EXTENSION, GAP, GOAL, LINK, PERIOD, STATEMENT, VISION
from indicators.models import Indicator, Outcome, Target
from indicators.vocabulary import Direction, Sex, TargetKind, TargetScope

FORMAT = "1"  # a text: the reader makes no numbers of what stands in YAML
PLAN, DECISIONS, VISIONS, PERIODS = "plan.yaml", "beslut.yaml", "visioner.yaml", "perioder.yaml"
INDICATORS, MUNICIPALITIES, OUTCOMES, LOGO = "indikatorer.yaml", "kommuner.csv", "utfall.csv", "logotyp.svg"
ACCESSIBILITY, CORRECTIONS = "tillganglighet.yaml", "rattelser.csv"
ALL_MUNICIPALITIES = "alla-kommuner.csv"
ASSESSMENTS, OVERALLS, SUMMARIES = "bedomningar.yaml", "samlade-bedomningar.yaml", "arsuppfoljningar.yaml"
SNAPSHOTS = "uppfoljning-*-*.json"  # year and version

# In the order they can be stored: what a row leans on comes before it.
KINDS = (
    MUNICIPALITY, PORTAL, UNIT, GROUP, SOURCE, DECISION, INDICATOR, TARGET, BREAK, REFERENCE,
    VISION, PERIOD, EXTENSION, AREA, GOAL, LINK, DOCUMENT, OUTCOME, NATIONAL, STATEMENT, GAP,
    ASSESSMENT, OVERALL, SUMMARY, CORRECTION,
)  # fmt: skip
KIND_OF = {kind.model: kind for kind in KINDS}
PLAN_LISTS = {"enheter": UNIT, "jämförelsegrupper": GROUP, "källor": SOURCE, "dokument": DOCUMENT}
LIST_FILES = {DECISIONS: DECISION, VISIONS: VISION, PERIODS: PERIOD, INDICATORS: INDICATOR}
TABLE_FILES = {MUNICIPALITIES: MUNICIPALITY, OUTCOMES: OUTCOME}
SINGLE_FILES = {ACCESSIBILITY: STATEMENT}  # one row each, in a file that a folder may be without
OPTIONAL_LISTS = {ASSESSMENTS: ASSESSMENT, OVERALLS: OVERALL, SUMMARIES: SUMMARY}
OPTIONAL_TABLES = {ALL_MUNICIPALITIES: NATIONAL, CORRECTIONS: CORRECTION}
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
        Indicator.Measure.MONEY: "kronor",
        Indicator.Measure.RATIO: "kvot i procent",
        Indicator.Measure.CHANGE: "förändring",
        Indicator.Measure.RANK: "placering",
        Indicator.Measure.CATEGORY: "steg",
    },
    (Outcome, "sex"): {sex: sex.value for sex in Sex},
    (Target, "kind"): {
        TargetKind.LEVEL: "nivå",
        TargetKind.STANDARD: "varje år",
        TargetKind.CHANGE: "förbättring",
        TargetKind.RELATIVE: "jämförelse",
    },
    (Target, "scope"): {
        TargetScope.TOTAL: "alla",
        TargetScope.WOMEN: "kvinnor",
        TargetScope.MEN: "män",
        TargetScope.GAP: "skillnad",
    },
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
