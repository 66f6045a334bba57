"""What search engines may find: every public article, topic and page here, and what the floors below list."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.models import ArticleVersion, Topic
from articles.uses import url_of
from events.sitemaps import SITEMAPS as EVENTS
from trade.sitemaps import SITEMAPS as TRADE
from trade.words.languages import tag_of

PAGES = ("home", "list", "corrections", "changes", "method", "data", "accessibility", "about")


class PageSitemap(Sitemap):
    """Pages that exist in every language."""

    i18n = alternates = True

    def items(self) -> tuple[str, ...]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(f"articles:{item}")


class TopicSitemap(Sitemap):
    i18n = alternates = True

    def items(self) -> QuerySet[Topic]:
        return Topic.objects.public().order_by("slug")


class ArticleSitemap(Sitemap):
    """Each article at its address in its own language; the pages themselves name their translations."""

    def items(self) -> QuerySet[ArticleVersion]:
        versions = ArticleVersion.objects.current().select_related("article").defer("body")
        return versions.order_by("-article__publish_at", "-article_id")

    def location(self, item: ArticleVersion) -> str:
        return url_of(item)

    def lastmod(self, item: ArticleVersion) -> datetime:
        return item.public_from


SITEMAPS: dict[str, type[Sitemap]] = {
    "pages": PageSitemap,
    "topics": TopicSitemap,
    "articles": ArticleSitemap,
    **TRADE,
    **EVENTS,
}


@csrf_exempt
@require_safe
def index_view(request: HttpRequest) -> HttpResponse:
    """``/sitemap.xml`` names one file for each kind of page."""
    return _undated(index(request, SITEMAPS, sitemap_url_name="sitemap_section"))


@csrf_exempt
@require_safe
def section_view(request: HttpRequest, section: str) -> HttpResponse:
    """One file, with language tags as they are written everywhere else (zh-Hans)."""
    response = sitemap(request, SITEMAPS, section=section)
    for url in response.context_data["urlset"]:
        for alternate in url["alternates"]:
            alternate["lang_code"] = tag_of(alternate["lang_code"])
    return _undated(response)


def _undated(response: HttpResponse) -> HttpResponse:
    # A withdrawal makes the newest date older: a conditional request by date would miss it, the ETag does not.
    response.headers.pop("Last-Modified", None)
    return response
