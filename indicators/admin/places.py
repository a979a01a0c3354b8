"""Whose portal it is, whom it compares with, who answers and what was decided."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from indicators.admin.base import PLAN, PORTAL, PlanAdmin
from indicators.admin.display import yes_or_no
from indicators.admin.forms import VersionedForm
from indicators.eventlog import record, who_asks
from indicators.logotype import logotype_faults
from indicators.models import ComparisonGroup, Decision, Municipality, Portal, Source, Unit
from indicators.reporting.rules.rights import rights_of
from indicators.vocabulary import EventKind

ENTERING = "Inmatning"  # heading of what is set about the year's values


class PortalForm(VersionedForm):
    """The portal's own facts; a logotype is served to everyone and is therefore checked."""

    class Meta:
        help_texts = {
            "title": "Står överst på varje sida.",
            "logo": "Klistra in innehållet i en SVG-fil utan skript och utan länkar till andra filer.",
            "organisation_number": "Till exempel 212000-0000.",
            "updated_on": "Visas längst ner på varje sida.",
        }

    def clean_logo(self) -> str:
        """Return the drawing; raises ValidationError with line and reason when it could run or fetch anything."""
        text = self.cleaned_data["logo"]
        if text and (faults := logotype_faults(text)):
            raise ValidationError([f"Rad {line}: {reason}." for line, reason in faults])
        return text


@admin.register(Portal)
class PortalAdmin(PlanAdmin):
    """The one portal: it can be changed, not doubled and not removed."""

    index_section = PORTAL
    form = PortalForm
    fixed_fields = ("municipality",)  # decides which values go through the sheet and its approval
    list_display = ("title", "municipality", "updated_on", "example")
    example = yes_or_no("is_example", "exempeldata")
    four_eyes_text = yes_or_no("four_eyes", "fyra ögon")
    readonly_fields = ("four_eyes_text",)
    list_select_related = ("municipality",)
    fieldsets = (
        ("Kommunen", {"fields": ("municipality", "full_name", "short_name", "organisation_number", "website")}),
        ("Portalen", {"fields": ("title", "tagline", "hue", "logo", "notice", "about", "is_example")}),
        (ENTERING, {"fields": ("four_eyes",)}),
        ("Kontakt", {"fields": ("contact_unit", "contact_address", "contact_email", "contact_phone")}),
        ("Datum", {"fields": ("published_on", "updated_on")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow the first portal only."""
        return super().has_add_permission(request) and not Portal.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Portal | None = None) -> bool:
        """Never: every page stands on it."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Let administrators alone say whether four eyes are needed: it is their own work that coordinators approve."""
        fieldsets = super().get_fieldsets(request, obj)
        if rights_of(request.user).administers:
            return fieldsets
        shown = {"fields": ("four_eyes_text",), "description": Portal._meta.get_field("four_eyes").help_text}  # noqa: SLF001
        return [(heading, shown if heading == ENTERING else part) for heading, part in fieldsets]

    def save_model(self, request: HttpRequest, obj: Portal, form: Any, change: bool) -> None:
        """Log it when everybody gets, or loses, the right to approve what they have written themselves."""
        super().save_model(request, obj, form, change)
        # A rule about everybody's rights is an event, as a person's rights are.
        if change and "four_eyes" in form.changed_data:
            then, now = ("nej", "ja") if obj.four_eyes else ("ja", "nej")
            record(EventKind.RIGHTS, who_asks(request), str(obj), f"Fyra ögon: {then} → {now}")


@admin.register(Municipality)
class MunicipalityAdmin(PlanAdmin):
    index_section = PORTAL
    list_display = ("name", "code", "kind", "county")
    list_filter = ("kind", "county")
    search_fields = ("name", "=code", "county")
    search_help_text = "Sök på namn, kod eller län."
    ordering = ("name",)
    fieldsets = ((None, {"fields": ("code", "name", "kind", "county")}),)


class MembersField(forms.ModelMultipleChoiceField):
    """Ticked municipalities; a forged key of any length is no choice."""

    def clean(self, value: Any) -> Any:
        """Return the municipalities; raises ValidationError for a key that none of them has."""
        try:
            return super().clean(value)
        except OverflowError as error:  # SQLite has no room for it, and says so before it looks
            longest = max(map(str, value), key=len)
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": longest}
            ) from error


@admin.register(ComparisonGroup)
class ComparisonGroupAdmin(PlanAdmin):
    index_section = PORTAL
    fixed_fields = ("slug",)
    list_display = ("name", "year", "members", "source")
    list_filter = ("year",)
    search_fields = ("name", "source")
    prepopulated_fields = {"slug": ("name", "year")}
    fieldsets = (
        (None, {"fields": ("name", "short_name", "slug", "year", "municipalities", "position")}),
        ("Källan", {"fields": ("source", "source_url")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).annotate(count=models.Count("municipalities"))

    @admin.display(description="antal kommuner", ordering="count")
    def members(self, group: Any) -> int:
        return group.count

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Tick boxes instead of two lists that need a script and a held-down key."""
        given = {"widget": forms.CheckboxSelectMultiple, "form_class": MembersField, **kwargs}
        return super().formfield_for_manytomany(db_field, request, **given)


@admin.register(Source)
class SourceAdmin(PlanAdmin):
    """What readers are told of where values come from."""

    index_section = PORTAL
    list_display = ("name", "position")
    search_fields = ("name", "about")
    fieldsets = ((None, {"fields": ("name", "about", "position")}),)


@admin.register(Unit)
class UnitAdmin(PlanAdmin):
    """Förvaltningar och nämnder that answer for goals and indicators."""

    index_section = PORTAL
    fixed_fields = ("slug",)
    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = ((None, {"fields": ("name", "slug")}),)


@admin.register(Decision)
class DecisionAdmin(PlanAdmin):
    index_section = PLAN
    fixed_fields = ("slug",)
    list_display = ("title", "body", "decided_on", "paragraph")
    list_filter = ("body",)
    search_fields = ("title", "body", "diary_number")
    search_help_text = "Sök på rubrik, beslutande eller diarienummer."
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        (None, {"fields": ("title", "slug", "body", "decided_on")}),
        ("Var det står", {"fields": ("paragraph", "diary_number", "url", "note")}),
    )
