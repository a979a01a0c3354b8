"""What the steps of every calculation are written with."""

from decimal import Decimal

from indicators.formats import MAX_DECIMALS, MINUS, Scale, exact, with_difference_unit
from indicators.vocabulary import Direction, Standing, Status, Trend

DIRECTION_WORDS = {
    Direction.HIGHER: "högre är bättre",
    Direction.LOWER: "lägre är bättre",
    Direction.RANGE: "inom intervallet är bra",
    Direction.NONE: "inget håll är bättre",
}


def so(why: str, given: Status | Trend | Standing) -> str:
    return f"{why}, alltså {given.label}."


def bare(value: Decimal | None, scale: Scale) -> str:
    # What was decided may be finer than what is published.
    return "?" if value is None else exact(value, 0, max(scale.decimals, MAX_DECIMALS))


def operand(text: str) -> str:
    return f"({text})" if text.startswith(MINUS) else text


def exact_difference(value: Decimal, scale: Scale) -> str:
    return with_difference_unit(exact(value, 0, scale.decimals + 2), scale.unit_label)
