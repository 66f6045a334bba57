"""Middle floor: what happened and what was signed."""

from events.models.agreements import (
    Agreement,
    AgreementParty,
    AgreementStatus,
    AgreementStatusCitation,
    Initiative,
    InitiativeSupport,
)
from events.models.events import Event, EventCitation, EventSeries, EventStatus, Participation
from events.models.metrics import Metric, MetricCitation, MetricWithdrawal
from events.models.people import Organisation, Person, Role, RoleCitation

__all__ = (
    "Agreement",
    "AgreementParty",
    "AgreementStatus",
    "AgreementStatusCitation",
    "Event",
    "EventCitation",
    "EventSeries",
    "EventStatus",
    "Initiative",
    "InitiativeSupport",
    "Metric",
    "MetricCitation",
    "MetricWithdrawal",
    "Organisation",
    "Participation",
    "Person",
    "Role",
    "RoleCitation",
)
