"""What the newsroom does when a whole file of observations came in; no more queries for a large one."""

from django.db import connection, transaction

from articles.models import Change, Claim
from articles.services.claims import recheck_claims
from articles.services.publication import hold_upcoming
from trade.models import Observation
from trade.signals import BatchChanges

_LOG = """INSERT INTO {changes} (at, kind, observation_id)
SELECT o.{at}, %s, o.id FROM {observations} o WHERE o.id IN ({rows})"""


@transaction.atomic
def follow_batch(changes: BatchChanges) -> None:
    """Logs what was revised or withdrawn and judges the claims on which it bears, once for all of it."""
    _log(changes.revised, Change.Kind.REVISED, "valid_from")
    if changes.batch.rolls_back_id:
        _log(changes.withdrawn, Change.Kind.WITHDRAWN, "valid_to")
    hold_upcoming(recheck_claims(Claim.objects.about_batch(changes)))


def _log(rows, kind: str, at: str) -> None:
    sql, parameters = rows.order_by().values("pk").query.sql_with_params()
    statement = _LOG.format(changes=Change._meta.db_table, observations=Observation._meta.db_table, at=at, rows=sql)
    with connection.cursor() as cursor:
        cursor.execute(statement, (kind, *parameters))
