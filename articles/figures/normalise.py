"""The text as the scanner wants it: lower case, one kind of space, digit and minus; as long as it was."""

import unicodedata

from articles.figures.han import SIMPLIFIED

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_HYPHENS = "\u2010\u2011\u2212\ufe63\uff0d\u00ad"
_APOSTROPHES = "\u2019\u02bc\u2018\uff07"
# The letters of other keyboards that Kazakh and Russian typists use, and ё, which most texts write as е.
_LAST_CASED = 0x2D00  # the scripts with cases that matter here all stand before
_MARKS_APART = "，："  # full-width comma and colon are no part of a number or a clock time
_LETTERS = {"ё": "е", "Ё": "е"}


def _lower_table() -> dict[int, str]:
    """Lower case of every letter whose lower case is as long: «İ» has two characters, so it stays."""
    table = {}
    for code in range(_LAST_CASED):
        char = chr(code)
        lower = char.lower()
        if lower != char and len(lower) == 1:
            table[code] = lower
    return table


def _table() -> dict[int, int | str]:
    table: dict[int, int | str] = dict(_lower_table())
    for code in range(0xFF01, 0xFF5F):  # full-width forms
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(folded) == 1 and chr(code) not in _MARKS_APART:
            table[code] = folded
    table.update({ord(char): " " for char in _SPACES})
    table.update({ord(char): "-" for char in _HYPHENS})
    table.update({ord(char): "'" for char in _APOSTROPHES})
    table.update({ord(char): letter for char, letter in _LETTERS.items()})
    table.update(SIMPLIFIED)
    table.update({ord("￥"): "¥", ord("～"): "~", ord("〜"): "~"})
    return table


_TABLE = _table()


def normalise(text: str) -> str:
    """*text* with the same number of characters, so that every offset holds in both."""
    return text.translate(_TABLE)
