"""The steps to a comparison."""

from collections.abc import Mapping

from indicators.calculations.words import bare, exact_difference, operand, so
from indicators.comparison_words import COUNTRY
from indicators.formats import MINUS, Scale, alphabetical, capital
from indicators.judgement.comparison import QUARTERS, Beside, Comparison, Place
from indicators.judgement.rule import MIN_RANKED
from indicators.vocabulary import Direction


def of_comparison(
    found: Comparison,
    names: Mapping[str, str],
    scale: Scale,
    direction: Direction,
    *,
    group: str = "",
    left_out: int = 0,
) -> tuple[str, ...]:
    """`names` are those of the group's municipalities by code, `left_out` how many of them only repeat an answer."""
    order = {
        Direction.HIGHER: "från högst till lägst",
        Direction.LOWER: "från lägst till högst",
        Direction.RANGE: "från närmast intervallet till längst ifrån",
    }
    plain = "från högst till lägst, utan att något är bättre"
    ordered = order.get(direction, plain) if found.has_better_end else plain
    return (
        *_beside(found, found.country, scale),
        *_in_group(found, names, scale, f"{group}. " if group else "", ordered),
        *([_left_out(left_out, found.year)] if left_out else []),
        *_among_all(found, ordered),
    )


def _beside(found: Comparison, country: Beside | None, scale: Scale) -> tuple[str, ...]:
    if country is None:
        return ()
    apart = f"{bare(found.value, scale)} {MINUS} {operand(bare(country.value, scale))} = {scale.change(country.gap)}"
    source = "en enhet i sista decimalen" if found.margin_is_default else "bestämt för den här indikatorn"
    alike = f"Som ungefär lika räknas högst {exact_difference(found.margin, scale)} åt endera hållet ({source})"
    return f"{capital(COUNTRY)} har {scale.amount(country.value)} {found.year}: {apart}.", so(alike, country.standing)


def _in_group(found: Comparison, names: Mapping[str, str], scale: Scale, group: str, ordered: str) -> tuple[str, ...]:
    place = found.group
    if place is None:
        return ()
    others = sorted(place.values.items(), key=lambda each: alphabetical(names.get(each[0], each[0])))
    listed = ", ".join(f"{names.get(code, code)} {scale.short(value)}" for code, value in others)
    steps = [f"{group}Jämförda kommuner med värde {found.year}: {listed}.", _rank(place, ordered)]
    if place.mean is not None and place.median is not None:
        steps.append(
            f"De andras medelvärde är {scale.amount(place.mean)} och median {scale.amount(place.median)}, utan hänsyn "
            "till kommunernas storlek (egen bearbetning)."
        )
    return tuple(steps)


def _rank(place: Place, ordered: str) -> str:
    if place.rank is None:
        return f"De är {place.count} med vår egen. En placering kräver minst {MIN_RANKED}."
    tied = f", delad med {place.tied}" if place.tied else ""
    return (
        f"Ordnade {ordered} har kommunen plats {place.rank} av {place.count}{tied}, alltså fjärdedel {place.quartile} "
        f"av {QUARTERS}."
    )


def _left_out(count: int, year: int) -> str:
    return f"{count} av gruppens kommuner är inte med: de har inget eget värde {year}, bara det från året före."


def _among_all(found: Comparison, ordered: str) -> tuple[str, ...]:
    place = found.nation
    if place is None:
        return ()
    return f"Alla kommuner i landet med värde {found.year}: {place.count} med vår egen.", _rank(place, ordered)
