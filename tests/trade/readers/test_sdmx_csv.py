from decimal import Decimal

import pytest

from tests.trade.readers.files import flags_of, refusals_of, rows_of, short
from trade.readers import Flag, Refused, read

V1 = (
    "DATAFLOW,FREQ,REF_AREA,COUNTERPART_AREA,TRADE_FLOW,COMMODITY,UNIT_MEASURE,UNIT_MULT,TIME_PERIOD,OBS_VALUE,"
    "OBS_STATUS"
)


def v1(*lines: str, header: str = V1) -> bytes:
    return "\n".join((header, *(f"XX:MADE_UP(1.0),{line}" for line in lines))).encode()


def test_version_one_reads_iso2_scale_and_status():
    source = v1(
        "A,KZ,CN,X,H6-27,USD,6,2031,12.5,P",
        "Q,KZ,_T,IMP,_T,EUR,,2031-Q2,7,",
        "M,398,156,M,TOTAL,USD,0,2031-M03,,M",
    )

    assert read("file", source).facts["structure"] == "XX:MADE_UP(1.0)"
    rows = rows_of(source)
    assert short(rows) == [
        ("KAZ.KAZ.CHN.X.H6-27.V.USD", "2031", Decimal(12500000)),
        ("KAZ.KAZ.WLD.M.TOTAL.V.EUR", "2031-Q2", Decimal(7)),
        ("KAZ.KAZ.CHN.M.TOTAL.V.USD", "2031-03", None),
    ]
    assert [(row.status, row.resolution) for row in rows] == [("P", Decimal(100000)), ("A", Decimal(1)), ("M", None)]


def test_version_two_with_names_a_semicolon_and_decimal_commas():
    source = (
        b"STRUCTURE;STRUCTURE_ID;ACTION;REF_AREA;Reference area;COUNTERPART_AREA;Counterpart;TRADE_FLOW;Flow;"
        b"UNIT_MEASURE;UNIT_MULT;TIME_PERIOD;OBS_VALUE\n"
        b"dataflow;XX:Y(1.0);I;KZ;Kazakhstan;CN;China;X;Exports;USD;3;2031;12,25\n"
        b"dataflow;XX:Y(1.0);D;KZ;Kazakhstan;CN;China;X;Exports;USD;3;2030;1,5\n"
    )

    assert read("file", source).facts["decimal"] == ","
    assert short(rows_of(source)) == [("KAZ.KAZ.CHN.X.TOTAL.V.USD", "2031", Decimal(12250))]
    assert [(item.line, item.reason) for item in refusals_of(source)] == [(3, "deletion")]


def test_codes_with_their_names_in_one_cell():
    source = (
        b"DATAFLOW,REF_AREA: Reference area,COUNTERPART_AREA: Counterpart,TRADE_FLOW: Flow,UNIT_MEASURE: Unit,"
        b"TIME_PERIOD: Time,OBS_VALUE: Value\n"
        b"XX:Y(1.0): Made up,KZ: Kazakhstan,CN: China,X: Exports,USD: Dollar,2031: 2031,5\n"
    )

    assert short(rows_of(source)) == [("KAZ.KAZ.CHN.X.TOTAL.V.USD", "2031", Decimal(5))]


def test_our_own_dimensions_come_back():
    source = (
        b"DATAFLOW,FREQ,REPORTER,AREA,COUNTERPART,FLOW,COMMODITY,MEASURE,UNIT,VALUATION,TRADE_TYPE,TIME_PERIOD,OBS_VALUE\n"
        b"SVERKA:TRADE(1.0),A,_X,CHN,KAZ,T,TOTAL,V,USD,_X,C,2031,41\n"
        b"SVERKA:TRADE(1.0),A,KAZ,KAZ,CHN,X,EB-S,V,USD,FOB,S,2031,5\n"
        b"SVERKA:TRADE(1.0),A,KAZ,KAZ,CHN,X,TOTAL,G,PC,_X,C,2031,-3.5\n"
    )

    assert [str(row.key) for row in rows_of(source)] == [
        "_X.CHN.KAZ.T.TOTAL.V.USD",
        "KAZ.KAZ.CHN.X.EB-S.V.USD.FOB.S",
        "KAZ.KAZ.CHN.X.TOTAL.G.PC",
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("A,KZ,CN,Z,H6-27,USD,0,2031,1,A", "flow_unknown"),
        ("A,KZ,QQ,X,H6-27,USD,0,2031,1,A", "area_unknown"),
        ("A,KZ,CN,X,27,USD,0,2031,1,A", "edition_missing"),
        ("A,KZ,CN,X,H6-27,PURE_NUMB,0,2031,1,A", "unit"),
        ("A,KZ,CN,X,H6-27,USD,99,2031,1,A", "scale"),
        ("A,KZ,CN,X,H6-27,USD,0,2031,1,!", "status_unknown"),
        ("A,KZ,CN,X,H6-27,USD,0,2031,1,O", "status_and_value"),
        ("A,KZ,CN,X,H6-27,USD,0,31-12-2031,1,A", "period"),
        ("A,142,CN,X,H6-27,USD,0,2031,1,A", "aggregate_reporter"),
    ],
)
def test_observation_that_cannot_be_kept_is_refused(line, reason):
    assert [item.reason for item in refusals_of(v1(line))] == [reason]


def test_status_without_a_word_here_is_mapped_and_flagged():
    source = v1("A,KZ,CN,X,H6-27,USD,0,2031,1,I")

    assert [row.status for row in rows_of(source)] == ["E"]
    assert [flag.detail for flag in flags_of(source, "status_mapped")] == ["I → E"]


