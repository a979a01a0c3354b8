"""Logging in by the municipality's own directory (OpenID Connect: Entra ID, AD FS): only into accounts that exist.

The first time, the account is the one whose user name the directory tells. From then on the directory's own number for
the person (`sub`) decides, so that a name which changes hands there opens nothing here.
"""

import secrets

import jwt
import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from indicators.eventlog import LogActor, address_of, record
from indicators.vocabulary import EventKind
from olofstrom.environment import PROVIDER, is_safe_address
from olofstrom.login import throttle
from olofstrom.login.accounts import account_named, may_log_in

# By a pair of keys only: HS256 would let whoever has the client's secret sign, and none anybody.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
MAX_CLAIM_LENGTH = (
    191  # characters that are stored of a person's number; the protocol allows 255, and directories use some 40
)
LEEWAY = 60  # seconds that two clocks may differ
# What goes wrong when the directory is away, or answers something else than the protocol says.
FAULTS = (OAuth2Error, requests.RequestException, KeyError, TypeError, ValueError, IntegrityError)


class UntrustedDirectory(OAuth2Error):
    """The directory's answer is not what it should be; the message holds nothing secret."""


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """Finds the account of whoever the directory lets in; makes none."""

    def is_open_for_signup(self, request, sociallogin):
        """Say that nobody gets an account by logging in."""
        return False

    def pre_social_login(self, request, sociallogin):
        """Bind the directory's person to the account with that user name, once; refuse whoever has none."""
        reason = "" if sociallogin.is_existing else self._connect(request, sociallogin)
        if not reason and not may_log_in(sociallogin.user):
            reason = f"Kontot {sociallogin.user.get_username()} får inte användas"
        if reason:
            raise ImmediateHttpResponse(refusal(request, reason))

    def _connect(self, request, sociallogin):
        """Bind the account, and return why it cannot be done, or ""."""
        account = account_named(sociallogin.account.extra_data["name"])
        if account is None or not may_log_in(account):
            return "Inget konto som får användas har det användarnamn som katalogen anger"
        with transaction.atomic():
            # Locked, or two people of the directory could be bound to one account at once.
            get_user_model().objects.select_for_update().get(pk=account.pk)
            if SocialAccount.objects.filter(user=account, provider=PROVIDER).exists():
                return f"Kontot {account.get_username()} hör redan till en annan person i katalogen"
            sociallogin.connect(request, account)
        return ""

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Show our own page for everything that fails between the two."""
        raise ImmediateHttpResponse(failure(request, exception or error))


class DirectoryClient(OpenIDConnectOAuth2Adapter):
    """Speaks with the directory. Beside what allauth does, it checks signature, nonce and whose the answers are."""

    nonce = ""

    def get_provider(self):
        """Return the directory, which is to speak by this class too when it sends people away."""
        found = super().get_provider()
        found.oauth2_adapter_class = DirectoryClient
        return found

    def get_callback_url(self, request, app):
        """Return where the directory sends people back: the address that is registered there."""
        return build_absolute_uri(request, reverse("oidc_callback"))

    @property
    def openid_config(self):
        """Return what the directory tells of itself; raises UntrustedDirectory when that cannot be right."""
        found = super().openid_config
        if str(found.get("issuer", "")).rstrip("/") != settings.OIDC.server:
            raise UntrustedDirectory("issuer är en annan än servern")
        if not all(is_safe_address(str(found.get(name, ""))) for name in ENDPOINTS):
            raise UntrustedDirectory("en adress hos katalogen är inte säker")
        return found

    def complete_login(self, request, app, token, **kwargs):
        """Return whom the signed answer names; raises UntrustedDirectory when anything in it is wrong."""
        claims = self._claims(app, kwargs["response"].get("id_token") or "")
        found = self.get_provider().sociallogin_from_response(request, {"id_token": {"sub": claims["sub"]}})
        name = str(claims.get(settings.OIDC.claim) or "")
        found.account.extra_data = {"name": name if _can_be_stored(name) else ""}  # nothing else is kept
        return found

    def _claims(self, app, id_token):
        try:
            claims = jwt.decode(
                id_token,
                key=self._key(id_token),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise UntrustedDirectory(f"id_token: {error}") from error
        if not self.nonce or not secrets.compare_digest(str(claims["nonce"]).encode(), self.nonce.encode()):
            raise UntrustedDirectory("id_token: nonce är en annan")
        if not (claims["sub"] and isinstance(claims["sub"], str) and _can_be_stored(claims["sub"])):
            raise UntrustedDirectory("id_token: sub är ingen personkod")
        # An answer may be for several; this names whom it was given to.
        if claims.get("azp", app.client_id) != app.client_id:
            raise UntrustedDirectory("id_token: azp är en annan")
        return claims

    def _key(self, id_token):
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        name = jwt.get_unverified_header(id_token).get("kid")
        found = [each for each in keys if each.key_id == name] if name else keys
        if len(found) != 1:
            raise UntrustedDirectory("id_token: nyckeln finns inte hos katalogen")
        return found[0]


class Callback(OAuth2CallbackView):
    """Takes a person back from the directory, once per departure."""

    def _get_state(self, request, provider):
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = ((state or {}).get("data") or {}).get("nonce", "")
        return state, answer


def authorization_url(request, next_url):
    """Return the page that sends a person to the directory, and remember that this session sent them.

    Where the directory does not answer as it should, return the page that says so instead.
    """
    directory, nonce = DirectoryClient(request, PROVIDER).get_provider(), secrets.token_urlsafe(24)
    try:
        answer = directory.redirect(
            request, AuthProcess.LOGIN, next_url=next_url, data={"nonce": nonce}, auth_params={"nonce": nonce}
        )
    except FAULTS as error:
        return failure(request, error)
    # By a page and not by a redirect: our policy lets forms lead to the portal only, and a browser follows that policy
    # through every redirect after a form.
    return render(request, "socialaccount/departure.html", {"name": settings.OIDC.name, "address": answer.url})


def complete_callback(request):
    """Return the answer to a person who comes back from the directory."""
    try:
        return Callback.adapter_view(DirectoryClient(request, PROVIDER))(request)
    except FAULTS as error:
        return failure(request, error)


def refusal(request, detail):
    """Log why and return the page for somebody without an account here; it looks the same for every reason."""
    _tell(request, detail)
    return render(request, "socialaccount/refused.html", {"name": settings.OIDC.name}, status=403)


def failure(request, fault):
    """Log why and return the page that says that the login failed on the way."""
    # What another's exception says may hold what the directory answered; only its kind is written down.
    _tell(request, str(fault) if isinstance(fault, UntrustedDirectory | str) else type(fault).__name__)
    return render(request, "socialaccount/authentication_error.html", {"name": settings.OIDC.name}, status=401)


def _can_be_stored(text):
    """Tell whether a database takes a text as it is; PostgreSQL refuses some characters that JSON may hold."""
    return text.isprintable() and len(text) <= MAX_CLAIM_LENGTH


def _tell(request, detail):
    now, address = timezone.now(), address_of(request.META, is_behind_proxy=settings.BEHIND_TLS_PROXY)
    source = throttle.source_of(address)
    if not throttle.is_logged_recently(EventKind.LOGIN_FAILED, now, address=source, account_key="", detail=detail):
        record(EventKind.LOGIN_FAILED, LogActor(None, source or ""), settings.OIDC.name, detail)
