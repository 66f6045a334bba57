"""What became of a recorded value, as far as readers may know."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from trade.models import Observation

CURRENT, SUPERSEDED, WITHDRAWN = "current", "superseded", "withdrawn"
_SAME = ("series", "period_start", "period_end")


def with_fate(observations: QuerySet) -> QuerySet:
    """Adds ``is_superseded``: a later value of the same series and period is public; loads the withdrawal."""
    same = {name: OuterRef(name) for name in _SAME}
    later = Observation.objects.public().filter(**same, vintage__gt=OuterRef("vintage"))
    return observations.annotate(is_superseded=Exists(later)).select_related("withdrawal__source")


def fate_of(row: Any) -> str:
    """``current``, ``superseded`` or ``withdrawn`` for a row loaded ``with_fate``.

    A row that is closed in favour of one that rests on a hidden source stays current for readers.
    """
    withdrawal = getattr(row, "withdrawal", None)
    if withdrawal and withdrawal.source.is_public:
        return WITHDRAWN
    return SUPERSEDED if row.is_superseded else CURRENT
