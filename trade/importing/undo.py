"""The compensating vintages of a rolled back import, in a few statements.

What is put back is what was held before the import, and what readers saw before it: mostly one vintage. Where a text
that is not out had revised the value, or withdrawn it, readers saw an earlier one; then both come back, that one first.

What readers saw is judged by what they may see now, not at the moment of the import: they are to see what they would
if the file had never been. A source that was hidden since must not come back with a number, and one that came out since
has superseded what stood before it; so it is with every other question of the past (``shown_as_of``). Where a source is
shown later, its value is there, for what was held is always put back.
"""

from django.db import connection
from django.utils import timezone

from trade.importing.citations import carry_citations
from trade.models import ImportBatch, Observation

_SAME = """{a}.series_id = {b}.series_id AND {a}.period_start = {b}.period_start AND {a}.period_end = {b}.period_end"""


def _same(a: str, b: str) -> str:
    return _SAME.format(a=a, b=b)


def _seen(row: str) -> str:
    """SQL: readers may see *row*, for its source or another that is cited is out. Needs the moment twice."""
    return f"""(EXISTS (SELECT 1 FROM trade_source s WHERE s.id = {row}.source_id AND s.public_from <= %s)
    OR EXISTS (SELECT 1 FROM trade_observationcitation c JOIN trade_source s ON s.id = c.source_id
               WHERE c.observation_id = {row}.id AND s.public_from <= %s))"""


_WITHDRAWN_IN_SIGHT = """EXISTS (SELECT 1 FROM trade_observationwithdrawal v JOIN trade_source s ON s.id = v.source_id
    WHERE v.observation_id = {row}.id AND s.public_from <= %s)"""


def _never_taken_back(row: str) -> str:
    """SQL: *row* is of no import that was taken back and stands for no row of one (``never_taken_back``)."""
    return f"""({row}.valid_to IS NULL OR NOT EXISTS (SELECT 1 FROM trade_importbatch k WHERE k.rolls_back_id IN (
        {row}.batch_id, (SELECT w.batch_id FROM trade_restoration z JOIN trade_observation w ON w.id = z.original_id
                         WHERE z.observation_id = {row}.id))))"""


def _held(condition: str) -> str:
    """SQL of the rows «o» under *condition*, each with the row of the import that it is or stands for.

    Takes the key of the batch.
    """
    return f"""WITH held AS (
    SELECT o.id AS top_id, m.series_id, m.period_start, m.period_end, m.vintage
    FROM trade_observation m JOIN trade_observation o ON {_same("o", "m")}
    LEFT JOIN trade_restoration z ON z.observation_id = o.id
    WHERE m.batch_id = %s AND m.id = COALESCE(z.original_id, o.id) AND {condition})"""


# Open rows of the batch, or that stand for one of them; the row that was held before, with its withdrawal if it ended
# by one; and the row that readers saw before.
_UNDO = f"""CREATE TEMPORARY TABLE import_undo AS {_held("o.valid_to IS NULL")}
SELECT o.id, p.id AS before_id, w.id AS withdrawal_id, r.id AS shown_id,
    CASE WHEN p.id IS NOT NULL AND r.id <> p.id THEN 1 ELSE 0 END AS step, {_seen("o")} AS seen
FROM held h JOIN trade_observation o ON o.id = h.top_id
LEFT JOIN trade_observation p ON {_same("p", "h")} AND p.vintage = h.vintage - 1
LEFT JOIN trade_observationwithdrawal w ON w.observation_id = p.id
LEFT JOIN trade_observation r ON {_same("r", "h")} AND r.vintage = (
    SELECT MAX(q.vintage) FROM trade_observation q WHERE {_same("q", "h")} AND q.vintage < h.vintage
        AND {_seen("q")} AND {_never_taken_back("q")})
    AND NOT {_WITHDRAWN_IN_SIGHT.format(row="r")}"""

