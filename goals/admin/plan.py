"""The plan: visions, periods, focus areas, goals and what lights them up."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from goals.models import (
    Document,
    Extension,
    FocusArea,
    Goal,
    GoalIndicator,
    Period,
    Vision,
)
from indicators.admin.base import PLAN, PlanAdmin, PlanInline
from indicators.admin.forms import VersionedForm


class PeriodNamed:
    """Lists and choices of periods, whose names count their extensions in: fetched together, not one by one."""

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Name each period, area and goal so that two of the same name can be told apart."""
        if db_field.name == "period":
            kwargs.setdefault("queryset", Period.objects.with_extensions())
        if db_field.name == "focus_area":
            kwargs.setdefault("queryset", FocusArea.objects.select_related("period").order_by("-period__first_year"))
        if db_field.name in {"goal", "continues"}:
            goals = Goal.objects.select_related("focus_area__period")
            kwargs.setdefault("queryset", goals.order_by("-focus_area__period__first_year", "number"))
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        if db_field.name in NAMED:
            field.label_from_instance = NAMED[db_field.name]
        return field


def area_with_years(area: FocusArea) -> str:
    """Return "Ett aktivt liv (2020–2023)"."""
    return f"{area.name} ({area.period.first_year}–{area.period.last_year})"


def goal_with_number(goal: Goal) -> str:
    """Return "3. Målets text (2020–2023)"."""
    period = goal.focus_area.period
    return f"{goal.number}. {goal.title} ({period.first_year}–{period.last_year})"


NAMED = {"focus_area": area_with_years, "goal": goal_with_number, "continues": goal_with_number}


class VisionForm(VersionedForm):
    class Meta:
        help_texts = {
            "state": "Bara en vision i taget kan vara antagen.",
            "headline_indicator": "Indikatorn vars tal visionen nämner, till exempel antalet invånare.",
            "position": "Lägst tal står först.",
        }


@admin.register(Vision)
class VisionAdmin(PlanAdmin):
    """Visions: adopted, proposed and replaced."""

    index_section = PLAN
    form = VisionForm
    fixed_fields = ("slug",)
    list_display = ("title", "state", "decision", "updated_on")
    list_filter = ("state",)
    list_select_related = ("decision",)
    search_fields = ("title", "statement")
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        ("Visionen", {"fields": ("title", "slug", "statement", "text")}),
        ("Vad den vilar på", {"fields": ("state", "decision", "headline_indicator", "source_url", "note")}),
        ("Hur den visas", {"fields": ("published_on", "updated_on", "position")}),
    )


class ExtensionInline(PlanInline):
    """Extensions on their period's page."""

    model = Extension
    fields = ("old_last_year", "new_last_year", "reason", "decision", "version")


class DocumentForm(VersionedForm):
    class Meta:
        help_texts = {
            "url": "Hela adressen, till exempel https://…",
            "position": "Lägst tal står först.",
        }


class DocumentInline(PlanInline):
    """Documents on the page of their period or goal."""

    model = Document
    form = DocumentForm
    fields = ("title", "slug", "url", "kind", "note", "position", "version")
    prepopulated_fields = {"slug": ("title",)}


