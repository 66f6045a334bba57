"""What the newsroom does when a whole file of observations came in; no more queries for a large one."""

from django.db import connection, transaction

from articles.models import Change, Claim
from articles.services.claims import recheck_claims
from articles.services.publication import hold_upcoming
from trade.models import Observation, ObservationWithdrawal
from trade.signals import BatchChanges

# A value may be withdrawn long after it was closed by something that readers do not see.
_LOG = {
    Change.Kind.REVISED: """INSERT INTO {changes} (at, kind, observation_id)
    SELECT o.valid_from, %s, o.id FROM {observations} o WHERE o.id IN ({rows})""",
    Change.Kind.WITHDRAWN: """INSERT INTO {changes} (at, kind, observation_id)
    SELECT w.withdrawn_at, %s, w.observation_id FROM {withdrawals} w WHERE w.observation_id IN ({rows})""",
}


@transaction.atomic
def follow_batch(changes: BatchChanges) -> None:
    """Logs what was revised or withdrawn and judges the claims on which it bears, once for all of it."""
    _log(changes.revised, Change.Kind.REVISED)
    if changes.batch.rolls_back_id:
        _log(changes.withdrawn, Change.Kind.WITHDRAWN)
    hold_upcoming(recheck_claims(Claim.objects.about_batch(changes)))


def _log(rows, kind: Change.Kind) -> None:
    sql, parameters = rows.order_by().values("pk").query.sql_with_params()
    statement = _LOG[kind].format(
        changes=Change._meta.db_table,
        observations=Observation._meta.db_table,
        withdrawals=ObservationWithdrawal._meta.db_table,
        rows=sql,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, (kind, *parameters))
