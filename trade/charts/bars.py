"""Horizontal bars: two to four periods, editions of a fair, shares."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from trade.charts.canvas import RING, Canvas, Scale
from trade.charts.fonts import LEADING, REGULAR, SEMIBOLD, at_most, width, wrap
from trade.charts.model import Category, Chart, Form, Point, Series

BAR, LANE_GAP, GROUP_GAP = 26, 6, 18
_LABELS_WIDE, _LABELS_NARROW = 0.3, 0.36  # of the drawing, at most
_LABEL_LINES = 4  # of a name, which the table has in full
_GAP = 8  # between a mark and its words
_DIAMOND = 7
_LEAST = 0.2  # of the drawing, for bars whose notes stand beside them
_SHORTEST = 24  # of the longest bar, where words take the room


class Lane(NamedTuple):
    """One bar, and the diamonds of other reporters on it; a diamond without a bar has a lane of its own."""

    main: tuple[Series, Point] | None
    others: tuple[tuple[Series, Point], ...]

    @property
    def points(self) -> list[Point]:
        return [point for _series, point in ((self.main,) if self.main else ()) + self.others]


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draws *chart* from the top; returns the height that it took."""
    sizes = canvas.sizes
    room = canvas.width * (_LABELS_NARROW if canvas.is_narrow else _LABELS_WIDE)
    labels = [
        _label(category, room, sizes.label, _is_highlighted(chart, i)) for i, category in enumerate(chart.categories)
    ]
    lines = [line for lines in labels for line in lines]
    column = max((width(line, sizes.label, SEMIBOLD if bold else REGULAR) for line, bold, _tone in lines), default=0)
    groups = [list(lanes_of(chart, index)) for index in range(len(chart.categories))]
    lanes = [lane for group in groups for lane in group]
    low, high = chart.reach
    left = max((_words_width(chart, lane, canvas) for lane in lanes if _is_left(lane)), default=0)
    right = max((_words_width(chart, lane, canvas) for lane in lanes if not _is_left(lane)), default=0)
    if not all(groups):
        right = max(right, _GAP + width(chart.no_record, sizes.note) + 2)
    start = column + 12 + left
    noted = max(
        (_words_width(chart, lane, canvas) + _note_width(lane, canvas) for lane in lanes if not _is_left(lane)),
        default=0,
    )
    if canvas.width - noted - start >= _LEAST * canvas.width:
        right = max(right, noted)
    scale = Scale(low, high, start, max(canvas.width - right, start + _SHORTEST))
    y = 6.0
    for lines, group in zip(labels, groups, strict=True):
        y = max(_write_label(canvas, lines, y), _draw_group(chart, canvas, scale, group, y)) + GROUP_GAP
    bottom = y - GROUP_GAP + 6
    canvas.line(scale(0), 0, scale(0), bottom, "zero")
    return bottom


def lanes_of(chart: Chart, index: int) -> Iterator[Lane]:
    found = [(series, series.points[index]) for series in chart.series]
    present = [(series, point) for series, point in found if point]
    bars = [each for each in present if each[0].form is not Form.DIAMOND]
    diamonds = tuple(each for each in present if each[0].form is Form.DIAMOND)
    for place, main in enumerate(bars):
        yield Lane(main, diamonds if place == 0 else ())
    if diamonds and not bars:
        for each in diamonds:
            yield Lane(None, (each,))


def _is_highlighted(chart: Chart, index: int) -> bool:
    return any(series.points[index] is not None and series.points[index].is_highlighted for series in chart.series)


def _is_left(lane: Lane) -> bool:
    return all(point.value < 0 for point in lane.points)


def _label(category: Category, room: float, size: float, bold: bool) -> list[tuple[str, bool, str]]:
    weight = SEMIBOLD if bold else REGULAR
    words = at_most(wrap(category.label, room, size, weight), _LABEL_LINES, room, size)
    lines = [(line, bold, "") for line in words]
    return lines + [(line, False, "axis") for line in wrap(category.below, room, size)]


def _write_label(canvas: Canvas, lines: list[tuple[str, bool, str]], top: float) -> float:
    """Writes the label of a group beside its first bar; returns where it ends."""
    size = canvas.sizes.label
    baseline = top + BAR / 2 + size * 0.35
    for number, (line, bold, tone) in enumerate(lines):
        canvas.text(0, baseline + number * size * LEADING, line, size, bold=bold, tone=tone)
    return baseline + (len(lines) - 1) * size * LEADING + size * 0.3


def _words_width(chart: Chart, lane: Lane, canvas: Canvas) -> float:
    """The room for the values of a lane beside its outermost mark, and for rings that lie further out."""
    total = _GAP + 10.0
    if lane.main:
        total += width(lane.main[1].text, canvas.sizes.value, SEMIBOLD)
    for _series, point in lane.others:
        total += width(point.text, canvas.sizes.note) + _GAP + (2 * _DIAMOND + _GAP if lane.main else 0)
    return total + sum(
        2 * RING + 2 * _GAP + width(words, canvas.sizes.note) for _n, _value, words in _rings_outside(chart, lane)
    )


def _rings(chart: Chart, lane: Lane) -> Iterator[tuple[int, Decimal, str]]:
    """(colour of the series, value, words) of each ring."""
    for series, point in ((lane.main,) if lane.main else ()) + lane.others:
        for value, words in chart.rings(point).items():
            yield series.colour, value, words


