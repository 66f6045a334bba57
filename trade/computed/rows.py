"""Growth, bases, balances and rests of years that follow from the records of a pair. Shares: :mod:`.shares`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from trade.models import Observation
from trade.pairs.tables import Cell, Row, Table
from trade.periods import Period
from trade.quantities import Derived, Quantity, balance


class Kind(TextChoices):
    GROWTH = "growth", _("growth on the same period a year earlier")
    BASE = "base", _("the value a year earlier that a stated growth implies")
    BALANCE = "balance", _("exports less imports")
    REST = "rest", _("what is left of a year")
    SHARE = "share", _("share of a heading in all goods, or in the sum of those recorded")


@dataclass(frozen=True, slots=True)
class Input:
    """What a number was computed from: one record with its series, or a sum of ``values`` of them, which has neither.

    ``words`` say what it is; ``query`` is what the list of observations has to be asked for to hold exactly the values
    of a sum, empty where its filters cannot say that.
    """

    series: str | None
    period: Period
    quantity: Quantity | Derived
    observation: int | None
    values: int = 1
    words: str = ""
    query: str = ""

    @property
    def is_sum(self) -> bool:
        return self.observation is None


@dataclass(frozen=True, slots=True)
class Computed:
    """``inputs`` stand in the order in which the formula names them a, b, …; ``series`` is None for a balance, and
    for a share of what no series states.

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
    return Input(record.series.key, record.period, record.quantity, record.pk)


# -- balances -----------------------------------------------------------------------------------------------------
def _balances(tables: Sequence[Table]) -> Iterator[Computed]:
    """Exports less imports of one reporter, in one unit and kind of trade, each in whatever valuation it is stated.

    Where several values are stated of one side and period nobody can say which is meant, and there is no balance.
    """
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
