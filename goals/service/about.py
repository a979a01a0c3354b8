"""What the portal holds and where it comes from."""

from goals.content.content import PublishedContent
from indicators.content.memo import once_per_content
from indicators.models import OutcomeRow


@once_per_content(1)
def sources_of(content: PublishedContent) -> tuple[tuple[str, int, str], ...]:
    """Return each source of the municipality's values with how many it has given and a link to one of them."""
    links: dict[str, list[str]] = {}
    for row in _own_values(content):
        links.setdefault(row.source, []).append(row.source_url)
    found = ((source, len(urls), min(urls)) for source, urls in links.items())
    return tuple(sorted(found, key=lambda each: (-each[1], each[0])))


@once_per_content(1)
def counts_of(content: PublishedContent) -> tuple[tuple[str, int], ...]:
    indicators = content.figures.indicators.values()
    own = len(_own_values(content))
    near = sum(row.value is not None for each in indicators for row in each.outcomes)
    return (
        ("Målperioder", len(content.periods)),
        ("Mål", len(content.goals)),
        ("Indikatorer", len(indicators)),
        ("Värden för kommunen", own),
        ("Värden för andra kommuner och riket", near - own + sum(each.others.count_of_values for each in indicators)),
        ("Värden för landets alla kommuner", sum(each.national.count_of_values for each in indicators)),
    )


def _own_values(content: PublishedContent) -> list[OutcomeRow]:
    home = content.home_code
    rows = (row for each in content.figures.indicators.values() for row in each.outcomes)
    return [row for row in rows if row.code == home and row.value is not None]
