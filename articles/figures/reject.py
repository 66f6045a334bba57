"""Numbers that are names, addresses and marks, not quantities."""

from decimal import Decimal

from articles.figures.numerals import Numeral
from articles.figures.scan import BREAK, NUMBER, SENTENCE, WORD, Scan

_UNIT_ROLES = ("pct", "money", "qty", "dur", "base", "scale", "suffix", "cls", "times")
_TEN = Decimal(10)
_DASHES = frozenset("-–—")
_CHAINS = frozenset("-/:.")


def is_refused(scan: Scan, numeral: Numeral) -> bool:
    """A law article, document number, clock time, doi, model, «топ-500»…"""
    first, last = numeral.first, numeral.last
    if scan.hit(first - 1, "indices") and numeral.value != numeral.value.to_integral_value():
        return False  # «индекс 104,2» is no postcode
    if scan.hit(last, "refuse_after") or _is_named(scan, first) or _is_clock(scan, first):
        return True
    if not numeral.in_figures:
        return _is_some(scan, first) or _continues_digits(scan, first)
    return _is_glued(scan, first, last) or _is_chain(scan, first, last) or _is_list_mark(scan, first, last)


def _is_some(scan: Scan, first: int) -> bool:
    """数百, «бірнеше жүз»; but 每三年 is said of three years."""
    head = scan.hit(first, "card") or scan.hit(first, "scale")
    return bool(scan.hit(first - 1, "vague_before") and head and head[1] >= _TEN)


def _continues_digits(scan: Scan, first: int) -> bool:
    """«二〇二四», «三五年»: in Chinese a row of digits is a year, or says «some»."""
    before = scan.hit(first - 1, "card") if scan.language.classifiers else None
    return before is not None and before[1] < 10


def _is_clock(scan: Scan, first: int) -> bool:
    """«сағат он сегізде», but not «4 сағат 30 минут»."""
    if not scan.hit(first - 1, "clock_before"):
        return False
    return scan.kind_at(first - 2) != NUMBER and not scan.hit(first - 2, "card")


def _is_named(scan: Scan, first: int) -> bool:
    """«статья 15», «№ 5», «топ-500»; the word may stand a hyphen away, or before the first of «стр. 15–20»."""
    if not scan.has("refuse_before"):
        return False
    if scan.word_at(first - 1) in _DASHES and scan.kind_at(first - 2) == NUMBER:
        first -= 2
    for begin in range(max(0, first - 4), first):
        hit = scan.hit(begin, "refuse_before")
        if hit and (hit[0] == first or (hit[0] == first - 1 and scan.word[hit[0]] in "-.№#")):
            return True
    return False


def _has_unit(scan: Scan, i: int) -> bool:
    hits = scan.hits[i] if i < len(scan) else None
    return bool(hits) and any(role in hits for role in _UNIT_ROLES)


def _is_han(word: str) -> bool:
    return "\u3400" <= word[:1] <= "\u9fff"


def _is_glued(scan: Scan, first: int, last: int) -> bool:
    """C5, COVID-19, 5G: letters on either side that are no unit."""
    before = scan.word_at(first - 1)
    if scan.glued(first):
        if scan.kind[first - 1] == WORD and not _is_han(before):
            return not _ends_symbol(scan, first)
        if before in "_#@&=\\№" or (before in "./:" and scan.glued(first - 1)):
            return True
        if before == "-" and first > 1 and scan.glued(first - 1) and scan.kind[first - 2] == WORD:
            return not _has_unit(scan, last) and not _is_han(scan.word[first - 2])
        if before == "+" and scan.glued(first - 1) and scan.kind_at(first - 2) in (WORD, NUMBER):
            return True  # C5+1
    after = scan.word_at(last)
    if scan.kind_at(last) == WORD and scan.glued(last) and scan.glued(last + 1) and scan.kind_at(last + 1) == NUMBER:
        return not _is_han(after)  # 4x4
    if scan.glued(last) and scan.kind_at(last) == WORD and not _is_han(after):
        return not _has_unit(scan, last)
    return False


def _ends_symbol(scan: Scan, first: int) -> bool:
    return any((hit := scan.hit(begin, "symbol")) and hit[0] == first for begin in range(max(0, first - 3), first))


def _is_chain(scan: Scan, first: int, last: int) -> bool:
    """«11-1-4/199», «18:30», «10.1000/182»: numbers hung together by other marks than one hyphen."""
    marks = _hung(scan, first, -1) + _hung(scan, last - 1, 1)
    return len(marks) > 1 or any(mark in "/:." for mark in marks)


def _hung(scan: Scan, i: int, step: int) -> str:
    """The marks between a number and its glued neighbours in one direction, three at most."""
    marks = ""
    while len(marks) < 3:
        mark, beyond = i + step, i + 2 * step
        if not (0 <= beyond < len(scan)) or scan.word[mark] not in _CHAINS:
            break
        if not scan.glued(max(i, mark)) or not scan.glued(max(mark, beyond)):
            break
        if scan.kind[beyond] != NUMBER and not (
            scan.word[mark] == "/" and scan.kind[beyond] == WORD and step > 0 and not _has_unit(scan, i)
        ):
            break
        marks += scan.word[mark]
        i = beyond
    return marks


def _is_list_mark(scan: Scan, first: int, last: int) -> bool:
    """«1)», «(2)», «3.» where a line or a clause begins, and «[12]»."""
    after, before = scan.word_at(last), scan.word_at(first - 1)
    if after == "]" and before == "[":
        return True
    begins = first == 0 or scan.kind[first - 1] == BREAK or scan.breaks[first - 1] >= SENTENCE
    if after == ")" and scan.glued(last):
        return before == "(" or begins or scan.word_at(first - 1) in ";:,"
    return after == "." and begins and not scan.glued(last + 1) and last == first + 1
