"""A pair of areas: what each side reports, period by period."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from trade.history import last_changed
from trade.lists import paginate
from trade.models import Commodity, Observation, Series, Source
from trade.pages import PageMixin
from trade.pairs import Pair, find_pair, preference
from trade.periods import Period
from trade.provenance import attach_facts, sources_of
from trade.reuse import ReuseMixin
from trade.tables import Growth, Row, Table, tables_of, year_before
from trade.viewsets import ObservationViewSet

PERIODS_ON_A_PAGE = 60
SERIES_SHOWN = 50
REVISIONS_SHOWN = 5


class Headline(NamedTuple):
    """The newest figure, its growth, and the last full year of the same reporter."""

    observation: Observation
    row: Row
    growth: Growth | None
    full_year: Observation | None


class PairView(ReuseMixin, PageMixin, TemplateView):
    template_name = "trade/pair.html"
    twin_viewset = ObservationViewSet
    twin_action = "list"
    pair: Pair

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = find_pair(kwargs["pair"])
        if found is None:
            raise Http404
        self.pair = found
        if kwargs["pair"] != found.slug:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(found.get_absolute_url() + (f"?{query}" if query else ""))
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        words = (
            _("%(pair)s: turnover")
            if self.headline and self.tables[0].subject.way.is_turnover
            else _("%(pair)s: trade")
        )
        return words % {"pair": self.pair.name}

    def get_description(self) -> str:
        words = _("Trade between %(one)s and %(other)s by period, as each side reports it, with sources and the gap.")
        return words % {"one": self.pair.area.name, "other": self.pair.counterpart.name}

    def get_breadcrumbs(self):
        return [(_("Trade"), reverse("trade:index")), (self.pair.name, None)]

    def get_twin_queryset(self) -> QuerySet:
        return Observation.objects.for_pair(*self.codes)

    @cached_property
    def records(self) -> list[Observation]:
        """The values and growths in the tables of the page."""
        return [record for table in self.tables for row in table.rows for record in row.records]

    def get_sources(self) -> list[Source]:
        return sources_of(self.records)

    def get_revised(self) -> date | None:
        return last_changed(self.records)

    @property
    def codes(self) -> tuple[str, str]:
        return self.pair.area.code, self.pair.counterpart.code

    @cached_property
    def totals(self) -> QuerySet:
        """Current values and growths of all goods, or of all services."""
        series = Series.objects.for_pair(*self.codes).filter(commodity=Commodity.TOTAL)
        return Observation.objects.shown().filter(series__in=series.exclude(measure=Series.Measure.QUANTITY))

    @cached_property
    def periods(self):
        """One page of the periods for which anything is recorded, newest first."""
        spans = self.totals.order_by("-period_end", "period_start").values_list("period_start", "period_end").distinct()
        return paginate(self.request, spans, PERIODS_ON_A_PAGE)

    @cached_property
    def tables(self) -> list[Table]:
        """The tables of these periods; a year earlier is loaded as well, to compare with, but not shown twice."""
        shown = [Period(*span) for span in self.periods.object_list]
        wanted = {*shown, *filter(None, map(year_before, shown))}
        tables = tables_of(row for row in self._observations(wanted) if row.period in wanted)
        if self.periods.has_next():
            for table in tables:
                table.rows = [row for row in table.rows if newest_first(row.period) <= newest_first(shown[-1])]
        if self.periods.has_previous():
            for table in tables:
                table.rows = [row for row in table.rows if newest_first(row.period) >= newest_first(shown[0])]
        return [table for table in tables if table.rows]

    def _observations(self, periods: set[Period]) -> Sequence[Observation]:
        rows = self.totals.filter(
            period_start__in={period.start for period in periods}, period_end__in={period.end for period in periods}
        ).with_provenance()
        return attach_facts(rows.select_related("series__reporter", "series__area", "series__counterpart"))

    @cached_property
    def headline(self) -> Headline | None:
        if self.periods.has_previous() or not self.tables:
            return None
        table = self.tables[0]
        row = next((row for row in table.rows if any(value.value is not None for value in row.observations)), None)
        if row is None:
            return None
        observation = min((value for value in row.observations if value.value is not None), key=preference)
        reporter = observation.series.reporter
        growth = next((growth for growth in row.growths if growth.reporter == reporter), None)
        return Headline(observation, row, growth, full_year_of(observation, table))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "pair": self.pair,
            "headline": self.headline,
            "compared": self._compared(),
            "tables": self.tables,
            "page_obj": self.periods,
            "observations": self.records,
            "other_series": self._other_series(),
            "revisions": self._revisions(),
        }

    def _compared(self) -> Row | None:
        """The newest period for which both sides report, and differ."""
        if self.headline is None:
            return None
        return next((row for row in self.tables[0].rows if row.gap and row.gap.absolute.value), None)

    def _other_series(self) -> QuerySet:
        """Series that stand in no table: single commodities and quantities, or all of them where no table is."""
        untabled = ~Q(commodity=Commodity.TOTAL) | Q(measure=Series.Measure.QUANTITY)
        series = Series.objects.public().for_pair(*self.codes).filter(untabled if self.tables else Q())
        return series.select_related("commodity", "reporter", "area", "counterpart").order_by("key")[:SERIES_SHOWN]

    def _revisions(self) -> list[Observation]:
        """The latest revisions of this pair's records, each with the value ``previous`` to it."""
        rows = Observation.objects.public().for_pair(*self.codes).select_related("series__reporter")
        revised = list(rows.revisions().order_by("-valid_from", "-pk")[:REVISIONS_SHOWN])
        return with_previous(revised, rows)


def newest_first(period: Period) -> tuple:
    return -period.end.toordinal(), period.start


def full_year_of(observation: Observation, table: Table) -> Observation | None:
    """The newest full year that the reporter of *observation* states, if that is another period."""
    values = (value for row in table.rows if row.period.is_full_year for value in row.observations)
    same = (value for value in values if value.series_id == observation.series_id and value.value is not None)
    found = next(same, None)
    return found if found and found.period != observation.period else None


def with_previous(revised: list[Observation], rows: QuerySet) -> list[Observation]:
    """Sets ``previous`` on each of *revised* to the newest vintage before it that readers may see."""
    earlier = rows.filter(
        series__in={row.series_id for row in revised},
        period_start__in={row.period_start for row in revised},
    )
    for row in earlier.order_by("-vintage") if revised else ():
        for later in revised:
            same = (row.series_id, row.period) == (later.series_id, later.period)
            if same and row.vintage < later.vintage and not hasattr(later, "previous"):
                later.previous = row
    return revised
