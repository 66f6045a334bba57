"""All checks of one series."""

from collections.abc import Iterable, Mapping, Sequence

from trade.periods import Period
from trade.quality import breaks, mirrors, runs, sums, values
from trade.quality.notes import Edition, Note, Point, Rival


def notes_of(
    points: Iterable[Point],
    rivals: Mapping[Period, Sequence[Rival]] | None = None,
    editions: Iterable[Edition] = (),
) -> list[Note]:
    """All notes on one series, the newest period first."""
    points = sorted(points, key=lambda point: (point.period.end, point.period.start))
    found = [
        *breaks.marked(points),
        *breaks.editions(points, editions),
        *breaks.shifts(points),
        *values.outliers(points),
        *values.negatives(points),
        *runs.gaps(points),
        *sums.parts(points),
        *sums.falling(points),
        *mirrors.wide(points, rivals or {}),
    ]
    return sorted(found, key=lambda note: (note.period.end, note.period.start, note.code), reverse=True)
