"""What a cell says: a number with the size of its last digit, or that there is none. Decimal, never float."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

from trade.readers import reasons

_MISSING = frozenset(
    {
        *("", ".", "..", "...", "…", "-", "--", "–", "—", "−", ":", "x", "c"),
        *("n/a", "n.a.", "n.a", "#n/a", "na", "nan", "null", "none", "н/д", "нет данных", "деректер жоқ", "暂无", "无"),
    }
)
#: Stands in a cell whose formula was saved without its value; no number and no name reads so.
FORMULA = "=?"
#: Stands in a cell of a workbook that shows its number divided by thousands.
SHOWN_SCALED = "=÷"
_PLAIN = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,6})?", re.ASCII)
_EXPONENT = re.compile(r"([+-]?)([0-9]+)(?:[.,]([0-9]+))?[eE]([+-]?[0-9]{1,3})", re.ASCII)
_MESSY = re.compile(r"[+-]?[0-9][0-9.,]*", re.ASCII)
_SPACED = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u2007\u2009\u202f'’][0-9]{3})+(?:[.,][0-9]+)?", re.ASCII)
_SPACES = re.compile(r"[ \u00a0\u2007\u2009\u202f'’]")
_WHOLE, _FRACTION = 18, 6  # digits that the database keeps before and after the point
_SIZES = {places: Decimal(1).scaleb(-places) for places in range(_FRACTION + 1)}
_SMALLEST = _SIZES[_FRACTION]
_WIDE = Context(prec=80, rounding=ROUND_HALF_EVEN)


class CellError(Exception):
    """One cell cannot be read; *reason* is a code, *column* and *value* say where and what."""

    def __init__(self, reason: str, column: str = "", value: str = ""):
        super().__init__(reason, column, value)
        self.reason, self.column, self.value = reason, column, value

    def kept(self) -> "CellError":
        """The same without the places it came through, which would keep every cell of its line in memory."""
        return CellError(self.reason, self.column, self.value)


class Exact(str):
    """A number that a program wrote, not a person: its point stands before decimals, whatever the cells around it."""

    __slots__ = ()

    def strip(self, _chars: str | None = None, /) -> "Exact":
        return self


@dataclass(frozen=True, slots=True)
class Number:
    """``value`` is None for a mark that says «missing»; ``flag`` is a code where the print was no plain number.

    ``sign`` is the decimal sign that this one cell proves, EITHER where only other cells can tell, else empty.
    """

    value: Decimal | None
    resolution: Decimal | None
    flag: str = ""
    sign: str = ""


MISSING = Number(None, None)
EITHER = "?"


@dataclass(frozen=True, slots=True)
class Style:
    """``decimal`` is «.», «,» or empty where nothing tells; ``shown`` is true where cells of the file prove it."""

    decimal: str = "."
    mixed: bool = False
    shown: bool = False


def is_missing(text: str) -> bool:
    """An empty cell and the usual marks. A zero is a number and never missing."""
    return text.strip().casefold() in _MISSING


def number(text: str, style: Style, column: str = "") -> Number:
    """Raises CellError if *text* is no number, or one that reads in two ways that the file does not decide."""
    if _PLAIN.fullmatch(text):
        whole, point, fraction = text.partition(".")
        if not point:
            return Number(Decimal(text), _SIZES[0])
        if type(text) is Exact:
            return _of_digits(whole, fraction)
        if style.decimal == ".":
            if _decides(whole, fraction):
                return _of_digits(whole, fraction, sign=".")
            if not style.mixed:
                return _of_digits(whole, fraction, "" if style.shown else reasons.DECIMALS_ASSUMED, EITHER)
    text = text.strip().replace("−", "-")
    if text.casefold() in _MISSING:
        return MISSING
    if match := _EXPONENT.fullmatch(text):
        return _of_exponent(match, column)
    spaced = _SPACED.fullmatch(text)
    if spaced:
        text = _SPACES.sub("", text)
    if not _MESSY.fullmatch(text):
        raise CellError(_why_no_number(text), column, text)
    mark, flag = _decimal_sign(text), ""
    sign = mark if "." in text or "," in text else ""
    if mark is None and spaced:
        mark = sign = "," if "," in text else "."
    elif mark is None:
        mark, sign = style.decimal, EITHER
        if not mark or style.mixed:
            raise CellError(reasons.NUMBER_AMBIGUOUS, column, text)
        if not style.shown:
            flag = reasons.DECIMALS_ASSUMED if mark in text else reasons.THOUSANDS_ASSUMED
    thousands = "," if mark == "." else "."
    whole, _mark, fraction = text.partition(mark)
    if thousands in fraction or mark in fraction or not _grouped(whole, thousands):
        raise CellError(reasons.NUMBER, column, text)
    whole = whole.replace(thousands, "")
    if len(whole.lstrip("+-0")) > _WHOLE:
        raise CellError(reasons.NUMBER_TOO_LARGE, column, text)
    return _of_digits(whole, fraction, flag, sign or "")


def _why_no_number(text: str) -> str:
    if text.endswith("%") and _MESSY.fullmatch(text[:-1].rstrip()):
        return reasons.PERCENT
    return {FORMULA: reasons.FORMULA, SHOWN_SCALED: reasons.SCALED_FORMAT}.get(text, reasons.NUMBER)


def _decides(whole: str, fraction: str) -> bool:
    """Whether digits around one point say by themselves that it stands before decimals: 1.234 does not."""
    whole = whole.lstrip("+-")
    return len(fraction) != 3 or len(whole) > 3 or whole.startswith("0")


def style_of(texts: Iterable[str], *, default: str) -> Style:
    """The decimal sign that *texts* show by themselves; *default* (may be empty) where no cell shows one."""
    seen = {sign for text in texts if type(text) is not Exact and (sign := _evidence(text.strip()))}
    if len(seen) == 2:
        return Style(default, mixed=True)
    return Style(seen.pop(), shown=True) if seen else Style(default)


def scaled(number: Number, power: int, column: str = "") -> Number:
    """*number* times 10^*power*: the value in base units."""
    if not power or number.value is None:
        return number
    value = number.value.scaleb(power, _WIDE)
    if value and value.adjusted() >= _WHOLE:
        raise CellError(reasons.NUMBER_TOO_LARGE, column, str(number.value))
    return Number(
        value.quantize(_SIZES[0], context=_WIDE) if power > 0 and _is_whole(value) else value, _size(number, power)
    )


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _size(number: Number, power: int) -> Decimal:
    size = number.resolution.scaleb(power, _WIDE)
    return size.quantize(_SIZES[0], context=_WIDE) if size >= 1 else max(size, _SMALLEST)


def _evidence(text: str) -> str:
    """The decimal sign that this one cell proves, or nothing."""
    if _SPACED.fullmatch(text):
        text = _SPACES.sub("", text)
        return "," if "," in text else "." if "." in text else ""
    if not _MESSY.fullmatch(text) or not ("." in text or "," in text):
        return ""
    return _decimal_sign(text) or ""


def _decimal_sign(text: str) -> str | None:
    """«.» or «,» if the digits alone decide, else None: 1,234 and 1.234 read both ways."""
    dots, commas = text.count("."), text.count(",")
    if not dots and not commas:
        return "."
    if dots and commas:
        return "." if text.rindex(".") > text.rindex(",") else ","
    mark, other = (".", ",") if dots else (",", ".")
    if dots + commas > 1:
        return other
    whole, _mark, fraction = text.partition(mark)
    return mark if _decides(whole, fraction) else None


def _grouped(whole: str, mark: str) -> bool:
    groups = whole.lstrip("+-").split(mark)
    return len(groups) == 1 or (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]))


def _of_digits(whole: str, fraction: str, flag: str = "", sign: str = "") -> Number:
    if not fraction.strip("0") and len(fraction) <= 1:
        # «6804128143.0» is a whole number written by a program that keeps floats.
        return Number(Decimal(whole), _SIZES[0], flag, sign)
    if len(fraction) <= _FRACTION:
        return Number(Decimal(f"{whole}.{fraction}"), _SIZES[len(fraction)], flag, sign)
    return _rounded(Decimal(f"{whole}.{fraction}"))


def _of_exponent(match: re.Match, column: str) -> Number:
    sign, whole, fraction, exponent = match.groups("")
    power = int(exponent)
    with localcontext(_WIDE):
        value = Decimal(f"{sign}{whole}.{fraction or 0}E{power}")
        if value and value.adjusted() >= _WHOLE:
            raise CellError(reasons.NUMBER_TOO_LARGE, column, match[0])
        last = power - len(fraction)
        if last < -_FRACTION:
            return _rounded(value)
        value = value.quantize(_SIZES[max(0, -last)])
        size = Decimal(1).scaleb(last).quantize(_SIZES[max(0, -last)])
        return Number(value, size, reasons.PRECISION_LOST if last > 0 else "")


def _rounded(value: Decimal) -> Number:
    return Number(value.quantize(_SMALLEST, context=_WIDE), _SMALLEST, reasons.ROUNDED)
