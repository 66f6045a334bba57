"""Every URL of the site: pages below a language, the API, the admin, and what machines look for."""

from csp.decorators import csp_update
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from articles import sitemaps
from articles.checking.api import CheckView
from articles.urls import feed_patterns
from articles.views.pages import dump_file
from config import health, views
from config.api import router
from trade.computed.api import ComputedViewSet
from trade.urls import sdmx_patterns
from trade.viewsets import ObservationExport

handler400 = "config.problems.bad_request"
handler403 = "config.problems.permission_denied"
handler404 = "config.problems.page_not_found"
handler500 = "config.problems.server_error"

# Swagger's own stylesheet draws its arrows with data: images; nowhere else are they allowed.
api_docs = csp_update({"img-src": "data:"})(SpectacularSwaggerSplitView.as_view(template_name="api_docs.html"))

export = ObservationExport.as_view({"get": "export"})
computed = ComputedViewSet.as_view({"get": "list"})

urlpatterns = [
    path("", views.root, name="root"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/", RedirectView.as_view(pattern_name="api-docs"), name="api"),
    path("api/docs/", api_docs, name="api-docs"),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/check/", CheckView.as_view(), name="check"),
    path("api/v1/computed/", computed, name="computed"),
    re_path(r"^api/v1/observations/export\.(?P<form>csv|ndjson|xlsx)$", export, name="observations-export"),
    path("api/v1/", include(router.urls)),
    path("sdmx/2.1/", include(sdmx_patterns)),
    path("dump/<str:name>", dump_file, name="dump-file"),
    path("feeds/", include(feed_patterns)),
    path("sitemap.xml", sitemaps.index_view, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section_view, name="sitemap_section"),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", include("trade.urls")),
        path("", include("events.urls")),
        path("", include("articles.urls")),
    ),
]
