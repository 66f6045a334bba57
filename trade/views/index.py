"""The pairs whose trade is recorded here."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from django.core.paginator import Page
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from trade.filters import PairFilters
from trade.models import Area, Series
from trade.pages.frame import DataTwinMixin, PageMixin, Text, only
from trade.pages.lists import Column, Facet, ListPageMixin, UncountedPaginator, paginate
from trade.pairs.contents import Contents, contents_of
from trade.pairs.latest import LatestFigure, Pair, PairWalk, latest_figures, sorted_pairs
from trade.pairs.partners import partners_of
from trade.viewsets import SeriesViewSet

MOST_SORTED = 250


class IndexView(ListPageMixin, DataTwinMixin, PageMixin, TemplateView):
    template_name = "trade/index.html"
    title = gettext_lazy("Trade")
    description = gettext_lazy(
        "Trade figures by pair of countries, each with its period, its reporter and its sources."
    )
    filterset_class = PairFilters
    # Sorted by sorted_rows: what the columns show is no field.
    sorts = MappingProxyType({"pair": (), "period": (), "value": ()})
    default_sort = "pair"
    twin_viewset = SeriesViewSet
    twin_action = "list"
    others: Sequence[Pair] = ()

    def get_rows(self) -> QuerySet:
        """What the filter is checked against; the pairs themselves are walked, for the table of series is long."""
        return Series.objects.all()

    @cached_property
    def area(self) -> Area | None:
        self.filterset.form.is_valid()
        return self.filterset.form.cleaned_data.get("area")

    @cached_property
    def pairs(self) -> PairWalk:
        return PairWalk(self.area.code if self.area else "")

    @cached_property
    def can_sort(self) -> bool:
        """Whether the pairs are few enough to count and to look through; else they stand by their codes."""
        return len(self.pairs[: MOST_SORTED + 1]) <= MOST_SORTED

    def get_page(self) -> Page:
        """Few pairs are a list like any other; of many nobody reads more than the page."""
        if self.can_sort:
            return paginate(self.request, sorted_pairs(self.pairs[:MOST_SORTED], self.sort), self.paginate_by)
        return paginate(self.request, self.pairs, self.paginate_by, paginator_class=UncountedPaginator)

    def get_columns(self) -> dict[str, Column]:
        return super().get_columns() if self.can_sort else {}

    def get_twin_queryset(self) -> QuerySet:
        """The series of the pairs on the page."""
        form, series = self.filterset.form, Series.objects.all()
        return self.filterset.filter_queryset(series) if form.is_valid() else series

    def get_twin_parameters(self) -> QueryDict:
        """The filter of the page is not that of the API, which tells the two ends of a pair apart."""
        return only(super().get_twin_parameters(), {"format", "cursor", "page_size"})

    def get_kept_parameters(self) -> QueryDict:
        return only(self.parameters, {"area"})

    def present(self, rows: Any) -> list[LatestFigure]:
        """The pairs with a value of all goods; of the others :meth:`get_context_data` says what there is instead."""
        latest = latest_figures(rows)
        self.others = [row.pair for row in latest if row.observation is None]
        return [row for row in latest if row.observation is not None]

    def get_others(self) -> list[tuple[Pair, Contents]]:
        """The pairs of the page of which single goods or other things are recorded, and what."""
        found = contents_of([(pair.area.code, pair.counterpart.code) for pair in self.others])
        return [(pair, found[pair.area.code, pair.counterpart.code]) for pair in self.others]

    def get_facets(self) -> dict[str, list[Facet]]:
        """Without counts: to count pairs by area would read every series."""
        public = Series.objects.public()
        sides = Exists(public.filter(area=OuterRef("pk"))) | Exists(public.filter(counterpart=OuterRef("pk")))
        # Countries first: the world and other groups are no partners like them.
        areas = sorted(Area.objects.filter(sides), key=lambda area: (area.kind == Area.Kind.GROUP, area.name))
        return {"area": [Facet(area.code, area.name) for area in areas]}

    def get_ways_out(self) -> list[tuple[Text, str]]:
        return [*super().get_ways_out(), (_("Events"), reverse("events:list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        page, pairs = context["page_obj"], context["page_obj"].paginator.count
        words = "" if pairs is None else ngettext("%(count)d pair", "%(count)d pairs", pairs) % {"count": pairs}
        partners = partners_of(self.area) if self.area and page.number == 1 else None
        return context | {"summary": words, "partners": partners, "area": self.area, "others": self.get_others()}
