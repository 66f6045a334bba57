"""Long periods against the short ones that they are made of, and what grows since January and may not fall."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise
from operator import add

from trade.periods import Period
from trade.quality.notes import Code, Note, Point
from trade.quantities import BOUNDS, Qualifier

POINTS = frozenset(Qualifier) - BOUNDS


def parts(points: Sequence[Point]) -> Iterator[Note]:
    """Values that cannot be the sum of the months, or else of the quarters, that cover their period without a hole."""
    stated = {point.period: point for point in points if point.quantity and point.quantity.qualifier in POINTS}
    for period, whole in stated.items():
        months = period.months_count
        if months is None or months == 1:
            continue
        for length in (1, 3):
            pieces = _pieces(period, length)
            if len(pieces) > 1 and all(piece in stated for piece in pieces):
                quantities = [stated[piece].quantity for piece in pieces]
                total = reduce(add, (quantity.interval for quantity in quantities))
                if total.is_disjoint(whole.quantity.interval):
                    value = sum(quantity.value for quantity in quantities)
                    yield Note(
                        Code.PARTS, period, {"value": whole.quantity.value, "sum": value, "count": len(quantities)}
                    )
                break


def _pieces(period: Period, months: int) -> list[Period]:
    """Months (1) or quarters (3) of *period*; nothing where they do not fill it."""
    count = period.months_count or 0
    if count % months or (period.start.month - 1) % months:
        return []
    found = []
    for number in range(0, count, months):
        years, month = divmod(period.start.month - 1 + number, 12)
        found.append(Period.months(period.start.year + years, month + 1, month + months))
    return found


def falling(points: Sequence[Point]) -> Iterator[Note]:
    """What is counted since January cannot be less than it was some months before."""
    by_year: dict[int, list[Point]] = defaultdict(list)
    for point in points:
        period = point.period
        if point.quantity and period.months_count and period.start.month == 1 and period.start.year == period.end.year:
            by_year[period.start.year].append(point)
    for run in by_year.values():
        for before, after in pairwise(run):
            high, low = after.quantity.interval.high, before.quantity.interval.low
            if high is not None and low is not None and high <= low:
                facts = {"value": after.quantity.value, "before": before.period, "earlier": before.quantity.value}
                yield Note(Code.FALLING, after.period, facts)
