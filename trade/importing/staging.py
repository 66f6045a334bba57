"""The temporary tables of one import, and how rows get there: COPY on PostgreSQL, batches on SQLite.

Series and periods have a table each, and rows name them by the number that they have there: a file says the same few
things in every line. All live in the connection alone and in the transaction of the import: a process that dies leaves
nothing.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any, Generic, TypeVar

from django.db import connection

from trade.importing.judge import Judge, wrong_value
from trade.importing.outcome import Outcome
from trade.periods import MONTH, YEAR, Period
from trade.readers.row import Reading, Refusal, Row
from trade.series_keys import SeriesKey

AT_ONCE = 10_000
REMEMBERED = 100_000  # series, and as many periods
TABLES = {
    "import_row": (
        ("n", "integer"),
        ("line", "integer"),
        ("series", "integer"),
        ("period", "integer"),
        ("value", "numeric(24, 6)"),
        ("resolution", "numeric(24, 6)"),
        ("status", "text"),
    ),
    "import_series": (
        ("n", "integer"),
        *(
            (name, "text")
            for name in (
                *("key", "reporter_id", "area_id", "counterpart_id", "flow", "commodity_id"),
                *("measure", "unit", "valuation", "trade_type"),
            )
        ),
    ),
    "import_period": (
        ("n", "integer"),
        ("period_start", "date"),
        ("period_end", "date"),
        ("year", "integer"),
        ("basis", "text"),
    ),
}
DERIVED = ("import_copy", "import_fate")
Fields = tuple[str | None, ...]
Thing = TypeVar("Thing")


class Numbers(Generic[Thing]):
    """Numbers of the things of one table, and the rows that are still to be put there.

    Not more than :data:`REMEMBERED` are known at a time: one that was forgotten gets another number
    (:func:`_name_alike`).
    """

    def __init__(self) -> None:
        self.known: dict[Thing, str] = {}
        self.given, self.forgot = 0, False
        self.fresh: list[Fields] = []

    def add(self, thing: Thing, *fields: str) -> str:
        if len(self.known) >= REMEMBERED:
            self.known.clear()
            self.forgot = True
        number = self.known[thing] = str(self.given)
        self.given += 1
        self.fresh.append((number, *fields))
        return number

    def take_fresh(self) -> list[Fields]:
        fresh, self.fresh = self.fresh, []
        return fresh


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
    loader = _Loader(judge, outcome)
    while some := list(islice(items, AT_ONCE)):
        _put(cursor, "import_row", list(loader.fields(some)))
        _put(cursor, "import_series", loader.series.take_fresh())
        _put(cursor, "import_period", loader.periods.take_fresh())
        yield outcome.rows + outcome.refusals
    if loader.series.forgot:
        _name_alike(cursor, "series", "key")
    if loader.periods.forgot:
        _name_alike(cursor, "period", "period_start, period_end")
    if connection.vendor == "postgresql":
        cursor.execute("ANALYZE import_row; ANALYZE import_series; ANALYZE import_period")


class _Loader:
    def __init__(self, judge: Judge, outcome: Outcome):
        self.judge, self.outcome = judge, outcome
        self.series: Numbers[SeriesKey] = Numbers()
        self.periods: Numbers[Period] = Numbers()

    def fields(self, items: list) -> Iterator[Fields]:
        """The columns of ``import_row`` for the sound rows among *items*, as texts; the rest goes to the outcome."""
        outcome, series, periods = self.outcome, self.series.known, self.periods.known
        for item in items:
            if not isinstance(item, Row):
                if isinstance(item, Refusal):
                    outcome.refuse(item)
                else:
                    outcome.flag(item)
                continue
            key, period, text = item.key, item.period, ""
            wrong = wrong_value(item)
            number = series.get(key)
            if number is None:
                text = str(key)
                wrong = self.judge.wrong_key(key, text) or wrong
            if wrong:
                outcome.refuse(Refusal(item.line, *wrong))
                continue
            yield (
                str(outcome.rows),
                str(item.line),
                number or self.series.add(key, text, *parts_of(key)),
                periods.get(period) or self.periods.add(period, *span_of(period)),
                _plain(item.value),
                _plain(item.resolution),
                item.status,
            )
            outcome.rows += 1


def _plain(value: Decimal | None) -> str | None:
    if value is None:
        return None
    text = str(value)
    return text if "E" not in text else f"{value:f}"


def parts_of(key: SeriesKey) -> tuple[str, ...]:
    return (
        *(key.reporter, key.area, key.counterpart, key.flow, key.commodity),
        *(key.measure, key.unit, key.valuation, key.trade_type),
    )


def span_of(period: Period) -> tuple[str, ...]:
    """First and last day, year, and what it adds to in annual totals: a year (A), a month (M) or nothing."""
    frequency = period.frequency
    basis = frequency if frequency in (YEAR, MONTH) else ""
    return period.start.isoformat(), period.end.isoformat(), str(period.start.year), basis


def _put(cursor: Any, table: str, rows: list[Fields]) -> None:
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


def _name_alike(cursor: Any, name: str, identity: str) -> None:
    """Leaves one number to each thing of the table of *name* that got several."""
    numbers = f"SELECT n, MIN(n) OVER (PARTITION BY {identity}) AS first FROM import_{name}"
    cursor.execute(
        f"UPDATE import_row SET {name} = numbers.first FROM ({numbers}) AS numbers "
        f"WHERE numbers.n = import_row.{name} AND numbers.first <> numbers.n"
    )
    cursor.execute(f"DELETE FROM import_{name} WHERE n IN (SELECT n FROM ({numbers}) AS numbers WHERE first <> n)")
