from decimal import Decimal

import pytest

from tests.trade.readers.files import flags_of, refusals_of, rows_of, short
from trade.readers import Refused, read

HEADER = '"数据年月","商品编码","商品名称","贸易伙伴编码","贸易伙伴名称","美元",'


def export(*lines: str, header: str = HEADER, encoding: str = "gb18030") -> bytes:
    return "\r\n".join((header, *lines, "")).encode(encoding)


LINES = (
    '"203101","27090000","石油原油","145","哈萨克斯坦","1,234,567",',
    '"203101","7020013","其他","502","美国","89",',
)


def test_customs_codes_thousands_and_the_empty_last_column():
    source = export(*LINES)
    reading = read("file", source, given={"flow": "M"})

    assert (reading.layout, reading.encoding, reading.facts["unit"]) == ("gacc", "gb18030", "USD")
    assert short(rows_of(source, given={"flow": "M"})) == [
        ("CHN.CHN.KAZ.M.H6-27090000.V.USD", "2031-01", Decimal(1234567)),
        ("CHN.CHN.USA.M.H6-07020013.V.USD", "2031-01", Decimal(89)),
    ]
    kinds = {flag.kind for flag in flags_of(source, given={"flow": "M"})}
    assert kinds == {"trailing_column", "edition_inferred", "zero_restored"}


def test_flow_that_is_not_stated_is_never_assumed():
    with pytest.raises(Refused) as refused:
        read("file", export(*LINES))

    assert refused.value.code == "flow_missing"


def test_flow_in_a_column_and_yuan():
    header = '"数据年月","进出口类型","贸易伙伴编码","贸易伙伴名称","人民币"'
    source = export('"203101","出口","145","哈萨克斯坦","7"', '"203101","进出口","","","9"', header=header)

    assert short(rows_of(source)) == [
        ("CHN.CHN.KAZ.X.TOTAL.V.CNY", "2031-01", Decimal(7)),
        ("CHN.CHN.WLD.T.TOTAL.V.CNY", "2031-01", Decimal(9)),
    ]


def test_china_as_its_own_partner_is_re_imports():
    source = export('"203101","27","燃料","142","中国","5",')

    assert [row.key.flow for row in rows_of(source, given={"flow": "M"})] == ["RM"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('"203101","27","燃料","145","美国","5",', "areas_disagree"),
        ('"203101","27","燃料","199","亚洲其他国家(地区)","5",', "area_unknown"),
        ('"203113","27","燃料","145","哈萨克斯坦","5",', "period"),
    ],
)
def test_line_that_contradicts_itself_is_refused(line, reason):
    assert [item.reason for item in refusals_of(export(line), given={"flow": "X"})] == [reason]


def test_parts_of_a_total_are_refused():
    header = HEADER.replace('"美元"', '"贸易方式编码","贸易方式名称","美元"')
    source = export('"203101","27","燃料","145","哈萨克斯坦","10","一般贸易","5",', header=header)

    assert [item.reason for item in refusals_of(source, given={"flow": "X"})] == ["breakdown"]


def test_edition_follows_the_year_unless_the_editor_names_it():
    source = export('"201801","27","燃料","145","哈萨克斯坦","5",')

    assert [row.key.commodity for row in rows_of(source, given={"flow": "X"})] == ["H5-27"]
    given = {"flow": "X", "classification": "H4"}
    assert [row.key.commodity for row in rows_of(source, given=given)] == ["H4-27"]


@pytest.mark.parametrize(
    ("column", "unit", "value"),
    [("美元（千）", "USD", 5000), ("千美元", "USD", 5000), ("万美元", "USD", 50000), ("万元", "CNY", 50000)],
)
def test_unit_in_the_name_of_the_column(column, unit, value):
    source = export('"203101","27","燃料","145","哈萨克斯坦","5",', header=HEADER.replace("美元", column))
    reading = read("file", source, given={"flow": "X"})

    assert (reading.facts["unit"], reading.facts["scale"]) == (unit, str(value // 5))
    assert [row.value for row in rows_of(source, given={"flow": "X"})] == [Decimal(value)]


@pytest.mark.parametrize(("date", "iso"), [("2031年1月", "2031-01"), ("2031年12月", "2031-12"), ("2031年", "2031")])
def test_dates_in_chinese(date, iso):
    source = export(f'"{date}","27","燃料","145","哈萨克斯坦","5",')

    assert [row.period.iso for row in rows_of(source, given={"flow": "X"})] == [iso]


@pytest.mark.parametrize("date", ["2031年01-03月", "2031年1至3月", "2031年13月"])
def test_cumulative_months_are_never_taken_for_a_day(date):
    source = export(f'"{date}","27","燃料","145","哈萨克斯坦","5",')

    assert [item.reason for item in refusals_of(source, given={"flow": "X"})] == ["period"]


def test_second_column_of_money_is_named_and_a_blank_partner_is_the_world_with_a_flag():
    source = export('"203101","","","7","1"', header='"数据年月","贸易伙伴编码","贸易伙伴名称","人民币","美元"')

    assert short(rows_of(source, given={"flow": "X"})) == [("CHN.CHN.WLD.X.TOTAL.V.USD", "2031-01", Decimal(1))]
    assert [flag.detail for flag in flags_of(source, "columns_unread", given={"flow": "X"})] == ["人民币"]
    assert [flag.detail for flag in flags_of(source, "total_assumed", given={"flow": "X"})] == ["贸易伙伴名称"]
