"""The columns of a file of values: what each is called, what it holds, and how a header is told from other rows."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from indicators.formats import listed
from indicators.open_data import format as open_format
from indicators.reporting.files.limits import MAX_COLUMNS, TOO_MANY_COLUMNS, UnreadableFile
from indicators.reporting.rules.contents import tidy

HEADER_WITHIN = 20  # rows
MAX_REPORTED = 10  # of what a notice names


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the open format, its heading in a workbook, and what the workbook's guide says of it."""

    name: str
    heading: str
    guide: str
    is_read: bool = True  # else it is there for the one who reads the file


KNOWN = (
    Column("indikator", "Indikator", "Indikatorns adress i portalen. Raden hör till den indikatorn. Måste finnas."),
    Column("namn", "Namn", "Indikatorns namn. Läses inte.", is_read=False),
    Column("kolada_id", "Kolada-id", "Indikatorns id i Kolada. Läses inte.", is_read=False),
    Column("kommun_kod", "Kommunkod", "Fyra siffror. Tomt betyder den egna kommunen."),
    Column("kommun", "Kommun", "Kommunens namn. Läses inte.", is_read=False),
    Column("ar", "År", "Fyra siffror. Tomt betyder det år som rapporteras."),
    Column("kon", "Kön", "T för totalt, K för kvinnor, M för män. Tomt betyder totalt."),
    Column("varde", "Värde", "Ett tal, eller namnet på ett steg. Tomt om värdet saknas. Måste finnas."),
    Column("enhet", "Enhet", "Talets enhet, till exempel % eller dagar. Läses inte.", is_read=False),
    Column("preliminar", "Preliminärt", "Ja eller nej. Tomt betyder nej."),
    Column("saknas_orsak", "Saknas, orsak", "Varför värdet saknas, när det gör det. Orsakerna står längre ned."),
    Column("kalla", "Källa", "Varifrån värdet kommer."),
    Column("kalla_url", "Länk till källan", "En adress som börjar med https://."),
    Column("hamtad", "Hämtad", "Dagen då värdet hämtades, till exempel 2025-01-31."),
    Column("kommentar", "Kommentar", "Det som läsaren behöver veta om värdet."),
)
IN_CSV = (*open_format.COLUMNS, "kommentar")
REQUIRED = ("indikator", "varde")
READ = frozenset(each.name for each in KNOWN if each.is_read)
HEADINGS = {each.name: each.heading for each in KNOWN}


@dataclass(frozen=True, slots=True)
class Header:
    """Which place in a row holds which column, and the headings that are not known."""

    places: Mapping[int, str]  # only of the columns that are read
    unknown: tuple[str, ...]
    headed: frozenset[int]  # the places that have a heading at all
    width: int

    @property
    def columns(self) -> frozenset[str]:
        return frozenset(self.places.values())

    def notices(self, filled: Collection[int]) -> tuple[str, ...]:
        """Tell what is not read: unknown columns, and places that have something in a row but no heading."""
        texts: list[str] = []
        unknown = first_of([f"”{each[:60]}”" for each in self.unknown])
        if len(self.unknown) == 1:
            texts.append(f"Kolumnen {unknown} är okänd och läses inte.")
        elif self.unknown:
            texts.append(f"Kolumnerna {unknown} är okända och läses inte.")
        if bare := sorted(set(filled) - self.headed):
            letters = first_of([column_letters(place) for place in bare])
            texts.append(f"Utan rubrik, och läses därför inte: kolumn {letters}.")
        return tuple(texts)


def first_of(parts: Sequence[str], most: int = MAX_REPORTED) -> str:
    """Return "a, b och c", or the first of many and how many more there are."""
    shown = list(parts[:most])
    return listed([*shown, f"{len(parts) - most} till"] if len(parts) > most else shown)


def column_letters(place: int) -> str:
    """Return what a spreadsheet calls a column: 0 is A, 26 is AA."""
    letters = ""
    rest = place + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def folded(text: str) -> str:
    """Return a heading without case, accents, blanks and signs: "Kön" → "kon", "saknas_orsak" → "saknasorsak"."""
    # People write the headings by hand, and old systems drop å, ä and ö.
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if sign.isalnum())


_NAMES = {folded(spelling): each.name for each in KNOWN for spelling in (each.name, each.heading)}


def header_of(cells: Sequence[str]) -> Header | None:
    """Return the header that a row is, or None when it lacks a required column.

    Raises UnreadableFile for a column that is there twice and for a row that is far too wide.
    """
    names = _names_of(cells)
    if not set(REQUIRED) <= set(names):
        return None
    headed = frozenset(place for place, cell in enumerate(cells) if cell.strip())
    if max(headed) >= MAX_COLUMNS:
        raise UnreadableFile(TOO_MANY_COLUMNS)
    for name, count in Counter(filter(None, names)).items():
        if count > 1:
            raise UnreadableFile(f"Rubriken ”{HEADINGS[name]}” finns {count} gånger. Behåll den på en av kolumnerna.")
    places = {place: name for place, name in enumerate(names) if name in READ}
    unknown = (" ".join(tidy(cell).split()) for cell, name in zip(cells, names, strict=False) if not name)
    return Header(places, tuple(filter(None, unknown)), headed, len(cells))


def lacking_header(rows: Iterable[tuple[int, Sequence[str]]]) -> str:
    """Return what to tell when none of a file's first rows is a header: what the likeliest one lacks."""
    best, lacking = 0, ""
    for number, cells in rows:
        names = set(filter(None, _names_of(cells)))
        missing = [HEADINGS[name] for name in REQUIRED if name not in names]
        if len(names) > best and len(missing) < len(REQUIRED):
            best = len(names)
            lacking = f"Rubrikraden (rad {number}) saknar kolumnen ”{missing[0]}”." if missing else ""
    return lacking or (
        f"Ingen av de första {HEADER_WITHIN} raderna har rubrikerna ”Indikator” och ”Värde”. "
        "Hämta en mall från portalen och fyll i den."
    )


def _names_of(cells: Sequence[str]) -> list[str]:
    # No heading of ours is near a hundred characters, and a cell may hold any number of them.
    return [_NAMES.get(folded(cell), "") if len(cell) <= 100 else "" for cell in cells[:MAX_COLUMNS]]
