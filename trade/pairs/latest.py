"""Pairs of areas that trade with each other: which there are, and the latest figure of each."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.urls import reverse

from trade.models import Area, Commodity, Observation, Series
from trade.pairs.tables import Way
from trade.provenance import attach_facts

_FLOWS = (Series.Flow.TURNOVER, Series.Flow.EXPORTS, Series.Flow.IMPORTS)
_SLUG = re.compile(r"([A-Z][A-Z0-9]{2,7})-([A-Z][A-Z0-9]{2,7})", re.ASCII | re.IGNORECASE)


class Pair(NamedTuple):
    """Two areas in the alphabetical order of their codes."""

    area: Area
    counterpart: Area

    @classmethod
    def of(cls, series: Series) -> "Pair":
        return cls(*sorted((series.area, series.counterpart), key=lambda area: area.code))

    @property
    def aggregate(self) -> Area | None:
        """The one of the two that is no country: the world, or another group; None between countries."""
        return next((area for area in (self.counterpart, self.area) if area.kind == Area.Kind.GROUP), None)

    @property
    def slug(self) -> str:
        return f"{self.area.code}-{self.counterpart.code}".lower()

    @property
    def name(self) -> str:
        return f"{self.area.name} — {self.counterpart.name}"

    def get_absolute_url(self) -> str:
        return reverse("trade:pair", args=(self.slug,))


class LatestFigure(NamedTuple):
    """One of the newest figures of a pair and what it is a figure of; None where there is no value of all goods."""

    pair: Pair
    observation: Observation | None
    way: Way | None = None

    @property
    def origin(self) -> str:
        """The name of the area that the goods come from."""
        return self._names[self.way.origin]

    @property
    def destination(self) -> str:
        return self._names[self.way.destination]

    @property
    def _names(self) -> dict[str, str]:
        return {area.code: area.name for area in (self.pair.area, self.pair.counterpart)}


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


class PairWalk(Sequence):
    """The pairs of which anything public is recorded, in alphabetical order; of one area where *area* is given.

    The database jumps from pair to pair in an index and stops where the slice ends, so that a page costs what it
    shows and no more; nobody counts them all.
    """

    def __init__(self, area: str = ""):
        self.area = area
        self._walked_so_far: list[tuple[str, str]] = []

    def __len__(self) -> int:
        raise TypeError("pairs are not counted")

    def __getitem__(self, wanted: slice) -> list[tuple[str, str]]:
        if wanted.stop > len(self._walked_so_far):
            found = {pair for walk in self._walks() for pair in self._walked(*walk, wanted.stop)}
            self._walked_so_far = sorted(found)[: wanted.stop]
        return self._walked_so_far[wanted]

    def _walks(self) -> list[tuple[str, str, str]]:
        """(column that is walked first, the other, condition): a pair may be recorded in either direction."""
        condition = {"area_id": "s.area_id <= s.counterpart_id", "counterpart_id": "s.counterpart_id < s.area_id"}
        if self.area:
            return [("area_id", "counterpart_id", ""), ("counterpart_id", "area_id", "")]
        ends = ("area_id", "counterpart_id")
        return [(one, other, f"AND {condition[one]}") for one, other in (ends, ends[::-1])]

    def _walked(self, first: str, second: str, condition: str, limit: int) -> list[tuple[str, str]]:
        is_public, parameters = _is_public()
        only = f"AND n.{first} = %s" if self.area else ""
        given = [self.area] if self.area else []
        next_id = f"""SELECT n.id FROM trade_series n WHERE (n.{first}, n.{second}) > ({{}}) {only}
            ORDER BY n.{first}, n.{second} LIMIT 1"""
        query = f"""WITH RECURSIVE walk(id) AS (
            SELECT ({next_id.format("'', ''")})
            UNION ALL
            SELECT ({next_id.format(f"s.{first}, s.{second}")}) FROM walk JOIN trade_series s ON s.id = walk.id
        ) SELECT s.area_id, s.counterpart_id FROM walk JOIN trade_series s ON s.id = walk.id
        WHERE {is_public} {condition} LIMIT %s"""
        return _pairs(query, [*given, *given, *parameters, limit])


def _is_public() -> tuple[str, tuple]:
    """SQL of whether anything public is recorded of the two areas of the series ``s``, and its parameters.

    Written as a value, for EXISTS is a join to PostgreSQL, which it may begin with all observations there are.
    """
    public = Series.objects.public().order_by()
    same = public.filter(area=RawSQL("s.area_id", ()), counterpart=RawSQL("s.counterpart_id", ()))
    sql, parameters = same.annotate(one=Value(1)).values("one")[:1].query.sql_with_params()
    return f"({sql}) = 1", parameters


def _pairs(query: str, parameters: Sequence) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [tuple(sorted(pair)) for pair in cursor.fetchall()]


def first_areas() -> QuerySet:
    """The codes that come first in a pair of which anything public is recorded, in alphabetical order."""
    public, code = Series.objects.public(), OuterRef("pk")
    begins = Exists(public.filter(area=code, counterpart__gte=code)) | Exists(
        public.filter(counterpart=code, area__gt=code)
    )
    return Area.objects.filter(begins).order_by("pk").values_list("pk", flat=True)


def pairs_beginning_with(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Every pair whose first area is one of *codes* and of which anything public is recorded, in alphabetical order.

    The database jumps from partner to partner in an index, however many series lie between.
    """
    codes = list(codes)
    is_public, parameters = _is_public()
    found: set[tuple[str, str]] = set()
    for first, second in (("area_id", "counterpart_id"), ("counterpart_id", "area_id")):
        nearest = f"""SELECT n.id FROM trade_series n WHERE n.{first} = {{}} AND n.{second} {{}}
            ORDER BY n.{second} LIMIT 1"""
        query = f"""WITH RECURSIVE walk(id) AS (
            SELECT ({nearest.format("a.code", ">= a.code")}) FROM trade_area a
            WHERE a.code IN ({", ".join(["%s"] * len(codes))})
            UNION ALL
            SELECT ({nearest.format(f"s.{first}", f"> s.{second}")}) FROM walk JOIN trade_series s ON s.id = walk.id
        ) SELECT s.area_id, s.counterpart_id FROM walk JOIN trade_series s ON s.id = walk.id WHERE {is_public}"""
        found.update(_pairs(query, [*codes, *parameters]) if codes else ())
    return sorted(found)


