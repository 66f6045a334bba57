"""Which goods a figure speaks of, and how their codes lie to the commodity of a record."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from articles.binding.words import expression, found
from articles.binding.words.goods import ALL, BESIDE, GOODS, SERVICES

EQUAL, WIDER, NARROWER, OTHER = "equal", "wider", "narrower", "other"
TOTAL = "TOTAL"
_LANGUAGES = ("ru", "en", "zh", "kk")
_REACH = {"zh": 10}  # characters between a flow and its goods
_REACH_OF_WORDS = 34
_BESIDE_REACH = {"zh": 4}
_NEXT_TO = 14
_DIVIDES = re.compile(r"[\d,;:.!?()，；：。（）、]|\s[—–-]\s")
_AND = re.compile(r"\s*(?:и|and|&|和|与|及|мен|пен|және)\s*")
_NUMBER = re.compile(r"[\d;.!?。；]")
_NOT_GOODS = frozenset(("money", "quantity", "count"))

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """Goods named at ``start:end`` of a text; *codes* of the HS, the first the one that is meant, *sitc* likewise."""

    start: int
    end: int
    codes: tuple[str, ...]
    sitc: tuple[str, ...]

    @property
    def is_services(self) -> bool:
        return self.codes == (SERVICES,)

    def lies_to(self, commodity: str) -> str | None:
        """What a *commodity* (``H6-1001``) is to these goods; None if its scheme does not say."""
        scheme, _dash, code = commodity.partition("-")
        own = self.codes if scheme[:1] == "H" else self.sitc if scheme[:1] == "S" else ()
        if not own:
            return OTHER if scheme[:1] == "H" else None
        if code in own:
            return EQUAL
        if any(one.startswith(code) for one in own):
            return WIDER
        return NARROWER if any(code.startswith(one) for one in own) else OTHER


@cache
def _table(lang: str) -> tuple[re.Pattern[str], tuple[tuple[str, ...], ...]]:
    """One expression for all goods, the longest phrase first, and the codes behind each of its groups."""
    column = _LANGUAGES.index(lang) + 1
    entries = [
        (phrase.strip(), tuple(row[0].split()))
        for row in GOODS
        for phrase in row[column].split("|")
        if phrase.strip()
    ]  # fmt: skip
    entries.sort(key=lambda entry: -len(entry[0]))
    pattern = "|".join(f"({expression(phrase)})" for phrase, _codes in entries)
    return re.compile(pattern, re.IGNORECASE), tuple(codes for _phrase, codes in entries)


def goods_in(text: str, lang: str) -> tuple[Named, ...]:
    """All goods that *text* names, in order."""
    return tuple(_goods_in(text, lang))


def _goods_in(text: str, lang: str) -> Iterator[Named]:
    pattern, codes = _table(lang)
    for match in pattern.finditer(text):
        own = codes[(match.lastindex or 1) - 1]
        if own == (ALL,):
            continue
        hs = tuple(code for code in own if not code.startswith("S:"))
        sitc = tuple(code[2:] for code in own if code.startswith("S:"))
        yield Named(match.start(), match.end(), hs, sitc)


def goods_of(
    text: str, lang: str, named: Iterable[Named], figure: Span, kind: str, flow: Span | None
) -> tuple[Named, ...]:
    """Those of *named* (of the figure's sentence) that the figure is about.

    They stand right behind the number, right before it, or beside the word for the *flow* that governs it.
    """
    own = [goods for goods in named if not _is_beside(text, lang, goods)]
    if kind in _NOT_GOODS:
        after = [g for g in own if g.start >= figure[1] and _is_next(text, figure[1], g.start, _DIVIDES)]
        if after:
            return (after[0],)
    before = [g for g in own if g.end <= figure[0] and _is_next(text, g.end, figure[0])]
    if before:
        return _with_others(text, before[-1], own)
    if flow is None:
        return ()
    reach = _REACH.get(lang, _REACH_OF_WORDS)
    near = [goods for goods in own if _is_within(text, flow, goods, reach)]
    if not near:
        return ()
    first = min(near, key=lambda goods: max(flow[0] - goods.end, goods.start - flow[1]))
    return _with_others(text, first, own)


def _with_others(text: str, first: Named, own: list[Named]) -> tuple[Named, ...]:
    """«пшеницы и ячменя»: goods joined by nothing but an «и» are one thing together."""
    joined = [first]
    for goods in own:
        left, right = sorted((first, goods), key=lambda g: g.start)
        if goods is not first and _AND.fullmatch(text, left.end, right.start):
            joined.append(goods)
    return tuple(joined)


def _is_next(text: str, start: int, end: int, divides: re.Pattern[str] = _NUMBER) -> bool:
    return 0 <= end - start <= _NEXT_TO and not divides.search(text, start, end)


def _is_within(text: str, flow: Span, goods: Named, reach: int) -> bool:
    if flow[0] < goods.end and goods.start < flow[1]:
        return True  # «мұнай экспорты» is one phrase of the table
    start, end = (flow[1], goods.start) if flow[1] <= goods.start else (goods.end, flow[0])
    return end - start <= reach and not _DIVIDES.search(text, start, end)


def _is_beside(text: str, lang: str, goods: Named) -> bool:
    reach = _BESIDE_REACH.get(lang, _NEXT_TO)
    before, after = text[max(0, goods.start - reach) : goods.start], text[goods.end : goods.end + reach]
    cut = max(before.rfind(mark) for mark in ",;.，；。")
    return bool(found(BESIDE[lang], before[cut + 1 :]) or found(BESIDE[lang], re.split("[,;.，；。]", after)[0]))
