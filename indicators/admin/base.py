"""What every page of the administration shares: no lost changes, no popups, nothing that needs a script."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import ActionLocation, IncorrectLookupParameters
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from indicators.admin.changes import stored_fields
from indicators.admin.display import read_only_fieldsets
from indicators.admin.forms import VersionedForm
from indicators.fields import OVERRIDES

# Where a kind of row stands on the first page: order and heading.
FIGURES = (1, "Siffror")
PLAN = (2, "Vision och mål")
PORTAL = (3, "Portalen")
ACCOUNTS = (4, "Användare och behörigheter")


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


class KeysOfAnyLength:
    """Lists that answer forged keys: Django checks that a single key fits in the database, but not a list of them."""

    # What is too large for SQLite is an error there, where PostgreSQL finds nothing.

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Answer a key that cannot be as Django answers any other address that makes no sense."""
        try:
            return super().get_changelist_instance(request)  # type: ignore[misc]
        except OverflowError as error:
            raise IncorrectLookupParameters(error) from error

    def response_action(self, request: HttpRequest, queryset: models.QuerySet, *args: Any, **kwargs: Any) -> Any:
        """Refuse the whole action for a tick that no row can have; it is read before anything is written."""
        if all(map(self._can_be_key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            return super().response_action(request, queryset, *args, **kwargs)  # type: ignore[misc]
        messages.warning(request, "En av de valda raderna finns inte. Inget är ändrat.")
        return None

    def _can_be_key(self, text: str) -> bool:
        try:
            self.opts.pk.clean(text, None)  # type: ignore[attr-defined]
        except ValidationError:
            return False
        return True


class PlanAdmin(WithoutScript, KeysOfAnyLength, admin.ModelAdmin):
    index_section = PLAN
    form = VersionedForm
    list_per_page = 50
    # Counting every choice of every filter costs a query each.
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
            return read_only_fieldsets(fieldsets, self.model)
        if obj and self.fieldsets:
            fieldsets.append(self.closing_fieldset())
        return fieldsets

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Explain how to write to those who write, and to nobody else."""
        # Django shows help texts on a page that is only read, too.
        if obj and not self.has_change_permission(request, obj):
            kwargs["help_texts"] = {field.name: "" for field in stored_fields(self.model)}
        return super().get_form(request, obj, change, **kwargs)

    def closing_fieldset(self) -> Any:
        return (None, {"fields": ("version",), "classes": ("guard",)})


MAX_ROWS = 250  # on one page: how many are sent is a number in the request, and Django would draw two thousand


class PlanInline(WithoutScript, admin.StackedInline):
    """Rows that belong to the row of the page. Stacked: a table of fields has no labels and no room on a phone."""

    form = VersionedForm
    extra = 1
    max_num = MAX_ROWS
    named_by: tuple[str, ...] = ()  # foreign keys that the rows' own names are made of

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        found = super().get_queryset(request)
        return found.select_related(*self.named_by) if self.named_by else found

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Make the form of the fields themselves, also where they are told plainly; at most so many rows are read."""
        fields = flatten_fieldsets(super().get_fieldsets(request, obj))
        return super().get_formset(request, obj, **{"fields": fields, "absolute_max": MAX_ROWS, **kwargs})

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Write numbers plainly where nothing can be written."""
        fieldsets = super().get_fieldsets(request, obj)
        writes = self.has_change_permission(request, obj) or self.has_add_permission(request, obj)
        return fieldsets if writes else read_only_fieldsets(fieldsets, self.model)
