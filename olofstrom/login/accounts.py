"""Which account a name means, and whether it may be logged in to."""

from django.conf import settings
from django.contrib.auth import get_user_model

from olofstrom.login.hashers import is_for_development


def account_named(name):
    """Return the account with a user name, whichever letters are capitals, or None.

    Compared here and not in the database, since SQLite knows no å. Where two names differ in capitals only,
    each is reached by its exact name.
    """
    users = get_user_model().objects
    typed = _normal(name)
    same = {username: pk for pk, username in users.values_list("pk", "username") if _normal(username) == typed}
    pk = same.get(name) or (next(iter(same.values())) if len(same) == 1 else None)
    return users.filter(pk=pk).first() if pk else None


def may_log_in(user):
    """Tell whether an account may be used at all: active, and not one of the own machine anywhere else."""
    return user.is_active and (settings.DEVELOPMENT or not is_for_development(user))


def _normal(name):
    return get_user_model().normalize_username(name.strip()).casefold()
