"""Who is let in to the pages of the year's values: officials who are logged in, and for some pages coordinators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from indicators.reporting.rights import Rights, rights_of

type View = Callable[..., HttpResponse]
LOGIN_HEADER = "X-Login-Url"


def official(view: View) -> View:
    """Let in those who are logged in and may work in the administration; the others are sent to log in first.

    A request from a script on an open page gets 401 and the login's address instead of a page it would put in a cell.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and request.user.is_active and request.user.is_staff:
            return view(request, *args, **kwargs)
        if request.user.is_authenticated:
            raise PermissionDenied
        login = resolve_url("admin:login")
        if request.headers.get("HX-Request"):
            return HttpResponse("Du är utloggad.", status=401, headers={LOGIN_HEADER: login})
        return redirect_to_login(request.get_full_path(), login)

    return checked


def coordinator(view: View) -> View:
    """Let in coordinators only."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rights_of(request.user).coordinates:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return official(checked)


def part_taker(request: HttpRequest) -> Rights:
    """Return the rights of somebody who has to do with the year's values; raises PermissionDenied for others."""
    rights = rights_of(request.user)
    if not rights.takes_part:
        raise PermissionDenied
    return rights


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return a page of the year's values in the frame of the administration."""
    frame = admin.site.each_context(request)
    return render(request, f"admin/reporting/{name}.html", frame | context, status=status)
