"""How the admin writes the numbers and periods of records, in the language of the editor."""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from trade.models import Measurement, Series
from trade.periods import Period
from trade.words.languages import active_tag
from trade.words.numbers import compact, exact, plain


def amount(record: Any) -> str:
    """«$41 млрд»; what its status says where a measurement has no value, and nothing where another record has none."""
    if record.value is None:
        return record.get_status_display() if isinstance(record, Measurement) else ""
    return compact(
        record.value,
        getattr(record, "unit", ""),
        active_tag(),
        record.resolution,
        record.qualifier,
        upper=record.value_upper,
        signed=getattr(record, "is_growth", False),
    )


def exact_amount(record: Any) -> str:
    """Every digit with the unit."""
    return "" if record.value is None else exact(record.value, record.unit, active_tag())


def meaning(record: Any) -> str:
    """What the value can mean: «40 500 000 000 – 41 500 000 000», with «…» for an end that is open."""
    interval = record.interval()
    if interval is None:
        return ""
    ends = (interval.low, interval.high)
    return " – ".join("…" if end is None else plain(end, active_tag()) for end in ends)


def period(span: Period | None) -> str:
    """«январь–сентябрь 2024»."""
    return span.words(active_tag()) if span else ""


def moment(when: datetime | None) -> str:
    return date_format(localtime(when), "DATETIME_FORMAT") if when else ""


def series(row: Series) -> str:
    """«Китай — Казахстан, товарооборот»; the commodity and what is measured too unless it is the value of all goods."""
    pair = f"{row.area.name} — {row.counterpart.name}"
    commodity = "" if row.commodity_id == "TOTAL" else str(row.commodity)
    measure = "" if row.measure == Series.Measure.VALUE else row.get_measure_display()
    return ", ".join(filter(None, (pair, row.get_flow_display(), commodity, measure)))
