"""The small charts on paper: what is drawn, in which proportions, and when nothing is."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from lxml import etree

from goals.vocabulary import Forecast, Verdict
from goals.year.content import NOT_ASSESSED, Count
from goals.year.counts import spread
from goals.year.paper import charts
from indicators.vocabulary import Status
from tests.goals.year.factories import points

INK = "#0d5f6b"


def drawn(svg, name):
    """Return the elements of a kind; raises XMLSyntaxError for what is no XML."""
    return list(etree.fromstring(svg).iter(f"{{http://www.w3.org/2000/svg}}{name}"))


def bar(**counts):
    return charts.bar([Count(code, "", count) for code, count in counts.items()])


def numbers(element, *names):
    return [float(element.get(name)) for name in names]


def path_of(svg):
    """Return the line through the values."""
    return drawn(svg, "path")[-1].get("d")


def level_of(svg):
    """Return how high the target lies, counted from the upper edge; None where none is drawn."""
    found = next((each for each in drawn(svg, "path") if each.get("stroke-dasharray")), None)
    return None if found is None else float(re.match(r"M2 ([\d.]+)H", found.get("d"))[1])


def heights(svg):
    return [float(each.get("cy")) for each in drawn(svg, "circle")[:-1]]  # the last is the latest value's large dot


# The bar of a distribution


@pytest.mark.parametrize("counts", [{}, {"full": 0}])
def test_a_distribution_of_nothing_is_not_drawn(counts):
    assert bar(**counts) == ""


def test_a_single_kind_fills_the_whole_bar():
    (piece,) = drawn(bar(reached=7), "rect")

    assert numbers(piece, "x", "width") == [0, charts.WIDTH]


@pytest.mark.parametrize("counts", [{"full": 1, "partly": 2, "not": 1}, {"full": 1, "partly": 999}, {"a": 1, "b": 1}])
def test_pieces_are_in_proportion_and_fill_the_bar(counts):
    known = dict(zip(("full", "partly", "not"), counts.values(), strict=False))
    pieces = [numbers(each, "x", "width") for each in drawn(bar(**known), "rect")]
    widths, total = [width for _, width in pieces], sum(known.values())

    assert [width / sum(widths) for width in widths] == pytest.approx(
        [each / total for each in known.values()], abs=1e-3
    )
    assert sum(pieces[-1]) == pytest.approx(charts.WIDTH, abs=0.02)


def test_pieces_never_touch_each_other():
    pieces = [numbers(each, "x", "width") for each in drawn(bar(reached=3, near=1, missed=5), "rect")]

    assert all(x + width < after for (x, width), (after, _) in pairwise(pieces))


@pytest.mark.parametrize("code", ["unknown", "not_assessed"])
def test_what_cannot_be_judged_is_hatched_without_a_fill(code):
    svg = bar(full=1, **{code: 2})

    assert [each.get("fill") == "#fff" for each in drawn(svg, "rect")] == [False, True]
    assert len(drawn(svg, "path")) == 1


@pytest.mark.parametrize("counts", [{"unknown": 1}, {"full": 1, "unknown": 300}, {"full": 300, "unknown": 1}])
def test_the_hatching_stays_within_its_piece(counts):
    svg = bar(**counts)
    x, y, width, height = numbers(drawn(svg, "rect")[-1], "x", "y", "width", "height")
    spots = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", drawn(svg, "path")[0].get("d"))

    assert spots
    for across, down in spots:
        assert x - 0.02 <= float(across) <= x + width + 0.02
        assert y - 0.02 <= float(down) <= y + height + 0.02


# An indicator's line


@pytest.mark.parametrize("values", [[], [61]], ids=["none", "one"])
def test_fewer_than_two_values_make_no_line(values):
    assert charts.line(points(*values), None, INK) == ""


def test_a_line_goes_from_edge_to_edge_through_its_years():
    assert path_of(charts.line(points(10, 20, 30), None, INK)) == "M5.0 23.0L48.0 14.0L91.0 5.0"


@pytest.mark.parametrize(
    ("values", "moves"),
    [([1, 2, 3], "MLL"), ([1, None, 3], "MM"), ([1, 2, None, 4, 5], "MLML"), ([1, None, None, 4, 5], "MML")],
)
def test_a_year_without_a_value_leaves_the_line_open(values, moves):
    assert "".join(re.findall(r"[ML]", path_of(charts.line(points(*values), None, INK)))) == moves


def test_a_year_left_out_still_takes_its_room():
    places = [
        float(each.get("cx")) for each in drawn(charts.line(points(1, None, None, 4, 5), None, INK), "circle")[:-1]
    ]

    assert places[1] - places[0] == pytest.approx(3 * (places[2] - places[1]), abs=0.2)


def test_the_latest_value_is_the_largest_dot():
    *dots, latest = drawn(charts.line(points(3, 1, 2), None, INK), "circle")

    assert float(latest.get("r")) > max(float(each.get("r")) for each in dots)
    assert (latest.get("cx"), latest.get("cy")) == (dots[-1].get("cx"), dots[-1].get("cy"))


@pytest.mark.parametrize("values", [[0, 0, 0], [5, 5], ["-3.5", "-3.5"]])
def test_a_series_that_stands_still_is_a_level_line(values):
    assert set(heights(charts.line(points(*values), None, INK))) == {charts.LINE_HEIGHT / 2}


def test_negative_values_lie_below_the_less_negative():
    first, second, third = heights(charts.line(points(-30, -20, 10), None, INK))

    assert first > second > third


@pytest.mark.parametrize("values", [[100, 101], [-100, -101], ["0.1", "0.101"]])
def test_a_wobble_of_one_per_cent_looks_like_one(values):
    found = heights(charts.line(points(*values), None, INK))

    assert 0 < max(found) - min(found) < charts.LINE_HEIGHT / 8


@pytest.mark.parametrize("values", [[1, 1_000_000], [-1_000_000, 1], ["0.0001", "0.0009"], [-5, 5]])
def test_every_dot_lies_within_the_drawing(values):
    svg = charts.line(points(*values), None, INK)

    for dot in drawn(svg, "circle"):
        x, y, radius = numbers(dot, "cx", "cy", "r")
        assert radius <= x <= charts.LINE_WIDTH - radius
        assert radius <= y <= charts.LINE_HEIGHT - radius


@pytest.mark.parametrize(
    ("target", "place"), [(30, 5.0), (20, 14.0), (10, 23.0), (-1, None), (1000, None), (None, None)]
)
def test_a_target_is_drawn_where_it_lies_within_sight(target, place):
    aim = None if target is None else Decimal(target)

    assert level_of(charts.line(points(10, 20, 30), aim, INK)) == place


def test_a_target_of_zero_is_a_target():
    assert level_of(charts.line(points(-10, 10), Decimal(0), INK)) == charts.LINE_HEIGHT / 2


# Marks, arrows and colours


def test_every_status_verdict_and_forecast_has_a_mark():
    codes = {*Status.values, *Verdict.values, *Forecast.values, NOT_ASSESSED.code}

    assert set(charts.marks()) == codes
    assert all(drawn(each, "svg") for each in charts.marks().values())


def test_no_two_statuses_share_a_shape():
    shapes = {re.sub(r"#[0-9a-f]{6}", "", charts.marks()[each]) for each in Status.values}

    assert len(shapes) == len(Status)


def test_a_distribution_and_its_marks_share_colours():
    counts = spread(["reached", "near", "missed"]).counts
    fills = [each.get("fill") for each in drawn(charts.bar(counts), "rect")]

    assert all(fill in charts.marks()[each.code] for fill, each in zip(fills, counts, strict=True))


def test_every_arrow_is_a_drawing_of_its_own():
    assert len({path_of(each) for each in charts.arrows().values()}) == len(charts.arrows())


def test_an_unknown_hue_is_printed_in_ink():
    assert charts.hue_colour("okänd") == "#16211f"
    assert charts.hue_colour("forest") != charts.hue_colour("okänd")
