"""The fixtures `seeded` (seed and context) and `seed_only`, for tests that need the seed article and its records.

A database starts every test empty. The first test of a process that asks for a set runs the real `seed` service and
remembers every row it left; the tests after it get the same rows by plain INSERTs, in about a tenth of the time.
Both happen inside the test's own transaction, or before its own flush, so a test may change what it likes. Primary
keys are the same within a process; nothing should rely on them beyond that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction

from articles.seeding import SETS, seed
from trade.models import Area

APPS = ("trade", "events", "articles")
# When the rows are made, whatever the clock of the test that happens to be the first: just after their publication.
SEEDED_AT = datetime(2026, 11, 22, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[str, ...]
    rows: list[tuple]


_remembered: dict[tuple[str, ...], list[Table]] = {}


@pytest.fixture
def seeded(db) -> None:
    """The seed article in four languages, its records, and the public facts around them."""
    fill(tuple(SETS))


@pytest.fixture
def seed_only(db) -> None:
    """What the article says, and nothing from elsewhere."""
    fill(("seed",))


def fill(sets: tuple[str, ...]) -> None:
    assert not Area.objects.exists(), "ask for the seed before making records of your own"
    with transaction.atomic():
        if sets in _remembered:
            write(_remembered[sets])
            return
        with time_machine.travel(SEEDED_AT, tick=False):
            seed(sets)
        _remembered[sets] = list(read())


def read() -> Iterable[Table]:
    """Every row of our tables, as the database driver gives and takes it."""
    for app in APPS:
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            columns = tuple(field.column for field in model._meta.concrete_fields if not field.generated)
            with connection.cursor() as cursor:
                names = _quoted(columns), _quoted([model._meta.db_table]), _quoted([model._meta.pk.column])
                cursor.execute("SELECT {} FROM {} ORDER BY {}".format(*names))
                rows = cursor.fetchall()
            if rows:
                yield Table(model._meta.db_table, columns, rows)


def write(tables: Iterable[Table]) -> None:
    """Foreign keys are checked at the end of the transaction, so the order of the tables does not matter."""
    with connection.cursor() as cursor:
        for table in tables:
            row = f"({', '.join(['%s'] * len(table.columns))})"
            cursor.execute(
                f"INSERT INTO {_quoted([table.name])} ({_quoted(table.columns)}) "
                f"VALUES {', '.join([row] * len(table.rows))}",
                [value for values in table.rows for value in values],
            )


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(map(connection.ops.quote_name, names))
