"""What the events floor tells the newsroom. Receivers run inside the writer's transaction.

``metrics_changed``
    Sent by every service that records, revises, withdraws or cites metrics, once for a whole set.
    Arguments: ``changes``, a list of :class:`MetricChange`.
``events_changed``
    Sent when the edition number of events, or what sources say of them, changed. Argument: ``events``, a list.
``agreements_changed``
    Sent when the value or the legal status of agreements changed. Argument: ``agreements``, a list.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.dispatch import Signal

from trade.signals import Kind

if TYPE_CHECKING:
    from events.models import Metric


@dataclass(frozen=True, slots=True)
class MetricChange:
    """``metric`` is the new row (for a withdrawal the closed one), ``previous`` the row it supersedes."""

    kind: Kind
    metric: "Metric"
    previous: "Metric | None" = None


metrics_changed = Signal()
events_changed = Signal()
agreements_changed = Signal()
