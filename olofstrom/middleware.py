"""What every answer carries, and which requests are refused before they reach a page."""

import unicodedata
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.utils.cache import patch_vary_headers

from olofstrom.views import bad_request

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
LONGEST_QUERY = 4096
OPEN_DATA = (".csv", ".json")
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "publickey-credentials-get",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    )
)


def response_headers(get_response):
    """Add the headers that do not depend on the page: permissions, who may embed it and how long it may be kept."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.path.endswith(OPEN_DATA) and response.status_code == 200:
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
        if len(query) > LONGEST_QUERY:
            return bad_request(request)
        # WSGI hands over the bytes of both dressed as Latin-1.
        if not _is_clean(request.META.get("PATH_INFO", "").encode("latin-1", "replace")):
            return bad_request(request)
        if not _is_clean(unquote_to_bytes(query.encode("latin-1", "replace"))):
            return bad_request(request)
        return get_response(request)

    return middleware


def _set_lifetime(request, response):
    if "Cache-Control" in response:
        return
    if request.path.startswith("/admin/"):
        response["Cache-Control"] = "no-store"
    elif settings.SESSION_COOKIE_NAME in request.COOKIES or response.status_code >= 400:
        response["Cache-Control"] = "private, no-cache"
    else:
        # A minute spares the server on a busy day and is not noticed when a figure is corrected.
        response["Cache-Control"] = "public, max-age=60"
    patch_vary_headers(response, ["Cookie"])


def _is_clean(raw):
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(character) == "Cc" for character in text)
