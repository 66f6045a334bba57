"""World Bank tables with the years across and lines above the header: development indicators of every country.

Goods traded with the world and services traded with the world (balance of payments) are rows; other indicators are
refused by line. Regions and income groups stand among the countries and report nothing: they are refused by line.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trade.periods import Period
from trade.readers import areas, reasons
from trade.readers.areas import WORLD
from trade.readers.cells import CellError
from trade.readers.row import Refusal, Refused, Row
from trade.readers.sheets import Item, Sheet, wide
from trade.readers.tables import HEAD
from trade.readers.years import row_of_years, years_in, years_of
from trade.series_keys import GOODS, SERVICES

NAME = "worldbank"


@dataclass(frozen=True, slots=True)
class Indicator:
    flow: str
    commodity: str
    trade_type: str


INDICATORS = {
    "TX.VAL.MRCH.CD.WT": Indicator("X", "TOTAL", GOODS),
    "TM.VAL.MRCH.CD.WT": Indicator("M", "TOTAL", GOODS),
    "BX.GSR.NFSV.CD": Indicator("X", "EB-S", SERVICES),
    "BM.GSR.NFSV.CD": Indicator("M", "EB-S", SERVICES),
}
_CODES = ("Indicator Code", "Series Code")


def matches(header: list[str]) -> bool:
    names = {name.strip().casefold() for name in header}
    has_code = any(name.casefold() in names for name in _CODES)
    return {"country name", "country code"} <= names and has_code and bool(years_of(header))


def read(sheet: Sheet) -> Iterator[Item]:
    code = sheet.place(*_CODES)
    years = years_in(sheet)
    sheet.learn_style(place for place, _period in years)
    sheet.state_unit("USD", 0)
    seen = {cells[code] for _line, cells in sheet.sample if code < len(cells)} - {""}
    items = _lines(sheet, code, years)
    if not INDICATORS.keys().isdisjoint(seen):
        return items
    refused = Refused(reasons.NOT_TRADE, ", ".join(sorted(seen))[:200])
    if len(sheet.before) + 1 + len(sheet.sample) < HEAD:
        raise refused
    return _if_any_is_trade(items, refused)


def _if_any_is_trade(items: Iterator[Item], refused: Refused) -> Iterator[Item]:
    """Of a long table, where other indicators may fill the first lines of every country."""
    has_trade = False
    for item in items:
        has_trade = has_trade or isinstance(item, Row)
        yield item
    if not has_trade:
        raise refused


def _lines(sheet: Sheet, code: int, years: list[tuple[int, Period]]) -> Iterator[Item]:
    desk, name, iso = sheet.desk, sheet.place("Country Name"), sheet.place("Country Code")

    def read_line(cells: list[str]) -> list[Row | Refusal]:
        known = areas.by_name(cells[iso]) or areas.by_code(cells[iso])
        area = desk.area(known or areas.by_name(cells[name]), "Country Code", cells[iso], reports=True)
        indicator = INDICATORS.get(cells[code].strip())
        if not indicator:
            raise CellError(reasons.INDICATOR, sheet.header[code], cells[code])
        key = desk.key(area, area, WORLD, indicator.flow, indicator.commodity, trade_type=indicator.trade_type)
        return row_of_years(desk, key, years, cells, 0)

    return wide(sheet, read_line)
