"""How long a login lasts, and how it ends: by the clock, by its owner, or by an administrator.

Every login has a row of its own (`UserSession`), made when it begins. A session without one is ended, so the list a
person sees is whole, and ending a login is a removal that every process notices at its next request.
"""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

BEGAN = "login_began"  # in the session: the new key that comes with a new password must not start the clock anew
MUST_CHANGE = "must_change_password"  # in the session: the key of the person whose password somebody else has chosen
NOTICE = timedelta(minutes=1)  # between two writes that somebody is still here
TIME_RAN_OUT, ENDED = "time", "ended"


def begin(request):
    """Note that a login begins in a request's session."""
    request.session[BEGAN] = timezone.now().timestamp()
    UserSession.objects.create_from_request(request)


def why_over(request, user, now):
    """Return TIME_RAN_OUT or ENDED for a login that is over, "" for one that holds; at most one write a minute."""
    found = of_request(request).filter(user=user).first()
    if found is None:
        return ENDED
    began = datetime.fromtimestamp(request.session.get(BEGAN, 0), tz=now.tzinfo)
    if now - found.last_seen_at >= idle_limit() or now - began >= longest():
        return TIME_RAN_OUT
    if now - found.last_seen_at >= NOTICE:
        UserSession.objects.filter(pk=found.pk, last_seen_at=found.last_seen_at).update(last_seen_at=now)
    return ""


def of_request(request):
    """Return the login of a request's session, as something to end."""
    return UserSession.objects.filter(session_key=request.session.session_key)


def idle_limit():
    """Return how long a login lasts without a request."""
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
    """End logins, and return how many there were."""
    keys = [each.session_key for each in found]
    Session.objects.filter(session_key__in=keys).delete()
    return UserSession.objects.filter(session_key__in=keys).delete()[0]


def end_all(user, *, but=None):
    """End every login of a person, or all but that with the session key `but`; return how many there were."""
    return end(UserSession.objects.filter(user=user).exclude(session_key=but or ""))
