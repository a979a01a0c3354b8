"""The mark of a page that everybody may read, and what its address may ask for."""

from collections.abc import Callable

from django.http import HttpResponse

type View = Callable[..., HttpResponse]

QUERY_PARAMETERS = "query_parameters"  # what the mark is kept under, on the view


def published(*parameters: str) -> Callable[[View], View]:
    """Mark a view whose answer rests on nothing but what is published, today's date, its path and these parameters.

    Such an answer may be kept for everybody until something is published or the day ends. Of the parameters each is
    read once, by its last value, but for one with an asterisk (`jamfor*`), of which every value counts and their order
    does not; one that is not among them makes no page of its own.
    """

    def mark(view: View) -> View:
        setattr(view, QUERY_PARAMETERS, parameters)
        return view

    return mark
