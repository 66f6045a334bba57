"""A series: every value recorded for every period, with its sources and its history."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from trade.computed.links import computed_files
from trade.headings import commodity_path
from trade.history import CURRENT, fate_of, last_changed, with_fate
from trade.labels import series_label
from trade.models import Observation, Series, Source
from trade.pages.choices import SeriesPageFilters
from trade.pages.frame import PageMixin
from trade.pages.lists import paginate
from trade.pages.past import PastMixin
from trade.pages.reuse import ReuseMixin
from trade.pairs.latest import Pair
from trade.provenance import attach_facts, sources_of
from trade.quantities import Gap, gap
from trade.record_charts.frames import Frame
from trade.record_charts.pages import ChartMixin
from trade.record_charts.series import series_frame
from trade.viewsets import ObservationViewSet

VALUES_ON_A_PAGE = 100


class SeriesView(PastMixin, ChartMixin, ReuseMixin, PageMixin, TemplateView):
    """Superseded and withdrawn values stay on the page: articles that cite them lead here."""

    filterset_class = SeriesPageFilters
    template_name = "trade/series.html"
    twin_viewset = ObservationViewSet
    twin_action = "list"
    series: Series

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = kwargs["key"].upper()
        found = Series.objects.public().filter(key=key).select_related("commodity", "reporter", "area", "counterpart")
        self.series = found.first()
        if self.series is None:
            raise Http404
        if key != kwargs["key"]:
            return HttpResponsePermanentRedirect(self.series.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        return f"{series_label(self.series)} ({self.series.reporter.name})"

    def get_description(self) -> str:
        words = _("%(series)s. Reporter: %(reporter)s. Every recorded value with its period, sources and revisions.")
        return words % {"series": series_label(self.series), "reporter": self.series.reporter.name}

    def get_breadcrumbs(self):
        pair = Pair.of(self.series)
        return [
            (_("Trade"), reverse("trade:index")),
            (pair.name, pair.get_absolute_url()),
            (self.series.key, None),
        ]

    def get_sources(self) -> list[Source]:
        return sources_of(self.rows)

    def get_revised(self) -> date | None:
        return last_changed(self.rows)

    def get_twin_queryset(self) -> QuerySet:
        return Observation.objects.filter(series=self.series)

    @cached_property
    def page(self):
        """One page of the recorded values, newest period first, each vintage below the one that superseded it."""
        rows = with_fate(self.public().filter(series=self.series), self.as_of).with_provenance()
        rows = rows.with_public_end().select_related("series__reporter")
        return paginate(self.request, rows.order_by("-period_end", "period_start", "-vintage"), VALUES_ON_A_PAGE)

    @cached_property
    def rows(self) -> list[Observation]:
        rows = list(attach_facts(self.page.object_list, as_of=self.as_of))
        for row in rows:
            row.fate = fate_of(row, self.as_of)
        return rows

    def get_charts(self) -> list[Frame]:
        """One of the newest values; older pages have the table alone."""
        frame = None if self.page.has_previous() else series_frame(self.series, self.rows, self.siblings)
        return [frame] if frame else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        siblings = self.siblings
        return super().get_context_data(**kwargs) | {
            "series": self.series,
            "label": series_label(self.series),
            "pair": Pair.of(self.series),
            "rows": self.rows,
            # What cites a figure now says nothing of what was shown then.
            "cited": [] if self.as_of else self.rows,
            "path": commodity_path(self.series.commodity),
            "page_obj": self.page,
            "mirrors": [found for row in self.rows if row.fate == CURRENT for found in compared(row, siblings)],
            "siblings": siblings.values(),
            "computed_files": self._computed_files(),
        }

    def _computed_files(self) -> list[tuple[str, str]]:
        if self.series.measure != Series.Measure.VALUE:
            return []
        return computed_files(series=self.series.key, as_of=self.as_of and self.as_of.isoformat())

    @cached_property
    def siblings(self) -> dict[int, Series]:
        return {series.pk: series for series in self._siblings()}

    def _siblings(self) -> QuerySet:
        """The same thing by other reporters, and other measures of it by this one."""
        own = {name: getattr(self.series, name) for name in ("reporter", "area", "counterpart", "flow", "commodity")}
        related = Q(thing=self.series.thing) | Q(**own, trade_type=self.series.trade_type)
        others = Series.objects.public().filter(related).exclude(pk=self.series.pk)
        return others.select_related("commodity", "reporter", "area", "counterpart").order_by("key")


def compared(row: Observation, siblings: dict[int, Series]) -> Iterator[tuple[Series, Observation, Observation, Gap]]:
    """Another series of the same thing, the row, the value there, and how far that lies from the row's."""
    for mirror in row.facts.mirror:
        other = mirror.observation
        # One that was first reported while the page was made is on the next one.
        if other.series_id in siblings:
            yield siblings[other.series_id], row, other, gap(row.quantity, other.quantity)
