"""The page in place of a frozen year that cannot be read: what is wrong, and where the reader can go on."""

import logging
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from goals.content.published import PublishedVersion
from goals.site.requests import content_of
from goals.year import words
from goals.year.build import decision_fact
from goals.year.snapshots import UnreadableYear

type View = Callable[..., HttpResponse]

logger = logging.getLogger(__name__)


def unreadable_as_page(view: View) -> View:
    """Let a view of one year answer with a page of its own when its snapshot cannot be read.

    With status 500, as the fault is the portal's: a 200 would be kept by caches, and pass for health with those who
    watch the portal. A file's address answers so too, lest the page be saved as if it were the year.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except UnreadableYear as error:
            logger.warning("%s: %s", error.version, error)
            return _page(request, error.version, str(error))

    return answer


def _page(request: HttpRequest, version: PublishedVersion, fault: str) -> HttpResponse:
    versions = content_of(request).versions
    others = [each for each in versions if each.year == version.year and each is not version]
    context = {
        "page_title": f"{words.title(version.round, version.year)} går inte att läsa",
        "state": words.adopted(timezone.localdate(version.frozen_at), version.version),
        "decision": words.decision_text(decision_fact(version.decision)),
        "fault": fault,
        "checksum": version.sha256,
        "others": tuple((f"Version {each.version}", each.url) for each in others),
        "list": reverse("summary_list"),
    }
    return render(request, "summary_unreadable.html", context, status=500)
