"""Keeps :class:`trade.models.AnnualTotal` and :class:`~trade.models.PairTotal` in step with what readers may see.

:func:`refresh` adds up anew the totals that some observations are part of; :func:`add_import` adds what an import
changed, which costs no more than the import's own rows. :func:`sums` adds everything up independently, for
``check_integrity``. All take a number of statements that does not grow with the rows.

«More than 50» has no value to add, and neither has a range: they are left out of sums, as they are of
``ObservationQuerySet.annual_totals``, and pages that show sums say so.
"""

from collections.abc import Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection

from trade.models import AnnualTotal, AwaitedTotal, Commodity, Observation, PairTotal, Source

TOTALS_LOCK = 7_268_302
OVERLAPPING = Commodity.Scheme.WITS.value
POINTS = "('eq', 'approx')"

_COLUMNS = (
    "area_id",
    "counterpart_id",
    "year",
    "flow",
    "reporter_id",
    "scheme",
    "chapter",
    "level",
    "measure",
    "unit",
    "trade_type",
    "valuation",
    "basis",
)
# What the total of a pair leaves out, and of which annual totals it is the sum.
_PAIR = tuple(name for name in _COLUMNS if name not in ("chapter", "measure", "basis"))
_IN_PAIR = "measure = 'V' AND basis = 'A'"
_YEARS_OF_PAIRS = "area_id, counterpart_id, year"
_OF_SERIES = ("area_id", "counterpart_id", "flow", "reporter_id", "measure", "unit", "trade_type", "valuation")
_MONTH_END = {
    "postgresql": "EXTRACT(DAY FROM o.period_end + 1) = 1",
    "sqlite": "strftime('%%d', o.period_end, '+1 day') = '01'",
}
_TABLES = """trade_observation o JOIN trade_series s ON s.id = o.series_id
JOIN trade_commodity c ON c.key = s.commodity_id"""


def _year() -> str:
    return "CAST(substr(CAST(o.period_start AS text), 1, 4) AS integer)"


def _basis() -> str:
    """A for a calendar year, M for a calendar month, empty for what no total holds: other periods, and groups of goods
    that overlap.
    """
    start, end = "CAST(o.period_start AS text)", "CAST(o.period_end AS text)"
    return f"""CASE WHEN c.scheme = '{OVERLAPPING}' THEN ''
    WHEN substr({start}, 1, 7) = substr({end}, 1, 7) AND substr({start}, 9, 2) = '01'
        AND {_MONTH_END[connection.vendor]} THEN 'M'
    WHEN substr({start}, 1, 4) = substr({end}, 1, 4) AND substr({start}, 6) = '01-01' AND substr({end}, 6) = '12-31'
        THEN 'A' ELSE '' END"""


def _keys() -> dict[str, str]:
    """The SQL of every column of the key, for an observation o of a series s of a commodity c."""
    found = {name: f"s.{name}" for name in _OF_SERIES}
    found |= {"scheme": "c.scheme", "chapter": "substr(c.code, 1, 2)", "level": "length(c.code)"}
    return found | {"year": _year(), "basis": _basis()}


def _groups(condition: str) -> str:
    """SQL of the keys of the totals that the observations under *condition* (on o) belong to."""
    keys = _keys()
    named = ", ".join(f"{keys[name]} AS {name}" for name in _COLUMNS)
    counted = f"s.measure IN ('V', 'Q') AND {_basis()} <> ''"
    return f"SELECT DISTINCT {named} FROM {_TABLES} WHERE {counted} AND {condition}"


def _sums(tables: str = _TABLES, condition: str = "") -> tuple[str, tuple]:
    """SQL of (key …, sum, count) of what readers may see in *tables* under *condition*, and its parameters."""
    keys = _keys()
    shown, parameters = _shown()
    named = ", ".join(f"{keys[name]} AS {name}" for name in _COLUMNS)
    return (
        f"""SELECT {", ".join(_COLUMNS)}, SUM(value) AS value, COUNT(value) AS rows FROM (
        SELECT {named}, o.value FROM {tables}
        WHERE s.measure IN ('V', 'Q') AND o.value IS NOT NULL AND o.qualifier IN {POINTS} AND {shown} {condition}
        ) AS parts
        WHERE basis <> '' GROUP BY {", ".join(_COLUMNS)}""",
        parameters,
    )


def _shown() -> tuple[str, tuple]:
    rows = Observation.objects.shown_in_order().order_by().values("pk")
    if not _rests_on_hidden():
        return "o.valid_to IS NULL", ()
    sql, parameters = rows.query.sql_with_params()
    return f"o.id IN ({sql})", parameters


def _rests_on_hidden() -> bool:
    """Whether any value is out of the sight of readers; mostly none is."""
    return bool(Source.objects.hidden_keys()) and Observation.objects.rest_on_hidden()


