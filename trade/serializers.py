"""JSON of the ground floor's records. Every field is named here; nothing follows from a model by itself."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from trade.api.shapes import (
    DecimalField,
    PageField,
    PartialDateField,
    PeriodSerializer,
    RecordField,
    SourceLines,
    TextField,
    decimal_text,
    end_of,
    ends_of,
    moment_text,
    page_url,
    period_shape,
    source_lines,
)
from trade.models import Area, Commodity, Observation, ReporterBasis, Series, Source, Status
from trade.models.measurements import QUALIFIERS
from trade.provenance import Mirror


class AreaSerializer(serializers.Serializer):
    code = serializers.CharField()
    url = RecordField("areas")
    name = serializers.CharField(help_text=_("Name in the language of the answer, from CLDR where it has one."))
    kind = serializers.ChoiceField(choices=Area.Kind.choices)
    alpha2 = TextField()
    m49 = TextField(help_text=_("Numeric code of the United Nations."))


class CommoditySerializer(serializers.Serializer):
    key = serializers.CharField()
    url = RecordField("commodities")
    name = TextField()
    scheme = serializers.ChoiceField(choices=Commodity.Scheme.choices)
    code = TextField()
    parent = serializers.CharField(source="parent_id", allow_null=True)


class SourceSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = PageField()
    key = serializers.CharField()
    kind = serializers.ChoiceField(choices=Source.Kind.choices)
    title = serializers.CharField()
    author = TextField()
    publisher = TextField()
    link = TextField(source="url", help_text=_("Address of the publication itself."))
    language = TextField()
    published = PartialDateField()
    accessed_on = serializers.DateField(allow_null=True)
    sha256 = TextField(help_text=_("SHA-256 of the copy that we keep."))
    licence = TextField()
    note = TextField()


class SeriesSerializer(serializers.Serializer):
    key = serializers.CharField()
    url = PageField()
    reporter = serializers.CharField(source="reporter_id", help_text=_("Area code; _X if not stated."))
    area = serializers.CharField(source="area_id")
    counterpart = serializers.CharField(source="counterpart_id")
    flow = serializers.ChoiceField(choices=Series.Flow.choices)
    commodity = serializers.CharField(source="commodity_id")
    measure = serializers.ChoiceField(choices=Series.Measure.choices)
    unit = serializers.CharField()
    trade_type = serializers.ChoiceField(choices=Series.TradeType.choices)
    valuation = serializers.ChoiceField(choices=Series.Valuation.choices)


class MirrorSerializer(serializers.Serializer):
    """Another reporter's current value of the same thing."""

    series = serializers.CharField()
    value = DecimalField()
    gap = DecimalField(help_text=_("Their value less this one."))
    gap_percent = DecimalField(allow_null=True, help_text=_("The gap in percent of this value, to one decimal."))


class ObservationSerializer(serializers.Serializer):
    """A row that :func:`trade.provenance.attach_facts` has prepared.

    Its fields are declared for OpenAPI and CSV; the rows themselves are built by hand, which costs a third.
    """

    id = serializers.IntegerField()
    url = serializers.URLField()
    series = serializers.CharField(help_text=_("Key of the series."))
    reporter = serializers.CharField(help_text=_("Area code; _X if not stated."))
    area = serializers.CharField()
    counterpart = serializers.CharField()
    flow = serializers.ChoiceField(choices=Series.Flow.choices)
    commodity = serializers.CharField()
    measure = serializers.ChoiceField(choices=Series.Measure.choices)
    unit = serializers.CharField()
    period = PeriodSerializer()
    value = DecimalField(allow_null=True, help_text=_("In base units; null where the status says that it is missing."))
    qualifier = serializers.ChoiceField(choices=QUALIFIERS)
    resolution = DecimalField(allow_null=True, help_text=_("Size of the last stated digit."))
    low = DecimalField(allow_null=True, help_text=_("Low end of what the value can mean; null where it is open."))
    high = DecimalField(allow_null=True, help_text=_("High end of what the value can mean; null where it is open."))
    status = serializers.ChoiceField(choices=Status.choices, help_text=_("SDMX observation status."))
    vintage = serializers.IntegerField()
    valid_from = serializers.DateTimeField(help_text=_("When it was recorded here."))
    valid_to = serializers.DateTimeField(allow_null=True, help_text=_("When it was superseded or withdrawn."))
    reporter_basis = serializers.ChoiceField(
        choices=ReporterBasis.choices, help_text=_("Whether any source names the reporter.")
    )
    publishers = serializers.IntegerField(help_text=_("How many independent publishers state it."))
    mirror = MirrorSerializer(many=True)
    sources = SourceLines()

    def to_representation(self, row: Observation) -> dict[str, Any]:
        series, (low, high) = row.series, ends_of(row.interval())
        return {
            "id": row.pk,
            "url": f"{page_url(series, self.context)}#{row.anchor}",
            "series": series.key,
            "reporter": series.reporter_id,
            "area": series.area_id,
            "counterpart": series.counterpart_id,
            "flow": series.flow,
            "commodity": series.commodity_id,
            "measure": series.measure,
            "unit": series.unit,
            "period": period_shape(row.period_start, row.period_end),
            "value": decimal_text(row.value),
            "qualifier": row.qualifier,
            "resolution": decimal_text(row.resolution),
            "low": low,
            "high": high,
            "status": row.status,
            "vintage": row.number,
            "valid_from": moment_text(row.valid_from),
            "valid_to": moment_text(end_of(row)),
            "reporter_basis": row.facts.reporter_basis,
            "publishers": row.facts.publishers,
            "mirror": [mirror_line(mirror) for mirror in row.facts.mirror],
            "sources": source_lines(row, self.context),
        }


class TotalSerializer(serializers.Serializer):
    """A row of :meth:`trade.querysets.ObservationQuerySet.annual_totals`."""

    year = serializers.IntegerField(source="by_year")
    reporter = serializers.CharField(source="by_reporter", help_text=_("Area code; _X if not stated."))
    area = serializers.CharField(source="by_area")
    counterpart = serializers.CharField(source="by_counterpart")
    flow = serializers.ChoiceField(source="by_flow", choices=Series.Flow.choices)
    scheme = serializers.ChoiceField(source="by_scheme", choices=Commodity.Scheme.choices)
    digits = serializers.IntegerField(
        source="by_digits", help_text=_("Digits of the headings added up; 0 for a total.")
    )
    unit = serializers.CharField(source="by_unit")
    valuation = serializers.ChoiceField(source="by_valuation", choices=Series.Valuation.choices)
    trade_type = serializers.ChoiceField(source="by_trade_type", choices=Series.TradeType.choices)
    value = DecimalField(
        source="total",
        help_text=_(
            "Sum of the values recorded, computed here. With scheme TOTAL what is stated of all goods; with any other "
            "the sum of the headings of that level that are recorded, and no stated total."
        ),
    )
    observations = serializers.IntegerField(
        help_text=_("How many observations were added up: with one scheme and level, how many headings are recorded.")
    )


def mirror_line(mirror: Mirror) -> dict[str, str | None]:
    percent = mirror.gap_percent
    return {
        "series": mirror.observation.series.key,
        "value": decimal_text(mirror.observation.value),
        "gap": decimal_text(mirror.gap),
        "gap_percent": None if percent is None else format(percent, "f"),
    }
