"""Carries out what :mod:`.plan` decided: closes what is superseded and adds the next vintages, in a few statements."""

from datetime import datetime
from typing import Any

from django.db import connection

from trade.importing.citations import carry_citations, cite_the_older
from trade.models import Source

_SERIES = """INSERT INTO trade_series
    (reporter_id, area_id, counterpart_id, flow, commodity_id, measure, unit, valuation, trade_type)
SELECT reporter_id, area_id, counterpart_id, flow, commodity_id, measure, unit, valuation, trade_type
FROM import_series
WHERE n IN (SELECT series FROM import_fate WHERE fate = 'added' AND series_id IS NULL) ORDER BY n"""

_IDS = """UPDATE import_fate SET series_id = s.id FROM trade_series s JOIN import_series i ON s.key = i.key
WHERE i.n = import_fate.series AND import_fate.series_id IS NULL"""

_LOCK = """SELECT COUNT(*) FROM (SELECT 1 FROM trade_series WHERE id IN
    (SELECT series_id FROM import_fate WHERE fate IN ('added', 'revised')) ORDER BY id FOR KEY SHARE) AS locked"""

_CLOSE = """UPDATE trade_observation SET valid_to = CASE WHEN valid_from > %s THEN valid_from ELSE %s END
WHERE id IN (SELECT old_id FROM import_fate WHERE fate = 'revised') AND valid_to IS NULL"""

_INSERT = """INSERT INTO trade_observation
    (series_id, period_start, period_end, value, resolution, status, vintage, valid_from, revision_reason,
     reporter_basis, source_id, batch_id, recorded_by_id,
     qualifier, unit_inferred, claimed_record, printed, note, reporter_note)
SELECT f.series_id, f.period_start, f.period_end, f.value, f.resolution, f.status, f.last_vintage + 1,
    CASE WHEN old_from > %s THEN old_from ELSE %s END,
    CASE WHEN last_vintage > 0 THEN %s ELSE '' END,
    CASE WHEN i.reporter_id = '_X' THEN 'not_stated' ELSE 'stated' END, %s, %s, %s,
    'eq', FALSE, FALSE, '', '', ''
FROM import_fate f JOIN import_series i ON i.n = f.series
WHERE f.fate IN ('added', 'revised') ORDER BY f.series_id, f.period_end, f.period_start"""

# (row that readers did not see, row of the batch that states the same)
_EQUAL = """SELECT f.old_id AS older, n.id AS newer FROM import_fate f JOIN trade_observation n ON n.batch_id = %s
    AND n.series_id = f.series_id AND n.period_start = f.period_start AND n.period_end = f.period_end
WHERE f.fate = 'revised' AND f.equal = 1"""


class ChangedMeanwhile(Exception):
    """Somebody revised one of the values after the plan was made; a new plan is due."""


def add_series(cursor) -> None:
    """Series that a row to be added needs and that there are not."""
    cursor.execute(_SERIES)
    if cursor.rowcount:
        cursor.execute(_IDS)


def lock_series(cursor) -> None:
    """Waits for editors who are at one of the series, and lets nobody revise it before the import ends."""
    if connection.vendor == "postgresql":
        cursor.execute(_LOCK)


def write(cursor, *, source: Source, batch: Any, user: Any, reason: str, moment: datetime, revised: int) -> None:
    """*revised* is how many open rows the plan supersedes; raises :class:`ChangedMeanwhile` if there are fewer now."""
    at = connection.ops.adapt_datetimefield_value(moment)
    if revised:
        cursor.execute(_CLOSE, [at, at])
        if cursor.rowcount != revised:
            raise ChangedMeanwhile
    cursor.execute(_INSERT, [at, at, reason, source.pk, batch.pk, user.pk if user else None])
    # What else is known of a value that is shown anew stays known: its citations, and the source that it rested on.
    carry_citations(cursor, _EQUAL, [batch.pk])
    cite_the_older(cursor, _EQUAL, [batch.pk])
