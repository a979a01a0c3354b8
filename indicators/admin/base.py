"""What every page of the administration shares: no lost changes, no popups, nothing that needs a script."""

from copy import copy
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import flatten_fieldsets, quote, unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.urls import path, reverse

from indicators.admin.changes import UNSPOKEN, differences, fingerprint, history_rows, moment, said, stored_fields
from indicators.fields import OVERRIDES
from indicators.formats import listed

# Where a kind of row stands on the first page: order and heading.
FIGURES = (1, "Siffror")
PLAN = (2, "Vision och mål")
PORTAL = (3, "Portalen")
ACCOUNTS = (4, "Användare och behörigheter")


class VersionedForm(forms.ModelForm):
    """A form that refuses to overwrite what somebody else has saved since it was opened."""

    unguarded: tuple[str, ...] = ()  # fields that change without anybody's hand

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = fingerprint(self.instance, self.unguarded)

    def clean(self) -> dict[str, Any]:
        """Compare with the stored row, locked until this change is saved; raises nothing, adds a form error."""
        cleaned = super().clean() or {}
        if not self.instance.pk:
            return cleaned
        rows = type(self.instance).objects.order_by("pk")  # a row is locked alone, not with what it is sorted by
        stored = rows.select_for_update().filter(pk=self.instance.pk).first()
        if stored is None:
            self.add_error(None, "Någon annan har tagit bort uppgifterna sedan du öppnade sidan.")
        elif cleaned.get("version") != (current := fingerprint(stored, self.unguarded)):
            self.add_error(None, self._conflict(stored, cleaned))
            # The writer has now seen the other's values: saving once more is a choice, not an accident.
            self.data = cast("QueryDict", self.data).copy()
            self.data[self.add_prefix("version")] = current
        return cleaned

    def _conflict(self, stored: models.Model, cleaned: dict[str, Any]) -> str:
        mine = copy(stored)
        for name in ({field.name for field in stored_fields(stored)} & set(cleaned)) - set(self.unguarded):
            setattr(mine, name, cleaned[name])
        told = [f"{each.field} är nu {each.old}, du har {each.new}" for each in differences(stored, mine)]
        what = listed(told) or "Det som är sparat är nu detsamma som du har skrivit"
        return (
            f"Någon annan har ändrat uppgifterna sedan du öppnade sidan. {what}. "
            "Inget är sparat. Spara igen om det du har skrivit ska gälla."
        )


def yes_or_no(field: str, description: str) -> Any:
    """Return a column that says Ja or Nej, where Django draws a mark named "True"."""

    @admin.display(description=description, ordering=field)
    def said(_page: admin.ModelAdmin, row: models.Model) -> str:
        return "Ja" if getattr(row, field) else "Nej"

    return said


class WithoutScript:
    """Widgets that need no script, and no links that open windows: shared by pages and the parts inside them."""

    formfield_overrides: Any = OVERRIDES

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Return the form field without the icons for adding and changing what it points at."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = field.empty_label and _nothing_chosen(field)
        elif isinstance(field, forms.ChoiceField):
            choices: Any = field.choices
            field.choices = [(value, label if value else _nothing_chosen(field)) for value, label in choices]
        return field


def _nothing_chosen(field: forms.ChoiceField) -> str:
    return "Välj …" if field.required else "Inget valt"


def to_read(fieldsets: Any, model: type[models.Model]) -> list[Any]:
    """Return the parts of a page that is only read, plainly: Django shows ten decimals, and marks named "True"."""
    kinds = (models.DecimalField, models.BooleanField)
    plain = {field.name: _plainly(field) for field in stored_fields(model) if isinstance(field, kinds)}

    def told(name: Any) -> Any:
        return tuple(map(told, name)) if isinstance(name, list | tuple) else plain.get(name, name)

    return [(heading, {**part, "fields": told(part["fields"])}) for heading, part in fieldsets]


def _plainly(field: models.Field) -> Any:
    @admin.display(description=field.verbose_name)
    def said_plainly(row: models.Model) -> str:
        value = getattr(row, field.name)
        return admin.site.empty_value_display if value is None else said(field, value)

    said_plainly.__name__ = field.name  # Django asks for what belongs to the field by this
    return said_plainly


