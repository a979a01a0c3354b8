"""The words of a year's follow-up: one English name in code, one Swedish word on every surface."""

from typing import Self

from django.db.models import TextChoices


class Verdict(TextChoices):
    """Bedömning: the responsible body's written verdict on a goal, when the year is over.

    Each member: its code; what is said of several goals; and its label, last because Django takes the label from there.
    """

    FULL = "full", "helt uppnådda", "Helt uppnått"
    PARTLY = "partly", "delvis uppnådda", "Delvis uppnått"
    NOT = "not", "ej uppnådda", "Ej uppnått"
    UNKNOWN = "unknown", "kan inte bedömas", "Kan inte bedömas"

    several: str

    def __new__(cls, code: str, several: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.several = several
        return member


class Forecast(TextChoices):
    """Prognos: what the body expects of the whole year, when eight months of it have passed; written as Verdict is."""

    ON_WAY = "on_way", "på väg", "På väg"
    PARTLY_ON_WAY = "partly_on_way", "delvis på väg", "Delvis på väg"
    NOT_ON_WAY = "not_on_way", "inte på väg", "Inte på väg"

    several: str

    def __new__(cls, code: str, several: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.several = several
        return member


class FollowUp(TextChoices):
    """Uppföljning: which of the year's two rounds."""

    WHOLE = "whole", "Helår"
    PART = "part", "Delår"


class AssessmentState(TextChoices):
    """Where an assessment stands on its way to the public."""

    DRAFT = "draft", "Utkast"
    APPROVED = "approved", "Godkänd"


# A forecast departs from the distribution by the same rule as the verdict that it foresees.
FORESEES = {
    Forecast.ON_WAY: Verdict.FULL,
    Forecast.PARTLY_ON_WAY: Verdict.PARTLY,
    Forecast.NOT_ON_WAY: Verdict.NOT,
}
