"""Quantities as printed, what they can mean, and numbers computed from them.

A printed figure stands for an interval: 41 bn, stated to the billion, is [40.5, 41.5) bn. Whether a record fits a
text, contradicts it or confirms it follows from intervals alone; both must be in the same base unit.
"""

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import reduce
from operator import add
from typing import Protocol

from trade.intervals import DOWN, UP, Interval, exponent_of, finite

_ROUNDED = Context(prec=60, rounding=ROUND_HALF_UP)
_ONE, _TWO, _HUNDRED = Decimal(1), Decimal(2), Decimal(100)
_POSITIVE = Interval(Decimal(0), None, low_closed=False)
_APPROXIMATELY = Decimal("0.02")  # «about» widens a figure by one more printed unit, and by at least this share
_TERMINATING = 24  # a quotient with more digits than a column holds does not end
_SIGNIFICANT = 6  # digits worth showing of such a quotient


class Qualifier(enum.StrEnum):
    EQ = "eq"
    APPROX = "approx"
    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    RANGE = "range"


BOUNDS = frozenset((Qualifier.GT, Qualifier.GE, Qualifier.LT, Qualifier.LE))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as stated, in base units.

    *resolution* is the size of the last stated digit (10⁹ for «41 billion»); 0 marks a thing that is exact by nature,
    such as an ordinal. *upper* belongs to ranges alone. ValueError if the parts do not fit each other.
    """

    value: Decimal
    resolution: Decimal = Decimal(1)
    qualifier: Qualifier = Qualifier.EQ
    upper: Decimal | None = None

    def __post_init__(self):
        object.__setattr__(self, "value", finite(self.value))
        object.__setattr__(self, "resolution", finite(self.resolution))
        object.__setattr__(self, "qualifier", Qualifier(self.qualifier))
        if self.resolution < 0:
            raise ValueError("a resolution is a size, so it cannot be negative")
        if (self.upper is not None) != (self.qualifier is Qualifier.RANGE):
            raise ValueError("a range has an upper value, and nothing else has")
        if self.upper is not None:
            object.__setattr__(self, "upper", finite(self.upper))
            if self.upper <= self.value:
                raise ValueError("the upper value of a range lies above its lower one")

    @classmethod
    def exactly(cls, value: Decimal | int) -> "Quantity":
        """A number that is exact by nature: the 7 of «7th fair»."""
        return cls(finite(value), Decimal(0))

    @property
    def is_exact(self) -> bool:
        return self.resolution == 0 and self.qualifier is Qualifier.EQ

    @property
    def interval(self) -> Interval:
        low, high = ends_of_stated(self.value, self.resolution, self.qualifier, self.upper)
        closed = self.qualifier is Qualifier.GE or high is not None
        return Interval(low, high, closed, self.qualifier is Qualifier.LE or (low is not None and self.resolution == 0))

    def holds(self, text: "Quantity") -> bool:
        """This record's value lies in what *text* can mean; a bound or a range has to lie there as a whole."""
        if self.qualifier in (Qualifier.EQ, Qualifier.APPROX):
            return self.value in text.interval
        return self.interval.is_within(text.interval)

    def contradicts(self, text: "Quantity") -> bool:
        """Nothing that this record can mean is something that *text* can mean."""
        return self.interval.is_disjoint(text.interval)

    def confirms(self, text: "Quantity") -> bool:
        """It holds, and is not coarser than *text*: 80.01 bn confirms «80 bn», and 80 bn does not confirm «80.01»."""
        own, allowed = self.interval.width, text.interval.width
        return self.holds(text) and (allowed is None or (own is not None and own <= allowed))


def ends_of_stated(
    value: Decimal, resolution: Decimal, qualifier: str, upper: Decimal | None = None
) -> tuple[Decimal | None, Decimal | None]:
    """The ends of what a number as stated can mean; None where it is open."""
    if qualifier in ("gt", "ge"):
        return value, None
    if qualifier in ("lt", "le"):
        return None, value
    margin = UP.divide(resolution, _TWO)
    if qualifier == "approx":
        margin = UP.add(margin, max(resolution, UP.multiply(_APPROXIMATELY, value.copy_abs())))
    return DOWN.subtract(value, margin), UP.add(value if upper is None else upper, margin)


_SPACES = re.compile(r"[\s'’]+")
_NUMERAL = re.compile(r"[+\-−–]?(?P<figures>\d[\d.,]*|[.,]\d+)")