# Whoever revises one of these values now is waited for, and waits for us.
_LOCK = f"""SELECT COUNT(*) FROM (SELECT 1 FROM trade_observation m JOIN trade_observation o ON {_same("o", "m")}
    WHERE m.batch_id = %s AND o.valid_to IS NULL ORDER BY o.id FOR UPDATE OF o) AS locked"""

_CLOSE = """UPDATE trade_observation SET valid_to = CASE WHEN valid_from > %s THEN valid_from ELSE %s END
WHERE id IN (SELECT id FROM import_undo) AND valid_to IS NULL"""

_BACK = """CREATE TEMPORARY TABLE import_back AS
SELECT o.id AS top_id, u.shown_id AS old_id, o.vintage + 1 AS vintage, 1 AS ends, CAST(NULL AS bigint) AS withdrawal_id
FROM import_undo u JOIN trade_observation o ON o.id = u.id WHERE u.step = 1
UNION ALL
SELECT o.id, u.before_id, o.vintage + 1 + u.step, CASE WHEN u.withdrawal_id IS NULL THEN 0 ELSE 1 END, u.withdrawal_id
FROM import_undo u JOIN trade_observation o ON o.id = u.id
WHERE u.before_id IS NOT NULL AND (u.withdrawal_id IS NULL OR u.shown_id IS NOT NULL)"""

# Values of the batch that readers see although they were withdrawn, by a text that is not out. They are withdrawn by it
# once more, so that whoever follows the changes hears that they are gone.
_GONE = f"""INSERT INTO import_back (top_id, old_id, vintage, ends, withdrawal_id)
{_held("o.valid_to IS NOT NULL")}
SELECT o.id, o.id, o.vintage + 1, 1, v.id FROM held h JOIN trade_observation o ON o.id = h.top_id
JOIN trade_observationwithdrawal v ON v.observation_id = o.id
WHERE {_seen("o")} AND NOT {_WITHDRAWN_IN_SIGHT.format(row="o")}
    AND NOT EXISTS (SELECT 1 FROM trade_observation q WHERE {_same("q", "o")} AND q.vintage > o.vintage)"""

_CARRIED = (
    *("series_id", "period_start", "period_end", "value", "value_upper", "resolution", "qualifier"),
    *("unit_inferred", "status", "claimed_record", "printed", "note", "reporter_basis", "reporter_note", "source_id"),
)

_COMPENSATE = f"""INSERT INTO trade_observation
    ({", ".join(_CARRIED)}, vintage, valid_from, valid_to, revision_reason, batch_id, recorded_by_id)
SELECT {", ".join(f"p.{name}" for name in _CARRIED)}, b.vintage, CASE WHEN o.valid_to > %s THEN o.valid_to ELSE %s END,
    CASE WHEN b.ends = 0 THEN NULL WHEN o.valid_to > %s THEN o.valid_to ELSE %s END, %s, %s, %s
FROM import_back b JOIN trade_observation o ON o.id = b.top_id JOIN trade_observation p ON p.id = b.old_id
ORDER BY p.series_id, p.period_end, p.period_start, b.vintage"""

# (row that is put back, its new vintage)
_PAIRS = f"""FROM import_back b JOIN trade_observation p ON p.id = b.old_id
JOIN trade_observation n ON {_same("n", "p")} AND n.vintage = b.vintage"""

_NOTE = f"""INSERT INTO trade_restoration (observation_id, original_id)
SELECT n.id, COALESCE(z.original_id, p.id) {_PAIRS} LEFT JOIN trade_restoration z ON z.observation_id = p.id"""

_WITHDRAW_AGAIN = f"""INSERT INTO trade_observationwithdrawal
    (observation_id, source_id, reason, withdrawn_at, withdrawn_by_id)
SELECT n.id, w.source_id, w.reason, n.valid_to, w.withdrawn_by_id
{_PAIRS} JOIN trade_observationwithdrawal w ON w.id = b.withdrawal_id"""

