"""What was decided, in words: the same on every page, in every file and beside every chart."""

from decimal import Decimal

from indicators.formats import MAX_DECIMALS, Scale, exact, with_difference_unit, years
from indicators.judgement.rule import Point, TargetPoint
from indicators.vocabulary import Direction, Reference, TargetKind, TargetScope

SCOPE_WORDS = {TargetScope.WOMEN: " för kvinnor", TargetScope.MEN: " för män"}


def aim(
    target: TargetPoint,
    scale: Scale,
    direction: Direction,
    scope: TargetScope = TargetScope.TOTAL,
    *,
    short: bool = False,
) -> str:
    """Return a target without its year: "97,5 %", "minst 95 %", "högre än 71,3 % (2022)", "bättre än riket".

    `short` leaves out whose it is, where that is told beside.
    """
    if scope == TargetScope.GAP:
        text = _gap_aim(target, scale)
        return text if short else f"{text} i skillnad mellan kvinnor och män"
    return f"{_aim(target, scale, direction)}{'' if short else SCOPE_WORDS.get(scope, '')}"


def dated_aim(
    target: TargetPoint,
    scale: Scale,
    direction: Direction,
    scope: TargetScope = TargetScope.TOTAL,
    *,
    short: bool = False,
) -> str:
    """Return a target with its year or years: "97,5 % år 2025", "minst 95 % varje år 2023–2026"."""
    text = aim(target, scale, direction, scope, short=short)
    if target.kind == TargetKind.STANDARD and target.first_year is not None:
        return f"{text} varje år {years(target.first_year, target.year)}"
    if target.kind == TargetKind.LEVEL and scope != TargetScope.GAP:
        return scale.dated(text, target.year)
    return f"{text} år {target.year}"


def _aim(target: TargetPoint, scale: Scale, direction: Direction) -> str:
    if target.kind == TargetKind.CHANGE:
        word = "lägre" if direction == Direction.LOWER else "högre"
        return f"{word} än {_start(target.start, scale)}"
    if target.kind == TargetKind.RELATIVE and target.reference is not None:
        return _beside_others(target, target.reference, scale, direction)
    text = scale.aim(target.value, target.low, target.high)
    if target.kind == TargetKind.STANDARD and target.value is not None:
        return f"{'högst' if direction == Direction.LOWER else 'minst'} {text}"
    return text


def _start(start: Point | None, scale: Scale) -> str:
    return "utgångsvärdet" if start is None or start.value is None else f"{scale.aim(start.value)} ({start.year})"


def _beside_others(target: TargetPoint, reference: Reference, scale: Scale, direction: Direction) -> str:
    if reference.is_share:
        place = "gruppen" if reference.is_of_group else "landet"
        return f"bland de {exact(target.value or Decimal(0))} procent bästa i {place}"
    offset = target.value or Decimal(0)
    if offset == 0:
        return f"{'bättre än' if target.must_be_better else 'minst lika bra som'} {reference.spoken}"
    # So much better, or at most so much worse: above or under is told by which way is better.
    is_better = offset > 0
    words = ("mer än", "mindre än") if target.must_be_better else ("minst", "högst")
    word = words[0 if is_better else 1]
    above = is_better == (direction != Direction.LOWER)
    return f"{word} {_apart(offset, scale)} {'över' if above else 'under'} {reference.spoken}"


def _gap_aim(target: TargetPoint, scale: Scale) -> str:
    if target.kind == TargetKind.CHANGE:
        start = target.start
        told = "från början" if start is None or start.value is None else f"{_apart(start.value, scale)} ({start.year})"
        return f"mindre än {told}"
    if target.kind == TargetKind.RELATIVE and target.reference is not None:
        return _beside_others(target, target.reference, scale, Direction.LOWER)
    return f"högst {_apart(target.value or Decimal(0), scale)}"


def _apart(value: Decimal, scale: Scale) -> str:
    """Return a difference as it was decided, in the unit that differences have."""
    return with_difference_unit(exact(abs(value), 0, MAX_DECIMALS), scale.unit_label)
