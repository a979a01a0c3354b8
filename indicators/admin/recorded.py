"""Pages of rows whose every change is kept, and can be made undone by one more change."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse

from indicators.admin.base import PlanAdmin
from indicators.admin.changes import UNSPOKEN, history_rows, moment, stored_fields
from indicators.admin.forms import RecordedForm


class RecordedAdmin(PlanAdmin):
    """A page for one kind of row whose every change is kept: who, when, old, new and why."""

    form = RecordedForm
    object_history_template = "admin/recorded_history.html"
    recorded_relations: tuple[str, ...] = ()  # foreign keys, fetched together with the history

    def closing_fieldset(self) -> Any:
        """Ask why, last on the page."""
        return ("Ändringen", {"fields": ("change_reason", "version")})

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Let the page's reason follow the rows that are changed on it, too."""
        for part in formset.forms:
            part.instance._change_reason = form.cleaned_data.get("change_reason") or ""  # noqa: SLF001
        super().save_formset(request, form, formset, change)

    def get_urls(self) -> Any:
        """Add where an earlier state is made the present one again."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        address = path("<path:object_id>/history/<int:history_id>/restore/", self.restore_view, name=name)
        return [address, *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        found = self.get_object(request, object_id)
        records = found.history.select_related("history_user", *self.recorded_relations) if found else ()
        context = {
            "rows": history_rows(records),
            "may_restore": found is not None and self.may_restore(request, found),
            "restore_url": f"admin:{self.opts.app_label}_{self.opts.model_name}_restore",
            "subtitle": None,
            **(extra_context or {}),
        }
        return super().history_view(request, object_id, context)

    def may_restore(self, request: HttpRequest, found: Any) -> bool:
        return self.has_change_permission(request, found)

    def restore_view(self, request: HttpRequest, object_id: str, history_id: int) -> HttpResponse:
        """Make an earlier state the present one, as a new change; the history keeps what was between."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        asked_for = self.get_object(request, unquote(object_id))
        if asked_for is None:
            raise Http404
        with transaction.atomic():
            # Read again under lock: the right is asked of the row as it is, not as it was when the page was shown.
            found = self.locked(asked_for)
            record = found and found.history.filter(history_id=history_id).exclude(history_type="-").first()
            if found is None or record is None:
                raise Http404
            if not self.may_restore(request, found):
                raise PermissionDenied
            return self.restore(request, found, record)

    def locked(self, row: Any) -> Any:
        """Return a row as it is stored now, which nobody else writes in until the transaction ends."""
        return self.model.objects.select_for_update(of=("self",)).filter(pk=row.pk).order_by().first()

    def restore(self, request: HttpRequest, found: Any, record: Any) -> HttpResponse:
        """Write the fields of an earlier state in a row, if it still can be so, and lead to the row."""
        kept = {*UNSPOKEN, *self.fields_kept(request, found)}
        for field in stored_fields(found):
            if not field.primary_key and field.name not in kept:
                setattr(found, field.attname, getattr(record, field.attname))
        found._change_reason = f"Återställt till det som gällde {moment(record.history_date)}"  # noqa: SLF001
        try:
            self.check_restored(found)
        except ValidationError as error:
            self.message_user(request, f"Det går inte att återställa: {' '.join(error.messages)}", messages.ERROR)
        else:
            self.save_restored(request, found)
            self.message_user(request, "Återställt. Ändringen står i historiken.", messages.SUCCESS)
        return HttpResponseRedirect(reverse(admin_urlname(self.opts, "history"), args=[quote(found.pk)]))  # type: ignore[arg-type]

    def fields_kept(self, _request: HttpRequest, _found: Any) -> tuple[str, ...]:
        """Return the fields that a person may not change, and that restoring leaves as they are."""
        return ()

    def check_restored(self, found: Any) -> None:
        """Raise ValidationError where an earlier state cannot be any more."""
        found.full_clean()

    def save_restored(self, _request: HttpRequest, found: Any) -> None:
        found.save()
