"""ITC Trade Map, saved as text or workbook: years across, products or partners down, the rest in the title if at all.

The text export states neither unit nor reporter nor product: what neither the titles nor the columns say has to be
given by the editor, and nothing is assumed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trade.periods import Period
from trade.readers import areas, commodities, reasons, units
from trade.readers.areas import WORLD
from trade.readers.cells import CellError
from trade.readers.row import Refusal, Refused, Row
from trade.readers.sheets import Item, Sheet, wide
from trade.readers.texts import shown
from trade.readers.years import row_of_years

NAME = "trademap"
_PERIOD = r"(?P<period>\d{4}(?:-?[MQ]\d{1,2})?)"
_PLAIN = re.compile(rf"(?P<flow>Exported|Imported) value in {_PERIOD}(?P<unit>,.*)?", re.IGNORECASE)
_PAIR = re.compile(
    rf"(?P<who>.+?)['’]s?\s+(?P<flow>exports to|imports from)\s+(?P<whom>.+?)[\s,–-]+value in {_PERIOD}(?P<unit>,.*)?",
    re.IGNORECASE,
)
_LIKE_A_PERIOD = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_LONGEST = 200  # characters of a header that are looked at
_DOWN = {"importers": "partners", "exporters": "partners", "productcode": "products", "code": "products"}
_TITLE_REPORTER = re.compile(r"(?:exported|imported) by ([^\t\n:]+?)(?=\s{2}|\s*(?:Product|Unit)\b|$)", re.IGNORECASE)
_TITLE_PRODUCT = re.compile(r"Product\s*:\s*'?(TOTAL|\d{2,6})\b", re.IGNORECASE)
_TITLE_UNIT = re.compile(r"Unit\s*:\s*([^\t\n]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of values: its flow, its period and, in a table of two countries, both of them."""

    place: int
    flow: str
    period: Period
    reporter: str = ""
    partner: str = ""


def matches(header: list[str]) -> bool:
    first = header[0].replace(" ", "").casefold() if header else ""
    return first in _DOWN and any(_match(name) for name in header[1:])


def _match(name: str) -> re.Match | None:
    name = " ".join(name[:_LONGEST].split())
    return _PLAIN.fullmatch(name) or _PAIR.fullmatch(name)


def read(sheet: Sheet) -> Iterator[Item]:
    columns = list(_columns(sheet))
    places = {column.place for column in columns}
    sheet.leave_unread(
        name for place, name in enumerate(sheet.header) if place not in places and _LIKE_A_PERIOD.search(name)
    )
    power = _unit(sheet)
    sheet.learn_style(column.place for column in columns)
    down = sheet.header[0].replace(" ", "").casefold()
    sheet.facts["title"] = shown(sheet.title())
    if _DOWN[down] == "products":
        return _products(sheet, columns, power)
    return _partners(sheet, columns, power, reports_itself=(down == "exporters") == (columns[0].flow == "X"))


def _columns(sheet: Sheet) -> Iterator[Column]:
    seen: set[tuple] = set()
    for place, name in enumerate(sheet.header):
        match = _match(name)
        if not match:
            continue
        parts = match.groupdict()
        flow = "X" if parts["flow"].casefold().startswith("export") else "M"
        try:
            period = sheet.desk.period(parts["period"].replace("-", ""), name)
            pair = [_named(parts[side], name) for side in ("who", "whom")] if "who" in parts else ["", ""]
        except CellError as error:
            raise Refused(reasons.FOREIGN_TABLE, name) from error
        column = Column(place, flow, period, *pair)
        if (what := (flow, period, *pair)) in seen:
            raise Refused(reasons.DUPLICATE_COLUMN, name)
        seen.add(what)
        yield column


def _named(name: str, column: str) -> str:
    area = areas.by_name(name)
    if not area:
        raise CellError(reasons.AREA_UNKNOWN, column, name)
    return area.code


