"""What is recorded of a pair of areas, for its page and for its picture."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from trade.labels import commodity_label
from trade.models import Commodity, Observation, Series
from trade.pages.choices import PairPageFilters, keys_of, of_way
from trade.pages.frequencies import Every, kinds_of
from trade.pages.lists import paginate
from trade.pages.past import PastMixin
from trade.pairs.latest import Pair, find_pair, preference
from trade.pairs.tables import Growth, Row, Table, tables_of, year_before
from trade.periods import Period
from trade.provenance import attach_facts
from trade.totals.remainders import with_first_months

PERIODS_ON_A_PAGE = 60
PERIODS_AT_ONCE = 24  # of more than that the page begins with years and what belongs to them


class Headline(NamedTuple):
    """The newest figure, the table that it stands in, its growth, and the last full year of the same reporter."""

    observation: Observation
    table: Table
    row: Row
    growth: Growth | None
    full_year: Observation | None


class PairRecords(PastMixin):
    """The pair that the address names, in the alphabetical order of the codes, and its newest figures.

    Readers choose the commodity, the flow, how long the periods are, and the moment at which it was shown.
    """

    request: HttpRequest
    pair: Pair
    filterset_class = PairPageFilters

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
        if self.commodity.key != Commodity.TOTAL:
            words = _("%(pair)s: %(commodity)s")
        elif self.headline and self.tables[0].subject.way.is_turnover:
            words = _("%(pair)s: turnover")
        else:
            words = _("%(pair)s: trade")
        return words % {"pair": self.pair.name, "commodity": commodity_label(self.commodity)}

    @property
    def codes(self) -> tuple[str, str]:
        return self.pair.area.code, self.pair.counterpart.code

    @cached_property
    def commodity(self) -> Commodity:
        """The one chosen; all goods, or all services, where none is."""
        return self.choice.get("commodity") or Commodity(key=Commodity.TOTAL, scheme=Commodity.Scheme.TOTAL)

    @cached_property
    def totals(self) -> QuerySet:
        """Values and growths of the commodity, of the flow that was chosen."""
        series = Series.objects.for_pair(*self.codes).filter(commodity=self.commodity.key)
        series = of_way(series.exclude(measure=Series.Measure.QUANTITY), self.choice.get("way", ""), *self.codes)
        return self.shown().filter(series__in=keys_of(series))

    @cached_property
    def spans(self) -> list[Period]:
        """All periods for which anything of that is recorded, newest first."""
        spans = self.totals.order_by("-period_end", "period_start").values_list("period_start", "period_end").distinct()
        return [Period(*span) for span in spans]

    @cached_property
    def kinds(self) -> Counter[str]:
        """How many periods there are of each kind (see ``Every``)."""
        return Counter(kind for span in self.spans for kind in kinds_of(span))

    @cached_property
    def every(self) -> str:
        """The kind of periods that is shown; empty where years and what belongs to them are, for there are too many."""
        return self.choice.get("every") or ("" if self.has_overview else Every.ALL.value)

    @cached_property
    def has_overview(self) -> bool:
        return len(self.spans) > PERIODS_AT_ONCE and bool(self.kinds[Every.YEARS])

    @property
    def _wanted_kinds(self) -> set[str]:
        return {self.every} if self.every else {Every.YEARS.value, Every.CUMULATIVE.value}

    @cached_property
    def periods(self):
        """One page of these periods."""
        kinds = self._wanted_kinds
        spans = self.spans if self.every == Every.ALL else [span for span in self.spans if kinds_of(span) & kinds]
        return paginate(self.request, spans, PERIODS_ON_A_PAGE)

    @cached_property
    def tables(self) -> list[Table]:
        """The tables of these periods; a year earlier is loaded as well, to compare with, but not shown twice."""
        shown = list(self.periods.object_list)
        wanted = {*shown, *filter(None, map(year_before, shown)), *with_first_months(self._last_quarters(shown))}
        tables = tables_of(row for row in self._observations(wanted) if row.period in wanted)
        if self.every != Every.ALL:
            # Periods of other lengths may have been loaded to compute with.
            for table in tables:
                table.rows = [row for row in table.rows if self._is_wanted(row)]
        if self.periods.has_next():
            for table in tables:
                table.rows = [row for row in table.rows if newest_first(row.period) <= newest_first(shown[-1])]
        if self.periods.has_previous():
            for table in tables:
                table.rows = [row for row in table.rows if newest_first(row.period) >= newest_first(shown[0])]
        return [table for table in tables if table.rows]

    def _is_wanted(self, row: Row) -> bool:
        return bool(kinds_of(row.period) & self._wanted_kinds) or (not self.every and row.has_rest)

    def _last_quarters(self, shown: list[Period]) -> list[Period]:
        """Those of the years on the page, whose values may follow from the year and its first nine months."""
        years = {period.start.year for period in shown} if self.every == Every.QUARTERS else ()
        return [Period.quarter(year, 4) for year in years]

    def _observations(self, periods: set[Period]) -> Sequence[Observation]:
        rows = self.totals.filter(
            period_start__in={period.start for period in periods}, period_end__in={period.end for period in periods}
        ).with_provenance()
        rows = rows.select_related("series__reporter", "series__area", "series__counterpart")
        return attach_facts(rows, as_of=self.as_of)

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
        return Headline(observation, table, row, growth, full_year_of(observation, table))


def newest_first(period: Period) -> tuple:
    return -period.end.toordinal(), period.start


def full_year_of(observation: Observation, table: Table) -> Observation | None:
    """The newest full year that the reporter of *observation* states, if that is another period."""
    values = (value for row in table.rows if row.period.is_full_year for value in row.observations)
    same = (value for value in values if value.series_id == observation.series_id and value.value is not None)
    found = next(same, None)
    return found if found and found.period != observation.period else None
