from decimal import Decimal

import pytest

from tests.trade.readers.files import flags_of, refusals_of, rows_of, short
from trade.readers import Refused, read

PREAMBLE = '\ufeff"Data Source","World Development Indicators",\r\n\r\n"Last Updated Date","2033-01-01",\r\n\r\n'
HEADER = '"Country Name","Country Code","Indicator Name","Indicator Code","2030","2031","2032",\r\n'


def table(*lines: str) -> bytes:
    return (PREAMBLE + HEADER + "\r\n".join(lines) + "\r\n").encode()


def line(name: str, code: str, indicator: str = "TX.VAL.MRCH.CD.WT", values: str = '"1","","3",') -> str:
    return f'"{name}","{code}","Words (current US$)","{indicator}",{values}'


def test_lines_above_the_header_are_no_data():
    source = table(line("Kazakhstan", "KAZ"), line("Kosovo", "XKX"))

    reading = read("file", source)

    assert (reading.layout, reading.encoding, reading.facts["header_line"]) == ("worldbank", "utf-8-sig", "5")
    assert short(rows_of(source)) == [
        ("KAZ.KAZ.WLD.X.TOTAL.V.USD", "2030", Decimal(1)),
        ("KAZ.KAZ.WLD.X.TOTAL.V.USD", "2032", Decimal(3)),
        ("XKX.XKX.WLD.X.TOTAL.V.USD", "2030", Decimal(1)),
        ("XKX.XKX.WLD.X.TOTAL.V.USD", "2032", Decimal(3)),
    ]
    assert [row.line for row in rows_of(source)] == [6, 6, 7, 7]
    assert flags_of(source, "preamble")


@pytest.mark.parametrize("code", ["WLD", "EAS", "ARB", "HIC", "IDA", "AFE"])
def test_aggregates_among_countries_are_refused_by_line(code):
    source = table(line("Words", code), line("Kazakhstan", "KAZ"))

    assert [(item.line, item.reason) for item in refusals_of(source)] == [(6, "aggregate_reporter")]
    assert {row.key.reporter for row in rows_of(source)} == {"KAZ"}


def test_services_are_kept_apart_from_goods():
    source = table(line("Kazakhstan", "KAZ"), line("Kazakhstan", "KAZ", "BM.GSR.NFSV.CD"))

    assert {str(row.key) for row in rows_of(source)} == {"KAZ.KAZ.WLD.X.TOTAL.V.USD", "KAZ.KAZ.WLD.M.EB-S.V.USD.S"}


def test_databank_spelling_and_its_marks_and_footnotes():
    source = (
        b"Country Name,Country Code,Series Name,Series Code,2030 [YR2030],2031 [YR2031]\n"
        b"Kazakhstan,KAZ,Words,TM.VAL.MRCH.CD.WT,..,5\n"
        b"Kazakhstan,KAZ,Words,SP.POP.TOTL,1,2\n\n"
        b"Data from database: made up,,,,,\nLast Updated: never,,,,,\n"
    )

    assert [(row.period.iso, row.value) for row in rows_of(source)] == [("2030", None), ("2031", Decimal(5))]
    assert [item.reason for item in refusals_of(source)] == ["indicator"]
    assert [flag.kind for flag in flags_of(source, "footnote")] == ["footnote", "footnote"]


def test_other_indicators_refuse_the_whole_file():
    with pytest.raises(Refused) as refused:
        read("file", table(line("Kazakhstan", "KAZ", "SP.POP.TOTL")))

    assert (refused.value.code, refused.value.detail) == ("not_trade", "SP.POP.TOTL")


def test_trade_far_below_other_indicators_is_found_and_a_long_table_without_any_is_refused():
    others = [line("Kazakhstan", "KAZ", f"XX.{number}") for number in range(500)]

    assert len(rows_of(table(*others, line("Kazakhstan", "KAZ")))) == len(rows_of(table(line("Kazakhstan", "KAZ"))))
    with pytest.raises(Refused) as refused:
        list(read("file", table(*others)).items)
    assert refused.value.code == "not_trade"
