"""How far the tables that only grow are read for certain, while others are writing to them.

A row gets its key before it is committed, so key 20 may be seen while 19 is still to come, after however long a
transaction. On SQLite there is one writer at a time, and keys come in the order of commits. On PostgreSQL the locks
tell who is writing: every transaction keeps a lock on each table that it wrote to until its rows can be seen. One that
may take long says beforehand above which keys it writes (:func:`announce`); any other is waited for, and if it does not
end, nothing is certain beyond what was certain before: followers are told again what they know.
"""

import time
from collections import defaultdict
from typing import NamedTuple

from django.db import connection
from django.db.models import Max

from trade.models import Observation, ObservationCitation, ObservationWithdrawal, Source

ANNOUNCED = 0x53564B00  # and the number of the table: keys of advisory locks that nothing else of ours takes
PATIENCE, PAUSE = 1.0, 0.05  # seconds


class Bounds(NamedTuple):
    """A key in each of the tables: of observations, withdrawals, citations, and the history of sources."""

    observation: int
    withdrawal: int
    citation: int
    source: int


NOTHING = Bounds(0, 0, 0, 0)
MODELS = (Observation, ObservationWithdrawal, ObservationCitation, Source.history.model)

_ANNOUNCE = """SELECT pg_advisory_xact_lock_shared(%s, LEAST(2147483647, COALESCE(
    pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass), 0))::integer)"""

# All that is locked is asked for at once, for a writer may end in between.
_WRITERS = """SELECT pid, virtualtransaction, locktype, classid::bigint, objid::bigint FROM pg_locks
WHERE granted AND pid IS DISTINCT FROM pg_backend_pid()
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND ((locktype = 'relation' AND mode = 'RowExclusiveLock' AND relation = ANY(%s::regclass[]))
        OR (locktype = 'advisory' AND classid::bigint BETWEEN %s AND %s))"""


def announce() -> None:
    """To be called at the beginning of a transaction that may write for long: its keys will be above those of now."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for number, model in enumerate(MODELS):
            cursor.execute(_ANNOUNCE, [ANNOUNCED + number, model._meta.db_table, model._meta.pk.column])


def settled(before: Bounds) -> Bounds:
    """The keys up to which whoever reads from now on sees everything that there will ever be; *before* was certain."""
    last = Bounds(*(model.objects.order_by().aggregate(last=Max("pk"))["last"] or 0 for model in MODELS))
    if connection.vendor != "postgresql":
        return last
    patience = time.monotonic() + PATIENCE
    while (announced := _announced()) is None:
        if time.monotonic() > patience:
            return before
        time.sleep(PAUSE)
    return Bounds(*map(min, zip(last, *announced, strict=True)))


def _announced() -> list[Bounds] | None:
    """What each transaction that is writing now announced; None if one did not."""
    tables = [model._meta.db_table for model in MODELS]
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS, [tables, ANNOUNCED, ANNOUNCED + len(MODELS) - 1])
        locks = cursor.fetchall()
    said: dict[str, dict[int, int]] = defaultdict(dict)
    for _pid, transaction, kind, table, key in locks:
        if kind == "advisory":
            # Of several announcements of one transaction the first holds.
            number = table - ANNOUNCED
            said[transaction][number] = min(key, said[transaction].get(number, key))
    writers = {transaction for _pid, transaction, kind, _table, _key in locks if kind == "relation"}
    if any(len(said[writer]) < len(MODELS) for writer in writers):
        return None
    return [Bounds(*(said[writer][number] for number in range(len(MODELS)))) for writer in writers]
