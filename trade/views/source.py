"""A source: what it is, and what was taken from it."""

from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from trade.history import last_changed
from trade.models import Observation, Source
from trade.pages.frame import PageMixin
from trade.pages.lists import Chain, UncountedPaginator, paginate
from trade.pages.reuse import ReuseMixin
from trade.viewsets import SourceViewSet

RECORDS_ON_A_PAGE = 50
A_FEW = 1_000
BY_PERIOD = ("-period_end", "period_start", "series__key", "-vintage")


class SourceView(ReuseMixin, PageMixin, TemplateView):
    template_name = "trade/source.html"
    section = "trade"
    twin_viewset = SourceViewSet
    source: Source

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = Source.objects.public().filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.source = found
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        return self.source.title

    def get_description(self) -> str:
        return _("What was taken from this source: figures, events and agreements. %(source)s") % {
            "source": self.source
        }

    def get_breadcrumbs(self):
        return [(_("Data"), reverse("articles:data")), (_("Source"), None)]

    def get_sources(self) -> list[Source]:
        return [self.source]

    def get_revised(self) -> date | None:
        return last_changed([self.source])

    @cached_property
    def page(self) -> Page:
        """One page of the trade figures that rest on the source or are compared with it.

        A few are counted and stand by period. Of many, a release of statistics, those recorded last come first, as the
        database has them: to sort them all for a page would cost more the more there are.
        """
        # This source is public, and so is whatever rests on it or cites it.
        own = Observation.objects.filter(source=self.source)
        cited = Observation.objects.filter(citations__source=self.source).exclude(source=self.source)
        keys = [key for rows in (own, cited) for key in rows.order_by().values_list("pk", flat=True)[: A_FEW + 1]]
        if len(keys) <= A_FEW:
            rows = Observation.objects.filter(pk__in=keys)
            return paginate(self.request, shown(rows).order_by(*BY_PERIOD), RECORDS_ON_A_PAGE)
        last_first = Chain(*(shown(rows).order_by("-pk") for rows in (own, cited)))
        return paginate(self.request, last_first, RECORDS_ON_A_PAGE, paginator_class=UncountedPaginator)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "source": self.source,
            "rows": [taken(row, self.source) for row in self.page.object_list],
            "page_obj": self.page,
        }


def shown(rows: QuerySet) -> QuerySet:
    """*rows* with what the page shows of them."""
    series = ("commodity", "reporter", "area", "counterpart")
    return rows.select_related(*(f"series__{name}" for name in series)).prefetch_related("citations")


def taken(row: Observation, source: Source) -> Observation:
    """Sets ``citation`` on a row that cites *source* besides its first one."""
    row.citation = next((citation for citation in row.citations.all() if citation.source_id == source.pk), None)
    return row
