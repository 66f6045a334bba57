"""A source: what it is, and what was taken from it."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from trade.history import last_changed
from trade.lists import paginate
from trade.models import Observation, Source
from trade.pages import PageMixin
from trade.reuse import ReuseMixin
from trade.viewsets import SourceViewSet

RECORDS_ON_A_PAGE = 50


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
    def page(self):
        """One page of the trade figures that rest on the source or are compared with it."""
        return paginate(self.request, self._observations(), RECORDS_ON_A_PAGE)

    def _observations(self) -> QuerySet:
        cited = Observation.objects.filter(citations__source=self.source).values("pk")
        # This source is public, and so is whatever rests on it or cites it.
        rows = Observation.objects.filter(Q(source=self.source) | Q(pk__in=cited))
        return (
            rows.select_related("series__commodity", "series__reporter", "series__area", "series__counterpart")
            .prefetch_related("citations")
            .order_by("-period_end", "period_start", "series__key", "-vintage")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "source": self.source,
            "rows": [taken(row, self.source) for row in self.page.object_list],
            "page_obj": self.page,
        }


def taken(row: Observation, source: Source) -> Observation:
    """Sets ``citation`` on a row that cites *source* besides its first one."""
    row.citation = next((citation for citation in row.citations.all() if citation.source_id == source.pk), None)
    return row
