"""R5: «a record» against the series of the bound record."""

from collections.abc import Iterator

from articles.binding.facts import METRIC, Record
from articles.binding.text import Stated
from articles.binding.words import places
from articles.rules.case import Case
from articles.rules.findings import Finding, Severity, Side, severity_for

_ENOUGH = 5


def find(case: Case) -> Iterator[Finding]:
    for stated, record in case.bound:
        if record.quantity is None or record.kind not in ("observation", METRIC) or not _is_superlative(case, stated):
            continue
        yield from _against_series(case, stated, record)


def _is_superlative(case: Case, stated: Stated) -> bool:
    clause = case.clause(stated)
    if stated.is_target or case.says(case.words.lowest, clause):
        return False
    return case.says(case.words.superlatives, clause) or (stated.figure.approx == "record" and _is_own(case, stated))


def _is_own(case: Case, stated: Stated) -> bool:
    """The word stands in another clause of the sentence, and no other subject between it and the figure."""
    text, (first, last) = case.article.text, case.sentence(stated)
    for start, end in places(case.words.superlatives, text, first, last):
        between = text[stated.figure.end : start] if start >= stated.figure.end else text[end : stated.figure.start]
        if not case.turned(between):
            return True
    return False


def _against_series(case: Case, stated: Stated, record: Record) -> Iterator[Finding]:
    earlier = [other for other in case.book.in_series(record) if _is_earlier(other, record)]
    best = max(earlier, key=lambda other: other.quantity.value, default=None)
    if best is not None and best.quantity.value > record.quantity.value and best.quantity.contradicts(record.quantity):
        yield _finding(stated, record, best, "earlier_is_higher", severity_for(stated))
    elif not earlier:
        yield _finding(stated, record, None, "record_without_series", Severity.NOTE)
    elif len(earlier) < _ENOUGH:
        yield _finding(stated, record, best, "series_is_short", _at_most_warning(stated), points=str(len(earlier)))


def _at_most_warning(stated: Stated) -> Severity:
    return Severity.WARNING if stated.is_sure else Severity.NOTE


def _is_earlier(other: Record, record: Record) -> bool:
    if other.quantity is None or other.key == record.key:
        return False
    if record.kind == METRIC and record.edition is not None:
        return other.edition is not None and other.edition < record.edition
    if other.period is None or record.period is None:
        return False
    same_length = other.period.frequency == record.period.frequency and (
        other.period.months_count == record.period.months_count
    )
    return same_length and other.period.end < record.period.start


def _finding(stated: Stated, record: Record, best: Record | None, code: str, severity: Severity, **facts) -> Finding:
    return Finding(
        "R5",
        code,
        severity,
        (stated.span,),
        Side.of_text(stated, record.unit),
        None if best is None else Side.of_record(best),
        facts=facts,
        claim=stated.claim,
    )
