"""What is recorded of a pair of areas, for its page and for its picture."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from trade.lists import paginate
from trade.models import Commodity, Observation, Series
from trade.pairs import Pair, find_pair, preference
from trade.periods import Period
from trade.provenance import attach_facts
from trade.tables import Growth, Row, Table, tables_of, year_before

PERIODS_ON_A_PAGE = 60


class Headline(NamedTuple):
    """The newest figure, its growth, and the last full year of the same reporter."""

    observation: Observation
    row: Row
    growth: Growth | None
    full_year: Observation | None


class PairRecords:
    """The pair that the address names, in the alphabetical order of the codes, and its newest figures."""

    request: HttpRequest
    pair: Pair

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = find_pair(kwargs["pair"])
        if found is None:
            raise Http404
        self.pair = found
        if kwargs["pair"] != found.slug:
            url = reverse(request.resolver_match.view_name, args=(found.slug,))
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(url + (f"?{query}" if query else ""))
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        words = (
            _("%(pair)s: turnover")
            if self.headline and self.tables[0].subject.way.is_turnover
            else _("%(pair)s: trade")
        )
        return words % {"pair": self.pair.name}

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


def newest_first(period: Period) -> tuple:
    return -period.end.toordinal(), period.start


def full_year_of(observation: Observation, table: Table) -> Observation | None:
    """The newest full year that the reporter of *observation* states, if that is another period."""
    values = (value for row in table.rows if row.period.is_full_year for value in row.observations)
    same = (value for value in values if value.series_id == observation.series_id and value.value is not None)
    found = next(same, None)
    return found if found and found.period != observation.period else None
