"""SQL that is asked for again and again, compiled once for each shape of a question and then only bound.

To build a queryset and to compile it takes longer than a short list takes to read. :func:`fetch` lets a function build
the queryset with stand-ins for its parameters, once for each *shape*, and remembers the SQL and where the parameters
belong. What the queryset means stays where it always was: in :mod:`trade.querysets` and :mod:`trade.filters`.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Build = Callable[[Mapping[str, Any]], QuerySet]
MOST = 512


class Unbound(LookupError):
    """A queryset does not use one of its parameters as it was given, so it cannot be remembered."""


class Statement:
    """The SQL of a queryset of ``values_list()``, for parameters of these names and types."""

    def __init__(self, build: Build, parameters: Mapping[str, Any], first: Build | None = None):
        stand_ins = {name: _stand_in(value, n) for n, (name, value) in enumerate(parameters.items())}
        compiler = build(stand_ins).query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, found = compiler.as_sql()
        if first:
            self.sql, found = _read_first(first(stand_ins), self.sql, found)
        names = {_adapted(value): name for name, value in stand_ins.items()}
        self.places = tuple((names.get(value, "") if isinstance(value, Hashable) else "", value) for value in found)
        if lost := parameters.keys() - {name for name, _constant in self.places}:
            raise Unbound(", ".join(sorted(lost)))
        columns = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        self.converters = [(place, each, column) for place, (some, column) in columns.items() for each in some]

    def fetch(self, parameters: Mapping[str, Any], limit: int | None, prepared: bool) -> list[Sequence[Any]]:
        values = [_adapted(parameters[name]) if name else constant for name, constant in self.places]
        rows = run(self.sql if limit is None else f"{self.sql} LIMIT {limit:d}", values, prepared)
        if not self.converters:
            return rows
        connection, rows = connections[DEFAULT_DB_ALIAS], [list(row) for row in rows]
        for row in rows:  # SQLite has neither dates nor decimals
            for place, convert, column in self.converters:
                row[place] = convert(row[place], column, connection)
        return rows


_known: OrderedDict[Hashable, Statement] = OrderedDict()
_lock = Lock()


def run(sql: str, parameters: Sequence[Any], prepared: bool = True) -> list[Sequence[Any]]:
    """The rows of *sql*, a text that is always the same.

    What is *prepared* on PostgreSQL is planned once and for all, which mostly takes longer than to carry it out; but
    the plan cannot know then how rare the parameters are.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        # Whoever logs statements wants them whole.
        if prepared and connection.vendor == "postgresql" and not connection.queries_logged:
            cursor.cursor = psycopg.Cursor(connection.connection)
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _read_first(rows: QuerySet, sql: str, parameters: Sequence[Any]) -> tuple[str, list[Any]]:
    """*sql* that reads *rows* by themselves, in their order, where it joins their table: a database cannot unfold it.

    For it takes a walk through the whole table, in the order of the list, for cheap if a list is short: it believes
    that what is looked for lies everywhere.
    """
    inner, given = rows.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    name = connections[DEFAULT_DB_ALIAS].ops.quote_name(rows.model._meta.db_table)
    before, *after = sql.split(f" INNER JOIN {name} ON ")
    if len(after) != 1:
        raise Unbound(rows.model._meta.db_table)
    place = before.count("%s")
    joined = f"{before} INNER JOIN ({inner}) {name} ON {after[0]}"
    return joined, [*parameters[:place], *given, *parameters[place:]]


def fetch(
    shape: Hashable,
    build: Build,
    parameters: Mapping[str, Any],
    limit: int | None = None,
    prepared: bool = True,
    first: Build | None = None,
) -> list[Sequence[Any]]:
    """The rows of ``build(parameters)``, a queryset of ``values_list()`` that is not sliced, *limit* of them at most.

    *build* must make the same queryset of the same *shape* but for the values of *parameters*, which go into it as they
    are: texts, small whole numbers, dates and times. It must not read the clock: a moment is a parameter. For
    *prepared* see :func:`run`. *first* makes a queryset of a table that is joined once: only its rows are joined, in
    its order.
    """
    key = connections[DEFAULT_DB_ALIAS].vendor, shape, tuple((name, type(each)) for name, each in parameters.items())
    statement = _known.get(key)
    if statement is None:
        statement = Statement(build, parameters, first)
        with _lock:
            _known[key] = statement
            while len(_known) > MOST:
                _known.popitem(last=False)
    return statement.fetch(parameters, limit, prepared)


def _stand_in(value: Any, number: int) -> Any:
    """Something of the type of *value* that no query holds otherwise."""
    match value:
        case datetime():
            return datetime(2, 1, 1, tzinfo=UTC) + timedelta(days=number)
        case date():
            return date(1, 1, 1) + timedelta(days=number)
        case bool():
            raise Unbound("a truth is part of the shape")
        case int():
            return 31_001 + number  # it fits the smallest whole numbers of a database
        case str():
            return f"\u2060{number}\u2060"
    raise Unbound(type(value).__name__)


def _adapted(value: Any) -> Any:
    """As the connection writes it."""
    if isinstance(value, datetime):
        return connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connections[DEFAULT_DB_ALIAS].ops.adapt_datefield_value(value)
    return value
