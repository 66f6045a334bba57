"""What holds for every layout: titles, columns and lines that do not fit, and signs that contradict each other."""

from decimal import Decimal

import pytest

from tests.trade.readers.files import NEW_HEADER, flags_of, new_export, new_line, refusals_of, rows_of, short
from tests.trade.readers.test_gacc import export
from tests.trade.readers.test_trademap import PAIR
from tests.trade.readers.test_wits import HEADER as WITS
from trade.readers import Refused, read

HEADER = "area,counterpart,flow,period,value,unit"
KEY = "_X.KAZ.CHN.X.TOTAL.V.USD"


def table(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *lines, "")).encode()


def refused_as(source: bytes, **options) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        list(read("file", source, **options).items)
    return refused.value.code, refused.value.detail


@pytest.mark.parametrize(
    ("source", "given"),
    [
        (b"Values in thousand US dollars\n" + new_export(new_line()), {}),
        ("Торговля, млн долл. США\n".encode() + table("KAZ,CHN,X,2031,5,USD"), {}),
        ("单位：千美元\n".encode("gb18030") + export('"203101","27","燃料","145","哈萨克斯坦","5",'), {"flow": "X"}),
        (b"Unit: Euro thousand\n" + PAIR.replace("\ufeff", "").encode(), {"unit": "USD", "scale": "1000"}),
        (new_export(new_line()), {"unit": "USD", "scale": "1000"}),
    ],
)
def test_unit_that_titles_or_the_editor_contradict_refuses_the_file(source, given):
    code, detail = refused_as(source, given=given)

    assert code == "unit_contradicts"
    assert "≠" in detail


def test_title_with_the_scale_that_a_column_states_is_no_contradiction():
    source = b"Trade, USD million\n" + table("KAZ,CHN,X,2031,5,USD,1000000", header=f"{HEADER},scale")

    assert short(rows_of(source)) == [(KEY, "2031", Decimal(5000000))]
    assert read("file", source).facts["header_line"] == "2"


@pytest.mark.parametrize(
    "source",
    [
        table("KAZ,CHN,X,2031,5,6,USD", header=HEADER.replace("value", "value,Value")),
        table(new_line() + "9", header=f"{NEW_HEADER},primaryValue"),
        table("Kazakhstan,China,All Products,Export,Export(US$ Mil),1,2,3", header=WITS.replace("2030", "2031")),
    ],
)
def test_column_that_stands_twice_refuses_the_file(source):
    assert refused_as(source)[0] == "duplicate_column"


def test_columns_that_an_editor_expects_to_be_read_are_named():
    misspelt = table("KAZ,CHN,X,2031,5,USD,1000", header=f"{HEADER},multiplier")
    starred = table("Kazakhstan,China,All Products,Export,Export(US$ Mil),1,,", header=WITS.replace("2031", "2031*"))

    assert [flag.detail for flag in flags_of(misspelt, "columns_unread")] == ["multiplier"]
    assert [flag.detail for flag in flags_of(starred, "columns_unread")] == ["2031*"]


def test_line_of_spaces_says_nothing():
    source = table("KAZ,CHN,X,2031,5,USD", " , , ,\u00a0, , ", "KAZ,CHN,X,2030,5,USD")

    assert [row.line for row in rows_of(source)] == [2, 4]
    assert not refusals_of(source)


def test_header_that_comes_again_with_spaces_around_its_names_is_no_data():
    source = table("KAZ,CHN,X,2031,5,USD", HEADER.replace(",", " , "), "KAZ,CHN,X,2030,5,USD")

    assert [flag.detail for flag in flags_of(source, "repeated_header")] == ["3"]
    assert not refusals_of(source)


def test_short_line_of_a_wide_text_is_refused_because_its_last_number_may_be_cut():
    source = table("Kazakhstan,China,All Products,Export,Export(US$ Mil),1,23", header=WITS)

    assert [(item.line, item.reason) for item in refusals_of(source)] == [(2, "columns")]


def months(*values: str) -> bytes:
    lines = [f"KAZ\tCHN\tX\t{1950 + at // 12}-{at % 12 + 1:02}\t{value}\tUSD" for at, value in enumerate(values)]
    return table(*lines, header=HEADER.replace(",", "\t"))


@pytest.mark.parametrize(
    ("ambiguous", "proof"), [("1,234", "12,5"), ("1.234", "1.234.567"), ("1.234", "12,5"), ("1,234", "1.234.567")]
)
def test_proof_below_the_lines_that_are_looked_at_first_refuses_what_was_read_the_other_way(ambiguous, proof):
    source = months(*[ambiguous] * 500, proof)

    assert refused_as(source) == ("signs_contradict", f"502: {proof}")


def test_proof_below_is_learnt_where_nothing_was_assumed_before():
    source = months(*["5"] * 500, "12,5", "1,234")

    assert [row.value for row in rows_of(source)][-2:] == [Decimal("12.5"), Decimal("1.234")]
    assert not flags_of(source, "thousands_assumed")


