from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trade.readers.files import items_of, refusals_of, rows_of, short
from trade.periods import Period
from trade.readers import Refused, Row, read, template
from trade.series_keys import SeriesKey

HEADER = "Value, Unit,period,flow,counterpart,area,scale,measure,status,commodity,reporter,resolution\n"


def test_columns_in_any_order_and_case_with_defaults():
    source = (
        HEADER + "1.5,usd,2031-01-01/P9M,t,KAZ,CHN,1000000,,,,,\n,T,2031,X,China,Kazakhstan,,q,,H6-27,KAZ,\n"
    ).encode()

    rows = rows_of(source)

    assert short(rows) == [
        ("_X.CHN.KAZ.T.TOTAL.V.USD", "2031-01-01/P9M", Decimal(1500000)),
        ("KAZ.KAZ.CHN.X.H6-27.Q.T", "2031", None),
    ]
    assert [(row.resolution, row.status) for row in rows] == [(Decimal(100000), "A"), (None, "O")]


def test_turnover_puts_the_pair_in_the_order_of_its_codes():
    assert [str(row.key) for row in rows_of((HEADER + "1,USD,2031,T,CHN,KAZ,,,,,KAZ,\n").encode())] == [
        "KAZ.CHN.KAZ.T.TOTAL.V.USD"
    ]


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("1,dollars,2031,X,CHN,KAZ,,,,,,", "unit", "unit"),
        ("1,USD,2031,X,CHN,KAZ,7,,,,,", "scale", "scale"),
        ("1,USD,2031,Z,CHN,KAZ,,,,,,", "flow", "flow_unknown"),
        ("1,USD,2031,X,CHN,KAZ,,W,,,,", "measure", "measure"),
        ("1,USD,2031,X,CHN,KAZ,,,Z,,,", "status", "status_unknown"),
        ("1,USD,2031,X,CHN,KAZ,,,O,,,", "status", "status_and_value"),
        ("1,USD,2031,X,CHN,KAZ,,,,27,,", "commodity", "edition_missing"),
        ("1,USD,2031,X,CHN,KAZ,,,,,CHN,", "reporter", "reporter_not_in_pair"),
        ("1,USD,2031,X,KAZ,KAZ,,,,,,", "counterpart", "reporter_is_partner"),
        ("1,USD,2031,X,Narnia,KAZ,,,,,,", "counterpart", "area_unknown"),
        ("1,USD,2031,X,,KAZ,,,,,,", "counterpart", "area_missing"),
        ("1,USD,soon,X,CHN,KAZ,,,,,,", "period", "period"),
        ("15,USD,2031,X,CHN,KAZ,,,,,,10", "resolution", "resolution"),
        ("1,USD,2031,X,CHN,KAZ,,,,,", "", "columns"),
    ],
)
def test_line_names_the_column_at_fault(line, column, reason):
    source = (HEADER + line + "\n1,USD,2031,X,CHN,KAZ,,,,,,\n").encode()

    assert [(item.line, item.column, item.reason) for item in refusals_of(source)] == [(2, column, reason)]
    assert [row.line for row in rows_of(source)] == [3]


EMPTY = [
    template.as_csv([template.COLUMNS]),
    template.as_xlsx([template.COLUMNS], notes=[("Column", "Meaning"), ("area", "whose trade")]),
]


@pytest.mark.parametrize("empty", EMPTY)
def test_form_that_nobody_filled_in_is_empty(empty):
    with pytest.raises(Refused) as refused:
        read("file", empty)

    assert refused.value.code == "empty"


amounts = st.integers(-(10**11), 10**11)
periods = st.one_of(
    st.integers(1900, 2100).map(Period.year),
    st.builds(Period.quarter, st.integers(1900, 2100), st.integers(1, 4)),
    st.builds(Period.month, st.integers(1900, 2100), st.integers(1, 12)),
    st.builds(
        lambda start, days: Period(start, start + timedelta(days=days)),
        st.dates(date(1900, 1, 1), date(2090, 1, 1)),
        st.integers(0, 400),
    ),
)


@st.composite
def rows(draw) -> Row:
    flow = draw(st.sampled_from(("X", "M", "RX", "RM", "T")))
    area, counterpart = draw(st.sampled_from([("CHN", "KAZ"), ("KAZ", "X490"), ("GEUU", "WLD"), ("CSK", "G142")]))
    measure, unit = draw(st.sampled_from([("V", "USD"), ("V", "CNY"), ("Q", "T"), ("G", "PC")]))
    goods = [(code, "C") for code in ("TOTAL", "H6-27", "H0-010121", "S4-333", "H5-9999AA")]
    commodity, trade_type = draw(st.sampled_from([*goods, ("TOTAL", "S"), ("EB-SC", "S")]))
    key = SeriesKey(
        draw(st.sampled_from(("_X", area))),
        area,
        counterpart,
        flow,
        commodity,
        measure,
        unit,
        draw(st.sampled_from(("_X", "FOB", "CIF"))),
        trade_type,
    )
    if draw(st.booleans()):
        return Row(0, key, draw(periods), None, None, draw(st.sampled_from("OMQ")))
    resolution = Decimal(10) ** draw(st.integers(-6, 6))
    value = draw(amounts) * resolution
    return Row(0, key, draw(periods), value, resolution, draw(st.sampled_from("ABDEFPU")))


