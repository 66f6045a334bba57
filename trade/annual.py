"""What pages read from the annual totals: commodities of a pair, its years, partners of an area.

Sums are computed, and say of how many values; shares are computed from them. Numbers of different reporters stand in
columns of their own, and editions of a classification are never added to each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from trade.columns import Scale
from trade.commodities import hs_names, is_hs
from trade.languages import active_tag, column_of
from trade.models import AnnualTotal, Area, Commodity, Series
from trade.models.rollups import Basis
from trade.quantities import Derived, Quantity, last_digit, share

LARGEST = 15
LATEST_YEARS = 10
MONEY = "USD"
# The same goods in another valuation are the same goods once more: of several the last counts.
VALUATIONS = ("CIF", "FOB", "_X")
NO_GOODS = (Commodity.Scheme.TOTAL.value, Commodity.Scheme.WITS.value, Commodity.Scheme.EB.value)


@dataclass(frozen=True, slots=True)
class Amount:
    """One total as a page shows it; ``part`` is its share in percent of all goods of the same reporter."""

    total: AnnualTotal
    part: Derived | None = None

    @property
    def quantity(self) -> Quantity:
        return quantity_of(self.total.value)

    @property
    def is_stated(self) -> bool:
        """One value, of a chapter or of all goods, and no sum at all."""
        return self.total.rows == 1 and self.total.level <= 2


@dataclass(frozen=True, slots=True)
class Line:
    """A chapter of one year: what each reporter states, in the order of the table."""

    commodity: str
    name: str
    cells: Sequence[Amount | None]

    @property
    def size(self) -> Decimal:
        return max((cell.total.value for cell in self.cells if cell), default=Decimal(0))


@dataclass
class Goods:
    """The chapters that went from *origin* to *destination* in a year, the largest first.

    ``wholes`` are what shares are of, by reporter; ``is_total`` where that is stated of all goods, and not the sum of
    what is listed here.
    """

    origin: Area
    destination: Area
    reporters: Sequence[str]
    unit: str
    lines: Sequence[Line]
    count: int
    is_total: Sequence[bool]

    @cached_property
    def scale(self) -> Scale:
        quantities = [cell.quantity for line in self.lines for cell in line.cells if cell]
        return Scale.of(quantities, self.unit, active_tag())

    @property
    def width(self) -> int:
        return 1 + 2 * len(self.reporters)

    @property
    def reporter_names(self) -> list[str]:
        """«Китай (экспорт)», in the order of the columns."""
        return [reporter_name(code, self.origin, self.destination) for code in self.reporters]

    def named(self, line: Line) -> list[tuple[str, Amount | None]]:
        return list(zip(self.reporter_names, line.cells, strict=True))

    @property
    def more(self) -> int:
        return self.count - len(self.lines)

    @property
    def has_sums(self) -> bool:
        return any(cell and not cell.is_stated for line in self.lines for cell in line.cells)

    @property
    def all_totals(self) -> bool:
        return all(self.is_total)


def reporter_name(code: str, origin: Area, destination: Area) -> str:
    match code:
        case origin.code:
            return _("%(reporter)s, exports") % {"reporter": origin.name}
        case destination.code:
            return _("%(reporter)s, imports") % {"reporter": destination.name}
    return _("reporter not stated")


def quantity_of(value: Decimal) -> Quantity:
    return Quantity(value.normalize(), last_digit(value.normalize()) if value else Decimal(1))


def goods_between(one: Area, other: Area, year: int) -> list[Goods]:
    """What each side sent to the other in *year*, chapter by chapter; nothing where no single goods are recorded."""
    rows = list(
        AnnualTotal.objects.for_pair(one.code, other.code)
        .filter(year=year, measure=Series.Measure.VALUE, trade_type=Series.TradeType.GOODS, flow__in=("X", "M"))
        .by_chapter()
        .order_by()
    )
    found = (_goods(rows, origin, destination) for origin, destination in ((one, other), (other, one)))
    return [goods for goods in found if goods]


def _goods(rows: Iterable[AnnualTotal], origin: Area, destination: Area) -> Goods | None:
    sent = [row for row in rows if (row.area_id if row.flow == "X" else row.counterpart_id) == origin.code]
    unit = unit_of(row.unit for row in sent if row.scheme not in NO_GOODS)
    by_reporter = defaultdict(list)
    for row in sent:
        if row.unit == unit:
            by_reporter[row.reporter_id].append(row)
    columns = [code for code in (origin.code, destination.code, Area.NOT_STATED) if code in by_reporter]
    chapters = {code: chapters_of(by_reporter[code]) for code in columns}
    columns = [code for code in columns if chapters[code]]
    if not columns:
        return None
    stated = {code: total_of(by_reporter[code]) for code in columns}
    wholes = {code: stated[code] or sum(row.value for row in chapters[code].values()) for code in columns}
    lines = [
        _line(chapter, [chapters[code].get(chapter) for code in columns], [wholes[code] for code in columns])
        for chapter in {chapter for code in columns for chapter in chapters[code]}
    ]
    lines.sort(key=lambda line: (-line.size, line.commodity))
    is_total = [stated[code] is not None for code in columns]
    return Goods(origin, destination, columns, unit, lines[:LARGEST], len(lines), is_total)


def chapters_of(rows: Iterable[AnnualTotal]) -> dict[str, AnnualTotal]:
    """The totals of one reporter by chapter, of one classification: the newest edition of the HS, else another."""
    goods = [row for row in rows if row.scheme not in NO_GOODS]
    scheme = max((row.scheme for row in goods), key=lambda scheme: (is_hs(scheme), scheme), default="")
    chosen = sorted((row for row in goods if row.scheme == scheme), key=lambda row: VALUATIONS.index(row.valuation))
    return {row.chapter: row for row in chosen}


def total_of(rows: Iterable[AnnualTotal]) -> Decimal | None:
    """What one reporter states of all goods of a year, or of all months of it that are there."""
    return next((row.value for row in rows if row.scheme == Commodity.TOTAL), None)


def unit_of(units: Iterable[str]) -> str:
    """Dollars where there are some, else the first in the alphabet: a column has one unit."""
    found = sorted(set(units))
    return MONEY if MONEY in found else next(iter(found), MONEY)


def _line(chapter: str, totals: Sequence[AnnualTotal | None], wholes: Sequence[Decimal]) -> Line:
    first = next(filter(None, totals))
    cells = [total and Amount(total, _share(total.value, whole)) for total, whole in zip(totals, wholes, strict=True)]
    return Line(f"{first.scheme}-{chapter}", chapter_name(first.scheme, chapter), cells)


def _share(value: Decimal, whole: Decimal) -> Derived | None:
    return share(quantity_of(value), quantity_of(whole)) if value > 0 and whole >= value else None


def chapter_name(scheme: str, chapter: str) -> str:
    """Our own short name of a chapter of the HS; its key where we have none."""
    names = hs_names().get(chapter) if is_hs(scheme) else None
    return names[column_of(active_tag())] if names else f"{scheme}-{chapter}"


# -- years -------------------------------------------------------------------------------------------------------


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
