"""Who may log in and what they may do, without the lists that need a script and a held-down key."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import models

from indicators.admin.base import ACCOUNTS, WithoutScript, yes_or_no
from indicators.formats import capital

VERBS = {"view": "se", "add": "lägga till", "change": "ändra", "delete": "ta bort"}
GIVEN_IN = ("goals", "indicators")


def changed_by_hand() -> set[type[models.Model]]:
    """Return the kinds of rows of the plan and the figures that the administration has pages for."""
    ours = [model for app in GIVEN_IN for model in apps.get_app_config(app).get_models()]
    found = [admin.site.get_model_admin(model) for model in ours if admin.site.is_registered(model)]
    pages = [page for page in found if not getattr(page, "by_role", False)]  # a permission would open nothing there
    return {page.model for page in pages} | {part.model for page in pages for part in page.inlines}


class PermissionField(forms.ModelMultipleChoiceField):
    """Permissions in words: "Utfall: ändra"."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, permission: Any) -> str:
        """Return what the permission lets a person do."""
        verb, _, _ = permission.codename.partition("_")
        model = permission.content_type.model_class()
        name = model._meta.verbose_name_plural if model else permission.content_type.model  # noqa: SLF001
        return f"{capital(str(name))}: {VERBS.get(verb, verb)}"


apps.get_app_config("auth").verbose_name = ACCOUNTS[1]  # Django's own word is a translation of "authentication"
admin.site.unregister((Group, User))


@admin.register(Group)
class AccountGroupAdmin(GroupAdmin):
    """Groups of people with the same permissions."""

    index_section = ACCOUNTS
    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        """Offer the permissions that concern the plan and the figures."""
        types = ContentType.objects.get_for_models(*changed_by_hand()).values()
        ours = Permission.objects.filter(content_type__in=types).select_related("content_type")
        chosen = ours.order_by("content_type__app_label", "content_type__model", "pk")
        return PermissionField(chosen, required=False, label="Får", help_text="Vad gruppens medlemmar får göra.")


@admin.register(User)
class AccountUserAdmin(WithoutScript, UserAdmin):
    """People who log in."""

    index_section = ACCOUNTS
    filter_horizontal = ()
    list_display = ("username", "first_name", "last_name", "email", "works_here", "may_all")
    works_here = yes_or_no("is_staff", "får logga in här")
    may_all = yes_or_no("is_superuser", "får göra allt")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("Behörighet", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Datum", {"fields": ("last_login", "date_joined")}),
    )

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Keep who has logged in, since the history names them; such an account is made inactive instead."""
        return super().has_delete_permission(request, obj) and not (obj and obj.last_login)

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        """Tick the groups a person belongs to."""
        kwargs = {"widget": forms.CheckboxSelectMultiple, "help_text": "Vad personen får göra.", **kwargs}
        return super().formfield_for_manytomany(db_field, request, **kwargs)