def resolution_of(printed: str, scale: Decimal | int = 1, decimal_mark: str | None = None) -> Decimal:
    """The size of the last digit that the numeral *printed* states, in base units of *scale* (10⁹ for billions).

    Closing zeros of a whole number without a scale may be mere rounding, so its last other digit counts: 250 000 is
    stated to the ten thousand. *decimal_mark* settles what ``1,234`` means; without it a single comma before three
    digits groups thousands if there is no scale. ValueError if *printed* is no numeral.
    """
    match = _NUMERAL.fullmatch(_SPACES.sub("", printed))
    if not match:
        raise ValueError(f"{printed!r} is not a numeral")
    scale = finite(scale)
    whole, mark, fraction = _split(match["figures"], scale, decimal_mark)
    if mark or scale != 1:
        return scale.scaleb(-len(fraction), _ROUNDED)
    figures = str(int(whole))
    return Decimal(10) ** (len(figures) - len(figures.rstrip("0")) if int(whole) else 0)


def last_digit(value: Decimal) -> Decimal:
    """The size of the last digit of *value* that is not a closing nought before the point: 10⁷ for 41020000000."""
    return resolution_of(format(value.copy_abs(), "f"))


def _split(figures: str, scale: Decimal, decimal_mark: str | None) -> tuple[str, str, str]:
    """Whole part without grouping, decimal mark if any, digits after it."""
    mark = decimal_mark or _decimal_mark(figures, scale)
    whole, found, fraction = figures.partition(mark) if mark else (figures, "", "")
    if re.search(r"\D", fraction):
        raise ValueError(f"{figures!r} has more than one decimal mark")
    return re.sub(r"[.,]", "", whole) or "0", found if fraction else "", fraction


def _decimal_mark(figures: str, scale: Decimal) -> str:
    last = max(",.", key=figures.rfind)
    if last not in figures:
        return ""
    if figures.count(last) > 1:
        return ""
    groups_thousands = last == "," and "." not in figures and re.fullmatch(r"[1-9]\d{0,2},\d{3}", figures)
    return "" if groups_thousands and scale == 1 else last


class Measured(Protocol):
    """What can be computed with: a :class:`Quantity`, or something :class:`Derived` before."""

    @property
    def value(self) -> Decimal: ...

    @property
    def interval(self) -> Interval: ...


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed number, never source data. *formula* names the *inputs* a, b, c… in their order."""

    value: Decimal
    interval: Interval
    formula: str
    inputs: tuple[Measured, ...]

    @property
    def resolution(self) -> Decimal:
        """The last digit worth showing: one place finer than the first digit of the interval's width."""
        value = self.value.normalize(_ROUNDED)
        length, own = len(value.as_tuple().digits), Decimal(1).scaleb(exponent_of(value))
        width = self.interval.width
        if width == 0 and length <= _TERMINATING:
            return own
        least = Decimal(1).scaleb(value.adjusted() - _SIGNIFICANT + 1)
        useful = Decimal(1).scaleb(width.adjusted() - 1) if width else least
        return max(own, useful, least) if length > _TERMINATING else max(own, useful)

    @property
    def rounded(self) -> Decimal:
        """The value with the digits worth showing: 29.2 of 29.2035…"""
        quotient = _ROUNDED.divide(self.value, self.resolution).to_integral_value(ROUND_HALF_UP)
        return _ROUNDED.multiply(quotient, self.resolution)


@dataclass(frozen=True, slots=True)
class Gap:
    """The difference b − a, and in percent of a (None unless a is certainly above nought)."""

    absolute: Derived
    percent: Derived | None


def implied_base(now: Measured, growth_percent: Measured) -> Derived:
    """What *now* was before it grew: 33 after +13 % was 29.20 [28.63, 29.78]. ValueError from −100 % down."""
    factor = _factor(growth_percent)
    value = _ROUNDED.divide(now.value, _value_of_factor(growth_percent))
    return Derived(value, now.interval / factor, "a ÷ (1 + b ÷ 100)", (now, growth_percent))


def absolute_growth(now: Measured, growth_percent: Measured) -> Derived:
    """By how much *now* grew: 33 after +13 % grew by 3.80 [3.61, 3.98]. ValueError from −100 % down.

    Written v·(1 − 1/(1+g)), in which v and g occur once: subtracting the implied base would count v's rounding twice.
    """
    factor = _factor(growth_percent)
    part = _ROUNDED.subtract(_ONE, _ROUNDED.divide(_ONE, _value_of_factor(growth_percent)))
    value = _ROUNDED.multiply(now.value, part)
    interval = now.interval * (Interval.point(_ONE) - Interval.point(_ONE) / factor)
    return Derived(value, interval, "a × (b ÷ 100) ÷ (1 + b ÷ 100)", (now, growth_percent))


