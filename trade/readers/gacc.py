"""China's customs (GACC), the export of its query site: GB 18030, headers in Chinese, customs' own codes of countries.

The reporter is China. The file does not always say whether it shows exports or imports; then the editor has to. Lines
by kind of trade or by registered place are parts of a total and refused. Months, or years where the query summed them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from trade.periods import Period
from trade.readers import areas, commodities, reasons, units
from trade.readers.areas import WORLD
from trade.readers.cells import CellError
from trade.readers.row import Refused, Row
from trade.readers.sheets import Item, Sheet, long
from trade.readers.texts import shown
from trade.series_keys import SeriesKey

NAME = "gacc"
_DATE = ("数据年月", "年月", "统计年月", "数据年份", "年份")
_PARTNER = ("贸易伙伴编码", "国别编码", "国家(地区)编码")
_PARTNER_NAME = ("贸易伙伴名称", "国别名称", "国家(地区)名称")
_CODE, _CODE_NAME = ("商品编码", "税则号列"), ("商品名称",)
_FLOW = ("进出口类型", "进出口", "贸易流向", "进出口标志")
_PARTS = ("贸易方式编码", "贸易方式名称", "注册地编码", "注册地名称")
_MONEY = ("美元", "人民币", "美元(千)", "千美元", "万美元", "人民币(万)", "万元", "金额(美元)", "金额(人民币)")
_FLOWS = {"出口": "X", "进口": "M", "进出口": "T", "X": "X", "E": "X", "I": "M", "M": "M"}
_DATE_WORDS = re.compile(r"^(?P<year>\d{4})年(?:(?P<month>\d{1,2})月)?$", re.ASCII)
_ALL = ("", "合计", "总值", "全部", "-")
_CHINA = "CHN"


def _plain(name: str) -> str:
    """Headers come with brackets of full or of half width."""
    return unicodedata.normalize("NFKC", name).strip()


def matches(header: list[str]) -> bool:
    names = set(map(_plain, header))
    return bool(names & set(_DATE)) and bool(names & set(_MONEY)) and bool(names & {*_PARTNER, *_PARTNER_NAME, *_CODE})


def read(sheet: Sheet) -> Iterator[Item]:
    sheet.header[:] = map(_plain, sheet.header)
    sheet.find_places()
    money = [place for place, name in enumerate(sheet.header) if name in _MONEY]
    value = next((place for place in money if "美元" in sheet.header[place]), money[0])
    sheet.place(sheet.header[value])
    sheet.leave_unread(sheet.header[place] for place in money if place != value)
    stated = units.money(sheet.header[value])
    if stated is None:
        raise Refused(reasons.UNIT_MISSING, sheet.header[value])
    unit, power = stated
    flow = sheet.place(*_FLOW)
    if flow is None and not sheet.given.flow:
        raise Refused(reasons.FLOW_MISSING, ", ".join(sheet.header)[:200])
    sheet.learn_style([value])
    sheet.state_unit(unit, power)
    sheet.facts |= {"values": shown(sheet.header[value]), "reporter": _CHINA}
    if flow is None:
        sheet.facts["flow"] = sheet.given.flow
    return long(sheet, _line_reader(sheet, value, unit, power, flow))


def _line_reader(sheet: Sheet, value: int, unit: str, power: int, flow: int | None) -> Callable[[list[str]], Row]:
    desk, date = sheet.desk, sheet.place(*_DATE)
    roles = (_PARTNER, _PARTNER_NAME, _CODE, _CODE_NAME)
    wanted = [sheet.place(*names) for names in roles] + [flow] + [sheet.place(part) for part in _PARTS]
    places = [place if place is not None else -1 for place in wanted]
    keys: dict[tuple, SeriesKey | CellError] = {}

    def read_line(cells: list[str]) -> Row:
        cells = [*cells, ""]
        period = desk.period(_DATE_WORDS.sub(_iso, cells[date].strip()), sheet.header[date])
        raw = (period.start.year, *[cells[place].strip() for place in places])
        key = keys.get(raw)
        if key is None:
            key = desk.kept(keys)[raw] = _key(sheet, period, unit, raw[1:])
        if isinstance(key, CellError):
            raise CellError(*key.args)
        return desk.row(key, period, desk.number(cells[value], sheet.header[value], power))

    return read_line


def _iso(match: re.Match) -> str:
    return f"{match['year']}-{int(match['month']):02}" if match["month"] else match["year"]


def _key(sheet: Sheet, period: Period, unit: str, raw: tuple) -> SeriesKey | CellError:
    partner, partner_name, code, code_name, flow, *parts = raw
    desk = sheet.desk
    try:
        for column, part in zip(_PARTS, parts, strict=True):
            if part not in _ALL:
                raise CellError(reasons.BREAKDOWN, column, part)
        direction = _FLOWS.get(flow.upper()) if flow else sheet.given.flow
        if not direction:
            raise CellError(reasons.FLOW_UNKNOWN, _FLOW[0], flow)
        counterpart = _partner(sheet, partner, partner_name)
        commodity = commodities.TOTAL if code in _ALL else _commodity(sheet, code, code_name, period)
        return desk.key(_CHINA, _CHINA, counterpart, direction, commodity, unit=unit, columns=("", _PARTNER[0]))
    except CellError as error:
        return error.kept()


def _partner(sheet: Sheet, code: str, name: str) -> str:
    if code in _ALL and name in _ALL:
        if not code and not name and sheet.place(*_PARTNER, *_PARTNER_NAME) is not None:
            sheet.desk.flag(reasons.TOTAL_ASSUMED, _PARTNER_NAME[0])
        return WORLD
    by_code, by_name = areas.by_customs_code(code), areas.by_name(name) if name else None
    if by_code and by_name and by_code is not by_name:
        raise CellError(reasons.AREAS_DISAGREE, _PARTNER_NAME[0], f"{code} {name}")
    return sheet.desk.area(by_code or by_name, _PARTNER[0], code or name)


def _commodity(sheet: Sheet, code: str, name: str, period: Period) -> str:
    edition = sheet.given.classification or commodities.edition_of(period.start.year)
    key = sheet.desk.commodity(edition, code, column=_CODE[0], name=name)
    if not sheet.given.classification and key != commodities.TOTAL:
        sheet.desk.flag(reasons.EDITION_INFERRED, f"{period.start.year} → {edition}")
    return key
