"""Cue words of the four languages as compiled tables.

A table entry is phrases divided by ``|``. ``*`` leaves the end of a word open; a space stands for any white space.
Words begin at a word's beginning and, without ``*``, end at its end; Chinese has no such bounds.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from articles.binding.words.language import Words

LANGUAGES = ("ru", "en", "zh", "kk")
_HAN = re.compile(r"[\u3400-\u9fff]")


@cache
def words(lang: str) -> Words:
    """The tables of *lang* (``zh-Hans`` counts as ``zh``). ValueError for a language that has none."""
    code = lang.replace("_", "-").lower().split("-")[0]
    if code not in LANGUAGES:
        raise ValueError(f"{lang!r} is none of {', '.join(LANGUAGES)}")
    return import_module(f"articles.binding.words.{code}").WORDS


@cache
def pattern(phrases: str) -> re.Pattern[str]:
    """The expression that finds any of *phrases*; one that never matches for an empty table."""
    parts = [part.strip() for part in phrases.split("|") if part.strip()]
    if not parts:
        return re.compile(r"(?!)")
    parts.sort(key=len, reverse=True)
    return re.compile("|".join(expression(part) for part in parts), re.IGNORECASE)


def expression(phrase: str) -> str:
    body = r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
    if _HAN.search(phrase):
        return body.replace(r"\w*", "")
    left = r"(?<!\w)" if phrase[0].isalnum() else ""
    right = r"(?!\w)" if phrase[-1].isalnum() else ""
    return f"{left}{body}{right}"


def found(phrases: str, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The first of *phrases* in ``text[start:end]``; None if there is none."""
    return pattern(phrases).search(text, start, len(text) if end is None else end)


def places(phrases: str, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    for match in pattern(phrases).finditer(text, start, len(text) if end is None else end):
        yield match.span()


def named(tables: Mapping[str, str], text: str, start: int = 0, end: int | None = None) -> frozenset[str]:
    """The keys of *tables* any phrase of which stands in ``text[start:end]``."""
    return frozenset(key for key, phrases in tables.items() if found(phrases, text, start, end))
