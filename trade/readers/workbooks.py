"""Sheets of an .xlsx workbook as lines of text cells; openpyxl parses with defusedxml and never evaluates a formula."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from typing import IO

from openpyxl.cell.text import Text
from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.excel import SHARED_STRINGS, ExcelReader
from openpyxl.workbook import Workbook
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from trade.readers import reasons
from trade.readers.cells import FORMULA, SHOWN_SCALED, Exact
from trade.readers.limits import Limits
from trade.readers.opening import Opened
from trade.readers.row import Refused
from trade.readers.tables import Line, Table, limited, with_head

_NO_VALUE = ("#N/A", "#DIV/0!", "#NULL!")  # the other errors are those of a broken formula
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_BLOCK, _LONGEST_MARK = 1 << 16, 1 << 10
_FORMULA_MARK = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_BY_THOUSANDS = re.compile(r"[0#?],+(?:$|[^0#?,])")


def tables(opened: Opened, limits: Limits) -> Iterator[Table]:
    """The sheets that have cells, in the order of the workbook. Refused if it cannot be read."""
    with _readable():
        # The second view has the formulas where the first has their values: only both tell a missing value.
        first = _Reader(opened, limits, data_only=True)
        values = first.book()
        formulas = _Reader(opened, limits, data_only=False, texts=first.shared_strings).book()
        names = [sheet.title for sheet in values.worksheets]
        # Nobody who looks at the workbook sees the others: they come last.
        ordered = sorted(names, key=lambda name: values[name].sheet_state != "visible")
    for name in ordered:
        lines = limited(_lines(values[name], formulas[name], limits), limits)
        others = tuple(other for other in names if other != name)
        table = with_head(lines, sheet=name, others=others, hidden=values[name].sheet_state != "visible")
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
    formats = _Formats()
    with _readable():
        second = formulas.iter_rows() if _may_have_formulas(formulas) else ()
        pairs = zip_longest(values.iter_rows(), second, fillvalue=())
        for number, (row, written) in enumerate(pairs, start=1):
            if len(row) > limits.cells:
                raise Refused(reasons.TOO_MANY_CELLS, str(limits.cells))
            cells = ["" if cell.value is None else _text(cell, formats, limits) for cell in row]
            for place, cell in enumerate(written):
                if cell.data_type == "f" and place < len(cells) and row[place].value is None:
                    cells[place] = FORMULA
            yield number, cells


def _may_have_formulas(sheet) -> bool:
    """A glance at the bytes of *sheet*: one without formulas need not be parsed a second time."""
    before = b""
    with sheet._get_source() as part:
        while block := part.read(_BLOCK):
            # Bytes of zero are those of UTF-16, in which nothing would be found.
            if b"\0" in block or _FORMULA_MARK.search(before + block):
                return True
            before = block[-_LONGEST_MARK:]
    return False


class _Formats(dict[int, str]):
    """What the format of a cell does to what it shows, by the number of its style."""

    def of(self, cell) -> str:
        style = cell._style_id
        if style not in self:
            try:
                self[style] = _effect(cell.number_format or "")
            except IndexError:  # a style that the workbook does not have
                self[style] = ""
        return self[style]


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


def _text(cell, formats: _Formats, limits: Limits) -> str:
    value = cell.value
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return _shown_number(value, formats.of(cell))
        case date():
            day = (value.date() if isinstance(value, datetime) else value).isoformat()
            return {"year": day[:4], "month": day[:7]}.get(formats.of(cell), day)
    text = str(value)
    if cell.data_type == "e" and text in _NO_VALUE:
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
