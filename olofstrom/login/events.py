"""What happens to logins, passwords and factors, as it goes into the log; connected when the project starts."""

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import authentication_step_completed, password_changed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset, authenticator_used
from allauth.socialaccount.signals import social_account_added
from django.conf import settings
from django.contrib.auth.signals import user_logged_in as session_began
from django.dispatch import receiver

from indicators.eventlog import record, who_asks
from indicators.vocabulary import EventKind
from olofstrom.login import factors, sessions
from olofstrom.login.adapters import did_directory_ask
from olofstrom.login.hashers import is_given

MEANS = {
    ("password", None): "lösenord",
    ("mfa", Authenticator.Type.TOTP): "kod ur app",
    ("mfa", Authenticator.Type.RECOVERY_CODES): "reservkod",
    ("mfa", Authenticator.Type.WEBAUTHN): "nyckel",
}


@receiver(session_began)
def begin_session(request, user, **_):
    """Give every login its row and its clock."""
    sessions.begin(request, user)


@receiver(authentication_step_completed)
def renew_session(request, reauthenticated=False, **_):
    """Give a new key to a login whose person has shown again who they are, so that a copy is worth nothing."""
    if reauthenticated:
        request.session.cycle_key()  # ASVS 7.2.4


@receiver(user_logged_in)
def log_login(request, user, **_):
    """Log who came in and by what means."""
    proofs = get_authentication_records(request, user)
    if did_directory_ask(request, user):
        factors.note_passed(request, user)
    # Who came in by the directory or a key may not know a password that somebody else chose, or took away.
    if any(each["method"] == "password" for each in proofs) and is_given(user):
        request.session[sessions.MUST_CHANGE] = user.pk
    record(
        EventKind.LOGIN,
        who_asks(request),
        user.get_username(),
        " och ".join(dict.fromkeys(map(_means, proofs))),
        account=user.get_username(),
    )


def log_password(who, user, detail):
    """Log that a password was chosen, by its owner or by somebody else."""
    record(EventKind.PASSWORD, who, user.get_username(), detail)


@receiver(password_changed)
def log_new_password(request, user, **_):
    """Log it, and end the logins elsewhere, which the old password may have opened."""
    request.session.pop(sessions.MUST_CHANGE, None)
    sessions.end_all(user, but=request.session.session_key)
    log_password(who_asks(request), user, "Bytte lösenord")


@receiver(authenticator_used)
def note_factor(request, user, **_):
    """Let a login on that has shown its second factor."""
    factors.note_passed(request, user)


@receiver(authenticator_added)
def log_new_factor(request, user, authenticator, **_):
    """Log it, and end the logins elsewhere, which have not shown it; this one may do more now, under a new key."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        factors.note_passed(request, user)
        request.session.cycle_key()
        sessions.end_all(user, but=request.session.session_key)
    record(EventKind.FACTOR, who_asks(request), user.get_username(), f"Lade till {factors.described(authenticator)}")


@receiver(authenticator_removed)
def log_removed_factor(request, user, authenticator, **_):
    """Log it, and end the logins elsewhere, which it may have opened; whoever takes away the last has none to show."""
    if not factors.has_factor(user):
        request.session.pop(factors.PASSED, None)
    sessions.end_all(user, but=request.session.session_key)
    record(EventKind.FACTOR, who_asks(request), user.get_username(), f"Tog bort {factors.described(authenticator)}")


@receiver(authenticator_reset)
def log_new_codes(request, user, **_):
    record(EventKind.FACTOR, who_asks(request), user.get_username(), "Skapade nya reservkoder")


@receiver(social_account_added)
def log_connection(sociallogin, request, **_):
    """Log that an account is bound to a person in the municipality's directory."""
    subject = sociallogin.user.get_username()
    record(EventKind.ACCOUNT, who_asks(request), subject, f"Kopplade kontot till {settings.OIDC.name}")


def _means(proof):
    return MEANS.get((proof["method"], proof.get("type"))) or settings.OIDC.name
