"""Quantities: what a printed figure can mean, what fits it, and what follows from several."""

from contextlib import suppress
from dataclasses import FrozenInstanceError
from decimal import Decimal, localcontext

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trade.intervals import Interval
from trade.quantities import (
    Derived,
    Qualifier,
    Quantity,
    absolute_growth,
    balance,
    gap,
    growth,
    implied_base,
    remaining,
    resolution_of,
    share,
    total,
)

BILLION = Decimal(10) ** 9
POINTWISE = (Qualifier.EQ, Qualifier.APPROX)

values = st.decimals(min_value=-(10**13), max_value=10**13, places=2)
resolutions = st.integers(-2, 12).map(lambda power: Decimal(10) ** power)


@st.composite
def quantities(draw, values=values, qualifiers=tuple(Qualifier)):
    qualifier, value, resolution = draw(st.sampled_from(qualifiers)), draw(values), draw(resolutions)
    upper = value + resolution * draw(st.integers(1, 50)) if qualifier is Qualifier.RANGE else None
    return Quantity(value, resolution, qualifier, upper)


def bn(text: str, qualifier: str = "eq") -> Quantity:
    """«41» billion, as precise as it is written."""
    return Quantity(Decimal(text) * BILLION, resolution_of(text, BILLION), qualifier)


def count(value: int, qualifier: str = "eq") -> Quantity:
    return Quantity(Decimal(value), Decimal(1), qualifier)


def percents(text: str) -> Quantity:
    return Quantity(Decimal(text), resolution_of(text, decimal_mark="."))


@pytest.mark.parametrize(
    ("quantity", "interval"),
    [
        (bn("41"), "[40500000000, 41500000000)"),
        (bn("80.01"), "[80005000000, 80015000000)"),
        (percents("13"), "[12.5, 13.5)"),
        (Quantity(Decimal("-2.6"), Decimal("0.1")), "[-2.65, -2.55)"),
        (count(129), "[128.5, 129.5)"),
        (Quantity.exactly(7), "[7, 7]"),
        (count(50, "gt"), "(50, ∞)"),
        (count(50, "ge"), "[50, ∞)"),
        (count(50, "lt"), "(-∞, 50)"),
        (count(50, "le"), "(-∞, 50]"),
        (Quantity(Decimal(3), Decimal(1), "range", Decimal(5)), "[2.5, 5.5)"),
        (Quantity(Decimal(3), Decimal(0), "range", Decimal(5)), "[3, 5]"),
        # One more printed unit …
        (Quantity(Decimal(41), Decimal(1), "approx"), "[39.5, 42.5)"),
        # … and at least two per cent.
        (Quantity(Decimal(200), Decimal(1), "approx"), "[195.5, 204.5)"),
        (Quantity(Decimal(200), Decimal(0), "approx"), "[196, 204]"),
    ],
)
def test_a_printed_figure_stands_for_an_interval(quantity, interval):
    assert str(quantity.interval) == interval


@pytest.mark.parametrize(
    "arguments",
    [
        (Decimal(1), Decimal(-1)),
        (Decimal(1), Decimal(1), "range"),
        (Decimal(1), Decimal(1), "range", Decimal(1)),
        (Decimal(1), Decimal(1), "eq", Decimal(2)),
        (Decimal(1), Decimal(1), "roughly"),
        (Decimal("NaN"),),
    ],
)
def test_parts_of_a_quantity_fit_each_other(arguments):
    with pytest.raises(ValueError, match=r"range|resolution|Qualifier|finite"):
        Quantity(*arguments)


def test_only_what_is_exact_by_nature_is_exact():
    assert Quantity.exactly(7).is_exact
    assert not count(7).is_exact
    assert not Quantity(Decimal(7), Decimal(0), "gt").is_exact


def test_a_quantity_takes_no_float():
    with pytest.raises(TypeError):
        Quantity(80.01)


def test_a_quantity_is_a_value():
    assert bn("41") == Quantity(Decimal("41000000000.000000"), BILLION, Qualifier.EQ)
    assert len({bn("41"), bn("41.0")}) == 2
    with pytest.raises(FrozenInstanceError):
        bn("41").value = Decimal(1)