@admin.register(Period)
class PeriodAdmin(PlanAdmin):
    """Periods with their extensions and documents."""

    index_section = PLAN
    fixed_fields = ("slug",)
    inlines = (ExtensionInline, DocumentInline)
    list_display = ("__str__", "vision", "decision", "area_count")
    list_select_related = ("vision", "decision")
    search_fields = ("slug", "text")
    prepopulated_fields = {"slug": ("first_year", "last_year")}
    fieldsets = (
        ("Perioden", {"fields": ("first_year", "last_year", "slug", "text")}),
        ("Vad den vilar på", {"fields": ("vision", "decision", "source_url")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch the extensions that the names count in, and how many areas there are."""
        return super().get_queryset(request).prefetch_related("extensions").annotate(areas=Count("focus_areas"))

    @admin.display(description="antal inriktningar", ordering="areas")
    def area_count(self, period: Any) -> int:
        return period.areas


class FocusAreaForm(VersionedForm):
    class Meta:
        help_texts = {
            "hue": "Färgen används för inriktningens namn och linjer.",
            "position": "Lägst tal står först.",
        }


@admin.register(FocusArea)
class FocusAreaAdmin(PeriodNamed, PlanAdmin):
    index_section = PLAN
    form = FocusAreaForm
    fixed_fields = ("slug",)
    list_display = ("name", "period", "hue", "position", "goal_count")
    list_filter = ("hue",)
    list_select_related = ("period",)
    search_fields = ("name", "text")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        ("Inriktningen", {"fields": ("name", "slug", "period", "tagline", "text")}),
        ("Hur den visas", {"fields": ("hue", "position")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch what the period's name needs, and how many goals there are."""
        found = super().get_queryset(request).prefetch_related("period__extensions")
        return found.annotate(count=Count("goals"))

    @admin.display(description="antal mål", ordering="count")
    def goal_count(self, area: Any) -> int:
        return area.count


class LinkForm(VersionedForm):
    """A link between a goal and an indicator."""

    class Meta:
        help_texts = {
            "kind": (
                "Beslutad: fullmäktige har valt indikatorn. Föreslagen: någon har föreslagit den. "
                "Närliggande: den mäter något i närheten av målet."
            ),
            "note": "Visas bredvid indikatorn på målets sida.",
            "position": "Lägst tal står först.",
        }


class LinkInline(PlanInline):
    """The indicators that light up a goal, on the goal's page."""

    model = GoalIndicator
    named_by = ("indicator", "goal")
    form = LinkForm
    fields = ("indicator", "kind", "note", "position", "version")

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Ask for the indicators once, however many links the goal has."""
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "indicator":
            field.choices = list(field.choices)
        return field


class GoalForm(VersionedForm):
    class Meta:
        help_texts = {
            "number": "Numret inom inriktningen, som i beslutet.",
            "continues": "Målet i en tidigare period som detta mål fortsätter.",
        }


@admin.register(Goal)
class GoalAdmin(PeriodNamed, PlanAdmin):
    """Goals with their indicators and documents."""

    index_section = PLAN
    form = GoalForm
    fixed_fields = ("slug",)
    inlines = (LinkInline, DocumentInline)
    list_display = ("number", "title", "area", "unit", "link_count")
    list_display_links = ("title",)
    list_filter = (("focus_area", admin.RelatedOnlyFieldListFilter), ("unit", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("focus_area__period", "unit")
    search_fields = ("title", "text", "focus_area__name")
    search_help_text = "Sök på målets text eller inriktningens namn."
    ordering = ("-focus_area__period__first_year", "focus_area__position", "number")
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        ("Målet", {"fields": ("focus_area", "number", "title", "slug", "text")}),
        ("Ansvar och sammanhang", {"fields": ("unit", "continues", "gap_note")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(count=Count("links"))

    @admin.display(description="inriktning", ordering="focus_area__position")
    def area(self, goal: Goal) -> str:
        """Return the area with its period's years."""
        return area_with_years(goal.focus_area)

    @admin.display(description="antal indikatorer", ordering="count")
    def link_count(self, goal: Any) -> int:
        return goal.count


@admin.register(Document)
class DocumentAdmin(PeriodNamed, PlanAdmin):
    index_section = PLAN
    form = DocumentForm
    fixed_fields = ("slug",)
    list_display = ("title", "kind", "period", "goal")
    list_select_related = ("period", "goal")
    search_fields = ("title", "note")
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        ("Dokumentet", {"fields": ("title", "slug", "url", "kind", "note")}),
        ("Var det visas", {"fields": ("period", "goal", "position")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch what the periods' names need."""
        return super().get_queryset(request).prefetch_related("period__extensions")
