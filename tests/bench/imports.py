"""What importing costs on a database that holds a million rows already: ratios to plain COPY, staging and bulk_create.

There are two tables to compare with: that of :mod:`.plain`, as a project would have that keeps its numbers in the
straight way, and our own table, filled by the same statements with nothing else done.

Run by `make bench` on a PostgreSQL of its own (`python -m tests.postgres python -m tests.bench.imports [rows]`). Every
method gets 50,000 rows, in a transaction that is rolled back after its deferred constraints were checked. Times are of
one run; compare them with each other. CPU is that of this process and of its PostgreSQL backend together: it says what
work a method is, also where neighbours keep the machine busy.
"""

import math
import os
import random
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from tests.bench import million, plain  # noqa: E402
from tests.bench.marks import verdict  # noqa: E402
from tests.bench.million import ONE  # noqa: E402
from trade.importing import codes, staging  # noqa: E402
from trade.importing.judge import Judge  # noqa: E402
from trade.importing.outcome import Outcome  # noqa: E402
from trade.importing.write import _SERIES as NEW_SERIES  # noqa: E402
from trade.models import Observation, Series, Source  # noqa: E402
from trade.periods import Period  # noqa: E402
from trade.readers.row import Reading, Row  # noqa: E402
from trade.services import import_reading  # noqa: E402
from trade.totals.rollups import rebuild  # noqa: E402

MILLION, SLICE, ROUNDS = 1_000_000, 50_000, 3
SERIES = 120_000  # about as many as the million has
BARE = "bench_bare"
STAGED = "key text, period_start date, period_end date, value numeric, resolution numeric, status text"
INTO = """trade_observation (series_id, period_start, period_end, value, resolution, status, vintage, valid_from,
    revision_reason, reporter_basis, source_id, qualifier, unit_inferred, claimed_record, printed, note,
    reporter_note)"""
FROM = """SELECT s.id, r.period_start, r.period_end, r.value, r.resolution, r.status, 1, now(), '', 'stated', %s,
    'eq', FALSE, FALSE, '', '', '' FROM bench_row r JOIN trade_series s ON s.key = r.key"""

STAGED_BY_IMPORT = """(SELECT i.key, p.period_start, p.period_end, t.value, t.resolution, t.status FROM import_row t
    JOIN import_series i ON i.n = t.series JOIN import_period p ON p.n = t.period)"""


def main(count: int = MILLION) -> None:
    if connection.vendor != "postgresql":
        sys.exit("tests.bench.imports wants PostgreSQL: python -m tests.postgres python -m tests.bench.imports")
    call_command("migrate", verbosity=0)
    call_command("seed", stdout=open(os.devnull, "w"))  # noqa: SIM115
    begun = time.perf_counter()
    load(count)
    plain.create()
    print(f"{count:,} rows loaded in {time.perf_counter() - begun:.0f} s\n")
    runs: dict[str, list[Run]] = {words: [] for words in METHODS}
    for _round in range(ROUNDS):
        for words, method in METHODS.items():
            runs[words].append(measure(words, method))
    rates = {words: median(run.rate for run in some) for words, some in runs.items()}
    work = {words: median(run.cpu for run in some) for words, some in runs.items()}
    print(f"{f'{SLICE:,} rows, median of {ROUNDS} in turn':64} {'rows/s':>9} {'CPU s':>6}")
    for words, some in runs.items():
        print(f"{words:64} {rates[words]:>9,.0f} {work[words]:>6.2f}  {some[0].told}")
    print("\nrate of our import of the next month, and the CPU of the other as a part of its own")
    for words, rate in rates.items():
        if words != OURS:
            said = f"  ({verdict(work[words] / work[OURS], 1)})" if words == STRAIGHT else ""
            print(f"{rates[OURS] / rate:>6.2f} × {work[words] / work[OURS]:>6.2f} × {words}{said}")
    print("\nwhere the CPU of that import goes")
    profile()
    print()
    for size in (10_000, 50_000):
        print(f"peak of Python's memory, {size:>7,} rows: {peak(size):.1f} MB")
    for words, sql in PLANS.items():
        plan(words, sql)


