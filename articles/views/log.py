"""What went wrong and what changed: corrections of texts, and the log of all changes."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from articles.filters import ChangeFilters, CorrectionFilters
from articles.log import Line, changes_for_readers, lines_of
from articles.models import Change, Correction
from articles.viewsets import ChangeViewSet, CorrectionViewSet
from trade.pages.frame import DataTwinMixin, PageMixin, Text
from trade.pages.lists import Facet, ListPageMixin, few, more_words
from trade.words.languages import Language, active_tag


class CorrectionPageFilters(CorrectionFilters):
    """The filters of the API that help a reader."""

    article = None

    class Meta(CorrectionFilters.Meta):
        pass


class CorrectionsView(ListPageMixin, DataTwinMixin, PageMixin, TemplateView):
    """Corrections of texts in the language of the page, or in the languages that the reader asks for."""

    template_name = "articles/corrections.html"
    is_long = True
    filterset_class = CorrectionPageFilters
    title = _("Corrections")
    description = _("Every correction of a published article: what was wrong, what is right, and both versions.")
    twin_viewset = CorrectionViewSet
    twin_action = "list"

    @cached_property
    def public_corrections(self) -> QuerySet[Correction]:
        return Correction.objects.public().select_related("version__article").order_by("-made_at", "-pk")

    @cached_property
    def names_languages(self) -> bool:
        return any(tag in Language.values for tag in self.request.GET.getlist("lang"))

    def get_rows(self) -> QuerySet[Correction]:
        return self.in_our_language(self.public_corrections)

    def in_our_language(self, rows: QuerySet[Correction]) -> QuerySet[Correction]:
        return rows if self.names_languages else rows.filter(version__article__language=active_tag())

    def get_twin_queryset(self) -> QuerySet[Correction]:
        return self.in_our_language(Correction.objects.all())

    def get_facets(self) -> dict[str, list[Facet]]:
        """The languages and years that there are corrections of; a language with what the other filters leave."""
        rows = self.public_corrections.order_by().select_related(None)
        self.filterset.form.is_valid()
        for name in ("q", "year"):
            rows = self.filterset.filters[name].filter(rows, self.filterset.form.cleaned_data.get(name))
        languages = "version__article__language"
        if few(rows) is None:
            found = {each.value: None for each in Language if rows.filter(**{languages: each.value}).exists()}
        else:
            found = dict(rows.values_list(languages).annotate(count=Count("pk")))
        return {
            "lang": [Facet(each.value, each.label, found[each.value]) for each in Language if each.value in found],
            "year": [Facet(str(year), str(year)) for year in self._years()],
        }

    def _years(self) -> list[int]:
        """The years with a correction, newest first: the database jumps from each to the one before."""
        found: list[int] = []
        moments = self.public_corrections.select_related(None).values_list("made_at", flat=True)
        while newest := moments.first():
            newest = localtime(newest)
            found.append(newest.year)
            moments = moments.filter(
                made_at__lt=newest.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
            )
        return found

    def get_ways_out(self) -> list[tuple[Text, str]]:
        return [*super().get_ways_out(), (gettext("What changed"), reverse("articles:changes"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        total, summary = self.counted, more_words()
        if total is not None:
            summary = ngettext("%(count)d correction", "%(count)d corrections", total) % {"count": total}
        return context | {"summary": summary, "has_any": bool(context["rows"]) or self.public_corrections.exists()}


class ChangesView(ListPageMixin, DataTwinMixin, PageMixin, TemplateView):
    template_name = "articles/changes.html"
    is_long = True
    filterset_class = ChangeFilters
    title = _("What changed")
    description = _("Corrections of articles and revisions of records, with the articles that they touch.")
    twin_viewset = ChangeViewSet
    twin_action = "list"

    @cached_property
    def changes(self) -> QuerySet[Change]:
        """Built once: filters, facets and the page ask for it in turn, and its conditions are long."""
        return changes_for_readers()

    def get_rows(self) -> QuerySet[Change]:
        return self.changes

    def present(self, rows: Sequence[Change]) -> list[Line]:
        return lines_of(rows)

    def get_twin_queryset(self) -> QuerySet[Change]:
        return Change.objects.filter(pk__in=self.changes.order_by().values("pk"))

    def get_facets(self) -> dict[str, list[Facet]]:
        """The kinds of changes that there are, with the number that the other filter leaves of each."""
        counts = self.counts_of("kind", "kind")
        if counts is None:
            rows = self.filtered_rows(without="kind")
            counts = {kind.value: None for kind in Change.Kind if rows.filter(kind=kind).exists()}
        return {"kind": [Facet(k.value, k.label, counts[k.value]) for k in Change.Kind if k.value in counts]}

    def get_ways_out(self) -> list[tuple[Text, str]]:
        return [*super().get_ways_out(), (gettext("Corrections"), reverse("articles:corrections"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        total = self.counted
        if total is None:
            return context | {"summary": more_words()}
        return context | {"summary": ngettext("%(count)d change", "%(count)d changes", total) % {"count": total}}
