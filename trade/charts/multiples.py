"""Small multiples: more than five series would be a tangle of lines, so each gets a panel of its own.

All panels have the same scale and the same categories, so that they can be compared; the grid and the ends of the axis
are named once for each row of panels.
"""

from collections.abc import Sequence
from itertools import pairwise

from trade.charts.axis import ticks
from trade.charts.canvas import Canvas, Scale, text_box
from trade.charts.fonts import LEADING, SEMIBOLD, at_most, width, wrap
from trade.charts.model import COLOURS, Chart, Form, Kind, Point, Series

_PLOT_WIDE, _PLOT_NARROW = 110, 96
_IN_A_ROW_WIDE, _IN_A_ROW_NARROW = 3, 2
_BETWEEN, _BELOW = 18, 22
_TITLE_LINES = 2
_SHARE_OF_SLOT, _WIDEST_COLUMN = 0.7, 36


def is_needed(chart: Chart) -> bool:
    """Whether *chart* has more series over time than colours; diamonds of other reporters belong to their columns.

    What is marked across a column (the same period a year earlier) belongs to no series, and keeps them together.
    """
    drawn = [series for series in chart.series if series.form is not Form.DIAMOND]
    return chart.kind in (Kind.COLUMNS, Kind.LINE) and len(drawn) > COLOURS and not chart.befores


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draws one panel for each series, in their order; returns the height that it took."""
    columns = _IN_A_ROW_NARROW if canvas.is_narrow else _IN_A_ROW_WIDE
    panel = (canvas.width - _BETWEEN * (columns - 1)) / columns
    top = 0.0
    if chart.unit:
        canvas.text(0, canvas.sizes.note, chart.unit, canvas.sizes.note, tone="axis")
        top = canvas.sizes.note * LEADING + 4
    for start in range(0, len(chart.series), columns):
        row = chart.series[start : start + columns]
        top = _draw_row(chart, canvas, row, top, panel) + _BELOW
    return top - _BELOW


def _draw_row(chart: Chart, canvas: Canvas, row: Sequence[Series], top: float, panel: float) -> float:
    sizes, step = canvas.sizes, canvas.sizes.label * LEADING
    titles = [
        at_most(wrap(series.name, panel, sizes.label, SEMIBOLD), _TITLE_LINES, panel * 0.9, sizes.label)
        for series in row
    ]
    head = top + max(map(len, titles)) * step
    # Words of the values need room above the highest mark, and below the lowest where there is one below nought.
    low, high = chart.reach
    floor = head + sizes.value * 1.4 + (_PLOT_NARROW if canvas.is_narrow else _PLOT_WIDE)
    foot = floor - (sizes.value * 1.4 if low < 0 else 0)
    scale = Scale(low, high, foot, head + sizes.value * 1.6)
    for number, (series, lines) in enumerate(zip(row, titles, strict=True)):
        left = number * (panel + _BETWEEN)
        for line, words in enumerate(lines):
            canvas.text(left, top + (line + 1) * step - step * 0.25, words, sizes.label, bold=True)
        _draw_panel(chart, canvas, series, scale, left, panel)
        _write_ends(chart, canvas, left, panel, floor + sizes.note + 4)
    return floor + sizes.note + 10


def _draw_panel(chart: Chart, canvas: Canvas, series: Series, scale: Scale, left: float, panel: float) -> None:
    slot = panel / max(1, len(chart.categories))
    for mark in ticks(*chart.reach, 2):
        if mark:
            canvas.line(left, scale(mark), left + panel, scale(mark), "grid")
    places = {
        index: (left + (index + 0.5) * slot, scale(point.value))
        for index, point in enumerate(series.points)
        if point is not None
    }
    for index, (x, y) in places.items():
        point = series.points[index]
        if series.form is Form.BAR or (point and point.is_partial):
            bar = min(_WIDEST_COLUMN, slot * _SHARE_OF_SLOT)
            ends = sorted((scale(0), y))
            canvas.bar(x - bar / 2, ends[0], bar, ends[1] - ends[0], point, 1)
    if series.form is Form.LINE:
        _draw_line(canvas, series, places)
    for index in places if series.form is Form.DIAMOND else ():
        canvas.diamond(*places[index], 1, series.points[index], 5)
    canvas.line(left, scale(0), left + panel, scale(0), "zero")
    _write_values(canvas, series, places, left, panel)


def _draw_line(canvas: Canvas, series: Series, places: dict[int, tuple[float, float]]) -> None:
    """From each period to the next one; over a gap and to an incomplete year there is no line."""
    whole = [index for index in places if not series.points[index].is_partial]
    for one, other in pairwise(whole):
        if other == one + 1:
            canvas.polyline([places[one], places[other]], 1)
    neighbours = {index for pair in pairwise(whole) if pair[1] == pair[0] + 1 for index in pair}
    for index in whole:
        if index not in neighbours:
            canvas.circle(*places[index], 3, "dot", 1)


def _write_values(
    canvas: Canvas, series: Series, places: dict[int, tuple[float, float]], left: float, panel: float
) -> None:
    """The newest and the outermost value, each where it meets no other."""
    if not places:
        return
    newest = max(places)
    ranked = sorted(places, key=lambda index: series.points[index].value)
    size = canvas.sizes.note
    for index in dict.fromkeys((newest, ranked[-1], ranked[0])):
        point: Point = series.points[index]
        x, y = places[index]
        half = width(point.text, size, SEMIBOLD) / 2
        if 2 * half > panel:
            continue  # It is in the description and in the table.
        x = min(max(x, left + half), left + panel - half)
        baseline = y - 6 if point.value >= 0 else y + size + 2
        if not any(text_box(x, baseline, point.text, size, "middle", SEMIBOLD).meets(box) for box, _ in canvas.boxes):
            canvas.text(x, baseline, point.text, size, anchor="middle", bold=True)


def _write_ends(chart: Chart, canvas: Canvas, left: float, panel: float, baseline: float) -> None:
    """The first and the last category, in one line; the last one alone where both do not fit."""
    size = canvas.sizes.note
    first, last = chart.categories[0].label, chart.categories[-1].label
    last = at_most(wrap(last, panel, size), 1, panel * 0.9, size)[0]
    canvas.text(left + panel, baseline, last, size, anchor="end", tone="axis")
    if len(chart.categories) > 1 and width(first, size) + width(last, size) + 8 <= panel:
        canvas.text(left, baseline, first, size, tone="axis")
