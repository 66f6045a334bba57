"""Our own layout, for tables typed or gathered by hand: CSV or XLSX, one value a line, columns in any order.

============  ==================================================================================================
area          whose trade: ISO 3166-1 alpha-3 (``KAZ``), a code of this site or an English name
counterpart   the other side; ``WLD`` is the world
flow          ``X`` exports, ``M`` imports, ``RX`` re-exports, ``RM`` re-imports, ``T`` turnover
period        ``2024``, ``2024-Q1``, ``2024-01``, ``2024-01-05`` or ``2024-01-01/P9M``
value         a number, or a mark such as ``..`` for missing
unit          an ISO 4217 currency for values (``USD``), a unit code for quantities (``T``), ``PC`` for growth
reporter      whose statistics; ``_X``: not stated, also if empty where the editor does not say it
commodity     edition and code (``H6-27``, ``S4-333``, ``EB-S``); empty or ``TOTAL``: all goods
measure       ``V`` value (also if empty), ``Q`` quantity, ``G`` growth on the same period a year earlier
scale         the factor of the value: 1 (also if empty), 1000, 1000000 …
valuation     ``FOB``, ``CIF`` or empty
trade_type    ``S`` services, ``C`` goods; empty: what the commodity is
status        SDMX observation status; empty: ``A``, or ``O`` where the value is missing
resolution    the size of the last stated digit in base units; empty: the last digit written
note          anything; it is not read
============  ==================================================================================================

The first six columns are required.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

import openpyxl
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from trade.readers import areas, commodities, reasons, units
from trade.readers.cells import CellError, Exact, is_missing
from trade.readers.desk import FLOWS, MISSING_STATUSES
from trade.readers.row import Row
from trade.readers.sheets import Item, Sheet, folded, long
from trade.series_keys import GOODS, NOT_STATED, SERVICES, SeriesKey

NAME = "template"
REQUIRED = ("area", "counterpart", "flow", "period", "value", "unit")
NOTE = "note"
COLUMNS = (
    *REQUIRED,
    "reporter",
    "commodity",
    "measure",
    "scale",
    "valuation",
    "trade_type",
    "status",
    "resolution",
    NOTE,
)
# A line of the empty form that shows how to fill it in; its number is made up, so a file that still has it is told.
EXAMPLE = {
    "area": "KAZ",
    "counterpart": "CHN",
    "flow": "X",
    "period": "2024-01",
    "value": "1234.5",
    "unit": "USD",
    "reporter": "KAZ",
    "commodity": "H6-27",
    "measure": "V",
    "scale": "1000",
    "valuation": "FOB",
    "trade_type": "C",
    "status": "A",
    "resolution": "100",
}
_ALIKE = 3  # required columns by which a header is known that was meant to be this one
_STATUSES = ("A", "B", "D", "E", "F", "P", "U", *MISSING_STATUSES)


def matches(header: list[str]) -> bool:
    return not missing(header)


def missing(header: list[str]) -> list[str]:
    """The required columns that *header* lacks."""
    names = {folded(name) for name in header}
    return [name for name in REQUIRED if name not in names]


def resembles(header: list[str]) -> bool:
    """Whether *header* was probably meant for this layout, though it lacks columns."""
    return len(missing(header)) <= len(REQUIRED) - _ALIKE


def read(sheet: Sheet) -> Iterator[Item]:
    place = {name: -1 if (at := sheet.place(name)) is None else at for name in COLUMNS}
    sheet.learn_style([place["value"], place["resolution"]] if place["resolution"] >= 0 else [place["value"]])
    desk = sheet.desk
    sheet.leave_unread(name for name in sheet.header if folded(name) not in COLUMNS)
    if place["scale"] < 0:
        sheet.refuse_scale_in_titles()

    def read_line(cells: list[str]) -> Row:
        cells = [*cells, ""]
        texts = {name: cells[at].strip() for name, at in place.items()}
        power = units.power_of_factor(texts["scale"] or "1")
        if power is None:
            raise CellError(reasons.SCALE, "scale", texts["scale"])
        status = texts["status"].upper()
        if status and status not in _STATUSES:
            raise CellError(reasons.STATUS_UNKNOWN, "status", texts["status"])
        key = _key(sheet, texts)
        value = texts["value"]
        if all(texts[name] == cell for name, cell in EXAMPLE.items()):
            desk.flag(reasons.EXAMPLE_KEPT, texts[NOTE])
        if key.measure == "G" and value.endswith("%"):
            value = Exact(value[:-1]) if isinstance(cells[place["value"]], Exact) else value[:-1]
        elif key.measure == "V":
            sheet.add_scale(key.unit, power)
        found = desk.with_size(desk.number(value, "value", power), texts["resolution"], "resolution")
        return desk.row(key, desk.period(texts["period"], "period"), found, status or "A")

    return long(sheet, read_line)


def _key(sheet: Sheet, texts: Mapping[str, str]) -> SeriesKey:
    desk = sheet.desk
    flow, measure = texts["flow"].upper(), texts["measure"].upper() or "V"
    unit, valuation = texts["unit"].upper(), texts["valuation"].upper() or NOT_STATED
    commodity = _commodity(sheet, texts["commodity"])
    trade_type = texts["trade_type"].upper() or (SERVICES if commodity.startswith("EB-") else GOODS)
    for column, value, legal, reason in (
        ("flow", flow, FLOWS, reasons.FLOW_UNKNOWN),
        ("measure", measure, ("V", "Q", "G"), reasons.MEASURE),
        ("valuation", valuation, (NOT_STATED, "FOB", "CIF"), reasons.VALUATION),
        ("trade_type", trade_type, (GOODS, SERVICES), reasons.TRADE_TYPE),
    ):
        if value not in legal:
            raise CellError(reason, column, texts[column])
    if not units.fits(measure, unit):
        raise CellError(reasons.UNIT, "unit", texts["unit"])
    area = _area(sheet, texts, "area", reports=flow != "T")
    stated = texts["reporter"] not in ("", NOT_STATED)
    said = "" if texts["reporter"] else sheet.given.reporter
    return desk.key(
        _area(sheet, texts, "reporter", reports=True) if stated else said or NOT_STATED,
        area,
        _area(sheet, texts, "counterpart"),
        flow,
        commodity,
        measure=measure,
        unit=unit,
        valuation=valuation,
        trade_type=trade_type,
        columns=("reporter", "counterpart"),
    )


def _area(sheet: Sheet, texts: Mapping[str, str], column: str, *, reports: bool = False) -> str:
    text = texts[column]
    # «NA» is far more often a missing name than Namibia's code of two letters, which this layout does not use.
    found = None if is_missing(text) else areas.find(text)
    return sheet.desk.area(found, column, text, reports=reports)


def _commodity(sheet: Sheet, text: str) -> str:
    if not text or commodities.is_total(text):
        return commodities.TOTAL
    scheme, dash, code = text.partition("-")
    if not dash:
        raise CellError(reasons.EDITION_MISSING, "commodity", text)
    return sheet.desk.commodity(commodities.scheme_of(scheme, "commodity"), code, column="commodity")


def lines_of(rows: Iterable[Row]) -> Iterator[list[str]]:
    """The header and *rows* as this layout writes them; :func:`read` gives the same rows back."""
    yield list(COLUMNS)
    for row in rows:
        key = row.key
        value, size = ("", "") if row.value is None else (f"{row.value:f}", f"{row.resolution:f}")
        parts = [key.area, key.counterpart, key.flow, row.period.iso, value, key.unit, key.reporter, key.commodity]
        valuation = "" if key.valuation == NOT_STATED else key.valuation
        yield [*parts, key.measure, "1", valuation, key.trade_type, row.status, size, ""]


def form(label: str) -> list[list[str]]:
    """The header and the example, which *label* calls one: what is handed out to be filled in."""
    return [list(COLUMNS), [*EXAMPLE.values(), label]]


def as_csv(lines: Iterable[Sequence[str]]) -> bytes:
    """*lines*, the header among them, in UTF-8 with a byte order mark, so that spreadsheets keep the letters."""
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Iterable[Sequence[str]], notes: Iterable[Sequence[str]] = ()) -> bytes:
    """The same as a workbook. *notes* explain the columns in the editor's language, on a sheet of their own."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "trade"
    _fill(sheet, lines, 14)
    if notes := list(notes):
        _fill(book.create_sheet("notes"), notes, 14)
        book["notes"].column_dimensions["B"].width = 90
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, lines: Iterable[Sequence[str]], width: int) -> None:
    for line in lines:
        sheet.append(line)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"
