"""What a batch keeps of its import, as an editor reads it."""

from dataclasses import dataclass
from typing import Any

from trade import import_words
from trade.importing.words import fact_words, flag_words, reason_words
from trade.models import ImportBatch
from trade.readers import LAYOUTS


@dataclass(frozen=True, slots=True)
class Line:
    """A refused number or a flag: where, what stands there, and why."""

    line: int
    column: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    layout: str
    facts: list[tuple[str, str]]
    refused: list[Line]
    refused_count: int
    flags: list[Line]

    @property
    def more(self) -> int:
        """Refused numbers that are counted but not listed."""
        return self.refused_count - len(self.refused)


def report_of(batch: ImportBatch) -> Report:
    return _report(batch.format, batch.report, batch.refused)


def report_of_outcome(outcome: Any) -> Report:
    return _report(outcome.format, outcome.as_report(), outcome.refusals)


def _report(layout: str, kept: dict[str, Any], refused: int) -> Report:
    facts = {**kept.get("facts", {})}
    if kept.get("encoding"):
        facts = {"encoding": kept["encoding"], **facts}
    return Report(
        import_words.layout(layout) if layout in LAYOUTS else layout,
        [(fact_words(name), str(value)) for name, value in facts.items()],
        [Line(r["line"], r["column"], r["value"], reason_words(r["reason"])) for r in kept.get("refused", ())],
        refused,
        [Line(f["line"], "", f["detail"], flag_words(f["kind"])) for f in kept.get("flags", ())],
    )
