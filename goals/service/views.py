"""The pages that the law asks for: the statement of accessibility, a way to write to us, and what is stored."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from goals.models import Report
from goals.service import feedback
from goals.service.about import counts_of, sources_of
from goals.service.contact_form import (
    KEY_FIELD,
    MIN_STAY,
    TRAP_FIELD,
    USED,
    FormKey,
    Refusal,
    ReportForm,
    is_from_elsewhere,
    page_asked_about,
    refusal_of,
)
from goals.service.statement import statement_page
from goals.site import presenters
from goals.site.requests import content_of, content_or_empty
from goals.site.shapes import Crumb
from indicators.formats import HARD_SPACE, in_digits
from indicators.published import published

MAX_FORM_BYTES = 256 * 1024  # bytes: many times the longest message, so that what is too long can be handed back
MAX_DISCARDED_BYTES = 16 * 1024 * 1024  # bytes that are read and thrown away before the answer
CHUNK = 64 * 1024
TOO_LARGE = "Det du skickade var så stort att vi inte kunde läsa det. Skriv kortare, högst 4\u00a0000 tecken."
TOO_MANY = "Det har kommit många meddelanden från din uppkoppling i dag. Det du skrev är inte skickat. Försök i morgon."
CONTACT = "Fråga eller rapportera fel"


def _crumbs(*texts):
    *before, last = texts
    return (presenters.FIRST_CRUMB, *before, Crumb(last, ""))


@require_safe
@published()
def about(request):
    """Show who answers for the portal, where its figures come from and what they may be used for."""
    content = content_of(request)
    context = {
        "page_title": "Om portalen",
        "crumbs": _crumbs("Om portalen"),
        "sources": sources_of(content),
        "counts": counts_of(content),
        "about_sources": content.figures.sources.items(),
        "documents": content.documents,
        "visions": content.visions,
    }
    return render(request, "service/about.html", context)


@require_safe
@published()
def accessibility(request):
    """Show the statement of accessibility that law 2018:1937 demands, or say plainly that there is none."""
    content = content_of(request)
    context = {
        "page_title": f"Tillgänglighet för {content.portal.title}",
        "crumbs": _crumbs("Tillgänglighet"),
        "statement": statement_page(content.statement) if content.statement else None,
    }
    return render(request, "service/accessibility.html", context)


@require_safe
@published()
def cookies(request):
    """Show what is stored about readers and about those who log in, why and for how long."""
    content_of(request)
    login, guard = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
    context = {
        "page_title": "Kakor och personuppgifter",
        "crumbs": _crumbs("Kakor och personuppgifter"),
        "cookies": (
            (login, "Håller reda på att du är inloggad.", f"tills webbläsaren stängs, {_longest_login()}"),
            (guard, "Skyddar formulären, så att ingen annan kan skicka dem.", _lifetime(settings.CSRF_COOKIE_AGE)),
            (CookieStorage.cookie_name, "Bär ett besked till nästa sida, till exempel att något är sparat.", "en sida"),
        ),
        "report_days": settings.REPORT_DAYS,
        "idle_minutes": settings.LOGIN_IDLE_MINUTES,
        "longest_login": _longest_login(),
        "log_days": settings.LOG_DAYS,
        "directory": settings.OIDC,
    }
    return render(request, "service/cookies.html", context)


def _longest_login():
    return f"högst {_length(settings.LOGIN_LONGEST_HOURS, 'timme')}"


def _lifetime(seconds):
    """Return "8 timmar", or whole days from two days on."""
    hours = seconds // 3600
    return _length(hours, "timme") if hours < 48 else _length(hours // 24, "dag")


def _length(count, unit):
    return in_digits(count, unit).replace(" ", HARD_SPACE)


# No cookie guards this form, since no public page leaves one: goals/service/contact_form.py says what does.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
def contact(request):
    """Let a reader ask or report, with or without a script; `?sida=` and `?arende=` fill in what is known."""
    if request.method == "POST":
        return _take(request)
    came_from = page_asked_about(
        request.GET, request.headers.get("Referer", ""), request.get_host(), reverse("contact")
    )
    kind = request.GET.get("arende", "")
    form = ReportForm(initial={"page": came_from, "kind": kind if kind in Report.Kind.values else ""})
    return _form_page(request, form, FormKey.new(timezone.now()))


def _form_page(request, form, key, *, refusal="", status=200):
    faults = form.faults
    statement = content_or_empty(request).statement
    context = {
        "page_title": f"Fel: {CONTACT}" if faults or refusal else CONTACT,
        "crumbs": _crumbs(CONTACT),
        "form": form,
        "faults": faults,
        "refusal": refusal,
        "key_field": KEY_FIELD,
        "key": key.signed,
        "trap_field": TRAP_FIELD,
        "answer_time": statement.answer_time if statement else "",
        "report_days": settings.REPORT_DAYS,
    }
    return render(request, "service/contact.html", context, status=status)


def _take(request):
    """Take a message, or hand it back with the reason; whatever was written is in the form again."""
    portal, now = content_of(request).portal, timezone.now()
    size = request.META.get("CONTENT_LENGTH") or "0"
    if not size.isdigit() or int(size) > MAX_FORM_BYTES:
        _discard_body(request)
        return _form_page(request, ReportForm(), FormKey.new(now), refusal=TOO_LARGE, status=413)
    form = ReportForm(request.POST)
    is_foreign = is_from_elsewhere(request.headers, {_origin(request), *settings.CSRF_TRUSTED_ORIGINS})
    refusal = refusal_of(form, now, is_foreign=is_foreign)
    if refusal is None:
        refusal = _store(request, portal, form.cleaned_data, FormKey.read(request.POST[KEY_FIELD]), now)
    if refusal:
        return _form_page(request, form, refusal.key, refusal=refusal.reason, status=refusal.status)
    return HttpResponseRedirect(reverse("contact_thanks"))


def _discard_body(request):
    """Read and forget: a browser that is cut off while it sends never shows the answer."""
    for _ in range(MAX_DISCARDED_BYTES // CHUNK):
        if not request.read(CHUNK):
            return


def _store(request, portal, answers, key, now):
    """Store and mail a message; return a Refusal instead when there is one too many, or its form was used before."""
    sender = feedback.sender_of(request.META, is_behind_proxy=settings.BEHIND_TLS_PROXY)
    if feedback.is_too_many(sender, timezone.localdate(now)):
        return Refusal(429, TOO_MANY, key)
    report, is_new = feedback.stored(answers, key.word, now)
    if is_new:
        path = reverse("admin:goals_report_change", args=[report.pk])
        feedback.mail(report, portal, request.build_absolute_uri(path), now)
    elif report.message != answers["message"]:
        return Refusal(422, USED, FormKey.new(now - MIN_STAY))
    return None


def _origin(request):
    return f"{request.scheme}://{request.get_host()}"


@require_safe
@published()
def contact_thanks(request):
    """Say that a message has come, and what happens next."""
    statement = content_of(request).statement
    context = {
        "page_title": "Tack för ditt meddelande",
        "crumbs": _crumbs(Crumb(CONTACT, reverse("contact")), "Tack"),
        "answer_time": statement.answer_time if statement else "",
    }
    return render(request, "service/contact_thanks.html", context)
