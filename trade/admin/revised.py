"""All values that an import revised, or a roll-back put back: old and new, a page at a time."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from trade.importing.report import Revised
from trade.models import ImportBatch, Observation

AT_ONCE = 100


def revised_rows(batch: ImportBatch) -> QuerySet[Observation]:
    """The rows of *batch* that took the place of others, with ``old_value``."""
    same = {name: OuterRef(name) for name in ("series", "period_start", "period_end")}
    before = Observation.objects.filter(**same, vintage__lt=OuterRef("vintage")).order_by("-vintage")
    rows = batch.observations.filter(vintage__gt=1).select_related("series")
    return rows.annotate(old_value=Subquery(before.values("value")[:1])).order_by("pk")


def as_revised(row: Observation) -> Revised:
    return Revised(0, row.series.key, row.period.iso, row.old_value, row.value)


class RevisedMixin:
    """For the admin of imports."""

    def revised_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        batch = self.object_or_404(request, object_id)
        if not self.has_view_permission(request, batch):
            raise PermissionDenied
        page = Paginator(revised_rows(batch), AT_ONCE).get_page(request.GET.get("page"))
        return self.page(
            request,
            "admin/trade/importbatch/revised.html",
            batch,
            title=_("Revisions of «%(record)s»") % {"record": batch},
            rows=[as_revised(row) for row in page],
            page=page,
        )
