"""The largest partners of an area in its newest year, as the area itself reports them, from the annual totals."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import Max, OuterRef, Subquery

from trade.models import AnnualTotal, Area, Commodity, Series
from trade.models.rollups import Basis
from trade.pairs.latest import Pair
from trade.quantities import Derived, Quantity, share, total
from trade.totals.annual import MONEY, quantity_of, unit_of
from trade.words.columns import Scale
from trade.words.languages import active_tag

LARGEST = 10
FLOWS = (Series.Flow.EXPORTS.value, Series.Flow.IMPORTS.value)


class Flow(NamedTuple):
    """A value of all goods as the area states it; ``is_sum`` where it adds up months."""

    quantity: Quantity
    is_sum: bool


@dataclass(frozen=True, slots=True)
class Partner:
    """``both`` is exports and imports together, ``part`` that in percent of the area's trade with the world."""

    area: Area
    pair: Pair
    flows: Sequence[Flow | None]
    both: Derived
    part: Derived | None

    @property
    def size(self) -> Decimal:
        return self.both.value


@dataclass
class Partners:
    """``has_world`` where the area states its trade with the whole world; else shares are of the partners here."""

    area: Area
    year: int
    unit: str
    rows: Sequence[Partner]
    count: int
    has_world: bool

    @cached_property
    def scale(self) -> Scale:
        quantities = [flow.quantity for row in self.rows for flow in row.flows if flow]
        return Scale.of(quantities, self.unit, active_tag())

    @property
    def more(self) -> int:
        return self.count - len(self.rows)

    @property
    def has_sums(self) -> bool:
        return any(flow and flow.is_sum for row in self.rows for flow in row.flows)


def partners_of(area: Area) -> Partners | None:
    """None below two partners: then there is nothing to rank.

    Every partner is looked up in the index by its code, so the cost is that of the list of areas.
    """
    partners = Area.objects.exclude(pk=area.pk).stated().in_bulk()
    own = AnnualTotal.objects.filter(
        area=area, reporter=area, scheme=Commodity.TOTAL, flow__in=FLOWS, measure="V", trade_type="C"
    )
    # A year that is stated month by month may not be over: whole years come first, whatever is newer.
    year = _newest(area, Basis.YEARS) or _newest(area, Basis.MONTHS)
    if year is None:
        return None
    rows = list(own.filter(counterpart__in=list(partners), year=year).order_by("basis", "valuation"))
    unit = unit_of(row.unit for row in rows)
    found: dict[str, dict[str, AnnualTotal]] = defaultdict(dict)
    for row in rows:
        if row.unit == unit:
            found[row.counterpart_id].setdefault(row.flow, row)
    world = found.pop(Area.WORLD, None)
    countries = {code: flows for code, flows in found.items() if partners[code].kind != Area.Kind.GROUP}
    if len(countries) < 2:
        return None
    whole = _both(world) if world else total(_both(flows) for flows in countries.values())
    ranked = sorted((_partner(area, partners[code], flows, whole) for code, flows in countries.items()), key=_order)
    return Partners(area, year, unit or MONEY, ranked[:LARGEST], len(ranked), world is not None)


def _newest(area: Area, basis: str) -> int | None:
    """The newest year of which the area states all goods with any partner."""
    own = AnnualTotal.objects.filter(
        area=area, counterpart=OuterRef("pk"), reporter=area, scheme=Commodity.TOTAL, basis=basis, flow__in=FLOWS
    )
    newest = Subquery(own.order_by("-year").values("year")[:1])
    return Area.objects.order_by().annotate(newest=newest).aggregate(year=Max("newest"))["year"]


def _both(flows: dict[str, AnnualTotal]) -> Derived:
    return total(quantity_of(row.value) for row in flows.values())


def _partner(area: Area, partner: Area, flows: dict[str, AnnualTotal], whole: Derived) -> Partner:
    both = _both(flows)
    part = share(both, whole) if both.value > 0 and whole.value >= both.value else None
    cells = [_flow(flows.get(flow)) for flow in FLOWS]
    return Partner(partner, Pair(*sorted((area, partner), key=lambda each: each.code)), cells, both, part)


def _flow(row: AnnualTotal | None) -> Flow | None:
    return None if row is None else Flow(quantity_of(row.value), row.basis == Basis.MONTHS)


def _order(partner: Partner) -> tuple:
    return -partner.size, partner.area.code
