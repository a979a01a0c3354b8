"""Reporting years in the administration: their days, and what has been done with them."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from indicators.admin.base import PlanAdmin
from indicators.admin.changes import moment
from indicators.admin.forms import VersionedForm
from indicators.eventlog import who_asks
from indicators.models import Round
from indicators.reporting.round.rounds import open_round, remove, revise
from indicators.reporting.rules.rights import rights_of
from indicators.reporting.values.changes import Refused
from indicators.reporting.words import person_name

YEARS = (1, "Inmatning")


def may_coordinate(user: Any) -> bool:
    """Tell whether a person coordinates. Every page of the administration asks, so a superuser costs no query."""
    return (user.is_active and user.is_superuser) or rights_of(user).coordinates


class CoordinatorsOnly:
    """A page whose rights are a role's: Django's own permissions, given person by person, do not open it."""

    index_section = YEARS
    by_role = True

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_coordinate(request.user)


class RoundAdminForm(VersionedForm):
    class Meta:
        help_texts = {
            "year": "Året som värdena gäller, till exempel 2025 för det som matas in i början av 2026.",
            "due_on": "Då ska varje indikator vara inskickad. Den som har något kvar påminns 14 och 3 dagar innan, "
            "dagen efter, en vecka efter och sedan varannan vecka tills året låses.",
            "publishing": "Antingen värde för värde när godkännaren säger ja, eller allt på en gång.",
        }


@admin.register(Round)
class RoundAdmin(CoordinatorsOnly, PlanAdmin):
    """Years that values are entered for. Publishing, locking and unlocking have a page of their own, with a reason."""

    form = RoundAdminForm
    fixed_fields = ("year",)
    list_display = ("year", "phase", "opens_on", "due_on", "publishing", "progress")
    readonly_fields = ("phase", "pages", "history")
    fieldsets = (
        (None, {"fields": ("year", "opens_on", "due_on", "publishing")}),
        ("Hur det står till", {"fields": ("phase", "pages", "history")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return Round.objects.with_steps()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the days only, before the year is there."""
        return super().get_fieldsets(request, obj) if obj else self.fieldsets[:1]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_coordinate(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let coordinators change the days of a year that is not locked."""
        return may_coordinate(request.user) and not (obj and obj.locked_at)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let coordinators take away a year that was made by mistake: one that nothing hangs on."""
        if not may_coordinate(request.user) or obj is None:
            return False
        return not (obj.entries.exists() or obj.reminders.exists() or obj.uploads.exists())

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the years alone: the steps that go with them are not removed by themselves."""
        found = list(objs)
        return [str(each) for each in found], {Round._meta.verbose_name_plural: len(found)}, set(), []  # noqa: SLF001

    def save_model(self, request: HttpRequest, obj: Round, form: Any, change: bool) -> None:
        """Open a year or change its days, as the verbs do it."""
        who = who_asks(request)
        if change:
            revise(who, obj, opens_on=obj.opens_on, due_on=obj.due_on, publishing=obj.publishing)
        else:
            # Django shows the page of the row that it was given.
            obj.pk = open_round(who, obj.year, obj.opens_on, obj.due_on, obj.publishing).pk

    def delete_model(self, request: HttpRequest, obj: Round) -> None:
        remove(who_asks(request), obj)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say so when the year was locked, or opened by another, while the form was being filled in."""
        return self._or_refused(request, super().changeform_view, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say so when something was entered for the year while the question was being read."""
        return self._or_refused(request, super().delete_view, *args, **kwargs)

    def _or_refused(self, request: HttpRequest, view: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as reason:
            self.message_user(request, str(reason), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:indicators_round_changelist"))

    @admin.display(description="läge")
    def phase(self, round_: Round) -> str:
        return str(round_.phase(timezone.localdate()).label)

    @admin.display(description="hur långt det har kommit")
    def progress(self, round_: Round) -> str:
        return format_html('<a href="{}">Läget för {}</a>', reverse("reporting_progress", args=[round_.year]), round_)

    @admin.display(description="sidor")
    def pages(self, round_: Round) -> str:
        address = reverse("reporting_lock", args=[round_.year])
        return format_html('{}<br><a href="{}">Publicera, lås eller lås upp</a>', self.progress(round_), address)

    @admin.display(description="det som har hänt")
    def history(self, round_: Round) -> str:
        rows = (
            (
                f"{moment(step.at)} {person_name(step.by)}: {step.get_move_display()}",
                step.reason and f". {step.reason}",
            )
            for step in round_.steps.all()
        )
        return format_html_join(mark_safe("<br>"), "{}{}", rows)
