"""The sheet where officials enter a year: as a page, and cell by cell for those who have scripts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.eventlog import who_asks
from indicators.formats import capital, counted
from indicators.models import Indicator, Round, Unit
from indicators.models.measures import IndicatorQuerySet
from indicators.reporting.access import INVALID_FORM, get_portal_or_404, get_rights_or_403, page, staff_required
from indicators.reporting.rules.rights import Rights, rights_of
from indicators.reporting.shapes import UnitChoice
from indicators.reporting.sheet.forms import sent_changes, slugs_sent
from indicators.reporting.sheet.rows import row_of
from indicators.reporting.sheet.sheets import seen_by, sheet_of, sheets_of, unit_choices
from indicators.reporting.values.changes import FieldResult, Moved, RowChange
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.loading import load_indicator_years
from indicators.reporting.values.moving import move_rows
from indicators.reporting.values.saving import save_rows
from indicators.reporting.words import opening_text
from indicators.vocabulary import Move

MAX_YEARS = 3  # told in full on the overview
MAX_LISTED = 5  # told one by one when the rest is submitted
NO_UNIT = "utan"  # in an address: indicators that no unit answers for
SUBMIT = "skicka"


@staff_required
@require_safe
def reporting_overview(request: HttpRequest) -> HttpResponse:
    """Show a person's years: what is missing, what is late and what came back."""
    rights = get_rights_or_403(request)
    today, every = timezone.localdate(), list(Round.objects.all())
    rounds = [each for each in every if each.opens_on <= today]
    sheets = sheets_of(rights, rounds[:MAX_YEARS], today)
    context: dict[str, Any] = {"title": "Mina indikatorer", "sheets": sheets, "older": rounds[MAX_YEARS:]}
    context["planned"] = [opening_text(each) for each in every if each.opens_on > today]
    context["decides"] = bool(rights.decides_for) or rights.coordinates
    context["coordinates"] = rights.coordinates
    return page(request, "overview", context)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def reporting_sheet(request: HttpRequest, year: int) -> HttpResponse:
    """Show a person's sheet of a year; take in the whole of it, and submit what is ready when that was asked for."""
    rights, round_ = get_rights_or_403(request), get_object_or_404(Round, year=year)
    chosen, units = _units(request, rights, year)
    lines = load_indicator_years(get_portal_or_404(), round_, chosen)
    results: dict[str, dict[str, FieldResult]] = {}
    if request.method == "POST":
        _refuse_others(request, round_, rights)
        results = _take_in(request, round_, lines)
        if not results:
            return redirect(request.get_full_path())
        # Read anew: what could be saved is stored by now.
        lines = load_indicator_years(get_portal_or_404(), round_, chosen)
    sheet = sheet_of(round_, lines, rights, timezone.localdate(), results=results, units=units)
    context = {"title": f"Värden för {year}", "sheet": sheet, "coordinates": rights.coordinates}
    context["writes"] = bool(rights.reports_for) or rights.coordinates
    if not results:
        return page(request, "sheet", context)
    return page(request, "sheet", context | {"fault": _refusal_text(request, len(results))}, status=INVALID_FORM)


@staff_required
@require_POST
def reporting_cells(request: HttpRequest, year: int) -> HttpResponse:
    """Save the cells that were sent, and answer with how each of their rows stands now; for the sheet's script."""
    rights, round_ = get_rights_or_403(request), get_object_or_404(Round, year=year)
    sent = list(Indicator.objects.published().filter(slug__in=slugs_sent(request.POST)))
    if not sent or not all(rights.reports(each.unit_id) for each in sent):
        raise PermissionDenied
    today = timezone.localdate()
    # Empty years are enough to read the form by: the rows themselves are loaded under lock when they are saved.
    by_key = {each.pk: IndicatorYear(round_, each) for each in sent}
    # A row in which nothing was written is answered too: its script wants to know how it stands.
    changes = dict.fromkeys(by_key, RowChange()) | sent_changes(by_key.values(), request.POST)
    saved = save_rows(who_asks(request), round_, changes, today=today)
    rows = [row_of(each.line, rights.actor(each.line.indicator.unit_id), today, each.refused) for each in saved]
    return render(request, "admin/reporting/saved_cells.html", {"rows": rows, "now": timezone.localtime()})


