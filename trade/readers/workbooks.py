"""Sheets of an .xlsx workbook as lines of text cells; openpyxl parses with defusedxml and never evaluates a formula."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import zip_longest
from typing import IO

from openpyxl.cell.text import Text
from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.excel import SHARED_STRINGS, ExcelReader
from openpyxl.workbook import Workbook
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from trade.readers import reasons
from trade.readers.cells import FORMULA
from trade.readers.limits import Limits
from trade.readers.opening import Opened
from trade.readers.row import Refused
from trade.readers.tables import Line, Table, limited, with_head

_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")


def tables(opened: Opened, limits: Limits) -> Iterator[Table]:
    """The sheets that have cells, in the order of the workbook. Refused if it cannot be read."""
    with _readable():
        # The second view has the formulas where the first has their values: only both tell a missing value.
        first = _Reader(opened, limits, data_only=True)
        values = first.book()
        formulas = _Reader(opened, limits, data_only=False, texts=first.shared_strings).book()
        names = [sheet.title for sheet in values.worksheets]
    for name in names:
        lines = limited(_lines(values[name], formulas[name], limits), limits)
        table = with_head(lines, sheet=name, others=tuple(other for other in names if other != name))
        if table.head:
            yield table


class _Reader(ExcelReader):
    """openpyxl's own, but for the texts that all sheets share: those are counted, and read once for both views."""

    shared_strings: list[str]
    package: Manifest

    def __init__(self, opened: Opened, limits: Limits, *, data_only: bool, texts: list[str] | None = None):
        super().__init__(opened.file, read_only=True, data_only=data_only)
        self.limits, self.texts = limits, texts

    def book(self) -> Workbook:
        self.read()
        return self.wb

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if self.texts is not None:
            self.shared_strings = self.texts
        elif part is not None:
            with self.archive.open(part.PartName[1:]) as file:
                self.shared_strings = list(_texts(_Counted(file, self.limits), self.limits))


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


def _lines(values, formulas, limits: Limits) -> Iterator[Line]:
    # The size that a workbook states for a sheet may be a lie or huge; the rows themselves are counted instead.
    for sheet in (values, formulas):
        sheet.reset_dimensions()
    with _readable():
        pairs = zip_longest(values.iter_rows(), formulas.iter_rows(), fillvalue=())
        for number, (row, written) in enumerate(pairs, start=1):
            if len(row) > limits.cells:
                raise Refused(reasons.TOO_MANY_CELLS, str(limits.cells))
            cells = [_text(cell.value, limits) for cell in row]
            for place, cell in enumerate(written):
                if cell.data_type == "f" and place < len(cells) and row[place].value is None:
                    cells[place] = FORMULA
            yield number, cells


def _text(value: object, limits: Limits) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return _number(value)
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
    text = str(value)
    if text in _ERRORS:
        return "#N/A"
    if len(text) > limits.cell_length:
        raise Refused(reasons.CELL_TOO_LONG, str(limits.cell_length))
    return text


def _number(value: float) -> str:
    """A workbook keeps doubles; the shortest decimal that means this double is what its author saw."""
    text = repr(value)
    if text.endswith(".0"):
        return text[:-2]
    if "e" in text:
        plain = f"{value:.20f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.0f}"
        return plain if float(plain) == value else text
    return text