def _of_pairs(condition: str = "") -> str:
    """SQL that adds up the totals of pairs from those of chapters under *condition*."""
    columns = ", ".join(_PAIR)
    return f"""INSERT INTO trade_pairtotal ({columns}, value, rows)
        SELECT {columns}, SUM(value), SUM(rows) FROM trade_annualtotal
        WHERE {_IN_PAIR} {condition} GROUP BY {columns}"""


def _await_upcoming() -> None:
    """Remembers the sources that time will show, whose values the totals just added up leave out."""
    upcoming = Source.objects.upcoming().exclude(pk__in=AwaitedTotal.objects.values("pk"))
    AwaitedTotal.objects.bulk_create(
        [AwaitedTotal(pk=key) for key in upcoming.order_by().values_list("pk", flat=True)], ignore_conflicts=True
    )


def refresh(condition: str, parameters: Iterable[Any] = ()) -> None:
    """Adds up anew every total that an observation under *condition* (SQL on ``o``) belongs to."""
    groups, parameters = _groups(condition), tuple(parameters)
    same = " AND ".join(f"t.{name} = g.{name}" for name in _COLUMNS)
    # The series of a group by their index; the rest of the key decides among the few observations of those.
    of_series = " AND ".join(f"s.{name} = g.{name}" for name in _OF_SERIES)
    keys = _keys()
    rest = " AND ".join(f"{keys[name]} = g.{name}" for name in ("scheme", "chapter", "level", "year", "basis"))
    tables = f"""({groups}) g JOIN trade_series s ON {of_series} JOIN trade_commodity c ON c.key = s.commodity_id
        JOIN trade_observation o ON o.series_id = s.id"""
    sums, shown = _sums(tables, f"AND {rest}")
    with connection.cursor() as cursor:
        # Two series may be parts of one total: whoever comes second adds up what the first has committed.
        _have_the_totals_to_ourselves(cursor)
        cursor.execute(
            f"""DELETE FROM trade_annualtotal WHERE id IN
            (SELECT t.id FROM trade_annualtotal t JOIN ({groups}) g ON {same})""",
            parameters,
        )
        cursor.execute(
            f"INSERT INTO trade_annualtotal ({', '.join(_COLUMNS)}, value, rows) {sums}", (*parameters, *shown)
        )
        pairs = f"({_YEARS_OF_PAIRS}) IN (SELECT {_YEARS_OF_PAIRS} FROM ({groups}) g WHERE {_IN_PAIR})"
        cursor.execute(f"DELETE FROM trade_pairtotal WHERE {pairs}", parameters)
        cursor.execute(_of_pairs(f"AND {pairs}"), parameters)
    _await_upcoming()


def _have_the_totals_to_ourselves(cursor) -> None:
    if connection.vendor == "postgresql":
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TOTALS_LOCK])


def refresh_observations(observations: Iterable[Observation]) -> None:
    """The totals of *observations*, which a service has just recorded, revised, withdrawn or cited."""
    counted = [row.pk for row in observations if row.period.frequency in ("A", "M")]
    if counted:
        refresh(f"o.id IN ({', '.join(['%s'] * len(counted))})", counted)


def refresh_sources(sources: Iterable[Source]) -> None:
    """The totals of what rests on *sources* or is cited from them, after they were shown or hidden."""
    keys = [source.pk for source in sources]
    marks = ", ".join(["%s"] * len(keys))
    if keys:
        cited = f"SELECT observation_id FROM trade_observationcitation WHERE source_id IN ({marks})"
        withdrawn = f"SELECT observation_id FROM trade_observationwithdrawal WHERE source_id IN ({marks})"
        refresh(f"(o.source_id IN ({marks}) OR o.id IN ({cited}) OR o.id IN ({withdrawn}))", keys * 3)
        AwaitedTotal.objects.filter(source__in=Source.objects.public().filter(pk__in=keys)).delete()


def rebuild() -> int:
    """Adds everything up anew; returns how many totals there are."""
    sums, parameters = _sums()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM trade_annualtotal")
        cursor.execute(f"INSERT INTO trade_annualtotal ({', '.join(_COLUMNS)}, value, rows) {sums}", parameters)
        count = cursor.rowcount
        cursor.execute("DELETE FROM trade_pairtotal")
        cursor.execute(_of_pairs())
    AwaitedTotal.objects.all().delete()
    _await_upcoming()
    return count


def add_up_where_missing(using: str) -> None:
    """Adds everything up where no total is kept at all, as after an upgrade that changed what they hold."""
    if using != DEFAULT_DB_ALIAS:
        return
    needed = {model._meta.db_table for model in (AnnualTotal, AwaitedTotal, Observation, PairTotal)}
    if not needed <= set(connection.introspection.table_names()):
        return
    if Observation.objects.exists() and not AnnualTotal.objects.exists():
        rebuild()


