"""Pages of the project itself: health, errors, robots and the municipality's logo."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goals.site.addresses import NothingThere, UnreadableChoice
from indicators.content.current import REVISION
from indicators.content.figures import current_figures
from indicators.published import published

PLAIN = "text/plain; charset=utf-8"
NOT_ALLOWED = "Du får inte öppna sidan"
STALE_FORM = (
    "Formuläret kunde inte tas emot, för sidan hade legat öppen för länge eller tillåter inte kakor. "
    "Gå tillbaka, ladda om sidan och skicka igen. Inget är sparat."
)


@require_safe
@never_cache
def healthz(request):
    """Say that the process answers; no database is asked."""
    return HttpResponse("Portalen svarar.\n", content_type=PLAIN)


@require_safe
@never_cache
def readyz(request):
    """Say whether the database answers and has the tables that the code expects; 503 when not."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("Databasen svarar inte.\n", content_type=PLAIN, status=503)
    if missing:
        return HttpResponse("Databasen saknar migreringar.\n", content_type=PLAIN, status=503)
    return HttpResponse("Portalen är redo.\n", content_type=PLAIN)


@require_safe
@published()
def robots(request):
    """Let every robot read; what is not public asks for a login and is not listed here."""
    return HttpResponse("User-agent: *\nAllow: /\n", content_type=PLAIN)


@require_safe
@published()
def logo(request):
    """Serve the municipality's logo, which is data and not a file of the code."""
    portal = current_figures(request.META.get(REVISION)).portal
    if portal is None or not portal.logo:
        raise Http404
    return HttpResponse(portal.logo, content_type="image/svg+xml; charset=utf-8")


def _message(exception):
    """Return what the page itself said to the reader; other messages are not meant for readers."""
    return str(exception) if isinstance(exception, UnreadableChoice | NothingThere) else ""


def bad_request(request, exception=None):
    context = {"page_title": "Adressen går inte att läsa", "message": _message(exception)}
    return render(request, "400.html", context, status=400)


def permission_denied(request, exception=None):
    return render(request, "403.html", {"page_title": NOT_ALLOWED}, status=403)


def page_not_found(request, exception=None):
    context = {"page_title": "Sidan finns inte", "message": _message(exception)}
    return render(request, "404.html", context, status=404)


def server_error(request):
    """Handle 500 without asking the database, which may be what failed."""
    return render(None, "500.html", status=500)


def csrf_failure(request, reason=""):
    """Handle a form that was sent without its token, most often an old page in another tab."""
    request.refusal = "Formulär utan giltig nyckel"  # read by the log
    return render(request, "403.html", {"page_title": NOT_ALLOWED, "message": STALE_FORM}, status=403)
