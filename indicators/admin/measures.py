"""Indicators with their targets and series breaks."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F, Max, Q, QuerySet
from django.http import HttpRequest

from indicators.admin.base import FIGURES, PlanInline
from indicators.admin.display import yes_or_no
from indicators.admin.forms import RecordedForm
from indicators.admin.limits import limit_faults, target_faults
from indicators.admin.recorded import RecordedAdmin
from indicators.admin.target_forms import OwnTargetForm, TargetForm
from indicators.models import Indicator, ReferenceLine, SeriesBreak, Target
from indicators.series.rows import decided_text
from indicators.vocabulary import OutcomeState, Standing, Status, Trend

TARGET_ROWS = (
    ("kind", "scope"),
    ("first_year", "year"),
    ("value", "low", "high"),
    ("start_year", "start_value"),
    ("reference", "group", "must_be_better"),
)


class TargetInline(PlanInline):
    model = Target
    form = TargetForm
    named_by = ("indicator",)
    fields = (*TARGET_ROWS, "decision", "is_reading", "note", "version")


class BreakInline(PlanInline):
    model = SeriesBreak
    named_by = ("indicator",)
    fields = ("year", "note", "source_url", "version")


class ReferenceInline(PlanInline):
    model = ReferenceLine
    named_by = ("indicator",)
    fields = ("year", "value", "name", "source", "source_url", "version")


class IndicatorForm(RecordedForm):
    class Meta:
        help_texts = {
            "kolada_id": "Till exempel N15419. Lämna tomt om uppgiften inte finns i Kolada.",
            "categories": "Bara för steg på en skala: ett namn per rad, steg 0 först.",
            "direction": "Utan önskad riktning kan läget inte bedömas.",
            "tolerance": f"Hur långt från målvägen som ännu räknas som {Status.NEAR.label}, i indikatorns enhet.",
            "trend_band": f"Hur liten en förändring är som räknas som {Trend.UNCHANGED.label}, i indikatorns enhet.",
            "comparison_margin": (
                f"Hur lite två värden får skilja för att vara {Standing.SIMILAR.label.lower()}, i indikatorns enhet. "
                "Tomt betyder en enhet i den sista decimalen."
            ),
            "longest_age": "Ett värde som är äldre än så många år bedöms som inaktuellt.",
            "interval": "1 om indikatorn mäts varje år, 2 om den mäts vartannat.",
            "baseline_year": "Året som utvecklingen räknas från.",
            "baseline_value": "Värdet det året, till exempel 12,5.",
            "decimals": "Hur många decimaler värdena visas med.",
            "lowest": "Lägre tas inte emot. Tomt betyder det vanliga för måttet: 0 för andel, antal och antal per "
            "invånare, 1 för placering. Det vanliga viker när indikatorn redan har värden eller målvärden utanför.",
            "highest": "Högre tas inte emot. Tomt betyder det vanliga för måttet: 100 för andel, annars inget.",
            "measure": "Andel är en del av en helhet. Kvot i procent ställer två belopp mot varandra, som soliditet, "
            "och kan passera 100. Kronor, kvot i procent och förändring kan vara negativa.",
            "is_published": "Utan kryss syns indikatorn bara här.",
            "position": "Lägst tal står först i listor.",
        }

    def validate_constraints(self) -> None:
        """Hold what is said to be possible against what has been."""
        super().validate_constraints()
        for name, text in limit_faults(self.instance).items():
            self.add_error(name, text)


@admin.register(Indicator)
class IndicatorAdmin(RecordedAdmin):
    index_section = FIGURES
    form = IndicatorForm
    recorded_relations = ("unit",)
    fixed_fields = ("slug",)
    inlines = (TargetInline, BreakInline, ReferenceInline)
    list_display = ("name", "kolada_id", "unit", "direction", "latest_year", "shown")
    shown = yes_or_no("is_published", "visas för alla")
    list_filter = ("is_published", ("unit", admin.RelatedOnlyFieldListFilter), "direction", "measure")
    list_select_related = ("unit",)
    search_fields = ("name", "official_title", "kolada_id")
    search_help_text = "Sök på namn, officiell rubrik eller Kolada-id."
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        ("Vad som mäts", {"fields": ("name", "slug", "official_title", "definition", "kolada_id", "unit")}),
        ("Hur värdet skrivs", {"fields": ("measure", "unit_label", "decimals", "categories", "by_sex")}),
        ("Vilka värden som är möjliga", {"fields": ("lowest", "highest")}),
        (
            "Hur det bedöms",
            {
                "fields": (
                    "direction",
                    ("tolerance", "trend_band", "comparison_margin"),
                    ("longest_age", "interval", "repeats"),
                )
            },
        ),
        ("Utgångsläget", {"fields": ("baseline_year", "baseline_value", "baseline_note")}),
        ("Hur det visas", {"fields": ("note", "next_publication", "is_published", "position")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Add the year of the home municipality's latest published value."""
        ours = Q(outcomes__municipality__portal__isnull=False, outcomes__state=OutcomeState.PUBLISHED)
        return super().get_queryset(request).annotate(latest=Max("outcomes__year", filter=ours))

    def check_restored(self, found: Indicator) -> None:
        """Refuse limits that have been passed since."""
        super().check_restored(found)
        if faults := limit_faults(found):
            raise ValidationError(faults)

    def view_on_site(self, indicator: Indicator) -> str | None:
        return indicator.get_absolute_url() if indicator.is_published else None

    @admin.display(description="senaste år", ordering=F("latest").asc(nulls_first=True))
    def latest_year(self, indicator: Any) -> str:
        """Return the year as text: years are never grouped."""
        return str(indicator.latest) if indicator.latest else "Uppgift saknas"


@admin.register(Target)
class TargetAdmin(RecordedAdmin):
    """Targets across all indicators; the only place to read how a target has changed."""

    index_section = FIGURES
    form = OwnTargetForm
    recorded_relations = ("indicator", "decision")
    list_display = ("indicator", "year", "aim", "decision", "read")
    read = yes_or_no("is_reading", "vår läsning")
    list_filter = ("kind", "is_reading", ("decision", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("indicator", "decision")
    search_fields = ("indicator__name", "=indicator__kolada_id")
    search_help_text = "Sök på indikatorns namn eller Kolada-id."
    ordering = ("-year", "indicator__position", "indicator__slug")
    fieldsets = (
        ("Målvärdet", {"fields": ("indicator", *TARGET_ROWS)}),
        ("Vad det vilar på", {"fields": ("decision", "is_reading", "note")}),
    )

    def check_restored(self, found: Target) -> None:
        """Refuse what the indicator's limits have no room for any more."""
        super().check_restored(found)
        if faults := target_faults(found):
            raise ValidationError(faults)

    @admin.display(description="målvärde", ordering="value")
    def aim(self, target: Target) -> str:
        """Return "100 %", "40–60 %" or "bättre än riket"."""
        return decided_text(target, target.indicator)
