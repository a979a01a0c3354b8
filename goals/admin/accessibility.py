"""The statement of accessibility with its gaps: the page of the administration."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from goals.models import AccessibilityGap, AccessibilityStatement
from indicators.admin.base import PORTAL, PlanAdmin, PlanInline
from indicators.admin.forms import VersionedForm


class GapFormSet(BaseInlineFormSet):
    """The gaps of a statement, held together with what it says."""

    def clean(self) -> None:
        """Raise ValidationError when the degree of conformity and the gaps tell different stories."""
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.has_changed() or form.instance.pk]
        reasons = {row.get("reason") for row in kept if row and not row.get("DELETE")}
        lacking = reasons & {AccessibilityGap.Reason.LACK, AccessibilityGap.Reason.BURDEN}
        if lacking and self.instance.conformity == AccessibilityStatement.Conformity.FULL:
            raise ValidationError("Det som är helt förenligt med lagen har inga brister. Ändra det ena.")
        if not lacking and self.instance.conformity == AccessibilityStatement.Conformity.NONE:
            raise ValidationError("Skriv minst en brist: det som inte är förenligt med lagen har sådana.")


class GapForm(VersionedForm):
    class Meta:
        help_texts = {
            "criterion": "Kravets nummer i WCAG 2.2, till exempel 1.4.10.",
            "slug": "Bristens adress på sidan, till exempel diagram-utan-text.",
            "fixed_by": "Lämna tomt om ingen dag är bestämd.",
            "position": "Lägst tal står först.",
        }


class GapInline(PlanInline):
    """The gaps, on the page of the statement."""

    model = AccessibilityGap
    form = GapForm
    formset = GapFormSet
    fields = (
        "need",
        "criterion",
        "description",
        "reason",
        "motivation",
        "fixed_by",
        "slug",
        "position",
        "version",
    )


class StatementForm(VersionedForm):
    class Meta:
        help_texts = {"updated_on": "Ändra dagen varje gång du ändrar redogörelsen."}


@admin.register(AccessibilityStatement)
class StatementAdmin(PlanAdmin):
    index_section = PORTAL
    form = StatementForm
    inlines = (GapInline,)
    list_display = ("__str__", "conformity", "assessment", "assessed_on")
    fieldsets = (
        ("Bedömningen", {"fields": ("conformity", "assessment", "assessed_on", "method")}),
        ("Sidan", {"fields": ("updated_on", "answer_time", "note")}),
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow the first statement only."""
        return super().has_add_permission(request) and not AccessibilityStatement.objects.exists()
