"""Annual totals of a pair that no reporter states as such: sums of months, or of the chapters that are recorded.

Numbers of different reporters stand in columns of their own, and editions of a classification are never added to each
other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from trade.goods.commodities import is_hs
from trade.models import AnnualTotal, Area, Series
from trade.models.rollups import Basis
from trade.totals.annual import NO_GOODS, VALUATIONS, Amount, reporter_name, unit_of
from trade.words.columns import Scale
from trade.words.languages import active_tag

LATEST_YEARS = 10


class Column(NamedTuple):
    """Whose statistics of which direction; of turnover of none."""

    reporter: str
    flow: str
    origin: str
    destination: str


@dataclass
class Years:
    """Annual totals that no reporter states as such: sums of months, or of the chapters that are recorded."""

    columns: Sequence[Column]
    rows: Sequence[tuple[int, Sequence[Amount | None]]]
    unit: str
    is_of_chapters: bool
    areas: Mapping[str, Area]

    @property
    def width(self) -> int:
        return 1 + len(self.columns)

    @property
    def names(self) -> list[str]:
        return [self._name(column) for column in self.columns]

    def _name(self, column: Column) -> str:
        if column.flow == Series.Flow.TURNOVER:
            known = self.areas.get(column.reporter)
            return _("%(reporter)s, turnover") % {"reporter": known.name if known else _("reporter not stated")}
        return reporter_name(column.reporter, self.areas[column.origin], self.areas[column.destination])

    @property
    def named_rows(self) -> list[tuple[int, list[tuple[str, Amount | None]]]]:
        return [(year, list(zip(self.names, cells, strict=True))) for year, cells in self.rows]

    @cached_property
    def scale(self) -> Scale:
        return Scale.of([cell.quantity for year, cells in self.rows for cell in cells if cell], self.unit, active_tag())


def computed_years(one: Area, other: Area) -> Years | None:
    """Sums of months for the years that are stated month by month alone; where nothing is stated of all goods, sums of
    the chapters of the latest years.
    """
    areas = {area.code: area for area in (one, other)}
    of_pair = AnnualTotal.objects.for_pair(one.code, other.code).filter(
        measure=Series.Measure.VALUE, trade_type=Series.TradeType.GOODS, flow__in=("X", "M", "T")
    )
    stated = list(of_pair.of_all_goods().by_chapter().order_by("-year", "flow", "reporter_id"))
    if stated:
        return _years([row for row in stated if row.basis == Basis.MONTHS], areas, is_of_chapters=False)
    latest = AnnualTotal.objects.years_between(one.code, other.code)[:LATEST_YEARS]
    if not latest:
        return None
    return _years(_summed(of_pair.filter(year__in=latest).by_chapter()), areas, is_of_chapters=True)


def _summed(rows: QuerySet) -> list[AnnualTotal]:
    """One total for each year, reporter and flow: the sum of its chapters in one edition, which the database adds."""
    keys = ("year", "area_id", "counterpart_id", "flow", "reporter_id", "unit")
    sums = rows.exclude(scheme__in=NO_GOODS).order_by().values(*keys, "scheme", "valuation")
    best: dict[tuple, dict[str, Any]] = {}
    for each in sorted(sums.annotate(all=Sum("value"), count=Sum("rows")), key=_precedence):
        best[tuple(each[name] for name in keys)] = each
    return [
        AnnualTotal(**dict(zip(keys, key, strict=True)), value=each["all"], rows=each["count"], level=2)
        for key, each in best.items()
    ]


def _precedence(row: Any) -> tuple:
    """What comes last counts: the newest edition of the HS, without valuation before FOB before CIF."""
    return is_hs(row["scheme"]), row["scheme"], VALUATIONS.index(row["valuation"])


def _years(totals: Sequence[AnnualTotal], areas: Mapping[str, Area], is_of_chapters: bool) -> Years | None:
    unit = unit_of(total.unit for total in totals)
    cells = {(total.year, column_of_total(total)): Amount(total) for total in totals if total.unit == unit}
    if not cells:
        return None
    columns = sorted({column for year, column in cells}, key=lambda c: (c.origin, c.destination, c.reporter))
    years = sorted({year for year, column in cells}, reverse=True)[:LATEST_YEARS]
    rows = [(year, [cells.get((year, column)) for column in columns]) for year in years]
    return Years(columns, rows, unit, is_of_chapters, areas)


def column_of_total(total: AnnualTotal) -> Column:
    ends = (total.area_id, total.counterpart_id)
    return Column(total.reporter_id, total.flow, *(reversed(ends) if total.flow == "M" else ends))
