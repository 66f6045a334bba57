"""Where the lines of a grid go."""

from decimal import Decimal

_STEPS = tuple(map(Decimal, ("1", "2", "5", "10")))


def ticks(low: Decimal, high: Decimal, most: int = 5) -> list[Decimal]:
    """Round numbers from *low* to *high*, nought among them if it lies there: at most *most* + 1 of them."""
    spread = high - low
    if spread <= 0:
        return [low] if low == high else []
    rough = spread / most
    unit = Decimal(1).scaleb(rough.adjusted())
    step = next(unit * factor for factor in _STEPS if unit * factor >= rough)
    first = (low / step).to_integral_value(rounding="ROUND_CEILING")
    last = (high / step).to_integral_value(rounding="ROUND_FLOOR")
    return [(first + place) * step for place in range(int(last - first) + 1)]
