"""R2b: the base that a level and its growth imply, against the base on record, or else against the whole year."""

from collections.abc import Iterator
from decimal import Decimal

from articles.binding.facts import METRIC, Record
from articles.rules.case import Case
from articles.rules.findings import Finding, Severity, Side
from articles.rules.relations import Grown, grown
from trade.periods import Period
from trade.quantities import Derived, Measured, implied_base

REVISED = Decimal("0.02")  # a base that differs by less was probably revised since
_MINUS_ALL = -100
_LONG = 6  # months; shorter periods are compared with the month or quarter before as well


def find(case: Case) -> Iterator[Finding]:
    for pair in grown(case):
        yield from _of_records(case, pair)


def implied(level: Measured, rate: Measured) -> Derived | None:
    """The base; None where it makes no sense."""
    low = rate.interval.low
    if rate.value <= _MINUS_ALL or (low is not None and low <= _MINUS_ALL):
        return None
    try:
        return implied_base(level, rate)
    except ValueError:
        return None


def _of_records(case: Case, pair: Grown) -> Iterator[Finding]:
    """R2b: the base that level and growth imply, against the base on record, or else against the whole year."""
    record = case.book.get(pair.level.record) if pair.level.record else None
    if (
        record is None
        or record.quantity is None
        or record.is_growth
        or not _may_compare(pair, record)
        or _is_wrong_itself(case, pair)
    ):
        return
    level = record.quantity if pair.level.is_sure else pair.level.quantity
    base = case.book.base_of(record)
    base_then = implied(level, pair.growth.quantity)
    if base_then is None:
        return
    if base is not None and base.quantity is not None:
        if finding := _against_base(case, pair, record, base, base_then):
            yield finding
        return
    if finding := _against_year(case, pair, record, base_then):
        yield finding
    elif record.kind != METRIC:
        yield _finding(pair, record, base_then, None, "base_not_recorded", Severity.NOTE)


def _may_compare(pair: Grown, record: Record) -> bool:
    """A growth «on a year earlier»; one without a comparison only where nothing else can be meant.

    That is so for events (the edition before), and for half a year and more since January.
    """
    if pair.is_year_on_year or record.kind == METRIC:
        return True
    period = record.period
    months = period.months_count if period is not None else None
    return months is not None and period.start.month == 1 and _LONG <= months <= 12


def _is_wrong_itself(case: Case, pair: Grown) -> bool:
    """The growth contradicts its own record: whatever follows from it is no second mistake."""
    record = case.record_of(pair.growth)
    return (
        record is not None
        and record.quantity is not None
        and record.is_growth
        and record.quantity.contradicts(pair.growth.quantity)
    )


def _against_base(case: Case, pair: Grown, record: Record, base: Record, base_then: Derived) -> Finding | None:
    if base_then.interval.overlaps(base.quantity.interval):
        return None
    published = case.book.growth_of(record)
    if published is not None and published.quantity and not published.quantity.contradicts(pair.growth.quantity):
        return _finding(pair, record, base_then, base, "base_revised", Severity.WARNING)
    if abs(base_then.value / base.quantity.value - 1) < REVISED if base.quantity.value else False:
        return _finding(pair, record, base_then, base, "base_revised", Severity.WARNING)
    severity = Severity.ERROR if pair.level.is_sure and pair.is_year_on_year else Severity.WARNING
    if not pair.level.is_sure:
        severity = Severity.NOTE
    return _finding(pair, record, base_then, base, "implied_base_differs", severity)


def _against_year(case: Case, pair: Grown, record: Record, base_then: Derived) -> Finding | None:
    """The base of nine months cannot be more than the whole year was."""
    if record.period is None or not record.period.is_partial_year:
        return None
    before = record.period.same_period_before()
    year = next(
        (r for r in case.book.in_series(record) if r.period == Period.year(before.start.year) and r.quantity), None
    )
    if year is None or base_then.interval.low is None:
        return None
    ceiling = year.quantity.interval.high
    if ceiling is None or base_then.interval.low < ceiling:
        return None
    severity = Severity.ERROR if pair.level.is_sure and pair.is_year_on_year else Severity.WARNING
    return _finding(pair, record, base_then, year, "implied_base_above_year", severity)


def _finding(
    pair: Grown, record: Record, base_then: Derived, base: Record | None, code: str, severity: Severity
) -> Finding:
    period = record.period.same_period_before() if record.period and record.kind != METRIC else None
    return Finding(
        "R2b",
        code,
        severity,
        (pair.growth.span, pair.level.span),
        Side.of_text(pair.growth),
        None if base is None else Side.of_record(base),
        formula="implied_base",
        inputs=(Side.of_record(record) if pair.level.is_sure else Side.of_text(pair.level), Side.of_text(pair.growth)),
        computed=Side.computed(base_then, record.unit, period),
        claim=pair.growth.claim,
    )
