"""Single values that look wrong: a thousand times their neighbours, or below nought."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from trade.quality.notes import Code, Note, Point, certainly_times

FACTOR = 300  # a slip of three decimal places, with room for real growth
ALIKE = 30


def outliers(points: Sequence[Point]) -> Iterator[Note]:
    """Values 300 times or a 300th of both neighbours of the same length, which are like each other.

    At the end of a run there is one neighbour, and the one beyond it has to be like that.
    """
    by_length: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        if point.quantity is not None and point.quantity.value > 0:
            by_length[point.period.frequency].append(point)
    for run in by_length.values():
        for place, point in enumerate(run):
            around = [run[place - 1], run[place + 1]] if 0 < place < len(run) - 1 else _beside(run, place)
            if len(around) == 2 and _alike(*around) and all(_far(point, other) for other in around):
                yield Note(
                    Code.OUTLIER, point.period, {"value": point.quantity.value, "neighbour": around[0].quantity.value}
                )


def _beside(run: Sequence[Point], place: int) -> Sequence[Point]:
    return run[1:3] if place == 0 else run[-3:-1][::-1]


def _far(one: Point, other: Point) -> bool:
    return any(
        (times := certainly_times(*pair)) is not None and times >= FACTOR
        for pair in ((one.quantity, other.quantity), (other.quantity, one.quantity))
    )


def _alike(one: Point, other: Point) -> bool:
    small, large = sorted((one.quantity.value, other.quantity.value))
    return large < small * ALIKE


def negatives(points: Sequence[Point]) -> Iterator[Note]:
    """Trade cannot be less than nothing."""
    for point in points:
        high = point.quantity.interval.high if point.quantity else None
        if high is not None and high <= 0 and point.quantity.value < 0:
            yield Note(Code.NEGATIVE, point.period, {"value": point.quantity.value})
