"""Who may log in and what their roles let them do in the administration; roles stand in place of groups.

A role is an assignment, read anew at every request, so that what is given or taken holds from the next page on.
"""

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_permission_codename, get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import check_password
from django.views.decorators.debug import sensitive_variables

from goals.models import Assessment
from indicators.admin.base import PORTAL
from indicators.models import Assignment, Event
from indicators.reporting.rules.rights import rights_of
from olofstrom.login.accounts import account_named, may_log_in
from olofstrom.login.hashers import is_for_development, is_given

WORK = ("goals", "indicators")
FOR_ADMINISTRATORS = (Assignment, Event)
WRITES = ("add", "change", "delete")


class RoleBackend(ModelBackend):
    """Checks passwords and gives permissions by role. Groups and permissions of single accounts count for nothing."""

    @sensitive_variables("password")
    def authenticate(self, request, username=None, password=None, **_kwargs):
        """Return the account of a user name and a password, or None; both take the time of one hashing."""
        if username is None or password is None:
            return None
        user = account_named(username)
        if user is None:
            get_user_model()().set_password(password)  # takes the time that a real account would
            return None
        # Without saving where the hash is a mark: hashed anew, the password would lose it.
        is_marked = is_for_development(user) or is_given(user)
        check_guess = check_password(password, user.password) if is_marked else user.check_password(password)
        return user if check_guess and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user):
        """Tell whether an account may be used; asked at every request, whatever the account logged in with."""
        return may_log_in(user)

    def get_user_permissions(self, user_obj, obj=None):
        """Return nothing: nobody has permissions of their own."""
        return set()

    def get_group_permissions(self, user_obj, obj=None):
        """Return what a person's roles give, for every object alike; which rows, the pages themselves decide."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        return permissions_of(rights_of(user_obj))


def permissions_of(rights):
    """Return the names of the permissions that go with somebody's rights, such as "goals.change_goal"."""
    found = set()
    shown = shown_models() - set(FOR_ADMINISTRATORS)
    if rights.has_reporting_role:
        found |= _names(shown_models(but=PORTAL) - set(FOR_ADMINISTRATORS), ("view",))
        found |= _names({Assessment}, ("add", "change"))
    if rights.coordinates:
        found |= _names(shown, ("view", *WRITES)) | {
            f"{options.app_label}.{code}" for options in map(_options, shown) for code, _ in options.permissions
        }
    if rights.administers:
        found |= _names({get_user_model(), *FOR_ADMINISTRATORS}, ("view", *WRITES))
    return found


def shown_models(but=None):
    """Return the kinds of rows of the plan and the figures that the administration has pages for, or parts of pages.

    Without the pages under one of the first page's headings: what concerns the portal itself, readers' messages with
    names and addresses among it, is not for everybody who enters values.
    """
    ours = [model for app in WORK for model in apps.get_app_config(app).get_models()]
    pages = [admin.site.get_model_admin(model) for model in ours if admin.site.is_registered(model)]
    # Pages that go by role decide themselves.
    pages = [page for page in pages if not getattr(page, "by_role", False)]
    if but:
        pages = [page for page in pages if getattr(page, "index_section", None) != but]
    return {page.model for page in pages} | {part.model for page in pages for part in page.inlines}


def _names(models, verbs):
    return {
        f"{options.app_label}.{get_permission_codename(verb, options)}"
        for options in map(_options, models)
        for verb in verbs
        # Some kinds of rows can only be viewed, as an adopted year.
        if verb in options.default_permissions
    }


def _options(model):
    return model._meta  # noqa: SLF001  Django's own name for what is public
