"""The Plotly figure: the same numbers, places and words as the server's chart, and nothing that a policy refuses."""

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from indicators.charts import content, plotly
from indicators.charts import svg as charts
from tests.indicators.drawn_series import BROADBAND, CAST, COUNTRY, EVERY_LINE, make_series

BASE_DIR = Path(__file__).resolve().parents[3]


def trace(figure, kind):
    return next(each for each in figure["data"] if each["meta"]["kind"] == kind)


def joined(line):
    """Return the runs of years that Plotly would join."""
    runs = [[]]
    for year, value in zip(line["x"], line["y"], strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(year)
    return runs


@pytest.mark.parametrize("series", CAST.values(), ids=CAST)
def test_a_figure_is_json_and_needs_no_style_attribute(series):
    text = json.dumps(plotly.figure(series, EVERY_LINE), allow_nan=False)

    assert not re.search(r"<(?!br>)", text)  # Plotly turns a tag into a style attribute


@pytest.mark.parametrize("name", ["a gap, a break and a preliminary value", "every other year"])
def test_the_same_years_are_joined_as_in_the_drawn_chart(name):
    series = CAST[name]

    line = trace(plotly.figure(series), "home")

    assert joined(line) == [[value.year for value in run] for run in content.runs_of(series, series.home)]
    assert line["connectgaps"] is False


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("series", CAST.values(), ids=CAST)
def test_the_figure_has_the_words_of_the_drawn_chart(series, width):
    figure = plotly.figure(series, EVERY_LINE)
    svg = ET.fromstring(charts.chart(series, width=width, shown=EVERY_LINE))  # noqa: S314 - our own picture
    layout = figure["layout" if width == "wide" else "narrow"]

    assert [each["text"] for each in layout["annotations"]] == [each.text for each in svg.iter("text")]
    assert f"0 0 {layout['width']:g} {layout['height']:g}" == svg.get("viewBox")


def test_a_mark_has_the_place_it_has_in_the_drawn_chart():
    series = CAST["a path and the country beside it"]
    layout = plotly.figure(series)["layout"]
    svg = ET.fromstring(charts.chart(series, width="wide"))  # noqa: S314 - our own picture
    dot = next(each for each in svg.iter("circle") if each.get("r") == "6.5")
    margin, (first, last), (low, high) = layout["margin"], layout["xaxis"]["range"], layout["yaxis"]["range"]

    x = margin["l"] + (2022 - first) / (last - first) * (layout["width"] - margin["l"] - margin["r"])
    y = margin["t"] + (high - 96.7) / (high - low) * (layout["height"] - margin["t"] - margin["b"])

    assert (round(x), round(y)) == (round(float(dot.get("cx"))), round(float(dot.get("cy"))))


def test_a_better_rank_is_higher_up():
    best, worst = plotly.figure(CAST["a rank"])["layout"]["yaxis"]["range"][::-1]

    assert best < worst


def test_each_point_can_be_read_out_with_value_year_and_source():
    line = trace(plotly.figure(make_series(BROADBAND, country=COUNTRY)), "home")
    country = trace(plotly.figure(make_series(BROADBAND, country=COUNTRY)), "country")

    assert line["customdata"][4] == "2021: 89,3\u00a0%, källa Kolada"
    assert line["hovertext"][4] == "2021: 89,3\u00a0%<br>Olofström<br>Källa: Kolada"
    assert country["customdata"][4] == "Riket 2021: 96,0\u00a0%, källa Kolada"


def test_a_comparison_is_there_to_be_switched_on():
    series = make_series(BROADBAND, country=COUNTRY)

    assert trace(plotly.figure(series), "country")["visible"] == "legendonly"
    assert trace(plotly.figure(series, frozenset({"riket"})), "country")["visible"] is True


def test_a_preliminary_value_is_hollow():
    line = trace(plotly.figure(CAST["a gap, a break and a preliminary value"]), "home")
    hollow = [year for year, colour in zip(line["x"], line["marker"]["color"], strict=True) if colour == plotly.PAPER]

    assert hollow == [2023]


def test_later_values_are_left_out_and_no_value_is_no_line():
    assert max(trace(plotly.figure(make_series(BROADBAND, seen_from=2020)), "home")["x"]) == 2020
    assert plotly.figure(make_series({}))["data"] == []


def test_a_unit_is_text_and_never_markup():
    figure = plotly.figure(make_series({2020: 1, 2021: 2}, unit="<b>inv</b>", measure="rate"))

    assert figure["layout"]["annotations"] != []
    assert "<b>" not in json.dumps(figure)


def test_nothing_is_sent_to_the_vendor_or_speaks_english():
    config = plotly.figure(CAST["one value"])["config"]

    assert (config["displayModeBar"], config["showSendToCloud"], config["locale"]) == (False, False, "sv")


def test_every_colour_of_the_figure_has_a_role_for_the_page():
    figure = plotly.figure(CAST["lines close together"], EVERY_LINE)
    colours = set(re.findall(r"#[0-9a-f]{3,6}", json.dumps([figure["data"], figure["layout"], figure["narrow"]])))

    assert colours <= set(figure["roles"].values())
    assert len({figure["roles"][role] for role in ("chart-home", "chart-women", "chart-men", "chart-hollow")}) == 4


@pytest.mark.slow
@pytest.mark.engine
def test_plotly_is_not_imported_until_a_figure_is_asked_for():
    program = (
        "import sys, django; django.setup(); from indicators.charts import plotly, svg; print('plotly' in sys.modules)"
    )

    said = subprocess.run([sys.executable, "-c", program], cwd=BASE_DIR, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"
