"""Who reaches the administration: only those whose login holds and has passed everything that is asked for.

Three middlewares, outermost first: what is refused goes into the log; a login that is over counts as none; and nothing
under /admin/ answers before the gate has let the request through.
"""

from datetime import datetime, timedelta
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from indicators.eventlog import LogActor, address_of, record
from indicators.vocabulary import EventKind
from olofstrom.login import factors, sessions, throttle
from olofstrom.login.views import login_address

ADMIN, ACCOUNT = "/admin/", "/konto/"
ALWAYS = ("account_logout", "keep_alive")
CHANGES_PASSWORD = (*ALWAYS, "account_change_password")
SETS_UP = (*ALWAYS, "account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn")
SHOWS_FACTOR = (*ALWAYS, "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
EXPIRED_LOGIN = "En inloggning som är avslutad användes igen"
GONE = "Du är inte inloggad längre. Logga in igen för att fortsätta."


def log_refusals(get_response):
    """Log every 403 to somebody logged in, and every form without its token."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == HTTPStatus.FORBIDDEN:
            _log_refusal(request)
        return response

    return middleware


def expire_sessions(get_response):
    """Let a login that is over count as none, everywhere, from the moment somebody asks whose the request is."""

    def middleware(request):
        claimed = request.user
        request.user = SimpleLazyObject(lambda: _is_logged_in(request, claimed))
        return get_response(request)

    return middleware


def require_full_login(get_response):
    """Let nobody into the administration who is not fully logged in, and lead them to what is missing."""

    def middleware(request):
        # By `path_info`: it is the same wherever a server mounts the portal.
        if request.path_info.startswith(ADMIN):
            refusal = _refusal(request)
        elif request.path_info.startswith(ACCOUNT):
            refusal = _required_step(request) if request.user.is_authenticated else None
        else:
            refusal = None
        return refusal or get_response(request)

    return middleware


def login_clock(request):
    """Tell templates how many seconds a login lasts without a request, and how many it has left at most."""

    def found():
        began = request.session.get(sessions.BEGAN)
        if not (began and request.user.is_authenticated):
            return None
        left = datetime.fromtimestamp(began, tz=timezone.get_current_timezone()) + sessions.longest() - timezone.now()
        return {"idle": int(sessions.idle_limit() / timedelta(seconds=1)), "left": int(left / timedelta(seconds=1))}

    return {"login_clock": SimpleLazyObject(found)}


def _is_logged_in(request, claimed):
    """Return who a request is from; nobody where the login is over, or still on its way and asked for elsewhere."""
    if not claimed.is_authenticated:
        return claimed
    reason = sessions.why_over(request, claimed, timezone.now())
    if reason:
        _end(request, claimed, reason)
        return AnonymousUser()
    is_portal_address = request.path_info.startswith((ADMIN, ACCOUNT))
    return claimed if is_portal_address or not _missing(request, claimed) else AnonymousUser()


def _end(request, user, reason):
    request.login_over = reason
    sessions.end(sessions.of_request(request))
    request.session.flush()
    if reason == sessions.TIME_RAN_OUT:
        record(EventKind.SESSION_ENDED, LogActor(user, _address(request)), user.get_username(), "Tiden gick ut")


def _refusal(request):
    if not request.user.is_authenticated:
        if _is_expired_login(request):
            request.refusal = EXPIRED_LOGIN
            _log_refusal(request)
        return _to_login(request)
    detour = _required_step(request)
    if detour is None and not request.user.is_staff:
        raise PermissionDenied
    return detour


def _is_expired_login(request):
    """Tell whether a request carries the key of a login that has been ended, or of none that there ever was.

    A browser whose login ends here is told to forget its key, so one that comes back with it was copied, or was logged
    out from elsewhere. That the time has run out is told by `_end`.
    """
    has_logged = getattr(request, "login_over", "") == sessions.TIME_RAN_OUT
    has_key = bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    return has_key and request.session.session_key is None and not has_logged


def _to_login(request):
    return _redirected(request, login_address(_next_address(request), getattr(request, "login_over", "")))


def _next_address(request):
    """Return where a person goes on after the login: the page they asked for."""
    is_login = request.path in {reverse("admin:login"), reverse("admin:logout")}
    wanted = request.GET.get("next", "") if is_login else request.get_full_path()
    return wanted if get_adapter().is_safe_url(wanted) else ""


def _redirected(request, address):
    """Return a redirect; for a part of a page 401, since a login must not end up in the middle of the page.

    The address stands in a header without its query: the script of the page knows where it wants to come back.
    """
    if not request.htmx:
        return HttpResponseRedirect(address)
    headers = {"X-Login-Url": address.partition("?")[0]}
    return HttpResponse(GONE, status=401, headers=headers, content_type="text/plain; charset=utf-8")


def _required_step(request):
    """Return the redirect to what a login lacks; None where it lacks nothing, or the page asked for mends it."""
    missing = _missing(request, request.user)
    if not missing:
        return None
    pages, address = missing
    if request.path in {reverse(name) for name in pages}:
        return None
    return _redirected(request, address)


def _missing(request, user):
    """Return the pages that mend what a login lacks, and the address of the first of them; None where it is whole."""
    if request.session.get(sessions.MUST_CHANGE) == user.pk:
        return CHANGES_PASSWORD, reverse("account_change_password")
    if not settings.REQUIRE_MFA or factors.has_passed(request, user):
        return None
    if factors.has_factor(user):  # added elsewhere since this login began
        return SHOWS_FACTOR, f"{reverse('mfa_reauthenticate')}?{urlencode({'next': reverse('admin:index')})}"
    return SETS_UP, reverse("mfa_index")


def _log_refusal(request):
    reason = getattr(request, "refusal", "")
    known = getattr(request, "user", AnonymousUser())
    user = known if known.is_authenticated else None
    subject = f"{request.method} {request.path}"
    source = throttle.source_of(_address(request)) or ""
    if user:
        record(EventKind.REFUSED, LogActor(user, _address(request)), subject, reason)
    # Anybody can send forms without a token all day: a row a minute from an address is enough.
    elif reason and not throttle.is_logged_recently(
        EventKind.REFUSED, timezone.now(), address=source or None, actor=None
    ):
        record(EventKind.REFUSED, LogActor(None, source), subject, reason)


def _address(request):
    return address_of(request.META, is_behind_proxy=settings.BEHIND_TLS_PROXY)
