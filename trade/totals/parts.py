"""The share of a part in a whole that holds it: from 0 to 100 per cent, whatever both were rounded to. Pure.

Numerator and denominator depend on each other here: what the part may be above its value, the whole has to be as well.
All quantities of trade are nought or more.
"""

from decimal import Context, Decimal

from trade.intervals import DOWN, UP, Interval
from trade.quantities import Derived, Measured, Quantity, share

_NOUGHT, _ALL = Decimal(0), Decimal(100)


def share_of_whole(part: Measured, whole: Measured) -> Derived:
    """*part* in percent of a *whole* that was stated by itself: 600 ± 50 of 1,000 ± 500 is 36.7 to 100 %.

    ValueError unless 0 < *part* <= *whole*.
    """
    least, most = _ends(part)
    smallest, largest = _ends(whole)
    low = _NOUGHT if largest is None else DOWN.multiply(DOWN.divide(least, largest), _ALL)
    high = _ALL
    if most is not None and smallest > 0:
        high = min(_ALL, UP.multiply(UP.divide(most, smallest), _ALL))
    return _derived(part, whole, low, high)


def share_of_sum(part: Measured, whole: Measured) -> Derived:
    """*part* in percent of the *whole* that is the sum of it and of others, in the interval as well.

    p ÷ (p + q) grows with the part p and falls with the others q: 100 ± 50 of 100 ± 50 + 100 ± 50 is 25 to 75 %.
    ValueError unless 0 < *part* <= *whole*.
    """
    least, most = _ends(part)
    fewest = _rest(whole.interval.low, part.interval.low, DOWN)
    others = _rest(whole.interval.high, part.interval.high, UP)
    low = _NOUGHT if others is None else _of(least, others, DOWN, UP)
    high = _ALL if most is None else _of(most, fewest or _NOUGHT, UP, DOWN)
    return _derived(part, whole, low, high)


def _rest(whole: Decimal | None, part: Decimal | None, context: Context) -> Decimal | None:
    """An end of what the others are together; None where it is open."""
    return None if whole is None or part is None else max(context.subtract(whole, part), _NOUGHT)


def _of(part: Decimal, others: Decimal, near: Context, away: Context) -> Decimal:
    if not others:
        return _ALL
    return min(_ALL, near.multiply(near.divide(part, away.add(part, others)), _ALL))


def _ends(quantity: Measured) -> tuple[Decimal, Decimal | None]:
    return max(quantity.interval.low or _NOUGHT, _NOUGHT), quantity.interval.high


def _derived(part: Measured, whole: Measured, low: Decimal, high: Decimal) -> Derived:
    if not 0 < part.value <= whole.value:
        raise ValueError("a part is above nought and no more than its whole")
    value = share(Quantity.exactly(part.value), Quantity.exactly(whole.value)).value
    return Derived(value, Interval(low, high, True, True), "a ÷ b × 100", (part, whole))
