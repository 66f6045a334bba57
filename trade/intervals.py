"""Intervals of decimals: what a printed figure can mean, and sound arithmetic over that.

Results are rounded outwards at 60 digits, so a true value never falls out of the interval computed for it; numbers
as the database keeps them (24 digits) stay exact in sums and products.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, DivisionByZero, InvalidOperation
from itertools import product

_TRAPS = [InvalidOperation, DivisionByZero]
DOWN = Context(prec=60, rounding=ROUND_FLOOR, traps=_TRAPS)
UP = Context(prec=60, rounding=ROUND_CEILING, traps=_TRAPS)
_INFINITY = Decimal("Infinity")

# An end as arithmetic sees it: a value, infinite if unbounded, and whether the interval contains it.
_End = tuple[Decimal, bool]
_Operation = Callable[[Context, Decimal, Decimal], Decimal]


def finite(value: Decimal | int) -> Decimal:
    """*value* as a Decimal; TypeError for floats (they have lost digits already), ValueError for NaN and infinity."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"{value!r} is not a Decimal")
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a finite number")
    return number


def exponent_of(value: Decimal) -> int:
    """The power of ten of the last digit written: -2 for 80.01, 9 for 4.1E10."""
    return int(value.as_tuple().exponent)  # a letter for NaN and infinity alone, which `finite` refuses


def digits(value: Decimal) -> str:
    """All digits of *value*, with neither exponent nor closing decimal zeros: ``41000000000``, ``40.5``."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from *low* to *high*; None leaves a side unbounded. ValueError if nothing lies between."""

    low: Decimal | None
    high: Decimal | None
    low_closed: bool = True
    high_closed: bool = False

    def __post_init__(self):
        for side in ("low", "high"):
            value = getattr(self, side)
            object.__setattr__(self, side, None if value is None else finite(value))
            if value is None:
                object.__setattr__(self, f"{side}_closed", False)
        if self.low is None or self.high is None:
            return
        if self.low > self.high or (self.low == self.high and not (self.low_closed and self.high_closed)):
            raise ValueError(f"{self} is empty")

    @classmethod
    def point(cls, value: Decimal | int) -> "Interval":
        return cls(finite(value), finite(value), True, True)

    def __str__(self):
        low = "-∞" if self.low is None else digits(self.low)
        high = "∞" if self.high is None else digits(self.high)
        return f"{'[' if self.low_closed else '('}{low}, {high}{']' if self.high_closed else ')'}"

    @property
    def width(self) -> Decimal | None:
        """None if unbounded."""
        return None if self.low is None or self.high is None else UP.subtract(self.high, self.low)

    def __contains__(self, value: Decimal) -> bool:
        return self.point(value).is_within(self)

    def is_within(self, other: "Interval") -> bool:
        """Every number of this interval lies in *other*."""
        (low, low_closed), (high, high_closed) = self._ends
        (floor, floor_closed), (ceiling, ceiling_closed) = other._ends
        starts_inside = low > floor or (low == floor and low_closed <= floor_closed)
        return starts_inside and (high < ceiling or (high == ceiling and high_closed <= ceiling_closed))

    def is_disjoint(self, other: "Interval") -> bool:
        return self._is_before(other) or other._is_before(self)

    def overlaps(self, other: "Interval") -> bool:
        return not self.is_disjoint(other)

    def _is_before(self, other: "Interval") -> bool:
        (end, end_closed), (start, start_closed) = self._ends[1], other._ends[0]
        return end < start or (end == start and not (end_closed and start_closed))

    def __neg__(self) -> "Interval":
        (low, low_closed), (high, high_closed) = self._ends
        return _between((high.copy_negate(), high_closed), (low.copy_negate(), low_closed))

    def __add__(self, other: "Interval | Decimal | int") -> "Interval":
        (low, low_closed), (high, high_closed) = self._ends
        (low2, low2_closed), (high2, high2_closed) = _interval(other)._ends
        low_end = DOWN.add(low, low2), low_closed and low2_closed
        return _between(low_end, (UP.add(high, high2), high_closed and high2_closed))

    def __sub__(self, other: "Interval | Decimal | int") -> "Interval":
        return self + -_interval(other)

    def __mul__(self, other: "Interval | Decimal | int") -> "Interval":
        return _hull(self._ends, _interval(other)._ends, _times)

    def __truediv__(self, other: "Interval | Decimal | int") -> "Interval":
        """ValueError if *other* contains 0."""
        divisor = _interval(other)
        if Decimal(0) in divisor:
            raise ValueError(f"{divisor} contains 0, so nothing can be divided by it")
        return _hull(self._ends, _signed_zeros(divisor), _over)

    @property
    def _ends(self) -> tuple[_End, _End]:
        low = -_INFINITY if self.low is None else self.low
        return (low, self.low_closed), (_INFINITY if self.high is None else self.high, self.high_closed)


def _interval(value: "Interval | Decimal | int") -> Interval:
    return value if isinstance(value, Interval) else Interval.point(value)


def _between(low: _End, high: _End) -> Interval:
    """An interval from its ends, infinite ones included (a sum or product too large to write counts as infinite)."""
    low_value, high_value = (None if value.is_infinite() else value for value, _closed in (low, high))
    return Interval(low_value, high_value, low[1], high[1])


def _hull(ends: tuple[_End, _End], others: tuple[_End, _End], operation: _Operation) -> Interval:
    """The smallest interval around the results at all four corners."""
    corners = list(product(ends, others))
    lows = [(operation(DOWN, a, b), _is_reached(a, a_closed, b, b_closed)) for (a, a_closed), (b, b_closed) in corners]
    highs = [(operation(UP, a, b), _is_reached(a, a_closed, b, b_closed)) for (a, a_closed), (b, b_closed) in corners]
    low, high = min(value for value, _reached in lows), max(value for value, _reached in highs)
    return _between(
        (low, any(reached for value, reached in lows if value == low)),
        (high, any(reached for value, reached in highs if value == high)),
    )


def _is_reached(a: Decimal, a_closed: bool, b: Decimal, b_closed: bool) -> bool:
    """Whether a corner belongs to the result: nought times anything is nought, even times an end left out."""
    return (a_closed and b_closed) or (a_closed and not a) or (b_closed and not b)


def _times(context: Context, a: Decimal, b: Decimal) -> Decimal:
    return context.multiply(a, b) if a and b else Decimal(0)


def _over(context: Context, a: Decimal, b: Decimal) -> Decimal:
    if not a:
        return Decimal(0)
    if b.is_infinite():
        # The quotient comes as near to nought as one likes; unbounded by unbounded is bounded by the other corners.
        return Decimal(0)
    if not b:
        return _INFINITY.copy_sign(a) if not b.is_signed() else _INFINITY.copy_sign(a).copy_negate()
    return context.divide(a, b)


def _signed_zeros(divisor: Interval) -> tuple[_End, _End]:
    """The divisor's ends, an open end at nought written +0 or -0 after the side from which it is neared."""
    (low, low_closed), (high, high_closed) = divisor._ends
    return (low if low else Decimal("0"), low_closed), (high if high else Decimal("-0"), high_closed)
