"""Public pages of the ground floor."""

from trade.views.commodity import CommodityListView, CommodityView
from trade.views.index import IndexView
from trade.views.pair import PairView
from trade.views.pair_card import PairCardView
from trade.views.series import SeriesView
from trade.views.source import SourceView

__all__ = (
    "CommodityListView",
    "CommodityView",
    "IndexView",
    "PairCardView",
    "PairView",
    "SeriesView",
    "SourceView",
)
