"""Pairs of areas that trade with each other: which there are, and the latest figure of each."""

import re
from collections.abc import Iterable, Sequence
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


def _latest_of_each_series(codes: Sequence[tuple[str, str]]) -> QuerySet:
    wanted = Q(pk__in=[])
    for one, other in codes:
        wanted |= Q(area=one, counterpart=other) | Q(area=other, counterpart=one)
    values = Observation.objects.shown().filter(series=OuterRef("pk"), value__isnull=False)
    newest = values.order_by("-period_end", "period_start").values("pk")[:1]
    series = Series.objects.filter(wanted, commodity=Commodity.TOTAL, measure=Series.Measure.VALUE)
    return (
        Observation.objects.filter(pk__in=series.annotate(newest=Subquery(newest)).values("newest"))
        .with_provenance()
        .select_related("series__reporter", "series__area", "series__counterpart")
    )


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
