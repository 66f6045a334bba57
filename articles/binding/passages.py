"""Sentences, clauses and paragraphs around a place in a text, cut at marks alone, without a grammar."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]

_END = re.compile(
    r"[.!?…]+[»”\")\]]*(?=\s+[«“\"(—–-]*\s*(?:\d|[^\W\d_a-zа-яёәіңғүұқөһ])|\s*\n|\s*$)|[。！？]+[”」』）]*|\n+"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:г|гг|ул|им|т|д|св|ст|п|пп|рис|табл|тыс|млн|млрд|трлн|руб|долл|см|пр|кв|куб|ж|жж|U\.S|U\.K|Mr|Ms|Mrs|Dr|"
    r"No|St|vs|approx|Inc|Ltd|Co|Corp|[A-ZА-ЯЁ]))$"
)
_CLAUSE = re.compile(r"[;:；：]|[,，](?!\d)|\s[—–-]\s|[()（）]|——")


@dataclass(frozen=True, slots=True)
class Passages:
    """The sentences of *text* as spans, in order; figures never straddle two."""

    text: str
    sentences: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, figures: Iterable[Span] = ()) -> "Passages":
        inside = sorted(figures)
        starts = [start for start, _end in inside]
        spans, first = [], 0
        for match in _END.finditer(text):
            number = bisect_right(starts, match.start()) - 1
            if number >= 0 and match.start() < inside[number][1] - 1:
                continue
            if match[0].startswith(".") and _ABBREVIATION.search(text, max(0, match.start() - 8), match.start()):
                continue
            if text[first : match.end()].strip():
                spans.append((first, match.end()))
            first = match.end()
        if text[first:].strip():
            spans.append((first, len(text)))
        return cls(text, tuple(spans))

    def number(self, place: int) -> int:
        """Which sentence *place* is in."""
        return max(0, bisect_right([start for start, _end in self.sentences], place) - 1)

    def sentence(self, place: int) -> Span:
        return self.sentences[self.number(place)] if self.sentences else (0, len(self.text))

    def clause(self, start: int, end: int) -> Span:
        """Between the nearest marks around a figure, decimals and brackets minded."""
        first, last = self.sentence(start)
        marks = [m.span() for m in _CLAUSE.finditer(self.text, first, last)]
        left = max((b for _a, b in marks if b <= start), default=first)
        right = min((a for a, _b in marks if a >= end), default=last)
        return left, right

    def paragraph(self, place: int) -> Span:
        first = self.text.rfind("\n", 0, place) + 1
        last = self.text.find("\n", place)
        return first, len(self.text) if last < 0 else last
