"""World Bank WITS: indicators of one reporter with the years across. Only values of trade in US dollars are rows.

Product groups are WITS' own (``WITS-FUELS``): they are ranges of chapters, and the table does not say of which edition
of the HS. Blank cells say nothing (a partner outside the year's top five) and make no row.
"""

import re
from collections.abc import Iterator

from trade.readers import areas, commodities, reasons, units
from trade.readers.cells import CellError
from trade.readers.row import Refusal, Row
from trade.readers.sheets import Item, Sheet, folded, wide
from trade.readers.texts import shown
from trade.readers.years import row_of_years, years_in, years_of

NAME = "wits"
_REPORTER, _PARTNER, _FLOW = (
    ("Reporter", "Reporter Name"),
    ("Partner", "Partner Name"),
    ("Indicator Type", "Trade Flow"),
)
_PRODUCTS = ("Product categories", "Product Group", "Product", "ProductCategory")
_VALUE = re.compile(
    r"(?:exports?|imports?|trade)\s*(?:value)?\s*\((?:in\s+)?us\$\s*(?:mil|million|thousand|000)?\)"
    r"(?:\s*-\s*top \d+ (?:export|import) partner)?|trade value 1000\s*usd",
    re.IGNORECASE,
)
_LONGEST = 100  # of the names of indicators that are read
_FLOWS = (("export", "X"), ("import", "M"))
GROUPS = {
    "animal": "ANIMAL",
    "vegetable": "VEGETABLE",
    "food products": "FOODPROD",
    "minerals": "MINERALS",
    "fuels": "FUELS",
    "chemicals": "CHEMICALS",
    "plastic or rubber": "PLASTIRUB",
    "hides and skins": "HIDESSKIN",
    "wood": "WOOD",
    "textiles and clothing": "TEXTCLOTH",
    "footwear": "FOOTWEAR",
    "stone and glass": "STONEGLAS",
    "metals": "METALS",
    "mach and elec": "MACHELEC",
    "transportation": "TRANSPORT",
    "miscellaneous": "MISCELLAN",
    "raw materials": "SOP1",
    "intermediate goods": "SOP2",
    "consumer goods": "SOP3",
    "capital goods": "SOP4",
}


def matches(header: list[str]) -> bool:
    names = set(map(folded, header))
    sides = all(any(folded(name) in names for name in side) for side in (_REPORTER, _PARTNER))
    return sides and "indicator" in names and bool(years_of(header))


def read(sheet: Sheet) -> Iterator[Item]:
    years = years_in(sheet)
    sheet.learn_style(place for place, _period in years)
    sheet.facts["years"] = f"{min(period for _place, period in years)}–{max(period for _place, period in years)}"
    desk = sheet.desk
    reporter, partner, product = sheet.place(*_REPORTER), sheet.place(*_PARTNER), sheet.place(*_PRODUCTS)
    indicator, kind = sheet.place("Indicator"), sheet.place(*_FLOW)

    def read_line(cells: list[str]) -> list[Row | Refusal]:
        name = cells[indicator].strip()
        sort = cells[kind] if kind is not None else ""
        if (
            len(name) > _LONGEST
            or not _VALUE.fullmatch(name)
            or sort.strip().casefold() not in ("", "export", "import")
        ):
            raise CellError(reasons.INDICATOR, "Indicator", name)
        flows = [flow for word, flow in _FLOWS if word in f"{sort} {name}".casefold()]
        if len(flows) != 1:
            raise CellError(reasons.FLOW_UNKNOWN, "Indicator", f"{sort.strip()} {name}".strip())
        flow = flows[0]
        power = units.power(name)
        sheet.add_scale("USD", power)
        area = desk.area(areas.by_name(cells[reporter]), "Reporter", cells[reporter], reports=True)
        counterpart = desk.area(areas.by_name(cells[partner]), "Partner", cells[partner])
        commodity = _commodity(sheet, cells[product] if product is not None else "All Products")
        key = desk.key(area, area, counterpart, flow, commodity, columns=("Reporter", "Partner"))
        return row_of_years(desk, key, years, cells, power)

    return wide(sheet, read_line)


def _commodity(sheet: Sheet, product: str) -> str:
    if commodities.is_total(product.replace(" ", "")):
        return commodities.TOTAL
    code = GROUPS.get(product.strip().casefold())
    if not code:
        raise CellError(reasons.COMMODITY_CODE, "Product categories", product)
    key = f"WITS-{code}"
    sheet.desk.names.setdefault(key, shown(product))
    return key
