"""Columns over time, with lines and diamonds on the same axis: levels, long series, exports against imports."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from trade.charts.axis import ticks
from trade.charts.canvas import Box, Canvas, Scale, text_box
from trade.charts.fonts import LEADING, SEMIBOLD, at_most, width, wrap
from trade.charts.model import Before, Chart, Form, Kind, Point, Series

_PLOT_WIDE, _PLOT_NARROW = 250, 220
_WIDEST_COLUMN, _SHARE_OF_SLOT, _SHARE_OF_GROUP = 76, 0.62, 0.78
_BEFORE_WIDE = 150  # room for the words about the same period a year earlier
_OVERHANG = 7  # of its tick on both sides of the column
_AIR_BELOW = 5  # between words and the mark that they stand on
_MARKED_POINTS = 40  # a longer line has no dots


class Plot(NamedTuple):
    """Where things are: *slot* is the room of one category, *bar* of one column of *lanes* beside each other."""

    scale: Scale
    left: float
    right: float
    top: float
    bottom: float
    slot: float
    bar: float

    def middle(self, category: int) -> float:
        return self.left + (category + 0.5) * self.slot


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draws *chart* from the top; returns the height that it took."""
    plot, marks = _plot(chart, canvas), ticks(*chart.reach, 5 if chart.kind is not Kind.DIVERGING else 6)
    _draw_grid(chart, canvas, plot, marks)
    tops = _draw_columns(chart, canvas, plot)
    _draw_lines(chart, canvas, plot)
    _draw_diamonds(chart, canvas, plot)
    _draw_befores(chart, canvas, plot)
    canvas.line(plot.left - 4, plot.scale(0), plot.right, plot.scale(0), "zero")
    bottom = _write_axis(chart, canvas, plot)
    _write_gaps(chart, canvas, plot)
    _write_columns(chart, canvas, tops)
    _write_lines(chart, canvas, plot)
    _write_diamonds(chart, canvas, plot)
    return bottom


def _plot(chart: Chart, canvas: Canvas) -> Plot:
    sizes, (low, high) = canvas.sizes, chart.reach
    labels = [width(chart.number(mark), sizes.note) for mark in ticks(low, high)]
    left = max(labels, default=0) + 12
    right = canvas.width - 2 - _room_for_before(chart, canvas)
    top = sizes.value + 12 + (sizes.note * 1.5 if chart.unit else 0)
    height = _PLOT_NARROW if canvas.is_narrow else _PLOT_WIDE
    bottom = top + height
    # Words of negative columns stand below them.
    foot = bottom - (sizes.value + 8 if low < 0 else 0)
    slot = (right - left) / max(1, len(chart.categories))
    lanes = max(1, _lanes(chart))
    bar = min(_WIDEST_COLUMN, slot * (_SHARE_OF_SLOT if lanes == 1 else _SHARE_OF_GROUP) / lanes)
    return Plot(Scale(low, high, foot, top), left, right, top, bottom, slot, bar)


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
    return max((len(_columns_at(chart, i)) for i in range(len(chart.categories))), default=1)


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
            for value in point.earlier:
                canvas.circle(x, plot.scale(value), 4.5, "ring", series.colour)
            found.append(Labelled(x, ends[0] if point.value >= 0 else ends[1], point))
    return found


def _lines_of(chart: Chart) -> Iterator[Series]:
    return (series for series in chart.series if series.form is Form.LINE)


def _draw_lines(chart: Chart, canvas: Canvas, plot: Plot) -> None:
    for series in _lines_of(chart):
        run: list[tuple[float, float]] = []
        for category, point in enumerate(series.points):
            if point is None or point.is_partial:
                _close_run(canvas, run, series)
                run = []
                continue
            run.append((plot.middle(category), plot.scale(point.value)))
        _close_run(canvas, run, series)
        is_marked = len(chart.categories) <= _MARKED_POINTS
        for category, point in enumerate(series.points):
            if point and not point.is_partial:
                _draw_dot(canvas, plot, category, point, series, is_marked)


def _close_run(canvas: Canvas, run: list[tuple[float, float]], series: Series) -> None:
    is_computed = all(point.is_computed for point in series.points if point)
    if len(run) > 1:
        canvas.polyline(run, series.colour, "balance" if is_computed else "line")


def _draw_dot(canvas: Canvas, plot: Plot, category: int, point: Point, series: Series, is_marked: bool) -> None:
    x, y = plot.middle(category), plot.scale(point.value)
    for value in point.earlier:
        canvas.circle(x, plot.scale(value), 4.5, "ring", series.colour)
    if point.is_computed:
        canvas.circle(x, y, 4, "derived", series.colour)
    elif is_marked or _is_alone(series, category):
        canvas.circle(x, y, 4 if point.is_highlighted else 3, "dot", series.colour)


def _is_alone(series: Series, category: int) -> bool:
    """No line leads to it, so that without a dot it would not be seen."""
    beside = [series.points[i] for i in (category - 1, category + 1) if 0 <= i < len(series.points)]
    return not any(point and not point.is_partial for point in beside)


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
        for value in point.earlier:
            canvas.circle(x, plot.scale(value), 4.5, "ring", series.colour)


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


# -- words -------------------------------------------------------------------------------------------------------


