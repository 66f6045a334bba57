"""R6: nine months are not a year. The text's period against that of the bound record."""

from articles.binding.facts import METRIC, Record
from articles.binding.text import Stated
from articles.binding.words import found
from articles.rules.case import Case
from articles.rules.findings import Finding, Severity, Side, severity_of_slip
from trade.periods import Period

_RIGHT_BEFORE = 9  # in which «к», "by" makes it a point in time
_BEFORE = 22  # characters before a date in which «чем», "than" makes it the other side of a comparison


def of_record(case: Case, stated: Stated, record: Record) -> Finding | None:
    """An error only for a period that the sentence writes out, that nothing there explains otherwise."""
    own, theirs = stated.period, record.period
    if own is None or theirs is None or own == theirs or stated.kind in ("ordinal", "rank"):
        return None
    if record.kind == METRIC and own.overlaps(theirs):
        return None
    if _is_said(case, stated, theirs) or _is_coarse(case, stated, own, theirs):
        return None
    severity = severity_of_slip(stated)
    if not _is_written(case, stated, own):
        severity = Severity.NOTE
    return Finding(
        "R6",
        "period_differs",
        severity,
        (stated.span, *_dates(case, stated, own)),
        Side.of_text(stated, record.unit),
        Side.of_record(record),
        formula="periods",
        claim=stated.claim,
    )


def _dates(case: Case, stated: Stated, period: Period) -> list[tuple[int, int]]:
    first, last = case.sentence(stated)
    return [(d.start, d.end) for d in case.article.dates if first <= d.start < last and d.period == period]


def _is_said(case: Case, stated: Stated, period: Period) -> bool:
    """The record's own period stands in the sentence too: the finder may have taken the other one."""
    return bool(_dates(case, stated, period))


def _is_coarse(case: Case, stated: Stated, own: Period, theirs: Period) -> bool:
    """A year was read where the sentence speaks of months or quarters in a way that was not understood."""
    inside = own.start <= theirs.start and theirs.end <= own.end
    first, last = case.sentence(stated)
    return inside and own.is_full_year and case.says(case.words.part_of_year, (first, last))


def _is_written(case: Case, stated: Stated, period: Period) -> bool:
    """The period is a date of the sentence, and not what something is compared with."""
    text = case.article.text
    first, _last = case.sentence(stated)
    return any(
        not found(case.words.than, text, max(first, start - _BEFORE), start)
        and not found(case.words.until, text, max(first, start - _RIGHT_BEFORE), start)
        for start, _end in _dates(case, stated, period)
    )