def _unit(sheet: Sheet) -> int:
    titles = [cell for _line, cells in sheet.before for cell in cells]
    stated = [match["unit"].strip(" ,") for name in sheet.header if (match := _match(name)) and match["unit"]]
    stated += [match[1].strip() for cell in titles if (match := _TITLE_UNIT.search(cell))]
    found = {units.money(text) for text in stated} or {money for cell in titles for money in units.mentions(cell)}
    if len(found) > 1:
        raise Refused(reasons.UNIT_CONTRADICTS, ", ".join(dict.fromkeys(stated or titles))[:200])
    money = found.pop() if found else None
    given = sheet.given
    if money is None and not given.unit:
        raise Refused(reasons.UNIT_MISSING, ", ".join(dict.fromkeys(stated))[:200])
    if money is None:
        money = given.money
        sheet.desk.flag(reasons.UNIT_ASSUMED, f"{money[0]} × {10 ** money[1]}")
    sheet.state_unit(*money)
    return money[1]


def _reporter(sheet: Sheet) -> str:
    match = _TITLE_REPORTER.search(sheet.title())
    area = areas.by_name(match[1]) if match else None
    given = sheet.given.reporter
    if area and given and given != area.code:
        raise Refused(reasons.GIVEN_CONTRADICTS, f"{area.code} ≠ {given}")
    code = area.code if area else given
    if not code:
        raise Refused(reasons.REPORTER_MISSING, match[1] if match else "")
    sheet.facts["reporter"] = code
    return code


def _product(sheet: Sheet) -> str:
    match = _TITLE_PRODUCT.search(sheet.title())
    given = sheet.given.commodity
    if match and given and given.rpartition("-")[2] != match[1].upper():
        raise Refused(reasons.GIVEN_CONTRADICTS, f"{match[1]} ≠ {given}")
    if match and (commodities.is_total(match[1]) or sheet.given.classification):
        key = commodities.code_of(sheet.given.classification, match[1]).key
    else:
        key = sheet.given.commodity
    if not key:
        raise Refused(reasons.COMMODITY_MISSING, match[1] if match else "")
    sheet.facts["commodity"] = key
    return key


def _partners(sheet: Sheet, columns: list[Column], power: int, *, reports_itself: bool) -> Iterator[Item]:
    """A line for each country: the partner of one reporter, or a reporter of its trade with the world."""
    desk, product = sheet.desk, _product(sheet)
    reporter = "" if reports_itself else _reporter(sheet)

    def read_line(cells: list[str]) -> list[Row | Refusal]:
        named = desk.area(areas.by_name(cells[0]), sheet.header[0], cells[0], reports=reports_itself)
        who, whom = (named, WORLD) if reports_itself else (reporter, named)
        return _rows(sheet, columns, cells, power, who, whom, product)

    return wide(sheet, read_line)


def _products(sheet: Sheet, columns: list[Column], power: int) -> Iterator[Item]:
    desk, edition, label = sheet.desk, sheet.given.classification, sheet.place("Product label")
    reporter = "" if columns[0].reporter else _reporter(sheet)

    def read_line(cells: list[str]) -> list[Row | Refusal]:
        code = cells[0].strip("' ’")
        if not edition and not commodities.is_total(code):
            raise CellError(reasons.EDITION_MISSING, sheet.header[0], code)
        name = cells[label] if label is not None else ""
        product = desk.commodity(edition, code, column=sheet.header[0], name=name)
        return _rows(sheet, columns, cells, power, reporter, WORLD, product)

    return wide(sheet, read_line)


def _rows(
    sheet: Sheet, columns: list[Column], cells: list[str], power: int, who: str, whom: str, product: str
) -> list[Row | Refusal]:
    rows: list[Row | Refusal] = []
    for column in columns:
        reporter, partner = column.reporter or who, column.partner or whom
        names = (sheet.header[0], sheet.header[0])
        unit = sheet.facts["unit"]
        try:
            key = sheet.desk.key(reporter, reporter, partner, column.flow, product, unit=unit, columns=names)
        except CellError as error:
            rows.append(sheet.desk.refusal(error))
            continue
        rows += row_of_years(sheet.desk, key, [(column.place, column.period)], cells, power)
    return rows
