"""Shares of parts in wholes that hold them; every number in the tables was worked out by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trade.quantities import Quantity, total
from trade.totals.parts import share_of_sum, share_of_whole


def stated(value: str, resolution: str) -> Quantity:
    return Quantity(Decimal(value), Decimal(resolution))


def ends(figure) -> tuple[str, str]:
    return tuple(f"{end:.4f}" for end in (figure.interval.low, figure.interval.high))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # 550 ÷ 1,500; 650 ÷ 500 is more than all of it.
        (("600", "100"), ("1000", "1000"), "36.6667", "100.0000"),
        # 25,639.5 ÷ 100,000.5 and 25,640.5 ÷ 99,999.5.
        (("25640", "1"), ("100000", "1"), "25.6394", "25.6406"),
        # A part that is rounded as coarsely as the whole: 9.5 ÷ 10.5, and at most all.
        (("10", "1"), ("10", "1"), "90.4762", "100.0000"),
        # The part can be nought, but not less.
        (("3", "10"), ("100", "10"), "0.0000", "8.4211"),
    ],
)
def test_a_share_of_a_stated_whole_lies_between_none_and_all_of_it(part, whole, low, high):
    assert ends(share_of_whole(stated(*part), stated(*whole))) == (low, high)


@pytest.mark.parametrize(
    ("part", "others", "low", "high"),
    [
        # 50 ÷ (50 + 150) and 150 ÷ (150 + 50), not 50 ÷ 300 and 150 ÷ 100.
        (("100", "100"), [("100", "100")], "25.0000", "75.0000"),
        # 201.5 ÷ (201.5 + 202) and 202.5 ÷ (202.5 + 200).
        (("202", "1"), [("101", "1"), ("100", "1")], "49.9380", "50.3106"),
        # What is alone is all, however coarse.
        (("100", "100"), [], "100.0000", "100.0000"),
        (("3", "10"), [("100", "10")], "0.0000", "7.7670"),
    ],
)
def test_a_share_of_a_sum_counts_the_rounding_of_the_part_once(part, others, low, high):
    own = stated(*part)
    found = share_of_sum(own, total([own, *(stated(*other) for other in others)]))
    assert ends(found) == (low, high)


numbers = st.tuples(st.integers(1, 10**6), st.sampled_from(("0", "1", "10", "1000")), st.integers(0, 1000))


def rounded(number: tuple[int, str, int]) -> tuple[Fraction, Quantity] | None:
    """A true value, and what somebody states of it: no further off than half of the resolution."""
    value, resolution, within = number
    truth = value + Fraction(within - 500, 1000) * Fraction(resolution)
    return (truth, stated(str(value), resolution)) if truth > 0 else None


@given(st.lists(numbers.map(rounded).filter(bool), min_size=1, max_size=6))
def test_the_true_share_of_a_sum_never_falls_out_of_its_bounds(numbers):
    (truth, part), all_of_it = numbers[0], sum(truth for truth, _stated in numbers)
    figure = share_of_sum(part, total(quantity for _truth, quantity in numbers))
    assert 0 <= figure.interval.low <= figure.value <= figure.interval.high <= 100
    assert Fraction(figure.interval.low) <= truth / all_of_it * 100 <= Fraction(figure.interval.high)


@given(numbers.map(rounded).filter(bool), numbers.map(rounded).filter(bool))
def test_the_true_share_of_a_stated_whole_never_falls_out_of_its_bounds(one, other):
    (truth, part), (most, whole) = sorted((one, other), key=lambda each: each[1].value)
    figure = share_of_whole(part, whole)
    assert 0 <= figure.interval.low <= figure.value <= figure.interval.high <= 100
    if truth <= most:
        assert Fraction(figure.interval.low) <= truth / most * 100 <= Fraction(figure.interval.high)


@pytest.mark.parametrize(("part", "whole"), [("11", "10"), ("0", "10"), ("-1", "10")])
@pytest.mark.parametrize("measure", [share_of_sum, share_of_whole])
def test_what_is_no_part_has_no_share(measure, part, whole):
    with pytest.raises(ValueError, match="part"):
        measure(stated(part, "1"), stated(whole, "1"))
