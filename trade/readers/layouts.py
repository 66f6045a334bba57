"""The layouts that are read, and the search for the header of one of them in the first lines of a table."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from trade.readers import codes, comtrade, comtrade_json, gacc, reasons, sdmx_csv, template, trademap, wits, worldbank
from trade.readers.given import Given
from trade.readers.row import Refused
from trade.readers.sheets import Item, Sheet
from trade.readers.tables import SEPARATORS, Table
from trade.readers.texts import shown

_DEEPEST_HEADER = 40  # lines of titles that may stand above it
_LONG = 10  # lines; messages of servers are shorter
_LONGEST_HEADER = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Layout:
    """``matches`` says whether a line of cells is this layout's header; ``read`` may raise Refused at once."""

    name: str
    matches: Callable[[list[str]], bool]
    read: Callable[[Sheet], Iterator[Item]]


_TABLES = (
    Layout(comtrade.NEW, comtrade.matches_new, comtrade.read_new),
    Layout(comtrade.OLD, comtrade.matches_old, comtrade.read_old),
    Layout(sdmx_csv.NAME, sdmx_csv.matches, sdmx_csv.read),
    Layout(wits.NAME, wits.matches, wits.read),
    Layout(worldbank.NAME, worldbank.matches, worldbank.read),
    Layout(gacc.NAME, gacc.matches, gacc.read),
    Layout(trademap.NAME, trademap.matches, trademap.read),
    Layout(template.NAME, template.matches, template.read),
)

#: The names that ``--format`` takes besides ``auto``.
LAYOUTS = (*(layout.name for layout in _TABLES), comtrade_json.NAME)


def find(tables: Iterable[Table], format: str, given: Given) -> tuple[Layout, Sheet]:
    """The first table with a known header. Refused if there is none, with what was there instead."""
    seen: list[Table] = []
    for table in tables:
        seen.append(table)
        for place, (_line, cells) in enumerate(table.head[:_DEEPEST_HEADER]):
            header = [cell.strip() for cell in cells]
            layout = next((layout for layout in _TABLES if layout.matches(header)), None)
            if layout and format in ("auto", layout.name):
                return layout, _sheet(table, place, header, given, layout)
            if layout:
                raise Refused(reasons.NOT_THIS_LAYOUT, layout.name)
    raise _foreign(seen, format)


def _sheet(table: Table, place: int, header: list[str], given: Given, layout: Layout) -> Sheet:
    width = len(header)
    while width and not header[width - 1]:
        width -= 1
    lines = table.lines
    for _skipped in range(place + 1):
        next(lines)
    sample = table.head[place + 1 :]
    if not sample:
        raise Refused(reasons.EMPTY)
    facts = {"separator": table.separator} if table.separator else {"sheet": shown(table.sheet)}
    above = table.head[:place]
    sheet = Sheet(header[:width], table.head[place][0], above, sample, lines, table.separator, given, facts=facts)
    sheet.is_header, sheet.ends_open = layout.matches, table.ends_open
    if table.hidden:
        sheet.desk.flag(reasons.HIDDEN_SHEET, table.sheet)
    if table.others:
        sheet.desk.flag(reasons.OTHER_SHEETS, ", ".join(table.others)[:200])
    return sheet


def _foreign(tables: list[Table], format: str) -> Refused:
    lines = [cells for table in tables for _line, cells in table.head[:_DEEPEST_HEADER]]
    if not lines:
        return Refused(reasons.EMPTY)
    if listed := next(filter(None, map(codes.layout_of, lines)), ""):
        return Refused(reasons.CODE_LIST, listed)
    if lacking := _lacking(lines, format):
        return Refused(reasons.TEMPLATE_COLUMNS, ", ".join(lacking))
    if format != "auto":
        return Refused(reasons.NOT_THIS_LAYOUT, format)
    if any(len(cells) == 1 and _hides_header(cells[0]) for cells in lines):
        return Refused(reasons.LINES_QUOTED)
    widest = max(lines[:5], key=len)
    words = ", ".join(cell for cell in widest if cell)[:200]
    is_message = len(widest) < 2 and len(lines) < _LONG
    return Refused(reasons.ERROR_BODY if is_message else reasons.FOREIGN_TABLE, words)


def _lacking(lines: list[list[str]], format: str) -> list[str]:
    """What the header lacks to be our template, if it was meant to be one."""
    if format not in ("auto", template.NAME):
        return []
    nearest = min(lines, key=lambda cells: len(template.missing(cells)))
    return template.missing(nearest) if format == template.NAME or template.resembles(nearest) else []


def _hides_header(cell: str) -> bool:
    """Whether a whole line stands in quotation marks, as some programs save a table that was pasted into one column."""
    rows = (next(csv.reader([cell], delimiter=separator), []) for separator in SEPARATORS if separator in cell)
    return len(cell) < _LONGEST_HEADER and any(map(knows, rows))


def knows(cells: list[str]) -> bool:
    """Whether *cells* are the header of a layout."""
    header = [cell.strip() for cell in cells]
    return any(layout.matches(header) for layout in _TABLES)
