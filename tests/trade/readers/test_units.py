import pytest

from trade.readers.units import mentions, money, power


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("US Dollar thousand", ("USD", 3)),
        ("US Dollar thousands", ("USD", 3)),
        ("US$ Mil", ("USD", 6)),
        ("USD millions", ("USD", 6)),
        ("millions of US dollars", ("USD", 6)),
        ("US$ Mio", ("USD", 6)),
        ("US Dollar billions", ("USD", 9)),
        ("US$ '000", ("USD", 3)),
        ("1000 USD", ("USD", 3)),
        ("US Dollar", ("USD", 0)),
        ("тыс. долл. США", ("USD", 3)),
        ("миллионов долларов США", ("USD", 6)),
        ("млрд АҚШ доллары", ("USD", 9)),
        ("млн тенге", ("KZT", 6)),
        ("млн руб.", ("RUB", 6)),
        ("Euro thousand", ("EUR", 3)),
        ("Japanese yen million", ("JPY", 6)),
        ("千美元", ("USD", 3)),
        ("美元（千）", ("USD", 3)),
        ("千万美元", ("USD", 7)),
        ("十亿美元", ("USD", 9)),
        ("万亿元", ("CNY", 12)),
        ("人民币(万)", ("CNY", 4)),
        ("千欧元", ("EUR", 3)),
        ("百万日元", ("JPY", 6)),
    ],
)
def test_statement_of_a_unit_is_read_whole(text, stated):
    assert money(text) == stated


@pytest.mark.parametrize(
    "text",
    [
        *("Tons", "thousand", "Rubber tonnes", "C$ thousand", "HK$ million", "Australian Dollar thousand", "dollars"),
        *("канадский доллар, тыс.", "US Dollar or Euro thousand", "USD million thousand", "constant 2015 US$", ""),
        *("US$ million, seasonally adjusted", "US$ " * 100),
    ],
)
def test_statement_with_a_word_that_is_not_understood_states_nothing(text):
    assert money(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Exports of Kazakhstan, USD million", {("USD", 6)}),
        ("Экспорт Казахстана (млн долл. США)", {("USD", 6)}),
        ("Trade in millions of US dollars", {("USD", 6)}),
        ("单位：千美元", {("USD", 3)}),
        ("Exports of Kazakhstan, USD", set()),
        ("Millions of people trade with China", set()),
    ],
)
def test_scale_of_money_that_a_title_mentions(text, found):
    assert mentions(text) == found


@pytest.mark.parametrize(
    ("text", "exponent"), [("Export(US$ Mil)", 6), ("Trade Value 1000USD", 3), ("Trade (US$ Thousand)", 3), ("US$", 0)]
)
def test_scale_in_the_name_of_an_indicator(text, exponent):
    assert power(text) == exponent
