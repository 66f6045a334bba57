import json
from decimal import Decimal

import pytest

from tests.trade.readers.files import flags_of, refusals_of, rows_of, short
from trade.readers import Refused, read

RECORD = {
    "typeCode": "C",
    "freqCode": "A",
    "period": "2031",
    "reporterCode": 156,
    "reporterISO": "CHN",
    "flowCode": "M",
    "partnerCode": 398,
    "partnerISO": "KAZ",
    "partner2Code": 0,
    "classificationCode": "H6",
    "cmdCode": "TOTAL",
    "aggrLevel": 0,
    "customsCode": "C00",
    "mosCode": "0",
    "motCode": 0,
    "cifvalue": 6804128143.0,
    "fobvalue": None,
    "primaryValue": 6804128143.0,
    "isAggregate": False,
}
OLD_RECORD = {
    "pfCode": "H4",
    "yr": 2031,
    "period": 2031,
    "aggrLevel": 2,
    "rgCode": 2,
    "rtCode": 398,
    "rt3ISO": "KAZ",
    "ptCode": 0,
    "pt3ISO": "WLD",
    "ptCode2": None,
    "cstCode": "",
    "motCode": "",
    "cmdCode": "27",
    "cmdDescE": "Made up",
    "TradeValue": 12,
}


def body(*records: dict, name: str = "data", indent: int | None = 4, **members) -> bytes:
    return json.dumps(
        {"elapsedTime": "0.1 secs", "count": len(records), name: list(records)} | members, indent=indent
    ).encode()


def test_records_are_rows_with_the_line_they_begin_on():
    source = body(RECORD, RECORD | {"partnerCode": 0, "partnerISO": "W00", "primaryValue": 5.25})

    assert read("file", source).layout == "comtrade-json"
    assert short(rows_of(source)) == [
        ("CHN.CHN.KAZ.M.TOTAL.V.USD.CIF", "2031", Decimal("6804128143")),
        ("CHN.CHN.WLD.M.TOTAL.V.USD", "2031", Decimal("5.25")),
    ]
    lines = source.decode().splitlines()
    assert all(lines[row.line - 1].strip() == "{" for row in rows_of(source))


def test_null_is_missing():
    (row,) = rows_of(body(RECORD | {"primaryValue": None, "cifvalue": None}))

    assert (row.value, row.status) == (None, "O")


def test_numbers_keep_their_digits():
    (row,) = rows_of(body(RECORD).replace(b"6804128143.0", b"123456789012345678.12"))

    assert row.value == Decimal("123456789012345678.12")


def test_old_interface_is_read_too():
    source = body(OLD_RECORD, name="dataset", validation={"status": {"name": "Ok", "value": 0}})

    assert short(rows_of(source)) == [("KAZ.KAZ.WLD.X.H4-27.V.USD", "2031", Decimal(12))]


def test_bad_record_is_refused_alone():
    source = body(RECORD | {"partnerCode": 9999}, RECORD)

    assert [item.reason for item in refusals_of(source)] == ["area_unknown"]
    assert len(rows_of(source)) == 1


@pytest.mark.parametrize(
    ("source", "code", "detail"),
    [
        (b'{"statusCode": 401, "message": "Access denied"}', "error_body", "Access denied"),
        (b'{"count": 0, "data": [], "error": "No key"}', "error_body", "No key"),
        (b'{"count": 0, "data": []}', "empty", ""),
        (b'{"meta": {}, "data": {"structures": [], "dataSets": []}}', "sdmx_json", ""),
        (b'{"a": 1}', "json", "a"),
        (b'[{"year": 2031}]', "json", "year"),
        (b"[1, 2]", "json", "1"),
        (b'{"data": [{"period": NaN}]}', "json", None),
        (b'{"count": 0, "data": null}', "empty", ""),
        (b'{"pages": {"next": 2}, "result": {"data": [{"period": 1}]}}', "json", "pages, result"),
        (b'{"a": ' + b"[" * 100_000, "incomplete", None),
    ],
)
def test_other_json_is_refused_with_what_it_says(source, code, detail):
    with pytest.raises(Refused) as refused:
        read("file", source)

    assert refused.value.code == code
    assert detail is None or refused.value.detail == detail


def test_text_cut_short_refuses_the_whole_file():
    whole = body(RECORD, RECORD, RECORD)
    reading = read("file", whole[: len(whole) - 300])

    with pytest.raises(Refused) as refused:
        list(reading.items)

    assert refused.value.code == "incomplete"


@pytest.mark.parametrize(
    ("tail", "code", "detail"),
    [
        (b', "error": "Only the first page"}', "error_body", "Only the first page"),
        (b'} {"data": [{"period": 2030}]}', "json", None),
        (b', "count": 1', "incomplete", None),
        (b"", "incomplete", None),
        (b"}]", "json", "]"),
    ],
)
def test_what_follows_the_records_is_looked_at_too(tail, code, detail):
    source = b'{"data": [' + json.dumps(RECORD).encode() + b"]" + tail

    with pytest.raises(Refused) as refused:
        list(read("file", source).items)

    assert refused.value.code == code
    assert detail is None or refused.value.detail == detail


@pytest.mark.parametrize("wrapper", [{"count": 1200, "data": [RECORD]}, {"data": [RECORD], "count": 1200}])
def test_page_of_more_records_than_it_holds_is_flagged(wrapper):
    source = json.dumps(wrapper).encode()

    assert [flag.detail for flag in flags_of(source, "count_differs")] == ["1200 ≠ 1"]
    assert len(rows_of(source)) == 1
    assert not flags_of(json.dumps({"count": 1, "data": [RECORD]}).encode(), "count_differs")


def test_column_that_the_first_record_leaves_out_is_read_in_the_next():
    first = {name: value for name, value in RECORD.items() if name != "partner2Code"}
    source = json.dumps([first, RECORD | {"period": "2030", "partner2Code": 643}]).encode()

    assert [row.period.iso for row in rows_of(source)] == ["2031"]
    assert [item.reason for item in refusals_of(source)] == ["breakdown"]


def test_value_that_a_program_could_not_compute_is_missing():
    source = json.dumps([RECORD, RECORD | {"period": "2030", "primaryValue": float("nan")}]).encode()

    assert [row.value for row in rows_of(source)] == [Decimal(6804128143), None]


def test_point_of_a_number_is_decimal_whatever_stands_around_it():
    records = [RECORD | {"period": "2030", "primaryValue": 1.234}, RECORD | {"primaryValue": "12,5"}]

    assert [row.value for row in rows_of(json.dumps(records).encode())] == [Decimal("1.234"), Decimal("12.5")]


def test_names_in_another_case_are_the_same_columns():
    records = [{name.upper(): value for name, value in RECORD.items()}]

    assert [row.value for row in rows_of(json.dumps(records).encode())] == [Decimal(6804128143)]


def test_record_that_states_a_name_twice_is_refused():
    with pytest.raises(Refused) as refused:
        list(read("file", b'{"data": [{"period": "2030", ' + json.dumps(RECORD).encode()[1:] + b"]}").items)

    assert refused.value.code == "json"


def test_exponent_of_a_number_that_keeps_its_units_lost_nothing():
    source = json.dumps([RECORD]).encode().replace(b"6804128143.0", b"6.804128143E9")

    assert [row.value for row in rows_of(source)] == [Decimal(6804128143)]
    assert not flags_of(source, "precision_lost")