def _refuse_others(request: HttpRequest, round_: Round, rights: Rights) -> None:
    """Raise PermissionDenied when something was written in a row that is not the person's to write in.

    Rows that the person only approves are on the page too: what comes back of them as it was shown is no attempt.
    """
    found = Indicator.objects.filter(slug__in=slugs_sent(request.POST))
    others = [IndicatorYear(round_, each) for each in found if not rights.reports(each.unit_id)]
    if sent_changes(others, request.POST):
        raise PermissionDenied


def _take_in(request: HttpRequest, round_: Round, lines: list[IndicatorYear]) -> dict[str, dict[str, FieldResult]]:
    """Save what was sent, submit what is ready if asked to, and return what was refused; tell about the rest."""
    today, who = timezone.localdate(), who_asks(request)
    rights = rights_of(request.user)
    mine = [line for line in lines if rights.reports(line.indicator.unit_id)]
    changes = sent_changes(mine, request.POST)
    saved = save_rows(who, round_, changes, today=today) if changes else []
    refused = {each.line.indicator.slug: each.refused for each in saved if not each.is_whole}
    count = sum(each.count for each in saved)
    if count:
        messages.success(request, f"{capital(counted(count, 'uppgift'))} är spara{'d' if count == 1 else 'de'}.")
    if not refused and request.POST.get("gor") == SUBMIT:
        # Read anew after the save: the tokens have to be of what is stored now.
        fresh = load_indicator_years(get_portal_or_404(), round_, _keys(mine))
        seen = {line.indicator.pk: line.token for line in fresh if line.is_ready}
        _add_submitted_message(request, move_rows(who, round_, Move.SUBMIT, seen, today=today) if seen else [])
        _add_unsubmitted_message(request, [line for line in fresh if line.is_begun and not line.is_ready])
    return refused


def _refusal_text(request: HttpRequest, rows: int) -> str:
    """Return how many rows have something that could not be saved, and what that leads to."""
    text = f"{capital(counted(rows, 'rad'))} har något som inte kunde sparas."
    return f"{text} Därför är inget inskickat." if request.POST.get("gor") == SUBMIT else text


def _add_submitted_message(request: HttpRequest, moved: list[Moved]) -> None:
    done = sum(not each.refusal for each in moved)
    if done:
        what = f"{capital(counted(done, 'indikator'))} är inskicka{'d' if done == 1 else 'de'}"
        messages.success(request, f"{what} för godkännande.")
    else:
        messages.warning(request, "Inget skickades in: inga rader är ifyllda och klara att skicka.")
    for each in moved:
        if each.refusal:
            messages.error(request, f"{each.line.indicator}: {each.refusal}")


def _add_unsubmitted_message(request: HttpRequest, left: list[IndicatorYear]) -> None:
    """Tell what is begun but lacks something, and what; of many the first."""
    for line in left[:MAX_LISTED]:
        messages.warning(request, f"{line.indicator} är inte inskickad. {line.faults()[0]}")
    more = len(left) - MAX_LISTED
    if more > 0:
        rest = f"{capital(counted(more, 'indikator'))} till är inte inskicka{'d' if more == 1 else 'de'}"
        messages.warning(request, f"{rest}, för något saknas.")


def _keys(lines: list[IndicatorYear]) -> IndicatorQuerySet:
    return Indicator.objects.filter(pk__in=[line.indicator.pk for line in lines])


def _units(request: HttpRequest, rights: Rights, year: int) -> tuple[IndicatorQuerySet, tuple[UnitChoice, ...]]:
    """Return the indicators of the unit that the address names, or all, and the units to choose among."""
    units = list(Unit.objects.answering() if rights.coordinates else Unit.objects.filter(pk__in=rights.units))
    wanted = request.GET.get("enhet", "")
    choices = unit_choices(units, reverse("reporting_sheet", args=[year]), wanted)
    mine = seen_by(rights)
    if not wanted:
        return mine, choices
    if wanted == NO_UNIT and rights.coordinates:
        return mine.filter(unit=None), choices
    unit = next((each for each in units if each.slug == wanted), None)
    if unit is None:
        raise Http404
    return mine.of_units([unit.pk]), choices
