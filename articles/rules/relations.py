"""Figures of one text that belong together, found by cue words near them: levels with their growth, steps from–to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from articles.binding.text import Stated
from articles.binding.words import found, places
from articles.rules.case import LEVELS, Case, is_step, same_unit
from trade.periods import Period

_REACH = 70  # characters from a level to its growth
_SHORT = 60  # from a growth to its level
_LINK = 12  # from a growth to the first level of its step
_STEP = 30  # from the first level to the second
_TAIL = 45
_YEAR_AGO = ("same period a year earlier", "previous year", None)
_KAZAKH_FROM = re.compile(r"(?:тан|тен|дан|ден|нан|нен)$")


@dataclass(frozen=True, slots=True)
class Grown:
    """A level and how much it grew to that; *base* is the level before, if the sentence gives it."""

    level: Stated
    growth: Stated
    base: Stated | None = None

    @property
    def is_year_on_year(self) -> bool:
        return self.growth.figure.comparison in ("same period a year earlier", "previous year")


@dataclass(frozen=True, slots=True)
class Steps:
    """«с 25 до 30 млрд», with the direction that the words give and the growth, if the sentence names it."""

    before: Stated
    after: Stated
    direction: str = ""
    growth: Stated | None = None


def grown(case: Case) -> Iterator[Grown]:
    """Levels with their growth on a year earlier."""
    for figures in case.sentences:
        taken: set[int] = set()
        for number, growth in enumerate(figures):
            if not _is_growth(growth) or _is_in_other_terms(case, growth):
                continue
            index = _level_of(case, figures, number)
            if index is None or index in taken:
                continue
            taken.add(index)
            yield Grown(figures[index], growth, _base_of(case, figures, index, number))


def _is_in_other_terms(case: Case, growth: Stated) -> bool:
    """«+13 % в юанях»: the level beside it is in dollars."""
    first, last = case.sentence(growth)
    start, end = growth.span
    return case.says(case.words.terms, (max(first, start - _STEP), min(last, end + _TAIL)))


def _is_growth(stated: Stated) -> bool:
    figure = stated.figure
    return (
        figure.kind == "percent_change"
        and figure.unit == "%"
        and not stated.is_target
        and figure.comparison in _YEAR_AGO
        and stated.quantity is not None
    )


def _level_of(case: Case, figures: list[Stated], number: int) -> int | None:
    """The level right after the growth («на 13 % до 33 млрд») or right before it («33 млрд, что на 13 % больше»)."""
    growth = figures[number]
    if number + 1 < len(figures) and _is_level(figures[number + 1]):
        link = case.between(growth, figures[number + 1])
        reached = _ends_in(case.words.growth_before, case.words.than, link)
        if len(link) <= _SHORT and reached and not case.turned(link):
            return None if _dated(case, growth, figures[number + 1]) else number + 1
    if number > 1 and _is_base(case, figures[number - 2], figures[number - 1]):
        return number - 2 if len(case.between(figures[number - 1], growth)) <= _SHORT else None
    if number and _is_level(figures[number - 1]):
        link = case.between(figures[number - 1], growth)
        if len(link) <= _REACH and not case.turned(link) and not _dated(case, figures[number - 1], growth):
            return number - 1
    return None


def _ends_in(reaching: str, comparing: str, link: str) -> bool:
    """« до », " from a year earlier to "; but not " to 5% more than "."""
    reached = [start for start, _end in places(reaching, link)]
    compared = [start for start, _end in places(comparing, link)]
    return bool(reached) and (not compared or compared[-1] < reached[-1])


def _is_base(case: Case, now: Stated, then: Stated) -> bool:
    """«318 млн против 247 млн в 2022 году», 3.18亿美元，比2022年的2.47亿美元: *then* is what *now* is compared with."""
    if not (_is_level(now) and _is_level(then) and same_unit(now, then)):
        return False
    link = case.between(now, then)
    if len(link) > _SHORT or case.turned(link):
        return False
    periods = [_period_of(case, stated) for stated in (now, then)]
    if None not in periods:
        return periods[1] == periods[0].same_period_before()
    return bool(found(case.words.than, link))


def _period_of(case: Case, stated: Stated) -> Period | None:
    record = case.record_of(stated)
    return stated.period if record is None else record.period


def _is_level(stated: Stated) -> bool:
    return stated.kind in LEVELS and not is_step(stated) and not stated.is_target and stated.quantity is not None


def _dated(case: Case, a: Stated, b: Stated) -> bool:
    """A date stands between them that is not the period of both: another statement begins."""
    between = [date for date in case.article.dates if a.figure.end <= date.start < b.figure.start]
    between = [date for date in between if not _is_of_comparison(case, a, date)]
    return any(date.period is None or not date.period == a.period == b.period for date in between)


def _is_of_comparison(case: Case, growth: Stated, date) -> bool:
    """«на 13% к тому же периоду 2023 года»: the date says what the growth is measured against."""
    return bool(found(case.words.a_year_before, case.article.text, growth.figure.end, date.start))


def _base_of(case: Case, figures: list[Stated], level: int, growth: int) -> Stated | None:
    """«…, против 29,2 млрд годом ранее»: the next level, with words for a year before beside it."""
    if growth == level + 2:
        return figures[level + 1]
    after = max(level, growth) + 1
    if after >= len(figures) or not _is_level(figures[after]) or not same_unit(figures[level], figures[after]):
        return None
    base, text = figures[after], case.article.text
    _first, last = case.sentence(base)
    begin, end = figures[after - 1].figure.end, min(last, base.figure.end + _TAIL)
    link = text[begin : base.figure.start]
    near = found(case.words.a_year_before, text, base.figure.end, end) or found(case.words.a_year_before, link)
    if len(link) > _TAIL or not near or not found(case.words.than, link) or case.turned(link):
        return None
    return base


def steps(case: Case) -> Iterator[Steps]:
    """Pairs of levels of which the first is where it began and the second where it ended."""
    for figures in case.sentences:
        for number, (before, after) in enumerate(pairwise(figures)):
            if _is_pair(before, after) and _is_step_pair(case, before, after):
                follower = figures[number + 2] if number + 2 < len(figures) else None
                growth = _growth_before(case, figures[number - 1] if number else None, before)
                direction = (growth and growth.figure.direction) or _direction(case, before, after)
                yield Steps(before, after, direction, growth or _growth_after(case, after, follower))


def _is_pair(before: Stated, after: Stated) -> bool:
    kinds = (*LEVELS, "percent_share", "percent_change")
    good = before.kind in kinds and after.kind in kinds and before.quantity is not None and after.quantity is not None
    alike = same_unit(before, after) or before.unit == after.unit == "PC"
    return good and alike and not before.is_target and before.figure.low is None and after.figure.low is None


def _is_step_pair(case: Case, before: Stated, after: Stated) -> bool:
    text, words = case.article.text, case.words
    link = case.between(before, after)
    # After a comma «до» may belong to the next pair: "to 12% from 14%, in imports to 16%".
    if len(link) > _STEP or found(words.contrast, link) or any(mark in link for mark in ",，、;；"):
        return False
    first, _last = case.sentence(before)
    if words.from_words:
        lead = text[max(first, before.figure.start - 12) : before.figure.start].rstrip()
        opened = any(end == len(lead) for _start, end in places(words.from_words, lead))
        return opened and bool(found(words.to_words, link))
    return bool(_KAZAKH_FROM.search(before.figure.surface)) and not link.strip(" -–,")


def _direction(case: Case, before: Stated, after: Stated) -> str:
    """The only direction that the clause speaks of; empty if it speaks of none or of both."""
    text, (first, last) = case.article.text, case.sentence(before)
    left = max(first, case.passages.clause(*before.span)[0])
    right = min(last, after.figure.end + _STEP, case.passages.clause(*after.span)[1])
    up, down = (bool(found(phrases, text, left, right)) for phrases in (case.words.up, case.words.down))
    return "" if up == down else "up" if up else "down"


def _growth_before(case: Case, growth: Stated | None, before: Stated) -> Stated | None:
    """«снизился на 2,7% — с 22 до 21,4 млрд»: nothing but a mark and the «с» stands between."""
    if growth is None or growth.kind != "percent_change" or growth.unit != "PC" or growth.quantity is None:
        return None
    start, end = growth.figure.end, before.figure.start
    dates = [date for date in case.article.dates if start <= date.start < end]
    words = re.findall(r"[^\W\d_]+", case.between(growth, before))
    is_beside = end - start - sum(date.end - date.start for date in dates) <= _LINK
    return growth if is_beside and len(words) <= 2 + len(dates) and before.kind in LEVELS else None


def _growth_after(case: Case, after: Stated, follower: Stated | None) -> Stated | None:
    if follower is None or follower.kind != "percent_change" or follower.unit not in ("PC", "PP"):
        return None
    link = case.between(after, follower)
    return follower if len(link) <= _SHORT and not case.turned(link) else None
