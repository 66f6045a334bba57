"""Records of the events floor with everything that is shown of them, and nothing that is not public.

A record can be public while another that it names is not: an organisation, a person, a series. Such rows are left out;
single ones are kept from readers by asking ``source.is_public`` of them, which is loaded here.
"""

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import NullIf

from events.models import (
    Agreement,
    AgreementParty,
    AgreementStatus,
    Event,
    EventStatus,
    Initiative,
    InitiativeSupport,
    Metric,
    Organisation,
    Participation,
    Person,
    Role,
)

PARTY = ("area", "organisation__source")


def with_public_party(rows: QuerySet, path: str = "") -> QuerySet:
    """*rows* without those that would name an organisation which is not public."""
    organisation = f"{path}organisation"
    return rows.filter(Q(**{organisation: None}) | Q(**{f"{organisation}__in": Organisation.objects.public()}))


def roles_in_full() -> QuerySet:
    roles = Role.objects.public().select_related("source", "area", "accredited_to", "organisation__source")
    return roles.prefetch_related("citations__source").order_by("-starts", "pk")


def people_in_full() -> QuerySet:
    return Person.objects.public().select_related("source").prefetch_related(Prefetch("roles", roles_in_full()))


def event_statuses() -> QuerySet:
    return EventStatus.objects.public().select_related("source").newest_first()


def events_in_full() -> QuerySet:
    """Events with their series, citations and statuses, newest first; ``starts`` and ``latest_status`` to sort by."""
    newest = EventStatus.objects.public().filter(event=OuterRef("pk")).newest_first()
    return (
        Event.objects.public()
        .annotate(
            starts=NullIf(Subquery(newest.values("starts")[:1]), Value("")),
            latest_status=Subquery(newest.values("status")[:1]),
        )
        .select_related("source", "area", "series__source")
        .prefetch_related("citations__source", Prefetch("statuses", event_statuses()))
    )


def participations_in_full() -> QuerySet:
    """Participants with the head of their delegation and the roles of that person."""
    rows = with_public_party(Participation.objects.public()).select_related(
        "source", *PARTY, "head_of_delegation__source"
    )
    return rows.prefetch_related(Prefetch("head_of_delegation__roles", roles_in_full())).order_by("pk")


def metrics_in_full() -> QuerySet:
    """Figures of public events, every vintage, with their sources."""
    rows = Metric.objects.public().filter(event__in=Event.objects.public())
    rows = with_public_party(rows, "participation__").with_provenance()
    return rows.select_related("event__series__source", "participation__organisation__source")


def agreements_in_full() -> QuerySet:
    """Agreements with parties and statuses, newest first; ``date`` and ``latest_status`` to sort by."""
    statuses = AgreementStatus.objects.public().select_related("source").order_by("-on", "-pk")
    newest = AgreementStatus.objects.public().filter(agreement=OuterRef("pk")).order_by("-on", "-pk")
    parties = with_public_party(AgreementParty.objects.select_related(*PARTY)).order_by("pk")
    return (
        Agreement.objects.public()
        .annotate(
            date=NullIf(Subquery(newest.values("on")[:1]), Value("")),
            latest_status=Subquery(newest.values("status")[:1]),
        )
        .select_related("source", "event__source", "event__series__source")
        .prefetch_related(
            Prefetch("statuses", statuses.prefetch_related("citations__source")), Prefetch("parties", parties)
        )
    )


def initiatives_in_full() -> QuerySet:
    supporters = with_public_party(InitiativeSupport.objects.public()).select_related("source", *PARTY).order_by("pk")
    return Initiative.objects.public().select_related("source").prefetch_related(Prefetch("supporters", supporters))
