"""What django-allauth asks the project: who is let in, with which words, and where a person is led."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from indicators.eventlog import LogActor, record, who_asks
from indicators.models import Portal
from indicators.vocabulary import EventKind
from olofstrom.login import factors, sessions, throttle
from olofstrom.login.accounts import may_log_in

FRESH = 5 * 60  # seconds since somebody proved who they are, within which factors may be changed
LOG_IN_ANEW = (
    "Det här går att göra inom fem minuter från det att du loggade in. Logga ut, logga in igen och försök på nytt."
)
WRONG_LOGIN = f"Det gick inte att logga in. Kontrollera användarnamnet och lösenordet. {throttle.WAIT}"
WRONG_CODE = f"Koden stämmer inte. Varje kod gäller en gång. {throttle.WAIT}"
WRONG_PASSWORD = f"Lösenordet stämmer inte. {throttle.WAIT}"
WRONG_KEY = f"Nyckeln gick inte att använda här. {throttle.WAIT}"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG_LOGIN,
        "incorrect_password": WRONG_PASSWORD,
        "enter_current_password": WRONG_PASSWORD,
    }

    def is_open_for_signup(self, request):
        """Say that nobody signs up: an administrator makes the accounts."""
        return False

    def get_client_ip(self, request):
        """Return the address as the nearest proxy tells it, the same that the log has."""
        return sessions.client_address(request)

    def is_safe_url(self, url):
        """Accept only addresses of the portal itself to be led on to, without scheme or host."""
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def authenticate(self, request, **credentials):
        """Return the account of a name and a password, or None, with no sign of which of the reasons it was."""
        now = timezone.now()
        guess = throttle.Guess.at(credentials["username"], self.get_client_ip(request), "lösenord")
        if throttle.is_flooded(guess, now):
            return None
        found = authenticate(request, **credentials)  # the slow part, for known and unknown names alike
        return throttle.check_guess(guess, lambda: found, now)

    def pre_login(self, request, user, **hints):
        """Stop an account that may not be used, whatever it was opened with."""
        if may_log_in(user):
            return super().pre_login(request, user, **hints)
        clear_login(request)
        who = LogActor(None, self.get_client_ip(request))
        record(
            EventKind.LOGIN_FAILED, who, user.get_username(), "Kontot får inte användas", account=user.get_username()
        )
        # The same words as for a wrong password: whether an account is inactive is nobody else's business.
        self.add_message(request, messages.ERROR, message=WRONG_LOGIN)
        return HttpResponseRedirect(reverse("account_login"))

    def logout(self, request):
        """End every login of the person, since a forgotten one elsewhere is what logging out is for."""
        # Asked first: afterwards the request is nobody's.
        person, who = request.user, who_asks(request)
        super().logout(request)
        ended = sessions.end_all(person)
        record(EventKind.LOGOUT, who, person.get_username(), f"Avslutade inloggningar: {ended}")

    def get_login_stages(self):
        """Ask for the second factor and nothing else."""
        return ["olofstrom.login.adapters.FactorStage"]

    def is_reauthentication_required(self, *, app, **_kwargs):
        """Ask again who somebody is before factors are changed, unless they have just shown it."""
        records = get_authentication_records(self.request, self.request.user)
        if any(timezone.now().timestamp() - each["at"] < FRESH for each in records):
            return False
        if not self.get_reauthentication_methods(self.request.user):
            # Whoever has nothing but the directory shows who they are by logging in there.
            messages.info(self.request, LOG_IN_ANEW)
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("mfa_index")))
        return True

    def get_reauthentication_methods(self, user):
        """Name the ways to show who one is in Swedish."""
        words = {
            "reauthenticate": "Använd lösenordet",
            "mfa_reauthenticate": "Använd en kod",
            "mfa_reauthenticate:webauthn": "Använd en nyckel",
        }
        return [each | {"description": words[each["id"]]} for each in super().get_reauthentication_methods(user)]


class FactorStage(AuthenticateStage):
    """The second step of a login."""

    def handle(self):
        """Note which password the account has when the step begins."""
        self.state["account"] = self.login.user.get_session_auth_hash()
        return super().handle()

    def is_still_valid(self):
        """Tell whether the account may be used, and still has a factor and the password that it had to begin with."""
        user = self.login.user
        is_same = constant_time_compare(self.state.get("account", ""), user.get_session_auth_hash())
        return is_same and may_log_in(user) and factors.has_factor(user)

    def _should_handle(self, request):
        return not did_directory_ask(request, self.login.user) and super()._should_handle(request)


def did_directory_ask(request, user):
    """Tell whether the municipality's own directory has let a person in, and asked for a second factor."""
    if not (settings.OIDC and settings.OIDC.demands_factor):
        return False
    records = get_authentication_records(request, user)
    return bool(records) and records[-1]["method"] == "socialaccount"


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text):
        return factors.encrypted(text)

    def decrypt(self, encrypted_text):
        return factors.decrypted(encrypted_text)

    def get_totp_label(self, user):
        """Return what an app shows beside the code."""
        return user.get_username()

    def get_public_key_credential_user_entity(self, user):
        """Return what the device shows when it asks which key to use."""
        return super().get_public_key_credential_user_entity(user) | {
            "name": user.get_username(),
            "display_name": user.get_full_name() or user.get_username(),
        }

    def _get_site_name(self):
        portal = Portal.objects.first()
        name = f"{portal.title}, {portal.full_name}" if portal else "Målportalen"
        return name.replace(":", " ")  # an app reads what stands before a colon as another name

    def generate_authenticator_name(self, user, type):  # noqa: A002  allauth's name
        """Return what a key is called until its owner names it."""
        return f"Nyckel {len(factors.keys_of(user)) + 1}"
