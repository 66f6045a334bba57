"""The four languages of the site and their three spellings.

A *tag* (``ru``, ``kk``, ``en``, ``zh-Hans``) stands in data, ``lang`` attributes and ``hreflang``; Django's code
is its lower case (``zh-hans``); CLDR writes an underscore (``zh_Hans``); a column suffix is the first subtag
(``name_zh``).
"""

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