def _factor(growth_percent: Measured) -> Interval:
    """1 + g; «less than 13 %» leaves all factors above nought, since nothing falls by more than all of it."""
    factor = growth_percent.interval / _HUNDRED + 1
    if factor.low is None and growth_percent.value > -_HUNDRED:
        return Interval(Decimal(0), factor.high, False, factor.high_closed)
    if not factor.is_within(_POSITIVE):
        raise ValueError("after a fall by 100 % or more nothing says what was there before")
    return factor


def _value_of_factor(growth_percent: Measured) -> Decimal:
    return _ROUNDED.add(_ROUNDED.divide(growth_percent.value, _HUNDRED), _ONE)


def growth(now: Measured, base: Measured) -> Derived:
    """Growth from *base* to *now* in percent. ValueError unless *base* is certainly above nought."""
    _refuse_nought(base)
    return _percent_above(base, now, "(a ÷ b − 1) × 100", (now, base))


def share(part: Measured, whole: Measured) -> Derived:
    """*part* in percent of *whole*. ValueError unless *whole* is certainly above nought."""
    _refuse_nought(whole)
    value = _ROUNDED.multiply(_ROUNDED.divide(part.value, whole.value), _HUNDRED)
    return Derived(value, part.interval / whole.interval * _HUNDRED, "a ÷ b × 100", (part, whole))


def _refuse_nought(base: Measured) -> None:
    if not _is_positive(base):
        raise ValueError("percentages need a base that is certainly above nought")


def _is_positive(quantity: Measured) -> bool:
    # A bound such as «less than 5» reaches below nought, an open «more than 0» has no value to divide by.
    return quantity.value > 0 and quantity.interval.is_within(_POSITIVE)


def _percent_above(base: Measured, now: Measured, formula: str, inputs: tuple[Measured, ...]) -> Derived:
    ratio = _ROUNDED.divide(now.value, base.value)
    value = _ROUNDED.multiply(_ROUNDED.subtract(ratio, _ONE), _HUNDRED)
    return Derived(value, (now.interval / base.interval - 1) * _HUNDRED, formula, inputs)


def _difference(a: Measured, b: Measured, formula: str, inputs: tuple[Measured, ...]) -> Derived:
    return Derived(_ROUNDED.subtract(a.value, b.value), a.interval - b.interval, formula, inputs)


def remaining(whole: Measured, part: Measured) -> Derived:
    """What is left of *whole* without *part*: a year less its first nine months."""
    return _difference(whole, part, "a − b", (whole, part))


def balance(exports: Measured, imports: Measured) -> Derived:
    """Exports less imports: negative for a deficit."""
    return _difference(exports, imports, "a − b", (exports, imports))


def total(parts: Iterable[Measured]) -> Derived:
    """The sum of *parts*, at most 26 of them named in the formula. ValueError if there are none."""
    parts = tuple(parts)
    if not parts:
        raise ValueError("there is nothing to add up")
    formula = " + ".join(map(chr, range(ord("a"), ord("a") + len(parts)))) if len(parts) <= 26 else "a + b + … + z"
    value = reduce(_ROUNDED.add, (part.value for part in parts))
    return Derived(value, reduce(add, (part.interval for part in parts)), formula, parts)


def gap(a: Measured, b: Measured) -> Gap:
    """How far *b* lies from *a*, the row that asks: 41 lies 9.5 or 30.2 % above 31.5."""
    percent = _percent_above(a, b, "(b ÷ a − 1) × 100", (a, b)) if _is_positive(a) else None
    return Gap(_difference(b, a, "b − a", (a, b)), percent)


def gap_values(a: Measured, b: Measured) -> tuple[Decimal, Decimal | None]:
    """The values of :func:`gap` without their intervals, which cost most of it: for long lists."""
    return gap_of_values(a.value, b.value, _is_positive(a))


def gap_of_values(a: Decimal, b: Decimal, is_positive: bool) -> tuple[Decimal, Decimal | None]:
    """*b* less *a*, and that in percent of *a* where *a* is certainly above nought."""
    percent = _ROUNDED.multiply(_ROUNDED.divide(b, a) - 1, _HUNDRED) if is_positive else None
    return _ROUNDED.subtract(b, a), percent
