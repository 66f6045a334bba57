from decimal import Decimal

import pytest

from tests.trade.readers.files import flags_of, items_of, new_export, new_line, refusals_of, rows_of, short
from trade.readers import read

OLD_HEADER = (
    "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,Reporter Code,"
    "Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,2nd Partner Code,2nd Partner,2nd Partner ISO,"
    "Customs Proc. Code,Customs,Mode of Transport Code,Mode of Transport,Commodity Code,Commodity,Qty Unit Code,"
    "Qty Unit,Qty,Alt Qty Unit Code,Alt Qty Unit,Alt Qty,Netweight (kg),Gross weight (kg),Trade Value (US$),"
    "CIF Trade Value (US$),FOB Trade Value (US$),Flag"
)


def old_export(*lines: str) -> bytes:
    return "\n".join((OLD_HEADER, *lines)).encode()


def old_line(
    value: str, *, scheme="S4", flow="2", reporter="398,Kazakhstan,KAZ", partner="0,World,WLD", code="75", level="2"
):
    return (
        f"{scheme},2031,2031,2031,{level},0,{flow},Words,{reporter},{partner},,,,,,,,{code},Made up,1,No Quantity,"
        f",,,,0,,{value},,,0"
    )


def test_one_cell_more_than_names_does_not_shift_the_columns():
    source = new_export(new_line(fobvalue="9", primaryValue="9"))

    assert short(rows_of(source)) == [("KAZ.KAZ.CHN.X.H6-27.V.USD.FOB", "2031", Decimal(9))]
    assert [flag.detail for flag in flags_of(source, "trailing_column")] == ["48 > 47"]


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ({"partnerCode": "0", "partnerISO": "W00"}, "KAZ.KAZ.WLD.X.H6-27.V.USD"),
        ({"flowCode": "M", "cifvalue": "123"}, "KAZ.KAZ.CHN.M.H6-27.V.USD.CIF"),
        ({"flowCode": "M", "fobvalue": "123"}, "KAZ.KAZ.CHN.M.H6-27.V.USD.FOB"),
        ({"flowCode": "M", "cifvalue": "123", "fobvalue": "123"}, "KAZ.KAZ.CHN.M.H6-27.V.USD.CIF"),
        ({"flowCode": "X", "cifvalue": "123", "fobvalue": "123"}, "KAZ.KAZ.CHN.X.H6-27.V.USD.FOB"),
        ({"flowCode": "X", "cifvalue": "99"}, "KAZ.KAZ.CHN.X.H6-27.V.USD"),
        ({"flowCode": "RX"}, "KAZ.KAZ.CHN.RX.H6-27.V.USD"),
        ({"flowCode": "RM", "partnerCode": "398", "partnerISO": "KAZ"}, "KAZ.KAZ.KAZ.RM.H6-27.V.USD"),
        ({"cmdCode": "TOTAL", "aggrLevel": "0"}, "KAZ.KAZ.CHN.X.TOTAL.V.USD"),
        ({"classificationCode": "H5", "cmdCode": "270900", "aggrLevel": "6"}, "KAZ.KAZ.CHN.X.H5-270900.V.USD"),
        ({"typeCode": "S", "classificationCode": "EB10S", "cmdCode": "S"}, "KAZ.KAZ.CHN.X.EB-S.V.USD.S"),
        (
            {"typeCode": "S", "classificationCode": "EB10", "cmdCode": "200", "cifvalue": "123"},
            "KAZ.KAZ.CHN.X.EB-200.V.USD.S",
        ),
        ({"reporterCode": "842", "reporterISO": "USA"}, "USA.USA.CHN.X.H6-27.V.USD"),
        ({"reporterCode": "490", "reporterISO": ""}, "X490.X490.CHN.X.H6-27.V.USD"),
        ({"partnerCode": "699", "partnerISO": "IND"}, "KAZ.KAZ.IND.X.H6-27.V.USD"),
        ({"partnerCode": "899", "partnerISO": "_X"}, "KAZ.KAZ.X899.X.H6-27.V.USD"),
        ({"partnerCode": "810", "partnerISO": "SUN"}, "KAZ.KAZ.SUN.X.H6-27.V.USD"),
        ({"partnerCode": "", "partnerISO": "UZB"}, "KAZ.KAZ.UZB.X.H6-27.V.USD"),
        ({"partnerCode": "97", "partnerISO": ""}, "KAZ.KAZ.GEUU.X.H6-27.V.USD"),
    ],
)
def test_line_becomes_a_series_of_its_own_kind(cells, key):
    assert [str(row.key) for row in rows_of(new_export(new_line(**cells)))] == [key]


