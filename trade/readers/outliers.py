"""A value a thousand times its neighbours in its own series: mostly a unit gone wrong, so an editor should look.

What is far is decided where the notes on recorded series decide it (:mod:`trade.quality.values`); here neighbours are
those of the file, whatever is recorded.
"""

from collections.abc import Iterator

from trade.periods import Period
from trade.quality.values import FACTOR, is_far, is_outlier
from trade.quantities import Quantity
from trade.readers import reasons
from trade.readers.row import Flag, Row
from trade.series_keys import SeriesKey

_MOST_SERIES, _MOST_PERIODS = 50_000, 10_000
Run = tuple[SeriesKey, str]  # a series and the frequency of its periods


class Watch:
    """Looks at rows in the order of the file; remembers three values a run, for at most 50,000 runs."""

    def __init__(self) -> None:
        self._last: dict[Run, tuple[Row, ...]] = {}
        self._frequencies: dict[Period, str] = {}
        self.gave_up = False

    def see(self, row: Row) -> Flag | None:
        """The flag of the row before, or of the first of its run; None for nothing remarkable."""
        if row.value is None or row.value <= 0 or row.key.measure == "G":
            return None
        run = row.key, self._frequencies.get(row.period) or self._frequency(row.period)
        known = self._last.get(run)
        if known is None:
            if len(self._last) < _MOST_SERIES:
                self._last[run] = (row,)
            else:
                self.gave_up = True
            return None
        self._last[run] = (*known[-2:], row)
        if len(known) == 1:
            return None
        before, last = known[-2:]
        if _is_outlier(last, before, row):
            return _flag(last, before)
        return _flag(before, last) if len(known) == 2 and _is_outlier(before, last, row) else None

    def finish(self) -> Iterator[Flag]:
        """The ends of runs, whose values have one neighbour only."""
        for rows in self._last.values():
            if len(rows) == 2 and is_far(*map(_quantity, rows)):
                yield _flag(rows[1], rows[0])
            elif len(rows) == 3 and _is_outlier(rows[2], rows[1], rows[0]):
                yield _flag(rows[2], rows[1])
        if self.gave_up:
            yield Flag(0, reasons.OUTLIERS_UNCHECKED, str(_MOST_SERIES))

    def _frequency(self, period: Period) -> str:
        if len(self._frequencies) > _MOST_PERIODS:
            self._frequencies.clear()
        found = self._frequencies[period] = period.frequency
        return found


def _is_outlier(one: Row, neighbour: Row, next_one: Row) -> bool:
    """A glance first, for a file may have a million rows."""
    small, large = sorted((one.value, neighbour.value))
    return large >= small * FACTOR and is_outlier(*map(_quantity, (one, neighbour, next_one)))


def _quantity(row: Row) -> Quantity:
    return Quantity(row.value, row.resolution)


def _flag(row: Row, neighbour: Row) -> Flag:
    text = f"{row.key} {row.period}: {row.value:f}, {neighbour.period}: {neighbour.value:f}"
    return Flag(row.line, reasons.OUTLIER, text)
