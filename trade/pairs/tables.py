"""The tables of a pair of areas: periods down, reporters across, each in a column of its own.

Numbers of different reporters are set side by side with their gap, never mixed; growth compares a period with the same
period a year earlier and nothing else. What is computed is a :class:`Derived` and stays apart from what is recorded.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from trade.models import Area, Observation, Series
from trade.periods import Period
from trade.quantities import Derived, Gap, Qualifier, gap, growth, implied_base
from trade.totals.remainders import Rest, rests_of
from trade.words.columns import Scale
from trade.words.languages import active_tag

_POINTS = (Qualifier.EQ, Qualifier.APPROX)
_FLOWS = ("T", ">", ">RX>", ">RM>")


class Way(NamedTuple):
    """What is traded: turnover of the two, or goods from one to the other, whoever reports them."""

    mark: str
    origin: str
    destination: str

    @classmethod
    def of(cls, series: Series) -> "Way":
        one, other = series.area_id, series.counterpart_id
        match series.flow:
            case Series.Flow.TURNOVER:
                return cls("T", one, other)
            case Series.Flow.EXPORTS:
                return cls(">", one, other)
            case Series.Flow.IMPORTS:
                return cls(">", other, one)
        return cls(f">{series.flow}>", one, other)

    @property
    def is_turnover(self) -> bool:
        return self.mark == "T"

    @property
    def order(self) -> tuple:
        return _FLOWS.index(self.mark), self.origin, self.destination


class Subject(NamedTuple):
    """What one table is about; only numbers of one subject may stand in it."""

    way: Way
    trade_type: str
    unit: str


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth on the same period a year earlier: as a source states it, or computed from two records of one series."""

    reporter: Area
    stated: Observation | None = None
    computed: Derived | None = None
    now: Observation | None = None
    base: Observation | None = None

    @property
    def figure(self) -> Observation | Derived:
        return self.stated or self.computed


@dataclass(frozen=True, slots=True)
class Base:
    """What a number was a year earlier, as the growth stated for it implies: computed, and no record."""

    figure: Derived
    now: Observation
    growth: Observation

    @property
    def factor(self) -> Decimal:
        """What the number was divided by: 1.13 for growth of 13 %."""
        return (1 + self.growth.value / 100).normalize()


@dataclass(slots=True)
class Cell:
    """What one reporter says of one period: usually one value, or none, and then what follows from others.

    ``base`` is what it was a year earlier, ``rest`` what is left of a year.
    """

    reporter: Area
    values: list[Observation] = field(default_factory=list)
    base: Base | None = None
    rest: Rest | None = None

    @property
    def point(self) -> Observation | None:
        """The one value that can be subtracted and divided."""
        if len(self.values) != 1 or not is_point(self.values[0]):
            return None
        return self.values[0]


@dataclass(slots=True)
class Row:
    period: Period
    cells: list[Cell]
    growths: list[Growth]

    @property
    def is_incomplete(self) -> bool:
        """Part of a year that a reader could take for the whole; months and quarters speak for themselves."""
        return self.period.is_partial_year and self.period.frequency in "SPX"

    @property
    def observations(self) -> list[Observation]:
        return [value for cell in self.cells for value in cell.values]

    @property
    def records(self) -> list[Observation]:
        """Values and stated growths."""
        return self.observations + [growth.stated for growth in self.growths if growth.stated]

    @property
    def has_rest(self) -> bool:
        return any(cell.rest and not cell.values for cell in self.cells)

    @property
    def gap(self) -> Gap | None:
        """How far the first reporter lies above the second, in the unit and in percent of the second."""
        first, second = (cell.point for cell in self.cells[:2]) if len(self.cells) > 1 else (None, None)
        stated = self.cells[0].reporter.is_stated and len(self.cells) > 1 and self.cells[1].reporter.is_stated
        return gap(second.quantity, first.quantity) if stated and first and second else None


@dataclass
class Table:
    """``rows`` never lacks a reporter's cell: the cells of a row stand in the order of ``reporters``."""

    subject: Subject
    reporters: list[Area]
    rows: list[Row]

    @cached_property
    def scale(self) -> Scale:
        """How all numbers of the table are written for readers of the active language."""
        values = [value.quantity for row in self.rows for value in row.observations if value.value is not None]
        return Scale.of(values, self.subject.unit, active_tag())

    @cached_property
    def speakers(self) -> list[Area]:
        """The reporters that have a column: of countries also one that is silent, but the world reports nothing."""
        said = {cell.reporter.code for row in self.rows for cell in row.cells if cell.values or cell.base or cell.rest}
        return [each for each in self.reporters if each.kind != Area.Kind.GROUP or each.code in said]

    @property
    def width(self) -> int:
        """How many columns it has, period and sources included."""
        return 2 + len(self.speakers) + self.has_gaps + self.has_growth

    @property
    def has_gaps(self) -> bool:
        return any(row.gap for row in self.rows)

    @property
    def has_growth(self) -> bool:
        return any(row.growths for row in self.rows)