@pytest.mark.parametrize("write", [template.as_csv, template.as_xlsx])
@settings(max_examples=40, deadline=None)
@given(made=st.lists(rows(), min_size=1, max_size=20))
def test_what_the_form_writes_it_reads_back(write, made):
    found = [item for item in items_of(write(template.lines_of(made))) if isinstance(item, Row)]

    assert [(row.key, row.period, row.value, row.resolution, row.status) for row in found] == [
        (row.key, row.period, row.value, row.resolution, row.status) for row in made
    ]


def test_mark_for_missing_is_no_area_though_it_is_a_code_of_two_letters():
    source = b"area,counterpart,flow,period,value,unit\nNA,CHN,X,2031,5,USD\nNAM,CHN,X,2031,5,USD\n"

    assert [(item.line, item.column) for item in refusals_of(source)] == [(2, "area")]
    assert [row.key.area for row in rows_of(source)] == ["NAM"]


def test_percent_sign_is_read_at_growth_and_nowhere_else():
    source = b"area,counterpart,flow,period,value,unit,measure\nKAZ,CHN,X,2031,12.5%,PC,G\nKAZ,CHN,X,2031,12.5%,USD,V\n"

    assert [row.value for row in rows_of(source)] == [Decimal("12.5")]
    assert [item.reason for item in refusals_of(source)] == ["percent"]


def test_facts_tell_unit_and_scale_of_the_lines():
    source = b"area,counterpart,flow,period,value,unit,scale\nKAZ,CHN,X,2031,5,USD,1000\nKAZ,CHN,M,2031,5,KZT,1000000\n"
    reading = read("file", source)
    list(reading.items)

    assert (reading.facts["unit"], reading.facts["scale"]) == ("USD, KZT", "1000, 1000000")


@pytest.mark.parametrize(
    ("commodity", "trade_type", "key"),
    [
        ("EB-SC", "", "_X.KAZ.CHN.X.EB-SC.V.USD.S"),
        ("EB-SC", "S", "_X.KAZ.CHN.X.EB-SC.V.USD.S"),
        ("TOTAL", "S", "_X.KAZ.CHN.X.TOTAL.V.USD.S"),
        ("EB-SC", "C", None),
        ("H6-27", "S", None),
    ],
)
def test_services_and_goods_are_told_by_the_classification(commodity, trade_type, key):
    source = (
        f"area,counterpart,flow,period,value,unit,commodity,trade_type\nKAZ,CHN,X,2031,5,USD,{commodity},{trade_type}\n"
    ).encode()

    assert [str(row.key) for row in rows_of(source)] == ([key] if key else [])
    assert [item.reason for item in refusals_of(source)] == ([] if key else ["trade_type"])


FORMS = [
    template.as_csv(template.form("example")),
    template.as_xlsx(template.form("example"), notes=[("area", "whose")]),
]


@pytest.mark.parametrize("filled", FORMS)
def test_form_that_is_handed_out_reads_as_its_example_and_says_so(filled):
    items = items_of(filled)

    assert short([item for item in items if isinstance(item, Row)]) == [
        ("KAZ.KAZ.CHN.X.H6-27.V.USD.FOB", "2024-01", Decimal(1_234_500))
    ]
    assert [(item.line, item.kind, item.detail) for item in items if getattr(item, "kind", "") == "example_kept"] == [
        (2, "example_kept", "example")
    ]


@pytest.mark.parametrize("write", [template.as_csv, template.as_xlsx])
def test_line_written_over_the_example_is_no_example(write):
    head, example = template.form("example")
    items = items_of(
        write([head, ["CHN", "KAZ", *example[2:4], "7", *example[5:6], "CHN", *example[7:13], "", "my remark"]])
    )

    assert [str(item.key) for item in items if isinstance(item, Row)] == ["CHN.CHN.KAZ.X.H6-27.V.USD.FOB"]
    assert not any(getattr(item, "kind", "") in ("example_kept", "columns_unread") for item in items)


@pytest.mark.parametrize(
    ("header", "format", "code", "detail"),
    [
        ("reporter,partner,flow,period,commodity,value,unit", "auto", "template_columns", "area, counterpart"),
        ("reporter,partner,flow,period,commodity,value,unit", "template", "template_columns", "area, counterpart"),
        ("Title of the table\narea,counterpart,flow,period,value", "auto", "template_columns", "unit"),
        ("a,b", "template", "template_columns", "area, counterpart, flow, period, value, unit"),
        ("a,b,value,unit", "auto", "foreign_table", "a, b, value, unit"),
        ("reporter,partner,flow,period,commodity,value,unit", "wits", "not_this_layout", "wits"),
    ],
)
def test_header_that_was_meant_for_the_template_is_told_what_it_lacks(header, format, code, detail):
    with pytest.raises(Refused) as refused:
        read(
            "file",
            (header + "\n" + ",".join("1" for _name in header.splitlines()[-1].split(","))).encode(),
            format=format,
        )

    assert (refused.value.code, refused.value.detail) == (code, detail)
