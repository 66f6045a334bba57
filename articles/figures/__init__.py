"""The finder: every figure of a text, where it stands and what it says.

:func:`find_figures` reads a text in stages, each a module: characters (`normalise`) become tokens (`scan`) that know
their phrases (`lexicon`); calendar expressions (`periods`) and numbers (`numerals`, unless `reject` refuses them) take
their units (`units`) and things counted (`nouns`), lend them to each other (`lists`), get their kind (`kinds`,
`percents`, `bare`) and their attributes (`cues`, `approximation`, `change`, `times`). The engine knows no language:
what it looks for are tables.

A new language, say Uzbek:

1. Copy a folder of ``languages/``, the nearest relative, to ``languages/uz/``; change the code in its ``__init__``.
2. Fill the tables in this order, looking at a dozen sentences after each: `numerals`, `units`, `nouns`, `periods`,
   `cues`. `language` says what each table is for and how phrases are written. A table that is missing is empty.
3. Add the code to :data:`LANGUAGES`, its letters to `detect`, its decimal mark and endings to the ``__init__``.
4. Write ``tests/articles/figures/test_uz.py``: sentences of your own for every table and every trap of ``test_ru.py``.
5. Score it against annotated sentences it has not seen. Read a miss for its class, and mend the table, not the line.

If no table can say something, the engine lacks a field: add it to `language` (a text becomes a flag under its own name)
and read it in one place with ``scan.hit(token, "name")``.
"""

from datetime import date
from functools import cache
from importlib import import_module

from articles.figures.detect import detect
from articles.figures.figure import CORE_KINDS, SOFT_KINDS, Figure
from articles.figures.finder import Finder
from articles.figures.lexicon import Lexicon

__all__ = ["CORE_KINDS", "LANGUAGES", "LONGEST_TEXT", "SOFT_KINDS", "Figure", "detect", "find_figures"]
LANGUAGES = ("ru", "en", "zh", "kk")
LONGEST_TEXT = 200_000  # characters, a book of 30,000 words; keeps any input below a second or two
_LONGEST_LINE = 1000


def find_figures(text: str, lang: str | None = None, reference_date: date | None = None) -> list[Figure]:
    """The figures of *text* in order, none overlapping another.

    *lang* is one of :data:`LANGUAGES`, or a code that begins with one (zh-Hans); None detects it. With a
    *reference_date* «за девять месяцев» and «в этом году» get their period. ValueError for another language. Of a text
    beyond :data:`LONGEST_TEXT`, or of 5,000 numbers, the rest is not read: whoever takes texts refuses longer ones.
    """
    code = detect(text) if lang is None else lang.replace("_", "-").lower().split("-")[0]
    if code not in LANGUAGES:
        raise ValueError(f"{lang!r} is none of {', '.join(LANGUAGES)}")
    return _finder(code).find(_readable(text), reference_date)


def _readable(text: str) -> str:
    """The text up to its longest; no figure is cut in two if there is a space to cut at."""
    if len(text) <= LONGEST_TEXT:
        return text
    end = max(text.rfind(space, LONGEST_TEXT - _LONGEST_LINE, LONGEST_TEXT) for space in "\n 。")
    return text[: end if end > 0 else LONGEST_TEXT]


@cache
def _finder(code: str) -> Finder:
    return Finder(Lexicon(import_module(f"articles.figures.languages.{code}").LANGUAGE))
