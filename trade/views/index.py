"""The pairs whose trade is recorded here."""

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from trade.lists import ListPageMixin
from trade.pages import DataTwinMixin, PageMixin
from trade.pairs import latest_figures, pair_codes
from trade.viewsets import SeriesViewSet


class IndexView(ListPageMixin, DataTwinMixin, PageMixin, TemplateView):
    template_name = "trade/index.html"
    title = _("Trade")
    description = _("Trade figures by pair of countries, each with its period, its reporter and its sources.")
    twin_viewset = SeriesViewSet
    twin_action = "list"

    def get_rows(self):
        return pair_codes()

    def present(self, rows):
        return latest_figures(rows)
