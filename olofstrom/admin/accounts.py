"""Who may log in, and with which roles: the pages of accounts, for administrators only."""

from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from indicators.admin.base import ACCOUNTS, KeysOfAnyLength, PlanInline, WithoutScript
from indicators.admin.display import yes_or_no
from indicators.admin.forms import VersionedForm
from indicators.eventlog import record, who_asks
from indicators.models import Assignment
from indicators.vocabulary import EventKind
from olofstrom.admin.logins import logins_view
from olofstrom.admin.rights import changes_in, rights_in_words, roles_in_words
from olofstrom.login import sessions
from olofstrom.login.accounts import account_named
from olofstrom.login.events import log_password
from olofstrom.login.forms import CHOICE_HELP
from olofstrom.login.hashers import given_password, is_for_development

WORDS = {
    "is_active": "Kontot får användas",
    "is_staff": "Får logga in i administrationen",
    "is_superuser": "Får göra allt",
}
HELP = {
    "is_active": "Bocka ur för den som slutar. Då avslutas alla inloggningar, och det personen har gjort finns kvar.",
    "is_staff": "Vad personen ser och får göra där bestäms av uppdragen.",
    "is_superuser": "För den som sköter driften. Ges hellre som uppdraget Administratör.",
}
TAKEN = "Det finns redan ett konto med det användarnamnet."


def _explain(fields: dict[str, Any]) -> None:
    """Say in plain Swedish what the fields of a password are for."""
    fields["password1"].help_text = f"{CHOICE_HELP} Personen får byta det vid nästa inloggning."
    fields["password2"].label, fields["password2"].help_text = "Lösenord igen", ""
    if "usable_password" in fields:
        fields["usable_password"].label = "Hur loggar personen in?"
        fields["usable_password"].help_text = ""
        fields["usable_password"].choices = [("true", "Med ett lösenord här"), ("false", "Bara med kommunens konto")]


class _GivesPassword:
    """A form by which somebody chooses another person's password."""

    cleaned_data: dict[str, Any]

    def set_password_and_save(self, user: Any, commit: bool = True, **kwargs: Any) -> Any:
        """Set it so that its owner has to change it."""
        super().set_password_and_save(user, commit=False, **kwargs)  # type: ignore[misc]  # the form it is mixed into
        if user.has_usable_password():
            user.password = given_password(self.cleaned_data["password1"])
        if commit:
            user.save()
        return user


