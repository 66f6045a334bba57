"""What the records of the events floor can be asked for. One FilterSet each for the page, the API and its exports."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import FilterSet

from events.models import (
    Agreement,
    AgreementStatus,
    Event,
    EventSeries,
    EventStatus,
    Initiative,
    Metric,
    Organisation,
    Person,
)
from trade.api.parameters import (
    UNKNOWN_AREA,
    AnyOfFilter,
    AsOfFilter,
    CodesFilter,
    MomentFilter,
    TextFilter,
    WordsFilter,
    YearFilter,
    area_filter,
)
from trade.models import Area

WORDS = _("Words in the name, in any language.")


class EventSeriesFilters(FilterSet):
    q = WordsFilter(label=_("Words"), help_text=WORDS)

    class Meta:
        model = EventSeries
        fields = ()


class EventFilters(FilterSet):
    q = WordsFilter(label=_("Words"), help_text=WORDS)
    series = TextFilter(
        method="filter_series",
        label=pgettext_lazy("event", "Series"),
        help_text=_("Slug of the series, such as ciie."),
    )
    status = AnyOfFilter(
        choices=EventStatus.Status.choices,
        method="filter_status",
        label=_("Status"),
        help_text=_("What has become of the event, by its latest status."),
    )
    area = area_filter(label=_("Country"), help_text=_("Code of the country where it takes place."))
    year = YearFilter(
        method="filter_year",
        label=_("Year"),
        help_text=_("A year in which the event takes place, by any public source."),
    )

    class Meta:
        model = Event
        fields = ()

    def filter_series(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(series__in=EventSeries.objects.public().filter(slug=value)))

    def filter_status(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        return queryset.filter(Q(pk__in=with_latest_status(EventStatus, "event", "starts", value)))

    def filter_year(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        spans = Q(starts__startswith=value) | Q(ends__startswith=value)
        spans |= ~Q(starts="") & Q(starts__lt=value, ends__gt=value)
        return queryset.filter(Exists(EventStatus.objects.public().filter(spans, event=OuterRef("pk"))))


class MetricFilters(FilterSet):
    event = TextFilter("event__slug", label=_("Event"), help_text=_("Slug of the event."))
    measure = AnyOfFilter(choices=Metric.Measure.choices, label=_("Measure"), help_text=_("What is counted."))
    nature = AnyOfFilter(
        choices=Metric.Nature.choices, label=_("Nature"), help_text=_("Intended, concluded, counted or estimated.")
    )
    area = area_filter(
        "participation__area", label=_("Participant"), help_text=_("Code of the country whose part in the event it is.")
    )
    as_of = AsOfFilter(
        label=_("As of"),
        help_text=_("Values that were current at this moment, instead of now; a date stands for its end in UTC."),
    )
    updated_after = MomentFilter(
        method="filter_updated",
        label=_("Updated after"),
        help_text=_("Values recorded or made public after this moment; a date stands for its beginning in UTC."),
    )

    class Meta:
        model = Metric
        fields = ()

    def filter_updated(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(Q(valid_from__gt=value) | Q(source__public_from__gt=value))


class PersonFilters(FilterSet):
    q = WordsFilter(label=_("Words"), help_text=WORDS)

    class Meta:
        model = Person
        fields = ()


class OrganisationFilters(FilterSet):
    q = WordsFilter(label=_("Words"), help_text=WORDS)
    kind = AnyOfFilter(choices=Organisation.Kind.choices, label=_("Kind"), help_text=_("Kind of organisation."))
    area = area_filter(label=_("Area"), help_text=_("Code of the organisation's country."))

    class Meta:
        model = Organisation
        fields = ()


class AgreementFilters(FilterSet):
    q = WordsFilter(label=_("Words"), help_text=WORDS)
    status = AnyOfFilter(
        choices=AgreementStatus.Status.choices,
        method="filter_status",
        label=_("Legal status"),
        help_text=_("Legal status, by the latest that a public source states."),
    )
    kind = AnyOfFilter(choices=Agreement.Kind.choices, label=_("Kind"), help_text=_("Kind of agreement."))
    party = CodesFilter(
        "parties__area",
        queryset=lambda request: Area.objects.all(),
        to_field_name="code",
        unknown=UNKNOWN_AREA,
        conjoined=True,
        distinct=False,
        label=_("Party"),
        help_text=_("Code of a country that is a party; given twice, both are."),
    )
    year = YearFilter(
        method="filter_year", label=_("Year"), help_text=_("A year in which its status changed, by any public source.")
    )

    class Meta:
        model = Agreement
        fields = ()

    def filter_status(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        return queryset.filter(Q(pk__in=with_latest_status(AgreementStatus, "agreement", "on", value)))

    def filter_year(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        statuses = AgreementStatus.objects.public().filter(on__startswith=value, agreement=OuterRef("pk"))
        return queryset.filter(Exists(statuses))


class InitiativeFilters(FilterSet):
    q = WordsFilter(label=_("Words"), help_text=WORDS)
    kind = AnyOfFilter(choices=Initiative.Kind.choices, label=_("Kind"), help_text=_("Programme or slogan."))

    class Meta:
        model = Initiative
        fields = ()


def with_latest_status(statuses: Any, parent: str, date: str, wanted: list[str]) -> QuerySet:
    """Keys of the *parent* rows whose latest public status (by *date*, then by entry) is one of *wanted*."""
    latest = statuses.objects.public().filter(**{parent: OuterRef(parent)}).order_by(f"-{date}", "-pk")
    return statuses.objects.filter(pk=Subquery(latest.values("pk")[:1]), status__in=wanted).values(parent)
