"""Yearly values: the list an official works in."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from indicators.admin.base import FIGURES
from indicators.admin.changes import moment
from indicators.admin.corrections import CorrectionAdmin
from indicators.admin.outcome_filters import OwnMunicipalityFilter, YearFilter
from indicators.admin.outcome_forms import OutcomeForm
from indicators.admin.recorded import RecordedAdmin
from indicators.eventlog import LogActor, who_asks
from indicators.formats import capital, counted
from indicators.models import Correction, Indicator, Municipality, Outcome, Portal, Round
from indicators.reporting.rules.contents import Content
from indicators.reporting.rules.rights import rights_of
from indicators.reporting.values.changes import UNCHANGED, Refused, RowChange, given
from indicators.reporting.values.notes import note_token
from indicators.reporting.values.publishing import date_publication, record_correction
from indicators.reporting.values.saving import save
from indicators.series.rows import scale_of
from indicators.vocabulary import MissingReason, OutcomeState

admin.site.register(Correction, CorrectionAdmin)

REPUBLISHED = "Publicerat igen med ett annat värde."
PROTECTED = "Ett värde som har publicerats kan inte tas bort. Rätta det, eller ändra läget till Utkast."


def is_own(outcome: Outcome) -> bool:
    return Portal.objects.filter(municipality=outcome.municipality_id).exists()


def was_published(outcome: Outcome) -> bool:
    """Tell whether the public has been able to see an outcome, now or before."""
    return outcome.state == OutcomeState.PUBLISHED or outcome.published_at is not None


@admin.register(Outcome)
class OutcomeAdmin(RecordedAdmin):
    index_section = FIGURES
    form = OutcomeForm
    recorded_relations = ("indicator", "municipality")
    list_display = ("indicator", "municipality", "year", "sex", "value_text", "state", "source")
    list_filter = (
        OwnMunicipalityFilter,
        "state",
        YearFilter,
        ("indicator__unit", admin.RelatedOnlyFieldListFilter),
        "sex",
        "missing_reason",
        "origin",
    )
    list_select_related = ("indicator", "municipality")
    search_fields = ("indicator__name", "=indicator__kolada_id", "municipality__name", "source")
    search_help_text = "Sök på indikatorns namn, Kolada-id, kommun eller källa."
    ordering = ("-year", "indicator__position", "indicator__slug", "municipality__code", "sex")
    actions = ("publish",)
    fieldsets = (
        ("Vad värdet gäller", {"fields": ("indicator", "municipality", "year", "sex")}),
        ("Värdet", {"fields": ("value", "missing_reason", "is_preliminary", "comment")}),
        ("Källan", {"fields": ("source", "source_url", "origin", "retrieved_on", "next_expected")}),
        ("Publicering", {"fields": ("state",)}),
    )

    @admin.display(description="värde", ordering="value")
    def value_text(self, outcome: Outcome) -> str:
        """Return "12,5 % (preliminärt)" or "Saknas: för få svar"."""
        if outcome.value is None:
            return f"Saknas: {MissingReason(outcome.missing_reason).label.lower()}"
        text = scale_of(outcome.indicator).amount(outcome.value)
        return f"{text} (preliminärt)" if outcome.is_preliminary else text

    @admin.display(description="att ändra värdet")
    def changed_where(self, outcome: Outcome) -> str:
        """Return where one's own value is changed."""
        if not is_own(outcome):
            return ""
        address = reverse("reporting_entry", args=[outcome.year, outcome.indicator.slug])
        return format_html('Kommunens egna värden ändras i inmatningen: <a href="{}">{}</a>', address, str(outcome))

    @admin.display(description="att ta bort värdet")
    def deletable(self, outcome: Outcome) -> str:
        return PROTECTED

    @admin.display(description="publicerades")
    def first_published(self, outcome: Outcome) -> str:
        return f"{timezone.localtime(outcome.published_at):%Y-%m-%d kl. %H.%M}" if outcome.published_at else ""

    def get_fieldsets(self, request: HttpRequest, obj: Outcome | None = None) -> Any:
        """Tell, on a value that has been public, since when and that it stays."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not was_published(obj):
            return fieldsets
        fields = ("state", "first_published", "deletable", *(("changed_where",) if is_own(obj) else ()))
        return [(name, {**part, "fields": fields} if name == "Publicering" else part) for name, part in fieldsets]

    def get_readonly_fields(self, request: HttpRequest, obj: Outcome | None = None) -> Any:
        return (*super().get_readonly_fields(request, obj), "first_published", "deletable", "changed_where")

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Offer the municipalities that are compared with: one's own values go through the sheet."""
        if db_field.name == "municipality":
            kwargs.setdefault("queryset", Municipality.objects.filter(portal__isnull=True))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Outcome | None = None) -> bool:
        """Let others' values be changed here; the municipality's own are entered, approved and corrected elsewhere."""
        return super().has_change_permission(request, obj) and not (obj and is_own(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Outcome | None = None) -> bool:
        """Keep what has been public (arkivlagen); a draft may go."""
        return super().has_delete_permission(request, obj) and not (obj and (was_published(obj) or is_own(obj)))

    def may_restore(self, request: HttpRequest, found: Outcome) -> bool:
        """Let whoever enters the municipality's own values restore one; it then goes the same way as any change."""
        if is_own(found):
            return rights_of(request.user).reports(found.indicator.unit_id)
        return super().may_restore(request, found)

    def locked(self, row: Outcome) -> Any:
        """Lock the value's indicator first, as those who save and publish do: else two could wait for each other."""
        indicator = Indicator.objects.select_for_update(no_key=True).filter(pk=row.indicator_id).order_by("pk")
        list(indicator.values_list("pk"))
        return super().locked(row)

    def restore(self, request: HttpRequest, found: Outcome, record: Any) -> HttpResponse:
        """Put an earlier value of one's own in the sheet, for approval; write that of another municipality."""
        if not is_own(found):
            return super().restore(request, found, record)
        round_ = Round.objects.filter(year=found.year).first()
        if round_ is None:
            self.message_user(request, f"Året {found.year} är inte öppnat för inmatning.", messages.ERROR)
            return HttpResponseRedirect(reverse("admin:indicators_outcome_history", args=[found.pk]))
        earlier = Content(record.value, record.missing_reason)
        why = f"Återställt till det som gällde {moment(record.history_date)}"
        fault = self._enter(who_asks(request), round_, found, earlier, why)
        if fault:
            self.message_user(request, fault, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:indicators_outcome_history", args=[found.pk]))
        self.message_user(request, "Värdet står nu i inmatningen. Skicka in det för godkännande.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("reporting_entry", args=[found.year, found.indicator.slug]))

    def _enter(self, who: LogActor, round_: Round, found: Outcome, earlier: Content, why: str) -> str:
        """Write an earlier value in the sheet, and why where it then is a change; return why it could not be, or ""."""
        today = timezone.localdate()
        seen = (Content(found.value, found.missing_reason).token,)  # the history tells of nothing that is on its way
        try:
            change = RowChange({found.sex: given(found.indicator, earlier, seen)})
            saved = save(who, round_, found.indicator, change, today=today)
            result = saved.results.get(found.sex)
            if result is None:
                return "Indikatorn redovisas inte längre för kvinnor och män."
            if result.is_refused:
                return f"Det går inte att återställa: {result.message}"
            if result.kind == UNCHANGED:
                return "Det är samma värde som står i inmatningen nu."
            if saved.line.corrected:
                reason = RowChange({}, {"change_reason": (why, (note_token(""),))})
                save(who, round_, found.indicator, reason, today=today)
        except Refused as refused:
            return str(refused)
        return ""

    def save_restored(self, request: HttpRequest, found: Outcome) -> None:
        """Make a correction of what was public, as any change does."""
        record_correction(found, found._change_reason, request.user)  # type: ignore[attr-defined]  # noqa: SLF001
        super().save_restored(request, found)

    def save_model(self, request: HttpRequest, obj: Outcome, form: forms.ModelForm, change: bool) -> None:
        """Date the first publication, and make a correction of what was public before."""
        date_publication(obj)
        if change:
            record_correction(obj, form.cleaned_data.get("change_reason") or REPUBLISHED, request.user)
        super().save_model(request, obj, form, change)

    @admin.action(description="Publicera valda utfall", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Publish the drafts that were ticked, each with a line in its history."""
        # The municipality's own go through the sheet and its approval, also when they are ticked here.
        chosen = queryset.filter(municipality__portal__isnull=True)
        ticked = Outcome.objects.filter(pk__in=chosen.values("pk"), state=OutcomeState.DRAFT)
        with transaction.atomic():
            # Locked apart from the list's own query, whose joins and order cannot be locked.
            drafts = list(ticked.select_for_update())
            for outcome in drafts:
                outcome.state = OutcomeState.PUBLISHED
                date_publication(outcome)
                record_correction(outcome, REPUBLISHED, request.user)
                outcome.save()
        said = "Inget publicerades: de valda är redan publicerade, eller kommunens egna värden"
        if drafts:
            said = f"{capital(counted(len(drafts), 'utfall'))} är nu publicera{'t' if len(drafts) == 1 else 'de'}"
        self.message_user(request, f"{said}.", messages.SUCCESS)
