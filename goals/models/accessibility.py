"""What the statement of accessibility rests on: law 2018:1937 says that it must be there and what it must tell."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

# How many success criteria each guideline of WCAG 2.2 has (https://www.w3.org/TR/WCAG22/). Counts 4.1.1, which 2.2 has
# retired but the standard that the law leans on, EN 301 549, still names.
LAST_CRITERION = {
    "1.1": 1,
    "1.2": 9,
    "1.3": 6,
    "1.4": 13,
    "2.1": 4,
    "2.2": 6,
    "2.3": 3,
    "2.4": 13,
    "2.5": 8,
    "3.1": 6,
    "3.2": 6,
    "3.3": 9,
    "4.1": 3,
}


def is_in_wcag(text: str) -> None:
    """Raise ValidationError unless the text is the number of a success criterion in WCAG 2.2, like 1.4.10."""
    guideline, _, last = text.rpartition(".")
    known = (f"{guideline}.{number}" for number in range(1, LAST_CRITERION.get(guideline, 0) + 1))
    if not last or text not in known:
        raise ValidationError("Numret finns inte i WCAG 2.2. Skriv det med punkter, till exempel 1.4.10.")


def has_come(day: date) -> None:
    """Raise ValidationError for a day that lies ahead, by the calendar where the portal is."""
    if day > timezone.localdate():
        raise ValidationError("Dagen har inte kommit än.")


class AccessibilityStatementQuerySet(models.QuerySet["AccessibilityStatement"]):
    def with_gaps(self):
        return self.prefetch_related("gaps")


class AccessibilityStatement(models.Model):
    """Tillgänglighetsredogörelse: how accessible the portal is, who has looked and when."""

    class Conformity(models.TextChoices):
        FULL = "full", "Helt förenlig"
        PARTIAL = "partial", "Delvis förenlig"
        NONE = "none", "Inte förenlig"

    class Assessment(models.TextChoices):
        OWN = "own", "Självskattning"
        INDEPENDENT = "independent", "Oberoende granskning"

    singleton = models.BooleanField("enda redogörelsen", default=True, unique=True, editable=False)
    conformity = models.CharField("förenlighet med lagens krav", max_length=10, choices=Conformity)
    assessment = models.CharField("slag av bedömning", max_length=15, choices=Assessment)
    assessed_on = models.DateField("senast bedömd", validators=[has_come])
    updated_on = models.DateField("redogörelsen uppdaterad", validators=[has_come])
    method = models.TextField("hur webbplatsen har testats", help_text="Vem som testade, med vad och vilka sidor.")
    answer_time = models.CharField(
        "svarstid", max_length=60, blank=True, help_text="Fortsätter ”Vi svarar …”, till exempel: inom två arbetsdagar."
    )
    note = models.TextField("att känna till", blank=True, help_text="Visas överst på sidan.")

    objects = AccessibilityStatementQuerySet.as_manager()

    class Meta:
        verbose_name = "tillgänglighetsredogörelse"
        verbose_name_plural = "tillgänglighetsredogörelse"
        constraints = [
            models.CheckConstraint(
                condition=Q(singleton=True),
                name="statement_only_one",
                violation_error_message="Det finns bara en tillgänglighetsredogörelse.",
            ),
            models.CheckConstraint(
                condition=Q(updated_on__gte=F("assessed_on")),
                name="statement_updated_after_assessed",
                violation_error_message="Redogörelsen kan inte vara uppdaterad före den senaste bedömningen.",
            ),
        ]

    def __str__(self):
        return f"Tillgänglighetsredogörelse, uppdaterad {self.updated_on}"


class AccessibilityGap(models.Model):
    """Brist: content that somebody cannot use, whom it shuts out, and why it is so."""

    class Need(models.TextChoices):
        """Whom the gap shuts out, in the groups of the authority's model and in its order."""

        NO_SIGHT = "no_sight", "Utan synförmåga"
        LOW_SIGHT = "low_sight", "Med nedsatt syn"
        COLOUR = "colour", "Med nedsatt färgseende"
        NO_HEARING = "no_hearing", "Utan hörsel"
        LOW_HEARING = "low_hearing", "Med nedsatt hörsel"
        NO_SPEECH = "no_speech", "Utan röstförmåga"
        HANDS = "hands", "Med nedsatt finmotorik eller styrka"
        MOBILITY = "mobility", "Med nedsatt rörlighet"
        FLICKER = "flicker", "Med känslighet för flimmer"
        COGNITION = "cognition", "Med kognitiv nedsättning"

    class Reason(models.TextChoices):
        LACK = "lack", "Brist"
        BURDEN = "burden", "Oskäligt betungande"
        OUTSIDE = "outside", "Omfattas inte"

    slug = models.SlugField("adress", unique=True, max_length=80)
    statement = models.ForeignKey(
        AccessibilityStatement, models.CASCADE, verbose_name="tillgänglighetsredogörelse", related_name="gaps"
    )
    need = models.CharField("problem vid användning", max_length=15, choices=Need)
    criterion = models.CharField("WCAG-nummer", max_length=7, validators=[is_in_wcag])
    description = models.TextField("beskrivning", help_text="Vad som inte går att använda, och var.")
    reason = models.CharField("skäl", max_length=10, choices=Reason)
    motivation = models.TextField(
        "motivering", blank=True, help_text="Måste anges för det som är oskäligt betungande (12 §)."
    )
    fixed_by = models.DateField("planerad åtgärd senast", null=True, blank=True)
    position = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "brist i tillgängligheten"
        verbose_name_plural = "brister i tillgängligheten"
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="burden", motivation=""),
                name="gap_burden_has_motivation",
                violation_error_message="Det som är oskäligt betungande måste motiveras (12 §).",
            )
        ]

    def __str__(self):
        return f"{self.criterion}, {self.get_need_display().lower()}"
