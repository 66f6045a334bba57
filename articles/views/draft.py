"""A working copy as readers would see it, behind a signed link: no page of the site leads here."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from articles.cards import Figure, count_words, draft_figures, own_source
from articles.draft_links import HOURS, article_behind
from articles.marked_text import with_cards
from articles.models import CONTENT_FIELDS, Article, ArticleVersion
from articles.uses import summary_of
from trade.pages.frame import Alternate, PageMixin, homes
from trade.words.languages import active_tag


class DraftView(PageMixin, TemplateView):
    """Answers a link that is wrong, too old or revoked like an address that never was."""

    template_name = "articles/draft.html"
    section = "articles"
    robots = "noindex"
    article: Article

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = article_behind(kwargs["token"])
        if found is None or found.language != active_tag():
            raise Http404
        self.article = found
        response = super().get(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    @cached_property
    def version(self) -> ArticleVersion:
        """What would be published now; it is never stored."""
        content = {name: getattr(self.article, name) for name in CONTENT_FIELDS}
        return ArticleVersion(article=self.article, number=1, public_from=timezone.now(), **content)

    @cached_property
    def figures(self) -> list[Figure]:
        return draft_figures(self.version)

    def get_title(self) -> str:
        return _("Draft: %(headline)s") % {"headline": self.version.headline}

    def get_description(self) -> str:
        return summary_of(self.version)

    def get_alternates(self) -> list[Alternate]:
        return homes()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "version": self.version,
            "article": self.article,
            "source": own_source(self.article),
            "text": with_cards(self.version.body, self.figures),
            "figures": self.figures,
            "count_words": count_words(self.figures),
            "hours": HOURS,
            "is_draft": True,
        }
