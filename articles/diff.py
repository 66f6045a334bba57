"""What changed between two texts, word by word. Pure: plain paragraphs in, paragraphs of marked pieces out.

Every change is readable without colour: what is gone and what is new are separate pieces, and the numbers that
changed stand in a list of their own.
"""

import enum
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_BREAK = "\n\n"
# A paragraph's end, a number, one Chinese character, a word or a single sign, each with the space after it.
_TOKEN = re.compile(r"\n\n|(?:\d+(?:[.,\u00a0\u202f]\d+)*|[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+|[^\w\s]|_)[^\S\n]*|\s")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")


class Kind(enum.StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number as it was and as it is; one side is empty where a number was added or dropped."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Difference:
    """``paragraphs`` of the two texts woven into one; ``numbers`` that are not the same in both."""

    paragraphs: tuple[tuple[Piece, ...], ...]
    numbers: tuple[NumberChange, ...]

    @property
    def is_empty(self) -> bool:
        return all(piece.kind is Kind.SAME for paragraph in self.paragraphs for piece in paragraph)


def compare(old: Sequence[str], new: Sequence[str]) -> Difference:
    """The difference between two lists of paragraphs."""
    pieces: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = ("".join(part + _BREAK for part in texts) for texts in (old[i:j], new[k:m]))
        pieces += [Piece(Kind.SAME, now)] if tag == "equal" else _words(was, now)
    return Difference(tuple(_paragraphs(pieces)), tuple(_numbers(pieces)))


def _words(old: str, new: str) -> Iterator[Piece]:
    was, now = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, [_bare(token) for token in was], [_bare(token) for token in now], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield from _same(was[i:j], now[k:m])
            continue
        if i < j:
            yield Piece(Kind.GONE, "".join(was[i:j]))
        if k < m:
            yield Piece(Kind.NEW, "".join(now[k:m]))


def _bare(token: str) -> str:
    """*token* without the space after it; a paragraph's end stays."""
    return token.rstrip() or token


def _same(was: Sequence[str], now: Sequence[str]) -> Iterator[Piece]:
    """Equal words; a space that only one of the texts has after a word is no part of it."""
    words = ""
    for before, after in zip(was, now, strict=True):
        spaces = before.removeprefix(_bare(before)), after.removeprefix(_bare(after))
        words += after if all(spaces) or not any(spaces) else _bare(after)
        if any(spaces) and not all(spaces):
            yield Piece(Kind.SAME, words)
            yield Piece(Kind.GONE, spaces[0]) if spaces[0] else Piece(Kind.NEW, spaces[1])
            words = ""
    if words:
        yield Piece(Kind.SAME, words)


def _paragraphs(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    paragraph: list[Piece] = []
    for piece in pieces:
        *ends, rest = piece.text.split(_BREAK)
        for text in ends:
            paragraph += [Piece(piece.kind, text)] if text else []
            if paragraph:
                yield tuple(paragraph)
            paragraph = []
        paragraph += [Piece(piece.kind, rest)] if rest else []
    if paragraph:
        yield tuple(paragraph)


def _numbers(pieces: Sequence[Piece]) -> Iterator[NumberChange]:
    """Numbers replaced by others, in the order of the text. One that only moved has not changed."""
    pairs = [
        (was, now)
        for gone, new in _replacements(pieces)
        for was, now in zip_longest(_NUMBER.findall(gone), _NUMBER.findall(new), fillvalue="")
        if was != now
    ]
    moved = Counter(was for was, _now in pairs) & Counter(now for _was, now in pairs)
    left, right = moved.copy(), moved.copy()
    for was, now in pairs:
        was, now = _unless_moved(was, left), _unless_moved(now, right)
        if was or now:
            yield NumberChange(was, now)


def _unless_moved(number: str, moved: Counter[str]) -> str:
    if not moved[number]:
        return number
    moved[number] -= 1
    return ""


def _replacements(pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """What is gone at one place with what came instead."""
    gone = new = ""
    for piece in (*pieces, Piece(Kind.SAME, "")):
        if piece.kind is Kind.GONE:
            gone += piece.text
        elif piece.kind is Kind.NEW:
            new += piece.text
        elif gone or new:
            yield gone, new
            gone = new = ""
