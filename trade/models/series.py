"""What is measured: one series for each reporter, pair, flow, commodity, measure and unit."""

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trade.models.codes import Area, Commodity
from trade.models.rules import CheckAtField
from trade.querysets import SeriesQuerySet
from trade.series_keys import SeriesKey


def _dotted(*names: str) -> Concat:
    parts: list = []
    for name in names:
        parts += [Value("."), F(name)] if parts else [F(name)]
    return Concat(*parts, output_field=models.CharField())


def _what() -> tuple:
    """The parts that make two numbers comparable besides the pair and the direction."""
    return (
        Value("."),
        F("commodity"),
        Value("."),
        F("measure"),
        Value("."),
        F("unit"),
        Value("."),
        F("trade_type"),
    )


def growth_of(thing: str) -> str:
    """The ``thing`` of the growth of *thing*: CHN-KAZ.TOTAL.V.USD.C → CHN-KAZ.TOTAL.G.PC.C."""
    what, _measure, _unit, trade_type = thing.rsplit(".", 3)
    return f"{what}.{Series.Measure.GROWTH}.PC.{trade_type}"


def _thing(first: str, mark: str, second: str) -> Concat:
    return Concat(F(first), Value(mark), F(second), *_what(), output_field=models.CharField())


class Series(models.Model):
    """One measured quantity over time, as one reporter states it.

    ``key`` (see :mod:`trade.series_keys`) and ``thing`` are computed by the database. ``thing`` is equal for all
    reporters of the same quantity: A's exports to B and B's imports from A share it.
    """

    class Flow(models.TextChoices):
        EXPORTS = "X", _("exports")
        IMPORTS = "M", _("imports")
        REEXPORTS = "RX", _("re-exports")
        REIMPORTS = "RM", _("re-imports")
        TURNOVER = "T", _("turnover")

    class Measure(models.TextChoices):
        VALUE = "V", pgettext_lazy("measure", "value")
        QUANTITY = "Q", _("quantity")
        GROWTH = "G", _("growth on the same period a year earlier")

    class TradeType(models.TextChoices):
        GOODS = "C", _("goods, or not stated")
        SERVICES = "S", _("services")

    class Valuation(models.TextChoices):
        NOT_STATED = "_X", _("not stated")
        FOB = "FOB", "FOB"
        CIF = "CIF", "CIF"

    # Indexes are named below: Django would add two to each code, one of them for LIKE, and areas begin others already.
    reporter = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("reporter"),
        help_text=_("Choose whose statistics these are; choose «not stated» (_X) if the source does not say."),
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="series_as_area", db_index=False, verbose_name=_("area")
    )
    counterpart = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        related_name="series_as_counterpart",
        db_index=False,
        verbose_name=_("counterpart"),
        help_text=_("For turnover the area is the one that comes first in the alphabet of codes."),
    )
    flow = models.CharField(_("flow"), max_length=2, choices=Flow.choices)
    commodity = models.ForeignKey(
        Commodity,
        on_delete=models.PROTECT,
        related_name="series",
        db_index=False,
        default=Commodity.TOTAL,
        verbose_name=_("commodity"),
    )
    measure = models.CharField(_("measure"), max_length=1, choices=Measure.choices, default=Measure.VALUE)
    unit = models.CharField(
        _("unit"),
        max_length=8,
        default="USD",
        help_text=_("Give the ISO 4217 code of a currency, a unit code such as T, or PC for percent."),
    )
    trade_type = models.CharField(_("trade type"), max_length=1, choices=TradeType.choices, default=TradeType.GOODS)
    valuation = models.CharField(_("valuation"), max_length=3, choices=Valuation.choices, default=Valuation.NOT_STATED)
    key = models.GeneratedField(
        expression=Concat(
            _dotted("reporter", "area", "counterpart", "flow", "commodity", "measure", "unit"),
            Case(When(valuation="_X", then=Value("")), default=Concat(Value("."), F("valuation"))),
            Case(When(trade_type="S", then=Value(".S")), default=Value("")),
        ),
        output_field=models.CharField(_("key"), max_length=80),
        db_persist=True,
        unique=True,
    )
    thing = models.GeneratedField(
        expression=Case(
            When(flow="X", then=_thing("area", ">", "counterpart")),
            When(flow="M", then=_thing("counterpart", ">", "area")),
            When(flow="RX", then=_thing("area", ">RX>", "counterpart")),
            When(flow="RM", then=_thing("counterpart", ">RM>", "area")),
            default=_thing("area", "-", "counterpart"),
        ),
        output_field=models.CharField(_("same thing"), max_length=80),
        db_persist=True,
    )

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("plural", "series")
        ordering = ("key",)
        constraints = (
            models.UniqueConstraint(
                fields=(
                    "area",
                    "counterpart",
                    "flow",
                    "commodity",
                    "measure",
                    "unit",
                    "reporter",
                    "trade_type",
                    "valuation",
                ),
                name="trade_series_is_defined_once",
                violation_error_message=_("This series exists already; choose it instead of adding it again."),
            ),
            CheckAtField(
                field="reporter",
                condition=Q(flow="T") | Q(reporter=F("area")) | Q(reporter="_X"),
                name="trade_series_flow_is_reported_by_its_area",
                violation_error_message=_(
                    "Exports and imports are reported by the area itself; choose it or «not stated» as the reporter."
                ),
            ),
            CheckAtField(
                field="area",
                condition=~Q(flow="T") | Q(area__lt=F("counterpart")),
                name="trade_series_turnover_pair_is_alphabetical",
                violation_error_message=_(
                    "Turnover has no direction: put the area whose code comes first in the alphabet first."
                ),
            ),
            CheckAtField(
                field="reporter",
                condition=~Q(flow="T") | Q(reporter=F("area")) | Q(reporter=F("counterpart")) | Q(reporter="_X"),
                name="trade_series_turnover_is_reported_by_a_side",
                violation_error_message=_("Turnover is reported by one of the two sides, or by nobody stated."),
            ),
            models.CheckConstraint(
                condition=~Q(area="_X") & ~Q(counterpart="_X"),
                name="trade_series_pair_is_stated",
                violation_error_message=_(
                    "The area and the counterpart must be stated; only the reporter may be «not stated» (_X)."
                ),
            ),
            CheckAtField(
                field="unit",
                condition=~Q(measure="G") | Q(unit="PC"),
                name="trade_series_growth_is_in_percent",
                violation_error_message=_("Growth is measured in percent: write PC as the unit."),
            ),
            CheckAtField(
                field="unit",
                condition=~Q(measure="V") | Q(unit__regex=r"^[A-Z]{3}\Z"),
                name="trade_series_value_is_in_a_currency",
                violation_error_message=_("A value needs a currency: write its ISO 4217 code, such as USD."),
            ),
            CheckAtField(
                field="unit",
                condition=Q(unit__regex=r"^[A-Z0-9]{1,8}\Z"),
                name="trade_series_unit_is_a_code",
                violation_error_message=_(
                    "Write the unit as a code of capital letters and digits, such as USD, T or PC."
                ),
            ),
            models.CheckConstraint(
                condition=Q(flow__in=("X", "M", "RX", "RM", "T"), measure__in=("V", "Q", "G"))
                & Q(trade_type__in=("C", "S"), valuation__in=("_X", "FOB", "CIF")),
                name="trade_series_codes_are_known",
            ),
        )
        indexes = (
            models.Index(fields=("counterpart", "area", "flow"), name="trade_series_counterpart"),
            # In the order of lists of observations, which begin with the series.
            models.Index(fields=("reporter", "id"), name="trade_series_reporter"),
            models.Index(fields=("commodity", "id"), name="trade_series_commodity"),
            models.Index(fields=("thing",), name="trade_series_thing"),
        )

    def __str__(self):
        return str(self.series_key)

    def get_absolute_url(self):
        return reverse("trade:series", args=(str(self.series_key),))

    @property
    def series_key(self) -> SeriesKey:
        """The same text as ``key``, also before the row is saved."""
        return SeriesKey(
            self.reporter_id,
            self.area_id,
            self.counterpart_id,
            self.flow,
            self.commodity_id,
            self.measure,
            self.unit,
            self.valuation,
            self.trade_type,
        )

    def natural_key(self):
        return (str(self.series_key),)

    natural_key.dependencies = ("trade.area", "trade.commodity")

    @property
    def pair(self) -> tuple[str, str]:
        """The two area codes in alphabetical order, as the address of the pair page has them."""
        return tuple(sorted((self.area_id, self.counterpart_id)))
