"""The vision's number as a story."""

import pytest

from goals.site.headline import headline
from indicators.charts.page_chart import PageChart
from indicators.presenters.pages import status_calculations
from indicators.series.verdicts import judge
from indicators.vocabulary import Direction
from tests.indicators.cards import card_of
from tests.indicators.drawn_series import make_series

PERIOD = (2020, 2023, 2024)


def told(values, targets=(), **changes):
    """Tell of a count of inhabitants, or of what `changes` make of it."""
    given = {"unit": "invånare", "measure": "count", "decimals": 0, "period": PERIOD, "seen_from": 2024}
    series = make_series(values, targets=targets, **{**given, **changes})
    found = judge(series.home.points, series.rule, series.seen_from)
    drawing = PageChart("<svg/>", "<svg/>", "Linjediagram.", ())
    return headline(card_of("folk", found), series, drawing, status_calculations(series, found)[0])


def spaced(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("values", [{}, {2024: None}, {2025: 13000}])
def test_no_number_is_told_where_none_is_known(values):
    assert told(values, [(2025, 14000)]) is None


@pytest.mark.parametrize(
    ("value", "changes", "sentence"),
    [
        (
            12844,
            {},
            "År 2024 var vi 12 844 invånare. Det är 1 156 färre än visionens 14 000 år 2025.",
        ),
        (14200, {}, "År 2024 var vi 14 200 invånare. Det är 200 fler än visionens 14 000 år 2025."),
        (14000, {}, "År 2024 var vi 14 000 invånare. Det är precis visionens tal."),
    ],
)
def test_distance_to_the_vision_is_more_or_fewer(value, changes, sentence):
    assert spaced(told({2024: value}, [(2025, 14000)], **changes).sentence) == sentence


@pytest.mark.parametrize(("value", "word"), [("81.5", "8,5 procentenheter lägre"), ("95", "5,0 procentenheter högre")])
def test_distance_of_a_share_is_higher_or_lower(value, word):
    found = told({2024: value}, [(2025, 90)], unit="%", measure="share", decimals=1)

    assert spaced(found.sentence).endswith(f"Det är {word} än visionens 90 % år 2025.")


def test_number_without_a_target_is_told_alone():
    found = told({2024: 12844})

    assert spaced(found.sentence) == "År 2024 var vi 12 844 invånare."
    assert (found.target_text, found.target_year) == ("", None)


def test_last_target_is_the_visions():
    found = told({2024: 12844}, [(2022, 13000), (2030, 15000)])

    assert (spaced(found.target_text), found.target_year) == ("15 000 invånare", 2030)


def test_range_has_no_single_number_to_be_short_of():
    found = told({2024: 62}, [(2025, 40, 60)], unit="%", measure="share", direction=Direction.RANGE)

    assert spaced(found.sentence) == "62 % år 2024."


@pytest.mark.parametrize(
    ("values", "news"),
    [
        ({2022: 13100, 2023: 13000, 2024: 12900}, "Det är det lägsta talet sedan 2022, när serien börjar."),
        ({2022: 13100, 2023: 13000, 2024: 13200}, "Det är det högsta talet sedan 2022, när serien börjar."),
    ],
)
def test_lowest_and_highest_number_so_far_is_news(values, news):
    assert told(values).story == (news,)


@pytest.mark.parametrize("values", [{2023: 13000, 2024: 12900}, {2022: 13100, 2023: 12900, 2024: 13000}])
def test_number_in_between_or_one_of_two_is_no_news(values):
    assert told(values).story == ()


def test_number_that_came_later_does_not_change_what_was_news():
    assert told({2022: 13100, 2023: 13000, 2024: 12900, 2025: 12000}).story[0].startswith("Det är det lägsta")


def test_pace_that_was_needed_stands_beside_the_one_that_came():
    found = told({2019: 13400, 2023: 13300, 2024: 13350}, [(2025, 14000)])

    assert spaced(found.story[-1]) == "Folkmängden skulle öka med 100 personer om året från 2019. Den minskade med 10."


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (75, "Talet skulle öka med 5 om året från 2019. Det ökade med 1."),
        (70, "Talet skulle öka med 5 om året från 2019. Det ändrades inte."),
        (60, "Talet skulle öka med 5 om året från 2019. Det minskade med 2."),
    ],
)
def test_pace_of_what_is_no_number_of_people(now, sentence):
    assert told({2019: 70, 2023: 71, 2024: now}, [(2025, 100)], unit="poäng", measure="index").story[-1] == sentence


@pytest.mark.parametrize(
    ("values", "targets", "period"),
    [
        ({2024: 13350}, [(2025, 14000)], PERIOD),  # nothing is known of the year before
        ({2019: 13400, 2024: 13350}, [], PERIOD),
        ({2019: 13400, 2024: 13350}, [(2025, 14000)], None),
        ({2019: 13400}, [(2025, 14000)], PERIOD),  # nothing has come yet
        ({2019: 13400, 2024: 13350}, [(2019, 14000)], PERIOD),  # the target year was over when the period began
    ],
)
def test_pace_is_left_out_where_it_cannot_be_told(values, targets, period):
    assert told(values, targets, period=period).story == ()


def test_source_is_that_of_the_year_that_is_told():
    assert (told({2024: 12844}).source, told({2024: 12844}).source_url) == ("Kolada", "https://exempel.se/kalla")
