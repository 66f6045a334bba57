"""Goods: the tree of the HS, a search in all classifications, and one heading with what is recorded of it."""

from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from trade.filters import HeadingFilters, HeadingPageFilters
from trade.headings import Found, commodity_path, found_by, labelled, search_tree, tree
from trade.labels import commodity_label
from trade.models import Commodity, Series
from trade.pages.frame import DataTwinMixin, PageMixin, Text, only, replaced
from trade.pages.lists import Facet, Field, ListPageMixin, paginate
from trade.totals.flows import is_ranked, largest_flows, years_of
from trade.views.pair_switches import Choice
from trade.viewsets import CommodityViewSet, SeriesViewSet

BELOW_SHOWN = 200
SERIES_COUNTED = 100


class CommodityListView(ListPageMixin, DataTwinMixin, PageMixin, TemplateView):
    """The tree of the HS; with words or a classification the headings that fit."""

    template_name = "trade/commodities.html"
    title = gettext_lazy("Commodities")
    description = gettext_lazy(
        "Sections, chapters and headings of the classifications of goods, and which of them have trade figures here."
    )
    filterset_class = HeadingFilters
    twin_viewset = CommodityViewSet
    twin_action = "list"

    def get_breadcrumbs(self):
        return [(_("Trade"), reverse("trade:index")), (self.title, None)]

    def get_rows(self) -> QuerySet:
        return Commodity.objects.exclude(key=Commodity.TOTAL).order_by("scheme", "code")

    def get_page(self) -> Page:
        """The tree is not paged; it is the same few lines whatever is recorded."""
        rows = self.filtered_rows() if self.is_search else Commodity.objects.none()
        return paginate(self.request, rows, self.paginate_by)

    def present(self, rows: Any) -> list[Commodity]:
        keys = [row.key for row in rows]
        if not keys:
            return []
        headings = Commodity.objects.filter(key__in=keys).with_records().with_series_count(SERIES_COUNTED + 1)
        found = list(headings.order_by("scheme", "code"))
        found_by(self.words, found)
        return found

    def get_facets(self) -> dict[str, list[Facet]]:
        """The classifications of which we have any heading."""
        there = set(Commodity.objects.order_by().values_list("scheme", flat=True).distinct())
        known = [scheme for scheme in Commodity.Scheme if scheme != Commodity.Scheme.TOTAL]
        return {"scheme": [Facet(scheme.value, scheme.label) for scheme in known if scheme.value in there]}

    def get_fields(self) -> list[Field]:
        """Without a choice of classifications where we have none."""
        return [field for field in super().get_fields() if field.options != []]

    @property
    def is_search(self) -> bool:
        return any(self.parameters.get(name) for name in ("q", "scheme"))

    @property
    def words(self) -> str:
        return self.parameters.get("q", "")

    def get_unrecorded(self) -> list[Found]:
        """Sections and chapters that the words mean and of which we have no heading; on the first page alone."""
        if not self.words or self.request.GET.get("page", "1") != "1":
            return []
        return search_tree(self.words, [scheme.upper() for scheme in self.parameters.getlist("scheme") if scheme])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        count = context["page_obj"].paginator.count
        words = ngettext("%(count)d heading", "%(count)d headings", count) % {"count": count}
        if self.is_search:
            own = {"summary": words if count else "", "unrecorded": self.get_unrecorded(), "most": SERIES_COUNTED}
        else:
            own = {"tree": tree()}
        return context | {"is_search": self.is_search} | own


class CommodityView(ListPageMixin, DataTwinMixin, PageMixin, TemplateView):
    """One heading: what it is part of, what it is made of, and the series of it, by one of their areas."""

    template_name = "trade/commodity.html"
    section = "trade"
    filterset_class = HeadingPageFilters
    twin_viewset = SeriesViewSet
    twin_action = "list"
    commodity: Commodity

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = kwargs["key"].upper()
        found = Commodity.objects.filter(key=key).exclude(key=Commodity.TOTAL).first()
        if found is None:
            raise Http404
        self.commodity = found
        if key != kwargs["key"]:
            return HttpResponsePermanentRedirect(found.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_title(self) -> Text:
        return commodity_label(self.commodity)

    def get_description(self) -> Text:
        words = _("%(commodity)s: which countries trade in it, by whose statistics, and what it is made of.")
        name, key = self.commodity.name, self.commodity.key
        return words % {"commodity": f"{name} ({key})" if name else key}

    @cached_property
    def path(self) -> list[Commodity]:
        return commodity_path(self.commodity)

    def get_breadcrumbs(self):
        above = labelled(self.path[:-1])
        top = [(_("Trade"), reverse("trade:index")), (_("Commodities"), reverse("trade:commodities"))]
        return [*top, *above, (self.commodity.key, None)]

    def get_rows(self) -> QuerySet:
        return Series.objects.with_values().filter(commodity=self.commodity).order_by("key")

    def get_withdrawn(self) -> QuerySet:
        """All series of the heading, whatever became of their values."""
        return Series.objects.public().filter(commodity=self.commodity)

    def present(self, rows: Any) -> list[Series]:
        """With their areas, which are joined to the rows of the page and not to all that it is cut out of."""
        series = Series.objects.filter(pk__in=[row.pk for row in rows]).order_by("key")
        return list(series.select_related("reporter", "area", "counterpart", "commodity"))

    def get_twin_queryset(self) -> QuerySet:
        """The series of the page."""
        form, series = self.filterset.form, Series.objects.with_values().filter(commodity=self.commodity)
        return self.filterset.filter_queryset(series) if form.is_valid() else series

    def get_twin_parameters(self) -> QueryDict:
        return only(super().get_twin_parameters(), {"format", "cursor", "page_size"})

    def get_kept_parameters(self) -> QueryDict:
        return only(self.parameters, {"area"})

    def get_fields(self) -> list[Field]:
        """The year is chosen by links, above the series and not among their filters."""
        return [field for field in super().get_fields() if field.bound.name != "year"]

    def get_chips(self) -> list[tuple[str, str]]:
        """Of the filters of the series."""
        year = str(self.filterset.form.fields["year"].label)
        return [(words, url) for words, url in super().get_chips() if not words.startswith(f"{year}: ")]

    def get_flows(self) -> dict[str, Any]:
        """The largest flows of a chapter in the year that was asked for, else in its newest."""
        years = years_of(self.commodity) if is_ranked(self.commodity) else []
        if not years or self.request.GET.get("page", "1") != "1":
            return {}
        asked = self.filterset.form.cleaned_data.get("year") if self.filterset.form.is_valid() else None
        year = int(asked) if asked and int(asked) in years else years[0]
        choices = [
            Choice(str(each), f"?{replaced(self.parameters, year=str(each))}#flows", each == year) for each in years
        ]
        errors = self.filter_errors.get("year", ())
        return {"flows": largest_flows(self.commodity, year), "flow_years": choices, "year_errors": errors}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        below = Commodity.objects.filter(parent=self.commodity).with_records().order_by("code")[:BELOW_SHOWN]
        context = super().get_context_data(**kwargs)
        return context | {
            "is_withdrawn": not context["rows"] and self.get_withdrawn().exists(),
            "commodity": self.commodity,
            "below": list(below),
            **self.get_flows(),
        }
