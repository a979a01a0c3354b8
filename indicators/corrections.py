"""What was published and then changed, as every page tells it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from indicators.content.published import PublishedCorrection
from indicators.formats import capital
from indicators.series.facts import NOT_GIVEN
from indicators.series.rows import scale_of
from indicators.vocabulary import MissingReason, Sex


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction in finished words."""

    slug: str
    anchor: str  # its place in the list of corrections
    name: str
    url: str
    what: str  # "2022, kvinnor"
    old: str
    new: str
    reason: str
    day: date
    unit: str


def correction_line(found: PublishedCorrection, home_code: str) -> CorrectionLine:
    scale = scale_of(found.indicator)
    place = "" if found.municipality.code == home_code else f", {found.municipality.name}"
    sex = "" if found.sex == Sex.TOTAL else f", {Sex(found.sex).label.lower()}"

    def amount(value: Decimal | None, reason: str) -> str:
        if value is not None:
            return capital(scale.amount(value))
        return f"{NOT_GIVEN.lower()} ({MissingReason(reason).label.lower()})"

    unit = found.indicator.unit
    return CorrectionLine(
        slug=found.indicator.slug,
        anchor=_anchor(found, home_code),
        name=found.indicator.name,
        url=found.indicator.url,
        what=f"{found.year}{sex}{place}",
        old=amount(found.old_value, found.old_missing_reason),
        new=amount(found.new_value, found.new_missing_reason),
        reason=found.reason,
        day=timezone.localdate(found.corrected_at),
        unit=unit.name if unit else "",
    )


def _anchor(found: PublishedCorrection, home_code: str) -> str:
    """Return "rattelse-fossilfria-bilar-2023-20241107093000", which stays however many corrections come after."""
    moment = f"{timezone.localtime(found.corrected_at):%Y%m%d%H%M%S}"
    sex = "" if found.sex == Sex.TOTAL else found.sex
    code = "" if found.municipality.code == home_code else found.municipality.code
    return "-".join(filter(None, ("rattelse", found.indicator.slug, str(found.year), sex, code, moment)))
