"""The steps to a comparison."""

from indicators.formats import Scale
from indicators.judgement.comparison import Comparison
from indicators.vocabulary import Direction


def of_comparison(found: Comparison, names: tuple[str, ...], scale: Scale, direction: Direction) -> tuple[str, ...]:
    order = {
        Direction.HIGHER: "från högst till lägst",
        Direction.LOWER: "från lägst till högst",
    }.get(direction, "från högst till lägst, utan att något är bättre")
    steps = [
        f"Jämförda kommuner med värde {found.year}: {', '.join(names)}.",
        f"Ordnade {order} har kommunen plats {found.rank} av {found.count}, alltså fjärdedel {found.quartile} av 4.",
    ]
    if found.mean is not None and found.median is not None:
        steps.append(
            f"De andras medelvärde är {scale.amount(found.mean)} och median {scale.amount(found.median)}, utan hänsyn "
            "till kommunernas storlek (egen bearbetning)."
        )
    return tuple(steps)
