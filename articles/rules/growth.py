"""R2: growth against two levels, of the text or on record, by interval arithmetic over every side's own rounding."""

from collections.abc import Iterator
from dataclasses import replace

from articles.binding.facts import PERCENT, Record
from articles.binding.text import Stated
from articles.rules.bases import REVISED, implied
from articles.rules.case import Case
from articles.rules.findings import Finding, Severity, Side, severity_for
from articles.rules.relations import Grown, Steps, grown, steps
from trade.intervals import Interval
from trade.quantities import Derived, Measured, growth


def find(case: Case) -> Iterator[Finding]:
    for pair in grown(case):
        yield from _of_text(pair)
    for stated, record in case.bound:
        if finding := _of_level(case, stated, record):
            yield finding
    for step in steps(case):
        if finding := _of_steps(step):
            yield finding


def _of_level(case: Case, stated: Stated, record: Record) -> Finding | None:
    """R2: a growth that is bound to the level which it led to, against the level before."""
    if stated.kind != "percent_change" or record.is_growth or record.unit in PERCENT or record.quantity is None:
        return None
    base = case.book.base_of(record)
    if base is None or base.quantity is None or stated.unit != "PC":
        return None
    expected = _expected(record.quantity, base.quantity)
    if expected is None or expected.interval.overlaps(stated.quantity.interval):
        return None
    base_then = implied(record.quantity, stated.quantity)
    revised = base_then is not None and abs(base_then.value / base.quantity.value - 1) < REVISED
    finding = Finding(
        "R2",
        "base_revised" if revised else "growth_of_records_differs",
        severity_for(stated),
        (stated.span,),
        Side.of_text(stated),
        Side.computed(expected, "PC"),
        formula="growth",
        inputs=(Side.of_record(record), Side.of_record(base)),
        computed=Side.computed(expected, "PC"),
        claim=stated.claim,
    )
    return finding.softened(Severity.WARNING) if revised or _is_cut_short(expected, stated) else finding


def _expected(now: Measured, base: Measured) -> Derived | None:
    try:
        return growth(now, base)
    except ValueError:
        return None


def _of_text(pair: Grown) -> Iterator[Finding]:
    """R2: «33 млрд, на 13 % больше, чем 29,2 млрд годом ранее»: all three stand in the sentence."""
    if pair.base is None:
        return
    expected = _expected(pair.level.quantity, pair.base.quantity)
    if expected is not None and expected.interval.is_disjoint(pair.growth.quantity.interval):
        yield _disagrees(pair.growth, expected, (pair.level, pair.base), Severity.ERROR)


def _of_steps(step: Steps) -> Finding | None:
    """R2: «с 25 до 30 млрд, или на 20 %»; of two percentages the difference is meant in points."""
    if step.growth is None or step.before.quantity.value <= 0:
        return None
    points = step.before.unit == "PC" or step.after.unit == "PC"
    difference = step.after.quantity.interval - step.before.quantity.interval
    said = step.growth.quantity
    if step.growth.unit == "PP":
        return None
    expected = _expected(step.after.quantity, step.before.quantity)
    if expected is None or _same_size(expected, said):
        return None
    if points and _overlaps_size(difference, said):
        return replace(
            _disagrees(step.growth, expected, (step.after, step.before), Severity.ERROR), code="percent_for_points"
        )
    return _disagrees(step.growth, expected, (step.after, step.before), Severity.ERROR)


def _same_size(expected: Derived, said: Measured) -> bool:
    """The sizes overlap; a wrong sign is the business of R12."""
    return _overlaps_size(expected.interval, said)


def _overlaps_size(interval, said: Measured) -> bool:
    return interval.overlaps(said.interval) or (-interval).overlaps(said.interval)


def _is_cut_short(expected: Derived, said: Stated) -> bool:
    """24.29 printed as 24.2: cut rather than rounded, as many offices do."""
    margin = said.quantity.resolution / 2
    allowed = said.quantity.interval + Interval(-margin, margin, True, True)
    return expected.interval.overlaps(allowed)


def _disagrees(said: Stated, expected: Derived, of: tuple[Stated, Stated], severity: Severity) -> Finding:
    if _is_cut_short(expected, said):
        severity = Severity.NOTE
    return Finding(
        "R2",
        "growth_of_levels_differs",
        severity,
        (said.span, *(stated.span for stated in of)),
        Side.of_text(said),
        Side.computed(expected, "PC"),
        formula="growth",
        inputs=tuple(Side.of_text(stated) for stated in of),
        computed=Side.computed(expected, "PC"),
        claim=said.claim,
    )
