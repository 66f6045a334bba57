"""Rows of the database as the plain records that binding and rules look at."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.db.models import Q

from articles.binding import Book, Names, Record, Stated
from articles.binding.words import named
from articles.checking.names import names_of
from articles.checking.places import Place, places_of
from articles.checking.sought import may_state
from articles.models import Claim, Story
from events.models import Agreement, Event, EventSeries, Metric
from trade.models import Area, Observation, Series, Source
from trade.partial_dates import PartialDate
from trade.periods import Period

TOTAL = "TOTAL"
# Rows of totals, and rows of single goods: a pair has one of these for each of thousands of headings and months.
MOST = 3000


class Shelf:
    """The records that a text about these areas and events may state, as editors may see them.

    Of a pair's totals everything is at hand, of single goods the series in which one of *figures* may be found: by its
    measure, its unit, its period if it has one, and about its value; and those of the codes in *goods*.

    ``rows`` gives back the row of a record's key. What rests on an unpublished text of somebody else is left out;
    *own* names the sources that may be seen all the same (those of the story itself).
    """

    def __init__(
        self,
        areas: Iterable[str],
        events: Iterable[Event] = (),
        agreements: Iterable[Agreement] = (),
        figures: Iterable[Stated] = (),
        goods: Iterable[str] = (),
    ):
        self.figures = tuple(figures)
        self.goods = frozenset(goods)
        self.areas = frozenset(areas) - {Area.NOT_STATED}
        self.rows: dict[str, Observation | Metric | Event | Agreement] = {}
        self._events = list(events)
        self._agreements = list(agreements)
        self.series = list(EventSeries.objects.filter(events__in=self._events).distinct())

    @property
    def names(self) -> Names:
        return names_of(self.areas, self.series)

    def book(self, own: Iterable[Source] = (), bound: Iterable[Claim] = ()) -> Book:
        """Everything on the shelf, and what *bound* claims rest on wherever it comes from."""
        claims = list(bound)
        found = chain(
            self._observations(own, [claim.observation for claim in claims if claim.observation_id]),
            self._of_events(own, [claim.metric for claim in claims if claim.metric_id]),
            self._agreements_and_more([claim.agreement for claim in claims if claim.agreement_id]),
            self._editions([claim.event for claim in claims if claim.event_id]),
        )
        return Book({record.key: record for record in found}.values())

    # -- observations

    def _observations(self, own: Iterable[Source], bound: list[Observation]) -> Iterator[Record]:
        rows = _visible(Observation.objects.current(), own).filter(value__isnull=False).select_related("series")
        pairs = Series.objects.filter(area__in=self.areas, counterpart__in=self.areas)
        things = Q(thing__in={row.series.thing for row in bound})
        wanted = list(pairs.filter(commodity=TOTAL).values_list("pk", flat=True))
        wanted += Series.objects.filter(things).values_list("pk", flat=True) if bound else ()
        found = _latest(rows.filter(series__in=wanted))
        if looked_for := may_state(self.figures):
            goods = pairs.exclude(commodity=TOTAL).exclude(pk__in=wanted)
            fitting = Observation.objects.current().filter(looked_for, series__in=goods.values("pk")).values("series")
            meant = Q(pk__in=fitting) | Q(commodity__code__in=self.goods) if self.goods else Q(pk__in=fitting)
            found += _latest(rows.filter(series__in=goods.filter(meant).values("pk")))
        older = _older(Observation.objects.filter(valid_to__isnull=False, vintage__lt=100), found)
        places = places_of(found, rows, self.figures)
        for row in found:
            vintages = older.get((row.series_id, row.period_start, row.period_end), ())
            yield self._keep(row, _observation(row, vintages, places.get(row.pk)))

    # -- events

    def _of_events(self, own: Iterable[Source], bound: list[Metric]) -> Iterator[Record]:
        events = Q(event__series__in=self.series) | Q(event__in=self._events) | Q(event__in={m.event_id for m in bound})
        rows = _visible(Metric.objects.current(), own).filter(events, value__isnull=False)
        for row in rows.select_related("event__series", "participation").prefetch_related("event__statuses"):
            yield self._keep(row, _metric(row))

    def _editions(self, bound: list[Event]) -> Iterator[Record]:
        rows = Event.objects.filter(Q(series__in=self.series) | Q(pk__in=[e.pk for e in (*self._events, *bound)]))
        for row in rows.select_related("series").prefetch_related("statuses"):
            yield self._keep(row, _event(row))

    def _agreements_and_more(self, bound: list[Agreement]) -> Iterator[Record]:
        for row in {row.pk: row for row in (*self._agreements, *bound)}.values():
            if row.quantity is not None:
                yield self._keep(row, Record(f"agreement:{row.pk}", "agreement", row.quantity, row.unit))

    def _keep(self, row, record: Record) -> Record:
        self.rows[record.key] = row
        return record


def shelf_of(
    story: Story | None,
    text: str = "",
    areas: Iterable[str] = (),
    figures: Iterable[Stated] = (),
    goods: Iterable[str] = (),
) -> Shelf:
    """What *story* is about, and what *text* names besides."""
    events, agreements, codes = [], [], set(areas)
    if story is not None and story.pk:
        codes |= set(story.areas.values_list("pk", flat=True))
        events = list(story.events.select_related("series"))
        agreements = list(story.agreements.all())
    codes |= named_areas(text)
    named = [row for row in EventSeries.objects.exclude(acronym="") if row.acronym and row.acronym in text]
    events += list(Event.objects.filter(series__in=named).exclude(pk__in=[event.pk for event in events]))
    return Shelf(codes, events, agreements, figures, goods)


def named_areas(text: str) -> set[str]:
    """The areas with any series of ours that *text* names, in whatever language."""
    codes = set(Series.objects.order_by().values_list("area", flat=True).distinct())
    codes |= set(Series.objects.order_by().values_list("counterpart", flat=True).distinct())
    names = names_of(codes).areas
    phrases = {code: " | ".join(filter(None, by_language.values())) for code, by_language in names.items()}
    return set(named(phrases, text)) if text else set()


def key_of(claim: Claim) -> str:
    """The key under which the record of *claim* stands on a shelf; empty if it has none.

    A measurement is known by the thing it measures, whatever vintage the claim was bound to.
    """
    if claim.observation_id:
        row = claim.observation
        return f"observation:{row.series_id}:{row.period_start}:{row.period_end}"
    if claim.metric_id:
        return f"metric:{':'.join(str(part) for part in claim.metric.identity().values())}"
    if claim.event_id:
        return f"event:{claim.event_id}"
    return f"agreement:{claim.agreement_id}" if claim.agreement_id else ""


def _visible(rows, own: Iterable[Source]):
    """What is public, and what rests on the story's own texts: others' drafts are nobody's evidence."""
    hidden = Source.objects.hidden().exclude(pk__in=[source.pk for source in own]).values("pk")
    return rows.exclude(source__in=hidden)


