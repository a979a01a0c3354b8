"""What waits for an approver: row by row, what would change, with yes and no beside it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.validators import slug_re
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indicators.eventlog import who_asks
from indicators.formats import capital, counted
from indicators.models import Indicator, Round
from indicators.models.measures import IndicatorQuerySet
from indicators.reporting.access import INVALID_FORM, get_portal_or_404, page, staff_required
from indicators.reporting.approval.decisions import approval_item
from indicators.reporting.rules.rights import Rights, rights_of
from indicators.reporting.shapes import ApprovalItem
from indicators.reporting.values.changes import Moved
from indicators.reporting.values.loading import load_indicator_years
from indicators.reporting.values.moving import move_rows
from indicators.vocabulary import Move

EFFECTS = {
    Round.Publishing.AT_ONCE: "Det du godkänner blir offentligt direkt.",
    Round.Publishing.TOGETHER: "Det du godkänner blir offentligt när samordnaren publicerar året.",
}
CHOICES = {"godkann": Move.APPROVE, "atersand": Move.RETURN}


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def reporting_approval(request: HttpRequest, year: int) -> HttpResponse:
    """Show what waits for a person's decision; approve or return the rows that were chosen."""
    rights, round_ = rights_of(request.user), get_object_or_404(Round, year=year)
    if not (rights.decides_for or rights.coordinates):
        raise PermissionDenied
    refused: dict[str, Moved] = {}
    if request.method == "POST":
        refused = _decide(request, rights, round_)
        if not refused:
            return redirect(request.path)
    decisions = _waiting(request, rights, round_, refused)
    shown = {each.slug for each in decisions}
    # What somebody else has decided meanwhile is no longer on the page to carry its reason.
    gone = [f"{each.line.indicator}: {each.refusal}" for slug, each in refused.items() if slug not in shown]
    plain = [each for each in decisions if not each.why_not and not each.remarks]
    context = {
        "title": f"Att godkänna för {year}",
        "round": round_,
        "decisions": decisions,
        "plain": plain,
        "gone": " ".join(gone),
        "summary": f"{_summary(decisions)} {EFFECTS[Round.Publishing(round_.publishing)]}",
    }
    return page(request, "approval", context, status=INVALID_FORM if refused else 200)


def _summary(decisions: list[ApprovalItem]) -> str:
    """Return "Tre värden väntar på ditt beslut. Två av dem har något att kontrollera."."""
    yours = [each for each in decisions if not each.why_not]
    odd, own = sum(bool(each.remarks) for each in yours), len(decisions) - len(yours)
    parts = [f"{capital(counted(len(yours), 'värde'))} väntar på ditt beslut."]
    if not yours:
        parts = []
    if odd:
        parts.append(f"{_which(odd, len(yours))} har något att kontrollera.")
    if own:
        parts.append(f"{capital(counted(own))} har du själv skrivit in, och dem behöver någon annan godkänna.")
    return " ".join(parts)


def _which(some: int, whole: int) -> str:
    """Return "Det", "Båda", "Alla" or "Två av dem"."""
    return {1: "Det", 2: "Båda"}.get(whole, "Alla") if some == whole else f"{capital(counted(some))} av dem"


def _decide(request: HttpRequest, rights: Rights, round_: Round) -> dict[str, Moved]:
    """Make the decision that a button asks for, and return the rows for which it could not be made, by slug.

    A button beside a row names it ("godkann:trygga"); the button for all without remarks names none.
    """
    done, _, slug = request.POST.get("gor", "").partition(":")
    chosen = CHOICES.get(done)
    if chosen is None:
        return {}
    sent = [slug] if slug else request.POST.getlist("utan-anmarkning")
    # What is no slug is no row's, and may hold a NUL, which PostgreSQL cannot be asked for.
    slugs = [each for each in sent if slug_re.fullmatch(each)]
    found = Indicator.objects.published().filter(slug__in=slugs)
    if not all(rights.decides(each.unit_id) for each in found):
        raise PermissionDenied
    # "-" is no row's token: a decision that does not say what it is about is refused, as an old page's is.
    seen = {each.pk: request.POST.get(f"{each.slug}__sett", "-") for each in found}
    message = request.POST.get(f"{slug}__meddelande", "") if slug else ""
    moved = move_rows(who_asks(request), round_, chosen, seen, today=timezone.localdate(), message=message)
    _add_message(request, chosen, moved)
    return {each.line.indicator.slug: each for each in moved if each.refusal}


def _add_message(request: HttpRequest, chosen: Move, moved: list[Moved]) -> None:
    done = [each.line.indicator.name for each in moved if not each.refusal]
    if not done:
        return
    what = {Move.APPROVE: "godkänd", Move.RETURN: "återsänd"}[chosen]
    several = f"{capital(counted(len(done), 'indikator'))} är {what}a."
    messages.success(request, f"{done[0]} är {what}." if len(done) == 1 else several)


def _waiting(request: HttpRequest, rights: Rights, round_: Round, refused: dict[str, Moved]) -> list[ApprovalItem]:
    portal = get_portal_or_404()
    today = timezone.localdate()
    lines = load_indicator_years(portal, round_, _decided(rights).submitted_for(round_))
    return [
        approval_item(
            line,
            rights,
            today,
            four_eyes=portal.four_eyes,
            fault=refused[line.indicator.slug].refusal if line.indicator.slug in refused else "",
            message=request.POST.get(f"{line.indicator.slug}__meddelande", ""),
        )
        for line in lines
    ]


def _decided(rights: Rights) -> IndicatorQuerySet:
    shown = Indicator.objects.published()
    return shown if rights.coordinates else shown.of_units(rights.decides_for)
