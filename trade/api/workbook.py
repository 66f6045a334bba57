"""A table as an XLSX file. Pure: plain values in, bytes out.

Numbers are numbers, everything else is typed as text: a text that begins with «=» stays a text, and a code such as
«01» keeps its nought. Nothing is evaluated.
"""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

LONGEST_TEXT = 32_767  # characters in a cell
MOST_DIGITS = 15  # of a number: spreadsheets hold no more
WIDTH_OF_TEXT, WIDTH_OF_NUMBER = 24, 18
BOLD = Font(bold=True)


class Heading(NamedTuple):
    name: str
    is_number: bool = False


def write_workbook(
    head: Sequence[tuple[str, str]], headings: Sequence[Heading], rows: Iterable[Sequence[Any]]
) -> bytes:
    """One sheet: the lines of *head* (word, what it says), an empty line, the headings, the *rows* below them.

    Values of a column of numbers may be given as text, as JSON has decimals; one with more digits than a spreadsheet
    holds stays a text, and so does a list of several.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    for index, heading in enumerate(headings, start=1):
        width = WIDTH_OF_NUMBER if heading.is_number else WIDTH_OF_TEXT
        sheet.column_dimensions[get_column_letter(index)].width = width
    above = len(head) + 1 if head else 0
    sheet.freeze_panes = f"A{above + 2}"
    for word, says in head:
        sheet.append([_text(sheet, word, bold=True), _text(sheet, says)])
    if head:
        sheet.append([])
    sheet.append([_text(sheet, heading.name, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value, heading) for value, heading in zip(row, headings, strict=True)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: WriteOnlyWorksheet, value: Any, heading: Heading) -> Cell | Decimal | bool | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    number = _number(value) if heading.is_number else None
    return _text(sheet, value) if number is None else number


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and len(number.normalize().as_tuple().digits) <= MOST_DIGITS else None


def _text(sheet: WriteOnlyWorksheet, value: Any, bold: bool = False) -> Cell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST_TEXT])
    cell.data_type = "s"  # whatever it begins with
    if bold:
        cell.font = BOLD
    return cell
