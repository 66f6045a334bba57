"""What the front page chooses to show: nothing on it is picked by hand, so the choices are rules with reasons."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F, OuterRef, Subquery
from django.db.models.lookups import IsNull

from articles.cards import Figure
from articles.models import ArticleVersion, Claim, ClaimState
from events.details import agreements_in_full, events_in_full
from events.models import Agreement, Event, Metric
from trade.models import Observation, Series
from trade.pairs.latest import Pair
from trade.pairs.tables import Table, tables_of
from trade.provenance import attach_facts

LEAST_IN_STRIP, MOST_IN_STRIP = 3, 5
SHOWN = 3
PERIODS_SHOWN = 4


def strip_of(figures: Iterable[Figure]) -> list[Figure]:
    """Up to five figures of the lead article: trade data, the newest period first, then those of whole events.

    Empty if there are fewer than three: a strip of one or two says nothing.
    """
    shown = sorted((figure for figure in figures if _is_headline(figure)), key=_strip_order)[:MOST_IN_STRIP]
    return shown if len(shown) >= LEAST_IN_STRIP else []


def _is_headline(figure: Figure) -> bool:
    return figure.record is not None and figure.claim.kind != Claim.Kind.ORDINAL


def _strip_order(figure: Figure) -> tuple:
    record = figure.record
    if isinstance(record, Observation):
        return 0, -record.period_end.toordinal(), record.period_start, figure.number
    of_a_part = isinstance(record, Metric) and record.participation_id is not None
    return 1, of_a_part, figure.claim.kind != Claim.Kind.MONEY, figure.number


def pair_of(figures: Iterable[Figure]) -> Pair | None:
    """The pair that the figures speak of first."""
    for figure in figures:
        if isinstance(figure.record, Observation):
            series = figure.record.series
            return Pair(*sorted((series.area, series.counterpart), key=lambda area: area.code))
    return None


def table_of(pair: Pair | None) -> Table | None:
    """The pair's turnover, each reporter in a column of its own."""
    if pair is None:
        return None
    series = Series.objects.for_pair(pair.area.code, pair.counterpart.code).filter(
        flow=Series.Flow.TURNOVER, commodity="TOTAL", trade_type="C"
    )
    series = series.exclude(measure=Series.Measure.QUANTITY)
    rows = Observation.objects.shown().filter(series__in=series).with_provenance()
    tables = tables_of(attach_facts(rows.select_related("series__reporter", "series__area", "series__counterpart")))
    return tables[0] if tables else None


def newest(table: Table) -> Table:
    """The newest periods alone, for a table where there is too little for a chart."""
    return Table(table.subject, table.reporters, table.rows[:PERIODS_SHOWN])


def notes_of(table: Table) -> dict[str, bool]:
    """Which notes the table needs below it."""
    values = [value for row in table.rows for value in row.observations]
    return {
        "reporter": any(value.facts.is_inferred for value in values),
        "currency": any(value.unit_inferred for value in values),
    }


def latest_events() -> Sequence[Event]:
    """Events by the day on which they began, undated ones last."""
    undated_last = F("starts").desc(nulls_last=True), F("edition").desc(nulls_last=True), "pk"
    return events_in_full().order_by(*undated_last)[:SHOWN]


def latest_agreements() -> Sequence[Agreement]:
    """Agreements by the day of their latest status, undated ones last."""
    return agreements_in_full().order_by(F("date").desc(nulls_last=True), "pk")[:SHOWN]


def last_decided() -> datetime | None:
    """When the state of a public figure was last decided anew."""
    # One after the other, the latest first: mostly the first is public.
    current = ArticleVersion.objects.current().filter(pk=OuterRef("claim__version")).values("pk")
    states = ClaimState.objects.filter(IsNull(Subquery(current[:1]), False)).order_by("-since")
    return states.values_list("since", flat=True).first()