@pytest.mark.parametrize(
    ("cells", "reason", "column"),
    [
        ({"partner2Code": "643"}, "breakdown", "partner2Code"),
        ({"customsCode": "C01"}, "breakdown", "customsCode"),
        ({"motCode": "2100"}, "breakdown", "motCode"),
        ({"flowCode": "DX"}, "flow_unknown", "flowCode"),
        ({"partnerCode": "995", "partnerISO": ""}, "area_unknown", "partnerCode"),
        ({"partnerCode": "", "partnerISO": ""}, "area_missing", "partnerCode"),
        ({"partnerISO": "RUS"}, "areas_disagree", "partnerISO"),
        ({"reporterCode": "0", "reporterISO": "W00"}, "aggregate_reporter", "reporterCode"),
        ({"partnerCode": "398", "partnerISO": "KAZ"}, "reporter_is_partner", "partnerCode"),
        ({"classificationCode": "HS"}, "edition_missing", "classificationCode"),
        ({"classificationCode": "B5"}, "classification_unknown", "classificationCode"),
        ({"cmdCode": "27", "aggrLevel": "4"}, "code_level", "cmdCode"),
        ({"cmdCode": "27.09"}, "commodity_code", "cmdCode"),
        ({"period": "203113"}, "period", "period"),
        ({"period": "203101"}, "period", "period"),
        ({"period": "1850"}, "period", "period"),
        ({"typeCode": "Z"}, "trade_type", "typeCode"),
        ({"primaryValue": "twelve"}, "number", "primaryValue"),
        ({"primaryValue": "9" * 19}, "number_too_large", "primaryValue"),
    ],
)
def test_line_that_is_no_plain_total_is_refused_alone(cells, reason, column):
    source = new_export(new_line(), new_line(**cells), new_line(partnerCode="643", partnerISO="RUS"))

    assert [(item.line, item.reason, item.column) for item in refusals_of(source)] == [(3, reason, column)]
    assert [row.line for row in rows_of(source)] == [2, 4]


def test_imports_of_a_country_from_itself_are_its_re_imports():
    source = new_export(new_line(flowCode="M", partnerCode="398", partnerISO="KAZ"))

    assert [str(row.key) for row in rows_of(source)] == ["KAZ.KAZ.KAZ.RM.H6-27.V.USD"]
    assert [flag.detail for flag in flags_of(source, "reimports")] == ["KAZ"]


def test_months_are_months():
    source = new_export(new_line(freqCode="M", refMonth="2", period="203102"))

    assert [row.period.iso for row in rows_of(source)] == ["2031-02"]


@pytest.mark.parametrize("printed", ["", "..", "n/a", "-", "…"])
def test_missing_value_is_no_zero(printed):
    missing, zero = rows_of(new_export(new_line(primaryValue=printed), new_line(primaryValue="0", cmdCode="28")))

    assert (missing.value, missing.resolution, missing.status) == (None, None, "O")
    assert (zero.value, zero.resolution, zero.status) == (Decimal(0), Decimal(1), "A")


def test_file_that_went_through_a_spreadsheet_is_mended_where_that_is_certain():
    source = new_export(
        new_line(";", cmdCode="101", aggrLevel="4", primaryValue="1,5"),
        new_line(";", cmdCode="2709", aggrLevel="4", primaryValue="1,23E+11"),
        new_line(";", cmdCode="3", primaryValue="1.234.567,8"),
        separator=";",
    )

    found = read("file", source)
    rows = rows_of(source)

    assert (found.facts["separator"], found.facts["decimal"]) == (";", ",")
    assert [row.key.commodity for row in rows] == ["H6-0101", "H6-2709", "H6-03"]
    assert [row.value for row in rows] == [Decimal("1.5"), Decimal("123000000000"), Decimal("1234567.8")]
    assert [row.resolution for row in rows] == [Decimal("0.1"), Decimal(10**9), Decimal("0.1")]
    assert [flag.detail for flag in flags_of(source, "zero_restored")] == ["101 → H6-0101", "3 → H6-03"]
    assert [(flag.line, flag.detail) for flag in flags_of(source, "precision_lost")] == [(3, "1,23E+11")]


