"""Intervals: what lies in them, and arithmetic that never loses a possible value."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trade.intervals import Interval, digits, finite

numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=2)
fractions = st.fractions(0, 1, max_denominator=8).map(lambda part: Decimal(part.numerator) / part.denominator)
OPERATIONS = {
    "+": (lambda a, b: a + b),
    "-": (lambda a, b: a - b),
    "*": (lambda a, b: a * b),
    "/": (lambda a, b: a / b),
}


@st.composite
def intervals(draw):
    low, high = sorted((draw(numbers), draw(numbers)))
    low_closed, high_closed = (True, True) if low == high else (draw(st.booleans()), draw(st.booleans()))
    bounds = draw(st.sampled_from(((low, high), (low, high), (low, None), (None, high), (None, None))))
    return Interval(*bounds, low_closed, high_closed)


@st.composite
def members(draw):
    """An interval and a number in it."""
    interval = draw(intervals())
    low = (
        interval.high - draw(numbers).copy_abs() if interval.low is None and interval.high is not None else interval.low
    )
    low = draw(numbers) if low is None else low
    high = low + draw(numbers).copy_abs() if interval.high is None else interval.high
    number = low + (high - low) * draw(fractions)
    assume(number in interval)
    return interval, number


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval(Decimal("40.5"), Decimal("41.5")), "[40.5, 41.5)"),
        (Interval(Decimal(50), None, low_closed=False), "(50, ∞)"),
        (Interval(None, Decimal("4.1E10"), high_closed=True), "(-∞, 41000000000]"),
        (Interval(None, None), "(-∞, ∞)"),
        (Interval.point(Decimal("7.00")), "[7, 7]"),
        (Interval.point(Decimal("-0")), "[0, 0]"),
    ],
)
def test_an_interval_shows_its_ends_and_whether_it_has_them(interval, text):
    assert str(interval) == text


@pytest.mark.parametrize("ends", [(2, 1), (1, 1), ("NaN", 1), (0, "Infinity")])
def test_an_interval_holds_something_between_finite_ends(ends):
    with pytest.raises(ValueError, match=r"empty|finite"):
        Interval(*map(Decimal, ends))


@pytest.mark.parametrize("value", [1.5, True, "1", None])
def test_only_decimals_and_whole_numbers_count(value):
    with pytest.raises(TypeError):
        finite(value)


@pytest.mark.parametrize(
    ("one", "other", "is_disjoint"),
    [
        ("[1, 2)", "[2, 3)", True),
        ("[1, 2]", "[2, 3)", False),
        ("[1, 2]", "(2, 3)", True),
        ("(50, ∞)", "[49.5, 50.5)", False),
        ("(50, ∞)", "[50, 50]", True),
        ("(-∞, 0)", "(0, ∞)", True),
        ("(-∞, ∞)", "[5, 5]", False),
    ],
)
def test_intervals_that_only_meet_at_an_end_share_it_if_both_have_it(one, other, is_disjoint):
    one, other = read(one), read(other)
    assert one.is_disjoint(other) is other.is_disjoint(one) is is_disjoint
    assert one.overlaps(other) is not is_disjoint


def read(text: str) -> Interval:
    low, high = (None if "∞" in end else Decimal(end) for end in text[1:-1].split(", "))
    return Interval(low, high, text[0] == "[", text[-1] == "]")


@given(intervals())
def test_what_an_interval_shows_says_all_about_it(interval):
    assert read(str(interval)) == interval


@pytest.mark.parametrize(
    ("one", "operation", "other", "result"),
    [
        ("[1, 2)", "+", "(10, 20]", "(11, 22)"),
        ("[1, 2)", "-", "[1, 2)", "(-1, 1)"),
        ("[-2, 3]", "*", "[-5, 7)", "[-15, 21)"),
        ("[-2, 3)", "*", "(-5, 7]", "(-15, 21)"),
        ("[0, 1)", "*", "(2, 3)", "[0, 3)"),
        ("[0, 0]", "*", "(-∞, ∞)", "[0, 0]"),
        ("(-∞, -1]", "*", "[2, ∞)", "(-∞, -2]"),
        ("[1, 2)", "/", "[4, 5)", "(0.2, 0.5)"),
        ("[1, 2)", "/", "(0, 4]", "[0.25, ∞)"),
        ("[1, 2)", "/", "[-4, 0)", "(-∞, -0.25]"),
        ("[1, 2)", "/", "[4, ∞)", "(0, 0.5)"),
        ("[4, ∞)", "/", "[4, ∞)", "(0, ∞)"),
        ("[0, 4)", "/", "[4, ∞)", "[0, 1)"),
    ],
)
def test_arithmetic(one, operation, other, result):
    assert str(OPERATIONS[operation](read(one), read(other))) == result


@given(members(), members(), st.sampled_from(sorted(OPERATIONS)))
def test_results_of_members_are_members_of_the_result(one, other, operation):
    (first, a), (second, b) = one, other
    assume(operation != "/" or 0 not in second)
    result = OPERATIONS[operation](first, second)
    if operation == "/":
        # A quotient may not end, so ask by multiplying: a lies in result × b.
        assert a in result * Interval.point(b)
    else:
        assert exactly(operation, a, b) in result


def exactly(operation, a, b):
    point = OPERATIONS[operation](Interval.point(a), Interval.point(b))
    assert point.low == point.high
    return point.low


@given(intervals(), intervals())
def test_a_part_overlaps_the_whole(one, other):
    assert one.is_within(one)
    assert not (one.is_within(other) and one.is_disjoint(other))
    assert (one.is_within(other) and other.is_within(one)) == (one == other)


@given(members(), intervals())
def test_what_lies_in_both_is_what_they_share(one, other):
    interval, number = one
    assert number in interval
    if number in other:
        assert interval.overlaps(other)
    if interval.is_within(other):
        assert number in other


@given(intervals())
def test_negation_and_width(interval):
    opposite = -interval
    assert -opposite == interval
    assert opposite.width == interval.width
    assert (interval.width is None) == (interval.low is None or interval.high is None)


def test_nothing_is_divided_by_what_may_be_nought():
    with pytest.raises(ValueError, match="contains 0"):
        Interval.point(1) / Interval(Decimal(-1), Decimal(1))


def test_numbers_too_large_to_write_are_unbounded():
    huge = Interval.point(Decimal("1E999999"))
    assert (huge * huge).high is None


@pytest.mark.parametrize(
    ("value", "text"),
    [("4.1E10", "41000000000"), ("40.50", "40.5"), ("100", "100"), ("-0.0", "0"), ("1E-7", "0.0000001")],
)
def test_digits_are_written_out(value, text):
    assert digits(Decimal(value)) == text
