"""What becomes of every row of the temporary table: one statement decides, for one row and for a million."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import connection
from django.utils import timezone

from trade.importing.outcome import SAMPLE, Outcome, Revision
from trade.models import Source
from trade.models.fields import partial
from trade.periods import Period
from trade.readers.row import Flag, Refusal

_COPIES = """CREATE TEMPORARY TABLE import_copy AS
SELECT series, period, MIN(n) AS first,
    CASE WHEN MIN(COALESCE(value, 0)) = MAX(COALESCE(value, 0)) AND MIN(status) = MAX(status)
         AND COUNT(value) IN (0, COUNT(*)) THEN 0 ELSE 1 END AS clash
FROM import_row GROUP BY series, period HAVING COUNT(*) > 1"""

_SAME = """{0}.series_id = s.id AND {0}.period_start = p.period_start AND {0}.period_end = p.period_end"""

# The newest vintage of what a row states: the open one, or the last that there was. PostgreSQL is told to look each up,
# for it would rather read a table of any length from one end to the other.
_NEWEST = {
    "postgresql": f"""LEFT JOIN LATERAL (
    SELECT h.*, src.published, src.public_from FROM trade_observation h JOIN trade_source src ON src.id = h.source_id
    WHERE {_SAME.format("h")} ORDER BY h.vintage DESC LIMIT 1) o ON TRUE""",
    "sqlite": f"""LEFT JOIN trade_observation o ON {_SAME.format("o")}
    AND o.vintage = (SELECT MAX(h.vintage) FROM trade_observation h WHERE {_SAME.format("h")})
LEFT JOIN trade_source src ON src.id = o.source_id""",
}

_OPEN = "o.id IS NOT NULL AND o.valid_to IS NULL"
_EQUAL = """o.status = r.status AND o.qualifier = 'eq' AND o.value_upper IS NULL
    AND o.value IS NOT DISTINCT FROM r.value AND o.resolution IS NOT DISTINCT FROM r.resolution"""

# An equal value that readers do not see, for it rests on sources alone that are not out: this release shows it.
_SHOWN_ANEW = f"""{_EQUAL} AND %s = 1 AND (public_from IS NULL OR public_from > %s) AND NOT EXISTS (
    SELECT 1 FROM trade_observationcitation c JOIN trade_source cited ON cited.id = c.source_id
    WHERE c.observation_id = o.id AND cited.public_from <= %s)"""

_FATES = f"""CREATE TEMPORARY TABLE import_fate AS
SELECT r.n, r.line, r.series, s.id AS series_id, p.period_start, p.period_end, p.year, p.basis,
    r.value, r.resolution, r.status, COALESCE(o.vintage, 0) AS last_vintage,
    CASE WHEN {_OPEN} THEN o.id END AS old_id,
    CASE WHEN {_OPEN} THEN o.value END AS old_value,
    CASE WHEN {_OPEN} THEN o.valid_from END AS old_from,
    CASE WHEN d.clash = 1 THEN 'clash'
         WHEN r.n <> d.first THEN 'repeated'
         WHEN NOT ({_OPEN}) THEN 'added'
         WHEN {_SHOWN_ANEW} THEN 'revised'
         WHEN {_EQUAL} THEN 'unchanged'
         WHEN published <> '' AND substr(published || '-01-01', 1, 10) > %s THEN 'older'
         ELSE 'revised' END AS fate,
    CASE WHEN {_OPEN} AND {_EQUAL} THEN 1 ELSE 0 END AS equal
