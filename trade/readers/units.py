"""Units and scales in words: «US$ Mil» is USD times 10^6, «千美元» USD times 10^3."""

import re

_CURRENCIES = (
    ("USD", ("us dollars", "us dollar", "u.s. dollars", "us$", "usd", "долл. сша", "доллар", "美元", "dollars", "$")),
    ("CNY", ("rmb", "cny", "yuan", "юан", "人民币", "元")),
    ("EUR", ("euro", "eur", "евро", "欧元", "€")),
    ("KZT", ("kzt", "tenge", "тенге", "теңге", "坚戈")),
    ("RUB", ("rub", "rouble", "ruble", "рубл", "卢布")),
)
_SCALES = (
    (9, ("billion", "bn", "mlrd", "млрд", "миллиард", "十亿")),
    (8, ("亿",)),
    (6, ("million", "mil", "mln", "млн", "миллион", "百万")),
    (4, ("万",)),
    (3, ("thousands", "thousand", "000", "тыс", "тысяч", "мың", "千")),
)
_WORDS = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)


def money(text: str) -> tuple[str, int] | None:
    """The currency and the power of ten that *text* names, or None if it names no currency."""
    low = text.casefold()
    currency = next((code for code, names in _CURRENCIES if any(name in low for name in names)), None)
    return (currency, power(text)) if currency else None


def power(text: str) -> int:
    """The power of ten that *text* names; 0 if none."""
    low = text.casefold()
    words = set(_WORDS.findall(low))
    for exponent, names in _SCALES:
        for name in names:
            if name in words or (not name.isascii() and name in low):
                return exponent
    return 3 if "1000" in words else 0


def power_of_factor(text: str) -> int | None:
    """The exponent of a factor written out: 1, 10, 1000, 1000000 or 1e6. None if it is no power of ten from 1 up."""
    text = text.strip().replace(" ", "")
    if re.fullmatch(r"10{0,12}", text, re.ASCII):
        return len(text) - 1
    match = re.fullmatch(r"1[eE]\+?(\d{1,2})", text, re.ASCII)
    return int(match[1]) if match and int(match[1]) <= 12 else None
