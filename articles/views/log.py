"""What went wrong and what changed: corrections of texts, and the log of all changes."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from articles.log import Line, changes_for_readers, lines_of
from articles.models import Change, Correction
from articles.viewsets import ChangeViewSet, CorrectionViewSet
from trade.languages import active_tag
from trade.lists import ListPageMixin
from trade.pages import DataTwinMixin, PageMixin


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
    title = _("What changed")
    description = _("Corrections of articles and revisions of records, with the articles that they touch.")
    twin_viewset = ChangeViewSet
    twin_action = "list"

    def get_rows(self) -> QuerySet[Change]:
        return changes_for_readers()

    def present(self, rows: Sequence[Change]) -> list[Line]:
        return lines_of(rows)
