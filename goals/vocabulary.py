"""The words of a year's follow-up: one English name in code, one Swedish word on every surface."""

from django.db.models import TextChoices


class Verdict(TextChoices):
    """Bedömning: the responsible body's written verdict on a goal, when the year is over."""

    FULL = "full", "Helt uppnått"
    PARTLY = "partly", "Delvis uppnått"
    NOT = "not", "Ej uppnått"
    UNKNOWN = "unknown", "Kan inte bedömas"


class Forecast(TextChoices):
    """Prognos: what the body expects of the whole year, when eight months of it have passed."""

    ON_WAY = "on_way", "På väg"
    PARTLY_ON_WAY = "partly_on_way", "Delvis på väg"
    NOT_ON_WAY = "not_on_way", "Inte på väg"


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
