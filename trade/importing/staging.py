"""The temporary tables of one import, and how rows get there: COPY on PostgreSQL, batches on SQLite.

Both live in the connection alone and in the transaction of the import: a process that dies leaves nothing.
"""

from collections.abc import Iterator
from itertools import islice

from django.db import connection

from trade.importing.judge import Judge
from trade.importing.outcome import Outcome
from trade.periods import MONTH, YEAR, Period
from trade.readers.row import Flag, Reading, Refusal, Row
from trade.series_keys import SeriesKey

AT_ONCE = 10_000
TABLES = {
    "import_row": (
        ("n", "integer"),
        ("line", "integer"),
        ("key", "text"),
        ("period_start", "date"),
        ("period_end", "date"),
        ("year", "integer"),
        ("basis", "text"),
        ("value", "numeric(24, 6)"),
        ("resolution", "numeric(24, 6)"),
        ("status", "text"),
    ),
    "import_series": tuple(
        (name, "text")
        for name in (
            *("key", "reporter", "area", "counterpart", "flow", "commodity"),
            *("measure", "unit", "valuation", "trade_type"),
        )
    ),
}
DERIVED = ("import_copy", "import_fate")


def create(cursor) -> None:
    drop(cursor)
    for name, columns in TABLES.items():
        parts = ", ".join(f"{column} {kind}" for column, kind in columns)
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ({parts})")


def drop(cursor) -> None:
    for name in (*DERIVED, *TABLES):
        cursor.execute(f"DROP TABLE IF EXISTS {name}")


def load(cursor, reading: Reading, judge: Judge, outcome: Outcome) -> Iterator[int]:
    """Puts the sound rows of *reading* into the tables and yields after some of them how many numbers were met.

    *outcome* gets the counts and refusals.
    """
    items = iter(reading.items)
    spans: dict[Period, tuple[str, str, str, str]] = {}
    while some := list(islice(items, AT_ONCE)):
        rows = list(_sound(some, judge, outcome))
        _put(cursor, "import_row", _fields(rows, outcome.rows, judge.sound, spans))
        fresh = judge.take_fresh()
        _put(cursor, "import_series", [(text, *_parts(key)) for key, text in fresh.items()])
        outcome.rows += len(rows)
        yield outcome.rows + outcome.refusals
    if connection.vendor == "postgresql":
        cursor.execute("ANALYZE import_row; ANALYZE import_series")


def _sound(items: list[Row | Refusal | Flag], judge: Judge, outcome: Outcome) -> Iterator[Row]:
    for item in items:
        if isinstance(item, Row):
            wrong = judge.wrong(item)
            if wrong is None:
                yield item
                continue
            item = Refusal(item.line, *wrong)
        if isinstance(item, Refusal):
            outcome.refuse(item)
        else:
            outcome.flag(item)


def _parts(key: SeriesKey) -> tuple[str, ...]:
    return (
        *(key.reporter, key.area, key.counterpart, key.flow, key.commodity),
        *(key.measure, key.unit, key.valuation, key.trade_type),
    )


def _fields(
    rows: list[Row], start: int, texts: dict[SeriesKey, str], spans: dict[Period, tuple[str, str, str, str]]
) -> list[tuple[str | None, ...]]:
    """The columns of ``import_row``, numbered from *start*, as texts."""
    found: list[tuple[str | None, ...]] = []
    for number, row in enumerate(rows, start):
        span = spans.get(row.period)
        if span is None:
            span = spans[row.period] = span_of(row.period)
        value, resolution = row.value, row.resolution
        found.append(
            (
                str(number),
                str(row.line),
                texts[row.key],
                *span,
                None if value is None else f"{value:f}",
                None if resolution is None else f"{resolution:f}",
                row.status,
            )
        )
    return found


def span_of(period: Period) -> tuple[str, str, str, str]:
    """First and last day, year, and what it adds to in annual totals: a year (A), a month (M) or nothing."""
    frequency = period.frequency
    basis = frequency if frequency in (YEAR, MONTH) else ""
    return period.start.isoformat(), period.end.isoformat(), str(period.start.year), basis


def _put(cursor, table: str, rows: list[tuple[str | None, ...]]) -> None:
    columns = ", ".join(name for name, _kind in TABLES[table])
    if connection.vendor == "postgresql":
        # No field holds a tab, a line break or a backslash: keys and numbers were judged.
        lines = [
            "\t".join(row if None not in row else ["\\N" if part is None else part for part in row]) for row in rows
        ]
        if lines:
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                copy.write("\n".join([*lines, ""]))
    else:
        marks = ", ".join(["%s"] * len(TABLES[table]))
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
