"""The year's follow-up in the administration: assessments, the whole municipality's, and the adoption of a year."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from goals.content.load import published_version
from goals.models import AnnualSummary, Assessment, FrozenYear, Goal, OverallAssessment
from goals.vocabulary import AssessmentState, FollowUp
from goals.year.counts import spread
from goals.year.deviation import deviation_of
from goals.year.freezing import freeze
from goals.year.snapshots import fault_of
from goals.year.words import DEVIATES, GOAL_WITHOUT_INDICATORS
from indicators.admin.base import PlanAdmin
from indicators.admin.forms import RecordedForm
from indicators.admin.recorded import RecordedAdmin
from indicators.content.load import load_indicators
from indicators.models import YEAR_RANGE, Decision, Indicator, Portal
from indicators.reporting.rules.rights import rights_of
from indicators.series.verdicts import judged
from indicators.vocabulary import Status

FOLLOW_UP = (2, "Uppföljning")
NOT_YOURS = "Någon som godkänner för målets enhet behöver göra det."


def statuses_of(goal: Goal, year: int) -> list[str]:
    """Return the status of each of a goal's published indicators, seen from a year."""
    # Not from the content that readers share: this is asked within transactions that change what is published.
    home = Portal.objects.with_municipality().get().municipality.code
    found = load_indicators(home, Indicator.objects.published().filter(links__goal=goal), with_others=False)
    return [judged(each, home, year).verdict.status.value for each in found.values()]


def unexplained(assessment: Assessment, code: str) -> str:
    """Return what a verdict, by its code, leaves to explain: how it departs from the indicators, or ""."""
    codes = statuses_of(assessment.goal, assessment.year)
    found = deviation_of(code, {status: codes.count(status.value) for status in Status})
    return f"{DEVIATES}. {found} Skriv varför." if found else ""


class AssessmentForm(RecordedForm):
    """What the responsible body writes about a goal; a verdict that departs from the indicators says why."""

    class Meta:
        help_texts = {
            "round": "Delåret avser läget den 31 augusti och har en prognos, helåret har en bedömning.",
            "result": "Vad som har uppnåtts. Visas för alla.",
            "analysis": "Varför det gick som det gick. Visas för alla.",
            "next_steps": "Vad som föreslås. Visas för alla.",
            "departure_reason": "Krävs bara när bedömningen säger något annat än indikatorerna. Visas för alla.",
            "body": "Den nämnd eller styrelse som har bedömt.",
            "state": "Ett utkast syns bara här. En godkänd bedömning syns för alla.",
        }

    def clean(self) -> dict[str, Any]:
        """Ask why at the field where the reason is written."""
        cleaned = super().clean()
        code = cleaned.get("verdict") or cleaned.get("forecast") or ""
        lacks_reason = self.instance.pk and not (cleaned.get("departure_reason") or "").strip()
        if lacks_reason and (why := unexplained(self.instance, code)):
            self.add_error("departure_reason", why)
        return cleaned


