"""What a reader who looks for goods means: words, a code, an edition; and the sections and chapters of the HS so named.

Pure. Besides our names of sections and chapters a chapter is found by everyday words for what it holds
(``trade/goods/hs_words.json``: Russian, Kazakh, English, Chinese), for nobody looks for «mineral fuels» who wants coal.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from trade.goods.commodities import LANGUAGES, hs_names, is_hs, sections
from trade.words.endings import REMEMBERED, SHORT, meets, words_of

_WORDS = Path(__file__).resolve().parent / "hs_words.json"
_EDITION = re.compile(r"\b(H[0-6]|S[1-4]|EB)[\s-]*(?=\d)", re.IGNORECASE)
# What stands before a code: «HS 27», «ТН ВЭД 2709», «глава 27», «СЭҚ ТН 27», «第27章», «HS编码».
_HS = (
    r"(?<![a-z])hs(?![a-z])|тн[\s-]*вэд|сэқ[\s-]*тн|\bгс\b|税则|海关|税号|[章类]"
    r"|\b(chapter|section|глава|раздел|тарау|бөлім)\b"
)
_LEADS = re.compile(
    rf"({_HS})|\b(code|heading|subheading|код|группа|позиция|товарная|коды|топ)\b|编码|编号|代码|商品|第", re.IGNORECASE
)
_CODE = re.compile(r"\d+(?:[.\s]+\d{2}(?!\d))*")


@dataclass(frozen=True, slots=True)
class Asked:
    """``words``, the beginning of a ``code``, a ``scheme``, as far as named; ``is_hs`` where only the HS is meant."""

    words: tuple[str, ...] = ()
    code: str = ""
    scheme: str = ""
    is_hs: bool = False

    @property
    def is_nothing(self) -> bool:
        return not (self.words or self.code)


class Named(NamedTuple):
    """An everyday word that found a chapter, in the language of a name column; none where its name was enough."""

    word: str = ""
    column: str = ""


def ask(text: str) -> Asked:
    """What *text* asks for: «нефть», «HS 27», «2709.00», «H6-27», «XV», «27 oil»."""
    text = unicodedata.normalize("NFKC", text)
    if text.strip() in sections().values():
        return Asked(code=text.strip(), is_hs=True)
    scheme = ""
    if edition := _EDITION.search(text):
        scheme, text = edition[1].upper(), text[edition.end() :]
    code = _CODE.search(text)
    if code is None:
        plain = _LEADS.sub(" ", text)
        if plain.strip() in sections().values() and plain != text:
            return Asked(code=plain.strip(), is_hs=True)
        return Asked(words=tuple(words_of(text)))
    rest = text[: code.start()] + " " + text[code.end() :]
    only_hs = is_hs(scheme) if scheme else bool(re.search(_HS, rest, re.IGNORECASE))
    words = tuple(words_of(_LEADS.sub(" ", rest)))
    return Asked(words, re.sub(r"\D", "", code[0]), scheme, only_hs)


@cache
def everyday_words() -> dict[str, dict[str, list[str]]]:
    """The words for what a chapter holds, by chapter and name column."""
    rows = json.loads(_WORDS.read_text(encoding="utf-8"))
    return {chapter: dict(zip(LANGUAGES, map(_split, lists), strict=True)) for chapter, *lists in rows}


def _split(words: str) -> list[str]:
    return words.split(", ")


@lru_cache(maxsize=REMEMBERED)
def is_whole(word: str) -> bool:
    """Whether *word* is meant as it is: short, and in some form of it a word of our lists.

    Who types «мёд» means honey and neither copper («медь») nor medicines; who types «нефте» or «хлоп» is not done.
    """
    return len(word) <= SHORT and any(meets(word, text, column, is_whole=True) for column, text in _vocabulary())


@cache
def _vocabulary() -> list[tuple[str, str]]:
    """All our names and everyday words, a text for each language."""
    lists = [*hs_names().values(), *({c: " | ".join(p) for c, p in each.items()} for each in everyday_words().values())]
    return [(column, " | ".join(each[column] for each in lists)) for column in LANGUAGES]


def named(words: tuple[str, ...]) -> dict[str, Named]:
    """The sections and chapters that all of *words* name, in any of the four languages, by their codes."""
    if not words:
        return {}
    found = ((code, _named(code, words)) for code in hs_names())
    return {code: by for code, by in found if by is not None}


def _named(code: str, words: tuple[str, ...]) -> Named | None:
    names, others = hs_names()[code], everyday_words().get(code, {})
    left = [
        word for word in words if not any(meets(word, name, column, is_whole(word)) for column, name in names.items())
    ]
    if not left:
        return Named()
    fitting = (
        Named(phrase, column)
        for column, phrases in others.items()
        for phrase in phrases
        if all(meets(word, phrase, column, is_whole(word)) for word in left)
    )
    return next(fitting, None)


def begun_with(code: str) -> list[str]:
    """The sections and chapters whose code begins with *code*: «2» is the chapters 20 to 29, «V» is one section."""
    if code in sections().values():
        return [code]
    return [chapter for chapter in hs_names() if chapter in sections() and chapter.startswith(code)] if code else []


def chapter_of(code: str) -> str:
    """The chapter that a longer code lies in, if there is one: 2709 → 27."""
    return code[:2] if len(code) > 2 and code[:2] in sections() and code[:2] in hs_names() else ""
