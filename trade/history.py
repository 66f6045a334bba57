"""What became of a recorded value, as far as readers may know."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Max, Model, OuterRef, QuerySet
from django.utils.timezone import localdate

from trade.models import Observation

CURRENT, SUPERSEDED, WITHDRAWN = "current", "superseded", "withdrawn"
_SAME = ("series", "period_start", "period_end")


def with_fate(observations: QuerySet, as_of: datetime | None = None) -> QuerySet:
    """Adds ``is_superseded``: a later value of the same series and period is public; loads the withdrawal.

    With *as_of* it counts what readers saw at that moment.
    """
    same = {name: OuterRef(name) for name in _SAME}
    public = Observation.objects.public_then(as_of) if as_of else Observation.objects.public()
    later = public.filter(**same, vintage__gt=OuterRef("vintage"))
    return observations.annotate(is_superseded=Exists(later)).select_related("withdrawal__source")


def fate_of(row: Any, as_of: datetime | None = None) -> str:
    """``current``, ``superseded`` or ``withdrawn`` for a row loaded ``with_fate``, at the moment *as_of* or now.

    A row that is closed in favour of one that rests on a hidden source stays current for readers.
    """
    withdrawal = getattr(row, "withdrawal", None)
    if withdrawal and withdrawal.source.is_public and _was_seen(withdrawal, as_of):
        return WITHDRAWN
    return SUPERSEDED if row.is_superseded else CURRENT


def _was_seen(withdrawal: Any, moment: datetime | None) -> bool:
    return moment is None or (withdrawal.withdrawn_at <= moment and withdrawal.source.was_public(moment))


def last_changed(records: Iterable[Model]) -> date | None:
    """The day on which any of *records* was recorded or last edited; None where that is not kept of them.

    Measurements know when they were recorded. Other records have a history: one query for each model.
    """
    moments: list[datetime] = []
    edited: dict[type[Model], list[Any]] = defaultdict(list)
    for record in records:
        if hasattr(record, "valid_from"):
            moments.append(record.valid_from)
        elif hasattr(record, "history"):
            edited[type(record)].append(record.pk)
    moments += filter(None, (_last_edited(model, pk__in=keys) for model, keys in edited.items()))
    return localdate(max(moments)) if moments else None


def last_edited(rows: QuerySet) -> date | None:
    """The day on which any of *rows* was last edited, in one query."""
    moment = _last_edited(rows.model, pk__in=rows.order_by().values("pk"))
    return localdate(moment) if moment else None


def _last_edited(model: type[Model], pk__in: Any) -> datetime | None:
    # The rows of a history have keys of their own; that of the record is a field of its name.
    past = model.history.filter(**{f"{model._meta.pk.name}__in": pk__in})
    return past.aggregate(latest=Max("history_date"))["latest"]
