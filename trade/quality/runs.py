"""Periods that are missing between others of the same length."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from trade.periods import Period
from trade.quality.notes import Code, Note, Point

REGULAR = ("A", "S", "Q", "M")


def gaps(points: Sequence[Point]) -> Iterator[Note]:
    """One note for each run of missing years, halves, quarters or months; a value that is marked missing is there."""
    for frequency in REGULAR:
        run = [point.period for point in points if point.period.frequency == frequency]
        for before, after in pairwise(run):
            start, end = before.end + timedelta(days=1), after.start - timedelta(days=1)
            if start <= end:
                yield Note(Code.GAP, Period(start, end), {"before": before, "after": after})
