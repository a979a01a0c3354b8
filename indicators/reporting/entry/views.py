"""One indicator's year: its values, what is told beside them, what has been done with them and what can be done now."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indicators.eventlog import who_asks
from indicators.models import Indicator, Portal, Round
from indicators.reporting.access import INVALID_FORM, get_portal_or_404, page, staff_required
from indicators.reporting.approval.decisions import approval_item, past_cells, past_steps
from indicators.reporting.entry.forms import EntryForm
from indicators.reporting.rules.rights import rights_of
from indicators.reporting.shapes import SheetRow
from indicators.reporting.sheet.rows import row_of
from indicators.reporting.sheet.states import due_text
from indicators.reporting.values.changes import FieldResult, Refused
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.loading import load_indicator_years
from indicators.reporting.values.moving import move
from indicators.reporting.values.saving import save
from indicators.vocabulary import MissingReason, Move

SAVE = "spara"
TAKEN_IN = "taken-in"  # marks an answer for the script that keeps what was written until the server has it
NOT_SUBMITTED = "Något kunde inte sparas. Därför är inget inskickat."
MOVES = {
    "skicka": Move.SUBMIT,
    "ta-tillbaka": Move.WITHDRAW,
    "angra": Move.DISCARD,
    "godkann": Move.APPROVE,
    "atersand": Move.RETURN,
    "publicera": Move.PUBLISH,
}
DONE_MESSAGES = {
    Move.SUBMIT: "Inskickat för godkännande.",
    Move.WITHDRAW: "Taget tillbaka. Nu kan du ändra.",
    Move.DISCARD: "Ändringen är ångrad. Det publicerade värdet står kvar.",
    Move.APPROVE: "Godkänt.",
    Move.RETURN: "Återsänt.",
    Move.PUBLISH: "Publicerat.",
}


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def reporting_entry(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show one indicator's year to those who report or decide for its unit; save it, or move it on its way."""
    round_ = get_object_or_404(Round, year=year)
    indicator = get_object_or_404(Indicator.objects.published(), slug=slug)
    if not rights_of(request.user).sees(indicator.unit_id):
        raise PermissionDenied
    if request.method != "POST":
        return _shown(request, round_, indicator)
    done, seen = request.POST.get("gor", SAVE), request.POST.get("sett", "")
    try:
        if done in {SAVE, "skicka"}:
            line, refused = _save(request, round_, indicator)
            if refused:
                return refused
            seen = line.token  # what is submitted is what has just been saved, and nothing that came between
        if done in MOVES:
            _move(request, round_, indicator, MOVES[done], seen)
    except Refused as why:
        return _shown(request, round_, indicator, fault=str(why))
    return redirect(request.path)


def _move(request: HttpRequest, round_: Round, indicator: Indicator, chosen: Move, seen: str) -> None:
    message = request.POST.get("meddelande", "")
    move(who_asks(request), round_, indicator, chosen, today=timezone.localdate(), message=message, seen=seen)
    messages.success(request, DONE_MESSAGES[chosen], extra_tags=TAKEN_IN)


def _save(request: HttpRequest, round_: Round, indicator: Indicator) -> tuple[IndicatorYear, HttpResponse | None]:
    """Save what was written; return the row and, when something could not be saved, the page again."""
    form = EntryForm(_line(get_portal_or_404(), round_, indicator), request.POST)
    if not form.is_valid():
        # Nothing is saved where a field cannot be read, so the values are shown as they were written.
        return form.line, _shown(request, round_, indicator, form=form, results=form.unsent())
    saved = save(who_asks(request), round_, indicator, form.change(), today=timezone.localdate())
    if saved.count:
        messages.success(request, "Sparat.", extra_tags=TAKEN_IN)
    # Who submits is told of that instead.
    elif saved.is_whole and request.POST.get("gor", SAVE) == SAVE:
        messages.info(request, "Inget var ändrat.", extra_tags=TAKEN_IN)
    if saved.is_whole:
        return saved.line, None
    for name, each in saved.refused.items():
        if name in form.fields:
            form.add_error(name, each.message)
    return saved.line, _shown(request, round_, indicator, form=form, results=saved.refused)


def _line(portal: Portal, round_: Round, indicator: Indicator) -> IndicatorYear:
    (line,) = load_indicator_years(portal, round_, Indicator.objects.filter(pk=indicator.pk))
    return line


def _shown(
    request: HttpRequest,
    round_: Round,
    indicator: Indicator,
    *,
    form: EntryForm | None = None,
    results: dict[str, FieldResult] | None = None,
    fault: str = "",
) -> HttpResponse:
    today = timezone.localdate()
    portal = get_portal_or_404()
    line, rights = _line(portal, round_, indicator), rights_of(request.user)
    written = request.POST.get("meddelande", "") if fault else ""
    row = row_of(line, rights.actor(indicator.unit_id), today, results)
    if form:
        fault = "Något kunde inte sparas." if request.POST.get("gor", SAVE) == SAVE else NOT_SUBMITTED
    context: dict[str, Any] = {
        "title": f"{indicator.name}, {round_.year}",
        "round": round_,
        "due": due_text(round_, today),
        "row": row,
        "fault": fault,
        "faults": _faults(row, form) if form else (),
        "decision": approval_item(line, rights, today, four_eyes=portal.four_eyes, fault=fault, message=written),
        "form": form or EntryForm(line),
        "reasons": MissingReason.choices,
        "lacking": line.faults() if line.entry else (),
        "steps": past_steps(line, today),
        "cell_changes": past_cells(line, today),
    }
    return page(request, "entry", context, status=INVALID_FORM if fault else 200)


def _faults(row: SheetRow, form: EntryForm) -> list[tuple[str, str]]:
    """Return what has to be mended: the field's id, and what is told of it."""
    cells = {cell.name for cell in row.cells}
    of_note = [
        (form[name].auto_id, f"{form[name].label}: {' '.join(map(str, texts))}") for name, texts in form.errors.items()
    ]
    return [(each.field, each.text) for each in row.faults if each.field in cells] + of_note
