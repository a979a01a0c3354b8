"""Where our own value stands beside others, year by year: the same numbers and words as on the pages."""

from decimal import Decimal

from indicators.content.figures import PublishedFigures, code_of
from indicators.content.published import PublishedIndicator
from indicators.judgement.comparison import Place
from indicators.open_data.format import plain
from indicators.series.peers import Compared, compared
from indicators.series.rows import home_points

COMPARISON_COLUMNS = (
    "riket_skillnad",  # over (+) or under (-) the country, in the unit
    "riket_lage",  # "bättre", "ungefär lika", "sämre", "över", "under"
    "grupp",  # the name of the group whose place it is
    "grupp_plats",
    "grupp_antal",  # our own included
    "grupp_fjardedel",
    "landet_plats",
    "landet_antal",
    "landet_fjardedel",
)


def comparisons_by_year(indicator: PublishedIndicator, figures: PublishedFigures) -> dict[int, Compared]:
    """Return the comparison of each year that has one, oldest first."""
    home = code_of(figures.portal)
    years = sorted({each.year for each in home_points(indicator, home) if each.value is not None})
    found = {year: compared(indicator, home, figures.groups, year) for year in years}
    # As seen from a year when an answer was only repeated the one before is compared, which has a row of its own.
    return {year: each for year, each in found.items() if each and each.found.year == year}


def comparison_record(made: Compared) -> dict[str, str]:
    """Return the columns as texts."""
    found = made.found
    beside = (plain(found.country.gap) or "", found.country.standing.label.lower()) if found.country else ("", "")
    values = (
        *beside,
        made.group.name if made.group else "",
        *_place_texts(found.group),
        *_place_texts(found.nation),
    )
    return dict(zip(COMPARISON_COLUMNS, values, strict=True))


def comparison_json(made: Compared) -> dict[str, object]:
    found = made.found
    return {
        "ar": found.year,
        "varde": plain(found.value),
        "ungefar_lika_inom": plain(found.margin),
        "riket": found.country
        and {
            "varde": plain(found.country.value),
            "skillnad": plain(found.country.gap),
            "lage": found.country.standing.label.lower(),
        },
        "grupp": found.group
        and {"namn": made.group.name if made.group else None, **_place_json(found.group), **_middle(found.group)},
        "landet": found.nation and _place_json(found.nation),
    }


def _place_texts(place: Place | None) -> tuple[str, str, str]:
    if place is None:
        return "", "", ""
    return _text(place.rank), _text(place.count), _text(place.quartile)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _place_json(place: Place) -> dict[str, object]:
    return {"plats": place.rank, "antal": place.count, "fjardedel": place.quartile}


def _middle(place: Place) -> dict[str, object]:
    return {"medelvarde": _rounded(place.mean), "median": _rounded(place.median)}


def _rounded(number: Decimal | None) -> str | None:
    """Return a middle that we computed, with six decimals at most."""
    return None if number is None else plain(round(number, 6))
