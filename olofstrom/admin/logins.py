"""Somebody else's logins and factors: what an administrator sees and ends, for who has lost a telephone or is gone."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from indicators.eventlog import record, who_asks
from indicators.vocabulary import EventKind
from olofstrom.login import browsers, factors, sessions


@reauthentication_required(allow_get=True)
def _answer(request: HttpRequest, page: Any, user: Any) -> HttpResponse:
    if request.method == "POST":
        return _act(request, user)
    found = sessions.alive(user, timezone.now())
    context = {
        **page.admin_site.each_context(request),
        "title": f"Inloggning: {user.get_username()}",
        "opts": page.opts,
        "original": user,
        "logins": [
            (browsers.described(each.user_agent), each.ip, each.created_at, each.last_seen_at) for each in found
        ],
        "factors": [factors.described(each) for each in Authenticator.objects.filter(user=user).order_by("pk")],
    }
    return TemplateResponse(request, "admin/auth/user/logins.html", context)


def logins_view(page: Any, request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002  Django's name
    """Show another person's logins and factors; a POST ends the logins, or takes away the factors too."""
    user = page.get_object(request, unquote(id))
    if user is None:
        raise Http404
    if not page.has_change_permission(request, user) or user.pk == request.user.pk:
        raise PermissionDenied
    return _answer(request, page, user)


def _act(request: HttpRequest, user: Any) -> HttpResponse:
    who = who_asks(request)
    if request.POST.get("action") == "remove":
        for name in factors.remove_all(user):
            record(EventKind.FACTOR, who, user.get_username(), f"Tog bort {name}")
        messages.success(request, "Inloggningsmetoderna är borttagna. Personen lägger till nya vid nästa inloggning.")
    count = sessions.end_all(user)
    record(EventKind.SESSION_ENDED, who, user.get_username(), f"Avslutade inloggningar: {count}")
    messages.success(request, "Personens alla inloggningar är avslutade.")
    return HttpResponseRedirect(request.path)
