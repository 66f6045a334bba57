"""Refuses single rows that the database would refuse, so that one of them does not cost the whole file. Pure."""

import re
from collections.abc import Collection
from decimal import Decimal

from trade.readers.row import Row
from trade.series_keys import NOT_STATED, SeriesKey

LARGEST = Decimal(10) ** 18
SMALLEST = Decimal("0.000001")
STATUSES = frozenset("ABDEFPUOMQ")
MISSING = frozenset("OMQ")
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_KNOWN_SERIES = 100_000  # how many keys are remembered as sound


class Judge:
    """Says what is wrong with a row: (column, value, reason) or None. ``areas`` are the codes that may be used."""

    def __init__(self, areas: Collection[str], commodity_is_known):
        self.areas, self.commodity_is_known = areas, commodity_is_known
        self.sound: set[SeriesKey] = set()

    def wrong(self, row: Row) -> tuple[str, str, str] | None:
        if row.key not in self.sound:
            found = self.wrong_key(row.key)
            if found:
                return found
            if len(self.sound) >= _KNOWN_SERIES:
                self.sound.clear()
            self.sound.add(row.key)
        return wrong_value(row)

    def wrong_key(self, key: SeriesKey) -> tuple[str, str, str] | None:
        for column in ("reporter", "area", "counterpart"):
            code = getattr(key, column)
            if code not in self.areas:
                return column, code, "unknown_area"
        if not self.commodity_is_known(key.commodity):
            return "commodity", key.commodity, "unknown_commodity"
        try:
            SeriesKey.parse(str(key))
        except ValueError:
            return "key", str(key), "no_series"
        if NOT_STATED in (key.area, key.counterpart):
            return "counterpart", NOT_STATED, "pair_not_stated"
        if key.flow == "T":
            if key.area >= key.counterpart:
                return "counterpart", key.counterpart, "turnover_not_alphabetical"
            if key.reporter not in (key.area, key.counterpart, NOT_STATED):
                return "reporter", key.reporter, "reporter_is_no_side"
        elif key.reporter not in (key.area, NOT_STATED):
            return "reporter", key.reporter, "reporter_is_no_side"
        if (key.measure == "G" and key.unit != "PC") or (key.measure == "V" and not _CURRENCY.fullmatch(key.unit)):
            return "unit", key.unit, "unit_does_not_fit"
        return None


def wrong_value(row: Row) -> tuple[str, str, str] | None:
    value, resolution = row.value, row.resolution
    if row.status not in STATUSES:
        return "status", row.status, "unknown_status"
    if value is None:
        return None if row.status in MISSING and resolution is None else ("value", "", "missing_without_reason")
    if row.status in MISSING or not value.is_finite() or not -LARGEST < value < LARGEST:
        return "value", str(value), "value_out_of_range"
    if resolution is None or not SMALLEST <= resolution < LARGEST or value % resolution:
        return "value", str(value), "value_finer_than_resolution"
    return None
