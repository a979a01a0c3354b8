"""The style guide: every component in every state, for those who build and those who look after the portal."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goals.content.content import PublishedContent
from goals.plan.read import read_folder
from goals.site.addresses import NothingThere
from goals.site.years import ViewYear, year_of, year_picker
from goals.style_guide import samples
from goals.style_guide.example import example_content
from goals.style_guide.follow_up import follow_up

OLDEST = 12  # years back in the year picker: enough for some to be folded away


class Chapter(NamedTuple):
    """One page of the guide: `samples` returns what its template shows."""

    slug: str
    title: str
    samples: Callable[[PublishedContent], dict[str, Any]]

    @property
    def template(self) -> str:
        return f"style_guide/{self.slug}.html"


CHAPTERS = (
    Chapter("grunder", "Grunder", samples.foundations),
    Chapter("lage", "Läge i ord", samples.states),
    Chapter("rader", "Rader", samples.rows),
    Chapter("diagram", "Diagram med mål", samples.target_charts),
    Chapter("fler-diagram", "Fler diagram", samples.other_charts),
    Chapter("siffror", "Tabell och uträkning", samples.figures),
    Chapter("hitta", "Hitta vidare", samples.finding),
    Chapter("uppgifter", "Uppgifter runt siffrorna", samples.documents),
    Chapter("uppfoljning", "Uppföljning", follow_up),
    Chapter("formular", "Formulär", samples.writing),
)


@cache
def example_plan() -> PublishedContent:
    """Read the example once per process: it takes a second or two, and only who asks for the guide waits for it."""
    return example_content(read_folder(settings.BASE_DIR / "fixtures" / "exempel"))


@require_safe
def style_guide(request, slug=CHAPTERS[0].slug):
    """Show one chapter of the guide: in development to everyone, elsewhere to staff who are logged in."""
    if not (settings.DEVELOPMENT or request.user.is_staff):
        raise Http404
    chapter = next((each for each in CHAPTERS if each.slug == slug), None)
    if chapter is None:
        raise NothingThere("Stilguiden har inget sådant kapitel.")
    today = timezone.localdate().year
    offered = range(today - OLDEST, today + 1)
    view_year = ViewYear.of(year_of(request.GET, offered[0], today), today, today)
    context = linked_to(request.path, chapter.samples(example_plan())) | {
        "page_title": f"Stilguide: {chapter.title}",
        "chapter": chapter,
        "chapters": CHAPTERS,
        "years": year_picker(request.path, request.GET, offered, view_year),
    }
    return render(request, chapter.template, context)


def linked_to(path: str, value: Any) -> Any:
    """Return ready answers with every address on this site changed: the example's pages are another portal's."""
    if isinstance(value, str):
        return path if value.startswith("/") else value
    if isinstance(value, dict):
        return {name: linked_to(path, each) for name, each in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(linked_to(path, each) for each in value))
    if isinstance(value, list | tuple):
        return type(value)(linked_to(path, each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: linked_to(path, getattr(value, each.name)) for each in fields(value) if each.init}
        return replace(value, **changed)
    return value
