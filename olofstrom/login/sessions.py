"""How long a login lasts, and how it ends: by the clock, by its owner, or by an administrator.

Every login has a row of its own (`UserSession`), made when it begins. A session without one is ended, so the list a
person sees is whole, and ending a login is a removal that every process notices at its next request.
"""

import ipaddress
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from indicators.eventlog import address_of

BEGAN = "login_began"  # in the session: the new key that comes with a new password must not start the clock anew
MUST_CHANGE = "must_change_password"  # in the session: the key of the person whose password somebody else has chosen
NOWHERE = "::"
MAX_AGENT_LENGTH = 200  # characters of what a browser calls itself
NOTICE = timedelta(minutes=1)  # between two writes that somebody is still here
TIME_RAN_OUT, ENDED = "time", "ended"


def begin(request, user):
    """Note that a person's login begins in a request's session."""
    now = timezone.now()
    request.session[BEGAN] = now.timestamp()
    # A session has its key, by which the row is found, when it is stored.
    if not request.session.session_key:
        request.session.save()
    facts = {
        "user": user,
        "ip": client_address(request),
        "user_agent": request.META.get("HTTP_USER_AGENT", "")[:MAX_AGENT_LENGTH],
        "created_at": now,
        "last_seen_at": now,
    }
    UserSession.objects.update_or_create(session_key=request.session.session_key, defaults=facts)


def client_address(request):
    """Return the address that a request came from, as the nearest proxy tells it; "::" where that is none."""
    address = address_of(request.META, is_behind_proxy=settings.BEHIND_TLS_PROXY)
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return NOWHERE


def why_over(request, user, now):
    """Return TIME_RAN_OUT or ENDED for a login that is over, "" for one that holds; at most one write a minute."""
    session = request.session
    if session.login_of != user.pk:
        return ENDED
    began = datetime.fromtimestamp(session.get(BEGAN, 0), tz=now.tzinfo)
    if now - session.last_seen >= idle_limit() or now - began >= longest():
        return TIME_RAN_OUT
    if now - session.last_seen >= NOTICE:
        # From what this request has read: of many at once one writes.
        of_request(request).filter(last_seen_at=session.last_seen).update(last_seen_at=now)
    return ""


def of_request(request):
    """Return the login of a request's session, as something to end."""
    return UserSession.objects.filter(session_key=request.session.session_key)


def idle_limit():
    return timedelta(minutes=settings.LOGIN_IDLE_MINUTES)


def longest():
    """Return how long a login lasts at most."""
    return timedelta(hours=settings.LOGIN_LONGEST_HOURS)


def alive(user, now):
    """Return a person's logins that hold, the newest first."""
    found = UserSession.objects.filter(user=user, last_seen_at__gt=now - idle_limit()).order_by("-created_at", "-pk")
    stored = Session.objects.filter(expire_date__gt=now, session_key__in=[each.session_key for each in found])
    keys = set(stored.values_list("session_key", flat=True))
    return [each for each in found if each.session_key in keys]


def end(found):
    """End logins, which are rows of `UserSession`, and return how many there were."""
    keys = [each.session_key for each in found]
    Session.objects.filter(session_key__in=keys).delete()
    return UserSession.objects.filter(session_key__in=keys).delete()[0]


def end_all(user, *, but=None):
    """End every login of a person, or all but that with the session key `but`; return how many there were."""
    return end(UserSession.objects.filter(user=user).exclude(session_key=but or ""))
