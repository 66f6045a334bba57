"""The language of a text, from its letters."""

from collections import Counter

_KAZAKH = frozenset("әғқңөұүһі")
_SAMPLE = 4000  # characters are enough to tell


def detect(text: str) -> str:
    """One of ru, en, zh, kk. Kazakh shares its alphabet with Russian, but hardly a word lacks a letter of its own."""
    counts = Counter(_script(char) for char in text[:_SAMPLE].lower())
    han, latin = counts["zh"], counts["en"]
    cyrillic = counts["ru"] + counts["kk"]
    if 2 * han >= max(latin, cyrillic) and han:
        return "zh"
    if latin > cyrillic:
        return "en"
    return "kk" if 25 * counts["kk"] > cyrillic else "ru"


def _script(char: str) -> str:
    if "\u3400" <= char <= "\u9fff":
        return "zh"
    if char in _KAZAKH:
        return "kk"
    if "а" <= char <= "я" or char == "ё":
        return "ru"
    return "en" if "a" <= char <= "z" else ""