# Readers see a withdrawal if it rests on a source that is out: the value's own, or else one that is cited.
_REST = """CASE WHEN EXISTS (SELECT 1 FROM trade_source s WHERE s.id = o.source_id AND s.public_from <= %s)
    THEN o.source_id ELSE COALESCE((SELECT MIN(c.source_id) FROM trade_observationcitation c
        JOIN trade_source s ON s.id = c.source_id WHERE c.observation_id = o.id AND s.public_from <= %s), o.source_id)
    END"""

# What had no value before, and what goes out of the sight of readers, though we hold a value again.
_WITHDRAW = f"""INSERT INTO trade_observationwithdrawal
    (observation_id, source_id, reason, withdrawn_at, withdrawn_by_id)
SELECT o.id, {_REST}, %s, o.valid_to, %s
FROM import_undo u JOIN trade_observation o ON o.id = u.id
WHERE u.shown_id IS NULL AND (u.seen OR u.before_id IS NULL OR u.withdrawal_id IS NOT NULL)"""

# Values of the batch that readers see although they are closed, for what closed them is not out.
_WITHDRAW_SHOWN = f"""INSERT INTO trade_observationwithdrawal
    (observation_id, source_id, reason, withdrawn_at, withdrawn_by_id)
{_held("o.valid_to IS NOT NULL")}
SELECT o.id, {_REST}, %s, CASE WHEN o.valid_to > %s THEN o.valid_to ELSE %s END, %s
FROM held h JOIN trade_observation o ON o.id = h.top_id
WHERE {_seen("o")}
    AND NOT EXISTS (SELECT 1 FROM trade_observationwithdrawal v WHERE v.observation_id = o.id)
    AND NOT EXISTS (SELECT 1 FROM trade_observation q
                    WHERE {_same("q", "o")} AND q.vintage > o.vintage AND {_seen("q")} AND {_never_taken_back("q")})"""


def undo(batch: ImportBatch, rollback: ImportBatch) -> None:
    """Closes what *batch* left open and puts back what was before; the counts go to *rollback*."""
    at = connection.ops.adapt_datetimefield_value(rollback.created_at)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    said = (rollback.reason, rollback.user_id)
    with connection.cursor() as cursor:
        _drop(cursor)
        if connection.vendor == "postgresql":
            cursor.execute(_LOCK, [batch.pk])
        rollback.withdrawn = touched = 0
        # Only what rests on a hidden source closes a value that readers go on seeing.
        hides = Observation.objects.rest_on_hidden()
        if hides:
            cursor.execute(_WITHDRAW_SHOWN, [batch.pk, now, now, said[0], at, at, said[1], *[now] * 4])
            rollback.withdrawn = touched = cursor.rowcount
        cursor.execute(_UNDO, [batch.pk, *[now] * 5])
        cursor.execute(_CLOSE, [at, at])
        touched += cursor.rowcount
        cursor.execute(_BACK)
        if hides:
            cursor.execute(_GONE, [batch.pk, *[now] * 3])
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE import_undo; ANALYZE import_back")
        cursor.execute(_COMPENSATE, [*[at] * 4, rollback.reason, rollback.pk, rollback.user_id])
        rollback.revised = cursor.rowcount
        cursor.execute(_NOTE)
        carry_citations(cursor, f"SELECT p.id AS older, n.id AS newer {_PAIRS}")
        cursor.execute(_WITHDRAW_AGAIN)
        cursor.execute(_WITHDRAW, [now, now, *said])
        rollback.withdrawn += cursor.rowcount
        _drop(cursor)
    rollback.rows = batch.added + batch.revised
    rollback.unchanged = rollback.rows - touched
    rollback.save()


def _drop(cursor) -> None:
    cursor.execute("DROP TABLE IF EXISTS import_undo")
    cursor.execute("DROP TABLE IF EXISTS import_back")
