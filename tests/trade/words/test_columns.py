"""Numbers in one column: one scale, decimal marks in line, no digit that the source does not state."""

from decimal import Decimal

import pytest

from tests.factories import BILLION
from trade.quantities import Quantity, gap
from trade.words.columns import Scale

FORTY_ONE = Quantity(41 * BILLION, BILLION)
THIRTY_ONE = Quantity(Decimal("31.5") * BILLION, BILLION / 10)
EXACT = Quantity(Decimal("16355236459"), Decimal(1))


@pytest.mark.parametrize(
    ("lang", "unit", "texts"),
    [
        ("ru", "млрд долларов США", ["41", "31,5", "16,36"]),
        ("kk", "млрд АҚШ доллары", ["41", "31,5", "16,36"]),
        ("en", "billion US dollars", ["41", "31.5", "16.36"]),
        ("zh-Hans", "亿美元", ["410", "315", "163.55"]),
    ],
)
def test_a_column_has_one_scale_and_the_digits_of_the_source(lang, unit, texts):
    quantities = [FORTY_ONE, THIRTY_ONE, EXACT]
    scale = Scale.of(quantities, "USD", lang)
    assert scale.unit_words == unit
    assert [scale.write(quantity).text for quantity in quantities] == texts


def test_room_is_left_where_other_rows_have_decimals():
    scale = Scale.of([FORTY_ONE, THIRTY_ONE, EXACT], "USD", "ru")
    assert [scale.write(quantity).pad for quantity in (FORTY_ONE, THIRTY_ONE, EXACT)] == [",00", "0", ""]


def test_a_cut_number_ends_in_no_nought():
    quantity = Quantity(Decimal("14199994000"), Decimal(1))
    assert Scale.of([quantity], "USD", "ru").write(quantity).text == "14,2"


def test_a_stated_nought_stays():
    quantity = Quantity(33 * BILLION, BILLION / 10)
    assert Scale.of([quantity], "USD", "en").write(quantity).text == "33.0"


def test_what_would_round_to_nought_is_written_out():
    small = Quantity(Decimal(120_000), Decimal(10_000))
    scale = Scale.of([FORTY_ONE, small], "USD", "en")
    assert scale.write(small).text == "$120,000"


def test_bounds_and_ranges_are_written_out():
    scale = Scale.of([FORTY_ONE], "USD", "en")
    assert scale.write(Quantity(50 * BILLION, BILLION, "gt")).text == "more than\u00a0$50bn"
    assert scale.write(Quantity(3 * BILLION, BILLION, "range", 5 * BILLION)).text == "$3–5bn"


def test_a_gap_has_the_digits_worth_showing():
    scale = Scale.of([FORTY_ONE, THIRTY_ONE], "USD", "ru")
    assert scale.write(gap(THIRTY_ONE, FORTY_ONE).absolute).text == "9,5"


def test_an_empty_column_still_has_a_unit():
    assert Scale.of([], "USD", "en").unit_words == "US dollars"
