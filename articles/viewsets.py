"""The API's collections of the newsroom: what the public may see of it, as ``public()`` says."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from articles.cards import load_figures
from articles.filters import ArticleFilters, ChangeFilters, ClaimFilters, CorrectionFilters, StoryFilters
from articles.log import lines_of, with_lines
from articles.models import Article, ArticleVersion, Change, Claim, Correction, Statement, Story
from articles.serializers import (
    ArticleSerializer,
    ArticleWithTextSerializer,
    ChangeSerializer,
    ClaimSerializer,
    CorrectionSerializer,
    StorySerializer,
)
from events.models import Agreement, Event, Initiative, Metric, Person
from trade.api.pagination import UncountedPagination
from trade.changes.feed import TABLES, answer_since
from trade.collections import NUMBER, CollectionViewSet
from trade.models import Observation

CITATIONS = ("observation__citations__source", "metric__citations__source", "event__citations__source")


def attach_versions(articles: Iterable[Article]) -> None:
    """Sets ``version``, the current one, on public *articles*, in one query."""
    articles = list(articles)
    current = ArticleVersion.objects.current().filter(article__in=articles)
    found = {version.article_id: version for version in current}
    for article in articles:
        article.version = found[article.pk]


def load_claims(claims: QuerySet) -> list[Claim]:
    """*claims* of versions in the order of their texts, each with its ``figure``: what readers are told of it."""
    loaded = []
    for figure in load_figures(claims):
        figure.claim.figure = figure
        loaded.append(figure.claim)
    prefetch_related_objects(loaded, *CITATIONS)
    mark_current(loaded)
    return loaded


def mark_current(claims: Sequence[Claim]) -> None:
    """Sets ``is_current``: readers are still shown the vintage that the claim is bound to."""
    shown = {}
    for name, model in {"observation": Observation, "metric": Metric}.items():
        bound = {key for claim in claims if (key := getattr(claim, f"{name}_id"))}
        shown[name] = set(model.objects.filter(pk__in=bound).shown().values_list("pk", flat=True)) if bound else set()
    for claim in claims:
        bound = {name: getattr(claim, f"{name}_id") for name in shown}
        claim.is_current = all(key is None or key in shown[name] for name, key in bound.items())


class ArticleViewSet(CollectionViewSet):
    collection = "articles"
    about = _("Articles in their current version. One article comes with its text and its claims.")
    queryset = Article.objects.all()
    serializer_class = ArticleSerializer
    filterset_class = ArticleFilters
    ordering = ("-publish_at", "-pk")
    lookup_value_regex = NUMBER

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("story").prefetch_related("story__topics", "story__areas")

    def get_serializer_class(self) -> Any:
        return ArticleSerializer if self.action == "list" else ArticleWithTextSerializer

    def prepare(self, rows: Sequence[Article]) -> Sequence[Article]:
        attach_versions(rows)
        return rows

    def get_object(self) -> Article:
        article = super().get_object()
        article.current_claims = load_claims(public_claims(Claim.objects.filter(version=article.version)))
        return article


class StoryViewSet(CollectionViewSet):
    collection = "stories"
    about = _("What articles are about: one story has an article for each language.")
    queryset = Story.objects.all()
    serializer_class = StorySerializer
    filterset_class = StoryFilters
    ordering = ("slug",)
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet:
        statements = Statement.objects.filter(person__in=Person.objects.public())
        related = {
            "events": Event.objects.public().order_by("slug"),
            "agreements": Agreement.objects.public().order_by("slug"),
            "initiatives": Initiative.objects.public().order_by("slug"),
            "statements": statements.select_related("person", "role__source").order_by("position"),
            "articles": Article.objects.public().order_by("language"),
        }
        rows = super().get_queryset().prefetch_related("topics", "areas")
        return rows.prefetch_related(*(Prefetch(name, queryset) for name, queryset in related.items()))

    def prepare(self, rows: Sequence[Story]) -> Sequence[Story]:
        attach_versions(article for story in rows for article in story.articles.all())
        return rows


def public_claims(claims: QuerySet) -> QuerySet:
    """Figures that need no record are no claims on anything."""
    return claims.filter(exempt_reason="", verdict__isnull=False)


class ClaimViewSet(CollectionViewSet):
    collection = "claims"
    about = _("Figures in the current versions of articles, with their states and what they rest on.")
    queryset = Claim.objects.all()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilters
    pagination_class = UncountedPagination
    ordering = ("-version_id", "position", "pk")
    lookup_field = "uuid"
    lookup_value_regex = "[0-9a-f-]{36}"

    def get_queryset(self) -> QuerySet:
        return public_claims(super().get_queryset())

    def prepare(self, rows: Sequence[Claim]) -> Sequence[Claim]:
        loaded = {claim.pk: claim for claim in load_claims(Claim.objects.filter(pk__in=[row.pk for row in rows]))}
        return [loaded[row.pk] for row in rows]


class CorrectionViewSet(CollectionViewSet):
    collection = "corrections"
    about = _("What was wrong in an earlier version of an article, and what is right.")
    queryset = Correction.objects.all()
    serializer_class = CorrectionSerializer
    filterset_class = CorrectionFilters
    ordering = ("-made_at", "-pk")
    lookup_value_regex = NUMBER

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("version__article")


class ChangeViewSet(CollectionViewSet):
    collection = "changes"
    about = _("What changed: values revised or withdrawn, and articles corrected.")
    queryset = Change.objects.all()
    serializer_class = ChangeSerializer
    filterset_class = ChangeFilters
    parameters = MappingProxyType(
        {
            "since": _(
                "With it the list is one for programs that keep a copy of the observations: 0 for all of them, then "
                "«next» of each answer. A line puts the value of a series and period, or deletes it."
            ),
            "table": _(
                "With «since»: observations, or sources, which are what the observations name as source. Each table "
                "has places of its own."
            ),
        }
    )
    choices = MappingProxyType({"table": TABLES})
    ordering = ("-at", "-pk")
    lookup_value_regex = NUMBER

    def get_queryset(self) -> QuerySet:
        return with_lines(super().get_queryset())

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The log for readers; with ``since`` what a copy of the observations has to take over."""
        if "since" in request.query_params:
            return answer_since(request)
        if "table" in request.query_params:
            raise ValidationError({"table": [_("A table goes with «since» alone.")]})
        return super().list(request, *args, **kwargs)

    def prepare(self, rows: Sequence[Change]) -> Sequence[Change]:
        for row, line in zip(rows, lines_of(rows), strict=True):
            row.line = line
        return rows

    def get_last_modified(self, row: Change) -> datetime:
        return row.at
