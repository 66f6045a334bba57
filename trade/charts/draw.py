"""A chart as inline SVG: two drawings of the same, one for wide and one for narrow places."""

from types import ModuleType
from typing import NamedTuple
from xml.sax.saxutils import escape

from trade.charts import bars, columns, multiples
from trade.charts.canvas import NARROW, WIDE, Canvas, Drawing
from trade.charts.model import Chart, Kind, Point, Series

SPOKEN = 12  # categories whose values the description gives one by one


class Drawings(NamedTuple):
    """``<svg>`` elements; the stylesheet shows the one that fits its place and hides the other from everybody."""

    wide: str
    narrow: str


def draw(chart: Chart, width: int) -> Drawing:
    """The marks and words of *chart* in a drawing 720 or 360 units wide. ValueError for a single number."""
    if chart.kind is Kind.NUMBER:
        raise ValueError("one point is a number, not a chart")
    canvas = Canvas(width)
    return canvas.drawing(_form_of(chart).draw(chart, canvas))


def _form_of(chart: Chart) -> ModuleType:
    if multiples.is_needed(chart):
        return multiples
    return bars if chart.kind is Kind.BARS else columns


def drawings(chart: Chart) -> Drawings:
    words = description(chart)
    return Drawings(_svg(chart, draw(chart, WIDE), "wide", words), _svg(chart, draw(chart, NARROW), "narrow", words))


def _svg(chart: Chart, drawing: Drawing, name: str, words: str) -> str:
    key = f"chart-{chart.name}-{name}"
    return (
        f'<svg class="chart__{name}" viewBox="0 0 {drawing.width} {drawing.height:g}" role="img"'
        f' aria-labelledby="{key}-title" aria-describedby="{key}-desc" focusable="false">'
        f'<title id="{key}-title">{escape(chart.title)}</title><desc id="{key}-desc">{escape(words)}</desc>'
        f"{drawing.body}</svg>"
    )


def description(chart: Chart) -> str:
    """Every value in words, of long series the ends and the extremes."""
    count = len(chart.categories)
    if count <= SPOKEN:
        return " ".join(_sentence(chart, category) for category in range(count))
    sentences = [_sentence(chart, category) for category in sorted(_telling(chart))]
    return " ".join((*sentences, chart.more)).strip()


def _sentence(chart: Chart, category: int) -> str:
    found = [_spoken(series, point, chart) for series in chart.series if (point := series.points[category])]
    found += [f"{before.text} {before.words}" for before in chart.befores if before.category == category]
    return f"{chart.categories[category].spoken} — {'; '.join(found) or chart.no_record}."


def _spoken(series: Series, point: Point, chart: Chart) -> str:
    value = f"{series.name}: {point.text}" if len(chart.series) > 1 else point.text
    return f"{value} ({point.note})" if point.note else value


def _telling(chart: Chart) -> set[int]:
    """The first, the last, the highest and the lowest category of each series."""
    found = {0, len(chart.categories) - 1}
    for series in chart.series:
        values = [(point.value, category) for category, point in enumerate(series.points) if point]
        if values:
            found |= {max(values)[1], min(values)[1]}
    return found
