"""The period a figure speaks of: the calendar expression of its sentence that governs it."""

from datetime import date
from itertools import pairwise

from articles.figures.candidate import Candidate
from articles.figures.earlier import began_a_change, is_of_year_before, owns
from articles.figures.scan import CLAUSE, COMMA, NUMBER, Scan
from articles.figures.windows import opens_sentence_with_during
from trade.periods import Period

_CLAUSE_COST, _COMMA_COST, _RIGHT_COST = 8, 2, 3
_TIMES = ("same period a year earlier", "previous year", "previous month", "previous quarter")
_LEVELS = ("money", "quantity", "count")
_CUE_REACH, _BRACKET_REACH, _DATES_AT_MOST = 8, 60, 6


def date_periods(scan: Scan, found: list[Candidate], reference: date | None) -> None:
    """Set the period of every figure that its sentence dates. A date after «since» or in a comparison dates nothing."""
    governing, compared = _dates(scan, found)
    owners = _owners(scan, found)
    for number, candidate in enumerate(found):
        if candidate.kind in ("date", "ordinal"):
            continue
        sentence = scan.sentence_number(candidate.first)
        dates = [
            d
            for d in governing.get(sentence, ())
            if owners.get(d.first, candidate) is candidate and not _is_apart(scan, d, candidate)
        ]
        if began_a_change(scan, candidate, _next_of(found, number)):
            dates = [d for d in dates if _is_beside(d, candidate)]
            if not dates:
                continue
        if dates:
            candidate.period = min(dates, key=lambda d: _distance(scan, d, candidate)).period
        elif reference is not None:
            candidate.period = _relative(scan, candidate, reference)
        if candidate.period and candidate.kind in _LEVELS:
            behind = next((d for d in compared.get(sentence, ()) if _is_behind(scan, d, candidate)), None)
            base = next((d for d in compared.get(sentence, ()) if _is_dated_by(scan, d, candidate)), None)
            if behind:
                candidate.period = behind.period
            elif base:
                candidate.period = _same_period(candidate.period, base.period)
            elif dates and is_of_year_before(scan, candidate):  # «в прошлом году» alone is counted from the reference
                candidate.period = candidate.period.same_period_before()


def _owners(scan: Scan, found: list[Candidate]) -> dict[int, Candidate]:
    """By the first token of a date the figure that alone has it."""
    return {
        date.first: figure
        for figure, date in pairwise(found)
        if date.kind == "date" and figure.kind != "date" and owns(scan, date, figure)
    }


def _next_of(found: list[Candidate], number: int) -> Candidate | None:
    return found[number + 1] if number + 1 < len(found) else None


def _is_beside(dated: Candidate, candidate: Candidate) -> bool:
    return 0 <= dated.first - candidate.last <= 2 or 0 <= candidate.first - dated.last <= 1


def _dates(scan: Scan, found: list[Candidate]) -> tuple[dict[int, list[Candidate]], dict[int, list[Candidate]]]:
    """By sentence, a few each: the dates that govern its figures, and those that figures are compared with."""
    governing: dict[int, list[Candidate]] = {}
    compared: dict[int, list[Candidate]] = {}
    for candidate in found:
        if candidate.kind == "date" and candidate.period is not None:
            by_sentence = governing if _governs(scan, candidate) else compared
            kept = by_sentence.setdefault(scan.sentence_number(candidate.first), [])
            if len(kept) < _DATES_AT_MOST:
                kept.append(candidate)
    return governing, compared


def _is_dated_by(scan: Scan, base: Candidate, candidate: Candidate) -> bool:
    """«5 млрд за аналогичный период 2023 года»: the amount is that of the year it is compared with."""
    if not 0 < base.first - candidate.last <= _CUE_REACH:
        return False
    if scan.language.classifiers and any(scan.breaks[candidate.last : base.first]):  # 1亿平方米，比2012年增长52%
        return False
    return any(scan.hit(i, "cmp") for i in range(candidate.last, min(candidate.last + 3, base.first)))


def _is_behind(scan: Scan, base: Candidate, candidate: Candidate) -> bool:
    """比2022年的2.47亿: the amount of the year that is compared with (zh)."""
    gap = range(base.last, candidate.first)
    if not scan.language.classifiers or not 0 <= candidate.first - base.last <= 1:
        return False
    return all(scan.hit(i, "fillers") for i in gap)


def _same_period(period: Period, base: Period) -> Period:
    if not base.is_full_year or period.start.year <= base.start.year:
        return base
    return period.same_period_before(period.start.year - base.start.year)


