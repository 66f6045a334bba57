"""Cells mean what openpyxl takes them for; what no sheet has is refused while it is read."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from defusedxml.common import DefusedXmlException
from openpyxl.xml.constants import SHEET_MAIN_NS

from trade.readers.sheet_parts import Parser, rows_of

VALUES = (
    *(1, 0, -7, 1.5, 1.23e11, 1e-9, 12345678901234, True, False, "words", " spaced ", "a\nb", "&<>\"'", "КАЗ 中"),
    *(date(2031, 5, 1), datetime(2031, 5, 1, 12, 30), time(12, 30), timedelta(hours=30), "#N/A", "#DIV/0!", None),
)
BODY = f'<worksheet xmlns="{SHEET_MAIN_NS}"><sheetData>{{}}</sheetData></worksheet>'


def workbook() -> bytes:
    made = openpyxl.Workbook()
    for line in range(1, 40):
        for column, value in enumerate(VALUES, 1):
            if (line + column) % 5:
                made.active.cell(line * 2, column * line % 60 + 1, value)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(source: bytes, texts: list[str], dates: set[int] = frozenset(), **parts) -> dict:
    parser = Parser(texts, parts.get("epoch"), dates, parts.get("spans", frozenset()))
    return {
        (number, column): cell[1]
        for number, row in rows_of(io.BytesIO(source), parser)
        for column, cell in row.items()
        if cell[1] is not None
    }


def test_every_kind_of_cell_means_what_openpyxl_takes_it_for():
    source = workbook()
    book = openpyxl.load_workbook(io.BytesIO(source), read_only=True, data_only=True)
    due = {
        (cell.row, cell.column - 1): cell.value
        for row in book.active.iter_rows()
        for cell in row
        if cell.value is not None
    }
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        part = archive.read("xl/worksheets/sheet1.xml")

    texts = book.active._shared_strings
    found = read(part, texts, book._date_formats, epoch=book.epoch, spans=book._timedelta_formats)

    assert len(due) > 400
    assert found == due


@pytest.mark.parametrize(
    ("row", "due"),
    [
        (
            '<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>',
            {(3, 1): 1, (3, 2): 2, (4, 0): 3},
        ),
        ('<row><c t="s"><v>1</v></c></row>', {(1, 0): "second"}),
        ('<row><c t="str"><f>A1</f><v>text</v></c></row>', {(1, 0): "text"}),
        ('<row><c t="inlineStr"><is><t>whole</t></is></c></row>', {(1, 0): "whole"}),
        (
            '<row><c t="inlineStr"><is><r><t>in </t></r><r><t>runs</t></r><rPh><t>ruby</t></rPh></is></c></row>',
            {(1, 0): "in runs"},
        ),
        ('<row><c t="inlineStr"><v>9</v></c><c><v></v></c><c/></row>', {}),
        ('<row><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c></row>', {(1, 0): True, (1, 1): "#REF!"}),
        ('<row><c r="ZZ1"><v>1</v></c></row>', {(1, 701): 1}),
    ],
)
def test_cells_as_programs_write_them(row, due):
    assert read(BODY.format(row).encode(), ["first", "second"]) == due


def test_a_prefix_and_utf_16_change_nothing():
    body = f'<x:worksheet xmlns:x="{SHEET_MAIN_NS}"><x:row><x:c><x:v>5</x:v></x:c></x:row></x:worksheet>'

    assert read(body.encode("utf-16"), []) == {(1, 0): 5}


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE x>",
        '<!DOCTYPE x [<!ENTITY a "ha">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_document_types_and_entities_are_refused(head):
    with pytest.raises(DefusedXmlException):
        read((head + BODY.format("")).encode(), [])


@pytest.mark.parametrize(
    "row",
    [
        '<row><c r="ABCD1"><v>1</v></c></row>',
        '<row><c r="1"><v>1</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="1.5"><c><v>1</v></c></row>',
        f"<row>{'<c/>' * 20_000}</row>",
        f"<row><c><v>{'9' * 2_000_000}</v></c></row>",
        "<row><c><v>many</v></c></row>",
    ],
)
def test_what_no_sheet_has_is_refused(row):
    with pytest.raises(ValueError, match=r"\w"):
        read(BODY.format(row).encode(), [])
