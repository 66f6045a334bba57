"""Records sorted by what words can say of them: a figure asks its surroundings once for each sort, not each record."""

from collections.abc import Iterable
from math import inf

from articles.binding.facts import EVENT, Record
from trade.periods import Period
from trade.quantities import Quantity

_ROUNDING = 1e-9  # of floats, which only say what is certainly apart
Bounds = tuple[float, float]


class Entry:
    """A record with its interval as floats; None if its value is compared in another way."""

    __slots__ = ("bounds", "record")

    def __init__(self, record: Record):
        self.record = record
        self.bounds = None if record.kind == EVENT else bounds_of(record.quantity)


class Catalogue:
    """*records* by their words and then by period; ``records`` are all of them in the order given."""

    def __init__(self, records: Iterable[Record]):
        self.records = tuple(records)
        self.sorts: dict[tuple, dict[Period | None, list[Entry]]] = {}
        for record in self.records:
            self.sorts.setdefault(_words_of(record), {}).setdefault(record.period, []).append(Entry(record))

    @classmethod
    def of(cls, records: "Iterable[Record] | Catalogue") -> "Catalogue":
        return records if isinstance(records, Catalogue) else cls(records)


def _words_of(record: Record) -> tuple:
    """All that the words of a text are compared with, but for the period."""
    return (
        *(record.kind, record.unit, record.measure, record.flow, record.reporter, record.area, record.counterpart),
        *(record.event, record.family, record.edition, record.participant, record.nature, record.rank is not None),
    )


def bounds_of(quantity: Quantity | None) -> Bounds | None:
    if quantity is None:
        return None
    interval = quantity.interval
    low = -inf if interval.low is None else float(interval.low)
    return low, inf if interval.high is None else float(interval.high)


def are_apart(one: Bounds | None, other: Bounds | None) -> bool:
    """Certainly without a number in common; False also where nothing is known."""
    if one is None or other is None:
        return False
    gap = max(one[0], other[0]) - min(one[1], other[1])
    return gap > 0 and gap > _ROUNDING * max(map(abs, (max(one[0], other[0]), min(one[1], other[1]))))
