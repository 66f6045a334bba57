"""Shares of chapters with what they were computed from: which there are, the annual totals say;
how precise they are, the records.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from trade.computed.rows import Computed, Input, Kind
from trade.models import AnnualTotal, Area, Observation, Series
from trade.pages.choices import keys_of
from trade.periods import Period
from trade.quantities import Derived, Qualifier, Quantity, total
from trade.totals.annual import NO_GOODS, Whole, parts_of, unit_of
from trade.totals.parts import share_of_sum, share_of_whole

POINTS = (Qualifier.EQ, Qualifier.APPROX)
_COUNTED = ("A", "M")  # frequencies that annual totals add up, and how those call them


def share_years(one: Area, other: Area) -> list[int]:
    """The years of which shares can be told, the newest first."""
    return AnnualTotal.objects.years_between(one.code, other.code)


def shares_between(one: Area, other: Area, year: int) -> Iterator[Computed]:
    """The part of each chapter in what one side reports to have sent or got, the largest first.

    What that is a part of is the rule of :class:`trade.totals.annual.Whole`.
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
    records = Records.of_year(one, other, year)
    for found in columns.values():
        yield from _shares(found, records)


class Record(NamedTuple):
    """What an observation adds to a total, in the order of ``_FIELDS``."""

    pk: int
    series: str
    reporter: str
    area: str
    counterpart: str
    flow: str
    commodity: str
    scheme: str
    code: str
    unit: str
    trade_type: str
    valuation: str
    start: date
    end: date
    value: Any
    resolution: Any
    qualifier: str

    @property
    def total_key(self) -> tuple | None:
        """Which annual total it is part of; None where of none, as bounds, quarters and ranges are."""
        frequency = Period(self.start, self.end).frequency
        if frequency not in _COUNTED or self.value is None or self.qualifier not in POINTS:
            return None
        ends = (self.reporter, self.area, self.counterpart, self.flow)
        goods = (self.scheme, self.code[:2], len(self.code))
        return (*ends, *goods, self.unit, self.trade_type, self.valuation, frequency)


_OF_SERIES = ("key", "reporter_id", "area_id", "counterpart_id", "flow", "commodity_id")
_OF_SERIES += ("commodity__scheme", "commodity__code", "unit", "trade_type", "valuation")
_FIELDS = ("pk", *(f"series__{name}" for name in _OF_SERIES))
_FIELDS += ("period_start", "period_end", "value", "resolution", "qualifier")


def _key(row: AnnualTotal) -> tuple:
    ends = (row.reporter_id, row.area_id, row.counterpart_id, row.flow)
    return (*ends, row.scheme, row.chapter, row.level, row.unit, row.trade_type, row.valuation, row.basis)


@dataclass
class Records:
    """All values that readers are shown of the flows between two areas within a year: as many as headings at most,
    or as headings and months.
    """

    year: int
    rows: Sequence[Record]

    @classmethod
    def of_year(cls, one: Area, other: Area, year: int) -> "Records":
        flows = Series.objects.for_pair(one.code, other.code).filter(measure=Series.Measure.VALUE, flow__in=("X", "M"))
        shown = Observation.objects.shown_in_order().filter(
            series__in=keys_of(flows), period_start__gte=date(year, 1, 1), period_end__lte=date(year, 12, 31)
        )
        return cls(year, [Record._make(row) for row in shown.order_by("pk").values_list(*_FIELDS)])

    @cached_property
    def _by_total(self) -> Mapping[tuple, list[Record]]:
        found = defaultdict(list)
        for row in self.rows:
            if key := row.total_key:
                found[key].append(row)
        return found

    def of(self, row: AnnualTotal) -> list[Record]:
        return self._by_total.get(_key(row), [])

    @cached_property
    def _by_query(self) -> Mapping[str, frozenset[int]]:
        """What each list of observations of the year holds that the filters of the API can ask for."""
        found = defaultdict(set)
        for row in self.rows:
            for query in self._queries(row):
                found[query].add(row.pk)
        return {query: frozenset(keys) for query, keys in found.items()}

    def _queries(self, row: Record) -> Iterator[str]:
        year = {"period_from": self.year, "period_to": self.year}
        yield urlencode({"series": row.series, **year})
        ends = {"reporter": row.reporter, "area": row.area, "counterpart": row.counterpart}
        yield urlencode({**ends, "flow": row.flow, "measure": "V", **year})

    def query_of(self, rows: Sequence[Record]) -> str:
        """The list that holds exactly *rows*; empty where there is none."""
        keys = frozenset(row.pk for row in rows)
        return next((query for query in self._queries(rows[0]) if self._by_query[query] == keys), "")

    def input_of(self, rows: Sequence[Record], quantity: Quantity | Derived, words: str) -> Input:
        if len(rows) == 1:
            [row] = rows
            return Input(row.series, Period(row.start, row.end), quantity, row.pk, words=words)
        return Input(None, Period.year(self.year), quantity, None, len(rows), words, self.query_of(rows))


def _added(rows: Sequence[Record]) -> Quantity | Derived:
    """Their sum, as uncertain as all of them together; one is itself."""
    quantities = [Quantity(row.value, row.resolution or Decimal(0), Qualifier(row.qualifier)) for row in rows]
    return quantities[0] if len(quantities) == 1 else total(quantities)


def _shares(rows: Sequence[AnnualTotal], records: Records) -> Iterator[Computed]:
    unit = unit_of(row.unit for row in rows if row.scheme not in NO_GOODS)
    found = parts_of(row for row in rows if row.unit == unit)
    if not found:
        return
    whole = found.whole
    behind = {chapter: records.of(row) for chapter, row in found.chapters.items()}
    of_whole = _behind_whole(whole, behind, records)
    if not of_whole:
        return
    denominator = records.input_of(of_whole, _added(of_whole), whole.words)
    year = Period.year(records.year)
    for chapter, row in found.chapters.items():
        parts = behind[chapter]
        if not parts or not whole.holds(row):
            continue
        numerator = records.input_of(parts, _added(parts), _part_words(row, parts))
        if not 0 < numerator.quantity.value <= denominator.quantity.value:
            continue
        measure = share_of_whole if whole.stated else share_of_sum
        yield Computed(
            Kind.SHARE,
            numerator.series,
            row.reporter_id,
            (row.area_id, row.counterpart_id),
            row.flow,
            f"{row.scheme}-{row.chapter}",
            "PC",
            year,
            measure(numerator.quantity, denominator.quantity),
            [numerator, denominator],
        )


def _behind_whole(whole: Whole, behind: Mapping[str, list[Record]], records: Records) -> list[Record]:
    if whole.stated:
        return records.of(whole.stated)
    return [record for chapter in whole.parts for record in behind[chapter]]


def _part_words(row: AnnualTotal, parts: Sequence[Record]) -> str:
    key = f"{row.scheme}-{row.chapter}"
    if len(parts) == 1:
        return _("%(heading)s, as stated") % {"heading": parts[0].commodity}
    return _("sum of what is recorded within %(heading)s") % {"heading": key}
