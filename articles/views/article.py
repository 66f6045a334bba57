"""An article as readers see it now, and each of the versions that they could see before."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from articles import jsonld
from articles.cards import Figure, count_words, figures_of, own_source
from articles.marked_text import with_cards
from articles.models import ArticleVersion, Claim, Correction, Statement
from articles.related import Related, related_to
from articles.renderings import is_noting, kept_or_made, note
from articles.richtext import script_data
from articles.services import judge_due
from articles.uses import summary_of, url_of
from articles.views.texts import TextPage, is_undated
from articles.viewsets import ArticleViewSet, ClaimViewSet
from events.details import people_in_full, roles_in_full
from events.models import Person
from trade.pages.citations import Reference
from trade.pages.frame import DataTwinMixin
from trade.templatetags.site import site_name


class VersionPage(TextPage, DataTwinMixin, TemplateView):
    """What the page of the article and those of its versions share; ``self.version`` is the one that is shown."""

    template_name = "articles/article.html"
    twin_viewset = ArticleViewSet
    version: ArticleVersion

    def get_title(self) -> str:
        return self.version.headline

    def get_description(self) -> str:
        return summary_of(self.version)

    def get_breadcrumbs(self):
        return [(_("Articles"), reverse("articles:list")), (self.version.headline, None)]

    @cached_property
    def figures(self) -> list[Figure]:
        return figures_of(self.version)

    @cached_property
    def corrections(self) -> list[Correction]:
        """Those of all versions that are out, newest first, each with the number of the version it mends."""
        rows = Correction.objects.public().filter(version__article=self.version.article)
        return list(rows.select_related("version"))

    @cached_property
    def statements(self) -> list[Statement]:
        return statements_of(self.version.article.story_id)

    @cached_property
    def related(self) -> list[Related]:
        return related_to(self.version.article.story, self.figures, self.statements)

    @property
    def reference(self) -> Reference:
        version = self.version
        return Reference(
            title=version.headline,
            author=version.byline,
            site=site_name(),
            version=version.number,
            day=localdate(version.public_from),
            url=self.request.build_absolute_uri(self.get_own_url()),
            language=version.article.language,
        )

    def get_own_url(self) -> str:
        return url_of(self.version)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version, article = self.version, self.version.article
        return super().get_context_data(**kwargs) | {
            "version": version,
            "article": article,
            "is_current": version.pk == self.current.pk,
            "current": self.current,
            "original": self.original,
            "original_url": url_of(self.original) if self.original else "",
            "source": own_source(article),
            "is_undated": is_undated(version),
            "kicker": self.get_kicker(),
            "topics": self.topics,
            "text": with_cards(version.body, self.figures),
            "figures": self.figures,
            "count_words": count_words(self.figures),
            "corrections": self.corrections,
            "leading_corrections": [c for c in self.corrections if c.changes_meaning],
            "statements": self.statements,
            "related": self.related,
            "versions": self.versions,
            "reference": self.reference,
        }

    @cached_property
    def original(self) -> ArticleVersion | None:
        """The text that this one translates, while readers can see it."""
        original = self.version.article.translation_of_id
        return original and ArticleVersion.objects.current().filter(article=original).select_related("article").first()

    @cached_property
    def versions(self) -> list[ArticleVersion]:
        """All that readers could ever see, newest first; the newest is the current one."""
        rows = ArticleVersion.objects.public().filter(article=self.version.article).order_by("-number")
        return list(rows.defer("body"))

    @cached_property
    def topics(self) -> list[tuple[str, str]]:
        """(name, address) of what the story is about in general: its section, then its topics.

        The topic that a section is named after stands for it.
        """
        story = self.version.article.story
        found = {topic.slug: (capfirst(topic.name), topic.get_absolute_url()) for topic in story.topics.all()}
        section = (story.get_section_display(), f"{reverse('articles:list')}?section={story.section}")
        return [found.pop(story.section, section), *found.values()]

    def get_kicker(self) -> list[tuple[str, str]]:
        """Section, then the pair of areas that the story is about."""
        return [*self.topics[:1], *((item.label, item.url) for item in self.related if item.is_pair)][:2]

    # -- data twins ----------------------------------------------------------------------------------------------

    def get_twin(self) -> HttpResponseBase:
        """JSON is the article with its claims; CSV and XLSX its claims, one in a row."""
        if self.request.GET["format"] != "json":
            self.twin_viewset, self.twin_action = ClaimViewSet, "list"
        return super().get_twin()

    def get_twin_queryset(self) -> QuerySet | None:
        if self.twin_action != "list":
            return None
        return Claim.objects.filter(version=self.version)

    def get_twin_kwargs(self) -> dict[str, Any]:
        return {} if self.twin_action == "list" else {"pk": self.version.article_id}


class ArticleView(VersionPage):
    """The current version at the article's own address."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        make = super().get
        return kept_or_made(request, lambda: make(request, *args, **kwargs), judge_due)

    def find(self) -> None:
        self.version = self.current
        if is_noting():
            # Those that nobody has judged yet are not loaded.
            note(Claim, self.version.claims.values_list("pk", flat=True))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "json_ld": script_data(jsonld.write(self.describe())),
            "card": reverse("articles:card", args=(self.current.article.slug,)),
        }

    def describe(self) -> dict[str, Any]:
        version, article = self.version, self.version.article
        absolute = self.request.build_absolute_uri
        source = own_source(article)
        return jsonld.describe(
            jsonld.NewsArticle(
                url=absolute(url_of(version)),
                headline=version.headline,
                language=article.language,
                published=article.publish_at,
                modified=version.public_from,
                version=version.number,
                publisher=site_name(),
                publisher_url=absolute(reverse("articles:home")),
                description=summary_of(version),
                author=version.byline,
                licence=version.licence,
                corrections_url=absolute(f"{url_of(version)}#corrections") if self.corrections else "",
                translation_of=absolute(url_of(self.original)) if self.original else "",
                based_on=(source.url,) if source and source.url else (),
                about=tuple(related.label for related in self.related),
                citations=tuple(absolute(figure.record_url) for figure in self.figures if figure.record_url),
            )
        )


