"""Bounds of computed numbers hold whatever their inputs can mean, and no number shows digits that it does not have."""

from decimal import Context, Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from trade.computed.figures import MOST_DIGITS, last_place, written
from trade.quantities import Derived, Quantity, balance, growth, implied_base, remaining, share

EXACT = Context(prec=200)
PARTS = st.integers(0, 64).map(lambda part: Fraction(part, 64))


@st.composite
def stated(draw, least: int = 1, most: int = 10**9) -> Quantity:
    """A number above nought, stated to one of its digits."""
    digit = draw(st.integers(-3, 6))
    resolution = Decimal(1).scaleb(digit)
    value = draw(st.integers(least, most)) * resolution
    return Quantity(value, resolution)


def meant(quantity: Quantity, part: Fraction) -> Fraction:
    """A number that *quantity* can mean."""
    low, high = Fraction(quantity.interval.low), Fraction(quantity.interval.high)
    return low + (high - low) * part


def assert_holds(figure: Derived, true: Fraction) -> None:
    value, low, high = written(figure)
    width = figure.interval.width
    assert Fraction(low) <= true <= Fraction(high)
    assert low <= value <= high
    # Outwards, but hardly: by a thousandth of the last digit of the value.
    assert figure.interval.low - low <= width / 1000
    assert high - figure.interval.high <= width / 1000
    # The value is the one that was computed, without digits far below what is uncertain.
    assert abs(value - figure.value) <= width / 20
    assert value % last_place(figure) == 0
    assert width / 100 < last_place(figure) <= width / 10


@given(stated(), stated(), PARTS, PARTS)
def test_rests_and_balances_hold_every_difference(one, other, first, second):
    true = meant(one, first) - meant(other, second)
    for operation in (remaining, balance):
        assert_holds(operation(one, other), true)


@given(stated(), stated(), PARTS, PARTS)
def test_shares_hold_every_quotient(one, other, first, second):
    assert_holds(share(one, other), meant(one, first) / meant(other, second) * 100)


@given(stated(), stated(), PARTS, PARTS)
def test_growth_holds_every_growth(one, other, first, second):
    assert_holds(growth(one, other), (meant(one, first) / meant(other, second) - 1) * 100)


@given(stated(), stated(most=500), PARTS, PARTS)
def test_bases_hold_every_base(one, percent, first, second):
    assume(percent.interval.low > -99)
    assert_holds(implied_base(one, percent), meant(one, first) / (1 + meant(percent, second) / 100))


@given(stated(), stated())
def test_ends_are_short_enough_to_read(one, other):
    for end in written(growth(one, other))[1:]:
        assert len(end.normalize(EXACT).as_tuple().digits) <= MOST_DIGITS


def test_an_end_that_ends_stays_as_it_is():
    whole, part = Quantity(Decimal(41_000), Decimal(1_000)), Quantity(Decimal(32_700), Decimal(100))
    assert written(remaining(whole, part)) == (8_300, 7_750, 8_850)


def test_an_open_end_stays_open():
    whole = Quantity(Decimal(41_000), Decimal(1_000), "gt")
    assert written(remaining(whole, Quantity(Decimal(1), Decimal(0)))) == (40_999, 40_999, None)
