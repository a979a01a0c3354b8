"""What the council decides: a vision, and for each period its focus areas, goals and chosen indicators."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import capfirst

from indicators.models import YEAR_RANGE, Hue


class Vision(models.Model):
    """Vision: the statement the council steers towards."""

    class State(models.TextChoices):
        ADOPTED = "adopted", "Antagen"
        PROPOSED = "proposed", "Förslag"
        REPLACED = "replaced", "Ersatt"

    slug = models.SlugField("adress", unique=True, max_length=80)
    title = models.CharField("rubrik", max_length=150, help_text="Till exempel visionens utrop.")
    statement = models.TextField("vision", help_text="Ordagrant som den är beslutad.")
    text = models.TextField("inledande text", blank=True, help_text="Ordagrant.")
    state = models.CharField("läge", max_length=10, choices=State)
    decision = models.ForeignKey(
        "indicators.Decision", models.PROTECT, verbose_name="beslut", related_name="visions", null=True, blank=True
    )
    headline_indicator = models.ForeignKey(
        "indicators.Indicator",
        models.PROTECT,
        verbose_name="visionens tal",
        related_name="visions",
        null=True,
        blank=True,
    )
    source_url = models.URLField("länk till källan", max_length=500, blank=True)
    note = models.TextField("anmärkning", blank=True)
    published_on = models.DateField("publicerad", null=True, blank=True)
    updated_on = models.DateField("uppdaterad", null=True, blank=True)
    position = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "vision"
        verbose_name_plural = "visioner"
        ordering = ["position", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="adopted"),
                name="vision_one_adopted",
                violation_error_message="Bara en vision i taget kan vara antagen.",
            )
        ]

    def __str__(self):
        return self.title


class PeriodQuerySet(models.QuerySet):
    def with_extensions(self):
        """Load vision and decision, and the extensions with theirs: two queries."""
        extensions = models.Prefetch("extensions", queryset=Extension.objects.select_related("decision"))
        return self.select_related("vision", "decision").prefetch_related(extensions)

    def whole(self):
        """Load extensions, documents, areas, goals and links: seven queries, however many there are."""
        goals = Goal.objects.with_links().prefetch_related("documents")
        areas = models.Prefetch("focus_areas", FocusArea.objects.prefetch_related(models.Prefetch("goals", goals)))
        return self.with_extensions().prefetch_related("documents", areas)


class Period(models.Model):
    """Målperiod: the first and last year that a set of goals holds, as first decided."""

    slug = models.SlugField("adress", unique=True, max_length=80)
    first_year = models.PositiveSmallIntegerField("första år", validators=YEAR_RANGE)
    last_year = models.PositiveSmallIntegerField(
        "sista år", validators=YEAR_RANGE, help_text="Som det först beslutades."
    )
    vision = models.ForeignKey(
        Vision, models.PROTECT, verbose_name="vision", related_name="periods", null=True, blank=True
    )
    decision = models.ForeignKey(
        "indicators.Decision", models.PROTECT, verbose_name="beslut", related_name="periods", null=True, blank=True
    )
    text = models.TextField("text", blank=True, help_text="Ordagrant.")
    source_url = models.URLField("länk till källan", max_length=500, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "målperiod"
        verbose_name_plural = "målperioder"
        ordering = ["-first_year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="period_forwards",
                violation_error_message="Sista året kan inte komma före det första.",
            ),
            models.UniqueConstraint(
                fields=["first_year"],
                name="period_first_year_once",
                violation_error_message="Det finns redan en period som börjar det året.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("period", args=[self.slug])

    @property
    def current_last_year(self):
        """Return the last year that the goals hold, extensions counted in."""
        return max((extension.new_last_year for extension in self.extensions.all()), default=self.last_year)

    @property
    def name(self):
        """Return "2020–2023, förlängd till 2024": the original period stays visible."""
        original = f"{self.first_year}–{self.last_year}"
        last = self.current_last_year
        return original if last == self.last_year else f"{original}, förlängd till {last}"


class Extension(models.Model):
    """Förlängning: a recorded decision that a period's goals hold longer."""

    period = models.ForeignKey(Period, models.PROTECT, verbose_name="målperiod", related_name="extensions")
    old_last_year = models.PositiveSmallIntegerField("sista år före", validators=YEAR_RANGE)
    new_last_year = models.PositiveSmallIntegerField("sista år efter", validators=YEAR_RANGE)
    reason = models.TextField("skäl")
    decision = models.ForeignKey(
        "indicators.Decision", models.PROTECT, verbose_name="beslut", related_name="extensions", null=True, blank=True
    )

    class Meta:
        verbose_name = "förlängning"
        verbose_name_plural = "förlängningar"
        ordering = ["period", "new_last_year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(new_last_year__gt=F("old_last_year")),
                name="extension_forwards",
                violation_error_message="En förlängning kan bara gå framåt.",
            ),
            models.UniqueConstraint(
                fields=["period", "old_last_year"],
                name="extension_once",
                violation_error_message="Perioden är redan förlängd från det året.",
            ),
        ]

    def __str__(self):
        return f"{self.old_last_year} till {self.new_last_year}"


