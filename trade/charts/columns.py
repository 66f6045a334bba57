"""Columns over time, with lines and diamonds on the same axis: levels, long series, exports against imports."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from trade.charts.axis import ticks, write_axis, write_gaps
from trade.charts.canvas import RING, Box, Canvas, Scale, text_box
from trade.charts.fonts import LEADING, SEMIBOLD, at_most, width, wrap
from trade.charts.lines import draw_lines, write_lines
from trade.charts.model import Before, Chart, Form, Kind, Point, Series
from trade.charts.plot import Plot

_PLOT_WIDE, _PLOT_NARROW = 250, 220
_WIDEST_COLUMN, _SHARE_OF_SLOT, _SHARE_OF_GROUP = 76, 0.62, 0.78
_BEFORE_WIDE = 150  # room for the words about the same period a year earlier
_OVERHANG = 7  # of its tick on both sides of the column
_AIR_BELOW = 5  # between words and the mark that they stand on
_MARKED_POINTS = 40  # a longer line has no dots


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draws *chart* from the top; returns the height that it took."""
    plot, marks = _plot(chart, canvas), ticks(*chart.reach, 5 if chart.kind is not Kind.DIVERGING else 6)
    _draw_grid(chart, canvas, plot, marks)
    tops = _draw_columns(chart, canvas, plot)
    draw_lines(chart, canvas, plot)
    _draw_diamonds(chart, canvas, plot)
    _draw_befores(chart, canvas, plot)
    canvas.line(plot.left - 4, plot.scale(0), plot.right, plot.scale(0), "zero")
    bottom = write_axis(chart, canvas, plot)
    write_gaps(chart, canvas, plot)
    _write_columns(chart, canvas, tops)
    write_lines(chart, canvas, plot)
    _write_diamonds(chart, canvas, plot)
    canvas.write_rings()
    return bottom


def _plot(chart: Chart, canvas: Canvas) -> Plot:
    sizes, (low, high) = canvas.sizes, chart.reach
    labels = [width(chart.number(mark), sizes.note) for mark in ticks(low, high)]
    left = max(labels, default=0) + 12
    right = canvas.width - 2 - _room_for_before(chart, canvas)
    right = min(right, _right_of_last(chart, canvas, left))
    top = sizes.value + 12 + (sizes.note * 1.5 if chart.unit else 0)
    height = _PLOT_NARROW if canvas.is_narrow else _PLOT_WIDE
    bottom = top + height
    # Words of negative columns stand below them.
    foot = bottom - (sizes.value + 8 if low < 0 else 0)
    slot = _slot(chart, left, right)
    lanes = max(1, _lanes(chart))
    bar = min(_WIDEST_COLUMN, slot * (_SHARE_OF_SLOT if lanes == 1 else _SHARE_OF_GROUP) / lanes)
    return Plot(Scale(low, high, foot, top), left, right, top, bottom, slot, bar)


def _slot(chart: Chart, left: float, right: float) -> float:
    return (right - left) / max(1, len(chart.categories))


def _right_of_last(chart: Chart, canvas: Canvas, left: float) -> float:
    """Where columns may end so that the newest value, which is written first over the middle of its own, has room."""
    half = 1 / (2 * max(1, len(chart.categories)))  # of a slot, as a part of all of them
    return (canvas.width - _reach_of_last(chart, canvas) - left * half) / (1 - half)


def _reach_of_last(chart: Chart, canvas: Canvas) -> float:
    last = [point for _series, point in _columns_at(chart, len(chart.categories) - 1)] if chart.categories else []
    return max((width(point.text, canvas.sizes.value, SEMIBOLD) / 2 + 3 for point in last), default=0)


def _room_for_before(chart: Chart, canvas: Canvas) -> float:
    if not chart.befores or chart.befores[-1].category != len(chart.categories) - 1:
        return 0
    if not canvas.is_narrow:
        return _BEFORE_WIDE
    return width(chart.befores[-1].text, canvas.sizes.value, SEMIBOLD) + 6


def _columns_at(chart: Chart, category: int) -> list[tuple[Series, Point]]:
    """What stands there as a column: bars, and in a line the incomplete year, which no line may lead to."""
    found = ((series, series.points[category]) for series in chart.series if series.form is not Form.DIAMOND)
    return [(series, point) for series, point in found if point and (series.form is Form.BAR or point.is_partial)]


def _lanes(chart: Chart) -> int:
    if chart.kind is Kind.DIVERGING:
        return 1
    return max((_lanes_at(chart, i) for i in range(len(chart.categories))), default=1)


def _lanes_at(chart: Chart, category: int) -> int:
    return 1 if chart.kind is Kind.DIVERGING else len(_columns_at(chart, category))


def _draw_grid(chart: Chart, canvas: Canvas, plot: Plot, marks: list[Decimal]) -> None:
    size = canvas.sizes.note
    if chart.unit:
        canvas.text(0, size, chart.unit, size, tone="axis")
    for mark in marks:
        if mark:
            y = plot.scale(mark)
            canvas.line(0, y, plot.right, y, "grid")
            canvas.text_if_free(0, y - 4, chart.number(mark), size, tone="axis")


class Labelled(NamedTuple):
    """A column whose value is still to be written."""

    x: float
    edge: float
    point: Point


