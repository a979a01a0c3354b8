"""An indicator's figures as files: the same series as its page, for spreadsheets and programs."""

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from indicators.models import Indicator, Municipality
from indicators.open_data import exports
from indicators.published import published


def _indicator(slug):
    codes = Municipality.objects.values_list("code", flat=True)
    found = Indicator.objects.published().filter(slug=slug).with_series(codes)
    if not found:
        raise Http404
    return found[0]


@require_safe
@published()
def indicator_csv(request, slug):
    """Send every published outcome of an indicator as CSV (UTF-8, comma, decimal point)."""
    response = HttpResponse(exports.csv_of(_indicator(slug)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    return response


@require_safe
@published()
def indicator_json(request, slug):
    # Readable as it is: JSON is UTF-8, and people open it too.
    return JsonResponse(exports.json_of(_indicator(slug)), json_dumps_params={"ensure_ascii": False, "indent": 1})
