"""Public pages of the ground floor (mounted under the language prefix)."""

from django.urls import path, re_path

from trade import views
from trade.database.snapshots import at_one_moment
from trade.views import sdmx

app_name = "trade"
urlpatterns = [
    path("trade/", at_one_moment(views.IndexView.as_view()), name="index"),
    path("trade/series/<str:key>/", at_one_moment(views.SeriesView.as_view()), name="series"),
    path("trade/commodities/", at_one_moment(views.CommodityListView.as_view()), name="commodities"),
    path("trade/commodities/<str:key>/", at_one_moment(views.CommodityView.as_view()), name="commodity"),
    path("trade/<slug:pair>/", at_one_moment(views.PairView.as_view()), name="pair"),
    path("trade/<slug:pair>/card.png", at_one_moment(views.PairCardView.as_view()), name="pair_card"),
    path("sources/<int:pk>/", at_one_moment(views.SourceView.as_view()), name="source"),
]

_STRUCTURE = r"^(?P<resource>dataflow|datastructure|codelist|conceptscheme)"
_REFERENCE = r"(?:/(?P<agency>[^/]+)(?:/(?P<name>[^/]+)(?:/(?P<version>[^/]+))?)?)?/?$"
# SDMX's own addresses, which end as its clients end them.
sdmx_patterns = (
    [
        re_path(_STRUCTURE + _REFERENCE, sdmx.StructureView.as_view(), name="structure"),
        re_path(
            r"^data/(?P<flow>[^/]+)(?:/(?P<key>[^/]+)(?:/(?P<provider>[^/]+))?)?/?$",
            sdmx.DataView.as_view(),
            name="data",
        ),
    ],
    "sdmx",
)
