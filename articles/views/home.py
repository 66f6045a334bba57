"""The front page: the newest article with its figures, and one click to everything they rest on."""

from typing import Any

from django.utils.functional import cached_property
from django.views.generic import TemplateView

from articles.cards import Figure, count_words, figures_of
from articles.front_page import (
    last_decided,
    latest_agreements,
    latest_events,
    newest,
    notes_of,
    pair_of,
    strip_of,
    table_of,
)
from articles.log import changes_for_readers, lines_of
from articles.marked_text import paragraphs_of, richest_paragraph, with_links
from articles.models import Article, ArticleVersion
from articles.uses import Entry, url_of
from articles.views.texts import RELATED, is_undated
from trade.pages.frame import PageMixin
from trade.record_charts.pairs import turnover_frame
from trade.templatetags.site import site_name
from trade.words.languages import active_tag

FURTHER = 6
CHANGES = 3


class HomeView(PageMixin, TemplateView):
    template_name = "articles/home.html"
    section = ""

    def get_title(self) -> str:
        return site_name()

    def get_breadcrumbs(self):
        return []

    @cached_property
    def newest(self) -> list[ArticleVersion]:
        articles = Article.objects.public().in_language(active_tag()).newest_first()
        keys = list(articles.values_list("pk", flat=True)[: FURTHER + 1])
        versions = ArticleVersion.objects.current().filter(article__in=keys)
        return list(versions.select_related(*RELATED).newest_first())

    @cached_property
    def figures(self) -> list[Figure]:
        return figures_of(self.newest[0]) if self.newest else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pair = pair_of(self.figures)
        table = table_of(pair)
        frame = turnover_frame(table, pair) if pair and table else None
        return super().get_context_data(**kwargs) | {
            "strip": strip_of(self.figures),
            "lead": self.get_lead(),
            "pair": pair,
            "frame": frame,
            "table": newest(table) if table else None,
            "notes": notes_of(newest(table)) if table else {},
            "events": latest_events(),
            "agreements": latest_agreements(),
            "lines": lines_of(changes_for_readers()[:CHANGES]),
            "last_decided": last_decided(),
            "further": [Entry(version) for version in self.newest[1:]],
        }

    def get_lead(self) -> dict[str, Any] | None:
        """The lead article: its deck (else its first paragraph) and the paragraph with most figures, underlined."""
        if not self.newest:
            return None
        version = self.newest[0]
        url = url_of(version)
        opening = "" if version.deck else next(iter(paragraphs_of(version.body)), "")
        paragraph = richest_paragraph(version.body)
        return {
            "version": version,
            "url": url,
            "topic": version.article.story.topics.filter(slug=version.article.story.section).first(),
            "section": version.article.story.get_section_display(),
            "opening": with_links(opening, self.figures, url),
            "paragraph": with_links(paragraph, self.figures, url) if paragraph != opening else "",
            "count_words": count_words(self.figures),
            "is_late": version.number > 1,
            "is_undated": is_undated(version),
        }