def test_dataflow_without_a_counterpart_is_no_trade():
    source = (
        b"STRUCTURE,STRUCTURE_ID,ACTION,FREQ,GEO_PICT,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\n"
        b"DATAFLOW,XX:NATIONAL(1.0),I,A,CK,GDPC,2031,1,USD\n"
    )

    with pytest.raises(Refused) as refused:
        read("file", source)

    assert refused.value.code == "sdmx_not_trade"
    assert refused.value.detail.startswith("XX:NATIONAL(1.0)")


@pytest.mark.parametrize("multiplier", ["", "UNIT_MULT,"])
def test_scale_that_is_not_stated_is_flagged_and_facts_name_what_was_read(multiplier):
    line = "A,KZ,CN,X,H6-27,USD,,2031,5,A" if multiplier else "A,KZ,CN,X,H6-27,USD,2031,5,A"
    source = v1(line, header=V1.replace("UNIT_MULT,", multiplier))
    reading = read("file", source)
    flags = [item for item in reading.items if isinstance(item, Flag)]

    assert [flag.detail for flag in flags if flag.kind == "scale_assumed"] == ["USD × 1"]
    assert (reading.facts["unit"], reading.facts["scale"]) == ("USD", "1")


def test_facts_list_the_units_and_scales_of_the_lines():
    reading = read("file", v1("A,KZ,CN,X,H6-27,USD,3,2031,5,A", "A,KZ,CN,M,H6-27,EUR,6,2031,5,A"))
    list(reading.items)

    assert (reading.facts["unit"], reading.facts["scale"]) == ("USD, EUR", "1000, 1000000")


@pytest.mark.parametrize(
    ("header", "line", "reason"),
    [
        (V1.replace("UNIT_MULT,", ""), 'A,KZ,CN,X,H6-27,"USD: US dollar, millions",2031,5,A', "scales_disagree"),
        (V1, "A,KZ,CN,X,H6-27,USD: Thousands of US dollars,6,2031,5,A", "scales_disagree"),
        (V1.replace("COMM", "TRANSPORT_MODE,COMM"), "A,KZ,CN,X,ROAD,H6-27,USD,0,2031,5,A", "breakdown"),
        (V1.replace("COMM", "ADJUSTMENT,COMM"), "A,KZ,CN,X,Y,H6-27,USD,0,2031,5,A", "breakdown"),
        (V1.replace("COMM", "PRICE_BASE,COMM"), "A,KZ,CN,X,LR,H6-27,USD,0,2031,5,A", "breakdown"),
        (V1.replace("COMM", "MEASURE,COMM"), "A,KZ,CN,X,NET_WEIGHT,H6-27,USD,0,2031,5,A", "indicator"),
        (V1.replace("COMM", "MEASURE,COMM"), "A,KZ,CN,X,VALUE_IN_EUROS,H6-27,USD,0,2031,5,A", "unit"),
        (V1, "A,KZ,CN,X,H6-27,USD,0,2031-01,5,A", "frequency"),
        (V1, "M,KZ,CN,X,H6-27,USD,0,2031-01-01,5,A", "frequency"),
    ],
)
def test_line_that_is_no_whole_value_or_contradicts_itself_is_refused(header, line, reason):
    assert [item.reason for item in refusals_of(v1(line, header=header))] == [reason]
    assert not rows_of(v1(line, header=header))


def test_unknown_dimension_that_says_total_leaves_the_line_whole():
    header = V1.replace("COMM", "TRANSPORT_MODE,ADJUSTMENT,PRICE_BASE,COMM")
    source = v1("A,KZ,CN,X,_T,N,V,H6-27,USD,0,2031,5,A", header=header)

    assert [row.value for row in rows_of(source)] == [Decimal(5)]
    assert [flag.detail for flag in flags_of(source, "columns_unread")] == ["TRANSPORT_MODE, ADJUSTMENT, PRICE_BASE"]


def test_quantities_among_the_indicators_of_europes_statistics_are_no_values():
    header = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
    source = v1(
        "01/02/32,A,DE,KZ,TOTAL,2,VALUE_EUR,2031,100,p", "01/02/32,A,DE,KZ,TOTAL,2,QUANTITY_KG,2031,777,", header=header
    )

    assert short(rows_of(source, given={"unit": "EUR"})) == [("DEU.DEU.KAZ.X.TOTAL.V.EUR", "2031", Decimal(100))]
    assert [item.reason for item in refusals_of(source, given={"unit": "EUR"})] == ["indicator"]


def test_commodity_that_no_column_states_is_the_total_with_a_flag():
    source = v1("A,KZ,CN,X,USD,0,2031,5,A", header=V1.replace("COMMODITY,", ""))

    assert [row.key.commodity for row in rows_of(source)] == ["TOTAL"]
    assert [flag.detail for flag in flags_of(source, "total_assumed")] == ["COMMODITY"]


@pytest.mark.parametrize(
    ("flag", "value", "status"), [("p", "5", "P"), ("bp", "5", "B"), ("c", ":", "Q"), ("r", "5", "A"), ("", "5", "A")]
)
def test_flags_of_europes_statistics_office(flag, value, status):
    source = v1(f"A,KZ,CN,X,H6-27,USD,0,2031,{value},{flag}", header=V1.replace("OBS_STATUS", "OBS_FLAG"))

    assert [row.status for row in rows_of(source)] == [status]


def test_column_that_says_the_currency_again_is_no_part_of_a_total():
    source = v1("A,KZ,CN,X,H6-27,USD,0,USD,2031,5,A", header=V1.replace("TIME", "CURRENCY,TIME"))

    assert [row.value for row in rows_of(source)] == [Decimal(5)]