@pytest.mark.parametrize(
    ("record", "text", "holds", "contradicts", "confirms"),
    [
        (bn("41"), bn("41"), True, False, True),
        (bn("41.2"), bn("41"), True, False, True),
        (bn("41.02"), bn("41"), True, False, True),
        (bn("42"), bn("41"), False, True, False),
        (bn("31.5"), bn("41"), False, True, False),
        # The end of a text's interval belongs to the next figure: 41.5 rounds to 42.
        (bn("41.5"), bn("41"), False, False, False),
        (bn("40.5"), bn("41"), True, False, True),
        (bn("80.01"), bn("80"), True, False, True),
        (bn("80"), bn("80.01"), False, False, False),
        (bn("41"), bn("41.0"), True, False, False),
        (bn("41", "approx"), bn("41"), True, False, False),
        (bn("41"), bn("41", "approx"), True, False, True),
        (bn("42.5"), bn("41", "approx"), False, False, False),
        (count(50, "gt"), count(50, "gt"), True, False, True),
        (count(50, "ge"), count(50, "gt"), False, False, False),
        (count(60, "gt"), count(50, "gt"), True, False, True),
        (count(51), count(50, "gt"), True, False, True),
        (count(50), count(50, "gt"), False, False, False),
        (Quantity.exactly(50), count(50, "gt"), False, True, False),
        (count(49), count(50, "gt"), False, True, False),
        (count(50, "gt"), count(51), False, False, False),
        (Quantity.exactly(7), Quantity.exactly(7), True, False, True),
        (Quantity.exactly(6), Quantity.exactly(7), False, True, False),
        (Quantity(Decimal(3), upper=Decimal(5), qualifier="range"), count(6), False, True, False),
        (Quantity(Decimal(3), upper=Decimal(5), qualifier="range"), count(10, "lt"), True, False, True),
        (count(4), Quantity(Decimal(3), upper=Decimal(5), qualifier="range"), True, False, True),
    ],
)
def test_a_record_against_a_text(record, text, holds, contradicts, confirms):
    assert (record.holds(text), record.contradicts(text), record.confirms(text)) == (holds, contradicts, confirms)


@given(quantities(), quantities())
def test_what_holds_does_not_contradict(record, text):
    assert not (record.holds(text) and record.contradicts(text))
    assert record.holds(text) or not record.confirms(text)
    assert record.contradicts(text) == text.contradicts(record)


@given(quantities())
def test_every_figure_confirms_itself(quantity):
    assert quantity.confirms(quantity)


@given(quantities(qualifiers=POINTWISE))
def test_about_means_more_than_the_bare_figure(quantity):
    plain = Quantity(quantity.value, quantity.resolution)
    about = Quantity(quantity.value, quantity.resolution, Qualifier.APPROX)
    assert plain.interval.is_within(about.interval)
    assert plain.confirms(about)
    assert about.holds(plain)
    assert not about.confirms(plain)


@given(values, resolutions, st.integers(1, 6))
def test_rounding_a_record_leaves_it_in_the_rounded_figure(value, resolution, places):
    coarse = resolution * Decimal(10) ** places
    rounded = Quantity(
        (value / coarse).to_integral_value("ROUND_HALF_UP" if value >= 0 else "ROUND_HALF_DOWN") * coarse, coarse
    )
    assert Quantity(value, resolution).confirms(rounded)


@pytest.mark.parametrize(
    ("printed", "scale", "resolution"),
    [
        ("80,01", BILLION, "1E7"),
        ("80.01", BILLION, "1E7"),
        ("800.1", 10**8, "1E7"),
        ("41", BILLION, "1E9"),
        ("40", BILLION, "1E9"),
        ("2,5", BILLION, "1E8"),
        ("41,0", BILLION, "1E8"),
        ("13", 1, "1"),
        ("13,0", 1, "0.1"),
        ("−2,6", 1, "0.1"),
        ("+0.5", 1, "0.1"),
        (",5", 1, "0.1"),
        ("129", 1, "1"),
        ("50", 1, "10"),
        ("250 000", 1, "1E4"),
        ("250\u00a0000", 1, "1E4"),
        ("250,000", 1, "1E4"),
        ("1\u202f234\u2009567,8", 1, "0.1"),
        ("1,234,567.8", 1, "0.1"),
        ("1.234.567,89", 1, "0.01"),
        ("1,234,567", 1, "1"),
        ("1,234", BILLION, "1E6"),
        ("0,250", 1, "0.001"),
        ("1.234", 1, "0.001"),
        ("0", 1, "1"),
        ("0,00", 1, "0.01"),
        ("41.", 1, "1"),
    ],
)
def test_resolution_is_the_size_of_the_last_stated_digit(printed, scale, resolution):
    assert resolution_of(printed, scale) == Decimal(resolution)