class ApprovableAdmin(RecordedAdmin):
    """Rows that are drafts, seen only in the administration, until they are approved."""

    index_section = FOLLOW_UP
    actions = ("approve",)

    @admin.action(description="Godkänn valda", permissions=["change"])
    def approve(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Approve the drafts that are whole, and tell why each of the others is not."""
        approved = 0
        with transaction.atomic():
            for row in queryset.select_for_update(of=("self",)).filter(state=AssessmentState.DRAFT):
                row.state = AssessmentState.APPROVED
                faults = list(self.faults_of(row)) if self.may_approve(request, row) else [NOT_YOURS]
                if faults:
                    self.message_user(request, f"{row}: {' '.join(faults)}", messages.ERROR)
                else:
                    row.save()
                    approved += 1
        self.message_user(request, f"Godkända: {approved}.", messages.SUCCESS if approved else messages.INFO)

    def may_approve(self, request: HttpRequest, _row: Any = None) -> bool:
        """Tell whether a person may approve a row, or any row; coordinators may."""
        return rights_of(request.user).coordinates

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep what is approved from those who may not approve it."""
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or obj.state != AssessmentState.APPROVED or self.may_approve(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep what is approved from those who may not approve it."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or obj.state != AssessmentState.APPROVED or self.may_approve(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show the state to those who may not approve, without letting them choose it."""
        state = () if self.may_approve(request, obj) else ("state",)
        return (*super().get_readonly_fields(request, obj), *state)

    def fields_kept(self, request: HttpRequest, found: Any) -> tuple[str, ...]:
        """Let nobody approve by restoring what was approved once."""
        return () if self.may_approve(request, found) else ("state",)

    def faults_of(self, row: Any) -> Iterable[str]:
        """Return why a row cannot be approved as it is written."""
        try:
            row.full_clean()
        except ValidationError as error:
            return error.messages
        return []


@admin.register(Assessment)
class AssessmentAdmin(ApprovableAdmin):
    """Assessments: first what is assessed, then the writing with the indicators in view."""

    form = AssessmentForm
    recorded_relations = ("goal",)
    fixed_fields = ("goal", "year", "round")
    list_display = ("goal", "year", "round", "verdict", "forecast", "state", "assessed_on")
    list_filter = ("year", "round", "state", "verdict")
    list_select_related = ("goal",)
    search_fields = ("goal__title", "result", "analysis")
    search_help_text = "Sök på målets text, resultat eller analys."
    readonly_fields = ("indicators",)
    fieldsets = (
        ("Vad som bedöms", {"fields": ("goal", "year", "round", "indicators")}),
        ("Bedömningen", {"fields": ("verdict", "forecast", "departure_reason")}),
        ("Texterna", {"fields": ("result", "analysis", "next_steps")}),
        ("Vem och när", {"fields": ("body", "assessed_on", "state")}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Assessment | None = None) -> Any:
        """Ask first for what is assessed: the writing needs its indicators beside it."""
        if obj is None:
            return [("Vad som bedöms", {"fields": ("goal", "year", "round")})]
        return super().get_fieldsets(request, obj)

    def may_approve(self, request: HttpRequest, _row: Assessment | None = None) -> bool:
        """Let the approvers of a goal's unit approve its assessment, and coordinators every one."""
        rights = rights_of(request.user)
        return bool(rights.decides_for or rights.coordinates) if _row is None else rights.decides(_row.goal.unit_id)

    def has_change_permission(self, request: HttpRequest, obj: Assessment | None = None) -> bool:
        """Let those of the goal's unit write its assessment."""
        is_theirs = obj is None or rights_of(request.user).sees(obj.goal.unit_id)
        return super().has_change_permission(request, obj) and is_theirs

    def has_delete_permission(self, request: HttpRequest, obj: Assessment | None = None) -> bool:
        is_theirs = obj is None or rights_of(request.user).sees(obj.goal.unit_id)
        return super().has_delete_permission(request, obj) and is_theirs

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Offer the goals of a person's units, each with its years, so that two periods' goals can be told apart."""
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name == "goal":
            goals = Goal.objects.select_related("focus_area__period")
            rights = rights_of(request.user)
            goals = goals if rights.coordinates else goals.filter(unit__in=rights.units)
            field.queryset = goals.order_by("-focus_area__period__first_year", "focus_area__position", "number")
            field.label_from_instance = _goal_with_years
        return field

    def response_add(self, request: HttpRequest, obj: Assessment, post_url_continue: str | None = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:goals_assessment_change", args=[obj.pk]))

    @admin.display(description="indikatorerna det året")
    def indicators(self, assessment: Assessment) -> str:
        """Return the distribution of the goal's indicators, which the verdict is written beside."""
        found = spread(statuses_of(assessment.goal, assessment.year))
        return f"Av {found.total}: {found.sentence}." if found.total else GOAL_WITHOUT_INDICATORS

    def faults_of(self, row: Assessment) -> Iterable[str]:
        reason = "" if row.departure_reason.strip() else unexplained(row, row.verdict or row.forecast)
        return [*super().faults_of(row), *filter(None, [reason])]


def _goal_with_years(goal: Goal) -> str:
    period = goal.focus_area.period
    return f"{goal.number}. {goal.title} ({period.first_year}–{period.last_year})"


@admin.register(OverallAssessment)
class OverallAdmin(ApprovableAdmin):
    """What is said about the whole municipality's year."""

    list_display = ("__str__", "body", "state", "assessed_on")
    list_filter = ("state", "round")
    fieldsets = (
        ("Vad som bedöms", {"fields": ("year", "round")}),
        ("Bedömningen", {"fields": ("text", "body", "assessed_on", "state")}),
    )


class FreezeForm(forms.Form):
    year = forms.IntegerField(label="År", validators=YEAR_RANGE, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    round = forms.ChoiceField(label="Uppföljning", choices=FollowUp.choices)
    decision = forms.ModelChoiceField(
        Decision.objects.all(), label="Beslut", empty_label="Välj …", help_text="Lägg först in beslutet bland besluten."
    )
    version = forms.IntegerField(
        label="Version",
        initial=1,
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="1 första gången. En fastställd uppföljning ändras aldrig: en rättad får nästa nummer och ett skäl.",
    )
    reason = forms.CharField(
        label="Skäl till ny version", required=False, widget=forms.Textarea(attrs={"rows": 3, "cols": 60})
    )


@admin.register(AnnualSummary)
class SummaryAdmin(PlanAdmin):
    """Adopted years: they are read and added to, never changed and never removed."""

    index_section = FOLLOW_UP
    list_display = ("__str__", "round", "decision", "frozen_at", "frozen_by", "is_unchanged")
    list_select_related = ("decision", "frozen_by")
    fields = ("year", "version", "round", "decision", "reason", "frozen_at", "frozen_by", "sha256", "is_unchanged")
    readonly_fields = ("is_unchanged",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("goals.freeze_annualsummary")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # there is no unfreezing

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="oförändrad")
    def is_unchanged(self, summary: AnnualSummary) -> str:
        return fault_of(published_version(summary)) or "Ja"

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Adopt a year. Not the ordinary form: the content is gathered in a transaction of its own."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = FreezeForm(request.POST or None, initial={"year": timezone.localdate().year - 1})
        if request.method == "POST" and form.is_valid() and (summary := self._frozen(request, form)):
            self.log_addition(request, summary, "Fastställd")
            self.message_user(
                request, f"{summary} är fastställd med kontrollsumman {summary.sha256}.", messages.SUCCESS
            )
            return HttpResponseRedirect(reverse("admin:goals_annualsummary_changelist"))
        context = self.admin_site.each_context(request) | {"form": form, "title": "Fastställ ett år", "opts": self.opts}
        return TemplateResponse(request, "admin/freeze.html", context)

    def _frozen(self, request: HttpRequest, form: FreezeForm) -> AnnualSummary | None:
        chosen = form.cleaned_data
        try:
            return freeze(
                chosen["year"],
                chosen["decision"],
                version=chosen["version"],
                reason=chosen["reason"],
                chosen=FollowUp(chosen["round"]),
                user=request.user,
            )
        except FrozenYear as fault:
            form.add_error(None, str(fault))
            return None
