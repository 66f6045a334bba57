from decimal import Decimal

import pytest

from tests.trade.readers.files import flags_of, refusals_of, rows_of, short
from trade.readers import Refused, read

BOM = "\ufeff"
PAIR = (
    f"{BOM}Product code\tProduct label\tKazakhstan's exports to China Value in 2031\t"
    "Kazakhstan's exports to China Value in 2032\tChina's imports from world Value in 2032\n"
    "'TOTAL\tAll products\t12\t13\t999\n"
    "'01\t\"Live animals, made up\t1\t-\t5\n"
)
PARTNERS = "Importers\tExported value in 2031\tExported value in 2032-Q1\nWorld\t10\t20\nChina\t1\t2\n"
DOLLARS = {"unit": "USD", "scale": "1000"}


def test_unit_that_is_not_stated_is_never_assumed():
    with pytest.raises(Refused) as refused:
        read("file", PAIR.encode())

    assert refused.value.code == "unit_missing"


def test_table_of_two_countries_says_who_reports():
    source = PAIR.encode()
    given = DOLLARS | {"classification": "H6"}

    assert read("file", source, given=given).layout == "trademap"
    assert short(rows_of(source, given=given)) == [
        ("KAZ.KAZ.CHN.X.TOTAL.V.USD", "2031", Decimal(12000)),
        ("KAZ.KAZ.CHN.X.TOTAL.V.USD", "2032", Decimal(13000)),
        ("CHN.CHN.WLD.M.TOTAL.V.USD", "2032", Decimal(999000)),
        ("KAZ.KAZ.CHN.X.H6-01.V.USD", "2031", Decimal(1000)),
        ("KAZ.KAZ.CHN.X.H6-01.V.USD", "2032", None),
        ("CHN.CHN.WLD.M.H6-01.V.USD", "2032", Decimal(5000)),
    ]
    assert [flag.detail for flag in flags_of(source, "unit_assumed", given=given)] == ["USD × 1000"]


def test_quote_left_open_swallows_no_line():
    reading = read("file", PAIR.encode(), given=DOLLARS | {"classification": "H6"})
    list(reading.items)

    assert reading.names["H6-01"] == "Live animals, made up"


def test_code_without_an_edition_is_refused_by_line_and_the_total_is_not():
    source = PAIR.encode()

    assert [(item.line, item.reason) for item in refusals_of(source, given=DOLLARS)] == [(3, "edition_missing")]
    assert {row.key.commodity for row in rows_of(source, given=DOLLARS)} == {"TOTAL"}


def test_partners_of_a_reporter_that_titles_name():
    titles = (
        "List of importing markets for a product exported by Kazakhstan\nProduct: TOTAL All products\n"
        "Unit: US Dollar thousand\n\n"
    )
    source = (titles + PARTNERS).encode()

    reading = read("file", source)

    assert (reading.facts["unit"], reading.facts["scale"], reading.facts["reporter"]) == ("USD", "1000", "KAZ")
    assert short(rows_of(source)) == [
        ("KAZ.KAZ.WLD.X.TOTAL.V.USD", "2031", Decimal(10000)),
        ("KAZ.KAZ.WLD.X.TOTAL.V.USD", "2032-Q1", Decimal(20000)),
        ("KAZ.KAZ.CHN.X.TOTAL.V.USD", "2031", Decimal(1000)),
        ("KAZ.KAZ.CHN.X.TOTAL.V.USD", "2032-Q1", Decimal(2000)),
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (DOLLARS | {"commodity": "TOTAL"}, "reporter_missing"),
        (DOLLARS | {"reporter": "KAZ"}, "commodity_missing"),
        (DOLLARS | {"reporter": "Narnia"}, "bad_assumption"),
        ({"unit": "dollars"}, "bad_assumption"),
        ({"unit": "USD", "scale": "12"}, "bad_assumption"),
        ({"colour": "red"}, "bad_assumption"),
    ],
)
def test_what_neither_file_nor_editor_says_refuses_it(given, code):
    with pytest.raises(Refused) as refused:
        read("file", PARTNERS.encode(), given=given)

    assert refused.value.code == code


def test_list_of_exporters_is_one_reporter_a_line():
    source = b"Exporters\tExported value in 2031\nWorld\t9\nKazakhstan\t4\n"
    given = DOLLARS | {"commodity": "H6-27"}

    assert short(rows_of(source, given=given)) == [("KAZ.KAZ.WLD.X.H6-27.V.USD", "2031", Decimal(4000))]
    assert [item.reason for item in refusals_of(source, given=given)] == ["aggregate_reporter"]


@pytest.mark.parametrize(
    ("product", "given"), [("27 Fuels", {"commodity": "TOTAL"}), ("TOTAL All products", {"reporter": "CHN"})]
)
def test_titles_that_contradict_the_editor_refuse_the_file(product, given):
    titles = f"List of importing markets for a product exported by Kazakhstan\nProduct: {product}\n"

    with pytest.raises(Refused) as refused:
        read("file", (titles + PARTNERS).encode(), given=DOLLARS | given)

    assert refused.value.code == "given_contradicts"
    assert "≠" in refused.value.detail
    same = {"commodity": "H6-27" if "27" in product else "TOTAL", "reporter": "KAZ"}
    assert len(rows_of((titles + PARTNERS).encode(), given=DOLLARS | same)) == 4
