"""The pairs whose trade is recorded here."""

from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from trade.filters import PairFilters
from trade.lists import Column, Facet, ListPageMixin
from trade.models import Area, Series
from trade.pages import DataTwinMixin, PageMixin, Text, only
from trade.pairs import LatestFigure, latest_figures, pair_codes, sorted_pairs
from trade.viewsets import SeriesViewSet

MOST_SORTED = 500


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

    def get_rows(self) -> QuerySet:
        return pair_codes()

    def get_twin_queryset(self) -> QuerySet:
        """The series of the pairs on the page."""
        form, series = self.filterset.form, Series.objects.all()
        return self.filterset.filter_queryset(series) if form.is_valid() else series

    def get_twin_parameters(self) -> QueryDict:
        """The filter of the page is not that of the API, which tells the two ends of a pair apart."""
        return only(super().get_twin_parameters(), {"format", "cursor", "page_size"})

    def get_kept_parameters(self) -> QueryDict:
        return only(self.parameters, {"area"})

    @cached_property
    def can_sort(self) -> bool:
        """Whether the pairs are few enough to look through all of them; else they stand by their codes."""
        return self.filtered_rows().count() <= MOST_SORTED

    def sorted_rows(self, rows: QuerySet) -> QuerySet | list[tuple[str, str]]:
        return sorted_pairs(rows, self.sort) if self.can_sort else rows

    def get_columns(self) -> dict[str, Column]:
        return super().get_columns() if self.can_sort else {}

    def present(self, rows: Any) -> list[LatestFigure]:
        return latest_figures(rows)

    def get_facets(self) -> dict[str, list[Facet]]:
        """Without counts: to count pairs by area would read every series."""
        codes = {code for pair in pair_codes() for code in pair}
        areas = sorted(Area.objects.filter(pk__in=codes), key=lambda area: area.name)
        return {"area": [Facet(area.code, area.name) for area in areas]}

    def get_ways_out(self) -> list[tuple[Text, str]]:
        return [*super().get_ways_out(), (_("Events"), reverse("events:list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        pairs = context["page_obj"].paginator.count
        return context | {"summary": ngettext("%(count)d pair", "%(count)d pairs", pairs) % {"count": pairs}}
