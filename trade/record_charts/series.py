"""The chart of one series: its values over time, with what other reporters say of the same thing."""

from collections.abc import Iterable
from decimal import Decimal

from trade.history import CURRENT
from trade.labels import series_label
from trade.models import Area, Observation, Series
from trade.pairs.latest import Pair
from trade.record_charts.findings import finding_of
from trade.record_charts.frames import Frame, publishers_of
from trade.record_charts.pairs import beyond_notes, drawn, notes_of, span_of, subtitle
from trade.record_charts.periods import Value, Voice, chart_of, periods_of
from trade.words.columns import Scale
from trade.words.languages import active_tag


def series_frame(series: Series, rows: Iterable[Observation], siblings: dict[int, Series]) -> Frame | None:
    """*rows* are all recorded values, with ``fate`` and ``facts``; None where fewer than two periods have one.

    *siblings* are the series of the same thing by other reporters, by primary key.
    """
    rows = list(rows)
    own = Voice(series.reporter, _colour(series, series.reporter))
    own.values = {
        row.period: Value(row.quantity, row, earlier=_earlier(row, rows))
        for row in rows
        if row.fate == CURRENT and row.value is not None
    }
    voices = [own, *_mirrors(own, siblings, series)]
    shown = periods_of([own])
    if shown.count < 2:
        return None
    scale = Scale.of((value.quantity for value in drawn(voices, shown)), series.unit, active_tag())
    neutral = series_label(series)
    finding = "" if series.measure == Series.Measure.GROWTH else finding_of([own], shown)
    chart = chart_of("series", finding or neutral, voices, scale, shown, main=own)
    return Frame(
        chart=chart,
        title=finding or neutral,
        subtitle=subtitle(neutral if finding else "", scale, span_of(shown), voices),
        publishers=publishers_of(value.observation for value in drawn(voices, shown)),
        notes=[*notes_of(voices, shown, scale), *beyond_notes(chart)],
        table="#values",
    )


def _earlier(row: Observation, rows: Iterable[Observation]) -> tuple[Decimal, ...]:
    """The older values of the same period, oldest first."""
    older = [
        other
        for other in rows
        if other.period == row.period and other.vintage < row.vintage and other.value not in (None, row.value)
    ]
    return tuple(other.value for other in sorted(older, key=lambda other: other.vintage))


def _mirrors(own: Voice, siblings: dict[int, Series], series: Series) -> list[Voice]:
    found: dict[int, Voice] = {}
    for period, value in own.values.items():
        for mirror in value.observation.facts.mirror:
            other = mirror.observation
            sibling = siblings.get(other.series_id)
            if sibling is not None and other.quantity is not None:
                voice = found.setdefault(sibling.pk, Voice(sibling.reporter, _colour(series, sibling.reporter)))
                voice.values[period] = Value(other.quantity, other)
    return list(found.values())


def _colour(series: Series, reporter: Area) -> int:
    """The colour that the reporter has in the chart of the pair."""
    order = [area.code for area in Pair.of(series)]
    return order.index(reporter.code) + 1 if reporter.code in order else 3