@pytest.mark.parametrize(
    ("printed", "scale", "mark", "resolution"),
    [("1,234", 1, ",", "0.001"), ("1,234", BILLION, ".", "1E9"), ("1.234", 1, ",", "1")],
)
def test_a_known_decimal_mark_settles_what_thousands_look_like(printed, scale, mark, resolution):
    assert resolution_of(printed, scale, decimal_mark=mark) == Decimal(resolution)


@pytest.mark.parametrize("printed", ["", "сорок", "41 млрд", "1,5,5", "13%", ".", "-", "1-2", "²"])
def test_what_is_no_numeral_has_no_resolution(printed):
    if printed == "1,5,5":
        with pytest.raises(ValueError, match="decimal mark"):
            resolution_of(printed, decimal_mark=",")
    else:
        with pytest.raises(ValueError, match="numeral"):
            resolution_of(printed)


@given(st.text(max_size=12))
def test_any_text_has_a_positive_resolution_or_is_refused(text):
    with suppress(ValueError):
        assert resolution_of(text) > 0


# -- computed numbers ----------------------------------------------------------------------------------------------

NINE_MONTHS, YEAR, RATE = bn("33"), bn("41"), percents("13")
BASE = implied_base(NINE_MONTHS, RATE)
OURS, THEIRS = bn("31.5"), bn("41")


@pytest.mark.parametrize(
    ("derived", "unit", "value", "low", "high"),
    [
        (BASE, BILLION, "29.20", "28.63", "29.78"),
        (absolute_growth(NINE_MONTHS, RATE), BILLION, "3.80", "3.61", "3.98"),
        (remaining(YEAR, BASE), BILLION, "11.80", "10.72", "12.87"),
        (share(BASE, YEAR), 1, "71.2", "69.0", "73.5"),
        (share(NINE_MONTHS, YEAR), 1, "80.5", "78.3", "82.7"),
        (growth(bn("80.01"), bn("78.41")), 1, "2.04", "2.03", "2.05"),
        (balance(bn("13.2"), bn("11")), BILLION, "2.2", "1.65", "2.75"),
        (total([bn("13.2"), bn("11")]), BILLION, "24.2", "23.65", "24.75"),
        (gap(OURS, THEIRS).absolute, BILLION, "9.5", "8.95", "10.05"),
        (gap(OURS, THEIRS).percent, 1, "30.2", "28.4", "32.0"),
        (gap(THEIRS, OURS).absolute, BILLION, "-9.5", "-10.05", "-8.95"),
        (gap(THEIRS, OURS).percent, 1, "-23.2", "-24.2", "-22.1"),
    ],
)
def test_computed_numbers(derived, unit, value, low, high):
    """The numbers the facts of the first article give, to as many places as they give."""
    assert [
        printed(number / unit, like)
        for number, like in ((derived.value, value), (derived.interval.low, low), (derived.interval.high, high))
    ] == [value, low, high]


def printed(number: Decimal, like: str) -> str:
    return str(number.quantize(Decimal(like), "ROUND_HALF_UP"))


def test_growth_counts_the_rounding_of_the_base_once():
    grown = absolute_growth(NINE_MONTHS, RATE).interval
    naive = NINE_MONTHS.interval - BASE.interval
    assert grown.is_within(naive)
    assert grown.width < naive.width / 4


@pytest.mark.parametrize(
    ("derived", "rounded"),
    [
        (BASE, "29200000000"),
        (remaining(YEAR, BASE), "11800000000"),
        (share(BASE, YEAR), "71.2"),
        (gap(OURS, THEIRS).percent, "30.2"),
        (gap(OURS, THEIRS).absolute, "9500000000"),
        # Sums of numbers known to the dollar keep every dollar, and quotients of them end somewhere.
        (total([count(16355236459), count(14819246516)]), "31174482975"),
        (total([Quantity.exactly(1), Quantity.exactly(2)]), "3"),
        (share(Quantity.exactly(1), Quantity.exactly(3)), "33.3333"),
        (growth(count(16355236459), count(14819246516)), "10.3648"),
        (implied_base(Quantity(Decimal(33), Decimal(1), "gt"), RATE), "29.2035"),
        (remaining(count(5), count(5)), "0"),
    ],
)
def test_computed_numbers_show_the_digits_their_inputs_carry(derived, rounded):
    assert derived.rounded == Decimal(rounded)


