"""What the records of the ground floor can be asked for. One FilterSet each for the page, the API and its exports."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from trade.api.parameters import (
    AnyOfFilter,
    AsOfFilter,
    MomentFilter,
    NumberCodeFilter,
    PeriodEdgeFilter,
    SeriesKeyFilter,
    SourceLanguageFilter,
    TextFilter,
    WordsFilter,
    YearEdgeFilter,
    YearFilter,
    area_filter,
    commodity_filter,
)
from trade.models import Area, Commodity, Observation, PairTotal, Series, Source

A_FEW = 1_000
SPAN = ("period_from", "period_to")


class AreaFilters(FilterSet):
    kind = AnyOfFilter(choices=Area.Kind.choices, label=_("Kind"), help_text=_("Kind of area."))
    m49 = NumberCodeFilter(label=_("M49"), help_text=_("Numeric code of the United Nations, three digits."))

    class Meta:
        model = Area
        fields = ()


class CommodityFilters(FilterSet):
    scheme = AnyOfFilter(
        choices=Commodity.Scheme.choices,
        label=_("Classification"),
        help_text=_("Classification and edition, such as H6."),
    )
    parent = commodity_filter("parent", label=_("Parent"), help_text=_("Key of the heading above, such as H6-27."))
    q = WordsFilter(
        label=_("Words or code"),
        help_text=_("Words for goods in any language and form, or a code such as 27 or HS 2709."),
    )

    class Meta:
        model = Commodity
        fields = ()


class HeadingFilters(CommodityFilters):
    """Those of the page: a heading above another is a page of its own."""

    parent = None

    class Meta:
        model = Commodity
        fields = ()


class SourceFilters(FilterSet):
    kind = AnyOfFilter(choices=Source.Kind.choices, label=_("Kind"), help_text=_("Kind of source."))
    publisher = TextFilter(label=_("Publisher"), help_text=_("Publisher, exactly as the source prints it."))
    language = SourceLanguageFilter(
        label=_("Language"), help_text=_("Language of the source, a BCP 47 tag such as ru.")
    )

    class Meta:
        model = Source
        fields = ()


class _SeriesParts(FilterSet):
    """Filters by the parts of a series, whether rows are series or hang on one (``prefix``).

    Turnover (T) has no direction, so a pair matches it in either order; exports and imports match as written.
    """

    prefix_to_series = ""

    reporter = area_filter(
        method="filter_part", label=_("Reporter"), help_text=_("Whose statistics: an area code, or _X for not stated.")
    )
    area = area_filter(
        method="filter_pair",
        label=_("Area"),
        help_text=_("Code of the area whose trade it is; turnover (T) matches in either order."),
    )
    counterpart = area_filter(
        method="filter_pair",
        label=_("Counterpart"),
        help_text=_("Code of the area on the other side; turnover (T) matches in either order."),
    )
    flow = AnyOfFilter(
        choices=Series.Flow.choices,
        method="filter_any",
        label=_("Flow"),
        help_text=_("X exports, M imports, RX re-exports, RM re-imports, T turnover."),
    )
    commodity = commodity_filter(
        method="filter_part", label=_("Commodity"), help_text=_("Key with edition, such as TOTAL or H6-27.")
    )
    measure = AnyOfFilter(
        choices=Series.Measure.choices,
        method="filter_any",
        label=_("Measure"),
        help_text=_("V value, Q quantity, G growth on the same period a year earlier."),
    )

    def filter_part(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(**{f"{self.prefix_to_series}{name}": value})

    def filter_any(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        return queryset.filter(**{f"{self.prefix_to_series}{name}__in": value})

    def filter_pair(self, queryset: QuerySet, name: str, value: Area | str) -> QuerySet:
        """Both ends are one condition, applied when ``area`` is met, or with ``counterpart`` where it stands alone."""
        flows = self.form.cleaned_data.get("flow")
        ends = {end: self.form.cleaned_data.get(end) for end in ("area", "counterpart")}
        if name == "counterpart" and ends["area"]:
            return queryset
        turnover = not flows or Series.Flow.TURNOVER in flows
        return queryset.filter(pair_condition(**ends, prefix=self.prefix_to_series, turnover=turnover))


def pair_condition(
    area: Area | str | None, counterpart: Area | str | None, prefix: str = "", turnover: bool = True
) -> Q:
    """Series from *area* to *counterpart* (either may be open), and the *turnover* of the two in whatever order."""
    given = {"area": area, "counterpart": counterpart}
    turned = {"area": counterpart, "counterpart": area}
    as_written, either_way = ({f"{prefix}{k}": v for k, v in ends.items() if v} for ends in (given, turned))
    either_way |= {f"{prefix}flow": Series.Flow.TURNOVER}
    # Where there is no turnover to be met, the database walks one index.
    return Q(**as_written) | Q(**either_way) if turnover else Q(**as_written)


class PairFilters(FilterSet):
    """Pairs by one of their two areas, whichever side it stands on."""

    area = area_filter(method="filter_end", label=_("Area"), help_text=_("Code of one of the two areas."))

    class Meta:
        model = Series
        fields = ()

    def filter_end(self, queryset: QuerySet, name: str, value: Area) -> QuerySet:
        return queryset.filter(Q(area=value) | Q(counterpart=value))


class HeadingPageFilters(PairFilters):
    """Those of the page of a heading; the year is that of its largest flows and narrows no series."""

    year = YearFilter(label=_("Year"), method="leave")

    class Meta:
        model = Series
        fields = ()

    def leave(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset


class SeriesFilters(_SeriesParts):
    class Meta:
        model = Series
        fields = ()


class UpdatedFilter(MomentFilter):
    """Rows recorded or made public after a moment. Of a few, the database is told which they are.

    It would walk through all in the order of the list otherwise, for it cannot know that what is new lies together.
    """

    asks_first = True

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        if not value:
            return qs
        later = (
            Q(valid_from__gt=value),
            Q(source__in=list(Source.objects.filter(public_from__gt=value).values_list("pk", flat=True))),
        )
        rows = Observation.objects.order_by()
        keys = {key for each in later for key in rows.filter(each).values_list("pk", flat=True)[: A_FEW + 1]}
        return qs.filter(later[0] | later[1]) if len(keys) > A_FEW else qs.filter(pk__in=keys)


class ObservationFilters(_SeriesParts):
    prefix_to_series = "series__"

    series = SeriesKeyFilter(
        "series__key", label=_("Series"), help_text=_("Key of a series, such as CHN.CHN.KAZ.T.TOTAL.V.USD.")
    )
    period_from = PeriodEdgeFilter(
        "period_start",
        "gte",
        label=_("From"),
        help_text=_("Periods that start on this day or later; a year or month stands for its first day."),
    )
    period_to = PeriodEdgeFilter(
        "period_end",
        "lte",
        last=True,
        label=_("To"),
        help_text=_("Periods that end on this day or earlier; a year or month stands for its last day."),
    )
    as_of = AsOfFilter(
        label=_("As of"),
        help_text=_("Values that were current at this moment, instead of now; a date stands for its end in UTC."),
    )
    updated_after = UpdatedFilter(
        label=_("Updated after"),
        help_text=_("Values recorded or made public after this moment; a date stands for its beginning in UTC."),
    )

    class Meta:
        model = Observation
        fields = ()

    def is_valid(self) -> bool:
        """A span that ends before it starts holds nothing, and is a slip: both its ends are named."""
        if super().is_valid():
            start, end = (self.form.cleaned_data.get(name) for name in SPAN)
            if start and end and end < start:
                for name in SPAN:
                    self.form.add_error(name, _("period_to must not lie before period_from."))
        return super().is_valid()


class PairTotalFilters(_SeriesParts):
    """The filters of annual totals, of those that are kept: they are not kept by commodity."""

    measure = commodity = None
    period_from = YearEdgeFilter("year", "gte")
    period_to = YearEdgeFilter("year", "lte", last=True)

    class Meta:
        model = PairTotal
        fields = ()


class TotalFilters(ObservationFilters):
    """Filters of annual totals: always of values, and as readers are shown them now."""

    measure = series = as_of = updated_after = None
    shown = AsOfFilter()
    unnamed = ("shown",)  # works without a parameter, and takes none

    class Meta:
        model = Observation
        fields = ()
