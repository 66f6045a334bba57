"""What the pages of one text share: finding it, and answering where it moved or is gone."""

from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.cards import own_source
from articles.models import Article, ArticleRedirect, ArticleVersion
from trade.pages.frame import Alternate, PageMixin, homes, in_language
from trade.words.languages import active_tag

RELATED = ("article__story", "article__source", "article__translation_of__source")


class TextPage(PageMixin):
    """A page at the address of an article, or below it.

    What is not public answers like an address that never was; what was public and is withdrawn says why (410); a
    slug that an article had before leads to the one it has now (301).
    """

    section = "articles"
    current: ArticleVersion

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = versions_now().filter(article__slug=kwargs["slug"]).first()
        if found is None:
            return self.answer_elsewhere()
        self.current = found
        self.find()
        return super().get(request, *args, **kwargs)

    def find(self) -> None:
        """Loads what the address names besides the article; Http404 where there is no such thing."""

    def numbers(self) -> set[int]:
        """The numbers of the versions that the address names."""
        return set()

    def answer_elsewhere(self) -> HttpResponseBase:
        here = {"language": active_tag(), "slug": self.kwargs["slug"]}
        moved = ArticleRedirect.objects.filter(**here).select_related("article").first()
        if moved and Article.objects.public().filter(pk=moved.article_id).exists():
            return self.redirect(moved.article.slug)
        article = Article.objects.gone().filter(**{"pk": moved.article_id} if moved else here).first()
        if article is None or not was_public(article, self.numbers()):
            raise Http404
        return gone(self.request, article)

    def redirect(self, slug: str) -> HttpResponseBase:
        url = reverse(self.request.resolver_match.view_name, kwargs=self.kwargs | {"slug": slug})
        query = self.request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)

    def get_canonical(self) -> str:
        return reverse("articles:article", args=(self.current.article.slug,))

    def get_alternates(self) -> list[Alternate]:
        """The article in the languages that it is public in; elsewhere the language's home."""
        story = self.current.article.story_id
        slugs = dict(Article.objects.public().filter(story=story).values_list("language", "slug"))
        return [
            Alternate(home.tag, home.name, in_language(home.tag, "articles:article", slugs[home.tag]), True)
            if home.tag in slugs
            else home
            for home in homes()
        ]


def versions_now():
    """The current public versions in the language of the page, with what every page of a text needs."""
    versions = ArticleVersion.objects.current().filter(article__language=active_tag())
    return versions.select_related(*RELATED)


def was_public(article: Article, numbers: set[int]) -> bool:
    """Readers could see every version of the withdrawn *article* that is named (the article itself without any)."""
    if not numbers:
        return True
    return article.versions.filter(number__in=numbers, public_from__lte=timezone.now()).count() == len(numbers)


def gone(request: HttpRequest, article: Article) -> HttpResponse:
    """410 with the reason for the withdrawal, as a page or, for a data twin, as a problem."""
    reason = article.withdrawn_reason
    if request.GET.get("format", "html") == "html":
        return TemplateResponse(request, "410.html", {"reason": reason}, status=410)
    body = {"type": "about:blank", "title": "Gone", "status": 410, "detail": reason, "errors": {}}
    return JsonResponse(
        body, status=410, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )


def is_undated(version: ArticleVersion) -> bool:
    """The original text bears no date, so readers are told when it was added to this site instead."""
    source = own_source(version.article)
    return source is not None and not source.published
