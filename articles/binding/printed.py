"""What a printed figure can mean: its quantity, with the size of the last digit that the print states.

The last printed digit counts (41 bn is [40.5, 41.5)). Closing zeros of a whole number are ambiguous, so the last other
digit counts; Chinese regroups, so one zero before 亿 and two before 万 are ambiguous too (410亿 is 41 bn in Chinese).
"""

import re
from decimal import Decimal
from functools import lru_cache

from articles.figures import Figure
from trade.quantities import Qualifier, Quantity

_RUN = re.compile(r"\d(?:[\d.,'’\s]*\d)?")
_SPACES = re.compile(r"[\s'’]+")
_ONE, _HALF_SOFT = Decimal(1), Decimal("1.1")
_QUALIFIERS = {
    "about": Qualifier.APPROX,
    "nearly": Qualifier.APPROX,
    "more_than": Qualifier.GT,
    "less_than": Qualifier.LT,
}
_UNITS = {"%": "PC", "pp": "PP", "bp": "BP", "t": "T", "kg": "KG", "bbl": "BBL", "ha": "HA", "m2": "M2", "m3": "M3",
          "km": "KM", "km2": "KM2", "m": "M", "y": "Y", "mo": "MO", "d": "D"}  # fmt: skip
_AMBIGUOUS_ZEROS = {"亿": 1, "万": 2}
_SMALL = 1000  # below it two digits count: «500» is not any number from 450 to 550


def unit_of(figure: Figure) -> str:
    """The unit as records write it; empty if the text does not say."""
    return _UNITS.get(figure.unit, figure.unit) if figure.unit else ""


def is_target(figure: Figure) -> bool:
    """«до 40 млрд к 2030 году» is a goal, which no outcome contradicts."""
    return figure.approx == "up_to"


@lru_cache(maxsize=4096)
def quantity_of(figure: Figure, lang: str = "ru") -> Quantity | None:
    """What *figure* states, a fall as a negative number. None for dates and for values out of all bounds."""
    if figure.kind == "ordinal" and figure.value is not None:
        return Quantity.exactly(figure.value)
    if figure.low is not None and figure.high is not None:
        return _range(figure, lang)
    if figure.value is None:
        return None
    sign = -1 if figure.kind == "percent_change" and figure.direction == "down" else 1
    qualifier = _QUALIFIERS.get(figure.approx, Qualifier.EQ)
    if sign < 0:  # a fall of more than 5 % is a growth below −5 %
        qualifier = {Qualifier.GT: Qualifier.LT, Qualifier.LT: Qualifier.GT}.get(qualifier, qualifier)
    return Quantity(sign * _plain(figure.value), resolution(figure, figure.value, lang), qualifier)


def _range(figure: Figure, lang: str) -> Quantity | None:
    low, high = _plain(figure.low), _plain(figure.high)
    if low >= high:
        return Quantity(low, resolution(figure, low, lang)) if low == high else None
    size = min(_last_digit(low), _last_digit(high))
    return Quantity(low, size, Qualifier.RANGE, high)


def soft_upper(figure: Figure) -> Decimal | None:
    """Up to where «more than 41» is fair: a tenth more, or the next round number. None for other figures."""
    if figure.approx != "more_than" or not figure.value:
        return None
    value = _plain(figure.value)
    step = Decimal(10) ** value.adjusted()
    next_round = (value // step + 1) * step
    return max(value * _HALF_SOFT, next_round)


def resolution(figure: Figure, value: Decimal, lang: str = "ru") -> Decimal:
    """The size of the last digit that the print of *value* states, in base units."""
    value = abs(_plain(value))
    if not value:
        return _ONE
    runs = list(_RUN.finditer(figure.surface))
    if not runs or (figure.kind == "ratio" and "/" in figure.surface):
        return _last_digit(value) if figure.kind != "ratio" else max(_last_digit(value), value / 10)
    printed = _SPACES.sub("", runs[-1][0])
    if len(runs) > 1:
        return _last_digit(value)
    read = _reading(printed, value, lang)
    if read is None:
        return _last_digit(value)
    fraction, scale = read
    if fraction or figure.kind.startswith("percent"):
        return scale.scaleb(-fraction)
    return scale * _zeros(printed, scale, figure.surface[runs[-1].end() :])


def _zeros(printed: str, scale: Decimal, after: str) -> Decimal:
    """The factor for closing zeros that may be mere rounding."""
    digits = re.sub(r"\D", "", printed)
    count = len(digits) - len(digits.rstrip("0"))
    if scale == 1:
        most = count if int(digits) >= _SMALL else len(digits) - 2
    else:
        most = _AMBIGUOUS_ZEROS.get(after.strip()[:1], 0) if not after.strip().startswith("万亿") else 0
    return Decimal(10) ** max(0, min(count, most, len(digits) - 1))


def _reading(printed: str, value: Decimal, lang: str) -> tuple[int, Decimal] | None:
    """Digits after the decimal mark and the scale, by whichever reading makes *value* a power of ten of the print."""
    found = []
    for number, fraction in _numbers(printed):
        if not number:
            continue
        scale = (value / number).normalize()
        if scale.as_tuple().digits == (1,):
            found.append((fraction, scale))
    if not found:
        return None
    # «1,234» of 1 234 is grouped where English or Chinese is written; with two readings left the scale decides.
    common = [f for f in found if f[1] in _SCALES]
    return min(common or found, key=lambda f: (f[0] if lang in ("en", "zh") and f[1] == 1 else 0, f[1]))


_SCALES = frozenset(Decimal(10) ** n for n in (0, 2, 3, 4, 6, 8, 9, 12, 15))


def _numbers(printed: str) -> list[tuple[Decimal, int]]:
    last = max(printed.rfind(","), printed.rfind("."))
    whole = re.sub(r"\D", "", printed)
    readings = [(Decimal(whole), 0)]
    if last >= 0:
        fraction = re.sub(r"\D", "", printed[last:])
        readings.append((Decimal(f"{re.sub(r'[^0-9]', '', printed[:last]) or '0'}.{fraction}"), len(fraction)))
    return readings


def _last_digit(value: Decimal) -> Decimal:
    """The size of the last digit other than nought, of whole numbers; else that of the last decimal."""
    normal = abs(value).normalize()
    return Decimal(1).scaleb(int(normal.as_tuple().exponent)) if normal else _ONE


def _plain(value: Decimal) -> Decimal:
    return value.normalize() if value else Decimal(0)
