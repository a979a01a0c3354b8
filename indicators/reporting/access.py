"""Who is let in to the pages of the year's values: officials who are logged in, and for some pages coordinators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from indicators.models import Portal
from indicators.reporting.rules.rights import Rights, rights_of

INVALID_FORM = 422  # a form that something has to be mended in

type View = Callable[..., HttpResponse]


def staff_required(view: View) -> View:
    """Let in those who may work in the administration. Whoever is not logged in is led to the login before this."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (request.user.is_active and request.user.is_staff):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def coordinator_required(view: View) -> View:

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rights_of(request.user).coordinates:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return staff_required(checked)


def get_rights_or_403(request: HttpRequest) -> Rights:
    """Return the rights of somebody who has to do with the year's values; raises PermissionDenied for others."""
    rights = rights_of(request.user)
    if not rights.has_reporting_role:
        raise PermissionDenied
    return rights


def get_portal_or_404() -> Portal:
    """Return the portal with its municipality; raises Http404 where no plan has been read in yet."""
    return get_object_or_404(Portal.objects.with_municipality())


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return a page of the year's values in the frame of the administration; its title tells when it is handed back."""
    frame = admin.site.each_context(request) | {"is_invalid": status == INVALID_FORM}
    return render(request, f"admin/reporting/{name}.html", frame | context, status=status)
