"""Records as both rooms see them: plain data, made by the caller from rows of the database.

Units are those of :mod:`trade.words.units` (``USD``, ``PC``, ``PP``, ``T``, ``companies``); areas are codes (``CHN``,
``_X`` for a reporter that is not stated).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from trade.periods import Period
from trade.quantities import Quantity

NOT_STATED = "_X"
OBSERVATION, METRIC, EVENT, AGREEMENT = "observation", "metric", "event", "agreement"
GROWTH_MEASURES = frozenset(("G", "deals_growth"))
PERCENT = frozenset(("PC", "PT", "%", "PERCENT"))


@dataclass(frozen=True, slots=True)
class Record:
    """One record. *key* is the caller's own name for it, such as ``observation:12``; it must be unique.

    Observations have *measure* V, Q or G, *flow* X, M, RX, RM or T, *reporter*, *area*, *counterpart* and *commodity*.
    Metrics have *event*, its *family* (the series of fairs) and *edition*, *measure* (``deals``, ``exhibitors``…),
    *nature*, and *participant* if they are one participant's. Events have *event*, *family* and *edition*. *period* of
    an event or metric is when the event takes place, if known. *vintages* are the older values, newest first. *rank* is
    the record's place among its like, counted by the caller; None if that is not at hand. *rank_among* is how many
    of these are on record; *rank_is_least* says that others, not on record, may stand before it.
    """

    key: str
    kind: str
    quantity: Quantity | None = None
    unit: str = ""
    period: Period | None = None
    measure: str = ""
    flow: str = ""
    reporter: str = ""
    area: str = ""
    counterpart: str = ""
    commodity: str = "TOTAL"
    event: str = ""
    family: str = ""
    edition: int | None = None
    participant: str = ""
    nature: str = ""
    vintages: tuple[Quantity, ...] = ()
    rank: int | None = None
    rank_among: int | None = None
    rank_is_least: bool = False
    trade_type: str = ""

    @property
    def areas(self) -> frozenset[str]:
        return frozenset((self.area, self.counterpart, self.participant)) - {"", NOT_STATED}

    @property
    def is_growth(self) -> bool:
        return self.measure in GROWTH_MEASURES

    @property
    def series(self) -> tuple:
        """What this is a value of: equal for all periods of one series, for all editions of one metric."""
        if self.kind == OBSERVATION:
            return (self.kind, self.reporter, *self._thing, self.unit)
        return (self.kind, self.family or self.event, self.participant, self.measure, self.nature, self.unit)

    @property
    def thing(self) -> tuple:
        """What is measured, whoever reports it: A's exports to B and B's imports from A are the same thing."""
        return (self.kind, *self._thing, self.unit) if self.kind == OBSERVATION else self.series

    @property
    def _thing(self) -> tuple:
        # The direction of the goods says what is measured; the reporter only says who counted.
        if self.flow == "T":
            ends = tuple(sorted((self.area, self.counterpart)))
        elif self.flow in ("M", "RM"):
            ends = (self.counterpart, self.area)
        else:
            ends = (self.area, self.counterpart)
        return (self.flow == "T", self.flow[:1] == "R", ends, self.commodity, self.measure, self.trade_type)


@dataclass(frozen=True, slots=True)
class Rate:
    """How much of *quote* one unit of *base* cost on average in *period*: ``Rate("USD", "CNY", year, 7.08)``."""

    base: str
    quote: str
    period: Period
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Names:
    """How areas and events are named: code → language → phrases divided by ``|``; ``Казахстан*`` has an open end."""

    areas: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    events: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # keyed by the family of an event


class Book:
    """All records at hand, indexed for the questions that rules ask."""

    def __init__(self, records: Iterable[Record] = ()):
        self.records = tuple(records)
        self._by_key = {record.key: record for record in self.records}
        self._by_series: dict[tuple, list[Record]] = {}
        self._by_thing: dict[tuple, list[Record]] = {}
        for record in self.records:
            self._by_series.setdefault(record.series, []).append(record)
            self._by_thing.setdefault((record.thing, record.period), []).append(record)

    def __getitem__(self, key: str) -> Record:
        return self._by_key[key]

    def get(self, key: str) -> Record | None:
        return self._by_key.get(key)

    def in_series(self, record: Record) -> list[Record]:
        """The values of the record's series, itself included."""
        return self._by_series.get(record.series, [])

    def mirrors(self, record: Record) -> list[Record]:
        """The same thing in the same period by other reporters."""
        if record.kind != OBSERVATION:
            return []
        return [other for other in self._by_thing[(record.thing, record.period)] if other.reporter != record.reporter]

    def base_of(self, record: Record) -> Record | None:
        """The value a year, or an edition, before."""
        if record.kind == METRIC:
            if record.edition is None:
                return None
            return self._first(other for other in self.in_series(record) if other.edition == record.edition - 1)
        if record.period is None:
            return None
        before = record.period.same_period_before()
        return self._first(other for other in self.in_series(record) if other.period == before)

    def growth_of(self, record: Record) -> Record | None:
        """The published growth to *record*, by the same reporter."""
        if record.kind == METRIC:
            return self._first(
                r for r in self.records if r.kind == METRIC and r.event == record.event and r.is_growth
            )  # fmt: skip
        key = (record.reporter, record.flow, record.areas, record.commodity, record.period)
        return self._first(
            r
            for r in self.records
            if r.kind == OBSERVATION and r.is_growth and (r.reporter, r.flow, r.areas, r.commodity, r.period) == key
        )

    @staticmethod
    def _first(records: Iterable[Record]) -> Record | None:
        return next(iter(records), None)
