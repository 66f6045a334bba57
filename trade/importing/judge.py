"""Refuses single rows that the database would refuse, so that one of them does not cost the whole file. Pure."""

import re
from collections.abc import Collection
from decimal import Decimal
from functools import cache

from trade.readers import reasons
from trade.readers.row import Row
from trade.series_keys import NOT_STATED, SeriesKey, is_series_key

# Reasons of our own, besides those of the readers.
NO_SERIES, NOT_ALPHABETICAL = "no_series", "turnover_not_alphabetical"
LARGEST = Decimal(10) ** 18
SMALLEST = Decimal("0.000001")
STATUSES = frozenset("ABDEFPUOMQ")
MISSING = frozenset("OMQ")
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


Wrong = tuple[str, str, str]


class Judge:
    """Says what is wrong with a row: (column, value, reason) or None. ``areas`` are the codes that may be used.

    ``used_areas`` are those of all sound keys.
    """

    def __init__(self, areas: Collection[str], commodity_is_known):
        self.areas, self.commodity_is_known = areas, cache(commodity_is_known)
        self.used_areas: set[str] = set()
        self._sound_ends: set[tuple[str, ...]] = set()

    def wrong_key(self, key: SeriesKey, text: str) -> Wrong | None:
        """*text* is *key* as a text; one key has to be judged once only."""
        areas = self.areas
        if not (key.reporter in areas and key.area in areas and key.counterpart in areas):
            column = next(name for name in ("reporter", "area", "counterpart") if getattr(key, name) not in areas)
            return column, getattr(key, column), reasons.AREA_UNKNOWN
        if not self.commodity_is_known(key.commodity):
            return "commodity", key.commodity, reasons.COMMODITY_CODE
        # Few differ in what follows the codes; that is looked at once.
        end = (key.flow, key.measure, key.unit, key.valuation, key.trade_type)
        is_sound = end in self._sound_ends
        if not is_sound and not is_series_key(text):
            return "key", text, NO_SERIES
        if NOT_STATED in (key.area, key.counterpart):
            return "counterpart", NOT_STATED, reasons.AREA_MISSING
        if key.flow == "T":
            if key.area >= key.counterpart:
                return "counterpart", key.counterpart, NOT_ALPHABETICAL
            if key.reporter not in (key.area, key.counterpart, NOT_STATED):
                return "reporter", key.reporter, reasons.REPORTER_NOT_IN_PAIR
        elif key.reporter not in (key.area, NOT_STATED):
            return "reporter", key.reporter, reasons.REPORTER_NOT_IN_PAIR
        if not is_sound:
            if (key.measure == "G" and key.unit != "PC") or (key.measure == "V" and not _CURRENCY.fullmatch(key.unit)):
                return "unit", key.unit, reasons.UNIT
            self._sound_ends.add(end)
        self.used_areas.update((key.reporter, key.area, key.counterpart))
        return None


def wrong_value(row: Row) -> Wrong | None:
    value, resolution = row.value, row.resolution
    if row.status not in STATUSES:
        return "status", row.status, reasons.STATUS_UNKNOWN
    if value is None:
        return None if row.status in MISSING and resolution is None else ("value", "", reasons.STATUS_AND_VALUE)
    if row.status in MISSING:
        return "value", str(value), reasons.STATUS_AND_VALUE
    if not value.is_finite() or not -LARGEST < value < LARGEST:
        return "value", str(value), reasons.NUMBER_TOO_LARGE
    if resolution is None or not SMALLEST <= resolution < LARGEST or value % resolution:
        return "value", str(value), reasons.RESOLUTION
    return None