class PlanAdmin(WithoutScript, admin.ModelAdmin):
    """A page for one kind of row."""

    index_section = PLAN
    form = VersionedForm
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    delete_confirmation_max_display = 20
    fixed_fields: tuple[str, ...] = ()  # set once: addresses are printed in council papers

    def get_action_choices(
        self,
        request: HttpRequest,
        default_choices: Any = None,
        action_location: ActionLocation = ActionLocation.CHANGE_LIST,
    ) -> Any:
        """Name the empty choice in Swedish, which Django does not."""
        return super().get_action_choices(request, default_choices or [("", "Välj …")], action_location)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Add what may not change once the row is there."""
        return (*super().get_readonly_fields(request, obj), *(self.fixed_fields if obj else ()))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Suggest an address only while it can still be chosen."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Add the hidden mark that guards against overwriting another's change."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj and not self.has_change_permission(request, obj):
            return to_read(fieldsets, self.model)
        if obj and self.fieldsets:
            fieldsets.append(self.closing_fieldset())
        return fieldsets

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Explain how to write to those who write, and to nobody else."""
        if obj and not self.has_change_permission(request, obj):
            kwargs["help_texts"] = {field.name: "" for field in stored_fields(self.model)}
        return super().get_form(request, obj, change, **kwargs)

    def closing_fieldset(self) -> Any:
        """Return the last part of a form that changes a row."""
        return (None, {"fields": ("version",), "classes": ("guard",)})


class PlanInline(WithoutScript, admin.StackedInline):
    """Rows that belong to the row of the page. Stacked: a table of fields has no labels and no room on a phone."""

    form = VersionedForm
    extra = 1
    named_by: tuple[str, ...] = ()  # foreign keys that the rows' own names are made of

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Fetch what the headings of the rows need."""
        found = super().get_queryset(request)
        return found.select_related(*self.named_by) if self.named_by else found

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Make the form of the fields themselves, also where they are told plainly."""
        fields = flatten_fieldsets(super().get_fieldsets(request, obj))
        return super().get_formset(request, obj, **{"fields": fields, **kwargs})

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Write numbers plainly where nothing can be written."""
        fieldsets = super().get_fieldsets(request, obj)
        writes = self.has_change_permission(request, obj) or self.has_add_permission(request, obj)
        return fieldsets if writes else to_read(fieldsets, self.model)


def reason_field(label: str) -> forms.CharField:
    """Return the question why something is changed."""
    return forms.CharField(
        label=label,
        max_length=100,
        required=False,
        help_text="Högst 100 tecken. Sparas i historiken.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class RecordedForm(VersionedForm):
    """A form whose reason for a change follows the change into the history."""

    change_reason = reason_field("Varför ändras uppgiften?")

    def clean(self) -> dict[str, Any]:
        """Hand the reason over to the history."""
        cleaned = super().clean()
        self.instance._change_reason = cleaned.get("change_reason") or ""  # noqa: SLF001  simple_history reads it there
        return cleaned


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
        """Show every recorded change, newest first."""
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
        """Tell whether a person may make an earlier state of a row the present one."""
        return self.has_change_permission(request, found)

    def restore_view(self, request: HttpRequest, object_id: str, history_id: int) -> HttpResponse:
        """Make an earlier state the present one, as a new change; the history keeps what was between."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        asked_for = self.get_object(request, unquote(object_id))
        if asked_for is None:
            raise Http404
        with transaction.atomic():
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
            found.full_clean()
        except ValidationError as error:
            self.message_user(request, f"Det går inte att återställa: {' '.join(error.messages)}", messages.ERROR)
        else:
            self.save_restored(request, found)
            self.message_user(request, "Återställt. Ändringen står i historiken.", messages.SUCCESS)
        return HttpResponseRedirect(reverse(admin_urlname(self.opts, "history"), args=[quote(found.pk)]))  # type: ignore[arg-type]

    def fields_kept(self, _request: HttpRequest, _found: Any) -> tuple[str, ...]:
        """Return the fields that a person may not change, and that restoring leaves as they are."""
        return ()

    def save_restored(self, _request: HttpRequest, found: Any) -> None:
        """Store a row whose earlier state has been written in it."""
        found.save()
