"""A record that a figure may state, with the reasons for and against it."""

from dataclasses import dataclass
from decimal import Decimal

from articles.binding.facts import Record
from articles.binding.reasons import DISAGREES, Reason
from trade.quantities import Quantity

CLEAR = Decimal("1.5")  # by how much the first has to lead before nobody need look
PLACED = frozenset(("areas_named", "both_sides"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that *figure* may state. *score* only ranks; *reasons* are what an editor is shown."""

    record: Record
    score: Decimal
    reasons: tuple[Reason, ...]
    text: Quantity | None = None  # what the figure states

    @property
    def disagreements(self) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if reason.sign == DISAGREES)

    @property
    def fits(self) -> bool:
        return any(reason.aspect == "value" and reason.sign > 0 for reason in self.reasons)

    @property
    def fits_exactly(self) -> bool:
        codes = {reason.code for reason in self.reasons}
        return bool(codes & {"value_confirms", "value_holds", "value_equal"})

    @property
    def score_of_context(self) -> Decimal:
        """The score without the value: which record the words speak of."""
        return sum((reason.weight for reason in self.reasons if reason.aspect != "value"), Decimal(0))

    @property
    def context_disagreements(self) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.disagreements if reason.aspect != "value")


def is_placed(candidate: Candidate) -> bool:
    """The sentence itself names the event or its edition."""
    codes = {(reason.code, reason.weight) for reason in candidate.reasons}
    return ("edition_named", Decimal(3)) in codes or ("event_named", Decimal(2)) in codes


def is_same(a: Candidate, b: Candidate) -> bool:
    return (a.record.thing, a.record.period) == (b.record.thing, b.record.period)
