from decimal import Decimal

from tests.trade.readers.files import flags_of, refusals_of, rows_of, short
from trade.readers import read

HEADER = "Reporter,Partner,Product categories,Indicator Type,Indicator,2032,2031,2030"


def table(*lines: str) -> bytes:
    return "\r\n".join((HEADER, *lines)).encode()


def test_years_across_and_padded_numbers_become_dollars():
    source = table("Kazakhstan,China,All Products,Export,Trade (US$ Mil)-Top 5 Export Partner,   5480.14,  0.00,")

    reading = read("file", source)
    rows = rows_of(source)

    assert reading.layout == "wits"
    assert short(rows) == [
        ("KAZ.KAZ.CHN.X.TOTAL.V.USD", "2032", Decimal(5480140000)),
        ("KAZ.KAZ.CHN.X.TOTAL.V.USD", "2031", Decimal(0)),
    ]
    assert {row.resolution for row in rows} == {Decimal(10000)}


def test_units_of_one_table_are_read_line_by_line():
    source = table(
        "Kazakhstan,World,All Products,Import,Imports (in US$ Mil),1.5,,",
        "Kazakhstan,World,Fuels,Import,Import (US$ Thousand),1.5,,",
    )
    reading = read("file", source)
    list(reading.items)

    assert [row.value for row in rows_of(source)] == [Decimal(1500000), Decimal(1500)]
    assert reading.facts["scale"] == "1000000, 1000"


def test_other_indicators_are_refused_by_line():
    source = table(
        "Kazakhstan,...,...,Development,GDP (current US$ Mil),1,2,3",
        "Kazakhstan,World,All Products,Tariff,Duty Free Imports (US$ Thousand),1,2,3",
        "Kazakhstan,World,Fuels,Export,Export Product share(%),1,2,3",
        '"Kazakhstan",...,...,Development,"GNI per capita, Atlas method (current US$)",1,2,3',
    )

    assert [(item.line, item.reason) for item in refusals_of(source)] == [(line, "indicator") for line in (2, 3, 4, 5)]
    assert not rows_of(source)


def test_product_groups_are_kept_apart_from_hs_codes():
    source = table(
        "Kazakhstan,World,Fuels,Export,Export(US$ Mil),1,,", "Kazakhstan,World,Gadgets,Export,Export(US$ Mil),1,,"
    )

    assert [row.key.commodity for row in rows_of(source)] == ["WITS-FUELS"]
    assert [item.reason for item in refusals_of(source)] == ["commodity_code"]


def test_blank_says_nothing_and_a_mark_says_missing():
    source = table("Kazakhstan,China,All Products,Export,Export(US$ Mil),,..,7")

    assert [(row.period.iso, row.value, row.status) for row in rows_of(source)] == [
        ("2031", None, "O"),
        ("2030", Decimal(7000000), "A"),
    ]


def test_regions_among_partners_are_groups_and_flagged():
    source = table("Kazakhstan,East Asia & Pacific,All Products,Export,Export(US$ Mil),1,,")

    assert [row.key.counterpart for row in rows_of(source)] == ["GEAS"]
    assert [flag.detail for flag in flags_of(source, "aggregate")] == ["GEAS East Asia & Pacific"]


def test_world_and_regions_report_nothing():
    source = table(
        "World,China,All Products,Export,Export(US$ Mil),1,,",
        "South Asia,China,All Products,Export,Export(US$ Mil),1,,",
    )

    assert [item.reason for item in refusals_of(source)] == ["aggregate_reporter", "aggregate_reporter"]


def test_time_series_of_partners_names_its_columns_otherwise():
    source = (
        b"Reporter Name,Partner Name,Trade Flow,Product Group,Indicator,2030,2031\n"
        b"Kazakhstan,China,Export,All Products,Trade Value (US$ Thousand),1.25,2\n"
    )

    assert short(rows_of(source)) == [
        ("KAZ.KAZ.CHN.X.TOTAL.V.USD", "2030", Decimal(1250)),
        ("KAZ.KAZ.CHN.X.TOTAL.V.USD", "2031", Decimal(2000)),
    ]


def test_flow_that_type_and_name_contradict_is_refused():
    source = table("Kazakhstan,China,All Products,Import,Export(US$ Mil),1,,")

    assert [item.reason for item in refusals_of(source)] == ["flow_unknown"]
