"""The one API router. A collection is one line here; its viewset lives in its app's `viewsets.py`."""

from rest_framework.routers import DefaultRouter
from rest_framework.viewsets import GenericViewSet

Collections = tuple[tuple[str, type[GenericViewSet]], ...]
COLLECTIONS: Collections = ()


class Router(DefaultRouter):
    """No `.json` suffixes: a format is asked for with `?format=` or `Accept`."""

    include_format_suffixes = False


def build_router(collections: Collections) -> Router:
    """A router with each viewset under its prefix; URL names are `<prefix>-list` and `<prefix>-detail`."""
    router = Router()
    for prefix, viewset in collections:
        router.register(prefix, viewset, basename=prefix)
    return router


router = build_router(COLLECTIONS)
