"""What a computed number is written as: no digit that its inputs do not carry, ends that hold all it can mean. Pure."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from trade.quantities import Derived

MOST_DIGITS = 24  # an end with more of them does not end: 100 ÷ 3
FINER = Decimal("0.001")

_NEAR, _DOWN, _UP = (Context(prec=120, rounding=how) for how in (ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING))


class Written(NamedTuple):
    """The value, and the ends of what it can be; None where one is open."""

    value: Decimal
    low: Decimal | None
    high: Decimal | None


def written(figure: Derived) -> Written:
    """The value to one place beyond the first digit of what is uncertain: 8,300 between 7,750 and 8,850.

    Ends that do not end are rounded outwards, a thousand times finer.
    """
    low, high = figure.interval.low, figure.interval.high
    place = last_place(figure)
    value = _rounded(figure.value, place, _NEAR) if place else figure.rounded
    step = (place or figure.resolution) * FINER
    return Written(value, _outwards(low, step, _DOWN), _outwards(high, step, _UP))


def last_place(figure: Derived) -> Decimal | None:
    """The size of the last digit that means something; None where the number is exact, or open to one side."""
    width = figure.interval.width
    return Decimal(1).scaleb(width.adjusted() - 1) if width else None


def _outwards(end: Decimal | None, step: Decimal, context: Context) -> Decimal | None:
    if end is None or len(end.normalize(context).as_tuple().digits) <= MOST_DIGITS:
        return end
    return _rounded(end, step, context)


def _rounded(number: Decimal, step: Decimal, context: Context) -> Decimal:
    return context.multiply(context.divide(number, step).to_integral_value(context.rounding), step)
