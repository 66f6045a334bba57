"""R12: «выросло» where it fell."""

from collections.abc import Iterator

from articles.binding.facts import Record
from articles.binding.text import Stated
from articles.rules.case import Case
from articles.rules.findings import Finding, Severity, Side, severity_for
from articles.rules.relations import Steps, steps


def of_record(case: Case, stated: Stated, record: Record) -> Finding | None:
    """A growth whose sign is the other one than that of the record."""
    if stated.kind != "percent_change" or not record.is_growth or stated.figure.direction not in ("up", "down"):
        return None
    interval = record.quantity.interval if record.quantity else None
    if interval is None:
        return None
    fell = interval.high is not None and interval.high <= 0
    rose = interval.low is not None and interval.low >= 0 and record.quantity.value > 0
    if not (fell if stated.figure.direction == "up" else rose):
        return None
    return Finding(
        "R12",
        "direction_differs",
        severity_for(stated),
        (stated.span,),
        Side.of_text(stated, record.unit),
        Side.of_record(record),
        claim=stated.claim,
    )


def find(case: Case) -> Iterator[Finding]:
    """«вырос с 40 до 33 млрд»: the two levels of the text say the other direction."""
    for step in steps(case):
        if step.direction and _turned(step):
            yield Finding(
                "R12",
                "direction_of_levels",
                Severity.ERROR,
                (step.after.span, step.before.span),
                Side.of_text(step.after),
                Side.of_text(step.before),
                formula="difference",
                inputs=(Side.of_text(step.after), Side.of_text(step.before)),
                facts={"direction": step.direction},
                claim=step.after.claim,
            )


def _turned(step: Steps) -> bool:
    before, after = step.before.quantity.interval, step.after.quantity.interval
    if before.overlaps(after) or None in (before.low, before.high, after.low, after.high):
        return False
    rose = after.low > before.low
    return rose != (step.direction == "up")
