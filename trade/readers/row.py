"""What every reader yields, whatever the layout of its file: rows, refusals of single cells, and flags. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from trade.periods import Period
from trade.readers.texts import shown
from trade.series_keys import SeriesKey


@dataclass(frozen=True, slots=True)
class Row:
    """One number of a file, in the terms of this site.

    ``line`` counts from 1 as an editor shows it. ``key`` has ISO 3166-1 alpha-3 areas (``WLD`` for the world) and a
    commodity with its edition (``H6-27``, ``EB-S``, ``TOTAL``). ``value`` is in base units (USD, not thousands),
    None with a ``status`` that says why (SDMX OBS_STATUS); ``resolution`` is the size of its last stated digit in base
    units.
    """

    line: int
    key: SeriesKey
    period: Period
    value: Decimal | None
    resolution: Decimal | None
    status: str = "A"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line, or one cell of it, that is not imported; ``reason`` is a code of :mod:`trade.readers.reasons`."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Something recognised that an editor should know of: ``kind`` is a code, ``detail`` what was seen."""

    line: int
    kind: str
    detail: str


@dataclass(slots=True)
class Reading:
    """A recognised file. ``items`` is lazy; it yields rows, refusals and flags in the order of the file.

    ``layout`` is the name of the reader, ``encoding`` that of the bytes, ``facts`` what was recognised (separator,
    decimal sign, unit and scale …) as pairs of a code and its value. ``names`` has commodities as the file words them
    (key → words), filled while items are read.
    """

    layout: str
    encoding: str
    items: Iterator[Row | Refusal | Flag]
    facts: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The whole file is no bilateral trade table that we read; ``code`` is one of :mod:`trade.readers.reasons`."""

    def __init__(self, code: str, detail: str = ""):
        super().__init__(code, detail)
        self.code, self.detail = code, shown(detail)
