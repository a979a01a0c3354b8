"""What every answer carries, and which requests are refused before they reach a page."""

import unicodedata
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.utils.cache import patch_vary_headers

from olofstrom.login.gate import ACCOUNT, ADMIN
from olofstrom.views import bad_request

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
OPEN_DATA = (".csv", ".json")
NOWHERE = """
accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope magnetometer microphone
midi payment picture-in-picture screen-wake-lock usb xr-spatial-tracking
""".split()
ACCOUNT_ONLY = ("publickey-credentials-create", "publickey-credentials-get")


def permissions_policy(path):
    """Return what a page may ask of the browser: nothing, but for keys on the account pages."""
    allowed = "(self)" if path.startswith(ACCOUNT) else "()"
    return ", ".join([*(f"{each}=()" for each in NOWHERE), *(f"{each}={allowed}" for each in ACCOUNT_ONLY)])


def response_headers(get_response):
    """Add the headers that do not depend on the page: permissions, who may embed it and how long it may be kept."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", permissions_policy(request.path_info))
        is_open = request.path.endswith(OPEN_DATA) and not _is_private(request)
        if is_open and response.status_code == 200:
            # Open data is for other sites' scripts too; it holds nothing personal and takes no cookie.
            response.headers.setdefault("Access-Control-Allow-Origin", "*")
            response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        _set_lifetime(request, response)
        return response

    return middleware


def refuse_hostile_queries(get_response):
    """Answer 405 to methods the portal has no use for, and 400 to addresses no person and no link would write."""

    def middleware(request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        query = request.META.get("QUERY_STRING", "")
        # Django has made text of the path, with bytes that are not UTF-8 as %XX; no address of ours has a percent sign.
        if (
            len(query) > settings.MAX_QUERY_LENGTH
            or "%" in request.path
            or _has_controls(request.path)
            or not _is_readable(query)
        ):
            return bad_request(request)
        return get_response(request)

    return middleware


def _is_private(request):
    """Tell whether an address is for those who are logged in; files of drafts are there too."""
    return request.path_info.startswith((ADMIN, ACCOUNT))


def _set_lifetime(request, response):
    if _is_private(request):
        response["Cache-Control"] = "no-store"  # over what views say, since what is private has a way into caches
        patch_vary_headers(response, ["Cookie"])
        return
    if "Cache-Control" in response:
        return
    if settings.SESSION_COOKIE_NAME in request.COOKIES or response.status_code >= 400:
        response["Cache-Control"] = "private, no-cache"
    else:
        # Kept wherever there is room, but asked about each time: what has been corrected is never shown as it was.
        response["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Cookie"])


def _is_readable(query):
    """Say whether a raw query is UTF-8 without control characters, once its %XX are undone."""
    try:
        # WSGI hands over the query's bytes dressed as Latin-1.
        text = unquote_to_bytes(query.encode("latin-1")).decode()
    except UnicodeError:
        return False
    return not _has_controls(text)


def _has_controls(text):
    return any(unicodedata.category(character) == "Cc" for character in text)
