"""What went wrong and what changed: corrections of texts, and the log of all changes."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from articles.filters import ChangeFilters
from articles.log import Line, changes_for_readers, lines_of
from articles.models import Change, Correction
from articles.viewsets import ChangeViewSet, CorrectionViewSet
from trade.languages import active_tag
from trade.lists import Facet, ListPageMixin
from trade.pages import DataTwinMixin, PageMixin, Text


class CorrectionsView(ListPageMixin, DataTwinMixin, PageMixin, TemplateView):
    template_name = "articles/corrections.html"
    title = _("Corrections")
    description = _("Every correction of a published article: what was wrong, what is right, and both versions.")
    twin_viewset = CorrectionViewSet
    twin_action = "list"

    def get_rows(self) -> QuerySet[Correction]:
        ours = Correction.objects.public().filter(version__article__language=active_tag())
        return ours.select_related("version__article").order_by("-made_at", "-pk")

    def get_twin_queryset(self) -> QuerySet[Correction]:
        return Correction.objects.filter(version__article__language=active_tag())


class ChangesView(ListPageMixin, DataTwinMixin, PageMixin, TemplateView):
    template_name = "articles/changes.html"
    filterset_class = ChangeFilters
    title = _("What changed")
    description = _("Corrections of articles and revisions of records, with the articles that they touch.")
    twin_viewset = ChangeViewSet
    twin_action = "list"

    def get_rows(self) -> QuerySet[Change]:
        return changes_for_readers()

    def present(self, rows: Sequence[Change]) -> list[Line]:
        return lines_of(rows)

    def get_twin_queryset(self) -> QuerySet[Change]:
        return Change.objects.filter(pk__in=changes_for_readers().order_by().values("pk"))

    def get_facets(self) -> dict[str, list[Facet]]:
        """The kinds of changes that there are, with the number that the other filter leaves of each."""
        rows = self.filtered_rows(without="kind").order_by().select_related(None)
        counts = dict(rows.values_list("kind").annotate(count=Count("pk")))
        return {"kind": [Facet(k.value, k.label, counts[k.value]) for k in Change.Kind if k.value in counts]}

    def get_ways_out(self) -> list[tuple[Text, str]]:
        return [*super().get_ways_out(), (gettext("Corrections"), reverse("articles:corrections"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        total = context["page_obj"].paginator.count
        return context | {"summary": ngettext("%(count)d change", "%(count)d changes", total) % {"count": total}}
