"""A text or a sheet as numbered lines of cells, read as they are needed."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

from trade.readers import reasons
from trade.readers.limits import Limits
from trade.readers.opening import Opened
from trade.readers.row import Refused

Line = tuple[int, list[str]]
SEPARATORS = ",;\t|"
HEAD = 400  # lines that are looked at before reading begins
_SAMPLE = 1 << 16


@dataclass(slots=True)
class Table:
    """``head`` holds the first lines, ``lines`` all of them; ``separator`` is empty for a sheet.

    ``others`` are the names of the other sheets of a workbook; ``ends_open`` is true where the last line has no end.
    """

    head: list[Line]
    lines: Iterator[Line]
    separator: str = ""
    sheet: str = ""
    others: tuple[str, ...] = ()
    hidden: bool = False
    ends_open: bool = False


def limited(lines: Iterator[Line], limits: Limits) -> Iterator[Line]:
    """*lines* without blank ones; Refused once they are more than *limits* allow."""
    count = cells = 0
    for line, row in lines:
        cells += len(row)
        if line > limits.rows * 4:
            raise Refused(reasons.TOO_MANY_ROWS, str(limits.rows))
        if cells > limits.cells:
            raise Refused(reasons.TOO_MANY_CELLS, str(limits.cells))
        if not any(row):
            continue
        count += 1
        if count > limits.rows:
            raise Refused(reasons.TOO_MANY_ROWS, str(limits.rows))
        yield line, row


def with_head(lines: Iterator[Line], **parts) -> Table:
    head = list(islice(lines, HEAD))
    return Table(head, chain(head, lines), **parts)


def of_text(
    opened: Opened, encoding: str, limits: Limits, knows: Callable[[list[str]], bool] = lambda _cells: False
) -> Table:
    """The table of a delimited text. The separator is the one that gives most lines the same number of cells.

    Where *knows* recognises a header, the separator is the one of that line: decimal commas may agree as well.
    """
    text = io.TextIOWrapper(_Unclosed(opened.file), encoding=encoding, errors="strict", newline="")
    sample = text.read(_SAMPLE)
    separator = separator_of(sample, knows)
    text.seek(0)
    lines = limited(_rows(text, separator, limits), limits)
    return with_head(lines, separator=separator, ends_open=_ends_open(opened, encoding))


def _ends_open(opened: Opened, encoding: str) -> bool:
    """Whether the last line has no end: a download may have stopped within its last number."""
    place = opened.file.tell()
    opened.file.seek(max(0, opened.size - 64) // 4 * 4)
    end = opened.file.read().decode(encoding, "ignore")
    opened.file.seek(place)
    return not end.rstrip(" \t\0\x1a").endswith(("\n", "\r"))


def separator_of(sample: str, knows: Callable[[list[str]], bool]) -> str:
    named = re.match(r"\ufeff?\"?sep=(.)\"?[\r\n]", sample)
    if named:
        return named[1]
    kept = sample.splitlines()[:200]
    if len(sample) >= _SAMPLE and len(kept) > 1:
        kept = kept[:-1]
    ranked = sorted(SEPARATORS, key=lambda separator: (-_agreement(kept, separator), SEPARATORS.index(separator)))
    return next((separator for separator in ranked if _has_header(kept, separator, knows)), ranked[0])


def _has_header(lines: list[str], separator: str, knows: Callable[[list[str]], bool]) -> bool:
    try:
        rows = list(islice(_reader(lines, separator), 40))
    except csv.Error:
        return False
    return any(len(row) > 1 and knows([_unquoted(cell) for cell in row]) for row in rows)


def _agreement(lines: list[str], separator: str) -> int:
    """Cells in lines that have as many as most other lines: a sign inside prose gives no such agreement."""
    try:
        widths = Counter(len(row) for row in _reader(lines, separator) if row)
    except csv.Error:
        return 0
    return max((count * (width - 1) for width, count in widths.items() if width > 1), default=0)


def _quoting(separator: str) -> Literal[0, 3]:
    """Tab-separated exports do not quote by the rules (ITC's leave quotes open): there quotes are only trimmed."""
    return csv.QUOTE_NONE if separator == "\t" else csv.QUOTE_MINIMAL


def _reader(lines: Iterable[str], separator: str):
    """Some programs put a space between a separator and the quotation mark after it."""
    return csv.reader(lines, delimiter=separator, quoting=_quoting(separator), skipinitialspace=True)


def _rows(text: io.TextIOWrapper, separator: str, limits: Limits) -> Iterator[Line]:
    by_tabs = separator == "\t"
    reader = _reader(text, separator)
    before = 0
    try:
        for row in reader:
            line, before = before + 1, reader.line_num
            if before - line > 0 and _swallowed(row, before - line, separator):
                raise Refused(reasons.BROKEN_QUOTES, str(line))
            if by_tabs:
                row = [_unquoted(cell) for cell in row]
            if line == 1 and row:
                row[0] = row[0].lstrip("\ufeff")
                if len(row) <= 2 and row[0].startswith("sep="):
                    continue
            yield line, row
    except csv.Error as error:
        long = "field larger" in str(error)
        raise Refused(reasons.CELL_TOO_LONG if long else reasons.BROKEN_QUOTES, str(before + 1)) from error


def _swallowed(row: list[str], extra: int, separator: str) -> bool:
    """A quote that was never closed takes the following lines with it; a note of several lines does not look so."""
    longest = max(row, key=len)
    return longest.count(separator) > 3 * longest.count("\n") > 0 or extra > 100


def _unquoted(cell: str) -> str:
    cell = cell.strip()
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    if cell.count('"') == 1:
        return cell.strip('"').strip()
    return cell


class _Unclosed(io.BufferedReader):
    """A view of a file whose closing leaves the file itself open: it may belong to the caller."""

    def __init__(self, file):
        super().__init__(_Raw(file))


class _Raw(io.RawIOBase):
    def __init__(self, file):
        self._file = file
        self._file.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer) -> int:
        block = self._file.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)
