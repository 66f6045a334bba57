"""How a word that a reader types meets the words of a name, whatever their endings. Pure.

There is no dictionary behind it. In Russian two words are forms of one word where they share a beginning and what
follows it in both are endings of *one* declension: «нефти» and «нефть», but not «меди» and «мёд», whose endings belong
to two. In Kazakh a word is its stem with a plural, a possessive and a case behind it, in this order. In English only
the plural counts. Chinese has no endings and no gaps: what is typed must stand in the name. In all of them the
beginning of a word will do, unless the caller knows that a short word is meant as it is: «мёд» is honey, and no
beginning of «медикаменты». ``test_word_forms`` has a table of what must meet and what must not.

A word becomes a regular expression that Python, SQLite and PostgreSQL read alike, in the case that suits them all.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

MOST_WORDS, LONGEST = 6, 30
SHORT = 4  # letters of a word that is rather meant than begun, where it is one
REMEMBERED = 512  # readers type what they like
LETTERS = "a-zа-яёәғқңөұүһі0-9"
_START, _END = f"(^|[^{LETTERS}])", f"($|[^{LETTERS}])"
_TOKEN = re.compile(rf"[\u3400-\u9fff]+|[{LETTERS}]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CYRILLIC = re.compile(r"[а-яәғқңөұүһі]")
#: words that tell nothing apart
_LITTLE = frozenset(
    (
        *("и", "в", "на", "из", "с", "для", "от", "по", "не", "ее", "них", "нее"),
        *("мен", "бен", "пен", "және", "үшін"),
        *("and", "of", "or", "the", "for", "in", "to", "a"),
        *("及", "和", "与", "或"),
    )
)

# Endings of one declension each; «-» is none. After г, к, х and hissing sounds и stands for ы.
_DECLENSIONS = tuple(
    frozenset("" if ending == "-" else ending for ending in line.split())
    for line in (
        "- а у ом ем е ы и ов ев ей ам ами ах",
        "ь й я ю ем е и ев ей ям ями ях",
        "а ы и у е ой ою ей - ам ами ах",
        "я и ю е ей ею ий ям ями ях",
        "ь и ью ей ям ями ях",
        "о а у ом е - ам ами ах",
        "е я ю ем и ий ей ям ями ях",
        "ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю ых их ыми ими ою ею",
    )
)
_ZERO = ("", "ь")
_LIKE_K = frozenset("гкхжчшщ")
_VOWELS = frozenset("аеиоуыэюяьй")
_KAZAKH = (
    "([лдт][ае]р)?(с?[ыі])?([ндт][ыі]ң|[ғгқк][ае]|н[ае]|[ндт][ыі]|н|н?[дт][ае]|[дтн][ае]н|[мбп]ен)?"  # кітап-тар-ы-нан
)
_SOFTENED = {"қ": "[қғ]", "ғ": "[қғ]", "к": "[кг]", "г": "[кг]", "п": "[пб]", "б": "[пб]"}
_SHORTEST = {"ru": 2, "kk": 3}


def fold(text: str) -> str:
    """Full-width and composed characters as plain ones, small letters, е for ё."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")


def words_of(text: str) -> list[str]:
    """The words of *text* that tell things apart, folded; a run of Chinese characters is one of them."""
    found = dict.fromkeys(token[:LONGEST] for token in _TOKEN.findall(fold(text)) if token not in _LITTLE)
    return list(found)[:MOST_WORDS]


@lru_cache(maxsize=REMEMBERED)
def pattern(word: str, column: str, is_whole: bool = False) -> str:
    """The regular expression, case aside, of the names in the language *column* (ru, kk, en, zh) that *word* meets.

    *word* is one of :func:`words_of`; where it *is_whole* the beginning of another word is none of its forms.
    """
    if _CHINESE.search(word):
        return word
    # As it is typed: a word, or the beginning of one.
    ways = [f"{_either_e(word)}{_END}" if is_whole else _either_e(word)]
    if column == "en" and word.isascii():
        ways += (f"{form}{_END}" for form in _english(word))
    elif column == "ru" and _CYRILLIC.search(word):
        ways += (f"{form}{_END}" for form in _russian(word))
    elif column == "kk" and _CYRILLIC.search(word):
        ways += (f"{form}{_END}" for form in _kazakh(word))
    return f"{_START}({'|'.join(ways)})"


@lru_cache(maxsize=REMEMBERED)
def compiled(word: str, column: str, is_whole: bool = False) -> re.Pattern[str]:
    return re.compile(pattern(word, column, is_whole), re.IGNORECASE)


def meets(word: str, name: str, column: str, is_whole: bool = False) -> bool:
    return bool(compiled(word, column, is_whole).search(name))


def _either_e(text: str) -> str:
    return text.replace("е", "[её]")


def _russian(word: str) -> Iterator[str]:
    """Stems of *word*, each with the endings that it may have besides."""
    for cut in range(_SHORTEST["ru"], len(word) + 1):
        stem, ending = word[:cut], word[cut:]
        stems = [stem, *_without_fleeting_vowel(stem)] if ending in _ZERO else [stem]
        for each in stems:
            suits = [found for found in _DECLENSIONS if ending in _spelled(found, each)]
            endings = sorted({other for found in suits for other in _spelled(found, each)})
            yield from _forms(each, endings)


def _spelled(declension: frozenset[str], stem: str) -> frozenset[str]:
    """Its endings behind *stem*: of «ы» and «и», which stand for each other, the one that this letter takes."""
    if "ы" not in declension:
        return declension
    return declension - {"ы" if stem[-1] in _LIKE_K else "и"}


def _without_fleeting_vowel(stem: str) -> Iterator[str]:
    """«уголь» is «угл-я», «свинец» «свинц-а»."""
    if len(stem) > 3 and stem[-2] in "ое" and stem[-1] not in _VOWELS and stem[-3] not in _VOWELS:
        yield stem[:-2] + stem[-1]


def _forms(stem: str, endings: list[str]) -> Iterator[str]:
    longer = [ending for ending in endings if ending not in _ZERO]
    shorter = [ending for ending in endings if ending in _ZERO]
    if longer:
        yield f"{_either_e(stem)}({'|'.join(_either_e(ending) for ending in longer)})"
    if shorter:
        has_gap = len(stem) > 2 and stem[-1] not in _VOWELS and stem[-2] not in _VOWELS
        spelled = f"{_either_e(stem[:-1])}[оеё]?{stem[-1]}" if has_gap else _either_e(stem)
        yield f"{spelled}({'|'.join(shorter)})" if any(shorter) else spelled


def _kazakh(word: str) -> Iterator[str]:
    for cut in range(min(_SHORTEST["kk"], len(word)), len(word) + 1):
        if re.fullmatch(_KAZAKH, word[cut:]):
            stem = _either_e(word[: cut - 1]) + _SOFTENED.get(word[cut - 1], _either_e(word[cut - 1]))
            yield f"{stem}{_KAZAKH}"


def _english(word: str) -> Iterator[str]:
    if word.endswith("ies") and len(word) > 4:
        yield f"{word[:-3]}(y|ies)"
    elif word.endswith(("sses", "xes", "ches", "shes", "oes")):
        yield f"{word[:-2]}(es)?"
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        yield f"{word[:-1]}s?"
    elif word.endswith("y"):
        yield f"{word[:-1]}ies"
    else:
        yield f"{word}(e?s)"
