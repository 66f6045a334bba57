"""Lists of articles: all of them, and those on a topic."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from articles.filters import ArticleFilters
from articles.models import Article, ArticleVersion, Story, Topic
from articles.uses import Entry, entries
from articles.viewsets import ArticleViewSet
from trade.models import Area
from trade.pages.frame import DataTwinMixin, PageMixin, Text
from trade.pages.lists import Facet, ListPageMixin, UncountedPaginator, more_words, paginate
from trade.pages.reuse import ReuseMixin
from trade.words.languages import active_tag


class PageFilters(ArticleFilters):
    """The filters of the API that help a reader; the language is that of the page."""

    lang = slug = story = None

    class Meta(ArticleFilters.Meta):
        pass


class ArticleListView(ListPageMixin, DataTwinMixin, PageMixin, TemplateView):
    template_name = "articles/list.html"
    title = gettext_lazy("Articles")
    description = gettext_lazy("Articles in which every figure can be opened: its record, its source and its state.")
    twin_viewset = ArticleViewSet
    twin_action = "list"
    filterset_class = PageFilters
    paginate_by = 20
    is_long = True

    def get_rows(self) -> QuerySet:
        return Article.objects.public().in_language(active_tag()).order_by("-publish_at", "-pk")

    def get_twin_queryset(self) -> QuerySet:
        return Article.objects.in_language(active_tag())

    def present(self, rows: Sequence[Article]) -> list[Entry]:
        return entries_of(rows)

    def get_facets(self) -> dict[str, list[Facet]]:
        """Sections, topics and areas that public articles in this language have, with their counts.

        Where the articles are too many to count it is looked up which there are.
        """
        return {
            "section": self._facets("section", "story__section", self._sections),
            "topic": self._facets("topic", "story__topics", self._topics),
            "area": self._facets("area", "story__areas", self._areas),
        }

    def _facets(self, name: str, path: str, named: Callable[[Collection | None], list[tuple[str, Text, Any]]]):
        counts = self.counts_of(name, path)
        if counts is None:
            return [Facet(value, label) for value, label, _key in named(None)]
        return [Facet(value, label, counts[key]) for value, label, key in named(counts)]

    def _sections(self, there: Collection | None) -> list[tuple[str, Text, Any]]:
        """(value, words, key) of those that are *there*; of all that have an article where that is not known."""
        rows = self.filtered_rows(without="section")
        has = (lambda value: rows.filter(story__section=value).exists()) if there is None else there.__contains__
        return [(each.value, each.label, each.value) for each in Story.Section if has(each.value)]

    def _topics(self, there: Collection | None) -> list[tuple[str, Text, Any]]:
        topics = by_name(self._records(Topic, "topic", "topics", there))
        return [(topic.slug, topic.name, topic.pk) for topic in topics]

    def _areas(self, there: Collection | None) -> list[tuple[str, Text, Any]]:
        return [(area.code, area.name, area.pk) for area in by_name(self._records(Area, "area", "areas", there))]

    def _records(self, model: type[Model], name: str, relation: str, there: Collection | None) -> QuerySet:
        if there is not None:
            return model.objects.filter(pk__in=list(there))
        rows = self.filtered_rows(without=name).order_by()
        return model.objects.filter(Exists(rows.filter(**{f"story__{relation}": OuterRef("pk")})))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        total = self.counted
        if total is None:
            return context | {"summary": more_words()}
        return context | {"summary": ngettext("%(count)d article", "%(count)d articles", total) % {"count": total}}

    def get_ways_out(self) -> list[tuple[Text, str]]:
        return [*super().get_ways_out(), (_("Trade"), reverse("trade:index"))]


class TopicView(ReuseMixin, PageMixin, TemplateView):
    """Stories on one topic, in the language of the page where they are translated."""

    template_name = "articles/topic.html"
    twin_viewset = ArticleViewSet
    twin_action = "list"

    def get(self, request, *args: Any, **kwargs: Any):
        self.topic = get_object_or_404(Topic, slug=kwargs["slug"])
        # A topic without a public article is no page.
        if not self.articles.exists():
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        return _("Topic: %(topic)s") % {"topic": self.topic.name}

    def get_breadcrumbs(self):
        return [(_("Articles"), reverse("articles:list")), (self.topic.name, None)]

    def get_description(self) -> str:
        return _("Articles on the topic «%(topic)s», with every figure tied to a record.") % {"topic": self.topic.name}

    def get_twin_queryset(self) -> QuerySet:
        return Article.objects.filter(story__topics=self.topic)

    @property
    def articles(self) -> QuerySet[Article]:
        return Article.objects.public().filter(story__topics=self.topic)

    def get_revised(self) -> date | None:
        versions = ArticleVersion.objects.current().filter(article__story__topics=self.topic)
        latest = versions.order_by("-public_from").values_list("public_from", flat=True).first()
        return localdate(latest) if latest else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A story stands where its newest article does. Stories are not counted: a page costs what it shows."""
        newer = (
            Article.objects.public()
            .filter(story=OuterRef("story"))
            .filter(
                Q(publish_at__gt=OuterRef("publish_at")) | Q(publish_at=OuterRef("publish_at"), pk__gt=OuterRef("pk"))
            )
        )
        stories = self.articles.filter(~Exists(newer)).newest_first().values_list("story", flat=True)
        page = paginate(self.request, stories, ArticleListView.paginate_by, paginator_class=UncountedPaginator)
        shown = list(page.object_list)
        page.object_list = entries(ArticleVersion.objects.current().filter(article__story__in=shown))
        return super().get_context_data(**kwargs) | {"topic": self.topic, "page_obj": page}


def by_name(records: Iterable) -> list:
    return sorted(records, key=lambda record: record.name)


def entries_of(articles: Sequence[Article]) -> list[Entry]:
    """The current versions of public *articles*, in the order given."""
    versions = ArticleVersion.objects.current().filter(article__in=articles).select_related("article__story")
    by_article = {version.article_id: Entry(version) for version in versions}
    return [by_article[article.pk] for article in articles if article.pk in by_article]
