"""The server's charts: what is joined, what is named, and that words keep off the marks and each other."""

import re
import time
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from indicators.charts import content, scales
from indicators.charts import svg as charts
from indicators.charts.labels import Box, text_width
from indicators.charts.sparkline import sparkline
from indicators.judgement.rule import Point
from indicators.series.facts import ReferenceFact
from indicators.vocabulary import Direction
from tests.indicators.drawn_series import BROADBAND, CAST, COUNTRY, EVERY_LINE, make_series

EVERY_CHART = [
    pytest.param(series, width, shown, id=f"{name}, {width}, {'all' if shown else 'alone'}")
    for name, series in CAST.items()
    for width in ("wide", "narrow")
    for shown in (frozenset(), EVERY_LINE)
]


def parsed(markup):
    return ET.fromstring(markup)  # noqa: S314 - our own picture


def drawn(series, width="wide", shown=frozenset()):
    return parsed(charts.chart(series, width=width, shown=shown))


def marks(svg, role, tag="path"):
    return [each for each in svg.iter(tag) if role in each.get("class", "").split()]


def texts(svg):
    return [each.text for each in svg.iter("text")]


def runs(path):
    """Return a path's joined lines as lists of points."""
    return [
        [tuple(float(number) for number in spot.split()) for spot in run.rstrip("z").split("L")]
        for run in path.get("d").split("M")[1:]
    ]


def home_runs(svg):
    return [run for path in marks(svg, "chart-home") for run in runs(path)]


def box_of(text, size):
    own = float(text.get("font-size", size))
    width = text_width(text.text, own, is_bold=text.get("font-weight") == "700")
    left = float(text.get("x")) - {"start": 0, "middle": width / 2, "end": width}[text.get("text-anchor", "start")]
    return Box(left, float(text.get("y")) - own * 0.75, left + width, float(text.get("y")) + own * 0.2)


def year_of(svg, x):
    """Return the year that stands under a mark, from the labels of the level axis."""
    years = {int(each.text): float(each.get("x")) for each in svg.iter("text") if re.fullmatch(r"\d{4}", each.text)}
    return min(years, key=lambda year: abs(years[year] - x))


def test_a_year_without_a_value_breaks_the_line():
    svg = drawn(make_series({2017: 70, 2018: 72, 2020: 75, 2021: 77}))

    joined = [[year_of(svg, x) for x, _ in run] for run in home_runs(svg)]

    assert joined == [[2017, 2018], [2020, 2021]]


def test_a_year_with_a_reason_breaks_the_line_like_an_absent_one():
    series = make_series({2017: 70, 2018: 72, 2020: 75, 2021: 77}, reasons={2019: "För få svar"})

    assert len(home_runs(drawn(series))) == 2


def test_a_value_between_two_gaps_is_a_dot():
    svg = drawn(CAST["every other year"])

    assert home_runs(svg) == []
    assert len(marks(svg, "chart-home", "circle")) == 4


def test_nothing_is_joined_over_a_series_break_which_is_named():
    svg = drawn(make_series(BROADBAND, breaks={2021: "Nytt sätt att räkna"}))

    joined = [[year_of(svg, x) for x, _ in run] for run in home_runs(svg)]

    assert joined == [[2017, 2018, 2019, 2020], [2021, 2022]]
    assert "ny metod 2021" in texts(svg)
    assert len(marks(svg, "chart-break")) == 1


def test_values_later_than_the_year_we_look_from_are_not_drawn():
    svg = drawn(make_series(BROADBAND, country=COUNTRY, seen_from=2020), shown=EVERY_LINE)

    assert "82,7\u00a0%" in texts(svg)
    assert not {"2021", "2022", "96,7\u00a0%"} & set(texts(svg))
    assert "Riket 95,3\u00a0%" in texts(svg)


def test_a_preliminary_value_is_hollow_and_says_so():
    svg = drawn(CAST["a gap, a break and a preliminary value"])

    assert len(marks(svg, "chart-preliminary", "circle")) == 1
    assert "chart-hollow" in marks(svg, "chart-preliminary", "circle")[0].get("class")
    assert "preliminärt" in texts(svg)


def test_the_end_target_is_a_named_ring_ending_a_dotted_path():
    svg = drawn(CAST["a path and the country beside it"])

    (ring,) = marks(svg, "chart-target", "circle")
    path = next(each for each in marks(svg, "chart-path") if "stroke-dasharray" in each.attrib)

    assert runs(path)[0][-1] == (float(ring.get("cx")), float(ring.get("cy")))
    assert {"Mål 2025", "100\u00a0%"} <= set(texts(svg))
    assert "utgångsvärde 70,8\u00a0%" in texts(svg)


