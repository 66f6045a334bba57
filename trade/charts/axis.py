"""The axes of columns and lines: where the grid goes, how categories are named, and what has no record."""

from collections.abc import Iterator
from decimal import Decimal

from trade.charts.canvas import Canvas, text_box
from trade.charts.fonts import LEADING, width, wrap
from trade.charts.model import Chart
from trade.charts.plot import Plot

_EDGE = 0.1  # a sum of fractions may lie a little beyond what it adds up to
_BETWEEN = 6  # two names, or years would read as one number
_STEPS = tuple(map(Decimal, ("1", "2", "5", "10")))


def ticks(low: Decimal, high: Decimal, most: int = 5) -> list[Decimal]:
    """Round numbers from *low* to *high*, nought among them if it lies there: at most *most* + 1 of them."""
    spread = high - low
    if spread <= 0:
        return [low] if low == high else []
    rough = spread / most
    unit = Decimal(1).scaleb(rough.adjusted())
    step = next(unit * factor for factor in _STEPS if unit * factor >= rough)
    first = (low / step).to_integral_value(rounding="ROUND_CEILING")
    last = (high / step).to_integral_value(rounding="ROUND_FLOOR")
    return [(first + place) * step for place in range(int(last - first) + 1)]


def write_axis(chart: Chart, canvas: Canvas, plot: Plot) -> float:
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
            place = min(max(x, long / 2), canvas.width - long / 2 - _EDGE)
            box = text_box(place, baseline + number * step, line, size, "middle")
            if canvas.fits(box, over_marks=True, air=_BETWEEN if number == 0 else 1):
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


def write_gaps(chart: Chart, canvas: Canvas, plot: Plot) -> None:
    size = canvas.sizes.note
    for first, last in _gaps(chart):
        x, room = (plot.middle(first) + plot.middle(last)) / 2, (last - first + 1) * plot.slot - 4
        if width(chart.no_record, size) <= room:
            canvas.text_if_free(x, plot.scale(0) - 8, chart.no_record, size, anchor="middle", tone="note")
        else:
            canvas.text_up_if_free(x + size * 0.35, plot.scale(0) - 8, chart.no_record, size, tone="note")
