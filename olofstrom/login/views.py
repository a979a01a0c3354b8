"""The account pages that django-allauth has no view for, or whose view lacks something."""

from allauth.account.stages import LoginStageController
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView, PasswordChangeView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.eventlog import LogActor, record, who_asks
from indicators.vocabulary import EventKind
from olofstrom.login import browsers, factors, oidc, sessions, throttle
from olofstrom.login.adapters import WRONG_KEY, FactorStage
from olofstrom.login.sessions import MUST_CHANGE

REASON = "orsak"  # in the address of the login page: why somebody is there again


class PortalLoginView(LoginView):
    """Name and password, a key, or the municipality's directory."""

    def get_context_data(self, **kwargs):
        """Add what the page says to somebody whose time has run out, and the other ways in."""
        found = super().get_context_data(**kwargs)
        time_ran_out = self.request.GET.get(REASON) == sessions.TIME_RAN_OUT
        return found | {
            "time_ran_out": time_ran_out,
            "directory": settings.OIDC,
            "idle_minutes": settings.LOGIN_IDLE_MINUTES,
        }


class SecondFactorView(AuthenticateView):
    """The second step of a login: a code, or a key."""

    def dispatch(self, request, *args, **kwargs):
        """Begin anew where the first step would not be passed any more: another password, an account that is closed."""
        login = LoginStageController.enter(request, FactorStage.key)
        if login and not login.is_still_valid():
            return login.abort()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        found = super().get_context_data(**kwargs)
        theirs = Authenticator.objects.filter(user=self.stage.login.user)
        return found | {"types": set(theirs.values_list("type", flat=True))}


class OwnAccountView(IndexView):
    """A person's own account: factors, password and logins."""

    def get_context_data(self, **kwargs):
        """Add whether a factor has to be added before anything else, and how many codes are left in reserve."""
        found = super().get_context_data(**kwargs)
        reserve = found["authenticators"].get(Authenticator.Type.RECOVERY_CODES)
        return found | {
            "must_add": settings.REQUIRE_MFA and not factors.has_passed(self.request, self.request.user),
            "codes_left": len(reserve.get_unused_codes()) if reserve else 0,
        }


class AddAppView(ActivateTOTPView):
    def form_valid(self, form):
        """Use up the code that confirmed the app, so that it opens nothing afterwards."""
        with transaction.atomic():
            answer = super().form_valid(form)
            factors.accepting(self.request.user, form.cleaned_data["code"])
        return answer

    def get_context_data(self, **kwargs):
        """Add the secret in groups of four, as a person reads and types it."""
        found = super().get_context_data(**kwargs)
        secret = found["form"].secret
        return found | {"secret_parts": [secret[at : at + 4] for at in range(0, len(secret), 4)]}


class ChangePasswordView(PasswordChangeView):
    def dispatch(self, request, *args, **kwargs):
        """Turn back whoever logs in without a password."""
        if not request.user.has_usable_password():
            messages.info(request, "Ditt konto har inget lösenord här, så det finns inget att byta.")
            return HttpResponseRedirect(reverse("mfa_index"))
        return super().dispatch(request, *args, **kwargs)

    def get_default_success_url(self):
        """Lead on to the account, or to what is still missing there."""
        return reverse("mfa_index")

    def get_context_data(self, **kwargs):
        """Add whether somebody else has chosen the password."""
        is_given = self.request.session.get(MUST_CHANGE) == self.request.user.pk
        return super().get_context_data(**kwargs) | {"password_is_given": is_given}


class KeyLoginView(LoginWebAuthnView):
    """A key in place of name and password."""

    def form_invalid(self, form):
        """Log it and go back to the login; a key cannot be guessed, so that nobody is locked out by it."""
        now, source = timezone.now(), throttle.source_of(sessions.client_address(self.request))
        if not throttle.is_logged_recently(EventKind.LOGIN_FAILED, now, address=source, account_key=""):
            record(EventKind.LOGIN_FAILED, LogActor(None, source or ""), "", "Fel nyckel")
        messages.error(self.request, WRONG_KEY)
        return HttpResponseRedirect(login_address(get_next_redirect_url(self.request)))


class KeyReauthenticateView(ReauthenticateWebAuthnView):
    def form_invalid(self, form):
        """Say so on the same page."""
        messages.error(self.request, WRONG_KEY)
        return HttpResponseRedirect(self.request.get_full_path())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_sessions(request):
    """Show a person's logins, and end one or all the others."""
    if request.method == "POST":
        return _end(request)
    found = [
        {
            "pk": each.pk,
            "browser": browsers.described(each.user_agent),
            "address": each.ip,
            "began": each.created_at,
            "seen": each.last_seen_at,
            "is_this": each.session_key == request.session.session_key,
        }
        for each in sessions.alive(request.user, timezone.now())
    ]
    return render(request, "usersessions/usersession_list.html", {"sessions": found, "has_others": len(found) > 1})


def _end(request):
    others = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
    which = request.POST.get("login", "")
    if which:
        # SQLite answers a key of twenty digits with an error, where PostgreSQL finds nothing.
        if not (which.isascii() and which.isdigit() and len(which) < 19):
            raise Http404
        others = others.filter(pk=get_object_or_404(others, pk=int(which)).pk)
    count = sessions.end(others)
    record(EventKind.SESSION_ENDED, who_asks(request), request.user.get_username(), f"Avslutade inloggningar: {count}")
    messages.success(request, "Inloggningen är avslutad." if which else "Alla andra inloggningar är avslutade.")
    return HttpResponseRedirect(reverse("usersessions_list"))


@require_safe
def keep_alive(request):
    """Answer a page that asks to stay logged in: 204, or 401 when it is too late."""
    return HttpResponse(status=204 if request.user.is_authenticated else 401)


@require_POST
def oidc_login(request):
    """Send a person to the municipality's directory."""
    if settings.OIDC is None:
        raise Http404
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse(settings.LOGIN_REDIRECT_URL))
    return oidc.authorization_url(request, get_next_redirect_url(request))


@require_safe
def oidc_callback(request):
    """Take a person back from the directory."""
    if settings.OIDC is None:
        raise Http404
    return oidc.complete_callback(request)


def login_address(next_url="", reason=""):
    """Return the address of the login page, which leads on to `next_url` and says why somebody is there again."""
    given = {"next": next_url, REASON: reason}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"{reverse('account_login')}?{query}" if query else reverse("account_login")
