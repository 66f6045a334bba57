"""R1, R1b, R8, R9, R11: a claim against the record that it is bound to; the first judgement that finds any counts."""

from collections.abc import Iterator
from dataclasses import replace

from articles.binding.facts import EVENT, PERCENT, Record
from articles.binding.reasons import is_money
from articles.binding.slips import slip
from articles.binding.text import Stated
from articles.rules import directions, editions, periods, units
from articles.rules.case import Case
from articles.rules.findings import Finding, Severity, Side, severity_for, severity_of_slip

_NO_VALUES = ("ordinal", "rank", "date", "ratio", "duration")


def find(case: Case) -> Iterator[Finding]:
    """At most one finding for each bound claim: what is wrong at the root hides what follows from it."""
    for stated, record in case.bound:
        if stated.is_target:
            continue
        for judge in _CHAIN:
            if finding := judge(case, stated, record):
                yield finding
                break


def _contradicts(stated: Stated, record: Record) -> bool:
    text = stated.quantity
    return text is not None and record.quantity is not None and record.quantity.contradicts(text)


def _comparable(stated: Stated, record: Record) -> bool:
    """Both are money, or percentages of one sort, or counts, or measures: 13 % is not compared with 33 bn."""
    if record.kind == EVENT or record.quantity is None or stated.kind in _NO_VALUES:
        return False
    if stated.kind == "percent_change":
        return record.unit in PERCENT | {"PP"} and record.is_growth
    if stated.kind == "percent_share":
        return record.unit in PERCENT and not record.is_growth
    return (stated.kind == "money") == is_money(record.unit) and record.unit not in PERCENT


def scale_slip(case: Case, stated: Stated, record: Record) -> Finding | None:
    """R1b: «million» for «billion». Percentages and small counts do not slip by a power of ten, they differ."""
    if not _comparable(stated, record) or not _contradicts(stated, record) or stated.kind.startswith("percent"):
        return None
    factor = slip(stated.quantity.value, record.quantity.value)
    if factor is None or _fits_older(stated, record) is not None:
        return None
    facts = {"factor": f"{factor.normalize():f}"}
    slipped = _finding("R1b", "scale_slip", stated, record, formula="scale", facts=facts)
    return replace(slipped, severity=severity_of_slip(stated))


def stale(case: Case, stated: Stated, record: Record) -> Finding | None:
    """R9: the figure is right by an older vintage; an alert if readers have it already."""
    if not _comparable(stated, record) or not _contradicts(stated, record):
        return None
    older = _fits_older(stated, record)
    if older is None:
        return None
    severity = Severity.WARNING if case.article.is_published else Severity.NOTE
    return Finding(
        "R9",
        "fits_older_vintage",
        severity,
        (stated.span,),
        Side.of_text(stated, record.unit),
        Side.of_record(record),
        inputs=(Side("vintage", older, record.unit, record.period, record.reporter, record.key),),
        claim=stated.claim,
    )


def _fits_older(stated: Stated, record: Record):
    return next((older for older in record.vintages if not older.contradicts(stated.quantity)), None)


def mirror(case: Case, stated: Stated, record: Record) -> Finding | None:
    """R8: another reporter's value fits; a note, unless the text itself names the reporter of the bound record."""
    if not _comparable(stated, record) or not _contradicts(stated, record):
        return None
    if stated.reporter and stated.reporter == record.reporter:
        return None
    for other in case.book.mirrors(record):
        if other.quantity is not None and not other.quantity.contradicts(stated.quantity):
            return Finding(
                "R8",
                "fits_mirror",
                Severity.NOTE,
                (stated.span,),
                Side.of_text(stated, record.unit),
                Side.of_record(record),
                inputs=(Side.of_record(other, "mirror"),),
                facts={"reporter": other.reporter},
                claim=stated.claim,
            )
    return None


def value(case: Case, stated: Stated, record: Record) -> Finding | None:
    """R1, R2 for growth, R11 for counts: nothing that the record can mean is something that the text can mean."""
    if not _comparable(stated, record):
        return None
    if not _contradicts(stated, record):
        return _understated(stated, record)
    rule = {"percent_change": "R2", "count": "R11"}.get(stated.kind, "R1")
    return replace(_finding(rule, "value_outside_record", stated, record), severity=severity_of_slip(stated))


def _understated(stated: Stated, record: Record) -> Finding | None:
    """«More than 41» for 52 is true and misleading: a warning."""
    soft, interval = stated.soft_upper, record.quantity.interval
    if stated.stated is not None or soft is None or interval.low is None or interval.low < soft:
        return None
    if record.quantity.interval == stated.quantity.interval:
        return None
    found = _finding("R11" if stated.kind == "count" else "R1", "bound_understates", stated, record)
    return found.softened(Severity.WARNING)


def _finding(rule: str, code: str, stated: Stated, record: Record, **more) -> Finding:
    return Finding(
        rule,
        code,
        severity_for(stated),
        (stated.span,),
        Side.of_text(stated, record.unit),
        Side.of_record(record),
        claim=stated.claim,
        **more,
    )


_CHAIN = (
    units.of_record,
    editions.of_record,
    periods.of_record,
    directions.of_record,
    scale_slip,
    stale,
    mirror,
    value,
)
