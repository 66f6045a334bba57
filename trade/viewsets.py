"""The API's collections of the ground floor."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from trade.api.export import (
    MOST_XLSX_ROWS,
    TooManyRows,
    pieces_of,
    streamed,
    table_of,
    write_csv,
    write_ndjson,
    write_xlsx,
)
from trade.api.flat import QuickRow, Total, flat, flat_with_rivals, lines_of, quick_lines_of, total_line
from trade.api.pagination import FewCountedPagination, UncountedPagination
from trade.api.parameters import hidden_sources, moment_asked
from trade.api.schema import About
from trade.api.strict import filtered
from trade.collections import NUMBER, CollectionViewSet
from trade.database.snapshots import one_snapshot
from trade.filters import (
    AreaFilters,
    CommodityFilters,
    ObservationFilters,
    PairTotalFilters,
    SeriesFilters,
    SourceFilters,
    TotalFilters,
)
from trade.hot import question_of, rows_of
from trade.models import Area, Commodity, Observation, PairTotal, Series, Source
from trade.provenance import attach_facts
from trade.querysets import PairTotalQuerySet
from trade.renderers import JSONRenderer
from trade.serializers import (
    AreaSerializer,
    CommoditySerializer,
    ObservationSerializer,
    SeriesSerializer,
    SourceSerializer,
    TotalSerializer,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOTALS_ORDER = (
    *("-by_year", "by_reporter", "by_area", "by_counterpart", "by_flow", "by_scheme", "by_digits", "by_unit"),
    *("by_valuation", "by_trade_type"),
)


class AreaViewSet(CollectionViewSet):
    collection = "areas"
    about = _("Countries, groups of countries and special areas of trade statistics.")
    queryset = Area.objects.all()
    serializer_class = AreaSerializer
    filterset_class = AreaFilters
    ordering = ("code",)
    lookup_field = "code"
    has_upper_keys = True

    def get_queryset(self) -> QuerySet:
        """A code list: nothing of it is ever hidden."""
        return self.queryset.all()


class CommodityViewSet(CollectionViewSet):
    collection = "commodities"
    about = _("Headings of goods classifications, each in one edition, and the total of all goods.")
    queryset = Commodity.objects.all()
    serializer_class = CommoditySerializer
    filterset_class = CommodityFilters
    ordering = ("key",)
    lookup_field = "key"
    has_upper_keys = True

    def get_queryset(self) -> QuerySet:
        """A code list: nothing of it is ever hidden."""
        return self.queryset.all()


class SourceViewSet(CollectionViewSet):
    collection = "sources"
    about = _("Publications, registers, texts and speeches that records rest on.")
    queryset = Source.objects.all()
    serializer_class = SourceSerializer
    filterset_class = SourceFilters
    ordering = ("pk",)
    lookup_value_regex = NUMBER


class SeriesViewSet(CollectionViewSet):
    collection = "series"
    about = _("What is measured: one series for each reporter, pair, flow, commodity, measure and unit.")
    queryset = Series.objects.all()
    serializer_class = SeriesSerializer
    filterset_class = SeriesFilters
    pagination_class = FewCountedPagination
    ordering = ("key",)
    lookup_field = "key"
    lookup_value_regex = "[A-Za-z0-9_.-]+"
    has_upper_keys = True


class ObservationViewSet(CollectionViewSet):
    collection = "observations"
    about = _(
        "Values of series. The list has current values, or those of the moment as_of; one record may be superseded."
    )
    queryset = Observation.objects.all()
    serializer_class = ObservationSerializer
    filterset_class = ObservationFilters
    pagination_class = UncountedPagination
    # Within a series newest first: the order of the index of current values.
    ordering = ("series_id", "-period_end", "-period_start", "-vintage")
    lookup_value_regex = NUMBER
    actions_about = MappingProxyType(
        {
            "history": About(
                _("History of an observation"),
                _("Every value that was ever shown for the same series and period, the newest first."),
            ),
            "totals": About(
                _("Annual totals"),
                _(
                    "Sums of the values of whole years by reporter, pair, flow and unit, computed here. Headings of "
                    "one length alone are added up, so nothing counts twice. Only where «scheme» is TOTAL does a "
                    "source state the total of all goods; of any other scheme «value» is the sum of those headings of "
                    "that level that are recorded, of which «observations» says how many, and less than all trade "
                    "where others are missing. Give an area at least."
                ),
            ),
        }
    )

    def get_queryset(self) -> QuerySet:
        rows = self.queryset.prefetch_related("series", "source", "citations__source")
        # Of a list the filter ``as_of`` leaves what readers are shown, so it need not be asked for twice.
        return rows if self.action == "list" else rows.public().with_public_end()

    def get_filterset_class(self) -> type[FilterSet] | None:
        return TotalFilters if self.action == "totals" else super().get_filterset_class()

    def get_serializer_class(self) -> Any:
        return TotalSerializer if self.action == "totals" else ObservationSerializer

    @classmethod
    def known_parameters(cls, action: str = "list") -> frozenset[str]:
        paging = frozenset({"format", *cls.pagination_class.parameters})
        match action:
            case "totals":
                return paging | (TotalFilters.base_filters.keys() - set(TotalFilters.unnamed))
            case "history":
                return paging
            case "export":
                return frozenset(cls.filterset_class.base_filters)
        return super().known_parameters(action)

    def prepare(self, rows: Sequence[Observation]) -> Sequence[Observation]:
        return attach_facts(rows)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Long lists are asked for often: their rows never become models (:mod:`trade.api.flat`)."""
        if page := self.quick_page():
            return page
        with one_snapshot():
            return self.page_of(self.filter_queryset(self.get_queryset()))

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with one_snapshot():
            return super().retrieve(request, *args, **kwargs)

    def quick_page(self) -> Response | None:
        """The page of a list as it is asked for mostly; None where it takes the long way (:mod:`trade.hot`)."""
        if self.queryset is not type(self).queryset:
            # The data of a page, which are fewer than all.
            return None
        question = question_of(self.filterset_class, self.request.query_params)
        if question is None:
            return None
        self.paginator.start(self.request, self)
        found = rows_of(question, self.paginator, Observation.objects.as_recorded, flat_with_rivals)
        if not found:
            return None
        rows = self.paginator.turn([QuickRow._make(row) for row in found])
        root = self.request.build_absolute_uri("/").rstrip("/")
        return self.paginator.get_paginated_response(quick_lines_of(rows, root))

    @action(detail=True, ordering=("-vintage",))
    def history(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Every value that readers were ever shown for the same series and period, the newest first."""
        with one_snapshot():
            row = get_object_or_404(Observation.objects.public(), pk=self.kwargs["pk"])
            return self.page_of(Observation.objects.vintages_of(row).public().with_public_end())

    def page_of(self, observations: QuerySet) -> Response:
        page = self.paginator.paginate_queryset(flat(observations), self.request, view=self)
        root = self.get_serializer_context()["root"]
        lines = lines_of(page, root, hidden=hidden_sources(self.request), as_of=moment_asked(self.request))
        return self.get_paginated_response(lines)

    @action(detail=False, ordering=TOTALS_ORDER)
    def totals(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Annual totals by pair and flow, of one area at least: those that are kept, where they answer the question."""
        page = self.kept_totals()
        if page is None:
            with one_snapshot():
                rows = self.filter_queryset(Observation.objects.all())
                if not request.query_params.get("area"):
                    raise ValidationError({"area": [_("Give the area whose totals you want, such as area=KAZ.")]})
                page = self.paginator.paginate_queryset(rows.annual_totals(), request, view=self)
        return self.paginator.get_paginated_response([total_line(row) for row in page])

    def kept_totals(self) -> Sequence[Any] | None:
        """A page of the totals that imports keep in step. None where the observations have to be added up."""
        given = self.request.query_params
        if "commodity" in given or not given.get("area"):
            return None
        question = question_of(PairTotalFilters, given)
        if question is None:
            return None
        self.paginator.start(self.request, self)
        found = rows_of(question, self.paginator, PairTotal.objects.in_step, PairTotalQuerySet.as_annual_totals)
        return self.paginator.turn([Total._make(row) for row in found]) if found else None


class ObservationExport(ObservationViewSet):
    """All rows that the filters leave, as one file. No page: it is written while it is read."""

    schema = None
    renderer_classes = (JSONRenderer,)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:
        """The address says the format, whatever is accepted; errors are JSON."""
        if "format" in request.query_params:
            words = _("The address says the format: export.csv, export.ndjson or export.xlsx.")
            raise ValidationError({"format": [words]})
        return JSONRenderer(), JSONRenderer.media_type

    def export(self, request: Request, form: str) -> HttpResponseBase:
        def table() -> QuerySet:
            vars(request).pop("hidden_sources", None)
            rows = filtered(self.filterset_class, request, Observation.objects.all())
            return table_of(rows, hidden_sources(request))

        table()  # what cannot be read is said before anything is sent
        response: HttpResponseBase
        match form:
            case "csv":
                response = StreamingHttpResponse(streamed(write_csv, table), content_type="text/csv; charset=utf-8")
            case "ndjson":
                response = StreamingHttpResponse(streamed(write_ndjson, table), content_type="application/x-ndjson")
            case _:
                with one_snapshot():
                    response = StreamingHttpResponse(pieces_of(self.workbook(table())), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{self.collection}.{form}"'
        return response

    def workbook(self, table: QuerySet) -> Any:
        try:
            return write_xlsx(table)
        except TooManyRows:
            message = _("These are more than %(limit)d rows; take CSV, or narrow the filters.")
            raise ValidationError({"format": [message % {"limit": MOST_XLSX_ROWS}]}) from None
