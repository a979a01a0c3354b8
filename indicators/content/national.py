"""What every municipality of the country had, kept as the text it was stored as: some fifteen bytes a value."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from types import MappingProxyType

from indicators.models.rows import NationalRow, unpack_texts, unpack_values

MAX_REMEMBERED = 3  # years of an indicator: a page looks at one or two
NO_VALUES: Mapping[str, Decimal] = MappingProxyType({})


class NationalValues:
    """An indicator's values by year and municipality, our own where it has one; empty where nothing is known."""

    __slots__ = ("_rows", "_values")

    def __init__(
        self, rows: Iterable[NationalRow] = (), home_code: str = "", home: Mapping[int, Decimal] | None = None
    ) -> None:
        """`home` holds our own municipality's outcomes by year."""
        self._rows = {row.year: row for row in rows}
        self._values = lru_cache(MAX_REMEMBERED)(partial(_values_of, self._rows, home_code, home or {}))

    @property
    def years(self) -> tuple[int, ...]:
        """The years that there are values of, oldest first."""
        return tuple(self._rows)

    def of(self, year: int) -> Mapping[str, Decimal]:
        """Return municipality code → value, nothing where the year is not known."""
        return self._values(year) if year in self._rows else NO_VALUES

    @property
    def count_of_values(self) -> int:
        """Return how many there are of other municipalities."""
        return sum(len(unpack_texts(row.values)) for row in self._rows.values())

    def row_of(self, year: int) -> NationalRow | None:
        """Return where a year's values come from."""
        return self._rows.get(year)


def _values_of(
    rows: Mapping[int, NationalRow], home_code: str, home: Mapping[int, Decimal], year: int
) -> Mapping[str, Decimal]:
    values = unpack_values(rows[year].values)
    if year in home:
        values[home_code] = home[year]
    return MappingProxyType(values)
