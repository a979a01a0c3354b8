"""The first page of the administration, arranged by what people come to do."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import template
from django.contrib import admin

register = template.Library()
ELSEWHERE = (9, "Övrigt")


class Section(NamedTuple):
    """A heading and the kinds of rows under it, as Django describes them."""

    heading: str
    models: list[dict[str, Any]]


@register.filter
def sections(app_list: Iterable[dict[str, Any]]) -> list[Section]:
    """Return the kinds of rows a person may see, under the headings that their pages have chosen."""
    found: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for app in app_list:
        for model in app["models"]:
            page = admin.site.get_model_admin(model["model"])
            found.setdefault(getattr(page, "index_section", ELSEWHERE), []).append(model)
    return [Section(heading, found[order, heading]) for order, heading in sorted(found)]
