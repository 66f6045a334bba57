"""Lines over time: they break at gaps and never lead to an incomplete year."""

from collections.abc import Iterator
from itertools import pairwise

from trade.charts.canvas import Box, Canvas, text_box
from trade.charts.fonts import SEMIBOLD, width
from trade.charts.model import Chart, Form, Point, Series
from trade.charts.plot import Plot

_MARKED_POINTS = 40  # a longer line has no dots


def _lines_of(chart: Chart) -> Iterator[Series]:
    return (series for series in chart.series if series.form is Form.LINE)


def draw_lines(chart: Chart, canvas: Canvas, plot: Plot) -> None:
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
                _draw_dot(chart, canvas, plot, category, series, is_marked)


def _close_run(canvas: Canvas, run: list[tuple[float, float]], series: Series) -> None:
    if len(run) > 1:
        canvas.polyline(run, series.colour, "balance" if series.is_computed_line else "line")


def _draw_dot(chart: Chart, canvas: Canvas, plot: Plot, category: int, series: Series, is_marked: bool) -> None:
    point = series.points[category]
    x, y = plot.middle(category), plot.scale(point.value)
    for value, words in chart.rings(point).items():
        canvas.ring(x, plot.scale(value), series.colour, words)
    if point.is_computed:
        canvas.circle(x, y, 4, "derived", series.colour)
    elif is_marked or _is_alone(series, category):
        canvas.circle(x, y, 4 if point.is_highlighted else 3, "dot", series.colour)


def _is_alone(series: Series, category: int) -> bool:
    """No line leads to it, so that without a dot it would not be seen."""
    beside = [series.points[i] for i in (category - 1, category + 1) if 0 <= i < len(series.points)]
    return not any(point and not point.is_partial for point in beside)


def write_lines(chart: Chart, canvas: Canvas, plot: Plot) -> None:
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
