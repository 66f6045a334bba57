"""Files that readers keep: CSV and XLSX of a page, opened as a spreadsheet would open them."""

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from tests.factories import make_hidden_source, make_observation, make_source
from trade.api.workbook import LONGEST_TEXT, Heading, write_workbook
from trade.models import Source

PAIR = "/ru/trade/chn-kaz/"
HEAD = [("Название", "Китай — Казахстан"), ("Страница", "=HYPERLINK(1)")]


def sheet_of(data: bytes):
    return load_workbook(io.BytesIO(data)).active


def test_numbers_are_numbers_and_everything_else_is_text():
    headings = [Heading("key"), Heading("value", True), Heading("open")]
    rows = [["01", "41000000000", True], ["=1+1", "-0.5", None], ["@x", "1; 2", False], ["қ", "9" * 24, None]]
    sheet = sheet_of(write_workbook(HEAD, headings, rows))
    assert [[cell.value for cell in row] for row in sheet["A4:C8"]] == [
        ["key", "value", "open"],
        ["01", 41_000_000_000, True],
        ["=1+1", -0.5, None],
        ["@x", "1; 2", False],
        ["қ", "9" * 24, None],
    ]
    assert {cell.data_type for row in sheet for cell in row if isinstance(cell.value, str)} == {"s"}
    assert sheet["B2"].value == "=HYPERLINK(1)"
    assert sheet.freeze_panes == "A5"


@pytest.mark.parametrize("value", ["a\x00b\x0bc", "x" * (LONGEST_TEXT + 1), Decimal("NaN"), "", None])
def test_what_a_cell_cannot_hold_is_left_out(value):
    cell = sheet_of(write_workbook([], [Heading("value", True)], [[value]]))["A2"].value
    assert cell in (None, "abc", "NaN", "x" * LONGEST_TEXT)


def head_of(sheet) -> dict[str, str]:
    return {row[0].value: row[1].value for row in sheet.iter_rows(max_row=7, max_col=2) if row[0].value}


@pytest.mark.parametrize("path", [PAIR, "/ru/events/ciie-7/", "/ru/agreements/", "/ru/sources/{source}/"])
def test_both_files_say_where_their_rows_come_from(client, seeded, path):
    path = path.format(source=Source.objects.public().order_by("pk").last().pk)
    sheet = sheet_of(client.get(f"{path}?format=xlsx").content)
    head = head_of(sheet)
    assert set(head) == {"Название", "Сайт", "Страница", "Источники", "Лицензия", "Данные на", "Получено"}
    assert head["Страница"] == f"http://testserver{path}"
    text = client.get(f"{path}?format=csv").content.decode()
    assert text.startswith("\ufeff# Название,")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {name.removeprefix("# "): says for name, says in lines[: len(head)]} == head
    assert lines[len(head)] == [cell.value for cell in sheet[len(head) + 2] if cell.value]


def test_the_files_of_a_pair_have_its_rows_and_name_its_sources(client, seeded):
    rows = client.get(f"{PAIR}?format=json&page_size=200").json()["results"]
    sheet = sheet_of(client.get(f"{PAIR}?format=xlsx").content)
    names = [cell.value for cell in sheet[9]]
    table = [dict(zip(names, line, strict=True)) for line in sheet.iter_rows(min_row=10, values_only=True)]
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert [Decimal(str(row["value"])) for row in table] == [Decimal(row["value"]) for row in rows]
    assert "World Bank WITS" in head_of(sheet)["Источники"]


def test_the_table_of_an_event_is_its_figures(client, seeded):
    text = client.get("/ru/events/ciie-7/?format=csv").content.decode()
    assert "80010000000" in text
    assert "deals" in text


def test_the_api_writes_rows_alone(client, seeded):
    text = client.get("/api/v1/observations/?format=csv").content.decode()
    assert text.startswith("id,url,series,")
    assert client.get("/api/v1/observations/?format=xlsx").status_code == 400


def test_a_file_of_a_long_list_says_where_it_goes_on(client, seeded):
    text = client.get(f"{PAIR}?format=csv&page_size=5").content.decode()
    assert "# Остальные строки,http://testserver/ru/trade/chn-kaz/?" in text
    assert "cursor=" in text


def test_a_hidden_source_is_in_no_file(client, seeded):
    make_observation("CHN.CHN.KAZ.X.TOTAL.V.USD", source=make_hidden_source(title="Draft", publisher="Secret desk"))
    for form in ("csv", "xlsx"):
        content = client.get(f"{PAIR}?format={form}").content
        text = content.decode() if form == "csv" else str(list(sheet_of(content).values))
        assert "Secret" not in text


def test_a_file_names_the_sources_of_its_own_rows_though_the_page_shows_fewer(client, db):
    """Rows of single goods stand in no table of the page, and in its file."""
    make_observation("KAZ.KAZ.CHN.X.TOTAL.V.USD", source=make_source(title="Yearbook"))
    make_observation("KAZ.KAZ.CHN.X.H6-27.V.USD", source=make_source(title="By heading", licence="CC BY 4.0"))
    make_observation("KAZ.KAZ.RUS.X.TOTAL.V.USD", source=make_source(title="Of another pair"))
    text = client.get("/en/trade/chn-kaz/?format=csv").content.decode()
    head = {row[0]: row[1] for row in csv.reader(io.StringIO(text)) if row[0].startswith("# ")}
    assert {name for name in ("Yearbook", "By heading", "Of another pair") if name in head["# Sources"]} == {
        "Yearbook",
        "By heading",
    }
    assert "CC BY 4.0" in head["# Licence"]
    assert head["# Sources"] == head_of(sheet_of(client.get("/en/trade/chn-kaz/?format=xlsx").content))["Sources"]
