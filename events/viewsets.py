"""The API's collections of the events floor. What is shown beside a record is public as well, or left out."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from events.details import with_public_party
from events.filters import (
    AgreementFilters,
    EventFilters,
    EventSeriesFilters,
    InitiativeFilters,
    MetricFilters,
    OrganisationFilters,
    PersonFilters,
)
from events.models import (
    Agreement,
    AgreementParty,
    AgreementStatus,
    Event,
    EventSeries,
    EventStatus,
    Initiative,
    InitiativeSupport,
    Metric,
    Organisation,
    Participation,
    Person,
    Role,
)
from events.serializers import (
    AgreementSerializer,
    EventSerializer,
    EventSeriesSerializer,
    InitiativeSerializer,
    MetricSerializer,
    OrganisationSerializer,
    PersonSerializer,
)
from trade.collections import NUMBER, CollectionViewSet


class SlugViewSet(CollectionViewSet):
    """Records with a slug and a source of their own."""

    ordering = ("slug",)
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("source")


class PersonViewSet(SlugViewSet):
    collection = "people"
    about = _("People, and the offices that they hold by each source.")
    queryset = Person.objects.all()
    serializer_class = PersonSerializer
    filterset_class = PersonFilters

    def get_queryset(self) -> QuerySet:
        roles = Role.objects.public().select_related("source", "organisation__source")
        roles = roles.prefetch_related("citations__source")
        return super().get_queryset().prefetch_related(Prefetch("roles", roles))


class OrganisationViewSet(SlugViewSet):
    collection = "organisations"
    about = _("Organisations that take part in events and agreements.")
    queryset = Organisation.objects.all()
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilters


class EventSeriesViewSet(SlugViewSet):
    collection = "event-series"
    about = _("Fairs, forums and other events that are held again and again.")
    queryset = EventSeries.objects.all()
    serializer_class = EventSeriesSerializer
    filterset_class = EventSeriesFilters


class EventViewSet(SlugViewSet):
    collection = "events"
    about = _("Events with what became of them and who took part.")
    queryset = Event.objects.all()
    serializer_class = EventSerializer
    filterset_class = EventFilters

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset().select_related("series__source").prefetch_related("citations__source")
        statuses = EventStatus.objects.public().select_related("source").newest_first()
        parties = with_public_party(Participation.objects.public()).select_related(
            "area", "organisation__source", "head_of_delegation__source"
        )
        return rows.prefetch_related(Prefetch("statuses", statuses), Prefetch("participations", parties))


class MetricViewSet(CollectionViewSet):
    collection = "metrics"
    about = _(
        "Figures of events. The list has current values, or those of the moment as_of; one record may be superseded."
    )
    queryset = Metric.objects.all()
    serializer_class = MetricSerializer
    filterset_class = MetricFilters
    lookup_value_regex = NUMBER

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset().filter(event__in=Event.objects.public())
        rows = with_public_party(rows, "participation__").with_provenance()
        rows = rows.select_related("participation__organisation__source")
        return rows if self.action == "list" else rows.with_public_end()

    def prepare(self, rows: Sequence[Metric]) -> Sequence[Metric]:
        numbers = Metric.objects.numbers(rows)
        for row in rows:
            row.number = numbers[row.pk]
        return rows


class AgreementViewSet(SlugViewSet):
    collection = "agreements"
    about = _("Agreements with their parties and the legal status that each source states.")
    queryset = Agreement.objects.all()
    serializer_class = AgreementSerializer
    filterset_class = AgreementFilters

    def get_queryset(self) -> QuerySet:
        statuses = AgreementStatus.objects.public().select_related("source").prefetch_related("citations__source")
        parties = with_public_party(AgreementParty.objects.select_related("area", "organisation__source"))
        rows = super().get_queryset().select_related("event__source")
        return rows.prefetch_related(
            Prefetch("statuses", statuses.order_by("-on", "-pk")), Prefetch("parties", parties.order_by("pk"))
        )


class InitiativeViewSet(SlugViewSet):
    collection = "initiatives"
    about = _("Programmes and slogans, and who supports them.")
    queryset = Initiative.objects.all()
    serializer_class = InitiativeSerializer
    filterset_class = InitiativeFilters

    def get_queryset(self) -> QuerySet:
        supporters = with_public_party(InitiativeSupport.objects.public())
        supporters = supporters.select_related("area", "organisation__source").order_by("pk")
        return super().get_queryset().prefetch_related(Prefetch("supporters", supporters))
