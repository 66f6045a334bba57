"""What the events floor took from a source, for the page of that source on the floor below."""

from typing import Any, NamedTuple

from django import template
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from events.details import metrics_in_full
from events.labels import measure_label, short_name
from events.models import (
    Agreement,
    AgreementStatus,
    Event,
    EventSeries,
    EventStatus,
    Initiative,
    Organisation,
    Person,
    Role,
)
from trade.models import Source

register = template.Library()

LONGEST = 100


class Record(NamedTuple):
    """One record; ``figure`` is a metric whose value is shown beside it."""

    label: str
    url: str
    figure: Any = None


class Group(NamedTuple):
    title: str
    records: list[Record]
    is_cut: bool


@register.simple_tag
def taken_from(source: Source) -> list[Group]:
    """The public records that rest on *source*, by kind; at most 100 of each, in a fixed number of queries."""
    own = Q(source=source)
    groups = (
        (_("Figures of events"), metrics_of(source), figure_record),
        (_("Events"), Event.objects.public().filter(own | Q(citations__source=source)), record),
        (_("What became of events"), statuses_of_events(own), event_status_record),
        (_("Event series"), EventSeries.objects.public().filter(own), record),
        (_("Agreements"), Agreement.objects.public().filter(own), record),
        (_("Legal status of agreements"), statuses_of_agreements(source), agreement_status_record),
        (_("Initiatives"), Initiative.objects.public().filter(own), record),
        (_("People"), Person.objects.public().filter(own), record),
        (_("Roles"), roles_of(source), role_record),
        (_("Organisations"), Organisation.objects.public().filter(own), record),
    )
    return [group for group in (make_group(*parts) for parts in groups) if group.records]


def make_group(title: str, rows: QuerySet, present: Any) -> Group:
    found = list(rows.distinct()[: LONGEST + 1])
    return Group(title, [present(row) for row in found[:LONGEST]], len(found) > LONGEST)


def metrics_of(source: Source) -> QuerySet:
    rows = metrics_in_full().filter(Q(source=source) | Q(citations__source=source))
    return rows.order_by("event_id", "measure", "pk")


def statuses_of_events(own: Q) -> QuerySet:
    rows = EventStatus.objects.public().filter(own, event__in=Event.objects.public())
    return rows.select_related("event")


def statuses_of_agreements(source: Source) -> QuerySet:
    rows = AgreementStatus.objects.public().filter(agreement__in=Agreement.objects.public())
    return rows.filter(Q(source=source) | Q(citations__source=source)).select_related("agreement")


def roles_of(source: Source) -> QuerySet:
    rows = Role.objects.public().filter(person__in=Person.objects.public())
    return rows.filter(Q(source=source) | Q(citations__source=source)).select_related("person")


def record(row: Any) -> Record:
    return Record(row.name, row.get_absolute_url())


def figure_record(row: Any) -> Record:
    return Record(f"{measure_label(row)}, {short_name(row.event)}", row.get_absolute_url(), row)


def event_status_record(row: EventStatus) -> Record:
    return Record(f"{row.event.name}: {row.get_status_display()}", row.event.get_absolute_url())


def agreement_status_record(row: AgreementStatus) -> Record:
    return Record(f"{row.agreement.name}: {row.get_status_display()}", row.agreement.get_absolute_url())


def role_record(row: Role) -> Record:
    return Record(f"{row.person.name}, {row.title}", row.person.get_absolute_url())