def load(count: int) -> None:
    """The rows of the million by COPY, and their series; their foreign keys are ours, so nothing checks them."""

    source = Source.objects.create(kind="release", title="The million", publisher="Bench")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL session_replication_role = replica")
        staging.create(cursor)
        judge = Judge(codes.usable_areas(), codes.is_commodity)
        for _count in staging.load(cursor, Reading("bench", "UTF-8", million.rows(count)), judge, Outcome("bench")):
            pass
        codes.add_areas(judge.used_areas)
        codes.add_commodities(codes.missing_commodities(cursor), {}, "")
        cursor.execute(NEW_SERIES.split("WHERE n IN")[0])
        cursor.execute(f"INSERT INTO {INTO} {FROM.replace('bench_row', STAGED_BY_IMPORT)}", [source.pk])
        rebuild()
        staging.drop(cursor)
    connection.connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE")


def backend_seconds() -> float:
    """CPU time of our PostgreSQL backend, to the clock tick."""
    ticks = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


class Run(NamedTuple):
    """Rows a second, seconds of CPU, and what the method says of itself."""

    rate: float
    cpu: float
    told: str


def measure(words: str, method: Callable[[list], object]) -> Run:
    """One slice."""
    slice_ = list(new_rows(SLICE)) if words not in SLICES else list(SLICES[words](SLICE))
    with transaction.atomic():
        begun, cpu = time.perf_counter(), time.process_time() + backend_seconds()
        told = method(slice_)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        rate, cpu = SLICE / (time.perf_counter() - begun), time.process_time() + backend_seconds() - cpu
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        for table in ("trade_observation", "trade_series", "trade_annualtotal", "bench_plaintrade"):
            cursor.execute(f"VACUUM {table}")
    return Run(rate, cpu, str(told or ""))


def profile(most: int = 8) -> None:
    """Prints the statements of an import that cost the database most, and what Python costs."""
    spent: Counter[str] = Counter()

    def timed(execute, sql, params, many, context):
        begun = backend_seconds()
        try:
            return execute(sql, params, many, context)
        finally:
            spent[" ".join(str(sql).split())[:90]] += backend_seconds() - begun

    slice_ = list(new_rows(SLICE))
    with connection.execute_wrapper(timed), transaction.atomic():
        begun = time.process_time()
        ours(slice_)
        spent["(Python: judging rows, writing them for COPY)"] = time.process_time() - begun
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
    for words, seconds in spent.most_common(most):
        print(f"{seconds:>6.2f} s  {words}")


# -- slices ------------------------------------------------------------------------------------------------------


def new_rows(count: int) -> Iterator:
    """The next month of series that are there."""

    for line, (key, size, _chance) in enumerate(islice(million.series(), count), 2):
        yield Row(line, key, Period.month(2025, 1), as_value(size), ONE)


def scattered_rows(count: int) -> Iterator:
    """The same of series of all pairs, in no order: nearly each is a part of another total."""

    every = list(new_rows(SERIES))
    random.Random(1).shuffle(every)
    return (replace(row, line=line) for line, row in enumerate(every[:count], 2))


def next_release(count: int) -> Iterator:
    """The years of the million again: one in five revised, one in twenty wrong, the rest as it was; and new years."""

    for number, row in enumerate(million.rows(count)):
        if number % 20 == 0:
            yield replace(row, key=replace(row.key, counterpart="ZZZ9"))
        elif number % 5 == 0:
            yield replace(row, value=row.value + Decimal(1))
        elif number % 3 == 0:
            yield replace(row, period=Period.month(2025, row.period.start.year % 12 + 1))
        else:
            yield row


def new_series(count: int) -> Iterator:
    """Series that nobody has reported yet, one value each."""

    for row in new_rows(count):
        yield replace(row, key=replace(row.key, valuation="FOB"))


def as_value(size: float):

    return Decimal(max(1, round(math.exp(size))))


