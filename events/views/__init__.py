"""Public pages of the events floor."""

from events.views.agreements import AgreementListView, AgreementView, InitiativeView
from events.views.events import EventListView, EventSeriesView, EventView
from events.views.people import OrganisationView, PersonView

__all__ = (
    "AgreementListView",
    "AgreementView",
    "EventListView",
    "EventSeriesView",
    "EventView",
    "InitiativeView",
    "OrganisationView",
    "PersonView",
)
