"""Components that are drawn once for as long as the ready answer they show lives, and not once for each page."""

from typing import Any
from weakref import WeakKeyDictionary

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

_drawn: WeakKeyDictionary[object, dict[tuple[Any, ...], SafeString]] = WeakKeyDictionary()


@register.simple_tag
def include_kept(component: str, **needs: Any) -> SafeString:
    """Include a component with what it needs and nothing else: first a ready answer, then plain values.

    What is drawn is kept until that answer is forgotten, where it is an object that never changes and is equal to
    nothing but itself, as published content and what is worked out of it are. Anything else is drawn each time.
    """
    (_, answer), *choices = needs.items()
    # While a template is being written each change of it shall be seen.
    if settings.DEBUG or getattr(type(answer), "__eq__", None) is not object.__eq__:
        return render_to_string(component, needs)
    drawn = _drawn.setdefault(answer, {})
    key = (component, *choices)
    if key not in drawn:
        drawn[key] = render_to_string(component, needs)
    return drawn[key]
