"""How spans of time are written in the four languages, and read back.

One table of templates serves both directions: what :func:`write` prints, :func:`read` understands. In a template,
``{y}`` is a year, ``{m}`` the name of a month, ``{g}`` its form after a day, ``{q}`` and ``{h}`` a quarter and a half,
``{d}`` a day; a field ending in 2 belongs to the end of the span.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date
from functools import cache
from itertools import product
from string import Formatter
from typing import Literal

from babel.dates import get_month_names

Style = Literal["long", "short"]
STYLES: tuple[Style, ...] = ("long", "short")

SHAPES = {
    "ru": {
        "year": "{y}",
        "years": "{y}–{y2}",
        "half": "{h} полугодие {y}",
        "quarter": "{q} квартал {y}",
        "month": "{m} {y}",
        "months": "{m}–{m2} {y}",
        "months across years": "{m} {y} – {m2} {y2}",
        "day": "{d} {g} {y}",
        "days": "{d}–{d2} {g} {y}",
        "days across months": "{d} {g} – {d2} {g2} {y}",
        "days across years": "{d} {g} {y} – {d2} {g2} {y2}",
    },
    "kk": {
        "year": "{y}",
        "years": "{y}–{y2}",
        "half": "{y} ж. {h} жартыжылдық",
        "quarter": "{y} ж. {q} тоқсан",
        "month": "{y} ж. {m}",
        "months": "{y} ж. {m}–{m2}",
        "months across years": "{y} ж. {m} – {y2} ж. {m2}",
        "day": "{y} ж. {d} {g}",
        "days": "{y} ж. {d}–{d2} {g}",
        "days across months": "{y} ж. {d} {g} – {d2} {g2}",
        "days across years": "{y} ж. {d} {g} – {y2} ж. {d2} {g2}",
    },
    "en": {
        "year": "{y}",
        "years": "{y}–{y2}",
        "half": "{h} half of {y}",
        "quarter": "{q} quarter of {y}",
        "month": "{m} {y}",
        "months": "{m}–{m2} {y}",
        "months across years": "{m} {y} – {m2} {y2}",
        "day": "{d} {g} {y}",
        "days": "{d}–{d2} {g} {y}",
        "days across months": "{d} {g} – {d2} {g2} {y}",
        "days across years": "{d} {g} {y} – {d2} {g2} {y2}",
    },
    "zh": {
        "year": "{y}年",
        "years": "{y}—{y2}年",
        "half": "{y}年{h}半年",
        "quarter": "{y}年第{q}季度",
        "month": "{y}年{m}月",
        "months": "{y}年{m}—{m2}月",
        "months across years": "{y}年{m}月—{y2}年{m2}月",
        "day": "{y}年{g}月{d}日",
        "days": "{y}年{g}月{d}—{d2}日",
        "days across months": "{y}年{g}月{d}日—{g2}月{d2}日",
        "days across years": "{y}年{g}月{d}日—{y2}年{g2}月{d2}日",
    },
}
SHORT_SHAPES = {
    "ru": {"quarter": "{q} кв. {y}"},
    "kk": {"quarter": "{y} ж. {q} тқс."},
    "en": {"half": "{h} {y}", "quarter": "{q} {y}"},
    "zh": {"quarter": "{y}年{q}季度"},
}
ROMAN = ("I", "II", "III", "IV")
QUARTERS = {
    "ru": ROMAN,
    "kk": ROMAN,
    "en": ("first", "second", "third", "fourth"),
    "zh": ("一", "二", "三", "四"),
}
HALVES = {lang: names[:2] for lang, names in QUARTERS.items()} | {"zh": ("上", "下")}
SHORT_QUARTERS = QUARTERS | {"en": ("Q1", "Q2", "Q3", "Q4")}
SHORT_HALVES = HALVES | {"en": ("H1", "H2")}

_DASHES = re.compile(r"\s*[-‐‑‒–—―−]\s*")


def column(lang: str) -> str:
    """The key of a language in a table: ``zh`` for zh-Hans. ValueError for a language that is not one of the four."""
    key = lang.replace("_", "-").lower().split("-")[0]
    if key not in SHAPES:
        raise ValueError(f"{lang!r} is none of ru, kk, en, zh-Hans")
    return key


def write(shape: str, start: date, end: date, lang: str, style: Style = "long") -> str:
    """*start* to *end* in words, in the *shape* that says how precise they are."""
    lang = column(lang)
    fields = _fields(start, lang, style) | {f"{name}2": word for name, word in _fields(end, lang, style).items()}
    return _template(lang, style, shape).format_map(fields)


def read(text: str, lang: str) -> tuple[date, date]:
    """First and last day of a span as :func:`write` prints it, in either style. ValueError for anything else."""
    lang = column(lang)
    space = "" if lang == "zh" else " "
    words = _DASHES.sub("–", space.join(unicodedata.normalize("NFKC", text).split()))
    for pattern, shape, style in _patterns(lang):
        if match := pattern.fullmatch(words):
            return _days(shape, {name: _number(name, word, lang, style) for name, word in match.groupdict().items()})
    raise ValueError(f"{text!r} names no span of time in {lang}")


def _template(lang: str, style: Style, shape: str) -> str:
    return (SHORT_SHAPES[lang].get(shape) if style == "short" else None) or SHAPES[lang][shape]


@cache
def _names(field: str, lang: str, style: Style) -> tuple[str, ...] | None:
    """The words that *field* can be, in order; None if it is written in figures."""
    long = style == "long"
    if field == "q":
        return (QUARTERS if long else SHORT_QUARTERS)[lang]
    if field == "h":
        return (HALVES if long else SHORT_HALVES)[lang]
    if field in ("y", "d") or lang == "zh":
        return None
    # CLDR's stand-alone months are right in Russian («янв.–сент.») and capitalised in Kazakh, where prose is not.
    context: Literal["stand-alone", "format"] = "stand-alone" if field == "m" and lang != "kk" else "format"
    return tuple(get_month_names("wide" if long else "abbreviated", context, lang).values())


def _fields(day: date, lang: str, style: Style) -> dict[str, str]:
    month = day.month
    numbers = {
        "y": day.year,
        "h": (month + 5) // 6,
        "q": (month + 2) // 3,
        "m": month,
        "g": month,
        "d": day.day,
    }
    return {name: _word(name, number, lang, style) for name, number in numbers.items()}


def _word(field: str, number: int, lang: str, style: Style) -> str:
    names = _names(field, lang, style)
    return names[number - 1] if names else str(number)


def _number(field: str, word: str, lang: str, style: Style) -> int:
    names = _names(field.rstrip("2"), lang, style)
    return [name.casefold() for name in names].index(word.casefold()) + 1 if names else int(word)


@cache
def _patterns(lang: str) -> tuple[tuple[re.Pattern, str, Style], ...]:
    return tuple(
        (_pattern(_template(lang, style, shape), lang, style), shape, style)
        for style, shape in product(STYLES, SHAPES[lang])
    )


def _pattern(template: str, lang: str, style: Style) -> re.Pattern:
    parts = []
    for literal, field, _format, _conversion in Formatter().parse(template):
        # Spaces and dashes as `read` leaves them.
        parts.append(re.escape(_DASHES.sub("–", literal)).replace(r"\ ", " ?"))
        if field:
            parts.append(f"(?P<{field}>{_alternatives(field.rstrip('2'), lang, style)})")
    return re.compile("".join(parts), re.IGNORECASE)


def _alternatives(field: str, lang: str, style: Style) -> str:
    names = _names(field, lang, style)
    return "|".join(map(re.escape, names)) if names else "[0-9]{1,4}" if field == "y" else "[0-9]{1,2}"


def _days(shape: str, found: dict[str, int]) -> tuple[date, date]:
    first_year, last_year = found["y"], found.get("y2", found["y"])
    first_month, last_month = _months(found)
    if "d" not in found:
        return date(first_year, first_month, 1), date(last_year, last_month, _length(last_year, last_month))
    return date(first_year, first_month, found["d"]), date(last_year, last_month, found.get("d2", found["d"]))


def _months(found: dict[str, int]) -> tuple[int, int]:
    for field, length in (("h", 6), ("q", 3)):
        if field in found:
            return length * (found[field] - 1) + 1, length * found[field]
    for field in ("m", "g"):
        if field in found:
            return found[field], found.get(f"{field}2", found[field])
    return 1, 12


def _length(year: int, month: int) -> int:
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        raise ValueError(f"there is no month {month} of the year {year}")
    return monthrange(year, month)[1]