def is_point(observation: Observation) -> bool:
    """It states one number, not a bound, a range or nothing."""
    return observation.value is not None and observation.qualifier in _POINTS


def tables_of(observations: Iterable[Observation]) -> list[Table]:
    """One table for each subject, turnover first. *observations* are current values and growths of one pair."""
    values, growths = defaultdict(list), defaultdict(list)
    for row in observations:
        series = row.series
        if series.measure == Series.Measure.VALUE:
            values[Subject(Way.of(series), series.trade_type, series.unit)].append(row)
        elif series.measure == Series.Measure.GROWTH:
            growths[Way.of(series), series.trade_type].append(row)
    order = sorted(values, key=lambda subject: (subject.way.order, subject.trade_type, subject.unit))
    return [_table(subject, values[subject], growths[subject.way, subject.trade_type]) for subject in order]


Index = dict[tuple[str, Period], list[Observation]]


def _table(subject: Subject, values: Sequence[Observation], growths: Sequence[Observation]) -> Table:
    reporters = _reporters(subject.way, (*values, *growths))
    stated, grown = _index(values), _index(growths)
    bases, rests = dict(_bases(stated, grown)), dict(rests_of(stated))
    periods = {period for _reporter, period in (*stated, *grown, *bases, *rests)}
    rows = [
        _row(period, reporters, stated, grown, bases, rests)
        for period in sorted(periods, key=lambda period: (-period.end.toordinal(), period.start))
    ]
    return Table(subject, reporters, rows)


def _index(observations: Iterable[Observation]) -> Index:
    """Observations by reporter and period: usually one each, two where they differ in valuation."""
    found = defaultdict(list)
    for row in observations:
        found[row.series.reporter_id, row.period].append(row)
    return found


def _reporters(way: Way, observations: Iterable[Observation]) -> list[Area]:
    """Both sides first, also the one that is silent; then whoever else speaks, «not stated» last."""
    ends = {end.code: end for row in observations for end in (row.series.area, row.series.counterpart)}
    found = {row.series.reporter_id: row.series.reporter for row in observations}
    others = sorted(found.keys() - {way.origin, way.destination}, key=lambda code: (code == Area.NOT_STATED, code))
    return [ends[way.origin], ends[way.destination], *(found[code] for code in others)]


def _row(period: Period, reporters: list[Area], stated: Index, grown: Index, bases: dict, rests: dict) -> Row:
    keys = [(reporter, (reporter.code, period)) for reporter in reporters]
    cells = [Cell(reporter, stated.get(key, []), bases.get(key), rests.get(key)) for reporter, key in keys]
    return Row(period, cells, [growth for cell in cells for growth in _growths(cell, period, stated, grown)])


def _growths(cell: Cell, period: Period, stated: Index, grown: Index) -> list[Growth]:
    """What is stated; where nothing is, what follows from two records of one series."""
    found = [row for row in grown.get((cell.reporter.code, period), ()) if row.value is not None]
    if found:
        return [Growth(cell.reporter, stated=row) for row in found]
    computed = cell.point and computed_growth(cell.point, stated.get((cell.reporter.code, year_before(period)), ()))
    return [computed] if computed else []


def computed_growth(now: Observation, earlier: Iterable[Observation]) -> Growth | None:
    """Growth on the value of the same series among the *earlier* ones, if it is certainly above nought."""
    base = next((row for row in earlier if row.series_id == now.series_id and is_point(row)), None)
    if base is None:
        return None
    try:
        return Growth(now.series.reporter, None, growth(now.quantity, base.quantity), now, base)
    except ValueError:
        return None


def _bases(stated: Index, grown: Index) -> Iterable[tuple[tuple[str, Period], Base]]:
    """Where a reporter states a value and its growth but not the value a year earlier: what that must have been."""
    for (reporter, period), rows in stated.items():
        before, growths = year_before(period), grown.get((reporter, period), [])
        if before is None or (reporter, before) in stated or len(rows) != 1 or len(growths) != 1:
            continue
        if all(map(is_point, rows + growths)) and (base := base_of(rows[0], growths[0])):
            yield (reporter, before), base


def base_of(now: Observation, stated_growth: Observation) -> Base | None:
    """None where the growth is so uncertain, or so low, that nothing follows."""
    try:
        return Base(implied_base(now.quantity, stated_growth.quantity), now, stated_growth)
    except ValueError:
        return None


def year_before(period: Period) -> Period | None:
    """None only in the first year of the calendar."""
    try:
        return period.same_period_before()
    except ValueError:
        return None
