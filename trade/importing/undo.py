"""The compensating vintages of a rolled back import, in a few statements."""

from django.db import connection

from trade.models import ImportBatch

# Open rows of the batch with the vintage before each, unless that one ended by a withdrawal; and values of the batch
# that were put back (two vintages later) when a later import was taken back.
_OPEN = """CREATE TEMPORARY TABLE import_undo AS
SELECT o.id AS id, o.valid_from AS began, CASE WHEN w.id IS NULL THEN p.id END AS before_id
FROM trade_observation o
LEFT JOIN trade_importbatch b ON b.id = o.batch_id AND b.rolls_back_id IS NOT NULL
LEFT JOIN trade_observation r ON b.id IS NOT NULL AND r.series_id = o.series_id AND r.period_start = o.period_start
    AND r.period_end = o.period_end AND r.vintage = o.vintage - 2 AND r.batch_id = %s
LEFT JOIN trade_observation p ON p.series_id = o.series_id AND p.period_start = o.period_start
    AND p.period_end = o.period_end AND p.vintage = COALESCE(r.vintage, o.vintage) - 1
LEFT JOIN trade_observationwithdrawal w ON w.observation_id = p.id
WHERE (o.batch_id = %s OR r.id IS NOT NULL) AND o.valid_to IS NULL"""

_CLOSE = """UPDATE trade_observation SET valid_to = CASE WHEN valid_from > %s THEN valid_from ELSE %s END
WHERE id IN (SELECT id FROM import_undo) AND valid_to IS NULL"""

_CARRIED = (
    *("series_id", "period_start", "period_end", "value", "value_upper", "resolution", "qualifier"),
    *("unit_inferred", "status", "claimed_record", "printed", "note", "reporter_basis", "reporter_note", "source_id"),
)

_COMPENSATE = f"""INSERT INTO trade_observation
    ({", ".join(_CARRIED)}, vintage, valid_from, revision_reason, batch_id, recorded_by_id)
SELECT {", ".join(f"p.{name}" for name in _CARRIED)}, o.vintage + 1, o.valid_to, %s, %s, %s
FROM import_undo u JOIN trade_observation o ON o.id = u.id JOIN trade_observation p ON p.id = u.before_id
ORDER BY o.series_id, o.period_end"""

_WITHDRAW = """INSERT INTO trade_observationwithdrawal
    (observation_id, source_id, reason, withdrawn_at, withdrawn_by_id)
SELECT o.id, o.source_id, %s, o.valid_to, %s
FROM import_undo u JOIN trade_observation o ON o.id = u.id WHERE u.before_id IS NULL"""


def undo(batch: ImportBatch, rollback: ImportBatch) -> None:
    """Closes what *batch* left open and puts back what was before; the counts go to *rollback*."""
    at = connection.ops.adapt_datetimefield_value(rollback.created_at)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS import_undo")
        if connection.vendor == "postgresql":
            # Whoever revises one of these values now is waited for, and waits for us.
            cursor.execute(
                "SELECT COUNT(*) FROM (SELECT 1 FROM trade_observation WHERE batch_id = %s AND valid_to IS NULL "
                "ORDER BY id FOR UPDATE) AS locked",
                [batch.pk],
            )
        cursor.execute(_OPEN, [batch.pk, batch.pk])
        cursor.execute(_CLOSE, [at, at])
        cursor.execute(_COMPENSATE, [rollback.reason, rollback.pk, rollback.user_id])
        rollback.revised = cursor.rowcount
        cursor.execute(_WITHDRAW, [rollback.reason, rollback.user_id])
        rollback.withdrawn = cursor.rowcount
        cursor.execute("DROP TABLE import_undo")
    rollback.rows = batch.added + batch.revised
    rollback.unchanged = rollback.rows - rollback.revised - rollback.withdrawn
    rollback.save()
