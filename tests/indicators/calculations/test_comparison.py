"""Så räknas det: the steps to a place among others, and the sentence that keeps it apart from a status."""

from decimal import Decimal

import pytest

from indicators import sentences
from indicators.calculations.comparison import of_comparison
from indicators.formats import Scale
from indicators.judgement.comparison import compare
from indicators.judgement.rule import Point, Rule
from indicators.vocabulary import Direction

OTHERS = {"Dalby": Decimal(70), "Åby": Decimal(90), "Ö": Decimal(91)}
SHARE = Scale(0, "%")


def compared(direction, country=None):
    return compare(Point(2022, Decimal(80)), OTHERS, Rule(direction, 0), country)


@pytest.mark.parametrize(
    ("direction", "order", "place"),
    [
        (Direction.HIGHER, "från högst till lägst", "plats 3 av 4, alltså fjärdedel 3 av 4"),
        (Direction.LOWER, "från lägst till högst", "plats 2 av 4, alltså fjärdedel 2 av 4"),
        (
            Direction.NONE,
            "från högst till lägst, utan att något är bättre",
            "plats 3 av 4, alltså fjärdedel 3 av 4",
        ),
    ],
)
def test_order_is_told_by_what_is_better(direction, order, place):
    steps = of_comparison(compared(direction), tuple(OTHERS), SHARE, direction)

    assert steps[1] == f"Ordnade {order} har kommunen {place}."


def test_those_compared_are_named_and_their_middle_told():
    steps = [each.replace("\u00a0", " ") for each in of_comparison(compared("higher"), tuple(OTHERS), SHARE, "higher")]

    assert steps[0] == "Jämförda kommuner med värde 2022: Dalby, Åby, Ö."
    assert steps[2].startswith("De andras medelvärde är 84 % och median 90 %, utan hänsyn till kommunernas storlek")


@pytest.mark.parametrize(
    ("direction", "first"),
    [
        (Direction.HIGHER, "1 är bäst"),
        (Direction.LOWER, "1 är bäst"),
        (Direction.NONE, "1 är högst"),
        (Direction.RANGE, "1 är högst"),
    ],
)
def test_first_place_is_best_only_where_a_way_is_better(direction, first):
    assert f"({first})" in sentences.comparison(compared(direction), "Grannar", 2024, SHARE, direction)


def test_country_is_told_where_it_has_a_value():
    told, untold = (
        sentences.comparison(compared(Direction.HIGHER, country), "Grannar", 2024, SHARE, Direction.HIGHER)
        for country in (Decimal(0), None)
    )

    assert "Riket: 0\u00a0%." in told
    assert "Riket" not in untold


def test_place_is_never_said_to_be_a_status():
    sentence = sentences.comparison(compared(Direction.HIGHER), "Grannar", 2024, SHARE, Direction.HIGHER)

    assert sentence.endswith(sentences.COMPARISON_CAVEAT)