def test_number_that_reads_in_two_ways_is_refused():
    source = new_export(new_line(";", primaryValue="1,234"), new_line(";", primaryValue="77"), separator=";")

    assert [(item.reason, item.value) for item in refusals_of(source)] == [("number_ambiguous", "1,234")]


def test_several_editions_in_one_file_stay_apart_and_are_flagged():
    source = new_export(new_line(), new_line(classificationCode="H5", period="2021"))

    assert [row.key.commodity for row in rows_of(source)] == ["H6-27", "H5-27"]
    assert [flag.detail for flag in flags_of(source, "several_editions")] == ["H5, H6"]


def test_header_that_comes_again_is_flagged_and_no_row():
    source = new_export(new_line(), *new_export(new_line(cmdCode="28")).decode().splitlines())

    assert [row.line for row in rows_of(source)] == [2, 4]
    assert not refusals_of(source)
    assert [flag.kind for flag in flags_of(source, "repeated_header")] == ["repeated_header"]


def test_totals_equal_an_independent_sum():
    values = [f"{number * 7919 % 100003}.{number % 100:02}" for number in range(1, 400)]
    source = new_export(
        *(new_line(cmdCode=f"{10 + place % 80}", primaryValue=text) for place, text in enumerate(values))
    )

    cents = sum(int(text.replace(".", "")) for text in values)

    assert sum(row.value for row in rows_of(source)) == Decimal(cents) / 100


def test_names_of_commodities_are_kept_as_printed():
    reading = read("file", new_export(new_line()))
    list(reading.items)

    assert reading.names == {"H6-27": "Made-up words, for a test"}


def test_old_export_reads_sitc_and_areas_without_iso_codes():
    source = old_export(
        old_line("2148"),
        old_line("77", reporter='490,"Other Asia, nes",'),
        old_line("5", flow="3"),
        old_line("", flow="1"),
    )

    assert read("file", source).layout == "comtrade-old"
    assert short(rows_of(source)) == [
        ("KAZ.KAZ.WLD.X.S4-75.V.USD", "2031", Decimal(2148)),
        ("X490.X490.WLD.X.S4-75.V.USD", "2031", Decimal(77)),
        ("KAZ.KAZ.WLD.RX.S4-75.V.USD", "2031", Decimal(5)),
        ("KAZ.KAZ.WLD.M.S4-75.V.USD", "2031", None),
    ]
    assert [flag.detail for flag in flags_of(source, "special_area")] == ["X490 Other Asia, nes"]


def test_sitc_code_gets_its_zero_back_only_where_the_level_tells():
    source = old_export(old_line("1", code="1", level="2"), old_line("2", code="1", level="1"))

    assert [row.key.commodity for row in rows_of(source)] == ["S4-01", "S4-1"]


def test_short_line_is_refused():
    source = new_export(new_line(), '"C","A","2031')

    assert [(item.line, item.reason) for item in items_of(source) if hasattr(item, "reason")] == [(3, "columns")]


def test_separators_of_thousands_that_only_the_layout_suggests_are_flagged_once():
    source = new_export(new_line(primaryValue="1,234"), new_line(primaryValue="5,678", cmdCode="28"))

    assert [row.value for row in rows_of(source)] == [Decimal(1234), Decimal(5678)]
    assert [flag.detail for flag in flags_of(source, "thousands_assumed")] == ["1,234"]
    proven = new_export(new_line(primaryValue="1,234"), new_line(primaryValue="5,678,901", cmdCode="28"))
    assert not flags_of(proven, "thousands_assumed")


@pytest.mark.parametrize(
    ("scheme", "key"), [("HS2022", "H6-27"), ("HS 17", "H5-27"), ("SITC Rev.4", "S4-27"), ("HS92", "H0-27")]
)
def test_editions_by_their_usual_names(scheme, key):
    assert [row.key.commodity for row in rows_of(new_export(new_line(classificationCode=scheme)))] == [key]
