"""The statement of rules says what the code does, whatever its numbers and words are."""

import ast
import re
from decimal import Decimal
from pathlib import Path

import pytest

from indicators import legend
from indicators.calculations import status as calculation
from indicators.formats import counted, fraction, listed
from indicators.judgement import rule as rules
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
    Rule,
)
from indicators.models import Indicator
from indicators.vocabulary import MissingReason, Origin, Reason, Standing, Status, TargetKind, Trend

BASE_DIR = Path(__file__).resolve().parents[2]
APP = BASE_DIR / "indicators"
# Those that are no everyday words: "efter" and "nära" stand in any sentence.
SPELLED = re.compile(r"(?i)\b(ej )?uppnå(tt|dd|dda)\b|\bi fas\b|\bkan inte bedömas\b")
GUIDE = (BASE_DIR / "fixtures" / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def statement(client, olofstrom_plan):
    return re.sub(r"\s+", " ", client.get("/sa-bedomer-vi/").text)


def marked(text):
    """Return the words that stand beside a status's mark, by the mark's code."""
    return set(re.findall(r'<span class="status status-(\w+)"><svg[^>]*><use [^>]*/></svg>(?:<span>)?([^<]+)<', text))


def test_the_statement_marks_every_status_and_no_other_word(statement):
    assert marked(statement) == {(each.value, each.label) for each in Status}


@pytest.mark.parametrize("words", [Reason, Standing, Trend, MissingReason, Origin, TargetKind])
def test_the_statement_explains_every_word(statement, words):
    assert [each.label for each in words if each.label.lower() not in statement.lower()] == []


def test_every_word_has_an_explanation():
    assert set(legend.STATUS_TEXTS) == set(Status)
    assert set(legend.REASON_TEXTS) == set(Reason)
    assert {trend for trends, _ in legend.TREND_TEXTS for trend in trends} == set(Trend)
    assert set(legend.STANDING_TEXTS) == set(Standing)
    assert set(legend.MISSING_TEXTS) == set(MissingReason)
    assert set(legend.ORIGIN_TEXTS) == set(Origin)
    assert set(legend.KIND_TEXTS) == set(TargetKind)


def test_every_status_has_the_forms_that_sentences_need():
    assert [each for each in Status if not (each.one and each.several and each.standing)] == []


def test_the_statement_has_the_numbers_that_are_judged_by(statement):
    assert f"är den {fraction(TOLERANCE_SHARE)} av vägen" in statement
    assert f"de senaste {counted(WINDOW)} värdena, minst {counted(MIN_OUTCOMES)}," in statement
    assert f"högst {fraction(BAND_SHARE)} av toleransen" in statement
    assert f"gränsen {fraction(MEAN_SHARE)} av värdenas medelvärde" in statement
    assert f"när färre än {counted(MIN_RANKED)} kommuner kan jämföras" in statement
    assert f"när minst {counted(MIN_AVERAGED)} har ett värde" in statement
    assert f"oftast mer än {counted(LONGEST_AGE)} år" in statement
    assert [count for count, share in NOISE_SHARES.items() if not told_of_noise(statement, count, share)] == []


def told_of_noise(statement, count, share):
    return re.search(rf"{100 * share:.0f}( fall av 100)? när (värdena|de) är {counted(count)}", statement)


@pytest.mark.parametrize(
    ("share", "behind", "near", "tolerance"),
    [("0.1", "47", "48", "2"), ("0.15", "46", "47", "3"), ("0.12", "47", "48", "2,4"), ("0.5", "39", "40", "10")],
)
def test_the_worked_example_is_true_whatever_the_tolerance(monkeypatch, share, behind, near, tolerance):
    for module in (rules, calculation):
        monkeypatch.setattr(module, "TOLERANCE_SHARE", Decimal(share))
    steps, others = legend.worked_example()
    text = " ".join(steps).replace("\u00a0", " ")
    other = "".join(each.text + each.word for each in others).replace("\u00a0", " ")

    assert f"Senaste utfall: {behind} % (2022)." in text
    assert f"Toleransen är {tolerance} procentenheter" in text
    assert text.endswith(f"alltså {Status.BEHIND.label}.")
    assert other == f"Från {near} % hade det varit {Status.NEAR.label}, och från 50 % {Status.ON_TRACK.label}."


def test_the_example_without_a_tolerance_has_nothing_near(monkeypatch):
    monkeypatch.setattr(rules, "TOLERANCE_SHARE", Decimal(0))

    assert [each.word for each in legend.worked_example()[1]] == [Status.ON_TRACK.label, ""]


def test_the_guide_for_plans_names_every_status_in_order():
    line = f"Orden är {listed([each.label for each in Status])}."

    assert line in re.sub(r"\s+", " ", GUIDE), f"skriv i fixtures/README.md: {line}"


def spelled(path):
    """Return the texts of a module with a status in them; a docstring meets no reader."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [node.value for node in texts if id(node) not in docstrings and SPELLED.search(node.value)]


def test_no_other_module_spells_a_status():
    modules = [path for path in sorted(APP.rglob("*.py")) if "migrations" not in path.parts]

    found = {str(path.relative_to(APP)): spelled(path) for path in modules}
    assert {name for name, texts in found.items() if texts} == {"vocabulary.py"}


def test_the_longest_age_is_the_same_everywhere():
    assert Indicator._meta.get_field("longest_age").default == Rule.__dataclass_fields__["longest_age"].default
    assert f"Annars {LONGEST_AGE}." in next(line for line in GUIDE.splitlines() if "`längsta_ålder`" in line)