def test_a_computed_number_names_its_inputs():
    assert (BASE.formula, BASE.inputs) == ("a ÷ (1 + b ÷ 100)", (NINE_MONTHS, RATE))
    assert total([bn("1")] * 3).formula == "a + b + c"


def test_bounds_stay_bounds_when_computed_with():
    more_than_33 = bn("33", "gt")
    assert implied_base(more_than_33, RATE).interval.high is None
    assert printed(implied_base(more_than_33, RATE).interval.low / BILLION, "0.01") == "29.07"
    below = implied_base(NINE_MONTHS, Quantity(Decimal(13), Decimal(1), "lt")).interval
    assert (printed(below.low / BILLION, "0.01"), below.high) == ("28.76", None)


@pytest.mark.parametrize("rate", ["-100", "-100.3", "-130"])
def test_a_fall_by_everything_has_no_base(rate):
    with pytest.raises(ValueError, match="100 %"):
        implied_base(NINE_MONTHS, percents(rate))
    with pytest.raises(ValueError, match="100 %"):
        absolute_growth(NINE_MONTHS, percents(rate))


@pytest.mark.parametrize("base", [count(0), count(-5), bn("5", "lt"), Quantity(Decimal(0), Decimal(1), "gt")])
def test_percentages_need_a_base_above_nought(base):
    with pytest.raises(ValueError, match="base"):
        growth(count(5), base)
    with pytest.raises(ValueError, match="base"):
        share(count(5), base)
    assert gap(base, count(5)).percent is None


def test_nothing_adds_up_to_nothing():
    with pytest.raises(ValueError, match="nothing"):
        total([])


positive = quantities(st.decimals(1, 10**13, places=2), POINTWISE)
rates = st.builds(Quantity, st.decimals(-90, 500, places=1), st.sampled_from([Decimal("0.1"), Decimal(1)]))


def within(part: Decimal, interval: Interval) -> Decimal:
    """A number in *interval*, *part* of the way up."""
    return interval.low + (interval.high - interval.low) * part


parts = st.decimals(0, Decimal("0.99"), places=2)


@given(positive, rates, parts, parts)
def test_every_meaning_of_the_inputs_lies_in_what_is_computed(now, rate, part, other_part):
    v, g = within(part, now.interval), within(other_part, rate.interval)
    assert nearly_in(v / (1 + g / 100), implied_base(now, rate))
    assert nearly_in(v - v / (1 + g / 100), absolute_growth(now, rate))


@given(positive, positive, parts, parts)
def test_every_meaning_of_two_amounts_lies_in_what_is_computed(one, other, part, other_part):
    a, b = within(part, one.interval), within(other_part, other.interval)
    assert nearly_in(a - b, remaining(one, other))
    assert nearly_in(b - a, gap(one, other).absolute)
    assert nearly_in(a + b, total([one, other]))
    assume(other.interval.low > 0)
    assert nearly_in(a / b * 100, share(one, other))
    assert nearly_in((a / b - 1) * 100, growth(one, other))


def nearly_in(number: Decimal, derived: Derived) -> bool:
    """The tests compute with 28 digits, so an end may be missed by the last of them."""
    slack = Decimal("1E-20") * max(abs(number), 1) * 10**4
    low, high = derived.interval.low - slack, derived.interval.high + slack
    return low <= number <= high


@given(positive, rates)
def test_a_base_grows_back_to_what_it_came_from(now, rate):
    base = implied_base(now, rate)
    assume(base.interval.low > 0)
    again = growth(now, base)
    assert rate.interval.is_within(again.interval)
    with localcontext(prec=80):
        assert abs(again.value - rate.value) < Decimal("1E-40")
        assert abs(now.value - base.value - absolute_growth(now, rate).value) < Decimal("1E-40")


@given(quantities(), quantities())
def test_a_computed_value_lies_in_its_interval(one, other):
    assume(not {one.qualifier, other.qualifier} & {Qualifier.GT, Qualifier.LT})
    for derived in (remaining(one, other), total([one, other])):
        assert derived.value in derived.interval
