"""What the figures of a text may be found under among thousands of rows: a condition for the database."""

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Q

from articles.binding import Stated
from articles.binding.goods import goods_in
from articles.binding.words.goods import SERVICES
from trade.quantities import Quantity

_MEASURES = {"money": "V", "percent_change": "G", "quantity": "Q", "count": "Q"}
_NEAR = Decimal("1.02")  # words seldom say which good is meant, so that its value has to
_SLIPS = (Decimal(1), Decimal(1000), Decimal("0.001"))
_DIGITS = 6
_MOST_FIGURES = 60


def codes_of_goods(text: str, lang: str) -> frozenset[str]:
    """The codes, of the HS and the SITC, of the goods that *text* names: a wrong value would not lead to them."""
    named = goods_in(text, lang)
    return frozenset(code for goods in named for code in goods.codes + goods.sitc) - {SERVICES}


def may_state(figures: Iterable[Stated]) -> Q | None:
    """Rows with the measure, the period and about the value of one of *figures*; None if there is nothing to look for.

    A figure without a period may be of any. The same period a year earlier comes with the series that is found.
    """
    sought = [_of(figure) for figure in figures if figure.kind in _MEASURES and not figure.is_target]
    conditions = [condition for condition in sought if condition is not None][:_MOST_FIGURES]
    return reduce(or_, conditions) if conditions else None


def _of(figure: Stated) -> Q | None:
    quantity = figure.quantity
    if quantity is None:
        return None
    slips = _SLIPS if figure.kind in ("money", "quantity") else _SLIPS[:1]
    condition = reduce(or_, (Q(value__range=_around(quantity, slip)) for slip in slips))
    condition &= Q(series__measure=_MEASURES[figure.kind])
    if figure.kind == "quantity":
        condition &= Q(series__unit=figure.unit)
    if figure.period is not None:
        condition &= Q(period_start=figure.period.start, period_end=figure.period.end)
    return condition


def _around(quantity: Quantity, slip: Decimal) -> tuple[Decimal, Decimal]:
    """From a little below to a little above what the figure can mean; a bound reaches to twice its value."""
    interval = quantity.interval
    ends = [
        quantity.value / 2 if interval.low is None else interval.low,
        quantity.value * 2 if interval.high is None else interval.high,
    ]
    wide = sorted(end * factor * slip for end in ends for factor in (_NEAR, 1 / _NEAR))
    low, high = min(wide), max(wide)
    return Decimal(f"{low:.{_DIGITS}e}"), Decimal(f"{high:.{_DIGITS}e}")
