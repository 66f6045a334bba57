"""Numbers in four languages, with the digits of their source and no others."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trade.words.numbers import Parts, column_scale, column_unit, compact, exact, parts, percent, plain
from trade.words.units import Kind, kind_of, unit_after, unit_name

TAGS = ("ru", "kk", "en", "zh-Hans")
BILLION = Decimal(10) ** 9
NBSP = "\u00a0"

amounts = st.decimals(-(10**15), 10**15, places=2)
units = st.sampled_from(["USD", "CNY", "KZT", "PC", "PP", "T", "KG", "COMPANIES", "D", "2U", "XYZ", ""])
qualifiers = st.sampled_from(["eq", "approx", "gt", "ge", "lt", "le"])


def spaced(texts) -> tuple[str, ...]:
    """Texts with a low line for every no-break space, so that a table shows where they are."""
    return tuple(text.replace(NBSP, "_") for text in texts)


@pytest.mark.parametrize(
    ("value", "decimals", "ru", "en"),
    [
        ("1234567.8", None, "1_234_567,8", "1,234,567.8"),
        ("9999", None, "9999", "9,999"),
        ("10000", None, "10_000", "10,000"),
        ("1234.5", None, "1234,5", "1,234.5"),
        ("33.000000", None, "33", "33"),
        ("33", 1, "33,0", "33.0"),
        ("-3.5", None, "−3,5", "−3.5"),
        ("-0.04", 1, "0,0", "0.0"),
        ("-0", None, "0", "0"),
        ("2.45", 1, "2,5", "2.5"),
        ("-2.45", 1, "−2,5", "−2.5"),
        ("999.95", 1, "1000,0", "1,000.0"),
        ("4.1E10", None, "41_000_000_000", "41,000,000,000"),
        ("0.000001", None, "0,000001", "0.000001"),
    ],
)
def test_plain_numbers(value, decimals, ru, en):
    assert spaced(plain(Decimal(value), tag, decimals) for tag in TAGS) == (ru, ru, en, en)


@pytest.mark.parametrize(
    ("value", "signed", "ru", "en"),
    [
        ("13", True, "+13_%", "+13%"),
        ("-3.5", True, "−3,5_%", "−3.5%"),
        ("71.2", False, "71,2_%", "71.2%"),
        ("0.0", True, "0_%", "0%"),
        ("13.000000", True, "+13_%", "+13%"),
    ],
)
def test_percent(value, signed, ru, en):
    assert spaced(percent(Decimal(value), tag, signed) for tag in TAGS) == (ru, ru, en, en)


# value, unit, resolution, then ru, kk, en, zh-Hans
COMPACT = [
    ("41E9", "USD", "1E9", ("$41_млрд", "$41_млрд", "$41bn", "410亿美元")),
    ("80.01E9", "USD", "1E7", ("$80,01_млрд", "$80,01_млрд", "$80.01bn", "800.1亿美元")),
    ("80010000000.000000", "USD", None, ("$80,01_млрд", "$80,01_млрд", "$80.01bn", "800.1亿美元")),
    ("33000000000.000000", "USD", None, ("$33_млрд", "$33_млрд", "$33bn", "330亿美元")),
    ("2.5E9", "USD", "1E8", ("$2,5_млрд", "$2,5_млрд", "$2.5bn", "25亿美元")),
    # Zeros that the source states stay.
    ("41E9", "USD", "1E8", ("$41,0_млрд", "$41,0_млрд", "$41.0bn", "410亿美元")),
    # What is known to the dollar is cut short.
    ("31174482975", "USD", "1", ("$31,17_млрд", "$31,17_млрд", "$31.17bn", "311.74亿美元")),
    ("41000000000", "USD", "1", ("$41_млрд", "$41_млрд", "$41bn", "410亿美元")),
    # Rounding carries into the next magnitude.
    ("999999999", "USD", "1", ("$1_млрд", "$1_млрд", "$1bn", "10亿美元")),
    ("99996000", "USD", "1E3", ("$100_млн", "$100_млн", "$100m", "9,999.6万美元")),
    ("5.2E12", "USD", "1E11", ("$5,2_трлн", "$5,2_трлн", "$5.2tn", "5.2万亿美元")),
    ("5.2E15", "USD", "1E14", ("$5200_трлн", "$5200_трлн", "$5,200tn", "5,200万亿美元")),
    ("250000", "USD", "1E4", ("$250_000", "$250_000", "$250,000", "25万美元")),
    ("12.50", "USD", "0.01", ("$12,50", "$12,50", "$12.50", "12.50美元")),
    ("0", "USD", "1", ("$0", "$0", "$0", "0美元")),
    ("-9.5E9", "USD", "1E8", ("−$9,5_млрд", "−$9,5_млрд", "−$9.5bn", "−95亿美元")),
    ("27.79E12", "CNY", "1E10", ("27,79_трлн_CNY", "27,79_трлн_CNY", "CNY_27.79tn", "27.79万亿元人民币")),
    ("-500", "EUR", "1", ("−500_EUR", "−500_EUR", "−EUR_500", "−500欧元")),
    ("13", "PC", "1", ("13_%", "13_%", "13%", "13%")),
    ("2.4", "PP", "0.1", ("2,4_п.п.", "2,4_п.т.", "2.4_pp", "2.4个百分点")),
    ("129", "COUNTRIES", "1", ("129", "129", "129", "129")),
    ("3496", "companies", "1", ("3496", "3496", "3,496", "3,496")),
    ("1234567", "NUMBER", "1", ("1_234_567", "1_234_567", "1,234,567", "1,234,567")),
    ("1200000", "NUMBER", "1E5", ("1,2_млн", "1,2_млн", "1.2m", "120万")),
    ("41E9", "", None, ("41_000_000_000", "41_000_000_000", "41,000,000,000", "41,000,000,000")),
    ("6E6", "T", "1E6", ("6_млн_т", "6_млн_т", "6m_tonnes", "600万吨")),
    ("1", "T", "1", ("1_т", "1_т", "1_tonne", "1吨")),
    ("21", "D", "1", ("21_день", "21_күн", "21_days", "21天")),
    ("30", "D", "1", ("30_дней", "30_күн", "30_days", "30天")),
    ("2.5", "Y", "0.1", ("2,5_года", "2,5_жыл", "2.5_years", "2.5年")),
    ("5E6", "XYZ", "1E6", ("5_млн_XYZ", "5_млн_XYZ", "5m_XYZ", "500万XYZ")),
    ("5", "XYZ", "1", ("5_XYZ", "5_XYZ", "5_XYZ", "5_XYZ")),
]


@pytest.mark.parametrize(("value", "unit", "resolution", "texts"), COMPACT)
def test_compact(value, unit, resolution, texts):
    resolution = resolution and Decimal(resolution)
    assert spaced(compact(Decimal(value), unit, tag, resolution) for tag in TAGS) == texts


@pytest.mark.parametrize(
    ("qualifier", "value", "unit", "texts"),
    [
        ("gt", "50", "COMPANIES", ("более_50", "50-ден_астам", "more than_50", "超过50")),
        ("ge", "50", "COMPANIES", ("не менее_50", "кемінде_50", "at least_50", "至少50")),
        ("lt", "50", "COMPANIES", ("менее_50", "50-ден_аз", "fewer than_50", "不到50")),
        ("le", "50", "COMPANIES", ("не более_50", "ең көбі_50", "at most_50", "至多50")),
        ("approx", "50", "COMPANIES", ("≈50", "≈50", "≈50", "≈50")),
        ("approx", "41E9", "USD", ("≈$41_млрд", "≈$41_млрд", "≈$41bn", "≈410亿美元")),
        ("gt", "41E9", "USD", ("более_$41_млрд", "$41_млрд-тан_астам", "more than_$41bn", "超过410亿美元")),
        ("lt", "41E9", "USD", ("менее_$41_млрд", "$41_млрд-тан_аз", "less than_$41bn", "不到410亿美元")),
        ("gt", "13", "PC", ("более_13_%", "13_%-дан_астам", "more than_13%", "超过13%")),
        ("gt", "6E6", "T", ("более_6_млн_т", "6_млн_т-дан_астам", "more than_6m_tonnes", "超过600万吨")),
        ("gt", "5E6", "CNY", ("более_5_млн_CNY", "5_млн_CNY-нен_астам", "more than_CNY_5m", "超过500万元人民币")),
        ("gt", "5", "XYZ", ("более_5_XYZ", ">_5_XYZ", "more than_5_XYZ", "超过5_XYZ")),
    ],
)
def test_bounds_are_words(qualifier, value, unit, texts):
    resolution = Decimal(1).scaleb(Decimal(value).as_tuple().exponent)
    assert spaced(compact(Decimal(value), unit, tag, resolution, qualifier) for tag in TAGS) == texts


@pytest.mark.parametrize(
    ("value", "upper", "unit", "resolution", "texts"),
    [
        ("3E9", "5E9", "USD", "1E9", ("$3–5_млрд", "$3–5_млрд", "$3–5bn", "30—50亿美元")),
        ("9E8", "1.2E9", "USD", "1E8", ("$0,9–1,2_млрд", "$0,9–1,2_млрд", "$0.9–1.2bn", "9—12亿美元")),
        ("3", "5.5", "PC", "0.5", ("3,0–5,5_%", "3,0–5,5_%", "3.0–5.5%", "3.0—5.5%")),
        ("3", "5.5", "PC", None, ("3,0–5,5_%", "3,0–5,5_%", "3.0–5.5%", "3.0—5.5%")),
        ("-5", "-3", "PC", "1", ("−5_–_−3_%", "−5_–_−3_%", "−5_–_−3%", "−5—−3%")),
        ("50", "60", "COMPANIES", "1", ("50–60", "50–60", "50–60", "50—60")),
        ("1E6", "5E9", "USD", "1E6", ("$0,001–5,000_млрд", "$0,001–5,000_млрд", "$0.001–5.000bn", "0.01—50.00亿美元")),
    ],
)
def test_ranges(value, upper, unit, resolution, texts):
    options = {"resolution": resolution and Decimal(resolution), "qualifier": "range", "upper": Decimal(upper)}
    assert spaced(compact(Decimal(value), unit, tag, **options) for tag in TAGS) == texts


def test_growth_is_signed_where_asked():
    assert spaced(compact(Decimal(13), "PC", tag, Decimal(1), signed=True) for tag in TAGS) == (
        "+13_%",
        "+13_%",
        "+13%",
        "+13%",
    )
    assert compact(Decimal("3.8E9"), "USD", "en", Decimal("1E8"), signed=True) == "+$3.8bn"
    assert compact(Decimal("-3.8E9"), "USD", "en", Decimal("1E8"), signed=True) == "−$3.8bn"
    assert compact(Decimal(0), "PC", "en", Decimal("0.1"), signed=True) == "0.0%"


def test_a_headline_sets_number_and_magnitude_apart():
    assert parts(33 * BILLION, "USD", "ru", BILLION) == Parts("", "$33", "млрд", f"$33{NBSP}млрд")
    assert parts(33 * BILLION, "USD", "zh-Hans", BILLION) == Parts("", "330", "亿美元", "330亿美元")
    assert parts(33 * BILLION, "USD", "en", BILLION) == Parts("", "$33", "bn", "$33bn")
    assert parts(Decimal(13), "PC", "ru", signed=True) == Parts("", f"+13{NBSP}%", "", f"+13{NBSP}%")
    assert parts(Decimal(50), "U", "ru", Decimal(1), "gt") == Parts("более", "50", "", f"более{NBSP}50")
    assert parts(Decimal(50), "U", "kk", Decimal(1), "gt") == Parts("", "50-ден", "астам", f"50-ден{NBSP}астам")


@given(amounts, units, st.sampled_from(TAGS), qualifiers, st.integers(-2, 12), st.booleans())
def test_parts_make_the_text(value, unit, lang, qualifier, power, signed):
    piece = parts(value, unit, lang, Decimal(10) ** power, qualifier, signed=signed)
    joined = "".join((piece.before, piece.number, piece.magnitude))
    assert piece.text.replace(NBSP, "") == joined.replace(NBSP, "")
    assert piece.number
    assert "\n" not in piece.text
    assert not re.search(r"-\d", piece.text)


MAGNITUDES = {"млн": 6, "млрд": 9, "трлн": 12, "m": 6, "bn": 9, "tn": 12, "万": 4, "亿": 8, "万亿": 12, "": 0}


def read(piece: Parts, lang: str) -> tuple[Decimal, Decimal]:
    """The value that *piece* says, and the size of its last digit."""
    figures = piece.number.replace("$", "").replace("−", "-").replace(NBSP, "")
    figures = figures.replace(",", ".") if lang in ("ru", "kk") else figures.replace(",", "")
    scale = Decimal(10) ** MAGNITUDES[piece.magnitude.replace("美元", "")]
    return Decimal(figures) * scale, Decimal(1).scaleb(Decimal(figures).as_tuple().exponent) * scale


@given(amounts, st.integers(-2, 12), st.sampled_from(TAGS))
def test_what_is_written_is_the_value_rounded_and_no_more_precise_than_its_source(value, power, lang):
    resolution = Decimal(10) ** power
    stated = (value / resolution).to_integral_value() * resolution
    written, last_digit = read(parts(stated, "USD", lang, resolution), lang)
    assert abs(written - stated) <= last_digit / 2
    # A whole number of a magnitude has no decimals to leave out.
    assert last_digit >= min(
        resolution, Decimal(10) ** MAGNITUDES[parts(stated, "USD", lang, resolution).magnitude.replace("美元", "")]
    )


@given(amounts, units, st.sampled_from(TAGS))
def test_the_exact_value_has_all_digits(value, unit, lang):
    figures = exact(value, unit, lang).replace("−", "-").replace(NBSP, "")
    figures = figures.replace(",", ".") if lang in ("ru", "kk") else figures.replace(",", "")
    number = "".join(figure for figure in figures if figure in "-.0123456789")
    assert Decimal(number.rstrip(".")) == value


@pytest.mark.parametrize(
    ("value", "unit", "texts"),
    [
        ("41E9", "USD", ("41_000_000_000_USD", "41_000_000_000_USD", "41,000,000,000_USD", "41,000,000,000_USD")),
        ("16355236459.500000", "CNY", ("16_355_236_459,5_CNY",) * 2 + ("16,355,236,459.5_CNY",) * 2),
        ("13", "PC", ("13_%", "13_%", "13%", "13%")),
        ("129", "COUNTRIES", ("129", "129", "129", "129")),
        ("6000000", "T", ("6_000_000_т", "6_000_000_т", "6,000,000_tonnes", "6,000,000吨")),
    ],
)
def test_exact(value, unit, texts):
    assert spaced(exact(Decimal(value), unit, tag) for tag in TAGS) == texts


@pytest.mark.parametrize(
    ("values", "scales"),
    [(["41E9", "-80E9", "5"], (9, 9, 9, 8)), (["250000"], (0, 0, 0, 4)), (["999"], (0,) * 4), ([], (0,) * 4)],
)
def test_a_column_has_one_scale(values, scales):
    assert tuple(column_scale(map(Decimal, values), tag) for tag in TAGS) == scales


@pytest.mark.parametrize(
    ("unit", "exponents", "texts"),
    [
        ("USD", (9, 9, 9, 8), ("млрд долларов США", "млрд АҚШ доллары", "billion US dollars", "亿美元")),
        ("USD", (0, 0, 0, 0), ("долларов США", "АҚШ доллары", "US dollars", "美元")),
        ("CNY", (12, 12, 12, 12), ("трлн китайских юаней", "трлн Қытай юані", "trillion Chinese yuan", "万亿元人民币")),
        ("T", (6, 6, 6, 4), ("млн т", "млн т", "million tonnes", "万吨")),
        ("PC", (0, 0, 0, 0), ("%", "%", "%", "%")),
        ("COMPANIES", (0, 0, 0, 0), ("", "", "", "")),
    ],
)
def test_a_column_names_its_unit_once(unit, exponents, texts):
    assert tuple(column_unit(unit, tag, exponent) for tag, exponent in zip(TAGS, exponents, strict=True)) == texts


@pytest.mark.parametrize("write", [plain, percent])
def test_floats_are_refused(write):
    with pytest.raises(TypeError):
        write(80.01, "ru")
    with pytest.raises(TypeError):
        compact(80.01, "USD", "ru")
    with pytest.raises(TypeError):
        exact(80.01, "USD", "ru")


def test_other_languages_are_refused():
    with pytest.raises(ValueError, match="fr"):
        compact(Decimal(1), "USD", "fr")


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("USD", Kind.MONEY),
        ("usd", Kind.MONEY),
        ("PC", Kind.PERCENT),
        ("T", Kind.QUANTITY),
        ("companies", Kind.COUNT),
        ("", Kind.COUNT),
        ("QQ", Kind.OTHER),
    ],
)
def test_kinds_of_units(unit, kind):
    assert kind_of(unit) is kind


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("USD", ("доллар США", "АҚШ доллары", "US dollar", "美元")),
        ("CNY", ("китайский юань", "Қытай юані", "Chinese yuan", "人民币")),
        ("PC", ("проценты", "пайыз", "percent", "百分比")),
        ("T", ("т", "т", "tonne", "吨")),
        ("COMPANIES", ("количество", "саны", "number", "数量")),
        ("QQ", ("QQ", "QQ", "QQ", "QQ")),
    ],
)
def test_units_have_names(unit, names):
    assert tuple(unit_name(unit, tag) for tag in TAGS) == names


@pytest.mark.parametrize(
    ("number", "form"),
    [("1", "доллар США"), ("22", "доллара США"), ("5", "долларов США"), ("2.5", "доллара США"), (None, "долларов США")],
)
def test_the_unit_agrees_with_its_number(number, form):
    assert unit_after(number and Decimal(number), "USD", "ru") == form


@pytest.mark.parametrize(
    ("lang", "glue"), [("ru", "\xa0"), ("kk", "\xa0"), ("en", ""), ("zh", "")], ids=["ru", "kk", "en", "zh"]
)
@pytest.mark.parametrize("qualifier", ["eq", "gt", "approx"])
def test_a_headline_keeps_the_space_that_its_language_puts_before_the_magnitude(lang, glue, qualifier):
    assert parts(33 * BILLION, "USD", lang, BILLION, qualifier).glue == glue
