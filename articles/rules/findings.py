"""What a rule finds: both sides and the arithmetic in machine form, no words."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from articles.binding.facts import Record
from articles.binding.text import NEAR, Stated
from trade.periods import Period
from trade.quantities import Derived, Measured


class Severity(enum.StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
SCALE_SLIP = "R1b"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction, or one input of a computation.

    *what* is text, record, vintage, mirror, computed, rate, event or period. *measured* has a value and an interval in
    base units of *unit*; *quote* is as printed; *record* the key of the record.
    """

    what: str
    measured: Measured | None = None
    unit: str = ""
    period: Period | None = None
    reporter: str = ""
    record: str = ""
    quote: str = ""

    @classmethod
    def of_text(cls, stated: Stated, unit: str = "") -> "Side":
        return cls(
            "text",
            stated.quantity,
            stated.unit or unit,
            stated.period,
            reporter=stated.reporter,
            record=stated.record,
            quote=stated.figure.surface,
        )

    @classmethod
    def of_record(cls, record: Record, what: str = "record") -> "Side":
        return cls(what, record.quantity, record.unit, record.period, record.reporter, record.key)

    @classmethod
    def computed(cls, derived: Derived, unit: str, period: Period | None = None) -> "Side":
        return cls("computed", derived, unit, period)


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction, doubt or note.

    *code* says what in machine form; *spans* where (the culprit first). *formula* names the arithmetic, with *inputs*
    in its order and *computed* as its result; *facts* are further parameters for words, all of them strings.
    """

    rule: str
    code: str
    severity: Severity
    spans: tuple[tuple[int, int], ...]
    text: Side
    other: Side | None = None
    formula: str = "compare"
    inputs: tuple[Side, ...] = ()
    computed: Side | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    claim: str = ""

    @property
    def is_flag(self) -> bool:
        """More than a note: something that an editor has to look at."""
        return self.severity is not Severity.NOTE

    @property
    def rank(self) -> tuple:
        """Errors first, a scale slip first of all, then in the order of the text."""
        return (_ORDER[self.severity], self.rule != SCALE_SLIP, self.spans[0] if self.spans else (0, 0), self.rule)

    def softened(self, severity: Severity) -> "Finding":
        """The same with *severity*, unless it is milder already."""
        return replace(self, severity=severity) if _ORDER[severity] > _ORDER[self.severity] else self


def severity_for(stated: Stated) -> Severity:
    """An error needs a binding that is confirmed or the only one possible; a mere suggestion makes it a note."""
    return Severity.ERROR if stated.is_sure else Severity.NOTE


def severity_of_slip(stated: Stated) -> Severity:
    """Of a period, currency or edition: a record that fits to the digit in all else makes it a warning."""
    return Severity.WARNING if stated.binding == NEAR else severity_for(stated)
