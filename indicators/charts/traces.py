"""The lines of a Plotly figure, with what is read out and shown at each point."""

from html import escape
from typing import TYPE_CHECKING, Any

from indicators.charts import content
from indicators.charts.labels import wrapped
from indicators.charts.looks import SYMBOLS
from indicators.charts.plot import FILE_COLOURS, GREY, SIZES, look_of
from indicators.formats import capital
from indicators.series.facts import Series, SeriesLine, Value

if TYPE_CHECKING:
    from decimal import Decimal

HOVER_SIZE, HOVER_WIDTH = 15, 230  # a label must fit on a phone
PAPER = "#fefefe"  # stands for the page's own ground, and is no other role's colour
ROLES = {
    **FILE_COLOURS,
    **dict.fromkeys(("chart-axis", "chart-comparison"), GREY),
    "chart-hollow": PAPER,
}


def colour(role: str) -> str:
    return ROLES.get(role, GREY)


def dash(dash: str) -> str:
    return ",".join(f"{part}px" for part in dash.split()) or "solid"


def traces(series: Series, lines: tuple[SeriesLine, ...]) -> list[dict[str, Any]]:
    """Describe every line to choose from, those that are off too, in the order they are drawn: the home line on top."""
    on = {line.key for line in lines}
    chosen = (each for each in lines if each.kind == "municipality")
    others = [each for each in (series.women, series.men, *series.comparisons, *chosen) if each is not None]
    compared = [_line(series, line, is_on=line.key in on) for line in reversed(others)]
    return [_path(series), _targets(series), *compared, _line(series, series.home, is_on=True)]


def _line(series: Series, line: SeriesLine, *, is_on: bool) -> dict[str, Any]:
    """Describe one line; where nothing may be joined there is a point without a value."""
    points: list[tuple[float, Value | None]] = []
    for run in content.runs_of(series, line):
        # Plotly joins over a missing year, but not over a point without a value.
        points += [(run[0].year - 0.5, None)] if points else []
        points += [(value.year, value) for value in run]
    look = look_of(series, line)
    return {
        "name": escape(line.label),
        "meta": {"key": line.key, "kind": line.kind},
        "x": [year for year, _ in points],
        "y": [None if value is None or value.value is None else float(value.value) for _, value in points],
        "customdata": ["" if value is None else sentence(line, value) for _, value in points],
        "hovertext": ["" if value is None else _hover(line, value) for _, value in points],
        "hoverinfo": "text",
        "mode": "lines+markers",
        "connectgaps": False,
        "cliponaxis": False,  # a dot at the edge is drawn whole
        "visible": True if is_on else "legendonly",
        "line": {"color": colour(look.role), "width": look.width, "dash": dash(look.dash)},
        "marker": _markers(series, line, points),
    }


def _markers(series: Series, line: SeriesLine, points: list[tuple[float, Value | None]]) -> dict[str, Any]:
    """Give the marks that the SVG has, so that nothing changes when Plotly takes its place."""
    look = look_of(series, line)
    shade, marked = colour(look.role), content.marked_years(series, line, SIZES["wide"].dots)
    latest = content.latest_of(series, line)
    sizes = [13 if look.is_home and value == latest else 8 if year in marked else 0 for year, value in points]
    rings = [value is not None and value.is_preliminary for _, value in points]
    return {
        "symbol": SYMBOLS[look.mark],
        "size": sizes,
        "opacity": 1,
        "color": [PAPER if is_ring else shade for is_ring in rings],
        "line": {"color": shade, "width": [2.5 if is_ring else 0 for is_ring in rings]},
    }


def _path(series: Series) -> dict[str, Any]:
    """Describe the expected path, straight between its turning points as in the SVG."""
    points: list[tuple[float, Decimal | None]] = []
    for run in content.path_runs(series):
        points += [(run[0].year - 0.5, None)] if points else []
        points += [(each.year, each.value) for each in content.turning_points_of(series, run)]
    words = ["" if value is None else f"Väntat {year}: {series.scale.expected(value)}" for year, value in points]
    return {
        "name": "Väntat",
        "meta": {"key": "", "kind": "path"},
        "x": [year for year, _ in points],
        "y": [None if value is None else float(value) for _, value in points],
        "customdata": words,
        "hovertext": [escape(each) for each in words],
        "hoverinfo": "text",
        "mode": "lines",
        "connectgaps": False,
        "line": {"color": colour("chart-path"), "width": 2, "dash": "2px,4px"},
    }


def _targets(series: Series) -> dict[str, Any]:
    drawn = [(each, aim) for each in series.targets if (aim := content.aim_of(series, each)) is not None]
    end = content.end_target(series)
    words = [f"Mål {target.year}: {target.text}" for target, _ in drawn]
    return {
        "name": "Mål",
        "meta": {"key": "", "kind": "target"},
        "x": [target.year for target, _ in drawn],
        "y": [float(aim) for _, aim in drawn],
        "customdata": words,
        "hovertext": [escape(each) for each in words],
        "hoverinfo": "text",
        "mode": "markers",
        "cliponaxis": False,
        "marker": {
            "size": [14 if target == end else 9 for target, _ in drawn],
            "opacity": 1,
            "color": PAPER,
            "line": {"color": colour("chart-target"), "width": 2.5},
        },
    }


def sentence(line: SeriesLine, value: Value) -> str:
    """Return what is read out at a point: "2021: 89,3 %, källa Kolada"."""
    name = "" if line.kind == "home" else f"{line.label} "
    preliminary = ", preliminärt" if value.is_preliminary else ""
    return f"{name}{value.year}: {value.text}{preliminary}, källa {value.source.rstrip('.')}"


def _hover(line: SeriesLine, value: Value) -> str:
    # No <b>: Plotly would set a style attribute, which the content security policy refuses.
    rows = [f"{value.year}: {capital(value.text)}", line.label]
    rows += ["Preliminärt"] if value.is_preliminary else []
    rows += wrapped(f"Källa: {value.source.rstrip('.')}", HOVER_SIZE, HOVER_WIDTH)
    return "<br>".join(escape(row) for row in rows)