def test_a_range_is_a_band_and_every_interim_target_a_ring():
    band = drawn(CAST["a range"])
    rings = drawn(CAST["interim targets"])

    assert len([each for each in marks(band, "chart-target") if "fill-opacity" in each.attrib]) == 2
    assert "40–60\u00a0%" in texts(band)
    assert len(marks(rings, "chart-target", "circle")) == 3


def test_the_longer_period_is_marked_and_named():
    svg = drawn(CAST["a path and the country beside it"])

    assert "förlängning 2024" in texts(svg)
    assert len(marks(svg, "chart-period")) == 1


AIM = ReferenceFact(2025, Decimal(98), "98 %", "Nationellt mål", "Regeringen", "")


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_level_that_others_stated_is_a_named_line_to_its_year(width):
    plain = make_series({2020: 82, 2021: 89, 2022: 96})
    svg = drawn(replace(plain, references=(AIM,)), width)

    (line,) = marks(svg, "chart-reference")
    assert line.get("stroke-dasharray") == "6 4 1 4"
    assert "Nationellt\u00a0mål\u00a098\u00a0%" in texts(svg)
    assert "2025" in texts(svg)
    assert marks(drawn(plain, width), "chart-reference") == []
    assert "nationellt mål, 98 % år 2025" in charts.describe(replace(plain, references=(AIM,)))


def test_a_level_of_long_ago_is_not_drawn():
    series = replace(make_series({2020: 82, 2021: 89}), references=(replace(AIM, year=2015),))

    assert marks(drawn(series), "chart-reference") == []


def test_comparison_lines_are_drawn_and_named_when_switched_on():
    series = CAST["a path and the country beside it"]

    assert marks(drawn(series), "chart-comparison") == []
    assert "Riket 97,5\u00a0%" in texts(drawn(series, shown=frozenset({"riket"})))
    assert "Riket 97,5\u00a0% (2022)" in texts(drawn(series, "narrow", frozenset({"riket"})))


@pytest.mark.parametrize("key", ["women", "kvinnor"])
def test_women_and_men_can_be_switched_on_by_kind_and_by_key(key):
    svg = drawn(CAST["lines close together"], shown=frozenset({key}))

    assert marks(svg, "chart-women") != []
    assert marks(svg, "chart-men") == []


def test_one_value_is_one_named_dot_and_none_is_no_chart():
    svg = drawn(CAST["one value"])

    assert len(marks(svg, "chart-home", "circle")) == 1
    assert {"84,0\u00a0%", "2021"} <= set(texts(svg))
    assert charts.chart(make_series({}), width="wide") == ""
    assert charts.chart(make_series({2021: 84}, seen_from=2020), width="wide") == ""
    assert parsed(charts.standalone(make_series({}))).tag.endswith("svg")


@pytest.mark.parametrize(("series", "width", "shown"), EVERY_CHART)
def test_words_keep_off_each_other_and_stay_on_the_sheet(series, width, shown):
    svg = drawn(series, width, shown)
    _, _, wide, high = (float(number) for number in svg.get("viewBox").split())
    boxes = [(each.text, box_of(each, svg.get("font-size"))) for each in svg.iter("text")]

    overlaps = [
        (boxes[i][0], boxes[j][0])
        for i in range(len(boxes))
        for j in range(i)
        if boxes[i][1].overlap(boxes[j][1]) > 6  # the air in a line's height may be shared
    ]
    outside = [
        text for text, box in boxes if box.left < -1 or box.right > wide + 8 or box.top < -1 or box.bottom > high
    ]

    assert overlaps == []
    assert outside == []


@pytest.mark.parametrize(("series", "width", "shown"), EVERY_CHART)
def test_words_keep_off_the_home_line_the_path_and_the_dots(series, width, shown):
    svg = drawn(series, width, shown)
    boxes = [(each.text, box_of(each, svg.get("font-size"))) for each in svg.iter("text")]
    lines = [run for role in ("chart-home", "chart-path") for path in marks(svg, role) for run in runs(path)]
    samples = float(svg.get("viewBox").split()[3]) - 26 * 6  # names below the chart have their line beside them

    crossed = [
        text
        for text, box in boxes
        for run in lines
        for start, end in pairwise(run)
        if box.crossed_by((*min(start, end), *max(start, end))) and box.top < samples
    ]
    covered = [
        text
        for text, box in boxes
        for dot in svg.iter("circle")
        if box.overlap(
            Box(*(float(dot.get(at)) - 2 for at in ("cx", "cy")), *(float(dot.get(at)) + 2 for at in ("cx", "cy")))
        )
    ]

    assert crossed == []
    assert covered == []


