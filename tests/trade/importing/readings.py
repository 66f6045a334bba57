"""Readings for tests of the import, as any reader would yield them."""

from collections.abc import Iterable
from decimal import Decimal

from trade.models import Source
from trade.periods import Period
from trade.readers.row import Flag, Reading, Refusal, Row
from trade.series_keys import SeriesKey
from trade.services import import_reading

KEY = "KAZ.KAZ.CHN.X.TOTAL.V.USD"


def row(line: int, value: str | None, key: str = KEY, period: str = "2023", **fields) -> Row:
    """A row whose value is stated to its last digit: «100.5» to a tenth."""
    number = None if value is None else Decimal(value)
    resolution = None if number is None else Decimal(1).scaleb(min(0, number.as_tuple().exponent))
    defaults = {"status": "A" if value is not None else "O", "resolution": resolution}
    return Row(line, SeriesKey.parse(key), Period.parse(period), number, **defaults | fields)


def release(**fields) -> Source:
    return Source(**{"kind": "release", "title": "Release", "publisher": "Statistics office"} | fields)


def run(items: Iterable[Row | Refusal | Flag], source: Source | None = None, **fields):
    reading = Reading("test", "UTF-8", iter(items))
    defaults = {"file_name": "file.csv", "sha256": "0" * 64, "source": source or release()}
    return import_reading(reading=reading, **defaults | fields)


def counts(outcome) -> tuple[int, int, int, int]:
    """Added, revised, unchanged, refused."""
    return outcome.added, outcome.revised, outcome.unchanged, outcome.refusals