FROM import_row r
JOIN import_series i ON i.n = r.series
JOIN import_period p ON p.n = r.period
LEFT JOIN import_copy d ON d.series = r.series AND d.period = r.period
LEFT JOIN trade_series s ON s.key = i.key
{{newest}}"""

_KEYED = "FROM import_fate f JOIN import_series i ON i.n = f.series"

# How many times the one is the other, whichever is larger; none where either is missing, and beyond all bounds where
# the sign changes or one is nought. Doubles will do to rank by.
_SIZE = "ABS(CAST({} AS double precision))"
_TIMES = f"""CASE WHEN old_value IS NULL OR value IS NULL THEN 0 WHEN old_value = value THEN 1
    WHEN old_value * value <= 0 THEN 1e300
    WHEN ABS(value) > ABS(old_value) THEN {_SIZE.format("value")} / {_SIZE.format("old_value")}
    ELSE {_SIZE.format("old_value")} / {_SIZE.format("value")} END"""
_GONE = "CASE WHEN old_value IS NOT NULL AND value IS NULL THEN 1 ELSE 0 END"

REFUSED = {"clash": "repeated_with_another_value", "older": "older_release"}
SHOWN_ANEW = "shown_anew"
AFTER_ALL = "9999-12-31"


def decide(cursor: Any, source: Source) -> None:
    """Makes the table ``import_fate``; *source* is the release.

    A release known to be older never supersedes a newer one: its last possible day is compared with the first possible
    day of the other, as :func:`trade.services.records.refuse_older_release` does for one record.
    """
    latest = partial(source.published).latest
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    for table in ("import_copy", "import_fate"):
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
    cursor.execute(_COPIES)
    fates = _FATES.format(newest=_NEWEST[connection.vendor])
    cursor.execute(fates, [int(source.is_public), now, now, latest.isoformat() if latest else AFTER_ALL])
    if connection.vendor == "postgresql":
        cursor.execute("ANALYZE import_fate")


def tell(cursor, outcome: Outcome) -> None:
    """Adds to *outcome* what the table ``import_fate`` says; the most doubtful revisions come first."""
    cursor.execute(f"SELECT fate, COUNT(*), SUM({_GONE}) FROM import_fate GROUP BY fate")
    found = cursor.fetchall()
    counts = {fate: count for fate, count, _gone in found}
    outcome.vanished = next((int(gone) for fate, _count, gone in found if fate == "revised"), 0)
    for fate in ("added", "revised", "unchanged", "repeated"):
        setattr(outcome, fate, counts.get(fate, 0))
    cursor.execute(f"SELECT line, key, value, fate {_KEYED} WHERE fate IN ('clash', 'older') ORDER BY line, f.n")
    outcome.rows += outcome.refusals  # those of single rows, which are not in the table
    for line, key, value, fate in _each(cursor):
        outcome.refuse(Refusal(line, key, _text(value), REFUSED[fate]))
    cursor.execute(f"SELECT line, key {_KEYED} WHERE fate = 'repeated' ORDER BY line, f.n")
    for line, key in _each(cursor):
        outcome.flag(Flag(line, "repeated", key))
    cursor.execute(f"SELECT line, key {_KEYED} WHERE fate = 'revised' AND equal = 1 ORDER BY line, f.n")
    for line, key in _each(cursor):
        outcome.flag(Flag(line, SHOWN_ANEW, key))
    cursor.execute(
        f"SELECT line, key, period_start, period_end, old_value, value {_KEYED} "
        f"WHERE fate = 'revised' AND equal = 0 ORDER BY {_GONE} DESC, {_TIMES} DESC, line, f.n LIMIT {SAMPLE}"
    )
    outcome.revisions = [
        Revision(line, key, Period(_date(start), _date(end)).iso, _decimal(old), _decimal(new))
        for line, key, start, end, old, new in cursor.fetchall()
    ]
    outcome.refused.sort(key=lambda refusal: refusal.line)
    outcome.flags.sort(key=lambda flag: flag.line)


def digest(cursor) -> str:
    """SHA-256 of what becomes of each row, and of the record that it would supersede."""
    cursor.execute("SELECT fate, old_id FROM import_fate ORDER BY n")
    found = sha256()
    for row in _each(cursor):
        found.update(repr(row).encode())
    return found.hexdigest()


def scope(cursor) -> dict[str, Any]:
    """What the sound rows are about: first and last day, units, reporters, flows and how many series."""
    cursor.execute("SELECT MIN(period_start), MAX(period_end) FROM import_period")
    start, end = cursor.fetchone()
    found: dict[str, Any] = {"from": str(start or ""), "to": str(end or "")}
    cursor.execute("SELECT COUNT(*) FROM import_series")
    found["series"] = cursor.fetchone()[0]
    columns = {"reporter": "reporter_id", "counterpart": "counterpart_id"}
    for name in ("unit", "reporter", "counterpart", "flow", "trade_type"):
        column = columns.get(name, name)
        cursor.execute(f"SELECT {column}, COUNT(*) FROM import_series GROUP BY {column} ORDER BY 2 DESC, 1")
        codes = [code for code, _count in cursor.fetchall()]
        found[name] = codes[:SAMPLE]
        found[f"{name}_count"] = len(codes)
    return found


def _each(cursor) -> Iterator[tuple]:
    while some := cursor.fetchmany(2_000):
        yield from some


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _text(value: Any) -> str:
    return "" if value is None else f"{_decimal(value).normalize():f}"


def _date(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