@pytest.mark.parametrize(("series", "width", "shown"), EVERY_CHART)
def test_a_chart_is_small_clean_xml_without_style_or_tiny_text(series, width, shown):
    markup = charts.chart(series, width=width, shown=shown)
    svg = parsed(markup)

    assert len(markup.encode()) < 9_000
    assert "style" not in {name for each in svg.iter() for name in each.attrib}
    assert min(float(each.get("font-size", svg.get("font-size"))) for each in svg.iter("text")) >= 12
    assert parsed(charts.standalone(series, shown)).tag.endswith("svg")


@pytest.mark.parametrize("series", CAST.values(), ids=CAST)
def test_numbers_on_the_axis_are_even_and_without_drift(series):
    axis = scales.axis_of(series, content.numbers_of(series, (series.home,)), 5)
    steps = {high.value - low.value for low, high in pairwise(axis.ticks)}

    assert len(steps - {Decimal(49), Decimal(99)}) <= 1  # a rank starts at 1
    assert all(len(each.text.rstrip("%\u00a0").partition(",")[2]) <= 1 for each in axis.ticks)


def test_a_wobble_of_one_point_is_no_cliff():
    axis = scales.axis_of(series := make_series({2020: 84, 2021: 85}), content.numbers_of(series, (series.home,)), 5)

    assert axis.high - axis.low >= 20
    assert axis.note == f"Skalan börjar på {axis.ticks[0].text}"


def test_an_axis_says_where_it_starts_unless_from_zero():
    from_zero = make_series({2020: 12, 2021: 40})
    higher_up = CAST["a long series of counts"]

    assert scales.axis_of(from_zero, content.numbers_of(from_zero, (from_zero.home,)), 5).note == ""
    assert "Skalan börjar på 12\u00a0000" in texts(drawn(higher_up))


def test_a_share_never_gets_an_axis_beyond_a_hundred_per_cent():
    series = make_series({2020: 98, 2021: 99})

    axis = scales.axis_of(series, content.numbers_of(series, (series.home,)), 5)

    assert (axis.low >= 0, axis.high) == (True, Decimal(100))


def test_a_better_rank_is_higher_up():
    (run,) = home_runs(drawn(CAST["a rank"]))
    series = CAST["a rank"]

    best = min(range(len(run)), key=lambda i: run[i][1])

    assert series.home.values[best].value == min(value.value for value in series.home.values)
    assert "1 (bäst)" in texts(drawn(series))


def test_steps_are_named_on_the_axis():
    assert {"Inget boende", "Något boende", "De flesta boenden"} <= set(texts(drawn(CAST["steps"])))


def test_a_name_cannot_break_the_picture():
    series = make_series({2020: 1, 2021: 2}, name='Bo & bygga <snabbt>\x0b "idag"')

    svg = parsed(charts.standalone(series))

    assert charts.chart(series, width="wide").count("<title") == 1
    assert svg.find("{http://www.w3.org/2000/svg}title").text == 'Bo & bygga <snabbt> "idag"'


def test_a_standalone_file_has_title_source_and_own_colours():
    file = charts.standalone(CAST["a path and the country beside it"], EVERY_LINE)

    assert "Hushåll som kan ansluta" in file
    assert "Olofström, 2017–2022" in file
    assert "Källa: Kolada. Hämtat 2024-08-30." in file
    assert "currentColor" not in file
    assert file.startswith("<?xml")


def test_the_two_widths_have_ids_of_their_own():
    series = CAST["one value"]

    page = charts.chart(series, width="wide") + charts.chart(series, width="narrow")
    ids = re.findall(r' id="([^"]+)"', page)

    assert len(ids) == len(set(ids)) == 4
    assert set(ids) == {each for names in re.findall(r'aria-labelledby="([^"]+)"', page) for each in names.split()}


def test_a_chart_is_described_in_words():
    words = charts.describe(CAST["a path and the country beside it"])

    assert words == (
        "Linjediagram över Olofström, 2017–2022. Lägst 70,8\u00a0% (2017), högst 96,7\u00a0% (2022), "
        "senast 96,7\u00a0% (2022). En prickad linje visar den väntade vägen från 70,8\u00a0% år 2017 "
        "till målet 100\u00a0% år 2025."
    )
    assert charts.describe(CAST["one value"]) == "Diagram med ett enda värde: 84,0\u00a0% år 2021."
    assert charts.describe(make_series({}, seen_from=2022)) == "Det finns inga värden att visa till och med 2022."


