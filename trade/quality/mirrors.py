"""Another reporter's number of the same thing, so far away that freight and timing cannot explain it."""

from collections.abc import Iterator, Mapping, Sequence

from trade.periods import Period
from trade.quality.notes import Code, Note, Point, Rival, certainly_times

FACTOR = 2


def wide(points: Sequence[Point], rivals: Mapping[Period, Sequence[Rival]]) -> Iterator[Note]:
    for point in points:
        for rival in rivals.get(point.period, ()):
            if point.quantity is None:
                continue
            pairs = ((point.quantity, rival.quantity), (rival.quantity, point.quantity))
            if any((times := certainly_times(*pair)) is not None and times >= FACTOR for pair in pairs):
                facts = {"value": point.quantity.value, "reporter": rival.reporter, "other": rival.quantity.value}
                yield Note(Code.MIRROR, point.period, facts)
