"""The register of agreements, one agreement, and initiatives."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from events.details import agreements_in_full, initiatives_in_full
from events.filters import AgreementFilters
from events.models import Agreement, AgreementStatus
from events.provenance import publishers_of_agreement, supporting
from events.views.events import years_of
from events.views.records import RecordView, areas_of, facets
from events.viewsets import AgreementViewSet, InitiativeViewSet
from trade.history import last_edited
from trade.pages.frame import PageMixin, Text
from trade.pages.lists import Facet, ListPageMixin
from trade.pages.reuse import ReuseMixin

SORTS = {"date": ("date",), "value": ("value",)}


class AgreementListView(ListPageMixin, ReuseMixin, PageMixin, TemplateView):
    template_name = "events/agreement_list.html"
    title = gettext_lazy("Register of agreements")
    description = gettext_lazy(
        "Treaties, memoranda and contracts from our articles: parties, value, status and sources."
    )
    filterset_class = AgreementFilters
    sorts = SORTS
    default_sort = "-date"
    twin_viewset = AgreementViewSet
    twin_action = "list"

    def get_rows(self) -> QuerySet:
        return agreements_in_full()

    def get_revised(self) -> date | None:
        return last_edited(Agreement.objects.public())

    def get_ways_out(self) -> list[tuple[Text, str]]:
        return [*super().get_ways_out(), (_("Events"), reverse("events:list"))]

    def present(self, rows: Sequence[Agreement]) -> Sequence[Agreement]:
        for agreement in rows:
            agreement.publishers = publishers_of_agreement(agreement)
        return rows

    def get_facets(self) -> dict[str, list[Facet]]:
        return {
            "status": facets(self, "status", "latest_status", AgreementStatus.Status.choices),
            "kind": facets(self, "kind", "kind", Agreement.Kind.choices),
            "party": facets(self, "party", "parties__area", areas_of),
            "year": [Facet(year, year) for year in years_of(AgreementStatus.objects.public(), "on")],
        }


class AgreementView(RecordView):
    template_name = "events/agreement.html"
    twin_viewset = AgreementViewSet

    def get_record(self) -> QuerySet:
        return agreements_in_full()

    def get_description(self) -> str:
        return _("%(agreement)s: parties, legal status with dates, and sources.") % {"agreement": self.record.name}

    def get_breadcrumbs(self):
        return [(_("Agreements"), reverse("events:agreement_list")), (self.record.name, None)]

    def get_parts(self) -> list[Model]:
        return list(self.record.statuses.all())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        statuses = list(self.record.statuses.all())
        for status in statuses:
            status.shown_sources = list(supporting(status))
        return super().get_context_data(**kwargs) | {
            "publishers": publishers_of_agreement(self.record),
            "statuses": statuses,
        }


class InitiativeView(RecordView):
    template_name = "events/initiative.html"
    twin_viewset = InitiativeViewSet

    def get_record(self) -> QuerySet:
        return initiatives_in_full()

    def get_description(self) -> str:
        return _("%(initiative)s: who supports it, and the articles about it.") % {"initiative": self.record.name}

    def get_breadcrumbs(self):
        return [(_("Agreements"), reverse("events:agreement_list")), (self.record.name, None)]

    def get_parts(self) -> list[Model]:
        return list(self.record.supporters.all())
