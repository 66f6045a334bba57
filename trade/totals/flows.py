"""Who sends most of a chapter to whom in a year, from the annual totals.

A flow stands once, whoever reports it: what the exporting side states and what the importing side states are two
columns, and the larger of them ranks it. Groups of countries are no partners among countries; what areas state of the
whole world is a ranking of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet
from django.urls import reverse

from trade.goods.commodities import is_hs
from trade.models import AnnualTotal, Area, Commodity, Series
from trade.models.rollups import Basis
from trade.totals.annual import NO_GOODS, VALUATIONS, Amount, unit_of
from trade.words.columns import Scale
from trade.words.languages import active_tag

LARGEST = 10
LOOKED_AT = 40
MOST_LOOKED_AT = 1_000
X, M = Series.Flow.EXPORTS.value, Series.Flow.IMPORTS.value
# What the index trade_annualtotal_ranking holds, to the letter.
RANKED = Q(measure="V", basis=Basis.YEARS, trade_type="C", flow__in=(X, M))


class Ends(NamedTuple):
    """The codes of where a flow comes from and goes to."""

    origin: str
    destination: str


@dataclass(frozen=True, slots=True)
class Flow:
    """``sides`` are what the exporting side, the importing side and a reporter who is not stated say of it."""

    origin: Area
    destination: Area
    sides: Sequence[Amount | None]

    @property
    def size(self) -> Decimal:
        return max(side.total.value for side in self.sides if side)

    @property
    def pair_url(self) -> str:
        return reverse("trade:pair", args=("-".join(sorted((self.origin.code, self.destination.code))).lower(),))


@dataclass
class Flows:
    """The largest flows of a chapter in *year*, and those with the whole world, each the largest first."""

    year: int
    unit: str
    between: Sequence[Flow]
    with_world: Sequence[Flow]

    @property
    def tables(self) -> list[Sequence[Flow]]:
        return [rows for rows in (self.between, self.with_world) if rows]

    @cached_property
    def scale(self) -> Scale:
        quantities = [side.quantity for rows in self.tables for row in rows for side in row.sides if side]
        return Scale.of(quantities, self.unit, active_tag())

    @property
    def has_unstated(self) -> bool:
        return any(row.sides[2] for rows in self.tables for row in rows)

    @property
    def has_sums(self) -> bool:
        return any(side and not side.is_stated for rows in self.tables for row in rows for side in row.sides)


def is_ranked(commodity: Commodity) -> bool:
    """Totals are kept by the first two characters of a code: a chapter of the HS, a division of the SITC."""
    if commodity.scheme in NO_GOODS or len(commodity.code) > 2:
        return False
    return commodity.code.isdigit() or not is_hs(commodity.scheme)


def years_of(commodity: Commodity) -> list[int]:
    """The years of which the chapter *commodity* has totals, newest first; the database jumps from year to year."""
    table = AnnualTotal._meta.db_table
    newest = f"""SELECT MAX(year) FROM {table} WHERE scheme = %s AND chapter = %s AND measure = 'V' AND basis = 'A'
        AND trade_type = 'C' AND flow IN ('X', 'M') {{}}"""
    query = f"""WITH RECURSIVE years(year) AS (
        SELECT ({newest.format("")}) UNION ALL
        SELECT ({newest.format("AND year < years.year")}) FROM years WHERE years.year IS NOT NULL
    ) SELECT year FROM years WHERE year IS NOT NULL"""
    with connection.cursor() as cursor:
        cursor.execute(query, [commodity.scheme, commodity.code] * 2)
        return [year for (year,) in cursor.fetchall()]


def largest_flows(commodity: Commodity, year: int) -> Flows | None:
    """The largest flows of the chapter *commodity* in *year*; None where nothing is stated of it.

    The totals are walked from the largest down, as far as it takes to be certain of the first ones, so the cost is that
    of the page.
    """
    areas = Area.objects.in_bulk()
    groups = [area.code for area in areas.values() if area.kind == Area.Kind.GROUP]
    totals = AnnualTotal.objects.filter(RANKED, scheme=commodity.scheme, chapter=commodity.code, year=year)
    with_world = _with_world(totals, [code for code in areas if code not in groups])
    countries = totals.exclude(area__in=groups).exclude(counterpart__in=groups)
    unit = unit_of([*countries.order_by("-value").values_list("unit", flat=True)[:LOOKED_AT], *_units(with_world)])
    between = _between(countries.filter(unit=unit), areas)
    world = _flows([row for row in with_world if row.unit == unit], areas)[:LARGEST]
    return Flows(year, unit, between, world) if between or world else None


def _units(rows: Iterable[AnnualTotal]) -> set[str]:
    return {row.unit for row in rows}


def _with_world(totals: QuerySet, codes: Sequence[str]) -> list[AnnualTotal]:
    """What each area states of its trade with the world: one look into the index of pairs for each."""
    return list(totals.filter(area__in=codes, counterpart=Area.WORLD).order_by())


def _between(totals: QuerySet, areas: Mapping[str, Area]) -> list[Flow]:
    looked_at = LOOKED_AT
    while True:
        largest = list(totals.order_by("-value")[:looked_at])
        flows = _flows(_all_of(totals, largest), areas)
        # A flow that was not looked at is at most as large as the last total that was.
        rest = largest[-1].value if len(largest) == looked_at else None
        shown = flows[:LARGEST]
        is_certain = rest is None or (len(shown) == LARGEST and shown[-1].size >= rest)
        if is_certain or looked_at >= MOST_LOOKED_AT:
            return shown
        looked_at *= 4


def _all_of(totals: QuerySet, some: Iterable[AnnualTotal]) -> list[AnnualTotal]:
    """Every one of *totals* of the flows that *some* of them are of: of other reporters, levels and valuations."""
    wanted = {_ends(row) for row in some}
    partners: dict[str, set[str]] = defaultdict(set)
    for origin, destination in wanted:
        partners[origin].add(destination)
        partners[destination].add(origin)
    if not partners:
        return []
    condition = Q()
    for code in sorted(partners):
        condition |= Q(area=code, counterpart__in=sorted(partners[code]))
    return [row for row in totals.filter(condition).order_by() if _ends(row) in wanted]


def _ends(row: AnnualTotal) -> Ends:
    return Ends(row.area_id, row.counterpart_id) if row.flow == X else Ends(row.counterpart_id, row.area_id)


def _flows(rows: Iterable[AnnualTotal], areas: Mapping[str, Area]) -> list[Flow]:
    """The flows that *rows* are of, the largest first."""
    found: dict[Ends, dict[int, AnnualTotal]] = defaultdict(dict)
    for row in sorted(rows, key=_precedence):
        found[_ends(row)][_side(row)] = row
    flows = [
        Flow(areas[ends.origin], areas[ends.destination], [Amount(sides[n]) if n in sides else None for n in range(3)])
        for ends, sides in found.items()
    ]
    return sorted(flows, key=lambda flow: (-flow.size, flow.origin.code, flow.destination.code))


def _side(row: AnnualTotal) -> int:
    return 2 if row.reporter_id == Area.NOT_STATED else 0 if row.flow == X else 1


def _precedence(row: AnnualTotal) -> tuple:
    """What comes last counts: without valuation before FOB before CIF, and of those the coarsest level."""
    return VALUATIONS.index(row.valuation), -row.level