class FocusArea(models.Model):
    """Inriktning: an area that the council has chosen to focus on during a period."""

    slug = models.SlugField("adress", unique=True, max_length=80)
    period = models.ForeignKey(Period, models.PROTECT, verbose_name="målperiod", related_name="focus_areas")
    name = models.CharField("namn", max_length=100)
    tagline = models.CharField("underrubrik", max_length=150, blank=True)
    text = models.TextField("text", blank=True, help_text="Ordagrant.")
    hue = models.CharField("färgton", max_length=20, choices=Hue)
    position = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "inriktning"
        verbose_name_plural = "inriktningar"
        ordering = ["period", "position", "slug"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("focus_area", args=[self.slug])


class GoalQuerySet(models.QuerySet):
    def with_links(self):
        """Load area, period, unit and the links to indicators, in the order they are shown."""
        links = GoalIndicator.objects.filter(indicator__is_published=True).order_by("position", "indicator__slug")
        return self.select_related("focus_area", "unit", "continues").prefetch_related(
            models.Prefetch("links", queryset=links)
        )


class Goal(models.Model):
    """Mål: what the council wants changed within a focus area."""

    slug = models.SlugField("adress", unique=True, max_length=80)
    focus_area = models.ForeignKey(FocusArea, models.PROTECT, verbose_name="inriktning", related_name="goals")
    number = models.PositiveSmallIntegerField("nummer")
    title = models.CharField("mål", max_length=250, help_text="Ordagrant som det är beslutat.")
    text = models.TextField("text", blank=True)
    unit = models.ForeignKey(
        "indicators.Unit", models.PROTECT, verbose_name="ansvarig enhet", related_name="goals", null=True, blank=True
    )
    continues = models.ForeignKey(
        "self", models.PROTECT, verbose_name="fortsätter målet", related_name="continued_by", null=True, blank=True
    )
    gap_note = models.TextField(
        "vad vi inte vet", blank=True, help_text="Till exempel att kommunens egen indikator saknas."
    )

    indicators = models.ManyToManyField("indicators.Indicator", through="GoalIndicator", related_name="goals")
    objects = GoalQuerySet.as_manager()

    # Texts without a place of their own. A goal's page, the search, the year and its files show them under their
    # Swedish names, so that a new one is named here and in no page or file.
    OTHER_TEXTS: tuple[str, ...] = ()

    class Meta:
        verbose_name = "mål"
        verbose_name_plural = "mål"
        ordering = ["focus_area", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["focus_area", "number"],
                name="goal_number_once_per_area",
                violation_error_message="Inriktningen har redan ett mål med det numret.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("goal", args=[self.slug])

    @property
    def other_texts(self) -> tuple[tuple[str, str], ...]:
        """Return those of `OTHER_TEXTS` that are filled in, as heading and text."""
        names = {name: str(Goal._meta.get_field(name).verbose_name) for name in self.OTHER_TEXTS}  # type: ignore[union-attr]
        return tuple((capfirst(name), text) for field, name in names.items() if (text := getattr(self, field)))


class GoalIndicator(models.Model):
    """Koppling: that an indicator lights up a goal, and on whose word."""

    class Kind(models.TextChoices):
        DECIDED = "decided", "Beslutad"
        PROPOSED = "proposed", "Föreslagen"
        PROXY = "proxy", "Närliggande"

    goal = models.ForeignKey(Goal, models.CASCADE, verbose_name="mål", related_name="links")
    indicator = models.ForeignKey(
        "indicators.Indicator", models.PROTECT, verbose_name="indikator", related_name="links"
    )
    kind = models.CharField("slag", max_length=10, choices=Kind)
    note = models.TextField("anmärkning", blank=True)
    position = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "koppling"
        verbose_name_plural = "kopplingar"
        ordering = ["goal", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "indicator"],
                name="link_once",
                violation_error_message="Indikatorn är redan kopplad till målet.",
            )
        ]

    def __str__(self):
        return f"{self.indicator} → {self.goal}"


class Document(models.Model):
    """Dokument: related information that a reader may want beside the plan."""

    slug = models.SlugField("adress", unique=True, max_length=80)
    title = models.CharField("rubrik", max_length=250)
    url = models.URLField("länk", max_length=500, blank=True)
    kind = models.CharField("format", max_length=60, blank=True, help_text="Till exempel Pdf, 1,1 MB.")
    note = models.CharField("anmärkning", max_length=400, blank=True)
    period = models.ForeignKey(
        Period, models.PROTECT, verbose_name="målperiod", related_name="documents", null=True, blank=True
    )
    goal = models.ForeignKey(Goal, models.PROTECT, verbose_name="mål", related_name="documents", null=True, blank=True)
    position = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "dokument"
        verbose_name_plural = "dokument"
        ordering = ["position", "slug"]

    def __str__(self):
        return self.title