POINTS = "procentenheter"
MEN = f"Män: senast 96,3\u00a0% (2022), 0,8\u00a0{POINTS} lägre än kvinnor."
ENDS = {"women": {2022: "97.1"}, "men": {2022: "96.3"}}


@pytest.mark.parametrize(
    ("changes", "shown", "said"),
    [
        ({"country": COUNTRY}, (), ""),
        (
            {"country": COUNTRY},
            ("riket",),
            "Riket: senast 97,5\u00a0% (2022), 0,8\u00a0procentenheter högre än Olofström.",
        ),
        ({"country": {2023: "98"}}, ("riket",), "Riket: senast 98,0\u00a0% (2023)."),
        ({"country": {2022: "96.7"}}, ("riket",), "Riket: senast 96,7\u00a0% (2022), lika mycket som Olofström."),
        (
            ENDS,
            ("women", "men"),
            f"Kvinnor: senast 97,1\u00a0% (2022), 0,4\u00a0{POINTS} högre än Olofström. {MEN}",
        ),
        (ENDS, ("man",), "Män: senast 96,3\u00a0% (2022), 0,4\u00a0procentenheter lägre än Olofström."),
        (
            ENDS | {"measure": "count", "unit": "antal", "decimals": 0},
            ("women", "men"),
            "Kvinnor: senast 97 (2022). Män: senast 96 (2022), 1 färre än kvinnor.",
        ),
        (ENDS | {"measure": "rank", "unit": "plats", "decimals": 0}, ("men",), "Män: senast plats\u00a096 (2022)."),
    ],
)
def test_every_line_that_is_switched_on_is_told_of(changes, shown, said):
    series = make_series(BROADBAND, **changes)

    words = charts.describe(series, frozenset(shown))

    assert words == f"{charts.describe(series)} {said}".rstrip()
    assert parsed(charts.chart(series, width="wide", shown=frozenset(shown))).find("desc").text == words


def test_notes_say_what_the_marks_mean():
    assert charts.notes(CAST["a gap, a break and a preliminary value"]) == (
        "Uppgift saknas för 2016–2017 (för få svar). Linjen är bruten där.",
        "Ny metod 2021: Nytt frågeformulär. Värden före och efter går inte att jämföra.",
        "Värdet för 2023 är preliminärt och ritas som en ring.",
    )
    assert charts.notes(CAST["a path and the country beside it"]) == ("Målperioden 2020–2023 är förlängd till 2024.",)
    assert charts.notes(CAST["one value"]) == ()


def points(numbers):
    return tuple(Point(year, None if each is None else Decimal(each)) for year, each in numbers.items())


def test_a_sparkline_is_broken_where_the_line_is_and_silent():
    spark = sparkline(points({2017: 1, 2018: 2, 2019: None, 2020: 3, 2021: 4, 2023: 5}), decimals=0)
    svg = parsed(spark)

    joined, alone = (each.get("d") for each in svg.iter("path"))

    assert joined.count("M") == 2
    assert alone.count("M") == 1
    assert svg.get("aria-hidden") == "true"
    assert (svg.get("width"), svg.get("height")) == ("96", "28")
    assert len(list(svg.iter("circle"))) == 1


@pytest.mark.parametrize("numbers", [{}, {2020: 1}, {2020: 1, 2021: None}])
def test_there_is_no_sparkline_of_fewer_than_two_values(numbers):
    assert sparkline(points(numbers), decimals=0) == ""


def test_a_sparkline_shows_a_small_wobble_as_small():
    svg = parsed(sparkline(points({2020: 1000, 2021: 1001, 2022: 1000}), decimals=0))

    (path,) = svg.iter("path")
    moves = [abs(int(move.split()[1])) for move in path.get("d").split("l")[1:]]

    assert max(moves) <= 2


def fastest(action):
    times = []
    for _ in range(7):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_chart_takes_a_few_milliseconds(width):
    """Measured against a loop that takes some 5 ms on a small machine, so that a slow one does not matter."""
    series = CAST["a long series of counts"]

    loop = fastest(lambda: sum(i * i for i in range(100_000)))

    assert fastest(lambda: charts.chart(series, width=width)) < loop


def test_a_target_that_is_lower_is_drawn_below():
    svg = drawn(make_series({2020: 20, 2021: 15}, direction=Direction.LOWER, targets=[(2025, 5)], baseline=(2020, 20)))

    (ring,) = marks(svg, "chart-target", "circle")

    assert float(ring.get("cy")) > home_runs(svg)[0][-1][1]
