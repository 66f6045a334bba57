"""Atom and JSON feeds: new articles, articles about an area, corrections, and everything that changed.

Each is in one language, ``/feeds/<lang>/…``, and brings what the page of the same name shows. There is no
Last-Modified: a withdrawal makes a feed older, and its ETag says so.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views import View

from articles.log import Line, changes_for_readers, lines_of
from articles.models import ArticleVersion, Correction
from articles.richtext import paragraphs
from articles.uses import url_of
from trade.models import Area
from trade.templatetags.site import site_name
from trade.words.languages import active_tag, tag_of

ITEMS = 30
NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)


class _Stable(SyndicationFeed):
    """A feed without items says the same whenever it is asked."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NOTHING_YET


class AtomFeed(_Stable, Atom1Feed):
    pass


class JsonFeed(_Stable):
    """JSON Feed 1.1."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "description": self.feed["description"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "language": self.feed["language"],
            "items": [_json_item(item) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False, allow_nan=False))


def _json_item(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "content_html": item["description"],
        "date_published": item["pubdate"].isoformat(),
        "date_modified": item["updateddate"].isoformat(),
    }


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news; ``url`` and ``key`` are paths, ``key`` never changes and is met once."""

    title: str
    url: str
    key: str
    summary: str
    published: datetime
    updated: datetime


class FeedView(View):
    """``GET`` alone; a subclass says what the feed is called, which page it belongs to, and what is in it."""

    http_method_names = ("get", "head", "options")
    feed_class: type[SyndicationFeed] = AtomFeed
    title: str | Promise = ""
    page = ""

    def get(self, request: HttpRequest, lang: str, **kwargs: Any) -> HttpResponse:
        with override(lang):
            response = self.answer(**kwargs)
        response.headers["Content-Language"] = tag_of(lang)
        return response

    def answer(self) -> HttpResponse:
        absolute = self.request.build_absolute_uri
        feed = self.feed_class(
            title=f"{self.get_title()} — {site_name()}",
            link=absolute(self.get_page()),
            description=str(self.get_title()),
            language=active_tag(),
            feed_url=absolute(self.request.path),
            feed_guid=absolute(self.request.path),
            author_name=site_name(),
        )
        for item in self.get_items():
            feed.add_item(
                title=item.title,
                link=absolute(item.url),
                unique_id=absolute(item.key),
                description=escape(item.summary),
                pubdate=item.published,
                updateddate=item.updated,
            )
        return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)

    def get_title(self) -> str | Promise:
        return self.title

    def get_page(self) -> str:
        return reverse(self.page)

    def get_items(self) -> Iterable[Item]:
        raise NotImplementedError


class ArticlesFeed(FeedView):
    title = gettext_lazy("Articles")
    page = "articles:list"

    def get_items(self) -> Iterator[Item]:
        versions = self.get_versions().filter(article__language=active_tag())
        for version in versions.select_related("article").newest_first()[:ITEMS]:
            summary = version.deck or next(paragraphs(version.body), "")
            url, published = url_of(version), version.article.publish_at
            yield Item(version.headline, url, url, summary, published, max(published, version.public_from))

    def get_versions(self) -> QuerySet[ArticleVersion]:
        return ArticleVersion.objects.current()


class AreaFeed(ArticlesFeed):
    """Articles about one area; the code in the address is in lower case."""

    def get(self, request: HttpRequest, lang: str, **kwargs: Any) -> HttpResponse:
        area = kwargs["area"]
        if area != area.lower():
            get_object_or_404(Area.objects.stated(), pk=area.upper())
            return HttpResponsePermanentRedirect(reverse("feeds:area", args=(lang, area.lower())))
        return super().get(request, lang, **kwargs)

    def answer(self, area: str) -> HttpResponse:
        self.area = get_object_or_404(Area.objects.stated(), pk=area.upper())
        return super().answer()

    def get_title(self) -> str:
        return _("Articles: %(area)s") % {"area": self.area.name}

    def get_page(self) -> str:
        return f"{reverse('articles:list')}?area={self.area.code}"

    def get_versions(self) -> QuerySet[ArticleVersion]:
        return super().get_versions().filter(article__story__areas=self.area)


class CorrectionsFeed(FeedView):
    title = gettext_lazy("Corrections")
    page = "articles:corrections"

    def get_items(self) -> Iterator[Item]:
        ours = Correction.objects.public().filter(version__article__language=active_tag())
        for correction in ours.select_related("version__article").order_by("-made_at", "-pk")[:ITEMS]:
            version = correction.version
            words = {"wrong": correction.wrong, "right": correction.right}
            yield Item(
                title=version.headline,
                url=f"{url_of(version)}#corrections",
                key=version.get_absolute_url(),
                summary=_("It said: %(wrong)s It is right: %(right)s") % words,
                published=correction.made_at,
                updated=correction.made_at,
            )


class ChangesFeed(FeedView):
    title = gettext_lazy("What changed")
    page = "articles:changes"

    def get_items(self) -> Iterator[Item]:
        for line in lines_of(changes_for_readers()[:ITEMS]):
            change = line.change
            title = _("%(record)s: %(kind)s") % {"record": line.label, "kind": change.get_kind_display()}
            key = f"{self.get_page()}#change-{change.pk}"
            yield Item(title, line.url, key, summary_of(line), change.at, change.at)


def summary_of(line: Line) -> str:
    """«$41 млрд → $42 млрд», the reason, and the articles that the change touches."""
    values = " → ".join(filter(None, (line.was_words, line.now_words)))
    touched = "; ".join(entry.headline for entry in line.entries)
    articles = _("Articles with this figure: %(articles)s.") % {"articles": touched} if touched else ""
    return " ".join(part for part in (values and f"{values}.", _sentence(line.reason), articles) if part)


def _sentence(text: str) -> str:
    return f"{text}." if text and text[-1] not in ".!?…。！？" else text