def latest_figures(codes: Iterable[tuple[str, str]]) -> list[LatestFigure]:
    """For each pair the newest value of all goods, in the order given: its turnover, else what goes either way.

    Exports of one side are no trade of the pair, so both directions are there where both are recorded.
    """
    codes = list(codes)
    areas = Area.objects.in_bulk({code for pair in codes for code in pair})
    found = _shown_of_each_pair(codes)
    attach_facts([row for rows in found.values() for row in rows])
    figures = []
    for one, other in codes:
        pair = Pair(areas[one], areas[other])
        rows = found.get((one, other), ())
        figures += [LatestFigure(pair, row, Way.of(row.series)) for row in rows] or [LatestFigure(pair, None)]
    return figures


def _shown_of_each_pair(codes: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[Observation]]:
    """The values of all goods that stand for each pair, those from its first area before those from the other."""
    found: dict[tuple[str, str], dict[Way, Observation]] = {}
    for row in sorted(_latest_of_each_series(codes), key=preference):
        ways = found.setdefault(row.series.pair, {})
        first = next(iter(ways.values()), row).series
        # What came first decides: nothing stands beside turnover, and goods not beside services or re-exports.
        is_alike = (first.trade_type, Way.of(first).mark) == (row.series.trade_type, Way.of(row.series).mark)
        if is_alike:
            ways.setdefault(Way.of(row.series), row)
    return {pair: [ways[way] for way in sorted(ways)] for pair, ways in found.items()}


#: what the list of pairs can be sorted by, besides its names
ORDERS: dict[str, Callable[[Observation], tuple]] = {
    "period": lambda row: (row.period_end, row.period_start),
    # Values of one unit stand together, for those of two cannot be compared.
    "value": lambda row: (row.series.unit, row.value),
}  # of several figures of one pair the last in this order counts


def sorted_pairs(codes: Iterable[tuple[str, str]], order: str) -> list[tuple[str, str]]:
    """*codes* by name (``pair``) or by their latest figures (``period``, ``-value``…).

    Those without a value of all goods come last whatever the order: by name, two countries before one and the world.
    """
    codes = list(codes)
    areas = Area.objects.in_bulk({code for pair in codes for code in pair})

    def name(pair: tuple[str, str]) -> list[str]:
        return [areas[code].name.casefold() for code in pair]

    column = order.removeprefix("-")
    if column == "pair":
        there = {pair for pair, _key in _newest_of_each_series(codes)}
        known = sorted((pair for pair in codes if pair in there), key=name)
    else:
        found = _shown_of_each_pair(codes)
        there = set(found)
        known = sorted(
            (pair for pair in codes if pair in there), key=lambda pair: max(map(ORDERS[column], found[pair]))
        )
    if order.startswith("-"):
        known.reverse()
    groups = {code for code, area in areas.items() if area.kind == Area.Kind.GROUP}
    rest = [pair for pair in codes if pair not in there]
    return known + sorted(rest, key=lambda pair: (not groups.isdisjoint(pair), name(pair)))


def _newest_of_each_series(codes: Sequence[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    """(pair, key of the newest value) of every series of all goods between *codes* that has one."""
    values = Observation.objects.shown_in_order().filter(series=OuterRef("pk"), value__isnull=False)
    newest = values.order_by("-period_end", "period_start").values("pk")[:1]
    # Areas and flows as lists let the database find these few series in the index that begins with them.
    ends = {code for pair in codes for code in pair}
    series = Series.objects.filter(
        area__in=ends,
        counterpart__in=ends,
        flow__in=Series.Flow.values,
        commodity=Commodity.TOTAL,
        measure=Series.Measure.VALUE,
    )
    wanted = {tuple(sorted(pair)) for pair in codes}
    found = series.order_by().values_list("pk", "area_id", "counterpart_id")
    keys = [pk for pk, one, other in found if tuple(sorted((one, other))) in wanted]
    latest = Series.objects.filter(pk__in=keys).order_by().annotate(newest=Subquery(newest))
    rows = latest.values_list("area_id", "counterpart_id", "newest")
    return [(tuple(sorted((one, other))), key) for one, other, key in rows if key is not None]


def _latest_of_each_series(codes: Sequence[tuple[str, str]]) -> QuerySet:
    return (
        Observation.objects.filter(pk__in=[key for _pair, key in _newest_of_each_series(codes)])
        .with_provenance()
        .select_related("series__reporter", "series__area", "series__counterpart")
    )


def preference(observation: Observation) -> tuple:
    """Sorts what to show first: turnover, exports and imports, the newest and longest period, a stated reporter."""
    series = observation.series
    return (
        series.flow != Series.Flow.TURNOVER,
        series.flow not in _FLOWS,
        series.trade_type,
        -observation.period_end.toordinal(),
        observation.period_start,
        series.reporter_id == Area.NOT_STATED,
        series.key,
    )
