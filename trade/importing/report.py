"""What a batch keeps of its import, as an editor reads it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from trade.importing import reader_words as import_words
from trade.importing.words import fact_words, flag_words, reason_words
from trade.models import ImportBatch
from trade.readers import LAYOUTS

MANY = 10  # times; a mistake of the scale is a thousand, a mistake of a digit ten
SCOPE = ("unit", "reporter", "flow")  # facts about a file that the scope of its numbers says better


@dataclass(frozen=True, slots=True)
class Line:
    """A refused number or a flag: where, what stands there, and why."""

    line: int
    column: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Revised:
    """One value that another supersedes, None where there is none; ``times`` is their ratio, if any, and at least 1.

    ``is_doubtful`` marks what may well be a mistake: no value where there was one, another sign, another order of size.
    """

    line: int
    series: str
    period: str
    old: Decimal | None
    new: Decimal | None

    @property
    def is_gone(self) -> bool:
        return self.old is not None and self.new is None

    @property
    def has_grown(self) -> bool:
        return self.old is not None and self.new is not None and abs(self.new) > abs(self.old)

    @property
    def times(self) -> Decimal | None:
        """To three digits."""
        if self.old is None or self.new is None or self.old * self.new <= 0:
            return None
        small, large = sorted((abs(self.old), abs(self.new)))
        ratio = large / small
        return Decimal(f"{ratio.quantize(Decimal(1).scaleb(ratio.adjusted() - 2)).normalize():f}")

    @property
    def is_doubtful(self) -> bool:
        if self.old is None or self.new is None:
            return self.is_gone
        return self.old != self.new and (self.times is None or self.times >= MANY)


@dataclass(frozen=True, slots=True)
class Report:
    layout: str
    facts: list[tuple[str, str]]
    refused: list[Line]
    refused_count: int
    flags: list[Line]
    revisions: list[Revised]

    @property
    def more(self) -> int:
        """Refused numbers that are counted but not listed."""
        return self.refused_count - len(self.refused)


def report_of(batch: ImportBatch) -> Report:
    return _report(batch.format, batch.report, batch.refused)


def report_of_outcome(outcome: Any) -> Report:
    return _report(outcome.format, outcome.as_report(), outcome.refusals)


def _report(layout: str, kept: dict[str, Any], refused: int) -> Report:
    scope = kept.get("scope", {})
    facts = {name: value for name, value in kept.get("facts", {}).items() if not (name in SCOPE and scope.get(name))}
    if kept.get("encoding"):
        facts = {"encoding": kept["encoding"], **facts}
    return Report(
        import_words.layout(layout) if layout in LAYOUTS else layout,
        [(fact_words(name), str(value)) for name, value in facts.items()],
        [Line(r["line"], r["column"], r["value"], reason_words(r["reason"])) for r in kept.get("refused", ())],
        refused,
        [Line(f["line"], "", f["detail"], flag_words(f["kind"])) for f in kept.get("flags", ())],
        [
            Revised(r["line"], r["series"], r["period"], _number(r["old"]), _number(r["new"]))
            for r in kept.get("revisions", ())
        ],
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