def _is_apart(scan: Scan, dated: Candidate, candidate: Candidate) -> bool:
    """In other brackets, or behind a semicolon to the right: what comes first in a sentence may date all of it."""
    between = range(candidate.last, min(dated.first, candidate.last + _BRACKET_REACH))
    if any(scan.breaks[i] >= CLAUSE for i in between):
        return True
    if not _dates_follow(scan) and any(scan.word[i] in ",，" for i in between):
        return True
    return _is_in_other_brackets(scan, dated, candidate)


def _is_in_other_brackets(scan: Scan, dated: Candidate, candidate: Candidate) -> bool:
    """«7,5 млрд (в 2021 году – 5,8)»: a year in brackets says nothing of what stands outside."""
    opening, closing, between = "(", ")", range(candidate.last, dated.first)
    if dated.first < candidate.first:
        opening, closing, between = closing, opening, range(candidate.first - 1, dated.last - 1, -1)
    for i in between[-_BRACKET_REACH:][::-1]:
        if scan.word[i] == closing:
            return False
        if scan.word[i] == opening:
            return True
    return False


def _governs(scan: Scan, candidate: Candidate) -> bool:
    is_range = any(field.endswith("2") for field in candidate.span.fields)
    before = range(max(0, candidate.first - _CUE_REACH), candidate.first)
    if scan.language.change_by_case:  # «2023 жылмен салыстырғанда»: in Kazakh the word follows
        return not any(scan.hit(candidate.last + k, "than") for k in range(4))
    for i in reversed(before):
        if scan.breaks[i] >= COMMA or scan.kind[i] == NUMBER:  # «против 5 млрд в 2022 году» is dated itself
            break
        if scan.hit(i, "since_clause") or _compares(scan, i) or scan.hit(i, "than"):
            return False
        if not is_range and (hit := scan.hit(i, "since")) and hit[0] == candidate.first:
            return False
        if (hit := scan.hit(i, "percent_base")) and hit[0] == candidate.first and _follows_percentage(scan, i):
            return False
    return not any(_compares(scan, i) and scan.hit(i, "cmp")[0] > candidate.first for i in before)


def _follows_percentage(scan: Scan, i: int) -> bool:
    """«+13% к маю 2023 года», "up 13% on May 2023": the date is what a change is measured against."""
    return any(scan.ending(k, "pct") for k in (i, i - 1))


def _compares(scan: Scan, i: int) -> bool:
    """A comparison with another time; "planned in 2016" is none, nor is the "over" that opens a sentence."""
    hit = scan.hit(i, "cmp")
    if not hit or hit[1] not in _TIMES or scan.hit(i, "yearly"):
        return False
    return not opens_sentence_with_during(scan, i)


def _dates_follow(scan: Scan) -> bool:
    """In Chinese and Kazakh they come first."""
    return not (scan.language.classifiers or scan.language.change_by_case)


def _distance(scan: Scan, dated: Candidate, candidate: Candidate) -> int:
    if _dates_follow(scan) and 0 <= dated.first - candidate.last <= 2 and not _is_divided(scan, candidate, dated):
        return -1  # «5,1% в 2023-м»
    if dated.first < candidate.first:
        between, cost = range(dated.last, candidate.first), 0
    else:
        between, cost = range(candidate.last, dated.first), _RIGHT_COST
        if any(scan.breaks[i] == COMMA and scan.hit(i + 1, "list_words") for i in between[:80]):
            cost += _CLAUSE_COST  # "reached 5, and in 2023…" begins another clause
    for i in between[:80]:
        cost += 1 + (_CLAUSE_COST if scan.breaks[i] >= CLAUSE else _COMMA_COST if scan.breaks[i] else 0)
    return cost


def _is_divided(scan: Scan, candidate: Candidate, dated: Candidate) -> bool:
    """By anything but the dash of «0,77% – в 2015 году»."""
    return any(scan.breaks[i] and scan.word[i] not in "-–—" for i in range(candidate.last, dated.first))


def _relative(scan: Scan, candidate: Candidate, reference: date) -> Period | None:
    """«в этом году» of the sentence, counted from the *reference* date."""
    first, last = scan.sentence(candidate.first)
    for i in range(max(first, candidate.first - 40), min(last, candidate.last + 20)):
        if hit := scan.hit(i, "relyear"):
            year = reference.year + int(hit[1])
            return Period.year(year) if 1 <= year <= 9999 else None
    return None