def _write_axis(chart: Chart, canvas: Canvas, plot: Plot) -> float:
    """The names of the categories, every second or third where all do not fit; the last one always stands."""
    size, step = canvas.sizes.label, canvas.sizes.label * LEADING
    baseline = plot.bottom + size + 6
    last = len(chart.categories) - 1
    labels = [_axis_lines(category.label, plot.slot, size, canvas) for category in chart.categories]
    filled = [lines for category, lines in enumerate(labels) if not chart.is_empty(category)]
    widest = max((width(line, size) for lines in filled for line in lines), default=0)
    every = max(1, -(-int(widest + 7) // max(1, int(plot.slot))))
    order = range(last, -1, -every)
    lowest = baseline
    for category in order:
        x = plot.middle(category)
        for number, line in enumerate(labels[category]):
            long = width(line, size)
            place = min(max(x, long / 2), canvas.width - long / 2)
            if canvas.fits(text_box(place, baseline + number * step, line, size, "middle"), over_marks=True):
                canvas.text(place, baseline + number * step, line, size, anchor="middle")
                lowest = max(lowest, baseline + number * step)
    for category in order:
        lowest = max(lowest, _write_below(chart, canvas, plot, category, baseline + len(labels[category]) * step))
    return lowest + 8


def _axis_lines(label: str, slot: float, size: float, canvas: Canvas) -> list[str]:
    lines = wrap(label, max(slot - 6, size * 2), size)
    return lines if len(lines) <= 3 and all(len(line) > 2 for line in lines) else [label]


def _write_below(chart: Chart, canvas: Canvas, plot: Plot, category: int, baseline: float) -> float:
    """The second line: «янв.–сент.»; in as many lines as the room to its neighbours asks for."""
    size, below = canvas.sizes.label, chart.categories[category].below
    room = max(plot.slot, min(110.0, 2 * (canvas.width - plot.middle(category))))
    lowest = 0.0
    for number, line in enumerate(wrap(below, room, size)):
        long = width(line, size)
        x = min(max(plot.middle(category), long / 2), canvas.width - long / 2)
        y = baseline + number * size * LEADING
        if canvas.fits(text_box(x, y, line, size, "middle"), over_marks=True):
            canvas.text(x, y, line, size, anchor="middle", tone="axis")
            lowest = y
    return lowest


def _gaps(chart: Chart) -> Iterator[tuple[int, int]]:
    """First and last category of every run without any record."""
    empty = [category for category in range(len(chart.categories)) if chart.is_empty(category)]
    starts = [category for category in empty if category - 1 not in empty]
    for start in starts:
        end = start
        while end + 1 in empty:
            end += 1
        yield start, end


def _write_gaps(chart: Chart, canvas: Canvas, plot: Plot) -> None:
    size = canvas.sizes.note
    for first, last in _gaps(chart):
        x, room = (plot.middle(first) + plot.middle(last)) / 2, (last - first + 1) * plot.slot - 4
        if width(chart.no_record, size) <= room:
            canvas.text_if_free(x, plot.scale(0) - 8, chart.no_record, size, anchor="middle", tone="note")
        else:
            canvas.text_up_if_free(x + size * 0.35, plot.scale(0) - 8, chart.no_record, size, tone="note")


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


def _write_lines(chart: Chart, canvas: Canvas, plot: Plot) -> None:
    """The last, the first, the highest and the lowest value of each line, and others while there is room."""
    size = canvas.sizes.value
    lines = [_segments(series, plot) for series in _lines_of(chart)]
    for series in _lines_of(chart):
        points = [(category, point) for category, point in enumerate(series.points) if point and not point.is_partial]
        for category, point in _by_rank(points):
            x, y = plot.middle(category), plot.scale(point.value)
            half = width(point.text, size, SEMIBOLD) / 2
            x = min(max(x, half), canvas.width - half)
            for baseline in (y - 10, y + size + 8):
                box = text_box(x, baseline, point.text, size, "middle", SEMIBOLD)
                if canvas.fits(box) and not any(_crosses(segments, box, plot) for segments in lines):
                    canvas.text(x, baseline, point.text, size, anchor="middle", bold=True)
                    break


def _by_rank(points: list[tuple[int, Point]]) -> list[tuple[int, Point]]:
    if not points:
        return []
    values = [point.value for _category, point in points]
    outermost, ends = {max(values), min(values)}, {points[0][0], points[-1][0]}
    return sorted(
        points,
        key=lambda each: (not each[1].is_highlighted, each[0] not in ends, each[1].value not in outermost, -each[0]),
    )


Segment = tuple[float, float, float, float]


def _segments(series: Series, plot: Plot) -> list[Segment | None]:
    """The line from each category to the next, None where there is none."""
    return [
        (plot.middle(category), plot.scale(one.value), plot.middle(category + 1), plot.scale(other.value))
        if one and other and not one.is_partial and not other.is_partial
        else None
        for category, (one, other) in enumerate(pairwise(series.points))
    ]


def _crosses(segments: list[Segment | None], box: Box, plot: Plot) -> bool:
    """Whether a line runs through the words."""
    first = max(0, int((box.left - plot.left) / plot.slot - 0.5))
    last = int((box.right - plot.left) / plot.slot + 0.5)
    return any(segment and _runs_through(segment, box) for segment in segments[first:last])


def _runs_through(segment: Segment, box: Box) -> bool:
    x1, y1, x2, y2 = segment
    left, right = max(x1, box.left), min(x2, box.right)
    if left >= right:
        return False
    slope = (y2 - y1) / (x2 - x1)
    ends = y1 + (left - x1) * slope, y1 + (right - x1) * slope
    return min(ends) < box.bottom and box.top < max(ends)


def _write_diamonds(chart: Chart, canvas: Canvas, plot: Plot) -> None:
    """Beside the column where the room to the next one allows it."""
    size = canvas.sizes.note
    for category, _series, point in reversed(list(_diamonds(chart))):
        _x, y = _diamond_place(chart, plot, category, point)
        columns = len(_columns_at(chart, category))
        half = max(plot.bar * columns / 2, 9)
        for place, anchor in ((plot.middle(category) + half + 4, "start"), (plot.middle(category) - half - 4, "end")):
            if canvas.text_if_free(place, y + size * 0.35, point.text, size, anchor=anchor):
                break
