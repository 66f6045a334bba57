"""People with their roles, and organisations."""

from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from events.details import agreements_in_full, participations_in_full, people_in_full, roles_in_full
from events.models import Event, Organisation, Person
from events.views.records import RecordView
from events.viewsets import OrganisationViewSet, PersonViewSet

SHOWN = 50


class PersonView(RecordView):
    """Who somebody is: every role as a source states it; statements and articles come from the newsroom's tags."""

    template_name = "events/person.html"
    section = "events"
    twin_viewset = PersonViewSet

    def get_record(self) -> QuerySet:
        return people_in_full()

    def get_description(self) -> str:
        return _("%(person)s: roles with dates and sources, statements and articles.") % {"person": self.record.name}

    def get_breadcrumbs(self):
        return [(_("Events"), reverse("events:list")), (self.record.name, None)]

    def get_parts(self) -> list[Model]:
        return list(self.record.roles.all())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        led = participations_in_full().filter(head_of_delegation=self.record, event__in=Event.objects.public())
        return super().get_context_data(**kwargs) | {"delegations": led.select_related("event")[:SHOWN]}


class OrganisationView(RecordView):
    template_name = "events/organisation.html"
    section = "events"
    twin_viewset = OrganisationViewSet

    def get_record(self) -> QuerySet:
        return Organisation.objects.public().select_related("source", "area")

    def get_description(self) -> str:
        words = _("%(organisation)s: people, events and agreements.")
        return words % {"organisation": self.record.name}

    def get_breadcrumbs(self):
        return [(_("Events"), reverse("events:list")), (self.record.name, None)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        roles = roles_in_full().filter(organisation=self.record, person__in=Person.objects.public())
        took_part = participations_in_full().filter(organisation=self.record, event__in=Event.objects.public())
        return super().get_context_data(**kwargs) | {
            "roles": roles.select_related("person")[:SHOWN],
            "participations": took_part.select_related("event")[:SHOWN],
            "agreements": agreements_in_full().filter(parties__organisation=self.record)[:SHOWN],
        }
