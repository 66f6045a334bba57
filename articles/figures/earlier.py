"""Figures of a sentence that are not of its time: where a change began, and what was a year before."""

import re

from articles.figures.candidate import Candidate
from articles.figures.scan import COMMA, NUMBER, Scan

YEAR_BEFORE = ("same period a year earlier", "previous year")
_LEVELS = ("money", "quantity", "count")  # a forecast that is raised from 2.6% to 2.8% is of one year
_REACH, _FAR, _LINK = 8, 20, 5
_KAZAKH_FROM = re.compile(r"(?:тан|тен|дан|ден|нан|нен)$")


def began_a_change(scan: Scan, candidate: Candidate, following: Candidate | None) -> bool:
    """The 22 of «с 22 до 21 млрд», "from 22 to 21 bn", 从220亿下降至214亿, «22 млрд-тан 21 млрд-қа»."""
    if following is None or following.kind != candidate.kind or candidate.kind not in _LEVELS:
        return False
    gap = range(candidate.last, following.first)
    if len(gap) > _LINK or any(scan.breaks[i] for i in gap):
        return False
    if scan.language.change_by_case:
        return not gap and bool(_KAZAKH_FROM.search(scan.word[candidate.last - 1]))
    if not (scan.hit(candidate.first - 1, "change_from") or scan.ending(candidate.first, "change_from")):
        return False
    return any(scan.hit(i, role) for i in gap for role in ("range_words", "level_before", "level_after"))


def is_of_year_before(scan: Scan, candidate: Candidate) -> bool:
    """«против 5 млрд годом ранее», «годом ранее он был 5 млрд», "had been 5 bn the year before"."""
    return _is_compared_with(scan, candidate) or _is_said_behind(scan, candidate) or _is_said_before(scan, candidate)


def owns(scan: Scan, dated: Candidate, candidate: Candidate) -> bool:
    """«против 5 млрд в 2022 году»: the date is that of this figure alone."""
    between = range(candidate.last, dated.first)
    is_beside = 0 <= dated.first - candidate.last <= 2 and not any(scan.breaks[i] for i in between)
    return is_beside and _is_base(scan, candidate)


def _is_base(scan: Scan, candidate: Candidate) -> bool:
    return any(scan.ending(candidate.first - k, "base_before") for k in (0, 1))


def _is_compared_with(scan: Scan, candidate: Candidate) -> bool:
    return _is_base(scan, candidate) and _cue_behind(scan, candidate, _REACH) is not None


def _is_said_behind(scan: Scan, candidate: Candidate) -> bool:
    """The words follow at once, so that nothing compares: "33 bn from a year earlier" is this year's."""
    i = _cue_behind(scan, candidate, 2)
    return i is not None and (i == candidate.last or _is_article(scan, candidate.last))


def _is_article(scan: Scan, i: int) -> bool:
    return scan.hit(i, "articles") is not None


def _cue_behind(scan: Scan, candidate: Candidate, reach: int) -> int | None:
    for i in range(candidate.last, min(candidate.last + reach, len(scan))):
        if scan.breaks[i] >= COMMA:
            return None
        if hit := scan.hit(i, "cmp"):
            return i if hit[1] in YEAR_BEFORE and not scan.hit(i, "yearly") else None
    return None


def _is_said_before(scan: Scan, candidate: Candidate) -> bool:
    """The words open the clause, and no other number stands between."""
    first, _last = scan.sentence(candidate.first)
    for i in range(candidate.first - 1, max(first, candidate.first - _FAR) - 1, -1):
        if scan.breaks[i] >= COMMA or scan.kind[i] == NUMBER:
            return False
        hit = scan.hit(i, "cmp")
        if hit and hit[1] in YEAR_BEFORE and not scan.hit(i, "yearly"):
            opens = i <= first + 1 or bool(scan.breaks[i - 1] or scan.breaks[i - 2]) or _is_article(scan, i - 1)
            return opens and not scan.ending(candidate.first, "change_before")
    return False
