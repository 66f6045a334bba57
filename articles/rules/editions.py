"""R10: the number of an edition and the place in an order."""

from dataclasses import replace

from articles.binding.facts import EVENT, METRIC, Record
from articles.binding.text import Stated
from articles.rules.case import Case
from articles.rules.findings import Finding, Severity, Side, severity_of_slip
from trade.quantities import Quantity

_NEAR = 16  # characters before an ordinal in which «чем на» makes it the other side of a comparison
_REACH = 45  # characters between an ordinal and the fair it counts


def of_record(case: Case, stated: Stated, record: Record) -> Finding | None:
    if record.kind == METRIC:
        return _of_metric(case, stated, record)
    if stated.kind == "rank":
        return _rank(stated, record)
    if record.kind != EVENT or stated.figure.value is None:
        return None
    if record.edition is not None and stated.figure.value != record.edition:
        return _finding("edition_differs", stated, record, Quantity.exactly(record.edition))
    return _of_another_year(case, stated, record)


def _of_metric(case: Case, stated: Stated, record: Record) -> Finding | None:
    """The figure is another edition's than the one that its sentence numbers."""
    if record.edition is None:
        return None
    first, last = case.sentence(stated)
    editions = [s for s in case.article.figures if first <= s.figure.start < last and is_edition(case, s)]
    if len(editions) != 1 or editions[0].figure.value == record.edition or _is_wrong(case, editions[0]):
        return None
    edition = editions[0]
    if case.says(case.words.than, (max(first, edition.figure.start - _NEAR), edition.figure.start)):
        return None
    finding = _finding("edition_of_figure_differs", edition, record, Quantity.exactly(record.edition))
    severity = severity_of_slip(stated)
    spans = (edition.span, stated.span)
    return replace(finding, spans=spans, severity=severity, claim=stated.claim).softened(Severity.WARNING)


def _is_wrong(case: Case, edition: Stated) -> bool:
    """The number contradicts its own record, which is told of the number itself."""
    record = case.record_of(edition)
    return record is not None and record.edition != edition.figure.value


def is_edition(case: Case, stated: Stated) -> bool:
    """An ordinal before a word for fairs, or a number before 届."""
    figure, text = stated.figure, case.article.text
    if figure.value is None or figure.kind == "date":
        return False
    marks = case.words.edition_marks
    if marks and case.says(marks, (figure.start, min(len(text), figure.end + 1))):
        return True
    return figure.kind == "ordinal" and case.says(case.words.fairs, (figure.end, min(len(text), figure.end + _REACH)))


def _rank(stated: Stated, record: Record) -> Finding | None:
    """A place against the one counted over the records: never where these do not reach so far."""
    place = stated.figure.value
    if record.rank is None or place is None or place == record.rank:
        return None
    if record.rank_among is not None and place > record.rank_among:
        return None
    if record.rank_is_least and place > record.rank:
        return None
    if stated.figure.approx == "up_to" and stated.figure.value >= record.rank:
        return None
    return _finding("rank_differs", stated, record, Quantity.exactly(record.rank))


def _of_another_year(case: Case, stated: Stated, record: Record) -> Finding | None:
    """«the 7th fair in November 2023»: in that year another edition took place."""
    if record.period is None:
        return None
    first, last = case.sentence(stated)
    dates = [d for d in case.article.dates if first <= d.start < last and d.period is not None]
    if len(dates) != 1 or dates[0].period.overlaps(record.period) or not _is_near(case, stated, dates[0]):
        return None
    then = next((r for r in case.book.records if _is_sibling(r, record) and r.period.overlaps(dates[0].period)), None)
    if then is None or then.edition is None:
        return None
    finding = _finding("edition_of_another_year", stated, then, Quantity.exactly(then.edition))
    return finding if stated.is_sure else finding.softened(Severity.WARNING)


def _is_near(case: Case, stated: Stated, date) -> bool:
    """Few enough characters lie between for the date to be that of the fair."""
    return abs(date.start - stated.figure.end) <= 80 and not case.says(
        case.words.contrast, (min(stated.figure.end, date.start), max(stated.figure.end, date.start))
    )


def _is_sibling(record: Record, of: Record) -> bool:
    return record.kind == EVENT and record.family == of.family and record.period is not None


def _finding(code: str, stated: Stated, record: Record, right: Quantity) -> Finding:
    return Finding(
        "R10",
        code,
        severity_of_slip(stated),
        (stated.span,),
        Side("text", Quantity.exactly(stated.figure.value), period=stated.period, quote=stated.figure.surface),
        Side("event" if record.kind == EVENT else "record", right, period=record.period, record=record.key),
        claim=stated.claim,
    )