def _draw_columns(chart: Chart, canvas: Canvas, plot: Plot) -> list[Labelled]:
    found = []
    for category in range(len(chart.categories)):
        columns = _columns_at(chart, category)
        count = 1 if chart.kind is Kind.DIVERGING else len(columns)
        for lane, (series, point) in enumerate(columns):
            shift = 0 if chart.kind is Kind.DIVERGING else lane - (count - 1) / 2
            x = plot.middle(category) + shift * (plot.bar + 2)
            ends = sorted((plot.scale(0), plot.scale(point.value)))
            canvas.bar(x - plot.bar / 2, ends[0], plot.bar, ends[1] - ends[0], point, series.colour)
            if point.upper is not None:
                canvas.line(x, plot.scale(point.value), x, plot.scale(point.upper), "tick")
            for value, words in chart.rings(point).items():
                canvas.ring(
                    _beside_its_value(chart, canvas, plot, x, point, value), plot.scale(value), series.colour, words
                )
            found.append(Labelled(x, ends[0] if point.value >= 0 else ends[1], point))
    return found


def _beside_its_value(chart: Chart, canvas: Canvas, plot: Plot, x: float, point: Point, value: Decimal) -> float:
    """Where the ring of *value* is drawn: where it would part a column from its number, beside the number if it can."""
    size, edge = canvas.sizes.value, plot.scale(point.value)
    above, away = (edge - plot.scale(value)) * (1 if point.value >= 0 else -1), RING + 2
    aside = width(point.text, size, SEMIBOLD) / 2 + away
    is_in_the_way = -away < above < size + 6 + away
    return x + aside if is_in_the_way and aside + RING <= max(plot.bar, plot.slot / max(1, _lanes(chart))) / 2 else x


def _diamonds(chart: Chart) -> Iterator[tuple[int, Series, Point]]:
    for series in chart.series:
        if series.form is Form.DIAMOND:
            for category, point in enumerate(series.points):
                if point:
                    yield category, series, point


def _diamond_place(chart: Chart, plot: Plot, category: int, point: Point) -> tuple[float, float]:
    """On the first column of its period, for that is what it contradicts."""
    count = len(_columns_at(chart, category))
    shift = -(count - 1) / 2 if count > 1 and chart.kind is not Kind.DIVERGING else 0
    return plot.middle(category) + shift * (plot.bar + 2), plot.scale(point.value)


def _draw_diamonds(chart: Chart, canvas: Canvas, plot: Plot) -> None:
    size = min(8.0, max(4.0, plot.slot * 0.3))
    for category, series, point in _diamonds(chart):
        x, y = _diamond_place(chart, plot, category, point)
        if not _columns_at(chart, category) and chart.kind is Kind.COLUMNS:
            canvas.line(x, plot.scale(0), x, y, "stem")
        canvas.diamond(x, y, series.colour, point, size)
        for value, words in chart.rings(point).items():
            canvas.ring(x, plot.scale(value), series.colour, words)


def _draw_befores(chart: Chart, canvas: Canvas, plot: Plot) -> None:
    for before in chart.befores:
        x, y = plot.middle(before.category), plot.scale(before.value)
        reach = plot.bar * max(1, _lanes(chart)) / 2 + _OVERHANG
        canvas.line(x - reach, y, x + reach, y, "tick")
        canvas.obstacles.append(Box(x - reach - 6, y - 2, x + reach, y + 2))
        _write_before(chart, canvas, plot, before, x + reach + 6, y)


def _write_before(chart: Chart, canvas: Canvas, plot: Plot, before: Before, x: float, y: float) -> None:
    sizes = canvas.sizes
    baseline = y + sizes.value * 0.35
    if canvas.is_narrow or before.category != len(chart.categories) - 1:
        x = min(x, canvas.width - width(before.text, sizes.value, SEMIBOLD))
        canvas.text_if_free(x, baseline, before.text, sizes.value, bold=True)
        return
    canvas.text(x, baseline, before.text, sizes.value, bold=True)
    lines = at_most(wrap(before.words, canvas.width - x, sizes.note), 4, canvas.width - x, sizes.note)
    for number, line in enumerate(lines, 1):
        canvas.text(x, baseline + number * sizes.note * LEADING, line, sizes.note, tone="note")


def _write_columns(chart: Chart, canvas: Canvas, columns: list[Labelled]) -> None:
    """The newest first, then the highlighted and the outermost: where not all fit, these stay."""
    size = canvas.sizes.value
    newest = max((column.x for column in columns), default=0)
    values = [column.point.value for column in columns]
    outermost = {max(values, default=None), min(values, default=None)}

    def importance(column: Labelled) -> tuple:
        point = column.point
        return column.x != newest, not point.is_highlighted, point.value not in outermost, -column.x

    for column in sorted(columns, key=importance):
        if column.point.value >= 0:
            y = _above(canvas, column.x, column.edge - 6, column.point.text, size)
            canvas.text_if_free(column.x, y, column.point.text, size, anchor="middle", bold=True)
        else:
            canvas.text_if_free(column.x, column.edge + size + 2, column.point.text, size, anchor="middle", bold=True)


def _above(canvas: Canvas, x: float, baseline: float, words: str, size: float) -> float:
    """The lowest place above *baseline* where no mark lies behind the words."""
    for _attempt in range(6):
        box = text_box(x, baseline, words, size, "middle", SEMIBOLD)
        behind = [mark for mark in canvas.obstacles if mark.meets(box)]
        if not behind:
            break
        baseline = min(mark.top for mark in behind) - _AIR_BELOW
    return baseline


def _write_diamonds(chart: Chart, canvas: Canvas, plot: Plot) -> None:
    """Beside the column that it stands on, where there is room; across another one it would float."""
    size = canvas.sizes.note
    for category, _series, point in reversed(list(_diamonds(chart))):
        x, y = _diamond_place(chart, plot, category, point)
        half = max(plot.bar / 2, 9)
        sides = ((x + half + 4, "start"), (x - half - 4, "end"))
        for place, anchor in sides if _lanes_at(chart, category) <= 1 else sides[1:]:
            if canvas.text_if_free(place, y + size * 0.35, point.text, size, anchor=anchor):
                break
