"""The outcomes of many municipalities, kept by column: some twenty bytes a row, a tenth of what an object takes."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter

from indicators.models.rows import OutcomeRow
from indicators.vocabulary import Sex

# What is the same for many rows, such as a source and the day it was read, is kept once and pointed at.
_SHARED = tuple(name for name in OutcomeRow._fields if name not in {"indicator_id", "year", "value"})
_CODE, _NAME, _SEX = (_SHARED.index(name) for name in ("code", "municipality", "sex"))
_shared_of = itemgetter(*(OutcomeRow._fields.index(name) for name in _SHARED))
_NO_VALUE = -(2**63)  # the smallest number of the column, which no value is
_LARGEST = 2**63 - 1


class OutcomeTable:
    """Rows of one indicator in the order they were given, which can be read and not changed."""

    __slots__ = ("_exponent", "_indicator_id", "_numbers", "_places", "_shared", "_years")

    def __init__(self, rows: Iterable[OutcomeRow] = ()) -> None:
        given = list(rows)
        shared: dict[tuple[object, ...], int] = {}
        places = (shared.setdefault(_shared_of(row), len(shared)) for row in given)
        self._places = array("L", places)
        self._shared = tuple(shared)
        self._indicator_id = given[0].indicator_id if given else 0
        self._years = array("H", (row.year for row in given))
        self._exponent, self._numbers = _column([row.value for row in given])

    def __len__(self) -> int:
        return len(self._years)

    def rows(self, codes: Collection[str] | None = None) -> Iterator[OutcomeRow]:
        """Yield the rows of the municipalities with these codes, or every row."""
        is_wanted = [codes is None or each[_CODE] in codes for each in self._shared]
        for row, place in enumerate(self._places):
            if is_wanted[place]:
                code, municipality, sex, *rest = self._shared[place]
                # The order is that of OutcomeRow, which the tests hold; types are lost on the way through the column.
                yield OutcomeRow(self._indicator_id, code, municipality, self._years[row], sex, self._value(row), *rest)  # type: ignore[arg-type]

    def totals(self, codes: Collection[str], years: Collection[int]) -> dict[str, dict[int, Decimal]]:
        """Return totals by code and year, without making a row of each; years without a value are left out."""
        is_wanted = [each[_CODE] in codes and each[_SEX] == Sex.TOTAL for each in self._shared]
        found: dict[str, dict[int, Decimal]] = {}
        for row, year in enumerate(self._years):
            if year in years and is_wanted[self._places[row]] and (value := self._value(row)) is not None:
                found.setdefault(str(self._shared[self._places[row]][_CODE]), {})[year] = value
        return found

    @property
    def names(self) -> dict[str, str]:
        """Return the municipalities' names by code."""
        return {str(each[_CODE]): str(each[_NAME]) for each in self._shared}

    @property
    def count_of_values(self) -> int:
        return sum(self._value(row) is not None for row in range(len(self)))

    def _value(self, row: int) -> Decimal | None:
        number = self._numbers[row]
        if isinstance(number, int):
            return None if number == _NO_VALUE else Decimal(number).scaleb(self._exponent)
        return number


def _column(values: Sequence[Decimal | None]) -> tuple[int, Sequence[int] | Sequence[Decimal | None]]:
    """Return numbers with the power of ten that they are to be multiplied by; as they are where they do not fit."""
    exponents = {int(each.as_tuple().exponent) for each in values if each is not None and each.is_finite()}
    if len(exponents) == 1 and all(each is None or each.is_finite() for each in values):
        (exponent,) = exponents
        whole = [_NO_VALUE if each is None else int(each.scaleb(-exponent)) for each in values]
        if all(-_LARGEST <= each <= _LARGEST or each == _NO_VALUE for each in whole):
            return exponent, array("q", whole)
    return 0, tuple(values)
