"""Hashes that say whose choice a password was: that of the development command, or of somebody else than its owner."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password


class DevelopmentHasher(PBKDF2PasswordHasher):
    """Marks a password as one of the own machine: only development has this hasher, so it opens nothing elsewhere."""

    algorithm = "development"
    # Of passwords with 96 random bits, made at every start: more work per guess would protect nothing and cost seconds.
    iterations = 1000


def development_password(password):
    """Return a password, hashed so that it is of no use outside development."""
    return make_password(password, hasher=DevelopmentHasher.algorithm)


def is_for_development(user):
    """Tell whether an account was made by `manage.py portal` on the own machine."""
    return user.password.startswith(f"{DevelopmentHasher.algorithm}$")


class GivenHasher(PBKDF2PasswordHasher):
    """Marks a password that somebody else has chosen, until its owner chooses another."""

    algorithm = "given"


def given_password(password):
    """Return a password, hashed so that its owner has to change it, whatever the account is called then."""
    return make_password(password, hasher=GivenHasher.algorithm)


def is_given(user):
    """Tell whether somebody else chose a person's password."""
    return user.password.startswith(f"{GivenHasher.algorithm}$")
