"""Where a series may change what it measures: marked by the source, another edition, or a level that stays changed."""

from collections.abc import Iterable, Iterator, Sequence

from trade.periods import Period
from trade.quality.notes import Code, Edition, Note, Point, certainly_times
from trade.quantities import Quantity

MARKS = ("B", "D")
FACTOR, ALIKE = 3, 2
BEFORE, AFTER = 3, 2


def marked(points: Sequence[Point]) -> Iterator[Note]:
    """Values that the source itself marks: a break in the series, or another definition."""
    for point in points:
        if point.status in MARKS:
            yield Note(Code.BREAK, point.period, {"status": point.status})


def editions(points: Sequence[Point], others: Iterable[Edition]) -> Iterator[Note]:
    """The same heading in another edition of the classification, which begins where this one ends, or ends where it
    begins. Years in which both are stated are no break.
    """
    if not points:
        return
    first, last = points[0].period, points[-1].period
    for other in others:
        if other.first.start > last.end:
            yield Note(Code.EDITION, last, {"key": other.key, "other": other.first, "is_later": True})
        elif other.last.end < first.start:
            yield Note(Code.EDITION, first, {"key": other.key, "other": other.last, "is_later": False})


def shifts(points: Sequence[Point]) -> Iterator[Note]:
    """A level that changes threefold between two periods and stays: three alike before it, two alike after it.

    Such a jump is no typing error; mostly a definition or a coverage changed.
    """
    for frequency in ("A", "Q", "M"):
        run = [point for point in points if point.period.frequency == frequency and _is_positive(point)]
        for place in range(BEFORE, len(run) - AFTER + 1):
            before, after = run[place - BEFORE : place], run[place : place + AFTER]
            pairs = [(one.quantity, other.quantity) for one in before for other in after]
            up = all(_times(after, before) for before, after in pairs)
            down = all(_times(before, after) for before, after in pairs)
            if (up or down) and _alike(before) and _alike(after):
                yield _shift(after[0].period, before[-1], after[0])


def _shift(period: Period, before: Point, after: Point) -> Note:
    facts = {"value": after.quantity.value, "earlier": before.quantity.value, "before": before.period}
    return Note(Code.SHIFT, period, facts)


def _is_positive(point: Point) -> bool:
    return point.quantity is not None and point.quantity.value > 0


def _times(large: Quantity, small: Quantity) -> bool:
    times = certainly_times(large, small)
    return times is not None and times >= FACTOR


def _alike(points: Sequence[Point]) -> bool:
    values = [point.quantity.value for point in points]
    return max(values) <= min(values) * ALIKE
