"""The lines of a chart are told apart by dash and mark where no colour is seen, and by colour too where it is."""

import re
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from indicators.charts import content, plotly
from indicators.charts import svg as charts
from indicators.charts.content import MOST_MARKS, marked_years
from indicators.charts.looks import SHAPES, SYMBOLS, Look
from indicators.charts.plot import look_of
from tests.indicators.drawn_series import BROADBAND, COUNTRY, EVERY_LINE, PEOPLE, line, make_series
from tests.meta.test_colours import CLEARLY_APART, CSS, HUES, SCHEMES, TOKENS, difference

BASE_DIR = Path(__file__).resolve().parents[3]
ALL = make_series(BROADBAND, country=COUNTRY, group=COUNTRY, women=BROADBAND, men=COUNTRY)
LINES = content.lines_of(ALL, EVERY_LINE)
SEXES = ("women", "men")
TOKEN = re.compile(r"color: var\(--([a-z]+)\)")


def looks():
    return {each.kind: look_of(ALL, each) for each in LINES}


RULE = re.compile(r"^  ([^{}\n]+) \{([^}]*)\}", re.MULTILINE)


def hue_of(role, area):
    """Return the token that colours a line in an area, as the stylesheet has it."""
    rules = [(names.split(", "), rule) for names, rule in RULE.findall(CSS)]
    (own,) = [found[1] for names, rule in rules if f".{role}" in names and (found := TOKEN.search(rule))]
    held = "".join(rule for names, rule in rules if {":root", f".hue-{area}"} & set(names))
    chosen = re.findall(rf"--{own}: var\(--([a-z]+)\)", held)
    return chosen[-1] if chosen else own


def test_no_two_lines_have_the_same_dash_and_mark():
    found = [(each.dash, each.mark) for each in looks().values()]

    assert len(set(found)) == len(LINES) == 5


@pytest.mark.parametrize(("one", "other"), list(combinations(("home", *SEXES), 2)))
def test_own_line_women_and_men_differ_in_dash_and_in_mark(one, other):
    assert looks()[one].dash != looks()[other].dash
    assert looks()[one].mark != looks()[other].mark


def test_lines_of_many_municipalities_are_told_apart_too():
    many = replace(ALL, municipalities=tuple(replace(ALL.home, key=f"k{i}", kind="municipality") for i in range(290)))

    found = [look_of(many, each) for each in (many.home, many.women, many.men, *many.comparisons, *many.municipalities)]

    assert len(set(found)) == len({(each.dash, each.mark) for each in found}) == 295


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("area", HUES)
def test_own_line_women_and_men_differ_in_colour_in_every_area(area, scheme):
    colours = [TOKENS[hue_of(looks()[kind].role, area)][SCHEMES[scheme]] for kind in ("home", *SEXES)]

    assert min(difference(one, other, "none") for one, other in combinations(colours, 2)) > 2 * CLEARLY_APART


@pytest.mark.parametrize("area", HUES)
def test_no_two_lines_share_colour_dash_and_mark_in_any_area(area):
    found = {(hue_of(each.role, area), each.dash, each.mark) for each in looks().values()}

    assert len(found) == len(LINES)


def drawn(series, width):
    return ET.fromstring(charts.chart(series, width=width, shown=EVERY_LINE))  # noqa: S314 - our own picture


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_each_line_is_named_beside_its_dash_and_its_mark(width):
    paths = list(drawn(ALL, width).iter("path"))
    samples = [
        (line.get("class"), line.get("stroke-dasharray", ""), mark.get("d").count("L"))
        for line, mark in pairwise(paths)
        if line.get("fill") == "none" and mark.get("class") == line.get("class") and mark.get("d").endswith("z")
    ]
    named = [look for kind, look in looks().items() if kind != "home" or width == "narrow"]

    assert samples == [(look.role, look.dash, len(SHAPES[look.mark])) for look in named]


def test_the_explored_chart_has_the_same_dashes_and_marks():
    traces = {each["meta"]["kind"]: each for each in plotly.figure(ALL, EVERY_LINE)["data"]}

    for kind, look in looks().items():
        assert traces[kind]["marker"]["symbol"] == SYMBOLS[look.mark]
        assert traces[kind]["line"]["dash"] == (",".join(f"{part}px" for part in look.dash.split()) or "solid")


@pytest.mark.parametrize("kind", ["home", "women"])
def test_a_long_line_has_few_marks_and_one_on_its_latest_value(kind):
    series = make_series(PEOPLE, women=PEOPLE)

    found = marked_years(series, series.home if kind == "home" else series.women, 16)

    assert max(found) == max(PEOPLE)
    assert len(found) == (1 if kind == "home" else MOST_MARKS)


def test_what_stands_alone_or_is_preliminary_has_its_mark():
    series = make_series(BROADBAND)
    values = {**dict.fromkeys(range(2000, 2016), 5), 2017: 6, **dict.fromkeys(range(2019, 2025), 7)}
    women = line("kvinnor", "women", "Kvinnor", values, series.scale, preliminary={2023})

    assert {2017, 2023, 2024} <= marked_years(series, women, 16)


def test_a_look_tells_the_own_line():
    assert [Look("", "", mark).is_home for mark in SHAPES] == [mark == "circle" for mark in SHAPES]
