"""What the newsroom calls the records that its figures are bound to, in the language of the page."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.labels import measure_label, short_name
from events.models import Agreement, Event, Metric
from trade.labels import series_label
from trade.models import Measurement, Observation, Series
from trade.words.languages import active_tag
from trade.words.numbers import compact

Record = Observation | Metric | Event | Agreement

# What label_of() reads of each kind of record, to be loaded with it.
NEEDED = {
    "observation": ("series__area", "series__counterpart", "series__commodity", "series__reporter", "source"),
    "metric": (
        "event__source",
        "event__series__source",
        "participation__area",
        "participation__organisation",
        "source",
    ),
    "event": ("source",),
    "agreement": ("source",),
}


def label_of(record: Record, style: str = "long") -> str:
    """«Товарооборот: Китай — Казахстан, 2023», «Представленные страны, CIIE-7»; *style* short abbreviates periods."""
    match record:
        case Observation():
            period = record.period.words(active_tag(), style)
            return f"{series_label(record.series)}, {period}"
        case Metric():
            return f"{measure_label(record)}, {short_name(record.event)}"
    return record.name


def kind_of(record: Record) -> str:
    """What sort of record it is, in a word."""
    kinds = {
        Observation: pgettext("kind of record", "Trade data"),
        Metric: pgettext("kind of record", "Figure of an event"),
        Event: pgettext("kind of record", "Event"),
        Agreement: pgettext("kind of record", "Agreement"),
    }
    return kinds[type(record)]


def place_of(record: Record) -> str:
    """The pair of a trade record («CHN–KAZ») or the event of a figure («CIIE-7»), short; empty for other records."""
    match record:
        case Observation():
            return "–".join(record.series.pair)
        case Metric():
            return short_name(record.event)
    return ""


def period_of(record: Record) -> str:
    """«январь–сентябрь 2024, неполный год»; empty for what has no period of its own."""
    if not isinstance(record, Observation):
        return ""
    period = record.period
    words = period.words(active_tag())
    if period.is_full_year:
        return _("%(period)s, full year") % {"period": words}
    return _("%(period)s, incomplete year") % {"period": words} if period.is_partial_year else words


def reporter_of(record: Record) -> str:
    """Whose statistics a trade record is, as a name; empty for other records."""
    return record.series.reporter.name if isinstance(record, Observation) else ""


def value_of(row: Measurement) -> str:
    """The value as readers of the active language write it; a dash where none is stated."""
    if row.value is None:
        return "—"
    growth = isinstance(row, Observation) and row.series.measure == Series.Measure.GROWTH
    return compact(
        row.value, row.unit, active_tag(), row.resolution, row.qualifier, upper=row.value_upper, signed=growth
    )
