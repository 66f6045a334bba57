"""Which series of an import stand out: a file may have fifty thousand, and a person reads a page.

One statement ranks them, so that its cost is that of the file: every value that the import wrote is held against the
values of the same length beside it and against those of other reporters. What is odd is decided afterwards, by the
exact rules (:mod:`trade.quality`).
"""

from django.db import connection

from trade.models import ImportBatch, Observation

MOST_VALUES = 100_000
BELOW_NOUGHT = 1e9

_MONTHS = """((CAST(substr(CAST({row}.period_end AS text), 1, 4) AS integer)
        - CAST(substr(CAST({row}.period_start AS text), 1, 4) AS integer)) * 12
    + CAST(substr(CAST({row}.period_end AS text), 6, 2) AS integer)
    - CAST(substr(CAST({row}.period_start AS text), 6, 2) AS integer))"""


def _beside(condition: str, order: str) -> str:
    return f"""(SELECT ABS(CAST(n.value AS double precision)) FROM trade_observation n
    WHERE n.series_id = w.series_id AND n.valid_to IS NULL AND n.{condition}
        AND {_MONTHS.format(row="n")} = {_MONTHS.format(row="w")}
    ORDER BY n.period_end {order}, n.period_start {order} LIMIT 1)"""


def _times(one: str, other: str) -> str:
    """How many times one is the other, whichever is larger; nothing where either is nought or missing."""
    return f"CASE WHEN {one} > {other} THEN {one} / NULLIF({other}, 0) ELSE {other} / NULLIF({one}, 0) END"


# The subqueries stay as they are written, whatever the database knows of its tables after a large import: each looks
# into one series by its index, and the limit of «held» has them carried out once for each value.
_RANKED = f"""WITH written AS (
    SELECT o.id, o.series_id, s.thing, s.reporter_id, o.period_start, o.period_end, o.value
    FROM trade_observation o JOIN trade_series s ON s.id = o.series_id
    WHERE o.batch_id = %s AND o.valid_to IS NULL AND o.value IS NOT NULL
), held AS (
    SELECT w.series_id, CAST(w.value AS double precision) AS value,
        {_beside("period_end < w.period_start", "DESC")} AS before,
        {_beside("period_start > w.period_end", "ASC")} AS after,
        (SELECT MAX((SELECT ABS(CAST(n.value AS double precision)) FROM trade_observation n
            WHERE n.series_id = t.id AND n.valid_to IS NULL
                AND n.period_start = w.period_start AND n.period_end = w.period_end))
         FROM trade_series t WHERE t.thing = w.thing AND t.reporter_id <> w.reporter_id) AS other
    FROM written w ORDER BY w.id LIMIT {MOST_VALUES}
), scored AS (
    SELECT series_id, CASE WHEN value < 0 THEN {BELOW_NOUGHT} ELSE 0 END AS negative,
        {_times("ABS(value)", "before")} AS from_before, {_times("ABS(value)", "after")} AS from_after,
        {_times("ABS(value)", "other")} AS from_other
    FROM held
)
SELECT series_id FROM scored GROUP BY series_id
ORDER BY MAX(negative) + COALESCE(MAX(from_before), 0) + COALESCE(MAX(from_after), 0) + COALESCE(MAX(from_other), 0)
    DESC, series_id LIMIT %s"""


def suspects(batch: ImportBatch, most: int) -> tuple[list[int], int]:
    """The keys of at most *most* series that *batch* wrote values of, those that stand out first; and of how many.

    Among more than that, the first 100,000 values are ranked.
    """
    written = Observation.objects.filter(batch=batch, valid_to__isnull=True).order_by()
    count = written.values("series").distinct().count()
    if count <= most:
        return list(written.values_list("series", flat=True).distinct()), count
    with connection.cursor() as cursor:
        cursor.execute(_RANKED, [batch.pk, most])
        return [key for (key,) in cursor.fetchall()], count
