"""What the ground floor tells the floors above. Receivers run inside the writer's transaction.

``observations_changed``
    Sent by every service that records, revises, withdraws or cites observations, once for a whole set.
    Arguments: ``changes``, a list of :class:`ObservationChange`, or :class:`BatchChanges` for a whole file: those yield
    the same when they are iterated, but a receiver that can answer for the whole set should.
``sources_changed``
    Sent when what a source is, or when it is public, changed. Argument: ``sources``, a list of ``Source``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db.models import Exists, OuterRef
from django.dispatch import Signal

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from trade.models import ImportBatch, Observation

Kind = Literal["recorded", "revised", "withdrawn", "cited"]
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class ObservationChange:
    """``observation`` is the new row (for a withdrawal the closed one), ``previous`` the row it supersedes."""

    kind: Kind
    observation: "Observation"
    previous: "Observation | None" = None


@dataclass(frozen=True, slots=True)
class BatchChanges:
    """All that an import or a rollback changed: perhaps a million rows, so they are asked for, not held.

    ``batch`` is the import, or the one that rolls it back.
    """

    batch: "ImportBatch"

    @property
    def written(self) -> "QuerySet[Observation]":
        """The rows that were added: first values and next vintages."""
        return self.batch.observations.all()

    @property
    def revised(self) -> "QuerySet[Observation]":
        return self.written.filter(vintage__gt=1)

    @property
    def withdrawn(self) -> "QuerySet[Observation]":
        """The rows that a rollback withdrew: those of the import, or what stood for them after another rollback."""
        rows = type(self.batch).observations.rel.related_model.objects
        if self.batch.rolls_back_id is None:
            return rows.none()
        same = {name: OuterRef(name) for name in ("series", "period_start", "period_end")}
        of_import = rows.filter(batch=self.batch.rolls_back_id, **same)
        return rows.filter(
            Exists(of_import),
            withdrawal__withdrawn_at__gte=self.batch.created_at,
            withdrawal__reason=self.batch.reason,
            withdrawal__withdrawn_by=self.batch.user_id,
        )

    @property
    def all_rows(self) -> "tuple[QuerySet[Observation], ...]":
        """Everything that changed; rows that were withdrawn are there for a rollback alone."""
        return (self.written, self.withdrawn) if self.batch.rolls_back_id else (self.written,)

    def __iter__(self) -> Iterator[ObservationChange]:
        """Without ``previous``, which no receiver of a whole file needs."""
        for row in self.written.select_related("series").iterator(AT_ONCE):
            yield ObservationChange("revised" if row.vintage > 1 else "recorded", row)
        for row in self.withdrawn.select_related("series").iterator(AT_ONCE):
            yield ObservationChange("withdrawn", row)


observations_changed = Signal()
sources_changed = Signal()