class VersionView(VersionPage):
    """One version at an address of its own, which stays when the article is corrected."""

    twin_viewset = None

    def numbers(self) -> set[int]:
        return {self.kwargs["number"]}

    def find(self) -> None:
        self.version = version_of(self.current, self.kwargs["number"])

    @property
    def robots(self) -> str:
        return "" if self.version.pk == self.current.pk else "noindex"

    def get_title(self) -> str:
        return _("%(headline)s (version %(number)s)") % {
            "headline": self.version.headline,
            "number": self.version.number,
        }

    def get_own_url(self) -> str:
        return self.version.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        numbers = self.version.number, self.current.number
        comparison = reverse("articles:diff", args=(self.current.article.slug, *numbers)) if len({*numbers}) > 1 else ""
        return super().get_context_data(**kwargs) | {"comparison": comparison}

    def get_breadcrumbs(self):
        return [
            (_("Articles"), reverse("articles:list")),
            (self.current.headline, url_of(self.current)),
            (_("Version %(number)s") % {"number": self.version.number}, None),
        ]


def version_of(current: ArticleVersion, number: int) -> ArticleVersion:
    """The version *number* of the same article if readers could ever see it, else Http404."""
    if current.number == number:
        return current
    found = ArticleVersion.objects.public().filter(article=current.article_id, number=number).first()
    if found is None:
        raise Http404
    found.article = current.article
    return found


def statements_of(story: int) -> list[Statement]:
    """Who says what in a story, each with the role held then, its sources, and what other sources say of the person."""
    if is_noting():
        # Whoever is not public now is not loaded, and may be tomorrow.
        note(Person, Statement.objects.filter(story=story).values_list("person", flat=True))
    said = Statement.objects.filter(story=story, person__in=Person.objects.public())
    related = Prefetch("person", people_in_full()), Prefetch("role", roles_in_full())
    return list(said.prefetch_related(*related).order_by("position"))
