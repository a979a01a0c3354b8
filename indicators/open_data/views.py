"""An indicator's figures as files: the same series as its page, for spreadsheets and programs."""

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from indicators.content.current import REVISION
from indicators.content.figures import current_figures
from indicators.open_data import exports
from indicators.published import published


def _indicator(request, slug):
    figures = current_figures(request.META.get(REVISION))
    found = figures.indicators.get(slug)
    if found is None:
        raise Http404
    return found, figures


@require_safe
@published()
def indicator_csv(request, slug):
    """Send every published outcome of an indicator as CSV (UTF-8, comma, decimal point)."""
    response = HttpResponse(exports.csv_of(*_indicator(request, slug)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    return response


@require_safe
@published()
def indicator_json(request, slug):
    # Readable as it is: JSON is UTF-8, and people open it too.
    return JsonResponse(
        exports.json_of(*_indicator(request, slug)), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
