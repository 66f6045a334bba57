"""Fairs, forums and visits: all of them, one, and one with its other editions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from events.charts import editions_frame
from events.details import agreements_in_full, events_in_full, metrics_in_full, participations_in_full
from events.filters import EventFilters
from events.labels import short_name
from events.models import Event, EventSeries, EventStatus, Metric
from events.provenance import attach_facts, publishers_of_event, shown, with_fate
from events.views.records import RecordView, areas_of, facets
from events.viewsets import EventSeriesViewSet, EventViewSet, MetricViewSet
from trade.history import CURRENT
from trade.models import Source
from trade.pages.frame import DataTwinMixin, PageMixin, Text
from trade.pages.lists import Facet, ListPageMixin, paginate
from trade.record_charts.frames import Frame
from trade.record_charts.pages import ChartMixin

METRICS_ON_A_PAGE = 100
EDITIONS_BESIDE = 10
HEADLINE_METRICS = 4
OPENING = (
    Metric.Measure.DEALS,
    Metric.Measure.COUNTRIES,
    Metric.Measure.EXHIBITORS,
    Metric.Measure.AGREEMENTS,
    Metric.Measure.VISITORS,
    Metric.Measure.COUNTRIES_AND_REGIONS,
    Metric.Measure.EXHIBITION_AREA,
)
SORTS = {"date": ("starts", "edition"), "edition": ("edition",)}


class EventListView(ListPageMixin, DataTwinMixin, PageMixin, TemplateView):
    template_name = "events/list.html"
    title = gettext_lazy("Events")
    description = gettext_lazy("Fairs, forums and visits: when and where they took place, and what was counted there.")
    filterset_class = EventFilters
    sorts = SORTS
    default_sort = "-date"
    twin_viewset = EventViewSet
    twin_action = "list"

    def get_rows(self) -> QuerySet:
        return events_in_full()

    def get_ways_out(self) -> list[tuple[Text, str]]:
        return [*super().get_ways_out(), (_("Register of agreements"), reverse("events:agreement_list"))]

    def present(self, rows: Sequence[Event]) -> Sequence[Event]:
        for event in rows:
            event.publishers = publishers_of_event(event)
        return rows

    def get_facets(self) -> dict[str, list[Facet]]:
        return {
            "series": facets(self, "series", "series__slug", series_of),
            "status": facets(self, "status", "latest_status", EventStatus.Status.choices),
            "area": facets(self, "area", "area", areas_of),
            "year": [Facet(year, year) for year in years_of(EventStatus.objects.public(), "starts")],
        }


def series_of(slugs: Iterable[str]) -> list[tuple[str, str]]:
    """(slug, name) of those series that readers may see."""
    return [(row.slug, row.name) for row in EventSeries.objects.public().filter(slug__in=slugs).order_by("slug")]


def years_of(statuses: QuerySet, date: str) -> list[str]:
    """The years that occur in a partial date, newest first."""
    years = statuses.exclude(**{date: ""}).annotate(year=Substr(date, 1, 4)).order_by("-year")
    return list(years.values_list("year", flat=True).distinct())


class Missing(NamedTuple):
    """Editions between which no record stands: numbers *first* to *last*."""

    first: int
    last: int


class EventView(ChartMixin, RecordView):
    """One event: what became of it, its figures with every recorded value, who took part, what was signed."""

    template_name = "events/event.html"
    twin_viewset = EventViewSet
    table_viewset = MetricViewSet

    def get_record(self) -> QuerySet:
        return events_in_full()

    def get_description(self) -> str:
        return _("%(event)s: dates, place, figures with their sources, participants and agreements.") % {
            "event": self.record.name
        }

    def get_breadcrumbs(self):
        return [(_("Events"), reverse("events:list")), (short_name(self.record), None)]

    def get_table(self) -> QuerySet:
        return Metric.objects.shown().filter(event=self.record)

    def get_parts(self) -> list[Model]:
        return [*self.metrics, *self.record.statuses.all()]

    def get_sources(self) -> list[Source]:
        self.record.shown_citations = shown(self.record.citations.all())
        return super().get_sources()

    @cached_property
    def metrics(self) -> list[Metric]:
        return attach_facts(self.page.object_list)

    @cached_property
    def page(self):
        metrics = with_fate(metrics_in_full().filter(event=self.record))
        order = metrics.order_by("part", "measure", "nature", "unit", "-vintage")
        return paginate(self.request, order, METRICS_ON_A_PAGE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        metrics = self.metrics
        editions = self.editions
        return super().get_context_data(**kwargs) | {
            "publishers": publishers_of_event(self.record),
            "status": next(iter(self.record.statuses.all()), None),
            "metrics": metrics,
            "headlines": [] if self.page.has_previous() else headlines(metrics),
            "cited": [self.record, *metrics],
            "page_obj": self.page,
            "participations": participations_in_full().filter(event=self.record),
            "agreements": agreements_in_full().filter(event=self.record),
            "editions": editions[:EDITIONS_BESIDE],
            "more_editions": len(editions) > EDITIONS_BESIDE,
            "missing": missing_editions(editions),
        }

    def get_charts(self) -> list[Frame]:
        """The first figure that this edition shares with others."""
        if not self.editions or self.page.has_previous():
            return []
        own = next((event.figures for event in self.editions if event.pk == self.record.pk), {})
        keys = (key for key in measures_of(self.editions) if key in own)
        table = self.record.series.get_absolute_url()
        frames = (editions_frame(self.record.series, self.editions, key, self.record, table) for key in keys)
        return [frame for frame in frames if frame][:1]

    @cached_property
    def editions(self) -> list[Event]:
        """The numbered editions of the series, newest first, each with its ``deals`` where these are recorded."""
        series = self.record.series
        if series is None or not series.source.is_public:
            return []
        editions = list(events_in_full().filter(series=series, edition__isnull=False).in_order())
        return with_figures(editions)


class EventSeriesView(ChartMixin, RecordView):
    """All editions of a fair, with those that are missing named."""

    template_name = "events/series.html"
    twin_viewset = EventSeriesViewSet
    table_viewset = MetricViewSet

    def get_record(self) -> QuerySet:
        return EventSeries.objects.public().select_related("source")

    def get_description(self) -> str:
        return _("%(series)s: every recorded edition with its dates and figures.") % {"series": self.record.name}

    def get_breadcrumbs(self):
        return [(_("Events"), reverse("events:list")), (self.record.acronym or self.record.name, None)]

    def get_table(self) -> QuerySet:
        return Metric.objects.shown().filter(event__series=self.record)

    def get_parts(self) -> list[Model]:
        return [metric for event in self.events for metric in event.figures.values()]

    @cached_property
    def events(self) -> list[Event]:
        return with_figures(list(events_in_full().filter(series=self.record).in_order()))

    def get_charts(self) -> list[Frame]:
        """The figure that most editions have."""
        frames = (editions_frame(self.record, self.events, key, table="#editions") for key in measures_of(self.events))
        return [frame for frame in frames if frame][:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = self.events
        return super().get_context_data(**kwargs) | {
            "events": events,
            "missing": missing_editions(events),
            "measures": measures_of(events),
        }


def headlines(metrics: Iterable[Metric]) -> list[Metric]:
    """The figures that open the page: current ones, one of each measure, the whole event's before a participant's."""
    current = [metric for metric in metrics if metric.fate == CURRENT and metric.value is not None]
    first: dict[str, Metric] = {}
    for metric in sorted(current, key=lambda metric: metric.participation is not None):
        first.setdefault(metric.measure, metric)
    return [first[measure] for measure in OPENING if measure in first][:HEADLINE_METRICS]


def with_figures(events: list[Event]) -> list[Event]:
    """Sets ``figures`` on each event: its current figures as a whole, by (measure, nature, unit)."""
    found: dict[int, dict[tuple[str, str, str], Metric]] = defaultdict(dict)
    for metric in metrics_in_full().shown().filter(event__in=events, participation=None):
        if metric.value is not None:
            found[metric.event_id][metric.measure, metric.nature, metric.unit] = metric
    for event in events:
        event.figures = found[event.pk]
        event.deals = next((metric for key, metric in event.figures.items() if key[0] == Metric.Measure.DEALS), None)
    return events


def measures_of(events: Iterable[Event]) -> list[tuple[str, str, str]]:
    """The kinds of figures that the editions have, those of most editions first; growth follows from the figures."""
    found: dict[tuple[str, str, str], int] = defaultdict(int)
    for event in events:
        for key in event.figures:
            if key[0] != Metric.Measure.DEALS_GROWTH:
                found[key] += 1
    return sorted(found, key=lambda key: (-found[key], key))[:HEADLINE_METRICS]


def missing_editions(events: Iterable[Event]) -> list[Missing]:
    """The gaps in the numbers of the editions, counted from 1, oldest first."""
    numbers = sorted({event.edition for event in events if event.edition})
    pairs = zip([0, *numbers], numbers, strict=False)
    return [Missing(before + 1, number - 1) for before, number in pairs if number - before > 1]
