"""Swedish text for numbers, amounts and dates: decimal comma, hard thousand space, true minus."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

HARD_SPACE = "\u00a0"
MINUS = "\u2212"
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
SINGULARS = {
    "elever": "elev",
    "kronor": "krona",
    "lägenheter": "lägenhet",
    "minuter": "minut",
    "personer": "person",
    "procentenheter": "procentenhet",
    "bostäder": "bostad",
    "dagar": "dag",
    "månader": "månad",
    "platser": "plats",
    "timmar": "timme",
    "veckor": "vecka",
}
PER_INHABITANTS = re.compile(r"antal/(\d{1,7})?\s?(?:inv|invånare)\b\.?(.*)")
MAX_DECIMALS = 6  # of a number in the database
AFTER_Z = str.maketrans("åäö", "{|}")
FRACTIONS = {
    Decimal("0.5"): "hälften",
    Decimal("0.25"): "en fjärdedel",
    Decimal("0.2"): "en femtedel",
    Decimal("0.1"): "en tiondel",
    Decimal("0.05"): "en tjugondel",
}


class Noun(NamedTuple):
    """What is needed to count something: its gender, and its forms after one and after several."""

    article: str  # "en" or "ett"
    one: str
    many: str


# What the portal counts. A number is never put beside a noun by hand: tests/meta/test_counts.py.
NOUNS = {
    noun.one: noun
    for noun in (
        Noun("en", "bedömning", "bedömningar"),
        Noun("en", "dag", "dagar"),
        Noun("en", "decimal", "decimaler"),
        Noun("en", "indikator", "indikatorer"),
        Noun("en", "inriktning", "inriktningar"),
        Noun("en", "kolumn", "kolumner"),
        Noun("en", "kommun", "kommuner"),
        Noun("ett", "mål", "mål"),
        Noun("en", "minut", "minuter"),
        Noun("en", "person", "personer"),
        Noun("en", "prognos", "prognoser"),
        Noun("en", "rad", "rader"),
        Noun("en", "reservkod", "reservkoder"),
        Noun("en", "ruta", "rutor"),
        Noun("en", "sak", "saker"),
        Noun("en", "timme", "timmar"),
        Noun("en", "träff", "träffar"),
        Noun("en", "uppgift", "uppgifter"),
        Noun("ett", "utfall", "utfall"),
        Noun("ett", "värde", "värden"),
        Noun("ett", "år", "år"),
    )
}
# Where a written text may be broken although a number goes on. "Åk 5 200 elever" is tied too, which does no harm.
_THOUSANDS = re.compile(r"(?<![\w,])\d{1,3}(?: \d{3})+(?!\d)")
_UNITS = """%|‰|kr|tkr|mnkr|mkr|kronor|miljoner|miljarder|ton|kg|km|mil|m²|kWh|MWh|GWh|Mbit/s|Gbit/s|procent
procentenheter|procentenhet|poäng|steg|personer|invånare|elever|barn|bostäder|lägenheter|platser|timmar|minuter|dagar
veckor|månader|år|§"""
_BEFORE_UNIT = re.compile(rf"(?<=\d) (?=(?:{'|'.join(_UNITS.replace('\n', '|').split('|'))})(?![\w]))|(?<=§) (?=\d)")
WORDS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def number(value: Decimal, decimals: int) -> str:
    """Return the value rounded half up to so many decimals, e.g. Decimal("-1083.25"), 1 → "−1 083,3"."""
    with localcontext() as context:
        # The 28 digits of the default refuse to round a long number.
        context.prec = 60
        rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,f}".replace(",", HARD_SPACE).replace(".", ",")
    return f"{MINUS}{text}" if rounded < 0 else text


def signed(value: Decimal, decimals: int) -> str:
    """Return the number with its sign written out: "+7,6", "−3,1", "±0,0" never: zero has no sign."""
    text = number(value, decimals)
    return text if text.startswith(MINUS) or not text.strip("0,") else f"+{text}"


def exact(value: Decimal, least: int = 0, most: int = 4) -> str:
    """Return the number with as many decimals as it has, at least `least` and at most `most`."""
    return number(value, min(max(own_decimals(value), least), most))


def own_decimals(value: Decimal) -> int:
    """Return how many decimals a number has; a column's zeros are none: 0.500000 is read as 0,5 and has one."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def amount(value: Decimal, decimals: int, unit_label: str = "", categories: Sequence[str] = ()) -> str:
    """Return the value as it is read: "96,7 %", "219 poäng", "plats 187", "alla"; other units stand in captions."""
    if categories and value == value.to_integral_value() and 0 <= value < len(categories):
        return categories[int(value)]
    text = number(value, decimals)
    if unit_label.startswith("plats"):
        return f"plats{HARD_SPACE}{text}"
    unit = SINGULARS.get(unit_label, unit_label) if text == "1" else unit_label
    return f"{text}{HARD_SPACE}{unit}" if is_noun(unit_label) else text


