"""Sheets of an .xlsx workbook as lines of text cells; openpyxl parses with defusedxml and never evaluates a formula."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import IO

from openpyxl.cell.text import Text
from openpyxl.chartsheet import Chartsheet
from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.excel import SHARED_STRINGS, ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from trade.readers import reasons
from trade.readers.cells import FORMULA, SHOWN_SCALED, Exact
from trade.readers.limits import Limits
from trade.readers.opening import Opened
from trade.readers.row import Refused
from trade.readers.sheet_parts import Parser, rows_of
from trade.readers.tables import Line, Table, limited, with_head

_NO_VALUE = ("#N/A", "#DIV/0!", "#NULL!")  # the other errors are those of a broken formula
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_BY_THOUSANDS = re.compile(r"[0#?],+(?:$|[^0#?,])")


def tables(opened: Opened, limits: Limits) -> Iterator[Table]:
    """The sheets that have cells, in the order of the workbook. Refused if it cannot be read."""
    with _readable():
        book = _Reader(opened, limits).book()
        names = [sheet.title for sheet in book.worksheets]
        # Nobody who looks at the workbook sees the others: they come last.
        ordered = sorted(names, key=lambda name: book[name].sheet_state != "visible")
    for name in ordered:
        lines = limited(_lines(book[name], limits), limits)
        others = tuple(other for other in names if other != name)
        table = with_head(lines, sheet=name, others=others, hidden=book[name].sheet_state != "visible")
        if table.head:
            yield table


class _Sheet(ReadOnlyWorksheet):
    """openpyxl's own, which would look for the size of the sheet first: through all of it, if it is not stated."""

    def _get_size(self) -> None:
        pass


class _Reader(ExcelReader):
    """openpyxl's own, but for the texts that all sheets share, which are counted, and for the sheets."""

    shared_strings: list[str]
    package: Manifest

    def __init__(self, opened: Opened, limits: Limits):
        super().__init__(opened.file, read_only=True, data_only=True)
        self.limits = limits

    def book(self) -> Workbook:
        self.read()
        return self.wb

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as file:
                self.shared_strings = list(_texts(_Counted(file, self.limits), self.limits))

    def read_worksheets(self) -> None:
        """Sheets of a chart keep their place, and are not looked at."""
        for sheet, relation in self.parser.find_sheets():
            if relation.target not in self.valid_files:
                continue
            if "chartsheet" in relation.Type:
                self.wb._sheets.append(Chartsheet(self.wb, sheet.name))
                continue
            found = _Sheet(self.wb, sheet.name, relation.target, self.shared_strings)
            found.sheet_state = sheet.state
            self.wb._sheets.append(found)


class _Counted:
    """A part of a workbook that is read no further than its limit, whatever the archive says of its size."""

    def __init__(self, file: IO[bytes], limits: Limits):
        self.file, self.limit, self.size = file, limits.texts_size, 0

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(size)
        self.size += len(block)
        if self.size > self.limit:
            raise Refused(reasons.TOO_MANY_TEXTS, f"{self.limit} B")
        return block


def _texts(file: _Counted, limits: Limits) -> Iterator[str]:
    """As openpyxl reads them."""
    count, whole = 0, None
    for event, node in iterparse(file, events=("start", "end")):
        if whole is None:
            whole = node
        if event == "end" and node.tag == f"{{{SHEET_MAIN_NS}}}si":
            count += 1
            if count > limits.texts:
                raise Refused(reasons.TOO_MANY_TEXTS, str(limits.texts))
            yield Text.from_tree(node).content.replace("x005F_", "")
            whole.clear()


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except Refused:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part led it to
        raise Refused(reasons.DAMAGED, type(error).__name__) from error


def _lines(sheet: _Sheet, limits: Limits) -> Iterator[Line]:
    book = sheet.parent
    formats = _Formats(book)
    with _readable(), sheet._get_source() as part:
        dates, spans = book._date_formats, book._timedelta_formats
        # The size that a workbook states for a sheet may be a lie or huge; the rows themselves are counted instead.
        for number, row in rows_of(part, Parser(sheet._shared_strings, book.epoch, dates, spans)):
            width = max(row, default=-1) + 1
            if width > limits.cells:
                raise Refused(reasons.TOO_MANY_CELLS, str(limits.cells))
            cells = [""] * width
            for place, (kind, value, style, has_formula) in row.items():
                if value is not None:
                    cells[place] = _text(kind, value, style, formats, limits)
                elif has_formula:
                    cells[place] = FORMULA
            yield number, cells


class _Formats(dict[int, str]):
    """What the format of a cell does to what it shows, by the number of its style."""

    def __init__(self, book: Workbook):
        super().__init__()
        self.book = book

    def __missing__(self, style: int) -> str:
        try:
            self[style] = _effect(self._code(self.book._cell_styles[style].numFmtId))
        except IndexError:  # a style that the workbook does not have
            self[style] = ""
        return self[style]

    def _code(self, number: int) -> str:
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return BUILTIN_FORMATS.get(number, "General")
        return self.book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE] or ""


def _effect(code: str) -> str:
    """«year», «month», «percent» or «scaled» for a format such as ``mmm-yy``, else nothing."""
    code = _LITERAL.sub("", code.split(";")[0]).casefold()
    if "%" in code:
        return "percent"
    if _BY_THOUSANDS.search(code):
        return "scaled"
    if "y" in code and "d" not in code and "h" not in code:
        return "month" if "m" in code else "year"
    return ""


def _text(kind: str, value: object, style: int, formats: _Formats, limits: Limits) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return _shown_number(value, formats[style])
        case date():
            day = (value.date() if isinstance(value, datetime) else value).isoformat()
            return {"year": day[:4], "month": day[:7]}.get(formats[style], day)
    text = str(value)
    if kind == "e" and text in _NO_VALUE:
        return "#N/A"
    if len(text) > limits.cell_length:
        raise Refused(reasons.CELL_TOO_LONG, str(limits.cell_length))
    return text


def _shown_number(value: float, effect: str) -> str:
    """The number that the cell holds; as a person sees it where it shows a percentage."""
    if effect == "scaled":
        return SHOWN_SCALED
    if effect == "percent":
        return Exact(f"{(Decimal(repr(value)) * 100).normalize():f}%")
    return Exact(value) if isinstance(value, int) else Exact(_number(value))


def _number(value: float) -> str:
    """A workbook keeps doubles; the shortest decimal that means this double is what its author saw."""
    text = repr(value)
    if text.endswith(".0"):
        return text[:-2]
    if "e" in text:
        plain = f"{value:.20f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.0f}"
        return plain if float(plain) == value else text
    return text
