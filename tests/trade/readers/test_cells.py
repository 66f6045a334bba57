from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trade.readers.cells import CellError, Style, number, scaled, style_of

DOT, COMMA, OPEN = Style("."), Style(","), Style("")


@pytest.mark.parametrize(
    ("text", "style", "value", "resolution"),
    [
        ("41", DOT, "41", "1"),
        ("-41", DOT, "-41", "1"),
        ("−41", DOT, "-41", "1"),
        ("  5480.14 ", DOT, "5480.14", "0.01"),
        ("5480.10", DOT, "5480.10", "0.01"),
        ("6804128143.0", DOT, "6804128143", "1"),
        ("1,234,567", DOT, "1234567", "1"),
        ("1,234,567.8", COMMA, "1234567.8", "0.1"),
        ("1.234.567,8", DOT, "1234567.8", "0.1"),
        ("1 234 567", DOT, "1234567", "1"),
        ("1\u00a0234,5", DOT, "1234.5", "0.1"),
        ("1\u202f234.5", COMMA, "1234.5", "0.1"),
        ("1'234'567", OPEN, "1234567", "1"),
        ("1,234", DOT, "1234", "1"),
        ("1,234", COMMA, "1.234", "0.001"),
        ("1.234", DOT, "1.234", "0.001"),
        ("1.234", COMMA, "1234", "1"),
        ("0,123", OPEN, "0.123", "0.001"),
        ("1234,567", OPEN, "1234.567", "0.001"),
        ("12,5", OPEN, "12.5", "0.1"),
        ("1.23E+11", DOT, "123000000000", "1000000000"),
        ("1,23e11", COMMA, "123000000000", "1000000000"),
        ("5E-3", DOT, "0.005", "0.001"),
        ("0.1234567", DOT, "0.123457", "0.000001"),
    ],
)
def test_number_is_exact_and_knows_its_last_digit(text, style, value, resolution):
    found = number(text, style)

    assert (found.value, found.resolution) == (Decimal(value), Decimal(resolution))


@pytest.mark.parametrize("text", ["", " ", "..", "...", "…", "-", "–", "—", "n/a", "N/A", "NA", "#N/A", "null", ":"])
def test_marks_say_missing(text):
    assert number(text, DOT).value is None


@pytest.mark.parametrize(
    ("text", "style", "reason"),
    [
        ("1,234", OPEN, "number_ambiguous"),
        ("1.234", OPEN, "number_ambiguous"),
        ("1.234", Style(".", mixed=True), "number_ambiguous"),
        ("1,23,456", DOT, "number"),
        ("1.2.3", DOT, "number"),
        ("12 34", DOT, "number"),
        ("$5", DOT, "number"),
        ("(5)", DOT, "number"),
        ("=1+1", DOT, "number"),
        ("٣", DOT, "number"),
        ("1e99", DOT, "number_too_large"),
        ("1" * 19, DOT, "number_too_large"),
    ],
)
def test_cell_that_is_no_clear_number_is_refused(text, style, reason):
    with pytest.raises(CellError) as refused:
        number(text, style)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("texts", "default", "decimal", "mixed"),
    [
        (["1", "2"], ".", ".", False),
        (["1,5", "1"], ".", ",", False),
        (["1,234,567", "1,234"], "", ".", False),
        (["1.234", "2.345"], "", "", False),
        (["1,5", "1.5"], ".", ".", True),
        (["words", "1;2"], "", "", False),
    ],
)
def test_decimal_sign_is_what_the_cells_show(texts, default, decimal, mixed):
    found = style_of(texts, default=default)

    assert (found.decimal, found.mixed) == (decimal, mixed)


def test_scale_multiplies_value_and_resolution_alike():
    found = scaled(number("80.01", DOT), 9)

    assert (str(found.value), str(found.resolution)) == ("80010000000", "10000000")
    with pytest.raises(CellError):
        scaled(number("9" * 15, DOT), 6)


@given(st.decimals(min_value=-(10**17), max_value=10**17, places=2, allow_nan=False))
def test_value_is_a_whole_number_of_its_resolution(value):
    found = number(f"{value:.2f}", DOT)

    assert found.value == value
    assert found.value % found.resolution == 0


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_a_cell_error(text):
    for style in (DOT, COMMA, OPEN):
        try:
            found = number(text, style)
        except CellError:
            continue
        assert found.value is None or found.resolution > 0
