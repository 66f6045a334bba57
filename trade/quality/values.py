"""Single values that look wrong: a thousand times their neighbours, or below nought."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from trade.quality.notes import Code, Note, Point, certainly_times
from trade.quantities import Quantity

FACTOR = 300  # a slip of three decimal places, with room for real growth
ALIKE = 30


def outliers(points: Sequence[Point]) -> Iterator[Note]:
    """Values 300 times or a 300th of both neighbours of the same length, which are like each other.

    At the end of a run there is one neighbour, and the one beyond it has to be like that. Of two values alone nobody
    knows which is wrong; the later is named.
    """
    by_length: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        if point.quantity is not None and point.quantity.value > 0:
            by_length[point.period.frequency].append(point)
    for run in by_length.values():
        if len(run) == 2 and is_far(run[1].quantity, run[0].quantity):
            yield _outlier(run[1], run[0])
        for place, point in enumerate(run):
            around = [run[place - 1], run[place + 1]] if 0 < place < len(run) - 1 else _beside(run, place)
            quantities = [other.quantity for other in around]
            if len(around) == 2 and is_outlier(point.quantity, *quantities):
                yield _outlier(point, around[0])


def _outlier(point: Point, neighbour: Point) -> Note:
    facts = {"value": point.quantity.value, "neighbour": neighbour.quantity.value}
    return Note(Code.OUTLIER, point.period, facts)


def _beside(run: Sequence[Point], place: int) -> Sequence[Point]:
    return run[1:3] if place == 0 else run[-3:-1][::-1]


def is_outlier(one: Quantity, neighbour: Quantity, next_one: Quantity) -> bool:
    """Whether *one* lies far from two positive values which are like each other: from both neighbours, or at the end of
    a run from its neighbour and the one beyond. Readers of files ask the same of the rows of a file.
    """
    return _alike(neighbour, next_one) and is_far(one, neighbour) and is_far(one, next_one)


def is_far(one: Quantity, other: Quantity) -> bool:
    return any(
        (times := certainly_times(*pair)) is not None and times >= FACTOR for pair in ((one, other), (other, one))
    )


def _alike(one: Quantity, other: Quantity) -> bool:
    small, large = sorted((one.value, other.value))
    return large < small * ALIKE


def negatives(points: Sequence[Point]) -> Iterator[Note]:
    """Trade cannot be less than nothing."""
    for point in points:
        if point.quantity and is_negative(point.quantity):
            yield Note(Code.NEGATIVE, point.period, {"value": point.quantity.value})


def is_negative(quantity: Quantity) -> bool:
    """Whether all that was rounded to *quantity* is less than nothing."""
    high = quantity.interval.high
    return high is not None and high <= 0 and quantity.value < 0
