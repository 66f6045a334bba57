"""Notes on stored series: loads what the checks need, for many series in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Max, Min, Q

from trade.goods.commodities import is_hs
from trade.models import Observation, Series
from trade.notes.words import words_of
from trade.periods import Period
from trade.quality import Edition, Note, Point, Rival, notes_of

MOST_VALUES = 20_000


@dataclass(frozen=True, slots=True)
class SeriesNotes:
    series: Series
    notes: list[Note]

    @property
    def words(self) -> list[str]:
        return [words_of(note, self.series.unit) for note in self.notes]


def notes_on(series: Iterable[Series]) -> list[SeriesNotes]:
    """What is odd about the current values of *series*; those without a note are left out.

    Three queries, however many series; of very many only the first 20,000 values are looked at.
    """
    series, rows = values_of(series)
    editions = editions_of(series)
    found = [SeriesNotes(each, notes) for each, notes in judged(series, rows, editions)]
    return [each for each in found if each.notes]


def values_of(series: Iterable[Series]) -> tuple[list[Series], list[Observation]]:
    """The series that are judged at all, and their current values with those of the same thing by other reporters.

    Series of which the first 20,000 values do not reach the end are left out: half of a series has holes.
    """
    series = [each for each in series if each.measure != Series.Measure.GROWTH]
    things = {each.thing for each in series}
    rows = Observation.objects.current().filter(series__thing__in=things).select_related("series")
    values = list(rows.order_by("series_id", "period_end", "period_start")[:MOST_VALUES])
    if len(values) == MOST_VALUES:
        series = [each for each in series if each.pk < values[-1].series_id]
    return series, values


def judged(
    series: Iterable[Series], rows: Iterable[Observation], editions: Mapping[int, Iterable[Edition]]
) -> Iterator[tuple[Series, list[Note]]]:
    """Each of *series* with its notes, as if *rows* were all that is held."""
    values: dict[int, list[Observation]] = defaultdict(list)
    by_thing: dict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        values[row.series_id].append(row)
        by_thing[row.series.thing].append(row)
    for each in series:
        rivals: dict[Period, list[Rival]] = defaultdict(list)
        for row in by_thing[each.thing]:
            if row.series.reporter_id != each.reporter_id and row.quantity:
                rivals[row.period].append(Rival(row.series.reporter_id, row.quantity))
        points = [Point(row.period, row.quantity, row.status) for row in values[each.pk]]
        yield each, notes_of(points, rivals, editions.get(each.pk, ()))


def editions_of(series: Iterable[Series]) -> dict[int, list[Edition]]:
    """The same heading by the same reporter in other editions of the HS, with their first and last periods."""
    wanted, owners = Q(pk__in=()), defaultdict(list)
    for each in series:
        scheme, _dash, code = each.commodity_id.partition("-")
        if is_hs(scheme):
            keys = [f"H{number}-{code}" for number in range(7) if f"H{number}" != scheme]
            names = ("reporter_id", "area_id", "counterpart_id", "flow", "measure", "unit", "trade_type", "valuation")
            same = {name: getattr(each, name) for name in names}
            wanted |= Q(commodity__in=keys, **same)
            owners[(*same.values(), code)].append(each.pk)
    found: dict[int, list[Edition]] = defaultdict(list)
    if not owners:
        return found
    open_rows = Q(observations__valid_to__isnull=True)
    others = Series.objects.filter(wanted).annotate(
        first_start=Min("observations__period_start", filter=open_rows),
        first_end=Min("observations__period_end", filter=open_rows),
        last_start=Max("observations__period_start", filter=open_rows),
        last_end=Max("observations__period_end", filter=open_rows),
    )
    for other in others.order_by("key"):
        code = other.commodity_id.partition("-")[2]
        same = (other.reporter_id, other.area_id, other.counterpart_id, other.flow, other.measure, other.unit)
        if other.first_start is None:
            continue
        first, last = Period(other.first_start, other.first_end), Period(other.last_start, other.last_end)
        for owner in owners[(*same, other.trade_type, other.valuation, code)]:
            found[owner].append(Edition(other.key, first, last))
    return found
