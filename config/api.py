"""The one API router. A collection is one line here; its viewset lives in its app's `viewsets.py`."""

from rest_framework.routers import DefaultRouter

from articles import viewsets as articles
from events import viewsets as events
from trade import viewsets as trade
from trade.collections import CollectionViewSet, RootView

Collections = tuple[type[CollectionViewSet], ...]
COLLECTIONS: Collections = (
    articles.ArticleViewSet,
    articles.StoryViewSet,
    articles.ClaimViewSet,
    trade.ObservationViewSet,
    trade.SeriesViewSet,
    trade.AreaViewSet,
    trade.CommodityViewSet,
    trade.SourceViewSet,
    events.EventViewSet,
    events.EventSeriesViewSet,
    events.MetricViewSet,
    events.PersonViewSet,
    events.OrganisationViewSet,
    events.AgreementViewSet,
    events.InitiativeViewSet,
    articles.CorrectionViewSet,
    articles.ChangeViewSet,
)


class Router(DefaultRouter):
    """No `.json` suffixes: a format is asked for with `?format=` or `Accept`."""

    include_format_suffixes = False
    APIRootView = RootView


def build_router(collections: Collections) -> Router:
    """A router with each viewset under its name; URL names are `<name>-list` and `<name>-detail`."""
    router = Router()
    for viewset in collections:
        router.register(viewset.collection, viewset, basename=viewset.collection)
    return router


router = build_router(COLLECTIONS)
