"""A year as files: fetched as a workbook or CSV, sent back, compared with what is stored, and read in on a yes."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from indicators.eventlog import LogActor, record, who_asks
from indicators.formats import capital, counted
from indicators.models import Indicator, Portal, Round, Upload
from indicators.reporting.access import INVALID_FORM, get_portal_or_404, get_rights_or_403, page, staff_required
from indicators.reporting.files.columns import first_of
from indicators.reporting.files.difference import (
    REFUSED,
    FilePlan,
    ImportContext,
    plan_of,
    sentence_of,
    shown,
)
from indicators.reporting.files.limits import MAX_FILE_BYTES, UnreadableFile
from indicators.reporting.files.reading import read_file
from indicators.reporting.files.rows import ReadFile, WrittenRow
from indicators.reporting.files.uploads import as_data, from_data
from indicators.reporting.files.writing import write_csv, write_xlsx
from indicators.reporting.rules.rights import Rights, rights_of
from indicators.reporting.sheet.sheets import seen_by
from indicators.reporting.values.changes import Saved
from indicators.reporting.values.indicator_years import IndicatorYear
from indicators.reporting.values.loading import load_indicator_years
from indicators.reporting.values.saving import save_rows
from indicators.vocabulary import EventKind

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MAX_NAME_LENGTH = 200  # characters of a file's name


class Rejected(Exception):
    """Something could not be saved, so nothing was."""


@staff_required
@require_safe
def reporting_export(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """Send a person's year as a file, what is entered and not yet public included."""
    rights, round_ = get_rights_or_403(request), get_object_or_404(Round, year=year)
    portal = get_portal_or_404()
    rows = list(_written(load_indicator_years(portal, round_, seen_by(rights)), portal))
    data = write_csv(rows) if kind == "csv" else write_xlsx(rows, f"Värden för {year}, {portal.full_name}", year)
    response = HttpResponse(data, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="inmatning-{year}.{kind}"'
    return response


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def reporting_files(request: HttpRequest, year: int) -> HttpResponse:
    """Offer the year's files and take one in; a file that cannot be read says why, a readable one is compared."""
    rights, round_ = _writer(request), get_object_or_404(Round, year=year)
    context: dict[str, Any] = {"title": f"Filer för {year}", "round": round_, "takes": _takes(round_)}
    if request.method != "POST":
        return page(request, "files", context)
    try:
        name, read = _sent(request)
    except UnreadableFile as why:
        return page(request, "files", context | {"fault": str(why)}, status=INVALID_FORM)
    plan = _plan(read, round_, rights)
    if plan.count(REFUSED):
        _notify_others(request, read, rights)
        return page(request, "file_plan", _compared(round_, read, plan, name), status=INVALID_FORM)
    return redirect("reporting_upload", year, _kept(who_asks(request), round_, name, read).pk)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def reporting_upload(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Show what reading a file in would change, and do just that when its sender says yes: all of it or nothing."""
    rights, round_ = _writer(request), get_object_or_404(Round, year=year)
    if request.method == "POST" and not Upload.objects.filter(pk=pk).exists():  # pressed twice, or a day old
        messages.info(request, "Filen finns inte kvar här. Är den redan inläst står värdena på arbetsbladet.")
        return redirect("reporting_files", year)
    upload = get_object_or_404(Upload, pk=pk, round=round_, user=request.user)
    read = from_data(upload.rows)
    plan = _plan(read, round_, rights)
    if request.method == "POST":
        if request.POST.get("gor") == "avbryt":
            upload.delete()
            messages.info(request, "Filen lästes inte in. Inget är ändrat.")
            return redirect("reporting_files", year)
        # What is done is what was shown: the plan is made anew from what is stored now, and has to be the same.
        if request.POST.get("sett") == plan.token and not plan.count(REFUSED):
            fault = _read_in(request, upload, plan)
            if not fault:
                return redirect("reporting_sheet", year)
            return page(request, "file_plan", _compared(round_, read, plan, upload.name, fault), status=INVALID_FORM)
        changed = "Någon har ändrat värden sedan jämförelsen gjordes. Här är den gjord på nytt. Inget är sparat."
        return page(request, "file_plan", _compared(round_, read, plan, upload.name, changed), status=INVALID_FORM)
    return page(request, "file_plan", _compared(round_, read, plan, upload.name))


def _sent(request: HttpRequest) -> tuple[str, ReadFile]:
    """Return the name and the content of the file that was sent; raises UnreadableFile with the reason in Swedish."""
    sent = request.FILES.get("fil")
    if sent is None or not sent.name:
        raise UnreadableFile("Välj en fil.")
    if sent.size is None or sent.size > MAX_FILE_BYTES:
        raise UnreadableFile("Filen är för stor. Den får vara högst 5 MB.")
    return sent.name[:MAX_NAME_LENGTH], read_file(sent.name, sent.read())


def _notify_others(request: HttpRequest, read: ReadFile, rights: Rights) -> None:
    """Log it when a file has indicators that its sender has nothing to do with, as any other attempt at them is."""
    named = Indicator.objects.filter(slug__in={row.indicator for row in read.rows})
    if others := list(named.exclude(pk__in=seen_by(rights)).order_by("slug").values_list("slug", flat=True)):
        detail = f"Filen har indikatorer som personen inte ser: {first_of(others)}"
        record(EventKind.REFUSED, who_asks(request), f"{request.method} {request.path}", detail)


def _kept(who: LogActor, round_: Round, name: str, read: ReadFile) -> Upload:
    """Keep a file's rows until its sender says yes, and throw away those that have waited too long."""
    now = timezone.now()
    Upload.objects.outlived(now).delete()
    return Upload.objects.create(round=round_, user=who.user, name=name, rows=as_data(read), created_at=now)


def _read_in(request: HttpRequest, upload: Upload, plan: FilePlan) -> str:
    """Save a plan's changes, all or none; return why none were saved, or ""."""
    who = who_asks(request)
    try:
        # One transaction around save and log: half a file that is read in would be worse than none.
        with transaction.atomic():
            count = _saved_whole(save_rows(who, upload.round, plan.changes, today=timezone.localdate()))
            record(EventKind.IMPORT, who, f"Värden för {upload.round}", f"{upload.name}: {sentence_of(plan)}")
            upload.delete()
    except Rejected as why:
        return str(why)
    changed = f"{capital(counted(count, 'uppgift'))} är ändra{'d' if count == 1 else 'de'}"
    messages.success(request, f"Filen är inläst. {changed}." if count else "Filen ändrade inget.")
    return ""


def _saved_whole(saved: list[Saved]) -> int:
    """Return how many fields were written; raises Rejected with the first reason when any could not be."""
    for each in saved:
        if not each.is_whole:
            first = next(iter(each.refused.values()))
            # Within the transaction, so that what was saved of the rows before is taken back.
            raise Rejected(f"{each.line.indicator}: {first.message} Inget är sparat.")
    return sum(each.count for each in saved)


def _compared(round_: Round, read: ReadFile, plan: FilePlan, name: str, fault: str = "") -> dict[str, Any]:
    return {
        "title": f"Läs in {name}",
        "round": round_,
        "plan": plan,
        "rows": shown(plan.differences),
        "sentence": sentence_of(plan),
        "refused": plan.count(REFUSED) + max(0, read.fault_count - len(read.faults)),
        "hidden": max(0, read.fault_count - len(read.faults)),
        "notices": read.notices,
        "fault": fault,
    }


def _plan(read: ReadFile, round_: Round, rights: Rights) -> FilePlan:
    portal = get_portal_or_404()
    # All that is in the file a person fetches, what they only approve too: it comes back unchanged, or is refused.
    lines = {line.indicator.slug: line for line in load_indicator_years(portal, round_, seen_by(rights))}
    actors = {slug: rights.actor(line.indicator.unit_id) for slug, line in lines.items()}
    return plan_of(read, ImportContext(round_.year, portal.municipality.code, lines, actors), timezone.localdate())


def _written(lines: list[IndicatorYear], portal: Portal) -> Iterator[WrittenRow]:
    home = portal.municipality
    for line in lines:
        note = line.note
        for sex in line.sexes:
            yield WrittenRow(
                indicator=line.indicator.slug,
                name=line.indicator.name,
                municipality=home.code,
                municipality_name=home.name,
                year=line.year,
                content=line.content(sex),
                scale=line.scale,
                sex=sex,
                kolada_id=line.indicator.kolada_id,
                is_preliminary=note.is_preliminary,
                source=note.source,
                source_url=note.source_url,
                retrieved_on=note.retrieved_on,
                comment=note.comment,
            )


def _takes(round_: Round) -> bool:
    return round_.takes_values(timezone.localdate())


def _writer(request: HttpRequest) -> Rights:
    rights = rights_of(request.user)
    if not (rights.reports_for or rights.coordinates):
        raise PermissionDenied
    return rights
