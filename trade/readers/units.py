"""Units and scales in words: «US$ Mil» is USD times 10^6, «千美元» USD times 10^3.

A statement of a unit is read as a whole or not at all: a word that is not understood («HK$», «constant prices») may be
the one that matters.
"""

import re
import unicodedata
from collections.abc import Iterable

from babel.core import get_global

# The first that fits where it stands wins; names of dollars and yuan are tried before the bare words.
_CURRENCIES = (
    ("USD", r"(?:us|u\.s\.|american)[ -]?dollars?|us ?\$|usd|дол(?:л(?:ар\w*|\.)?|\.) ?сша|ақш доллар\w*|美元|美金"),
    ("HKD", r"hong kong dollars?|hkd|港元|港币"),
    ("EUR", r"euros?|eur|€|евро|еуро|欧元"),
    ("JPY", r"(?:japanese )?yen|jpy|иен\w*|日元"),
    ("CNY", r"(?:chinese )?(?:rmb|renminbi)(?: ?yuan)?|(?:chinese )?yuan(?: renminbi)?|cny|юан\w*|人民币元?|元"),
    ("KZT", r"kzt|tenge|тенге|теңге|坚戈"),
    ("RUB", r"rub|(?:russian )?(?:rouble|ruble)s?|руб(?:л\w*|\.)?|卢布"),
    ("KRW", r"(?:korean )?won|krw|韩元"),
    ("GBP", r"pounds? sterling|gbp|£|英镑"),
    ("CHF", r"swiss francs?|chf"),
)
_SCALES = (
    (12, r"trillions?|trln|трлн\.?|триллион\w*"),
    (9, r"billions?|bln|bil|bn|mlrd|mrd|млрд\.?|миллиард\w*"),
    (6, r"millions?|mlns?|mill?|mio|mn|млн\.?|миллион\w*"),
    (3, r"thousands?|thsd?|tsd|тыс(?:яч\w*|\.)?|мың"),
)
_DIGITS = r"(?<!\d)(?:1 ?)?'?000(?!\d)"
_CHINESE = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
_GLUE = (
    r"units?|values?|amounts?|figures|data|all|are|is|in|of|at|current(?: prices)?|prices|"
    r"единица измерения|ед\. ?изм\.?|стоимость|значения|в|бірлік|құны|单位|金额|货值|总额|值|计|以"
)
_END = r"(?![^\W\d_])"  # a word ends here; Chinese words follow one another without spaces
_PIECE = re.compile(
    "|".join(
        [
            *(rf"(?P<{code}>{words})(?:{_END}|(?<=[\u4e00-\u9fff]))" for code, words in _CURRENCIES),
            *(rf"(?P<E{power}>{words}){_END}" for power, words in _SCALES),
            rf"(?P<E3D>{_DIGITS})",
            rf"(?P<chinese>[{''.join(_CHINESE)}]+)",
            rf"(?P<glue>(?:{_GLUE})(?:{_END}|(?<=[\u4e00-\u9fff]))|[\s.,:;()/×*'’-]+)",
        ]
    )
)
_UNIT = re.compile(r"[A-Z0-9]{1,8}", re.ASCII)
_LONGEST = 200  # characters of a statement
_SENTENCES = re.compile(r"[,;:()\n\[\]]|\s[–—-]\s|\s{2,}")
_AFTER = re.compile(r"^.*\b(?:in|в)\s+")


def money(text: str) -> tuple[str, int] | None:
    """The currency and the power of ten that *text* states; None unless every word of it is understood."""
    found = _pieces(text)
    if found is None:
        return None
    currencies, powers = found
    if len(currencies) != 1 or len(powers) > 1:
        return None
    return currencies.pop(), powers.pop() if powers else 0


def mentions(text: str) -> set[tuple[str, int]]:
    """The scales (above 1) of money that a title mentions: «Exports of Kazakhstan, USD million»."""
    found: set[tuple[str, int]] = set()
    line = " ".join(text[: 10 * _LONGEST].split(" "))
    parts = [line, *_SENTENCES.split(line)]
    for part in parts:
        for words in (part, _AFTER.sub("", part)):
            stated = money(words)
            if stated and stated[1]:
                found.add(stated)
    return found


def is_currency(code: str) -> bool:
    """Whether *code* is one of ISO 4217, of today or earlier: TON and MIO have three letters as well."""
    return code in get_global("all_currencies")


def fits(measure: str, unit: str) -> bool:
    """Whether a value (V), quantity (Q) or growth (G) may be stated in *unit*."""
    if measure == "V":
        return is_currency(unit)
    return unit == "PC" if measure == "G" else bool(_UNIT.fullmatch(unit))


def power(text: str) -> int:
    """The power of ten that *text* names; 0 if none."""
    powers = set(_powers(_plain(text)))
    return powers.pop() if len(powers) == 1 else 0


def scale_of_label(text: str) -> int | None:
    """The power of ten that the words of a label name, wherever they stand in it; None if there is none."""
    powers = set(_powers(_plain(text)))
    return max(powers) if powers else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().strip()


def _pieces(text: str) -> tuple[set[str], set[int]] | None:
    plain, place = _plain(text), 0
    currencies: set[str] = set()
    powers: set[int] = set()
    while place < len(plain):
        match = _PIECE.match(plain, place)
        if not match or len(text) > _LONGEST:
            return None
        kind = match.lastgroup or ""
        if kind == "chinese":
            powers.add(sum(_CHINESE[sign] for sign in match[0]))
        elif kind in _POWERS:
            powers.add(_POWERS[kind])
        elif kind != "glue":
            currencies.add(kind)
        place = match.end()
    return currencies, powers


_POWERS = {f"E{power}": power for power, _words in _SCALES} | {"E3D": 3}
_SCALE = re.compile(
    "|".join(
        [
            *(rf"(?<![^\W\d_])(?P<E{power}>{words}){_END}" for power, words in _SCALES),
            rf"(?P<E3D>{_DIGITS})",
            rf"(?P<chinese>[{''.join(_CHINESE)}]+)(?!分)",
        ]
    )
)


def _powers(plain: str) -> Iterable[int]:
    for match in _SCALE.finditer(plain):
        yield sum(_CHINESE[sign] for sign in match[0]) if match["chinese"] else _POWERS[match.lastgroup or ""]


def power_of_factor(text: str) -> int | None:
    """The exponent of a factor written out: 1, 10, 1000, 1000000 or 1e6. None if it is no power of ten from 1 up."""
    text = text.strip().replace(" ", "")
    if re.fullmatch(r"10{0,12}", text, re.ASCII):
        return len(text) - 1
    match = re.fullmatch(r"1[eE]\+?(\d{1,2})", text, re.ASCII)
    return int(match[1]) if match and int(match[1]) <= 12 else None