def test_second_sign_below_is_flagged_and_what_reads_in_two_ways_from_there_is_refused():
    source = months("7.5", *["5"] * 500, "12,5", "1,234")

    assert len(flags_of(source, "mixed_signs")) == 1
    assert [(item.line, item.reason) for item in refusals_of(source)] == [(504, "number_ambiguous")]


@pytest.mark.parametrize(
    ("value", "read_as", "flag"), [("1.234", "1.234", "decimals_assumed"), ("1,234", "1234", "thousands_assumed")]
)
def test_reading_that_nothing_in_the_file_proves_is_flagged(value, read_as, flag):
    source = months(value, "5")

    assert rows_of(source)[0].value == Decimal(read_as)
    assert [item.detail for item in flags_of(source, flag)] == [value]
    assert not flags_of(months(value, "5.25" if flag == "decimals_assumed" else "1,234,567"), flag)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        *(("2031M05", "2031-05"), ("2031-M5", "2031-05"), ("203105", "2031-05"), ("2031Q2", "2031-Q2")),
        *(("2031-q2", "2031-Q2"), ("2031H1", "2031-S1"), ("2031-H2", "2031-S2"), ("2031S2", "2031-S2")),
        *(("2031-01-01/P1M", "2031-01"), ("2031-01-01/P9M", "2031-01-01/P9M")),
    ],
)
def test_periods_as_statistics_offices_write_them(text, iso):
    assert [row.period.iso for row in rows_of(table(f"KAZ,CHN,X,{text},5,USD"))] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        *("FY2031", "2031/32", "05/2031", "01.05.2031", "2031.0", "2031.05", "May-31", "45047", "20310501", "203113"),
        *("203100", "2031H3", "2031Q5", "2031M13", "1Q2031", "0", "9999"),
    ],
)
def test_period_that_reads_in_two_ways_or_none_is_refused(text):
    assert [item.reason for item in refusals_of(table(f"KAZ,CHN,X,{text},5,USD"))] == ["period"]


def test_first_of_a_month_may_be_a_month_that_a_spreadsheet_changed():
    assert [flag.detail for flag in flags_of(table("KAZ,CHN,X,2031-05-01,5,USD"), "single_days")] == ["2031-05-01"]
    assert not flags_of(table("KAZ,CHN,X,2031-05-02,5,USD"), "single_days")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            table("KAZ,CHN,X,2031,5,USD"),
            table("KAZ,CHN,X,2031,5,USD", header="counterpart,area,flow,period,value,unit"),
        ),
        (
            table("Kazakhstan,China,All Products,Export,Export(US$ Mil),1,2,3", header=WITS),
            table("Kazakhstan,China,All Products,Export,Export(US$ Mil),1,2,3", header=WITS.replace("203", "202")),
        ),
    ],
)
def test_second_table_with_other_columns_refuses_the_file(first, second):
    assert refused_as(first + second) == ("second_table", "3")
    assert len(rows_of(first + first)) == 2 * len(rows_of(first))


def test_second_file_that_was_appended_with_its_byte_order_mark_is_read():
    source = table("KAZ,CHN,X,2031,5,USD") + "\ufeff".encode() + table("KAZ,CHN,X,2030,5,USD")

    assert [row.period.iso for row in rows_of(source)] == ["2031", "2030"]
    assert not refusals_of(source)


def test_table_that_holds_nothing_but_a_message_is_refused_with_it():
    assert refused_as(table("No data matches your query.")) == ("empty", "No data matches your query.")
    assert refused_as(table(" , , , , , "))[0] == "empty"


def test_last_number_of_a_file_without_a_line_end_may_be_cut_and_is_flagged():
    source = table("KAZ,CHN,X,2031,USD,12345", header="area,counterpart,flow,period,unit,value")

    assert not flags_of(source, "ends_open")
    assert [flag.detail for flag in flags_of(source[:-3], "ends_open")] == ["2"]
    assert [row.value for row in rows_of(source[:-3])] == [Decimal(123)]
    assert not flags_of(table("KAZ,CHN,X,2031,5,USD")[:-1], "ends_open")


def test_space_between_separator_and_quotation_mark_is_no_part_of_the_cell():
    source = table('"KAZ", "CHN", "X", "2031", "1,234.5", "USD"', header=HEADER.replace(",", ", "))

    assert short(rows_of(source)) == [(KEY, "2031", Decimal("1234.5"))]


@pytest.mark.parametrize("unit", ["TON", "MIO", "ZZZ", "PC", "US$", ""])
def test_three_letters_that_are_no_currency_are_no_unit_of_a_value(unit):
    assert [item.reason for item in refusals_of(table(f"KAZ,CHN,X,2031,5,{unit}"))] == ["unit"]


def test_zero_has_no_sign():
    assert [str(row.value) for row in rows_of(table("KAZ,CHN,X,2031,-0,USD", "KAZ,CHN,X,2030,-0.00,USD"))] == [
        "0",
        "0.00",
    ]
