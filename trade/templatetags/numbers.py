"""Numbers, periods and dates as readers of the active language write them.

A *figure* is anything with a value and what it can mean: a measurement, a claim, a :class:`Quantity`, or a
:class:`Derived` number, which is always written with ≈.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from trade.models import Measurement
from trade.partial_dates import PartialDate, range_words
from trade.periods import Period
from trade.quantities import Derived, Qualifier, Quantity
from trade.words import numbers
from trade.words.columns import ColumnNumber, Scale
from trade.words.dates import Style
from trade.words.languages import active_tag
from trade.words.numbers import Parts
from trade.words.units import Kind, kind_of
from trade.words.units import unit_name as name_of_unit

register = template.Library()

_TENTH = Decimal("0.1")


def _unit(figure: Any, unit: str | None) -> str:
    return getattr(figure, "unit", "") if unit is None else unit


def _quantity(figure: Any, unit: str) -> Quantity | None:
    """What *figure* states; of a computed number an approximation, of percents with at most one decimal."""
    if isinstance(figure, Derived):
        least = _TENTH if kind_of(unit) is Kind.PERCENT else figure.resolution
        return Quantity(figure.value, max(figure.resolution, least), Qualifier.APPROX)
    return figure if isinstance(figure, Quantity) or figure is None else figure.quantity


def _write(figure: Any, unit: str | None, signed: bool) -> Parts | None:
    unit = _unit(figure, unit)
    stated = _quantity(figure, unit)
    if stated is None:
        return None
    return numbers.parts(
        stated.value, unit, active_tag(), stated.resolution, stated.qualifier, upper=stated.upper, signed=signed
    )


@register.filter
def compact(figure: Any, unit: str | None = None) -> str:
    """«$80,01 млрд», «более 50»; empty where no value is stated. *unit* defaults to the figure's own."""
    written = _write(figure, unit, signed=False)
    return written.text if written else ""


@register.filter
def signed(figure: Any, unit: str | None = None) -> str:
    """The same with a plus before what grew: «+13 %»."""
    written = _write(figure, unit, signed=True)
    return written.text if written else ""


@register.filter
def difference(computed: Derived, unit: str) -> str:
    """How far two stated numbers lie apart, without ≈ and sign: «$9,5 млрд»."""
    stated = _quantity(computed, unit)
    return numbers.compact(abs(stated.value), unit, active_tag(), stated.resolution)


@register.filter
def offset(computed: Derived, unit: str) -> str:
    """The same with its sign: «+30,2 %», «−$9,5 млрд»."""
    stated = _quantity(computed, unit)
    return numbers.compact(stated.value, unit, active_tag(), stated.resolution, signed=True)


@register.simple_tag
def number_parts(figure: Any, unit: str | None = None) -> Parts | None:
    """``before``, ``number`` and ``magnitude`` apart, for a headline that sets them in different sizes."""
    return _write(figure, unit, signed=False)


@register.simple_tag
def in_column(figure: Any, scale: Scale) -> ColumnNumber:
    """``text`` and ``pad`` of a figure in a column of that :class:`Scale`."""
    return scale.write(figure if isinstance(figure, Derived) else _quantity(figure, scale.unit))


@register.filter
def plain(value: Decimal | int) -> str:
    return numbers.plain(Decimal(value), active_tag())


@register.filter
def percent(value: Decimal | int) -> str:
    """«+13 %» of a bare number, with its sign."""
    return numbers.percent(Decimal(value), active_tag())


@register.filter
def exact(figure: Any, unit: str | None = None) -> str:
    """Every digit with the unit, to be copied: «41 000 000 000 USD»; both ends of a range."""
    unit = _unit(figure, unit)
    stated = _quantity(figure, unit)
    if stated is None:
        return ""
    ends = [stated.value] if stated.upper is None else [stated.value, stated.upper]
    return " – ".join(numbers.exact(end, unit, active_tag()) for end in ends)


@register.filter
def unit_name(unit: str) -> str:
    """«доллар США», «проценты»; the code itself if it is unknown."""
    return name_of_unit(unit, active_tag())


@register.filter
def period(spanned: Period | Measurement | None, style: Style = "long") -> str:
    """«январь–сентябрь 2024» of a period or of what has one; ``short`` abbreviates."""
    span = spanned if isinstance(spanned, Period) else getattr(spanned, "period", None)
    return span.words(active_tag(), style) if span else ""


@register.filter
def partial_date(text: str | PartialDate) -> str:
    """«5 ноября 2024», «ноябрь 2024» or «2024», as precise as known; empty if unknown."""
    found = text if isinstance(text, PartialDate) else PartialDate.parse(text or "")
    return found.words(active_tag())


@register.simple_tag
def date_range(first: str, last: str) -> str:
    """«5–10 ноября 2024» of two partial dates; of one alone if the other is unknown."""
    start, end = PartialDate.parse(first), PartialDate.parse(last)
    if not (start and end):
        return (start or end).words(active_tag())
    return range_words(start, end, active_tag())


@register.filter
def day(moment: date | datetime | None) -> str:
    """The day in words, in the site's time zone."""
    if moment is None:
        return ""
    local = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return Period.day(local).words(active_tag())


@register.filter
def iso_day(moment: date | datetime | None) -> str:
    """The same day for the ``datetime`` attribute."""
    if moment is None:
        return ""
    return (timezone.localdate(moment) if isinstance(moment, datetime) else moment).isoformat()


@register.filter
def minute_utc(moment: datetime) -> str:
    """Day and time to the second with the zone: «20 ноября 2024, 14:05:00 UTC+5»."""
    local = timezone.localtime(moment)
    hours = local.utcoffset().total_seconds() / 3600
    zone = f"UTC{hours:+g}" if hours else "UTC"
    return _("%(day)s, %(time)s") % {"day": day(moment), "time": f"{local:%H:%M:%S} {zone}"}


@register.filter
def minute(moment: datetime) -> str:
    """Day and time in the site's time zone: «20 ноября 2024, 14:05»."""
    return _("%(day)s, %(time)s") % {"day": day(moment), "time": f"{timezone.localtime(moment):%H:%M}"}
