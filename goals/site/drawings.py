"""A series drawn for a page, wide and narrow."""

from indicators.charts import svg
from indicators.series.facts import Series
from indicators.shapes import Drawing


def drawing_of(series: Series, shown: frozenset[str] = frozenset()) -> Drawing:
    return Drawing(
        wide=svg.chart(series, width="wide", shown=shown),
        narrow=svg.chart(series, width="narrow", shown=shown),
        text=svg.describe(series),
        notes=svg.notes(series),
    )
