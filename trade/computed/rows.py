"""Growth, bases, balances and rests of years that follow from the records of a pair, and shares from annual totals."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from trade.annual import NO_GOODS, chapters_of, unit_of
from trade.models import AnnualTotal, Area, Commodity, Observation, Series
from trade.periods import Period
from trade.quantities import Derived, Quantity, balance, last_digit, share, total
from trade.series_keys import SeriesKey
from trade.tables import Cell, Row, Table


class Kind(TextChoices):
    GROWTH = "growth", _("growth on the same period a year earlier")
    BASE = "base", _("the value a year earlier that a stated growth implies")
    BALANCE = "balance", _("exports less imports")
    REST = "rest", _("what is left of a year")
    SHARE = "share", _("share of a chapter in all goods")


@dataclass(frozen=True, slots=True)
class Input:
    """What a number was computed from: a record, or a sum of ``values`` of them that no record states as such."""

    series: str
    period: Period
    quantity: Quantity | Derived
    observation: Observation | None = None
    values: int = 1


@dataclass(frozen=True, slots=True)
class Computed:
    """``inputs`` stand in the order in which the formula names them a, b, …; ``series`` is None for a balance.

    ``unit`` is PC where the number is one of percent. ``ends`` are area and counterpart as the reporter sees them.
    """

    kind: Kind
    series: str | None
    reporter: str
    ends: tuple[str, str]
    flow: str | None
    commodity: str
    unit: str
    period: Period
    figure: Derived
    inputs: Sequence[Input]


def computed_of(tables: Sequence[Table]) -> Iterator[Computed]:
    """What follows from *tables* of one pair and commodity; what is recorded itself is not computed."""
    for table in tables:
        for row in table.rows:
            yield from _of_row(row)
    yield from _balances(tables)


def _of_row(row: Row) -> Iterator[Computed]:
    for growth in row.growths:
        if growth.computed:
            yield _of_records(Kind.GROWTH, row.period, growth.computed, (growth.now, growth.base), "PC")
    for cell in row.cells:
        if cell.values:
            continue
        if cell.base:
            yield _of_records(Kind.BASE, row.period, cell.base.figure, (cell.base.now, cell.base.growth))
        if cell.rest:
            yield _of_records(Kind.REST, row.period, cell.rest.figure, (cell.rest.whole, cell.rest.part))


def _of_records(
    kind: Kind, period: Period, figure: Derived, records: Sequence[Observation], unit: str = ""
) -> Computed:
    series = records[0].series
    return Computed(
        kind,
        series.key,
        series.reporter_id,
        (series.area_id, series.counterpart_id),
        series.flow,
        series.commodity_id,
        unit or series.unit,
        period,
        figure,
        [_record(record) for record in records],
    )


def _record(record: Observation) -> Input:
    return Input(record.series.key, record.period, record.quantity, record)


# -- balances -----------------------------------------------------------------------------------------------------
def _balances(tables: Sequence[Table]) -> Iterator[Computed]:
    """Exports less imports of one reporter, in one unit and kind of trade; in whatever valuation it states each."""
    goods = {
        (table.subject.way.origin, table.subject.way.destination, table.subject.trade_type, table.subject.unit): table
        for table in tables
        if table.subject.way.mark == ">"
    }
    for (origin, destination, trade_type, unit), exports in goods.items():
        imports = goods.get((destination, origin, trade_type, unit))
        if imports is None:
            continue
        bought = {row.period: _cell(row, origin).point for row in imports.rows}
        for row in exports.rows:
            pair = _cell(row, origin).point, bought.get(row.period)
            if pair[0] and pair[1]:
                figure = balance(pair[0].quantity, pair[1].quantity)
                commodity = pair[0].series.commodity_id
                ends, inputs = (origin, destination), [_record(record) for record in pair]
                yield Computed(Kind.BALANCE, None, origin, ends, None, commodity, unit, row.period, figure, inputs)


def _cell(row: Row, reporter: str) -> Cell:
    return next(cell for cell in row.cells if cell.reporter.code == reporter)


# -- shares -------------------------------------------------------------------------------------------------------
def share_years(one: Area, other: Area) -> list[int]:
    """The years of which shares can be told, the newest first."""
    return AnnualTotal.objects.years_between(one.code, other.code)


def shares_between(one: Area, other: Area, year: int) -> Iterator[Computed]:
    """The part of each chapter in all goods that one side reports to have sent or got, the largest first.

    All goods are what is stated of them, else the sum of the chapters.
    """
    rows = (
        AnnualTotal.objects.for_pair(one.code, other.code)
        .filter(year=year, measure=Series.Measure.VALUE, trade_type=Series.TradeType.GOODS, flow__in=("X", "M"))
        .by_chapter()
        .order_by("reporter", "flow", "area", "-value", "chapter")
    )
    columns: dict[tuple[str, str, str], list[AnnualTotal]] = {}
    for row in rows:
        columns.setdefault((row.reporter_id, row.flow, row.area_id), []).append(row)
    for found in columns.values():
        yield from _shares(found, Period.year(year))


def _shares(rows: Sequence[AnnualTotal], year: Period) -> Iterator[Computed]:
    unit = unit_of(row.unit for row in rows if row.scheme not in NO_GOODS)
    rows = [row for row in rows if row.unit == unit]
    chapters = chapters_of(rows)
    if not chapters:
        return
    whole = _whole(rows, list(chapters.values()), year)
    for row in chapters.values():
        part = _sum(row)
        if 0 < row.value <= whole.quantity.value:
            yield Computed(
                Kind.SHARE,
                _key(row),
                row.reporter_id,
                (row.area_id, row.counterpart_id),
                row.flow,
                f"{row.scheme}-{row.chapter}",
                "PC",
                year,
                share(part, whole.quantity),
                [Input(_key(row), year, part, values=row.rows), whole],
            )


def _whole(rows: Iterable[AnnualTotal], chapters: Sequence[AnnualTotal], year: Period) -> Input:
    stated = next((row for row in rows if row.scheme == Commodity.TOTAL), None)
    if stated:
        return Input(_key(stated), year, _sum(stated), values=stated.rows)
    added = total(map(_sum, chapters))
    return Input(_key(chapters[0], Commodity.TOTAL), year, added, values=sum(row.rows for row in chapters))


def _sum(row: AnnualTotal) -> Quantity:
    """Each of the values that were added up may be half of its last digit off, and so may be that of the sum."""
    value = row.value.normalize()
    return Quantity(value, (last_digit(value) if value else 1) * row.rows)


def _key(row: AnnualTotal, commodity: str = "") -> str:
    """What the series of the total would be called; there is one where the total is a single value."""
    goods = commodity or (Commodity.TOTAL if row.scheme == Commodity.TOTAL else f"{row.scheme}-{row.chapter}")
    ends = (row.reporter_id, row.area_id, row.counterpart_id)
    return str(SeriesKey(*ends, row.flow, goods, row.measure, row.unit, row.valuation, row.trade_type))