def add_import(cursor, batch: int) -> None:
    """Adds the differences that the rows of ``import_fate`` make, all of them of the batch *batch*."""
    # Who hides a source meanwhile, or adds up one of the totals, comes before or after all of this.
    _have_the_totals_to_ourselves(cursor)
    # A file states numbers or nothing, but may supersede a bound, which is part of no total.
    cursor.execute(
        f"""SELECT 1 FROM import_fate f JOIN trade_observation o ON o.id = f.old_id WHERE f.fate = 'revised'
        AND (f.value IS NULL OR f.old_value IS NULL OR o.qualifier NOT IN {POINTS}) LIMIT 1"""
    )
    if cursor.fetchone() or _rests_on_hidden():
        refresh("o.batch_id = %s", [batch])
        return
    _add_differences(cursor, "trade_annualtotal", _COLUMNS, "o.basis <> '' AND s.measure IN ('V', 'Q')")
    cursor.execute("SELECT 1 FROM import_fate WHERE basis = 'A' LIMIT 1")
    if cursor.fetchone():
        _add_differences(cursor, "trade_pairtotal", _PAIR, "o.basis = 'A' AND s.measure = 'V'")


def _add_differences(cursor, table: str, columns: tuple[str, ...], condition: str) -> None:
    keys = _keys() | {"year": "o.year", "basis": "o.basis"}
    groups, named = ", ".join(keys[name] for name in columns), ", ".join(columns)
    cursor.execute(
        f"""INSERT INTO {table} ({named}, value, rows)
        SELECT {groups}, SUM(o.value - COALESCE(o.old_value, 0)), SUM(CASE WHEN o.old_id IS NULL THEN 1 ELSE 0 END)
        FROM import_fate o JOIN import_series s ON s.n = o.series JOIN trade_commodity c ON c.key = s.commodity_id
        WHERE o.fate IN ('added', 'revised') AND o.value IS NOT NULL AND {condition}
        AND c.scheme <> '{OVERLAPPING}' GROUP BY {groups}
        ON CONFLICT ({named}) DO UPDATE
        SET value = {table}.value + excluded.value, rows = {table}.rows + excluded.rows"""
    )


def disagreements(limit: int = 5) -> list[str]:
    """Totals that are not what an independent sum of the observations gives; SQLite adds in floating point."""
    sums, parameters = _sums()
    same = " AND ".join(f"t.{name} = g.{name}" for name in _COLUMNS)
    differs = "ABS(t.value - g.value) > 0.000001 + ABS(g.value) * 0.000000000001"
    faults = (
        f"""SELECT g.year, g.area_id, g.counterpart_id, g.flow, g.scheme, g.chapter, g.value, t.value
        FROM ({sums}) g LEFT JOIN trade_annualtotal t ON {same}
        WHERE t.id IS NULL OR t.rows <> g.rows OR {differs}""",
        f"""SELECT t.year, t.area_id, t.counterpart_id, t.flow, t.scheme, t.chapter, NULL, t.value
        FROM trade_annualtotal t LEFT JOIN ({sums}) g ON {same} WHERE g.year IS NULL""",
    )
    found = []
    with connection.cursor() as cursor:
        for sql in faults:
            cursor.execute(f"{sql} LIMIT {limit}", parameters)
            for year, area, counterpart, flow, scheme, chapter, due, kept in cursor.fetchall():
                what = "-".join(filter(None, (scheme, chapter)))
                found.append(f"{area}-{counterpart} {flow} {what} {year}: adds up to {due}, kept as {kept}")
        found += _disagreements_of_pairs(cursor, limit)
    return found


def _disagreements_of_pairs(cursor, limit: int) -> list[str]:
    """Totals of pairs that are not the sum of their chapters."""
    columns = ", ".join(_PAIR)
    sides = (f"SELECT {columns}, value, rows FROM trade_pairtotal", _of_pairs().partition("\n")[2])
    cursor.execute(
        f"""SELECT year, area_id, counterpart_id, flow, scheme, MIN(value), MAX(value)
        FROM ({sides[0]} UNION ALL {sides[1]}) AS both_sides GROUP BY {columns}
        HAVING COUNT(*) <> 2 OR MIN(rows) <> MAX(rows)
        OR MAX(value) - MIN(value) > 0.000001 + ABS(MAX(value)) * 0.000000000001 LIMIT {limit}"""
    )
    return [
        f"{area}-{counterpart} {flow} {scheme} {year}: all chapters are kept as {one} and as {other}"
        for year, area, counterpart, flow, scheme, one, other in cursor.fetchall()
    ]
