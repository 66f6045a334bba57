"""How wide words are in the shipped fonts, and where they break."""

import re
import unicodedata
from functools import lru_cache

from trade.charts.widths import GOLOS, GOLOS_SEMIBOLD, LITERATA_SEMIBOLD

REGULAR, SEMIBOLD = 400, 600
SANS, SERIF = "sans", "serif"
ASCENT, DESCENT = 0.78, 0.23  # of what is really inked, in font sizes
LEADING = 1.3
_TABLES = {(SANS, REGULAR): GOLOS, (SANS, SEMIBOLD): GOLOS_SEMIBOLD, (SERIF, SEMIBOLD): LITERATA_SEMIBOLD}
_WIDE, _UNKNOWN = 1000, 700  # a Chinese character; any other that the fonts lack
# The web fonts have no ≈, and a Chinese font draws it as wide as a character.
_ON_PAGES = {"≈": 1000}
# Kerning, fallback fonts and rounding: words may come out a little wider than their characters.
_MARGIN = 1.02
# Chinese breaks anywhere, other words at spaces and after dashes; no-break spaces are no spaces.
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_PIECES = re.compile(rf" +|[{_HAN}]|[^ {_HAN}–—/-]*[–—/-]|[^ {_HAN}–—/-]+")


@lru_cache(maxsize=4096)
def _ems(words: str, weight: int, family: str) -> int:
    table = _TABLES[family, weight]
    return sum(_ON_PAGES.get(character) or table.get(character) or _fallback(character) for character in words)


def _fallback(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _UNKNOWN


def width(words: str, size: float, weight: int = REGULAR, family: str = SANS) -> float:
    """In the unit of *size*; never less than what a browser sets."""
    return _ems(words, weight, family) * size * _MARGIN / 1000


def is_covered(words: str, weight: int = REGULAR, family: str = SANS) -> bool:
    """Whether the shipped fonts have every character of *words*."""
    return all(character in _TABLES[family, weight] for character in words if not character.isspace())


def wrap(words: str, room: float, size: float, weight: int = REGULAR, family: str = SANS) -> list[str]:
    """*words* in lines of at most *room*; a word that is longer than a line is cut, never dropped."""
    lines: list[str] = []
    line = ""
    for piece in _PIECES.findall(words):
        if width((line + piece).rstrip(" "), size, weight, family) <= room:
            line += piece
            continue
        if line.strip(" "):
            lines.append(line.rstrip(" "))
        line = piece.lstrip(" ")
        while width(line, size, weight, family) > room and len(line) > 1:
            cut = _fitting(line, room, size, weight, family)
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip(" "):
        lines.append(line.rstrip(" "))
    return lines


def _fitting(word: str, room: float, size: float, weight: int, family: str) -> int:
    """How many characters of *word* fit, at least one."""
    return next((n for n in range(len(word) - 1, 1, -1) if width(word[:n], size, weight, family) <= room), 1)


def at_most(lines: list[str], count: int, room: float, size: float) -> list[str]:
    """The first *count* lines; where more were left off the last ends in «…»."""
    if len(lines) <= count:
        return lines
    last = lines[count - 1]
    while last and width(last + "…", size) > room:
        last = last[:-1].rstrip()
    return [*lines[: count - 1], last + "…"]
