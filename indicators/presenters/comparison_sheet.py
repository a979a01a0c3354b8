"""The comparison on an indicator's own page: the picture, every dot by name, and how it was made."""

from indicators.calculations.comparison import of_comparison
from indicators.charts.dot_strip import ends, places, strip
from indicators.comparison_words import CAVEAT, COUNTRY, in_sentence
from indicators.content.figures import PublishedFigures, code_of
from indicators.content.published import PublishedIndicator
from indicators.formats import Scale, alphabetical, capital, listed
from indicators.judgement.comparison import Comparison
from indicators.series.peers import Compared, compared, names_of
from indicators.series.rows import scale_of
from indicators.shapes import Calculation, ComparisonSheet


def comparison_sheet(
    indicator: PublishedIndicator, figures: PublishedFigures, seen_from: int, sentence: str
) -> ComparisonSheet | None:
    """Return what stands around the comparison, whose words are `sentence`; None without anything to compare with."""
    made = compared(indicator, code_of(figures.portal), figures.groups, seen_from)
    if made is None:
        return None
    found, scale = made.found, scale_of(indicator)
    names = {**names_of(indicator, found.group.values if found.group else ()), **figures.municipalities}
    own = figures.portal.short_name if figures.portal else ""
    dots = _dots(found, names, own, scale)
    low, high = ends(found)
    return ComparisonSheet(
        calculation=_calculation(made, names, scale),
        strip=strip(found, sentence),
        low=scale.amount(low),
        high=scale.amount(high),
        dots="|".join(f"{at};{name};{text}" for at, name, text in dots),
        last=len(dots) - 1,
        own=next(place for place, each in enumerate(dots) if each[1] == own),
        own_text=f"{own} {scale.amount(found.value)}",
        key=_key(made, own),
        caveat=CAVEAT,
    )


def _calculation(made: Compared, names: dict[str, str], scale: Scale) -> Calculation:
    group = f"{made.group.name}, så som gruppen såg ut {made.group.year}" if made.group else ""
    steps = of_comparison(made.found, names, scale, made.rule.direction, group=group, left_out=made.left_out)
    return Calculation("Jämförelse", steps)


def _dots(found: Comparison, names: dict[str, str], own: str, scale: Scale) -> list[tuple[int, str, str]]:
    """Return place, name and value of every dot, the lowest first."""
    values = [(found.value, own)]
    if found.country:
        values.append((found.country.value, capital(COUNTRY)))
    codes = {
        code: value for place in (found.nation, found.group) for code, value in (place.values.items() if place else ())
    }
    values += [(value, names.get(code, code)) for code, value in codes.items()]
    values.sort(key=lambda each: (each[0], alphabetical(each[1])))
    at = places(found, (value for value, _ in values))
    return [(spot, name, scale.short(value)) for spot, (value, name) in zip(at, values, strict=True)]


def _key(made: Compared, own: str) -> str:
    """Return what each mark of the picture is, in one sentence."""
    found = made.found
    parts = [f"Den stora pricken är {own}"]
    if found.group and made.group:
        parts.append(f"de mörka är {in_sentence(made.group.short_name)}")
    if found.nation:
        parts.append("de ljusa är landets övriga kommuner" if found.group else "de ljusa är landets kommuner")
    if found.country:
        parts.append(f"strecket är {COUNTRY}")
    return f"{listed(parts)}."
