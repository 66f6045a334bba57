"""A text as tokens: numbers, words (in Chinese: characters) and single marks, with what the lexicon says of each."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal

from articles.figures.lexicon import Lexicon
from articles.figures.normalise import normalise

NUMBER, WORD, MARK, BREAK = 1, 2, 3, 4
# How much a token divides: nothing, a comma or bracket, a clause, a sentence.
NONE, COMMA, CLAUSE, SENTENCE = 0, 1, 2, 3

_GROUPED = r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
_PLAIN = r"[0-9]+(?:[.,][0-9]+)*"
_COMMA_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
_WORDS = r"[\u3400-\u9fff〇]|[^\W\d_\u3400-\u9fff〇]+(?:'[^\W\d_\u3400-\u9fff〇]+)*"
_TOKENS = {
    True: re.compile(rf"({_GROUPED}|{_PLAIN})|({_WORDS})|([^\s])|(\n\s*)"),
    False: re.compile(rf"({_COMMA_GROUPED}|{_GROUPED}|{_PLAIN})|({_WORDS})|([^\s])|(\n\s*)"),
}
_MARKS = {
    ",": COMMA, "(": COMMA, ")": COMMA, "，": COMMA, "、": COMMA, "（": COMMA, "）": COMMA, "—": COMMA, "–": COMMA,
    "[": COMMA, "]": COMMA, "|": CLAUSE, ";": CLAUSE, "；": CLAUSE, ":": CLAUSE, "：": CLAUSE, "…": CLAUSE,
    "?": SENTENCE, "!": SENTENCE, "。": SENTENCE, "•": SENTENCE,
}  # fmt: skip
_OPENING = frozenset('«"“„(—–-[•')
_NO_GROUPS = re.compile(r"[0-9]+[.,][0-9]+|[0-9]+")


class Scan:
    """The tokens of *text* in parallel lists; the i-th stands at ``start[i]:end[i]``."""

    __slots__ = (
        "_at",
        "_ends",
        "_places",
        "_sentence_of",
        "_sentences",
        "breaks",
        "end",
        "hits",
        "kind",
        "language",
        "lexicon",
        "norm",
        "start",
        "text",
        "used",
        "word",
    )

    def __init__(self, text: str, lexicon: Lexicon):
        self.text, self.lexicon, self.language = text, lexicon, lexicon.language
        self.norm = norm = normalise(text)
        self.word: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.kind: list[int] = []
        for match in _TOKENS[self.language.decimal_comma].finditer(norm):
            self.word.append(match[0])
            self.start.append(match.start())
            self.end.append(match.end())
            self.kind.append(match.lastindex or 0)
        self.hits = lexicon.hits(self.word)
        self._bound_numbers()
        self._at: dict[str, dict[int, tuple]] = {}  # by role and token, since most texts lack most roles
        for i, own in enumerate(self.hits):
            if own:
                for role, hit in own.items():
                    if role in self._at:
                        self._at[role][i] = hit
                    else:
                        self._at[role] = {i: hit}
        self._ends: dict[str, dict] = {}
        self._places: dict[str, list[int]] = {}
        self.breaks = self._breaks()
        self._divide()
        self.used = bytearray(len(self.word))

    def __len__(self) -> int:
        return len(self.word)

    def hit(self, i: int, role: str):
        """``(end token, value)`` of the phrase with *role* that starts at token *i*; None if there is none."""
        at = self._at.get(role)
        return at.get(i) if at else None

    def has(self, role: str) -> bool:
        """The text has a phrase with *role* anywhere; spares looking for it around every number."""
        return role in self._at

    def any(self, role: str, begin: int, end: int) -> bool:
        """A phrase with *role* starts at one of the tokens ``begin:end``."""
        return self.first(role, begin, end) is not None

    def first(self, role: str, begin: int, end: int) -> int | None:
        """The first of the tokens ``begin:end`` at which a phrase with *role* starts."""
        if role not in self._at or begin >= end:
            return None
        places = self._places_of(role)
        place = bisect_left(places, begin)
        return places[place] if place < len(places) and places[place] < end else None

    def last(self, role: str, begin: int, end: int) -> int | None:
        """The last of the tokens ``begin:end`` at which a phrase with *role* starts."""
        if role not in self._at or begin >= end:
            return None
        places = self._places_of(role)
        place = bisect_left(places, end) - 1
        return places[place] if place >= 0 and places[place] >= begin else None

    def _places_of(self, role: str) -> list[int]:
        places = self._places.get(role)
        if places is None:
            places = self._places[role] = list(self._at[role])
        return places

    def ending(self, i: int, role: str):
        """The phrase with *role* that ends right before token *i*, as ``(i, value)``; None if there is none."""
        at = self._at.get(role)
        if not at:
            return None
        ends = self._ends.get(role)
        if ends is None:
            ends = self._ends[role] = {hit[0]: hit for hit in at.values()}
        return ends.get(i)

    def forget(self, role: str, tokens: Iterable[int]) -> None:
        """No phrase with *role* starts at one of *tokens*, whatever the tables say; before anybody asked for places."""
        at = self._at.get(role, {})
        for i in tokens:
            at.pop(i, None)

    def word_at(self, i: int) -> str:
        return self.word[i] if 0 <= i < len(self.word) else ""

    def kind_at(self, i: int) -> int:
        return self.kind[i] if 0 <= i < len(self.kind) else 0

    def glued(self, i: int) -> bool:
        """Nothing stands between token *i* and the one before."""
        return 0 < i < len(self.word) and self.start[i] == self.end[i - 1]

    def is_upper(self, i: int) -> bool:
        """The token's first letter is a capital in the text as written."""
        return 0 <= i < len(self.word) and self.text[self.start[i]].isupper()

    def sentence(self, i: int) -> tuple[int, int]:
        """First and last token (exclusive) of the sentence around token *i*, its closing mark left out."""
        return self._sentences[self._sentence_of[i]]

    def sentence_number(self, i: int) -> int:
        return self._sentence_of[i]

    def _bound_numbers(self) -> None:
        """The «больше» of «больше 5» and the "more" of "more than half" point nowhere."""
        for i, own in enumerate(self.hits):
            if own and "approx" in own and self.opens_number(own["approx"][0]):
                for inside in self.hits[i : own["approx"][0]]:  # «чуть меньше 5» as well
                    for role in ("up", "down") if inside else ():
                        inside.pop(role, None)

    def opens_number(self, i: int) -> bool:
        if i >= len(self.word) or self.kind[i] == NUMBER:
            return i < len(self.word)
        own = self.hits[i]
        if own and "fraction_articles" in own:  # "more than a third", but not "more than a year before"
            own = self.hits[i + 1] if i + 1 < len(self.hits) else None
        return bool(own) and any(role in own for role in ("card", "frac", "symbol", "scale"))

    def _divide(self) -> None:
        self._sentence_of: list[int] = []
        self._sentences: list[tuple[int, int]] = []
        first = 0
        for i, weight in enumerate(self.breaks):
            self._sentence_of.append(len(self._sentences))
            if weight == SENTENCE:
                self._sentences.append((first, i))
                first = i + 1
        self._sentences.append((first, len(self.word)))

    def _breaks(self) -> list[int]:
        breaks = [
            _MARKS.get(word, NONE) if kind == MARK else NONE for word, kind in zip(self.word, self.kind, strict=True)
        ]
        for i, (word, kind) in enumerate(zip(self.word, self.kind, strict=True)):
            if (word == "." and self._ends_sentence(i)) or (kind == BREAK and self._ends_line(i)):
                breaks[i] = SENTENCE
            elif word == "-" and kind == MARK and not self.glued(i + 1):
                breaks[i] = COMMA
        return breaks

    def _ends_sentence(self, i: int) -> bool:
        if i + 1 >= len(self.word):
            return True
        if self.glued(i + 1) or not (
            self.is_upper(i + 1) or self.word[i + 1] in _OPENING or self.kind[i + 1] in (NUMBER, BREAK)
        ):
            return False
        before = self.word_at(i - 1)
        if self.kind_at(i - 1) != WORD:
            return True
        return len(before) > 1 and before not in self.lexicon.abbreviations

    def _ends_line(self, i: int) -> bool:
        following = self.word_at(i + 1)
        return self.word[i].count("\n") > 1 or not following[:1].isalpha() or self.is_upper(i + 1)


def read_number(word: str, decimal_comma: bool) -> Decimal | None:
    """The value of a number token; None for a date or a version such as ``01.02.2024``."""
    if _NO_GROUPS.fullmatch(word):
        return _read_simple(word, decimal_comma)
    plain = word.replace(" ", "")
    last = max(",.", key=plain.rfind)
    groups = plain.split(last)
    if len(groups) > 2:  # every mark groups: 68,276,396
        return Decimal("".join(groups)) if all(len(g) == 3 for g in groups[1:]) and groups[0] else None
    if len(groups) == 2 and (other := "." if last == "," else ",") in groups[0]:
        parts = groups[0].split(other)
        return Decimal("".join(parts) + "." + groups[1]) if all(len(p) == 3 for p in parts[1:]) else None
    return Decimal(plain.replace(",", "."))


def _read_simple(word: str, decimal_comma: bool) -> Decimal:
    whole, comma, fraction = word.partition(",")
    if comma and len(fraction) == 3 and not decimal_comma and whole != "0" and len(whole) <= 3:
        return Decimal(whole + fraction)
    return Decimal(f"{whole}.{fraction}" if comma else word)