def _rings_outside(chart: Chart, lane: Lane) -> list[tuple[int, Decimal, str]]:
    """The rings beyond the outermost value of now, from there outwards: where the values are written."""
    values = [value for point in lane.points for value in point.values]
    if _is_left(lane):
        return sorted((ring for ring in _rings(chart, lane) if ring[1] < min(values)), key=lambda ring: -ring[1])
    edge = max(*values, Decimal(0))
    return sorted((ring for ring in _rings(chart, lane) if ring[1] > edge), key=lambda ring: ring[1])


def _note_width(lane: Lane, canvas: Canvas) -> float:
    note = _note(lane)
    return 6 + width(note, canvas.sizes.note) if note else 0


def _note(lane: Lane) -> str:
    return " · ".join(point.note for point in lane.points if point.note)


def _draw_group(chart: Chart, canvas: Canvas, scale: Scale, lanes: list[Lane], top: float) -> float:
    if not lanes:
        size = canvas.sizes.note
        x = min(scale(0) + _GAP, canvas.width - width(chart.no_record, size))
        canvas.text(x, top + BAR / 2 + size * 0.35, chart.no_record, size, tone="note")
        return top + BAR
    y = top
    for lane in lanes:
        y = _draw_lane(chart, canvas, scale, lane, y) + LANE_GAP
    return y - LANE_GAP


def _draw_lane(chart: Chart, canvas: Canvas, scale: Scale, lane: Lane, y: float) -> float:
    middle, zero = y + BAR / 2, scale(0)
    if lane.main:
        series, point = lane.main
        ends = sorted((zero, scale(point.value)))
        canvas.bar(ends[0], y, ends[1] - ends[0], BAR, point, series.colour)
        if point.upper is not None:
            canvas.line(scale(point.value), middle, scale(point.upper), middle, "tick")
    for series, point in lane.others:
        if not lane.main:
            canvas.line(zero, middle, scale(point.value), middle, "stem")
        canvas.diamond(scale(point.value), middle, series.colour, point)
    outside = _rings_outside(chart, lane)
    for ring in _rings(chart, lane):
        if ring not in outside:
            canvas.ring(scale(ring[1]), middle, ring[0])
    return _write_values(chart, canvas, scale, lane, y)


def _write_values(chart: Chart, canvas: Canvas, scale: Scale, lane: Lane, y: float) -> float:
    """The values beside the outermost mark, then a note if there is room, else the note below the bar."""
    sizes, middle = canvas.sizes, y + BAR / 2
    places = [scale(value) for point in lane.points for value in point.values]
    reach = _DIAMOND if lane.others or any(True for _ring in _rings(chart, lane)) else 0
    baseline = middle + sizes.value * 0.35
    if _is_left(lane):
        point = lane.points[0]
        x = min(places) - reach - _GAP
        canvas.text(x, baseline, point.text, sizes.value, anchor="end", bold=True)
        _write_rings(chart, canvas, scale, lane, x - width(point.text, sizes.value, SEMIBOLD) - _GAP, middle)
        return y + BAR
    x = max(*places, scale(0)) + reach + _GAP
    if lane.main:
        point = lane.main[1]
        long = width(point.text, sizes.value, SEMIBOLD)
        x = min(x, canvas.width - long)
        canvas.text(x, baseline, point.text, sizes.value, bold=True)
        x += long + _GAP
    for series, point in lane.others:
        if x + (2 * _DIAMOND + 2 if lane.main else 0) + width(point.text, sizes.note) > canvas.width:
            # Its value is in the description and in the table.
            continue
        if lane.main:
            canvas.diamond(x + _DIAMOND, middle, series.colour, point, _DIAMOND - 2)
            x += 2 * _DIAMOND + 2
        canvas.text(x, baseline, point.text, sizes.note)
        x += width(point.text, sizes.note) + _GAP
    x = _write_rings(chart, canvas, scale, lane, x, middle)
    return _write_note(canvas, scale, lane, x, y)


def _write_rings(chart: Chart, canvas: Canvas, scale: Scale, lane: Lane, x: float, middle: float) -> float:
    """Rings outside the values of now at their places, or from *x* outwards where those words stand, each with its own.

    Returns where the words end.
    """
    way, size = -1 if _is_left(lane) else 1, canvas.sizes.note
    for number, value, words in _rings_outside(chart, lane):
        place = max((x + way * RING) * way, scale(value) * way) * way
        if not RING <= place <= canvas.width - RING:
            continue  # It is in the list of revisions.
        canvas.ring(place, middle, number)
        x = place + way * (RING + 3)
        if words and 0 <= x + way * width(words, size) <= canvas.width:
            canvas.text(x, middle + size * 0.35, words, size, anchor="end" if way < 0 else "start", tone="note")
            x += way * width(words, size)
        x += way * _GAP
    return x


def _write_note(canvas: Canvas, scale: Scale, lane: Lane, x: float, y: float) -> float:
    sizes = canvas.sizes
    note = _note(lane)
    if not note:
        return y + BAR
    if x + 6 + width(note, sizes.note) <= canvas.width:
        canvas.text(x + 6, y + BAR / 2 + sizes.value * 0.35, note, sizes.note, tone="note")
        return y + BAR
    step = sizes.note * LEADING
    start = scale(0) + 4
    lines = wrap(note, canvas.width - start, sizes.note)
    for number, line in enumerate(lines):
        canvas.text(start, y + BAR + 3 + sizes.note * 0.85 + number * step, line, sizes.note, tone="note")
    return y + BAR + 3 + len(lines) * step
