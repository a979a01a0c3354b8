"""Whose portal it is, who is compared with, who answers and who decides."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from indicators.models.years import YEAR_RANGE


class Hue(models.TextChoices):
    """Färgton: named hues that hold their contrast in light, dark and print."""

    LAKE = "lake", "Sjö"
    BERRY = "berry", "Bär"
    IRON = "iron", "Järn"
    FOREST = "forest", "Skog"
    HEATHER = "heather", "Ljung"
    SKY = "sky", "Himmel"
    BRICK = "brick", "Tegel"
    SLATE = "slate", "Skiffer"


class Municipality(models.Model):
    """Kommun: a municipality, a region or the whole country, by its official code."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", "Kommun"
        REGION = "region", "Region"
        COUNTRY = "country", "Riket"

    code = models.CharField(
        "kod", max_length=4, unique=True, validators=[RegexValidator(r"^[0-9]{4}$", "Koden är fyra siffror.")]
    )
    name = models.CharField("namn", max_length=100)
    kind = models.CharField("slag", max_length=20, choices=Kind, default=Kind.MUNICIPALITY)
    county = models.CharField("län", max_length=60, blank=True)

    class Meta:
        verbose_name = "kommun"
        verbose_name_plural = "kommuner"
        ordering = ["code"]

    def __str__(self):
        return self.name


class ComparisonGroup(models.Model):
    """Jämförelsegrupp: municipalities to compare with, as the group was made up a given year."""

    slug = models.SlugField("adress", unique=True, max_length=80)
    name = models.CharField("namn", max_length=150)
    short_name = models.CharField("kort namn", max_length=60, help_text="Står bredvid linjen i diagram.")
    year = models.PositiveSmallIntegerField("år", validators=YEAR_RANGE, help_text="Grupperna görs om varje år.")
    source = models.CharField("källa", max_length=200, blank=True)
    source_url = models.URLField("länk till källan", max_length=500, blank=True)
    municipalities = models.ManyToManyField(Municipality, verbose_name="kommuner", related_name="comparison_groups")
    position = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "jämförelsegrupp"
        verbose_name_plural = "jämförelsegrupper"
        ordering = ["position", "slug"]

    def __str__(self):
        return f"{self.name} ({self.year})"


class PortalQuerySet(models.QuerySet["Portal"]):
    def with_municipality(self):
        return self.select_related("municipality")


class Portal(models.Model):
    """Portal: whose portal this is: sender, contact, colour and the dates at the foot of the page."""

    singleton = models.BooleanField("enda portalen", default=True, unique=True, editable=False)
    municipality = models.OneToOneField(Municipality, models.PROTECT, verbose_name="kommun", related_name="portal")
    title = models.CharField("portalens namn", max_length=80)
    tagline = models.CharField("underrubrik", max_length=150, blank=True)
    full_name = models.CharField("kommunens fullständiga namn", max_length=100)
    short_name = models.CharField("kommunens korta namn", max_length=60, help_text="Står i diagram och tabeller.")
    organisation_number = models.CharField("organisationsnummer", max_length=11, blank=True)
    is_example = models.BooleanField("exempeldata", default=False, help_text="Skriver Exempeldata på varje sida.")
    hue = models.CharField("färgton", max_length=20, choices=Hue, default=Hue.LAKE)
    logo = models.TextField("logotyp (SVG)", blank=True)
    contact_unit = models.CharField("kontakt: enhet", max_length=150, blank=True)
    contact_address = models.CharField("kontakt: besöksadress", max_length=200, blank=True)
    contact_email = models.EmailField("kontakt: e-post", blank=True)
    contact_phone = models.CharField("kontakt: telefon", max_length=40, blank=True)
    website = models.URLField("kommunens webbplats", max_length=300, blank=True)
    about = models.TextField("om uppgifterna", blank=True, help_text="Visas på sidan Om portalen.")
    notice = models.CharField(
        "upplysning",
        max_length=150,
        blank=True,
        help_text="En rad om vem som står bakom uppgifterna. Visas på varje sida; tom rad visas inte.",
    )
    published_on = models.DateField("publicerad", null=True, blank=True)
    updated_on = models.DateField("uppdaterad", null=True, blank=True)
    four_eyes = models.BooleanField(
        "fyra ögon",
        default=True,
        help_text="Ett värde godkänns av någon annan än den som har skrivit in det.",
    )

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = "portal"
        verbose_name_plural = "portal"
        constraints = [
            models.CheckConstraint(
                condition=Q(singleton=True), name="portal_only_one", violation_error_message="Det finns bara en portal."
            )
        ]

    def __str__(self):
        return self.title


class Source(models.Model):
    """Källa: what readers are to know of where values come from, by the name that stands at the values."""

    name = models.CharField("namn", max_length=300, unique=True, help_text="Så som källan heter vid värdena.")
    about = models.TextField("om källan", help_text="Hur uppgifterna har kommit hit.")
    position = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "källa"
        verbose_name_plural = "källor"
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class UnitQuerySet(models.QuerySet["Unit"]):
    def answering(self):
        """Return those that answer for an indicator that is shown."""
        return self.filter(indicators__is_published=True).distinct()


class Unit(models.Model):
    """Ansvarig enhet: the förvaltning or nämnd that answers for a goal or an indicator."""

    slug = models.SlugField("adress", unique=True, max_length=80)
    name = models.CharField("namn", max_length=150)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "ansvarig enhet"
        verbose_name_plural = "ansvariga enheter"
        ordering = ["name"]

    def __str__(self):
        return self.name


class Decision(models.Model):
    """Beslut: what a vision, a period, an extension or a target rests on."""

    slug = models.SlugField("adress", unique=True, max_length=80)
    body = models.CharField("beslutande", max_length=150)
    title = models.CharField("rubrik", max_length=250)
    decided_on = models.DateField("datum", null=True, blank=True)
    paragraph = models.CharField("paragraf", max_length=40, blank=True)
    diary_number = models.CharField("diarienummer", max_length=60, blank=True)
    url = models.URLField("länk", max_length=500, blank=True)
    note = models.TextField("anmärkning", blank=True)

    class Meta:
        verbose_name = "beslut"
        verbose_name_plural = "beslut"
        ordering = ["-decided_on", "slug"]

    def __str__(self):
        return self.title
