"""A pair of areas: what each side reports, period by period."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from trade.computed.links import computed_files
from trade.history import WITHDRAWN, fate_of, last_changed, with_fate
from trade.models import Commodity, Observation, Series, Source
from trade.pages.choices import of_choice
from trade.pages.frame import PageMixin, only
from trade.pages.reuse import ReuseMixin
from trade.pairs.tables import Row, Table
from trade.provenance import sources_of
from trade.record_charts.frames import Frame
from trade.record_charts.pages import ChartMixin
from trade.record_charts.pairs import flows_frame, turnover_frame, way_frame
from trade.views.pair_annual import PairAnnual
from trade.views.pair_switches import PairSwitches
from trade.viewsets import ObservationViewSet

SERIES_SHOWN = 50
REVISIONS_SHOWN = 5
OWN = ("way", "every")  # what the page can be asked for and the API cannot


class PairView(PairSwitches, PairAnnual, ChartMixin, ReuseMixin, PageMixin, TemplateView):
    template_name = "trade/pair.html"
    twin_viewset = ObservationViewSet
    twin_action = "list"

    def get_description(self) -> str:
        words = _("Trade between %(one)s and %(other)s by period, as each side reports it, with sources and the gap.")
        return words % {"one": self.pair.area.name, "other": self.pair.counterpart.name}

    def get_breadcrumbs(self):
        top = (_("Trade"), reverse("trade:index"))
        if self.commodity.key == Commodity.TOTAL:
            return [top, (self.pair.name, None)]
        return [top, (self.pair.name, self.request.path), (self.commodity.key, None)]

    def get_twin_queryset(self) -> QuerySet:
        """The API filters by commodity and moment itself."""
        series = Series.objects.for_pair(*self.codes)
        if not (way := self.choice.get("way")) and not self.choice.get("every"):
            return Observation.objects.filter(series__in=series)
        return of_choice(Observation.objects.all(), series, way or "", self.choice.get("every") or "", self.codes)

    def get_twin_errors(self) -> dict[str, list[str]]:
        return {name: list(map(str, errors)) for name, errors in self.filter_errors.items() if name in OWN}

    def get_kept_parameters(self) -> QueryDict:
        """Links to the files keep what the reader chose, in the words of the page."""
        return only(self.parameters, ("commodity", "as_of", *OWN))

    @cached_property
    def records(self) -> list[Observation]:
        """The values and growths in the tables of the page."""
        return [record for table in self.tables for row in table.rows for record in row.records]

    def get_sources(self) -> list[Source]:
        return sources_of(self.records)

    def get_revised(self) -> date | None:
        return last_changed(self.records)

    def get_charts(self) -> list[Frame]:
        """The turnover of the newest periods, and exports against imports; without either what goes one way."""
        if self.periods.has_previous() or not self.tables:
            return []
        table = self.tables[0]
        earlier = earlier_values(table, self.public())
        turnover = table.subject.way.is_turnover and turnover_frame(table, self.pair, earlier, "#table-1")
        frames = [frame for frame in (turnover, flows_frame(self.tables)) if frame]
        if not frames and (way := way_frame(table, earlier, "#table-1")):
            frames = [way]
        if self.commodity.key != Commodity.TOTAL:
            for frame in frames:
                frame.subtitle = f"{self.commodity}. {frame.subtitle}"
        return frames

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "pair": self.pair,
            "headline": self.headline,
            "compared": self._compared(),
            "tables": self.tables,
            "computed_files": self._computed_files() if self.tables else [],
            "card": reverse("trade:pair_card", args=(self.pair.slug,)),
            "page_obj": self.periods,
            # What cites a figure now says nothing of what was shown then.
            "observations": [] if self.as_of else self.records,
            "commodity": None if self.commodity.key == Commodity.TOTAL else self.commodity,
            "commodity_field": next(field for field in self.get_fields() if field.bound.name == "commodity"),
            "commodity_others": self.others_than("commodity", "year"),
            "is_narrowed": any(self.choice.get(name) for name in OWN),
            "all_goods_url": self.with_parameter(commodity="", page=""),
            "switches": self.get_switches(),
            **self.annual,
            "other_series": self._other_series(),
            "revisions": self._revisions(),
        }

    def _computed_files(self) -> list[tuple[str, str]]:
        area, counterpart = self.codes
        commodity = "" if self.commodity.key == Commodity.TOTAL else self.commodity.key
        as_of = self.as_of and self.as_of.isoformat()
        return computed_files(area=area, counterpart=counterpart, commodity=commodity, as_of=as_of)

    def _compared(self) -> Row | None:
        """The newest period for which both sides report, and differ."""
        if self.headline is None:
            return None
        return next((row for row in self.tables[0].rows if row.gap and row.gap.absolute.value), None)

    def _other_series(self) -> QuerySet:
        """Series that stand in no table: single commodities and quantities, or all of them where no table is.

        Of one commodity: the headings below it.
        """
        untabled = ~Q(commodity=Commodity.TOTAL) | Q(measure=Series.Measure.QUANTITY)
        public = self.public().filter(series=OuterRef("pk")).order_by()
        series = Series.objects.filter(Exists(public)).for_pair(*self.codes)
        if self.commodity.key != Commodity.TOTAL:
            below = Q(commodity__key__startswith=self.commodity.key) & ~Q(commodity=self.commodity.key)
            series = series.filter(below | Q(commodity=self.commodity.key, measure=Series.Measure.QUANTITY))
        elif self.tables:
            series = series.filter(untabled)
        return series.select_related("commodity", "reporter", "area", "counterpart").order_by("key")[:SERIES_SHOWN]

    def _revisions(self) -> list[Observation]:
        """The latest revisions of this pair's records, each with the value ``previous`` to it."""
        series = Series.objects.for_pair(*self.codes)
        if self.commodity.key != Commodity.TOTAL:
            series = series.filter(commodity=self.commodity.key)
        rows = self.public().filter(series__in=series).select_related("series")
        named = rows.select_related(*(f"series__{name}" for name in ("reporter", "area", "counterpart", "commodity")))
        newest = with_fate(named.revisions(), self.as_of).order_by("-valid_from", "-pk")
        revised = list(newest[:REVISIONS_SHOWN])
        for row in revised:
            row.is_withdrawn = fate_of(row, self.as_of) == WITHDRAWN and not row.is_superseded
        return with_previous(revised, rows)


def earlier_values(table: Table, public: QuerySet) -> dict[int, tuple[Decimal, ...]]:
    """The older values among the *public* ones of those in *table* that were revised, by primary key of the newest."""
    revised = {
        (value.series_id, value.period_start, value.period_end): value
        for row in table.rows
        for value in row.observations
        if value.facts.is_revised
    }
    if not revised:
        return {}
    keys = list(revised)
    rows = public.filter(
        series__in={key[0] for key in keys},
        period_start__in={key[1] for key in keys},
        period_end__in={key[2] for key in keys},
        value__isnull=False,
    )
    found: dict[int, tuple[Decimal, ...]] = {}
    for old in rows.order_by("vintage"):
        now = revised.get((old.series_id, old.period_start, old.period_end))
        if now and old.vintage < now.vintage and old.value != now.value:
            found[now.pk] = (*found.get(now.pk, ()), old.value)
    return found


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