def is_noun(unit_label: str) -> bool:
    """Tell whether a unit is said after its number ("96,7 %", "219 poäng"); "antal/1000 inv" stands in captions."""
    return (bool(unit_label) and unit_label.isalpha() and unit_label not in {"antal", "index"}) or unit_label == "%"


def per_words(unit_label: str) -> str:
    """Return a rate's unit as it is said: "per 1 000 invånare 16–64 år" of "antal/1000 inv 16–64 år"; "" for others."""
    found = PER_INHABITANTS.fullmatch(unit_label)
    if found is None:
        return ""
    per, whom = found.groups()
    many = f"{number(Decimal(per), 0)} " if per else ""
    return f"per {many}invånare{whom}"


def difference(value: Decimal, decimals: int, unit_label: str = "") -> str:
    """Return how large a difference is, without sign, in the unit that differences have (procentenheter)."""
    return with_difference_unit(number(abs(value), decimals), unit_label)


def with_difference_unit(text: str, unit_label: str) -> str:
    if unit_label.startswith("plats"):
        plural = "platser"  # apart in an order, where a value itself is "plats 120"
    else:
        plural = "procentenheter" if unit_label == "%" else unit_label if is_noun(unit_label) else ""
    unit = SINGULARS.get(plural, plural) if text == "1" else plural
    return f"{text}{HARD_SPACE}{unit}" if unit else text


def tied(text: str) -> str:
    """Return a written text with the digits of each number, and a number and its unit, on one line: 2 840 ton."""
    whole = _THOUSANDS.sub(lambda found: found.group().replace(" ", HARD_SPACE), text)
    return _BEFORE_UNIT.sub(HARD_SPACE, whole)


def long_date(day: date) -> str:
    """Return "7 januari 2020"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def listed(parts: Sequence[str]) -> str:
    """Return "a", "a och b" or "a, b och c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} och {parts[-1]}"


def counted(count: int, noun: str = "") -> str:
    """Return a count as a word up to twelve, then in digits, with its noun bent: "en indikator", "tre mål", "13 år"."""
    if noun:
        word = NOUNS[noun].article if count == 1 else counted(count)
        return f"{word} {bent(count, noun)}"
    return WORDS[count] if 0 <= count < len(WORDS) else number(Decimal(count), 0)


def counted_common(count: int) -> str:
    """Return the count of what is "en" where its noun is not said again: "en", "två", "13"."""
    return "en" if count == 1 else counted(count)


def in_digits(count: int, noun: str) -> str:
    """Return a count in digits with its noun bent: "1 indikator", "1\u00a0083 värden"."""
    return f"{number(Decimal(count), 0)} {bent(count, noun)}"


def bent(count: int, noun: str) -> str:
    """Return the noun as it stands after a count: "indikator" after one, "indikatorer" after any other."""
    return NOUNS[noun].one if count == 1 else NOUNS[noun].many


def percent(share: Decimal) -> str:
    """Return a share as "10 procent"."""
    return f"{exact(100 * share)} procent"


def fraction(share: Decimal) -> str:
    """Return a share in words where it has any: "en tiondel", "två procent", else "15 procent"."""
    if share in FRACTIONS:
        return FRACTIONS[share]
    parts = 100 * share
    return f"{counted(int(parts))} procent" if parts == parts.to_integral_value() else percent(share)


def capital(text: str) -> str:
    """Return the text with its first letter large and the rest as it was."""
    return text[:1].upper() + text[1:]


def alphabetical(text: str) -> str:
    """Return a key that sorts as Swedes do, å, ä and ö last; no database of ours sorts so."""
    return text.casefold().translate(AFTER_Z)


def years(first: int, last: int) -> str:
    """Return "2020–2024", or "2024" alone."""
    return str(first) if first == last else f"{first}–{last}"