def _latest(rows) -> list[Observation]:
    return list(rows.order_by("-period_end", "pk")[:MOST])


def _older(rows, current: list[Observation]) -> dict[tuple, tuple]:
    """The quantities of older vintages by series and period, newest first."""
    found: dict[tuple, list] = {}
    revised = [row for row in current if row.vintage > 1]
    if revised:
        same = rows.filter(series__in={row.series_id for row in revised}, value__isnull=False)
        for row in same.order_by("-vintage"):
            found.setdefault((row.series_id, row.period_start, row.period_end), []).append(row.quantity)
    return {key: tuple(values) for key, values in found.items()}


def _observation(row: Observation, vintages: tuple, place: Place | None) -> Record:
    series = row.series
    return Record(
        key=f"observation:{row.series_id}:{row.period_start}:{row.period_end}",
        kind="observation",
        quantity=row.quantity,
        unit=series.unit,
        period=row.period,
        measure=series.measure,
        flow=series.flow,
        reporter=series.reporter_id,
        area=series.area_id,
        counterpart=series.counterpart_id,
        commodity=series.commodity_id,
        trade_type=series.trade_type,
        vintages=vintages,
        rank=place.rank if place else None,
        rank_among=place.among if place else None,
        rank_is_least=place is not None and not place.is_exact,
    )


def _metric(row: Metric) -> Record:
    event, participation = row.event, row.participation
    return Record(
        key=f"metric:{':'.join(str(part) for part in row.identity().values())}",
        kind="metric",
        quantity=row.quantity,
        unit=row.unit,
        period=_taking_place(event),
        measure=row.measure,
        event=event.slug,
        family=event.series.slug if event.series else "",
        edition=event.edition,
        participant=(participation.area_id or "") if participation else "",
        nature=row.nature,
    )


def _event(row: Event) -> Record:
    return Record(
        key=f"event:{row.pk}",
        kind="event",
        event=row.slug,
        family=row.series.slug if row.series else "",
        edition=row.edition,
        area=row.area_id or "",
        period=_taking_place(row),
    )


def _taking_place(event: Event) -> Period | None:
    """The days of *event*, loaded with its statuses; None unless a source gives both its first day and its last."""
    for status in event.statuses.all():
        starts, ends = PartialDate.parse(status.starts), PartialDate.parse(status.ends)
        if starts.precision == ends.precision == "day":
            return Period(starts.earliest, ends.latest)
    return None
