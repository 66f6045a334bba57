"""``/api/v1/computed/``: what follows from the records of a pair, for programs; pages link to it.

An answer holds whole years, the newest first, so that a number never lacks what it was computed from: ``next`` goes on
with the years before. Nothing here is stored, and the numbers are nobody's claim.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet
from django_filters.utils import translate_validation
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.utils.urls import replace_query_param

from trade.api.pagination import UncountedPagination
from trade.api.parameters import AnyOfFilter, PeriodEdgeFilter, SeriesKeyFilter, area_filter, commodity_filter
from trade.api.schema import About
from trade.api.shapes import DecimalField, PeriodSerializer, decimal_text, period_shape
from trade.collections import CollectionViewSet
from trade.computed.figures import written
from trade.computed.rows import Computed, Input, Kind, computed_of
from trade.computed.shares import share_years, shares_between
from trade.database.snapshots import one_snapshot
from trade.filters import ObservationFilters
from trade.models import Area, Commodity, Observation, Series
from trade.pages.choices import PastFilter, keys_of
from trade.pairs.tables import tables_of
from trade.renderers import CSVRenderer, JSONRenderer, XLSXRenderer

ROWS = 2_000  # records that one answer is computed from, about
LAST_YEAR = date.max.year - 1


class ComputedFilters(FilterSet):
    """Which pair, commodity and periods; read here, for what is computed is no queryset."""

    area = area_filter(label=_("Area"), help_text=_("Code of one of the two areas; give both, or a series."))
    counterpart = area_filter(label=_("Counterpart"), help_text=_("Code of the other one."))
    series = SeriesKeyFilter(
        label=_("Series"), help_text=_("Key of a series: only what was computed of its values, and no balances.")
    )
    commodity = commodity_filter(
        label=_("Commodity"), help_text=_("Key with edition, such as H6-27; all goods if left out.")
    )
    kind = AnyOfFilter(
        choices=Kind.choices,
        label=_("Kind"),
        help_text=_("Everything but shares if left out. With «share» an answer holds one year of shares alone."),
    )
    period_from = PeriodEdgeFilter(
        label=_("From"), help_text=ObservationFilters.base_filters["period_from"].extra["help_text"]
    )
    period_to = PeriodEdgeFilter(
        last=True, label=_("To"), help_text=ObservationFilters.base_filters["period_to"].extra["help_text"]
    )
    as_of = PastFilter(
        label=_("As of"), help_text=_("From the values that were shown at this moment; there are no shares of then.")
    )

    class Meta:
        model = Observation
        fields = ()


class InputSerializer(serializers.Serializer):
    name = serializers.CharField(help_text=_("What the formula calls it."))
    what = serializers.CharField(help_text=_("What it is in words, as of a share: a stated total, or a sum of what."))
    is_sum = serializers.BooleanField(help_text=_("Whether records were added up here: no source states that sum."))
    series = serializers.CharField(allow_null=True, help_text=_("Key of the series of the record; null for a sum."))
    observation = serializers.IntegerField(
        allow_null=True, help_text=_("id of the record; null for a sum that no record states as such.")
    )
    url = serializers.URLField(
        allow_null=True,
        help_text=_("The record, or the list of those added up; null where no filters tell these from others."),
    )
    values = serializers.IntegerField(help_text=_("How many records were added up."))
    period_start = serializers.DateField()
    period_end = serializers.DateField()
    value = DecimalField()
    low = DecimalField(allow_null=True)
    high = DecimalField(allow_null=True)


class ComputedSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=Kind.choices)
    computed = serializers.BooleanField(help_text=_("Always true: no source states this number."))
    series = serializers.CharField(
        allow_null=True,
        help_text=_("Key of the series that it is a number of; null for balances, and for shares of sums."),
    )
    reporter = serializers.CharField()
    area = serializers.CharField()
    counterpart = serializers.CharField()
    flow = serializers.CharField(allow_null=True)
    commodity = serializers.CharField()
    unit = serializers.CharField(help_text=_("PC where it is a number of percent."))
    period = PeriodSerializer()
    value = DecimalField(help_text=_("With the digits that its inputs carry."))
    low = DecimalField(allow_null=True, help_text=_("The least that it can be; null where that is open."))
    high = DecimalField(allow_null=True, help_text=_("The most that it can be; null where that is open."))
    formula = serializers.CharField()
    inputs = InputSerializer(many=True)


class Question(NamedTuple):
    pair: tuple[Area, Area]
    commodity: str
    series: str
    kinds: frozenset[str]
    start: date
    end: date
    as_of: Any

    def covers(self, row: Computed, years: range) -> bool:
        return (
            row.kind in self.kinds
            and (not self.series or row.series == self.series)
            and row.period.end.year in years
            and self.start <= row.period.start
            and row.period.end <= self.end
        )


class WholeYears(UncountedPagination):
    """An answer goes on with earlier years: no cursor, and no size to choose."""

    parameters = ()

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return []


class ComputedViewSet(CollectionViewSet):
    collection = "computed"
    about = _("Numbers that we compute from records: growth, balances, what is left of a year, shares.")
    queryset = Observation.objects.all()
    serializer_class = ComputedSerializer
    filterset_class = ComputedFilters
    pagination_class = WholeYears
    renderer_classes = (JSONRenderer, CSVRenderer, XLSXRenderer)
    actions_about = MappingProxyType(
        {
            "list": About(
                _("Computed numbers of a pair"),
                _(
                    "Growth on the same period a year earlier, the base that a stated growth implies, exports less "
                    "imports, what is left of a year, and shares of chapters: computed here from the records that are "
                    "named as inputs, by interval arithmetic. «value» has the digits that these carry; the true number "
                    "lies between «low» and «high» if the inputs mean what they say. No source states these numbers. "
                    "A share is of the total of all goods that the same reporter states for that year in the same "
                    "terms; where there is none, it is of the sum of the headings recorded, as «what» of its input b "
                    "says, and no share of all trade."
                ),
            )
        }
    )

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with one_snapshot():
            question = self.question()
            rows, before = _shares(question) if Kind.SHARE in question.kinds else _of_records(question)
        following = before and replace_query_param(request.build_absolute_uri(), "period_to", str(before))
        root = self.get_serializer_context()["root"]
        response = Response({"next": following, "previous": None, "results": [_shape(row, root) for row in rows]})
        if following:
            response["Link"] = f'<{following}>; rel="next"'
        return response

    def question(self) -> Question:
        form = ComputedFilters(self.request.query_params, request=self.request)
        if not form.is_valid():
            raise translate_validation(form.errors)
        given = form.form.cleaned_data
        key = given["series"]
        series = key and Series.objects.public().filter(key=key).select_related("area", "counterpart").first()
        if key and not series:
            raise ValidationError({"series": [_("No series that readers may see has this key.")]})
        pair = (series.area, series.counterpart) if series else (given["area"], given["counterpart"])
        if not all(pair):
            missing = "counterpart" if given["area"] else "area"
            words = _("Give both areas of a pair, such as area=CHN and counterpart=KAZ, or a series.")
            raise ValidationError({missing: [words]})
        commodity = series.commodity_id if series else (given["commodity"].key if given["commodity"] else "")
        kinds = frozenset(given["kind"] or set(Kind.values) - {Kind.SHARE})
        if Kind.SHARE in kinds and (len(kinds) > 1 or key or given["commodity"] or given["as_of"]):
            words = _("Ask for shares alone: of a pair, without other kinds, a series, a commodity or a moment.")
            raise ValidationError({"kind": [words]})
        start, end = given["period_from"] or date.min, given["period_to"] or date.max
        return Question(pair, commodity or Commodity.TOTAL, key or "", kinds, start, end, given["as_of"])


def _shares(question: Question) -> tuple[list[Computed], int | None]:
    """The shares of the newest year asked for, and the year to go on with."""
    years = [year for year in share_years(*question.pair) if question.start.year <= year <= question.end.year]
    if not years:
        return [], None
    rows = [row for row in shares_between(*question.pair, years[0]) if question.covers(row, range(1, 10_000))]
    return rows, years[1] if len(years) > 1 else None


def _of_records(question: Question) -> tuple[list[Computed], int | None]:
    """What is computed of the newest years that hold about 2,000 records, and the year to go on with."""
    records = _records(question)
    first, last = question.start.year, min(question.end.year, LAST_YEAR)
    counts = dict(
        records.filter(period_end__year__gte=first, period_end__year__lte=min(last + 1, LAST_YEAR))
        .order_by()
        .values_list("period_end__year")
        .annotate(count=Count("pk"))
    )
    # A number stands in the year of a record, or, as the base that growth implies, in the year before.
    possible = sorted({year - back for year in counts for back in (0, 1) if first <= year - back <= last}, reverse=True)
    years, size = [], 0
    for year in possible:
        if years and size + counts.get(year, 0) > ROWS:
            break
        years.append(year)
        size += counts.get(year, 0)
    if not years:
        return [], None
    # What was asked for begins where the answer before ended, also if no record of the first years is there.
    shown = range(years[-1], max(years[0], last) + 1)
    around = records.filter(period_end__year__gte=shown[0] - 1, period_end__year__lte=shown[-1] + 1)
    tables = tables_of(around.select_related("series__reporter", "series__area", "series__counterpart"))
    rows = [row for row in computed_of(tables) if question.covers(row, shown)]
    rows.sort(key=lambda row: (-row.period.end.toordinal(), row.period.start, row.kind, row.series or row.reporter))
    return rows, shown[0] - 1 if possible[-1] < shown[0] else None


def _records(question: Question) -> QuerySet:
    one, other = question.pair
    series = Series.objects.for_pair(one.code, other.code).filter(commodity=question.commodity)
    rows = Observation.objects
    shown = rows.shown_as_of(question.as_of) if question.as_of else rows.shown_in_order()
    return shown.filter(series__in=keys_of(series))


# -- shapes -------------------------------------------------------------------------------------------------------
def _shape(row: Computed, root: str) -> dict[str, Any]:
    figure = written(row.figure)
    return {
        "kind": str(row.kind),
        "computed": True,
        "series": row.series,
        "reporter": row.reporter,
        "area": row.ends[0],
        "counterpart": row.ends[1],
        "flow": row.flow,
        "commodity": row.commodity,
        "unit": row.unit,
        "period": period_shape(row.period.start, row.period.end),
        "value": decimal_text(figure.value),
        "low": decimal_text(figure.low),
        "high": decimal_text(figure.high),
        "formula": row.figure.formula,
        "inputs": list(_inputs(row.inputs, root)),
    }


def _inputs(inputs: Sequence[Input], root: str) -> Iterator[dict[str, Any]]:
    for name, each in zip("ab", inputs, strict=True):
        interval = each.quantity.interval
        yield {
            "name": name,
            "what": each.words or each.series,
            "is_sum": each.is_sum,
            "series": each.series,
            "observation": each.observation,
            "url": _address(each, root),
            "values": each.values,
            "period_start": each.period.start.isoformat(),
            "period_end": each.period.end.isoformat(),
            "value": decimal_text(each.quantity.value),
            "low": decimal_text(interval.low),
            "high": decimal_text(interval.high),
        }


def _address(each: Input, root: str) -> str | None:
    if each.observation is not None:
        return root + reverse("observations-detail", args=(each.observation,))
    return f"{root}{reverse('observations-list')}?{each.query}" if each.query else None
