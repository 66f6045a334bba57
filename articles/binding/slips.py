"""Slips of scale: «million» for «billion», one digit too many."""

from decimal import Decimal

# 10⁴ and 10⁸ are 万 and 亿: the steps that Chinese counts in.
_SLIPS = tuple(Decimal(10) ** n for n in (1, 2, 3, 4, 6, 8, 9))
_NEAR = Decimal("0.01")


def slip(text: Decimal, other: Decimal) -> Decimal | None:
    """The power of ten by which *text* has to be multiplied to be within 1 % of *other*; None if there is none."""
    if not text or not other:
        return None
    quotient = abs(other / text)
    for power in _SLIPS:
        for factor in (power, 1 / power):
            if abs(quotient / factor - 1) <= _NEAR:
                return factor
    return None
