"""Så räknas det: the steps to where a value stands beside others."""

from decimal import Decimal

import pytest

from indicators.calculations.comparison import of_comparison
from indicators.formats import Scale
from indicators.judgement.comparison import Others, compare
from indicators.judgement.rule import Point, Rule, TargetPoint
from indicators.vocabulary import Direction

NAMES = {"9991": "Dalby", "9992": "Åby", "9993": "Ö", "9994": "Alvik"}
GROUP = dict(zip(NAMES, map(Decimal, (70, 90, 91, 80)), strict=True))
SHARE = Scale(0, "%")


def steps(direction, *, targets=(), others=None, margin=None, **more):
    given = others or Others(group=GROUP)
    found = compare(Point(2022, Decimal(80)), Rule(direction, 0, targets), given, margin)
    return [each.replace("\u00a0", " ") for each in of_comparison(found, NAMES, SHARE, direction, **more)]


@pytest.mark.parametrize(
    ("direction", "order", "place"),
    [
        (Direction.HIGHER, "från högst till lägst", "plats 3 av 5, delad med 1, alltså fjärdedel 2 av 4"),
        (Direction.LOWER, "från lägst till högst", "plats 2 av 5, delad med 1, alltså fjärdedel 1 av 4"),
        (Direction.NONE, "från högst till lägst, utan att något är bättre", "plats 3 av 5, delad med 1"),
        (Direction.RANGE, "från högst till lägst, utan att något är bättre", "plats 3 av 5, delad med 1"),
    ],
)
def test_order_is_told_by_what_is_better(direction, order, place):
    assert steps(direction)[1].startswith(f"Ordnade {order} har kommunen {place}")


def test_order_of_a_range_is_by_how_near_it_is():
    targets = (TargetPoint(2024, low=Decimal(70), high=Decimal(75)),)

    assert "från närmast intervallet till längst ifrån har kommunen plats 2 av 5" in steps("range", targets=targets)[1]


def test_those_compared_are_named_and_their_middle_told():
    found = steps(Direction.HIGHER, group="Våra grannar, så som gruppen såg ut 2024")

    assert found[0] == (
        "Våra grannar, så som gruppen såg ut 2024. "
        "Jämförda kommuner med värde 2022: Alvik 80 %, Dalby 70 %, Åby 90 %, Ö 91 %."
    )
    assert found[2].startswith("De andras medelvärde är 83 % och median 85 %, utan hänsyn till kommunernas storlek")


def test_country_is_told_with_difference_and_margin():
    assert steps(Direction.HIGHER, others=Others(Decimal(83))) == [
        "Riket har 83 % 2022: 80 − 83 = −3 procentenheter.",
        "Som ungefär lika räknas högst 1 procentenhet åt endera hållet (en enhet i sista decimalen), alltså Sämre.",
    ]


def test_own_margin_says_that_it_was_decided():
    found = steps(Direction.HIGHER, others=Others(Decimal(83)), margin=Decimal(3))

    assert "högst 3 procentenheter åt endera hållet (bestämt för den här indikatorn), alltså Ungefär lika." in found[1]


def test_too_few_have_no_place_and_are_told_of():
    few = dict(list(GROUP.items())[:3])

    assert steps(Direction.HIGHER, others=Others(group=few))[1] == (
        "De är 4 med vår egen. En placering kräver minst 5."
    )


def test_all_of_the_country_are_counted_and_not_named():
    nation = {str(code): Decimal(code) for code in range(100)}

    assert steps(Direction.HIGHER, others=Others(nation=nation)) == [
        "Alla kommuner i landet med värde 2022: 101 med vår egen.",
        "Ordnade från högst till lägst har kommunen plats 20 av 101, delad med 1, alltså fjärdedel 1 av 4.",
    ]


def test_those_who_only_repeat_an_answer_are_told_of():
    found = steps(Direction.HIGHER, left_out=2)

    assert found[3] == "2 av gruppens kommuner är inte med: de har inget eget värde 2022, bara det från året före."


def test_a_deficit_of_the_country_keeps_its_signs_apart():
    found = compare(Point(2022, Decimal(-1)), Rule(Direction.HIGHER, 0), Others(Decimal(-5)))
    told = of_comparison(found, {}, Scale(0, "mnkr"), Direction.HIGHER)

    assert told[0].replace("\u00a0", " ") == "Riket har −5 mnkr 2022: −1 − (−5) = +4 mnkr."
