"""What a row of a file says of an indicator whose values have no limits."""

from indicators.formats import Scale
from indicators.reporting.rules.checks import limits_of


def reading_of(row, steps=()):
    return row.reading(limits_of(Scale(categories=steps), "index"))


def content_of(row, steps=()):
    """Return what a row was read as, whether or not that is one of the steps."""
    reading = reading_of(row, steps)
    assert reading.content is not None, reading.fault
    return reading.content
