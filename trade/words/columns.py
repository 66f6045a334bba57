"""Numbers that stand in one column: one scale, named in its head, and decimal marks below each other.

No number gets more digits than its source states: where another row has more decimals, ``pad`` is the room to leave.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from trade.quantities import Derived, Qualifier, Quantity
from trade.words.numbers import column_scale, column_unit, compact, plain

MOST_DECIMALS = 2
_ROUNDING = Context(prec=200, rounding=ROUND_HALF_UP)


class ColumnNumber(NamedTuple):
    """``text`` as it is read; ``pad`` the characters that it lacks to the right of the longest one."""

    text: str
    pad: str


@dataclass(frozen=True, slots=True)
class Scale:
    """How one column writes its numbers, in units of 10^``exponent`` of ``unit``."""

    unit: str
    lang: str
    exponent: int
    places: int

    @classmethod
    def of(cls, quantities: Iterable[Quantity], unit: str, lang: str) -> "Scale":
        quantities = list(quantities)
        exponent = column_scale((quantity.value for quantity in quantities), lang)
        places = max((decimals(quantity, exponent) for quantity in quantities), default=0)
        return cls(unit, lang, exponent, places)

    @property
    def unit_words(self) -> str:
        """«млрд долларов США», for the caption."""
        return column_unit(self.unit, self.lang, self.exponent)

    def write(self, figure: Quantity | Derived) -> ColumnNumber:
        """Bounds, ranges and what the scale would round to nought are written out, with their unit."""
        quantity = Quantity(figure.rounded, figure.resolution) if isinstance(figure, Derived) else figure
        places = decimals(quantity, self.exponent)
        number = scaled(quantity, self.exponent, places)
        if quantity.qualifier is not Qualifier.EQ or (quantity.value and not number):
            text = compact(
                quantity.value, self.unit, self.lang, quantity.resolution, quantity.qualifier, upper=quantity.upper
            )
            return ColumnNumber(text, "")
        return ColumnNumber(plain(number, self.lang, places), self._pad(places))

    def _pad(self, places: int) -> str:
        missing = "0" * (self.places - places)
        mark = "," if self.lang in ("ru", "kk") else "."
        return missing if places or not missing else mark + missing


def decimals(quantity: Quantity, exponent: int) -> int:
    """The decimals that *quantity* states in units of 10^*exponent*, at most two; a cut one ends in no nought."""
    size = quantity.resolution or quantity.value
    stated = max(0, exponent + _places(size)) if size else 0
    if not exponent or stated <= MOST_DECIMALS:
        return stated
    return max(0, _places(scaled(quantity, exponent, MOST_DECIMALS)))


def scaled(quantity: Quantity, exponent: int, places: int) -> Decimal:
    number = quantity.value.scaleb(-exponent, _ROUNDING)
    return number.quantize(Decimal(1).scaleb(-places), context=_ROUNDING)


def _places(number: Decimal) -> int:
    """Digits after the decimal mark without closing noughts; negative for round thousands."""
    shortest = number.normalize(_ROUNDING)
    return len(shortest.as_tuple().digits) - shortest.adjusted() - 1
