"""The first page of the administration, arranged by what people come to do."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import template
from django.contrib import admin
from django.utils import timezone

from indicators.models import Round
from indicators.reporting.rules.rights import rights_of
from indicators.reporting.shapes import Sheet
from indicators.reporting.sheet.sheets import sheets_of

register = template.Library()
MAX_YEARS = 2  # told on the first page; the rest are a link away
ELSEWHERE = (9, "Övrigt")


class IndexSection(NamedTuple):
    """A heading and the kinds of rows under it, as Django describes them."""

    heading: str
    models: list[dict[str, Any]]


@register.simple_tag
def my_years(user: Any) -> list[Sheet]:
    """Return a person's open years, the newest first: what is missing, what is late and what came back."""
    rights, today = rights_of(user), timezone.localdate()
    if not rights.has_reporting_role:
        return []
    takes = [each for each in Round.objects.begun(today) if each.takes_values(today)]
    return sheets_of(rights, takes[:MAX_YEARS], today)


@register.filter
def has_reporting_role(user: Any) -> bool:
    """Tell whether a person has anything to do with the years' values."""
    return rights_of(user).has_reporting_role


@register.filter
def coordinates(user: Any) -> bool:
    """Tell whether a person coordinates the whole municipality's years."""
    return rights_of(user).coordinates


@register.filter
def sections(app_list: Iterable[dict[str, Any]]) -> list[IndexSection]:
    """Return the kinds of rows a person may see, under the headings that their pages have chosen."""
    found: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for app in app_list:
        for model in app["models"]:
            page = admin.site.get_model_admin(model["model"])
            found.setdefault(getattr(page, "index_section", ELSEWHERE), []).append(model)
    return [IndexSection(heading, found[order, heading]) for order, heading in sorted(found)]
