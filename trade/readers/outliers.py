"""A value a thousand times its neighbours in its own series: mostly a unit gone wrong, so an editor should look."""

from collections.abc import Iterator
from decimal import Decimal

from trade.readers import reasons
from trade.readers.row import Flag, Row
from trade.series_keys import SeriesKey

_FACTOR = 300  # a slip of three decimal places, with room for real growth
_ALIKE = 30
_FROM = Decimal(1000)  # below that, a factor of a thousand is everyday
_MOST_SERIES = 50_000


class Watch:
    """Looks at rows in the order of the file; remembers two values a series, for at most 50,000 series."""

    def __init__(self) -> None:
        self._last: dict[
            SeriesKey, tuple[Row | None, Row, bool, bool]
        ] = {}  # two rows; is the later flagged; is it new
        self.gave_up = False

    def see(self, row: Row) -> Flag | None:
        """The flag of the row before, once its next neighbour is known; None for nothing remarkable."""
        if not row.value or row.key.measure != "V":
            return None
        known = self._last.get(row.key)
        if known is None:
            if len(self._last) < _MOST_SERIES:
                self._last[row.key] = (None, row, False, True)
            else:
                self.gave_up = True
            return None
        before, last, flagged, young = known
        found = None
        if before is not None and not flagged and not _close(last, row, _FACTOR):
            found = (last, row) if _close(before, row, _ALIKE) else None
        elif young and before is not None and not _close(before, last, _FACTOR) and _close(last, row, _ALIKE):
            found = (before, last)
        self._last[row.key] = (last, row, False if found is None else found[0] is last, before is None)
        return _flag(*found) if found else None

    def finish(self) -> Iterator[Flag]:
        """The ends of series, whose values have one neighbour only."""
        for before, last, flagged, _young in self._last.values():
            if before is not None and not flagged and not _close(last, before, _FACTOR):
                yield _flag(last, before)
        if self.gave_up:
            yield Flag(0, reasons.OUTLIERS_UNCHECKED, str(_MOST_SERIES))


def _close(one: Row, other: Row, factor: int) -> bool:
    small, large = sorted((abs(one.value), abs(other.value)))
    return large < small * factor or large < _FROM * _FACTOR


def _flag(row: Row, neighbour: Row) -> Flag:
    text = f"{row.key} {row.period}: {row.value:f}, {neighbour.period}: {neighbour.value:f}"
    return Flag(row.line, reasons.OUTLIER, text)
