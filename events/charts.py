"""The chart of a figure of a fair over its editions: one bar for each, those without a record named."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.labels import measure_label
from events.models import Event, EventSeries, Metric
from trade.charts.model import CONTEXT, Category, Chart, Kind, Point, Series
from trade.charts.picture import KeyEntry
from trade.record_charts.findings import is_certainly_more
from trade.record_charts.frames import Frame, publishers_of
from trade.record_charts.periods import axis_number, in_axis
from trade.words.columns import Scale
from trade.words.languages import active_tag

MOST_EDITIONS = 12
Key = tuple[str, str, str]


def editions_frame(
    series: EventSeries, editions: Sequence[Event], key: Key, this: Event | None = None, table: str = ""
) -> Frame | None:
    """The figure *key* (measure, nature, unit) of *editions*, each with its ``figures``; *this* one is highlighted.

    None where fewer than two editions have it.
    """
    numbered = {event.edition: event for event in editions if event.edition}
    last = max(numbered, default=0)
    numbers = range(max(1, last - MOST_EDITIONS + 1), last + 1)
    metrics = {number: numbered[number].figures.get(key) for number in numbers if number in numbered}
    found = [metric for metric in metrics.values() if metric]
    if len(found) < 2:
        return None
    scale = Scale.of((metric.quantity for metric in found), key[2], active_tag())
    points = [_point(metrics.get(number), scale, this) for number in numbers]
    measure = measure_label(Metric(measure=key[0], nature=key[1], unit=key[2]))
    finding = _finding(measure, this, found)
    missing = [str(number) for number in numbers if not metrics.get(number)]
    name = series.acronym or series.name
    return Frame(
        chart=Chart(
            name="editions",
            title=finding or measure,
            kind=Kind.BARS,
            categories=tuple(_category(series, number, numbered.get(number)) for number in numbers),
            series=tuple(_series(points, this)),
            number=axis_number,
            unit=scale.unit_words,
            no_record=_("no record"),
            more=_("The table has all values."),
        ),
        title=finding or measure,
        subtitle=", ".join(filter(None, (measure if finding else "", name, scale.unit_words))),
        publishers=publishers_of(found),
        notes=[_("No record of editions: %(numbers)s.") % {"numbers": ", ".join(missing)}] if missing else [],
        table=table,
        entries=_key(this, points),
    )


def _point(metric: Metric | None, scale: Scale, this: Event | None) -> Point | None:
    if metric is None:
        return None
    quantity = metric.quantity
    return Point(
        in_axis(quantity.value, scale),
        scale.write(quantity).text,
        upper=None if quantity.upper is None else in_axis(quantity.upper, scale),
        is_highlighted=this is not None and metric.event_id == this.pk,
    )


def _category(series: EventSeries, number: int, event: Event | None) -> Category:
    """«CIIE-7», and the year below it where the records have one."""
    name = f"{series.acronym}-{number}" if series.acronym else str(number)
    status = next(iter(event.statuses.all()), None) if event else None
    return Category(name, (status.starts or "")[:4] if status else "")


def _series(points: Sequence[Point | None], this: Event | None) -> Iterable[Series]:
    """The highlighted edition in colour before the others in grey; without one all are in colour."""
    if this is None:
        yield Series(_("editions"), tuple(points), 1)
        return
    yield Series(_("other editions"), tuple(p if p and not p.is_highlighted else None for p in points), CONTEXT)
    yield Series(_("this edition"), tuple(p if p and p.is_highlighted else None for p in points), 1)


def _key(this: Event | None, points: Sequence[Point | None]) -> list[KeyEntry]:
    if this is None or not any(point and point.is_highlighted for point in points):
        return []
    return [KeyEntry("bar", "1", _("this edition")), KeyEntry("bar", "context", _("other editions"))]


def _finding(measure: str, this: Event | None, found: Sequence[Metric]) -> str:
    """Where this edition's figure lies above all others', whatever was rounded."""
    own = next((metric for metric in found if this is not None and metric.event_id == this.pk), None)
    others = [metric for metric in found if metric is not own]
    if own is None or not all(is_certainly_more(own, other) for other in others):
        return ""
    words = ngettext(
        "%(measure)s: the most of %(n)s recorded edition",
        "%(measure)s: the most of %(n)s recorded editions",
        len(found),
    )
    return words % {"measure": measure, "n": len(found)}
