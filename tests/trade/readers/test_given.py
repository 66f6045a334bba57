"""What an editor says of a file is held against the file: whoever is wrong, nothing of it is kept."""

import json

import pytest

from tests.trade.readers.files import new_export, new_line, rows_of
from trade.readers import Refused, read

HEADER = "area,counterpart,flow,period,value,unit"


def table(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *lines, "")).encode()


JSON = {
    **{"typeCode": "C", "freqCode": "A", "period": "2031", "reporterCode": 398, "flowCode": "X", "partnerCode": 156},
    **{"classificationCode": "H6", "cmdCode": "27", "primaryValue": 1000},
}
TRADE_MAP = (
    "List of importing markets for a product exported by Kazakhstan\nProduct: TOTAL All products\n"
    "Unit: US Dollar thousand\nImporters\tExported value in 2031\nChina\t10\n"
)
SDMX = (
    "DATAFLOW,FREQ,REF_AREA,COUNTERPART_AREA,TRADE_FLOW,COMMODITY,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT\n"
    "X:Y(1.0),A,KAZ,CHN,X,_T,2031,12.5,USD,6\n"
)
FILES = {
    "comtrade": new_export(new_line()),
    "comtrade-json": json.dumps({"data": [JSON]}).encode(),
    "trademap": TRADE_MAP.encode(),
    "sdmx-csv": SDMX.encode(),
    "template": table("KAZ,CHN,X,2031,5,USD,KAZ", header=f"{HEADER},reporter"),
}


@pytest.mark.parametrize("layout", FILES)
@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ({"flow": "M"}, "given_contradicts", "flow X ≠ M"),
        ({"reporter": "CHN"}, "given_contradicts", "KAZ ≠ CHN"),
        ({"commodity": "H6-84"}, "given_contradicts", "≠ H6-84"),
        ({"unit": "CNY"}, "unit_contradicts", "CNY × 1 ≠ USD × "),
        ({"scale": "10"}, "unit_contradicts", "× 10 ≠ USD × "),
    ],
)
def test_a_file_that_says_otherwise_than_the_editor_is_refused_with_both(layout, given, code, said):
    with pytest.raises(Refused) as refused:
        list(read("file", FILES[layout], given=given).items)

    assert refused.value.code == code
    assert said in refused.value.detail


@pytest.mark.parametrize("layout", FILES)
def test_what_the_editor_says_as_the_file_does_changes_nothing(layout):
    said = list(read("file", FILES[layout]).items)

    assert list(read("file", FILES[layout], given={"flow": "X", "reporter": "KAZ", "unit": "USD"}).items) == said


def test_the_line_that_says_otherwise_is_named_however_far_down():
    lines = [new_line(), new_line(flowCode="M")]

    with pytest.raises(Refused) as refused:
        list(read("file", new_export(*lines), given={"flow": "X"}).items)

    assert refused.value.detail == "3: flow M ≠ X"


def test_another_edition_than_the_editor_says_is_refused_and_all_goods_have_none():
    with pytest.raises(Refused, match="classification H6 ≠ H5"):
        list(read("file", FILES["comtrade"], given={"classification": "H5"}).items)

    assert rows_of(FILES["template"], given={"classification": "H5"})


def test_re_imports_are_imports_to_an_editor():
    lines = table("KAZ,KAZ,M,2031,5,USD")

    assert [row.key.flow for row in rows_of(lines, given={"flow": "M"})] == ["RM"]


def test_a_template_that_leaves_the_reporter_empty_gets_the_one_that_the_editor_says():
    header = f"{HEADER},reporter"
    empty, unstated = (table(f"KAZ,CHN,X,2031,5,USD,{reporter}", header=header) for reporter in ("", "_X"))

    assert [row.key.reporter for row in rows_of(empty, given={"reporter": "KAZ"})] == ["KAZ"]
    assert [row.key.reporter for row in rows_of(empty)] == ["_X"]
    with pytest.raises(Refused, match="reporter _X ≠ KAZ"):
        list(read("file", unstated, given={"reporter": "KAZ"}).items)
