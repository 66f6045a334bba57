"""Pairs of areas that trade with each other: which there are, and the latest figure of each."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest, Least
from django.urls import reverse

from trade.models import Area, Commodity, Observation, Series
from trade.provenance import attach_facts

_SLUG = re.compile(r"([A-Z][A-Z0-9]{2,7})-([A-Z][A-Z0-9]{2,7})", re.ASCII | re.IGNORECASE)


class Pair(NamedTuple):
    """Two areas in the alphabetical order of their codes."""

    area: Area
    counterpart: Area

    @classmethod
    def of(cls, series: Series) -> "Pair":
        return cls(*sorted((series.area, series.counterpart), key=lambda area: area.code))

    @property
    def slug(self) -> str:
        return f"{self.area.code}-{self.counterpart.code}".lower()

    @property
    def name(self) -> str:
        return f"{self.area.name} — {self.counterpart.name}"

    def get_absolute_url(self) -> str:
        return reverse("trade:pair", args=(self.slug,))


class LatestFigure(NamedTuple):
    pair: Pair
    observation: Observation | None


def find_pair(slug: str) -> Pair | None:
    """The pair that an address such as ``chn-kaz`` or ``KAZ-CHN`` means, if anything public is recorded of it."""
    match = _SLUG.fullmatch(slug)
    if not match:
        return None
    codes = sorted(code.upper() for code in match.groups())
    areas = Area.objects.in_bulk(codes)
    if len(areas) < len(set(codes)) or not Series.objects.public().for_pair(*codes).exists():
        return None
    return Pair(*(areas[code] for code in codes))


def pair_codes() -> QuerySet:
    """(code, code) of every pair of which anything public is recorded, in alphabetical order."""
    pairs = Series.objects.public().annotate(first=Least("area", "counterpart"), second=Greatest("area", "counterpart"))
    return pairs.order_by("first", "second").values_list("first", "second").distinct()


def latest_figures(codes: Iterable[tuple[str, str]]) -> list[LatestFigure]:
    """For each pair the newest value of all goods, turnover before exports and imports; in the order given."""
    codes = list(codes)
    areas = Area.objects.in_bulk({code for pair in codes for code in pair})
    found: dict[tuple[str, str], Observation] = {}
    for row in sorted(_latest_of_each_series(codes), key=preference):
        found.setdefault(row.series.pair, row)
    attach_facts(list(found.values()))
    return [LatestFigure(Pair(areas[one], areas[other]), found.get((one, other))) for one, other in codes]


#: what the list of pairs can be sorted by, besides its names
ORDERS: dict[str, Callable[[Observation], tuple]] = {
    "period": lambda row: (row.period_end, row.period_start),
    # Values of one unit stand together, for those of two cannot be compared.
    "value": lambda row: (row.series.unit, row.value),
}


def sorted_pairs(codes: Iterable[tuple[str, str]], order: str) -> list[tuple[str, str]]:
    """*codes* by name (``pair``) or by their latest figures (``period``, ``-value``…), those without one last."""
    codes = list(codes)
    if order.removeprefix("-") == "pair":
        names = {
            area.code: area.name.casefold() for area in Area.objects.in_bulk({c for p in codes for c in p}).values()
        }
        return sorted(codes, key=lambda pair: [names[code] for code in pair], reverse=order.startswith("-"))
    found: dict[tuple[str, str], Observation] = {}
    rows = _latest_of(Series.objects.all()).select_related("series").only(*SORTED_BY)
    for row in sorted(rows, key=preference):
        found.setdefault(row.series.pair, row)
    key = ORDERS[order.removeprefix("-")]
    known = sorted((pair for pair in codes if pair in found), key=lambda pair: key(found[pair]))
    if order.startswith("-"):
        known.reverse()
    return known + [pair for pair in codes if pair not in found]


SORTED_BY = (
    *("value", "period_start", "period_end"),
    *(f"series__{name}" for name in ("key", "area", "counterpart", "flow", "trade_type", "reporter", "unit")),
)


def _latest_of_each_series(codes: Sequence[tuple[str, str]]) -> QuerySet:
    wanted = Q(pk__in=[])
    for one, other in codes:
        wanted |= Q(area=one, counterpart=other) | Q(area=other, counterpart=one)
    found = _latest_of(Series.objects.filter(wanted))
    return found.with_provenance().select_related("series__reporter", "series__area", "series__counterpart")


def _latest_of(series: QuerySet) -> QuerySet:
    """The newest shown value of all goods of each of *series*."""
    values = Observation.objects.shown().filter(series=OuterRef("pk"), value__isnull=False)
    newest = values.order_by("-period_end", "period_start").values("pk")[:1]
    totals = series.filter(commodity=Commodity.TOTAL, measure=Series.Measure.VALUE)
    return Observation.objects.filter(pk__in=totals.annotate(newest=Subquery(newest)).values("newest"))


def preference(observation: Observation) -> tuple:
    """Sorts what to show first: turnover, the newest and longest period, a stated reporter."""
    series = observation.series
    return (
        series.flow != Series.Flow.TURNOVER,
        series.trade_type,
        -observation.period_end.toordinal(),
        observation.period_start,
        series.reporter_id == Area.NOT_STATED,
        series.key,
    )
