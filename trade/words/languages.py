"""The four languages of the site and their three spellings.

A *tag* (``ru``, ``kk``, ``en``, ``zh-Hans``) stands in data, ``lang`` attributes and ``hreflang``; Django's code
is its lower case (``zh-hans``); CLDR writes an underscore (``zh_Hans``); a column suffix is the first subtag
(``name_zh``).
"""

import re

from django.db import models
from django.utils.translation import get_language


class Language(models.TextChoices):
    RU = "ru", "Русский"
    KK = "kk", "Қазақша"
    EN = "en", "English"
    ZH = "zh-Hans", "中文"


TAGS = tuple(Language.values)
COLUMNS = ("ru", "kk", "en", "zh")
FALLBACK = ("en", "ru", "kk", "zh")


def active_tag() -> str:
    """The tag of the language that Django renders now; Russian where none is active."""
    return tag_of(get_language() or "ru")


def tag_of(code: str) -> str:
    """``zh-hans``, ``zh-cn`` or ``zh`` → ``zh-Hans``; ``ru-ru`` → ``ru``; an unknown language → ``ru``."""
    first = code.lower().split("-")[0]
    return "zh-Hans" if first == "zh" else first if first in TAGS else "ru"


def column_of(tag: str) -> str:
    return tag.split("-")[0]


def code_of(tag: str) -> str:
    """Django's code, which is also the first part of a page's path."""
    return tag.lower()


def cldr_of(tag: str) -> str:
    return tag.replace("-", "_")


_LETTERS = {
    "zh-Hans": re.compile(r"[\u3400-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "en": re.compile(r"[A-Za-z]"),
}
_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)


def language_of(text: str) -> str:
    """The tag of the language that a note is written in, by the letters that most of it has; empty if it has none.

    Of Cyrillic, what has a letter of its own of Kazakh is Kazakh; a Chinese character counts as two letters, for it
    stands for a word.
    """
    counts = {tag: len(letters.findall(text)) for tag, letters in _LETTERS.items()}
    counts["zh-Hans"] *= 2
    tag = max(counts, key=lambda tag: counts[tag])
    if not counts[tag]:
        return ""
    return "kk" if tag == "ru" and _KAZAKH.search(text) else tag


class Localised:
    """Reads ``<prefix>_ru`` … ``<prefix>_zh`` in the active language, falling back to one that has words."""

    def __init__(self, prefix: str):
        self.prefix = prefix

    def __get__(self, instance, owner=None):
        return self if instance is None else self.read(instance, active_tag())

    def read(self, instance, tag: str) -> str:
        order = (column_of(tag), *FALLBACK)
        values = (getattr(instance, f"{self.prefix}_{column}") for column in order)
        return next((value for value in values if value), "")
