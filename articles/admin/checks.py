"""The figure check in the article's form: its round trip, what is done with its figures, and acceptance in bulk."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import services
from articles.access import may_edit
from articles.admin.claims import ClaimInline
from articles.admin.figure_form import FigureForm
from articles.admin.panel import Panel, names_of, panel_of
from articles.checking import check_article
from articles.models import Article, Claim
from articles.richtext import clean, marks
from trade.admin.base import CLASH
from trade.words.languages import Language

LONGEST = 20_000  # characters of a paragraph
MARK = services.Choice("mark")


class ChecksMixin:
    """The panel, its round trip that saves nothing, and the acceptance of exact matches; for the article's admin."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("figure/", view(self.figure_view), name="articles_article_figure"),
            path("<path:object_id>/accept/", view(self.accept_view), name="articles_article_accept"),
            *super().get_urls(),
        ]

    def figure_view(self, request: HttpRequest) -> HttpResponse:
        """The whole figure around words that were selected in the editor, with its value; an empty object for none.

        POST ``before``, ``words`` and ``after`` (of one paragraph) and ``language``. ``left`` and ``right`` are what
        the figure has beyond the words. Nothing is stored.
        """
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        before, words, after = (request.POST.get(name, "")[:LONGEST] for name in ("before", "words", "after"))
        language = request.POST.get("language", "")
        start, end = len(before), len(before) + len(words)
        language = language if language in Language.values else ""
        found = services.whole_figure(f"{before}{words}{after}", start, end, language) if words else None
        if found is None:
            return JsonResponse({})
        first, last, value = found
        return JsonResponse({"left": before[first:], "right": after[: last - end], "value": value})

    def panel(self, request: HttpRequest, article: Article) -> Panel:
        """Of what was typed, if the form was sent; else of what is stored."""
        typed = {name: request.POST[name] for name in ("headline", "deck", "body") if name in request.POST}
        if "body" in typed:
            typed["body"] = clean(typed["body"].replace("\r\n", "\n"))
        checked = check_article(article, **typed)
        here = {mark.uuid for mark in marks(typed.get("body", article.body))}
        lost = [claim for claim in article.claims.with_targets().in_order() if claim.lost or claim.uuid not in here]
        return panel_of(checked, services.blocking(article, checked), lost, is_typed=bool(typed))

    def figure_form(self, request: HttpRequest) -> type[FigureForm]:
        """The form of one figure, with the fields and widgets of the claims' own."""
        inline = ClaimInline(Article, self.admin_site)
        callback = partial(inline.formfield_for_dbfield, request=request)
        return modelform_factory(Claim, form=FigureForm, formfield_callback=callback)

    def settle(self, request: HttpRequest, article: Article, chosen: dict[str, services.Choice]) -> dict[str, Claim]:
        """Does what was *chosen* (by prefix) in the panel, on the text as it is stored now; gives the claims."""
        asked = request.POST.get("_record", "")
        if asked.startswith("figure-"):
            # A record is made for a figure that has a mark, and with it a claim.
            chosen = {asked: MARK} | chosen
        if not chosen:
            return {}
        checked = check_article(article)
        numbers = {name: number for number, name in names_of(checked)}
        choices = {numbers[name]: choice for name, choice in chosen.items() if name in numbers}
        claims = services.settle_figures(article=article, checked=checked, choices=choices, user=request.user)
        services.store_findings(article=article)
        if missing := len(chosen) - len(choices):
            words = ngettext(
                "%(count)d figure is not in the text any more, so nothing was done with it.",
                "%(count)d figures are not in the text any more, so nothing was done with them.",
                missing,
            )
            self.message_user(request, words % {"count": missing}, messages.WARNING)
        return {name: claims[number] for name, number in numbers.items() if number in claims}

    def accept_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks before it binds every figure that has one record which fits exactly and clearly."""
        article: Any = self.object_or_404(request, object_id)
        if not may_edit(request.user, article):
            raise PermissionDenied
        panel = panel_of(check_article(article), ())
        lines = [line for line in panel.lines if line.row.is_exact]
        if request.method == "POST":
            choices = {line.row.number: f"bind:{line.offers[0].key}" for line in lines}
            try:
                services.settle_figures(article=article, checked=panel.checked, choices=choices, user=request.user)
                services.store_findings(article=article)
            except ValidationError as error:
                for message in error.messages:
                    self.message_user(request, message, messages.ERROR)
            except DatabaseError:
                self.message_user(request, CLASH, messages.ERROR)
            else:
                words = ngettext("%(count)d figure is bound.", "%(count)d figures are bound.", len(lines))
                self.message_user(request, words % {"count": len(lines)}, messages.SUCCESS)
            return HttpResponseRedirect(self.url_of("change", article.pk) + "#check")
        return self.page(
            request,
            "admin/articles/article/accept.html",
            article,
            title=_("Bind the figures that fit exactly"),
            lines=lines,
        )