def year_spans(found: Iterable[int]) -> str:
    """Return years in words, those that follow each other as one: "2019, 2021–2024 och 2026"."""
    spans: list[list[int]] = []
    for year in sorted(found):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return listed([years(first, last) for first, last in spans])


def interval_words(interval: int) -> str:
    """Return how often something is measured: "Mäts vartannat år"; "" for every year."""
    if interval < 2:
        return ""
    return "Mäts vartannat år" if interval == 2 else f"Mäts vart {interval}:e år"


def _ends_in_years(text: str) -> bool:
    """Tell whether an amount ends in an age: that and a year of the calendar are not to be read as one."""
    return text.endswith((" år", f"{HARD_SPACE}år"))


@dataclass(frozen=True, slots=True)
class Scale:
    """How one indicator's numbers are written: decimals, unit and, for steps on a scale, the steps' names."""

    decimals: int = 1
    unit_label: str = ""
    categories: tuple[str, ...] = ()

    def amount(self, value: Decimal) -> str:
        return amount(value, self.decimals, self.unit_label, self.categories)

    def short(self, value: Decimal) -> str:
        """Return the amount as it stands in a table or a chart, whose caption tells the unit: only % is repeated."""
        return amount(value, self.decimals, self.unit_label if self.unit_label == "%" else "", self.categories)

    def number(self, value: Decimal) -> str:
        return number(value, self.decimals)

    def difference(self, value: Decimal) -> str:
        """Return how large a difference is, with the decimals that are published or more, if it has them."""
        if self.categories:
            return f"{number(abs(value), 0)} steg"
        return difference(value, self.places(value), self.unit_label)

    def change(self, value: Decimal, decimals: int | None = None) -> str:
        """Return a signed change in the unit that differences have: "+7,6 procentenheter"."""
        places = self.decimals if decimals is None else decimals
        text = difference(value, places, self.unit_label)
        sign = signed(value, places)[:1]
        return f"{sign}{text}" if sign in {"+", MINUS} else text

    def aim(self, value: Decimal | None, low: Decimal | None = None, high: Decimal | None = None) -> str:
        """Return a target with the decimals that it was decided with: "100 %", "97,5 %", "40–60 %"."""
        if value is not None:
            return amount(value, min(own_decimals(value), MAX_DECIMALS), self.unit_label, self.categories)
        if low is None or high is None:
            return ""
        places = min(max(own_decimals(low), own_decimals(high)), MAX_DECIMALS)
        between = " till " if low < 0 else "–"  # a dash beside a minus would be read as another minus
        return f"{number(low, places)}{between}{amount(high, places, self.unit_label)}"

    def told(self, value: Decimal) -> str:
        """Return the amount as a sentence has it, where no caption tells the unit: "0,2 per 1 000 invånare"."""
        words = per_words(self.unit_label)
        return f"{self.amount(value)} {words}" if words and not self.categories else self.amount(value)

    def told_with_year(self, value: Decimal, year: int) -> str:
        """Return "96,7 % år 2022", "0,2 per 1 000 invånare år 2022", "3,4 för år 2022"."""
        told = self.told(value)
        if _ends_in_years(told):
            return f"{told} ({year})"
        return f"{told} {'år' if self.has_written_unit or per_words(self.unit_label) else 'för år'} {year}"

    @property
    def has_written_unit(self) -> bool:
        """Tell whether the unit follows the number, so that "5,8 år 2025" cannot be read as 5,8 years."""
        return bool(self.categories) or is_noun(self.unit_label) or self.unit_label.startswith("plats")

    def dated(self, text: str, year: int) -> str:
        """Return an amount and its year: "96,7 % år 2022", "5,8 för år 2022"."""
        if _ends_in_years(text):
            return f"{text} ({year})"
        return f"{text} {'år' if self.has_written_unit else 'för år'} {year}"

    def places(self, value: Decimal) -> int:
        """Return how many decimals a number takes that must not be rounded coarser than it was decided."""
        return min(max(self.decimals, own_decimals(value)), max(self.decimals, MAX_DECIMALS))

    def expected(self, value: Decimal) -> str:
        """Return an expected value, which may be finer than what is published."""
        return amount(value, self.places(value), self.unit_label, self.categories)

    def short_expected(self, value: Decimal) -> str:
        """Return an expected value as it stands in a table."""
        unit = self.unit_label if self.unit_label == "%" else ""
        return amount(value, self.places(value), unit, self.categories)
