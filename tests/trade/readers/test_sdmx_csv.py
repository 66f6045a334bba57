from decimal import Decimal

import pytest

from tests.trade.readers.files import flags_of, refusals_of, rows_of, short
from trade.readers import Refused, read

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
