"""The legend for the statement of rules, which both its page and the search read: neither view can forget it."""

from django import template

from indicators.legend import Legend, legend

register = template.Library()


@register.simple_tag
def judgement_legend() -> Legend:
    return legend()
