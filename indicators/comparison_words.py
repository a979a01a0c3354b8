"""A comparison in plain Swedish: what every page, file and calculation says of it."""

from indicators.formats import MINUS, Scale, capital, counted, in_digits
from indicators.judgement.comparison import QUARTERS, Change, Comparison, Place
from indicators.judgement.rule import MIN_RANKED

CAVEAT = "Det säger om bättre eller sämre än andra, inte om målet nås."
COUNTRY, NATION = "riket", "landets kommuner"
ORDINALS = tuple("första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte".split())
_BEST_QUARTERS = (
    "bland den bästa fjärdedelen",
    "i den näst bästa fjärdedelen",
    "i den näst sämsta fjärdedelen",
    "bland den sämsta fjärdedelen",
)
_HIGHEST_QUARTERS = (
    "bland den högsta fjärdedelen",
    "i den näst högsta fjärdedelen",
    "i den näst lägsta fjärdedelen",
    "bland den lägsta fjärdedelen",
)


def rank_words(place: Place, *, has_better_end: bool) -> str:
    """Return "femte plats", "delad femte plats", "femte högst" or "plats 31"; "" where there is no rank."""
    rank = place.rank
    if rank is None:
        return ""
    if rank > len(ORDINALS):
        shared = "delad " if place.tied else ""
        return f"{shared}plats {rank}" if has_better_end else f"{shared}plats {rank} från högst"
    if has_better_end:
        return f"{'delad ' if place.tied else ''}{ORDINALS[rank - 1]} plats"
    height = {1: "högst", 2: "näst högst"}.get(rank, f"{ORDINALS[rank - 1]} högst")
    return f"{'delat ' if place.tied else ''}{'lägst' if rank == place.count else height}"


def quartile_words(place: Place, *, has_better_end: bool) -> str:
    """Return "bland den bästa fjärdedelen"; "" without a quartile, or where its values go on past its end."""
    if place.quartile is None or place.rank is None:
        return ""
    # With the same value as many others a place in the best quarter is no feat.
    if (place.rank - 1 + place.tied) * QUARTERS // place.count + 1 != place.quartile:
        return ""
    return (_BEST_QUARTERS if has_better_end else _HIGHEST_QUARTERS)[place.quartile - 1]


def country_words(found: Comparison) -> str:
    """Return "bättre än riket", or "" without the country."""
    return f"{found.country.standing.spoken} {COUNTRY}" if found.country else ""


def country_sentence(found: Comparison, scale: Scale, *, is_expected: bool = False) -> str:
    """Return "Bättre än riket 2026: 86,1 % mot 85,0 %."; that the year is missing where a value was expected."""
    if found.country is None:
        return f"{capital(COUNTRY)} saknar värde {found.year}." if is_expected else ""
    values = f"{scale.amount(found.value)} mot {scale.amount(found.country.value)}"
    return f"{capital(country_words(found))} {found.year}: {values}."


def group_words(place: Place, name: str, *, has_better_end: bool) -> str:
    """Return "femte plats bland åtta liknande kommuner"; "" without a rank."""
    rank = rank_words(place, has_better_end=has_better_end)
    if not rank:
        return ""
    if in_sentence(name).endswith("kommuner"):
        return f"{rank} bland {counted(place.count)} {in_sentence(name)}"
    return f"{rank} av {counted(place.count, 'kommun')} i jämförelse med {name}"


def group_sentence(found: Comparison, name: str, scale: Scale) -> str:
    """Return the place in a group and where the others' middle is, or that they are too few for a place."""
    place = found.group
    if place is None:
        return ""
    # The middle of steps on a scale is no step.
    median = None if scale.categories else place.median
    middle = "" if median is None else f" De andras median är {scale.amount(median)}."
    words = group_words(place, name, has_better_end=found.has_better_end)
    if words:
        return f"{capital(words)} {found.year}.{middle}"
    few = f"Bara {counted(place.count, 'kommun')} kan jämföras {found.year} ({in_sentence(name)})"
    return f"{few}, och en placering kräver minst {counted(MIN_RANKED)}.{middle}"


def in_sentence(name: str) -> str:
    """Return a group's name within a sentence: "liknande kommuner", "Övriga Blekinge"."""
    return name.lower() if name.lower().endswith("kommuner") else name


def nation_words(place: Place, country_size: int, *, has_better_end: bool) -> str:
    """Return "bland den bästa fjärdedelen av landets 290 kommuner"; "" without a rank."""
    whole = place.count >= country_size > 0
    among = (
        f"landets {in_digits(place.count, 'kommun')}"
        if whole
        else f"de {in_digits(place.count, 'kommun')} som har värde"
    )
    quartile = quartile_words(place, has_better_end=has_better_end)
    if quartile:
        return f"{quartile} av {among}"
    rank = rank_words(place, has_better_end=has_better_end)
    return f"{rank} bland {among}" if rank else ""


def nation_sentence(found: Comparison, country_size: int) -> str:
    place = found.nation
    if place is None or place.rank is None:
        return ""
    words = nation_words(place, country_size, has_better_end=found.has_better_end)
    rank = rank_words(place, has_better_end=found.has_better_end)
    return f"{capital(words)} {found.year}{'' if words.startswith(rank) else f', på {_numbered(place, found)}'}."


def _numbered(place: Place, found: Comparison) -> str:
    shared, end = "delad " if place.tied else "", "" if found.has_better_end else " från högst"
    return f"{shared}plats {place.rank}{end}"


def change_words(found: Change, scale: Scale) -> str:
    """Return "+0,7 procentenheter sedan 2024", or that nothing is seen to have changed."""
    since = f"sedan {found.before.year}"
    if not found.value:
        return f"samma värde {since}"
    if scale.categories:
        return f"{'+' if found.value > 0 else MINUS}{scale.difference(found.value)} {since}"
    return f"{scale.change(found.value)} {since}"