class NewAccountForm(_GivesPassword, AdminUserCreationForm):
    """A new account and its first password, which its owner has to change at once."""

    class Meta(AdminUserCreationForm.Meta):
        fields = ("username", "first_name", "last_name", "email", "is_staff")
        labels = WORDS
        help_texts = HELP | {
            "username": "Skriv det som katalogen kallar personen, om ni loggar in med kommunens konto."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_staff"].initial = True
        _explain(self.fields)

    def clean_username(self) -> str:
        """Refuse a name that another account has, whichever letters are capitals."""
        name = self.cleaned_data["username"]
        if account_named(name):
            raise forms.ValidationError(TAKEN)
        return name


class NewPasswordForm(_GivesPassword, AdminPasswordChangeForm):
    """A new password for somebody else, which they have to change at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _explain(self.fields)


class AccountForm(VersionedForm, UserChangeForm):
    """What is known of an account; an old page gives nobody back what another has taken from them meanwhile."""

    unversioned = ("last_login", "password")

    class Meta(UserChangeForm.Meta):
        labels = WORDS
        help_texts = HELP

    def clean_username(self) -> str:
        """Refuse a name that another account has, whichever letters are capitals."""
        name = self.cleaned_data["username"]
        found = account_named(name)
        if found and found.pk != self.instance.pk:
            raise forms.ValidationError(TAKEN)
        return name


class AssignmentInline(PlanInline):
    """What a person does in the portal; nobody gives themselves more, or takes away what they need to come back."""

    model = Assignment
    fields = ("role", "unit", "version")
    verbose_name_plural = "uppdrag"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and may_change_rights(request.user, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and may_change_rights(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and may_change_rights(request.user, obj)


apps.get_app_config("auth").verbose_name = ACCOUNTS[1]  # Django's own word is a translation of "authentication"
admin.site.unregister((Group, User))  # roles stand in place of groups


@admin.register(User)
class AccountAdmin(WithoutScript, KeysOfAnyLength, UserAdmin):
    index_section = ACCOUNTS
    form = AccountForm
    add_form = NewAccountForm
    inlines = (AssignmentInline,)
    filter_horizontal = ()
    list_display = ("username", "full_name", "email", "roles", "active", "works_here")
    list_filter = ("is_active", "assignments__role")
    show_facets = admin.ShowFacets.NEVER
    search_help_text = "Sök på användarnamn, namn eller e-postadress."
    active = yes_or_no("is_active", "får användas")
    works_here = yes_or_no("is_staff", "får logga in i administrationen")
    may_all = yes_or_no("is_superuser", "får göra allt")
    readonly_fields = ("last_login", "date_joined", "active", "works_here", "may_all")
    change_password_form = NewPasswordForm
    change_user_password_template = "admin/auth/user/give_password.html"  # noqa: S105  no password

    @admin.display(description="namn", ordering="last_name", empty_value="–")
    def full_name(self, user: User) -> str | None:
        """Return first and last name."""
        return user.get_full_name() or None

    @admin.display(description="uppdrag")
    def roles(self, user: User) -> str:
        """Return what the person does, in words."""
        return roles_in_words(user)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Fetch the roles with the accounts: two queries whatever their number."""
        return super().get_queryset(request).prefetch_related("assignments__unit")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Let nobody change their own rights, and let only those who may do everything give that to others."""
        person = ("username", "first_name", "last_name", "email")
        if obj is None:
            choice = ("usable_password",) if settings.OIDC else ()
            return (
                (None, {"fields": (*person, "is_staff")}),
                ("Lösenord", {"fields": (*choice, "password1", "password2")}),
            )
        rights: tuple[str, ...] = ("is_active", "is_staff")
        if not may_change_rights(request.user, obj):
            rights = ("active", "works_here", "may_all")
        elif request.user.is_superuser:
            rights = (*rights, "is_superuser")
        dates = ("last_login", "date_joined")
        shown = ((None, {"fields": person}), ("Behörighet", {"fields": rights}), ("Datum", {"fields": dates}))
        guard = ((None, {"fields": ("version",), "classes": ("guard",)}),)
        return (*shown, *guard) if self.has_change_permission(request, obj) else shown

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let only those who may all change each other."""
        return super().has_change_permission(request, obj) and (
            obj is None or not obj.is_superuser or request.user.is_superuser
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep who has logged in, since the history names them; such an account is made inactive instead."""
        return self.has_change_permission(request, obj) and (
            super().has_delete_permission(request, obj) and not (obj and obj.last_login)
        )

    def get_urls(self) -> Any:
        """Add the page of somebody's logins and factors."""
        view = self.admin_site.admin_view(lambda request, id: logins_view(self, request, id))  # noqa: A006  Django's name
        return [path("<id>/inloggning/", view, name="auth_user_logins"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Note the rights so far, which the log compares with."""
        obj.rights_before = rights_in_words(User.objects.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Log what has been changed, and end the logins of somebody who may not log in any more."""
        super().save_related(request, form, formsets, change)
        user, who = form.instance, who_asks(request)
        if not change:
            record(EventKind.ACCOUNT, who, user.get_username(), "Skapade kontot")
            if user.has_usable_password():
                log_password(who, user, "Gav kontot ett första lösenord")
        elif facts := [str(form.fields[name].label) for name in form.changed_data if name not in WORDS]:
            record(EventKind.ACCOUNT, who, user.get_username(), f"Ändrade {', '.join(facts).lower()}")
        if told := changes_in(user.rights_before, rights_in_words(User.objects.get(pk=user.pk))):
            record(EventKind.RIGHTS, who, user.get_username(), told)
        if not user.is_active and (count := sessions.end_all(user)):
            record(EventKind.SESSION_ENDED, who, user.get_username(), f"Avslutade inloggningar: {count}")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Log that an account that nobody has used is gone."""
        record(EventKind.ACCOUNT, who_asks(request), obj.get_username(), "Tog bort kontot")
        super().delete_model(request, obj)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Give another person a new password, which they have to change, and end their logins."""
        user = self.get_object(request, unquote(id))
        if user is None:
            raise Http404
        if user.pk == request.user.pk:
            return HttpResponseRedirect(reverse("account_change_password"))  # which asks for the present one
        if is_for_development(user):
            messages.error(request, "Kontot finns bara på den här datorn och får ett nytt lösenord vid nästa start.")
            return HttpResponseRedirect(reverse("admin:auth_user_change", args=[user.pk]))
        answer = super().user_change_password(request, id, form_url)
        if isinstance(answer, TemplateResponse):
            answer.context_data = {**(answer.context_data or {}), "directory": settings.OIDC}
        changed = User.objects.get(pk=user.pk)
        if changed.password != user.password:
            done = "Gav kontot ett nytt lösenord" if changed.has_usable_password() else "Tog bort kontots lösenord"
            count = sessions.end_all(changed)
            log_password(who_asks(request), changed, f"{done}. Avslutade inloggningar: {count}")
        return answer


def may_change_rights(person: Any, account: Any) -> bool:
    """Tell whether a person may change an account's rights: never their own, and a superuser's only as one of them."""
    return account is None or (account.pk != person.pk and (person.is_superuser or not account.is_superuser))
