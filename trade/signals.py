"""What the ground floor tells the floors above. Receivers run inside the writer's transaction.

``observations_changed``
    Sent by every service that records, revises, withdraws or cites observations, once for a whole set.
    Arguments: ``changes``, a list of :class:`ObservationChange`.
``sources_changed``
    Sent when what a source is, or when it is public, changed. Argument: ``sources``, a list of ``Source``.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.dispatch import Signal

if TYPE_CHECKING:
    from trade.models import Observation

Kind = Literal["recorded", "revised", "withdrawn", "cited"]


@dataclass(frozen=True, slots=True)
class ObservationChange:
    """``observation`` is the new row (for a withdrawal the closed one), ``previous`` the row it supersedes."""

    kind: Kind
    observation: "Observation"
    previous: "Observation | None" = None


observations_changed = Signal()
sources_changed = Signal()
