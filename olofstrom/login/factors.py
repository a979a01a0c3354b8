"""The second factor: whether a login has passed one, how its secrets are kept, and how it is taken away."""

import base64
import logging

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

log = logging.getLogger(__name__)

PASSED = "factor_passed_by"  # in the session: the key of the person who has passed a factor there
LAST_STEP = "last_step"  # beside an app's secret: the latest half minute whose code has been used
NAMES = {
    Authenticator.Type.TOTP: "app för engångskoder",
    Authenticator.Type.WEBAUTHN: "nyckel",
    Authenticator.Type.RECOVERY_CODES: "reservkoder",
}


def note_passed(request, user):
    request.session[PASSED] = user.pk


def has_passed(request, user):
    return request.session.get(PASSED) == user.pk


def has_factor(user):
    """Tell whether a person has a second factor. Codes in reserve are none: they stand in for one that is lost."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def keys_of(user):
    """Return a person's passkeys, the oldest first."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("pk")


def described(authenticator):
    """Return what a factor is called in Swedish: "nyckel: Jobbdatorn"."""
    name = NAMES[authenticator.type]
    return f"{name}: {authenticator.wrap().name}" if authenticator.type == Authenticator.Type.WEBAUTHN else name


def remove_all(user):
    """Take away every factor of a person, for whom an administrator vouches, and return what they were called."""
    with transaction.atomic():
        found = list(Authenticator.objects.filter(user=user).order_by("pk"))
        Authenticator.objects.filter(pk__in=[each.pk for each in found]).delete()
    return [described(each) for each in found]


def accepting(user, code):
    """Return the factor of a person that a typed code fits, or None. Every code works once, in every process."""
    for each in Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN):
        is_app = each.type == Authenticator.Type.TOTP
        if _use_step(each, code) if is_app else each.wrap().validate_code(code):
            return each
    return None


def _use_step(authenticator, code):
    with transaction.atomic():
        # Locked, or two requests with one code could both find it unused.
        locked = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        secret = decrypted(locked.data["secret"])
        for step in totp.yield_hotp_counters_from_time():
            fits = compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, step)))
            # What is older than the code that was used last is refused too.
            if fits and step > locked.data.get(LAST_STEP, -1):
                locked.data[LAST_STEP] = step
                locked.save(update_fields=["data"])
                return True
    return False


def encrypted(text):
    """Return a factor's secret as it is stored: a copy of the database alone makes nobody's codes."""
    return _ciphers().encrypt(text.encode()).decode()


def decrypted(stored):
    """Return a factor's secret. Where the portal's own secret has been changed, return one that no code fits."""
    try:
        return _ciphers().decrypt(stored.encode()).decode()
    except InvalidToken:
        log.exception("En inloggningsmetod kan inte läsas: PORTAL_SECRET_KEY är en annan än när den lades till.")
        return totp.generate_totp_secret()


def _ciphers():
    # The first writes; the secrets that the portal had before still read what they wrote.
    return MultiFernet([_cipher(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _cipher(secret):
    key = salted_hmac("olofstrom.login.factors", "secrets of factors", secret=secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