# -- methods -----------------------------------------------------------------------------------------------------


def lines(slice_: list) -> str:
    return "".join(
        f"{row.key}\t{row.period.start}\t{row.period.end}\t{row.value:f}\t{row.resolution:f}\t{row.status}\n"
        for row in slice_
    )


def copy_to_bare(slice_: list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {BARE} ({STAGED})")
        with cursor.copy(f"COPY {BARE} FROM STDIN") as copy:
            copy.write(lines(slice_))


def copy_and_insert(slice_: list) -> None:

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE bench_row ({STAGED}) ON COMMIT DROP")
        with cursor.copy("COPY bench_row FROM STDIN") as copy:
            copy.write(lines(slice_))
        cursor.execute("ANALYZE bench_row")
        cursor.execute(f"INSERT INTO {INTO} {FROM}", [Source.objects.first().pk])


def bulk_create(slice_: list) -> None:

    source = Source.objects.first()
    keys = {str(row.key) for row in slice_}
    ids = dict(Series.objects.filter(key__in=keys).values_list("key", "pk"))
    Observation.objects.bulk_create(
        (
            Observation(
                series_id=ids[str(row.key)],
                period_start=row.period.start,
                period_end=row.period.end,
                value=row.value,
                resolution=row.resolution,
                status=row.status,
                source=source,
            )
            for row in slice_
        ),
        batch_size=5_000,
    )


def ours(slice_: list) -> str:

    outcome = import_reading(
        reading=Reading("bench", "UTF-8", iter(slice_)),
        file_name="bench.csv",
        sha256="0" * 64,
        source=Source(kind="release", title="The next release", publisher="Bench"),
    )
    return (
        f"({outcome.added:,} added, {outcome.revised:,} revised, {outcome.unchanged:,} unchanged, "
        f"{outcome.refusals:,} refused)"
    )


OURS = "import: next month, with vintages, refusals, totals, claims"
SCATTERED = "import: next month of series scattered over all pairs"
RELEASE, NEW = "import: a release with revisions and refusals", "import: every row needs a new series"
STRAIGHT = "straight table: COPY → staging → INSERT … SELECT"
METHODS: dict[str, Callable] = {
    "COPY into a bare table": copy_to_bare,
    STRAIGHT: plain.copy_and_insert,
    "straight table: bulk_create": plain.bulk_create,
    "our table: COPY → staging → INSERT … SELECT, nothing else": copy_and_insert,
    "our table: bulk_create": bulk_create,
    OURS: ours,
    SCATTERED: ours,
    RELEASE: ours,
    NEW: ours,
}
SLICES = {SCATTERED: scattered_rows, RELEASE: next_release, NEW: new_series}


def peak(count: int) -> float:
    """Megabytes that Python asked for at most while *count* rows were imported, none of them held before."""
    tracemalloc.start()
    with transaction.atomic():
        ours(next_release(count))  # type: ignore[arg-type]
        transaction.set_rollback(True)
    found = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return found


# -- plans -------------------------------------------------------------------------------------------------------

PLANS = {
    "the totals of a pair": "SELECT * FROM trade_annualtotal WHERE area_id = 'KAZ' AND counterpart_id = 'CHN'",
    "the totals of a pair, the other way": "SELECT * FROM trade_annualtotal WHERE counterpart_id = 'KAZ' "
    "AND area_id = 'CHN' AND year = 2020",
    "the open row of a value": "SELECT * FROM trade_observation WHERE series_id = 5 AND period_start = '2020-01-01' "
    "AND period_end = '2020-12-31' AND valid_to IS NULL",
    "a series by its key": "SELECT * FROM trade_series WHERE key = 'KAZ.KAZ.CHN.X.H6-270900.V.USD'",
    "the rows of an import": "SELECT * FROM trade_observation WHERE batch_id = 1",
}


def plan(words: str, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, SUMMARY OFF) {sql}")
        print(f"\n{words}")
        for (line,) in cursor.fetchall():
            print(f"    {line}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
