"""The coordinator's pages about a whole year: how far it has come, and publishing, locking and unlocking it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from indicators.eventlog import who_asks
from indicators.models import Indicator, Round
from indicators.reporting.access import INVALID_FORM, coordinator_required, get_portal_or_404, page
from indicators.reporting.round.completeness import completeness_of
from indicators.reporting.round.days import days_of
from indicators.reporting.round.forms import RoundForm, forms_of
from indicators.reporting.round.items import item_of
from indicators.reporting.round.pending import PendingValues, pending_values
from indicators.reporting.round.staff import load_staff
from indicators.reporting.round.words import DONE_MEANS, not_counted, summary_of
from indicators.reporting.values.changes import Refused
from indicators.reporting.values.loading import load_indicator_years

SHOWN = ("sure", "reason")  # fields that a person writes in
NOT_DONE = "Inget är gjort än."
CHANGED = "Året har ändrats sedan du öppnade sidan. Se hur det står till nu."


@require_safe
@coordinator_required
def reporting_progress(request: HttpRequest, year: int) -> HttpResponse:
    """Show how far a year has come, per unit and per person, and what is late; as many queries for any number."""
    round_ = get_object_or_404(Round, year=year)
    portal = get_portal_or_404()
    today = timezone.localdate()
    found = completeness_of(
        [item_of(line) for line in load_indicator_years(portal, round_, Indicator.objects.all())],
        load_staff(),
        year=year,
        is_late=today > round_.due_on,
        four_eyes=portal.four_eyes,
    )
    context = {
        "title": f"Läget för {year}",
        "round": round_,
        "summary": summary_of(round_, found.tally, today),
        "days": days_of(round_, today),
        "done_means": DONE_MEANS,
        "not_counted": not_counted(year, found),
        "found": found,
        "is_locked": round_.locked_at is not None,
        "years": Round.objects.exclude(pk=round_.pk).values_list("year", flat=True),
    }
    return page(request, "round_progress", context)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def reporting_lock(request: HttpRequest, year: int) -> HttpResponse:
    """Show what can be done with a whole year, and do it; a refused form comes back with what was written in it."""
    round_ = get_object_or_404(Round.objects.with_steps(), year=year)
    pending = pending_values(round_)
    today = timezone.localdate()
    sent = forms_of(round_, pending, request.POST if request.method == "POST" else None)
    context = {
        "title": f"{_asked(round_, pending)} {year}",
        "round": round_,
        "days": days_of(round_, today),
        "forms": sent,
        "steps": round_.steps.all(),
        "fault": "",
    }
    if request.method != "POST":
        return page(request, "round_lock", context)
    chosen = next((form for form in sent if form.is_bound), None)
    done = _done(request, chosen, round_) if chosen else ""
    if done:
        messages.success(request, done)
        return HttpResponseRedirect(reverse("reporting_lock", args=[year]))
    return page(request, "round_lock", context | _refused(chosen), status=INVALID_FORM)


def _refused(form: RoundForm | None) -> dict[str, Any]:
    if form is None:
        # A form that is no longer offered: somebody has published, locked or unlocked meanwhile.
        return {"fault": CHANGED}
    asked = [(form[name].auto_id, " ".join(map(str, texts))) for name, texts in form.errors.items() if name in SHOWN]
    return {"fault": " ".join(map(str, form.non_field_errors())) or NOT_DONE, "faults": asked}


def _asked(round_: Round, pending: PendingValues) -> str:
    if round_.locked_at is not None:
        return "Lås upp"
    return "Publicera eller lås" if pending.approved else "Lås"


def _done(request: HttpRequest, form: RoundForm, round_: Round) -> str:
    """Do what a form says and return what was done; "" when the form is at fault, which it then says itself."""
    if form.is_valid():
        try:
            return form.act(who_asks(request), round_, timezone.localdate())
        except Refused as reason:
            form.add_error(None, str(reason))
    elif "seen" in form.errors:  # nobody writes there
        form.add_error(None, CHANGED)
    form.ask_again(pending_values(round_))
    return ""
