"""UN Comtrade: the export of the new site, that of the old one, and the records of both interfaces (JSON).

The value is the primary value in US dollars; CIF and FOB columns only tell how it is valued. Quantities and weights are
not read. A line that is a part of a total (a second partner, a customs procedure, a mode of transport) is refused: it
would stand in the place of the total.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trade.readers import areas, commodities, reasons
from trade.readers.areas import AreaCode
from trade.readers.cells import CellError
from trade.readers.row import Row
from trade.readers.sheets import Item, Sheet, folded, long
from trade.series_keys import GOODS, NOT_STATED, SERVICES, SeriesKey

NEW, OLD = "comtrade", "comtrade-old"
_FLOWS = {"M": "M", "X": "X", "RX": "RX", "RM": "RM", "1": "M", "2": "X", "3": "RX", "4": "RM"}


@dataclass(frozen=True, slots=True)
class Names:
    """What the columns are called; an empty name is one that this layout does not have."""

    value: str
    period: str
    reporter: str
    partner: str
    flow: str
    scheme: str
    code: str
    reporter_iso: str = ""
    partner_iso: str = ""
    kind: str = ""
    frequency: str = ""
    name: str = ""
    level: str = ""
    cif: str = ""
    fob: str = ""
    parts: tuple[str, ...] = ()

    def all(self) -> list[str]:
        """Every column of this layout."""
        single = (getattr(self, role) for role in self.__slots__ if role != "parts")
        return [name for name in (*single, *self.parts) if name]


NEW_NAMES = Names(
    value="primaryValue",
    period="period",
    reporter="reporterCode",
    partner="partnerCode",
    flow="flowCode",
    scheme="classificationCode",
    code="cmdCode",
    reporter_iso="reporterISO",
    partner_iso="partnerISO",
    kind="typeCode",
    frequency="freqCode",
    name="cmdDesc",
    level="aggrLevel",
    cif="cifvalue",
    fob="fobvalue",
    parts=("partner2Code", "customsCode", "mosCode", "motCode"),
)
OLD_NAMES = Names(
    value="Trade Value (US$)",
    period="Period",
    reporter="Reporter Code",
    partner="Partner Code",
    flow="Trade Flow Code",
    scheme="Classification",
    code="Commodity Code",
    reporter_iso="Reporter ISO",
    partner_iso="Partner ISO",
    name="Commodity",
    level="Aggregate Level",
    cif="CIF Trade Value (US$)",
    fob="FOB Trade Value (US$)",
    parts=("2nd Partner Code", "Customs Proc. Code", "Mode of Transport Code"),
)
OLD_JSON_NAMES = Names(
    value="TradeValue",
    period="period",
    reporter="rtCode",
    partner="ptCode",
    flow="rgCode",
    scheme="pfCode",
    code="cmdCode",
    reporter_iso="rt3ISO",
    partner_iso="pt3ISO",
    name="cmdDescE",
    level="aggrLevel",
    cif="CIFValue",
    fob="FOBValue",
    parts=("ptCode2", "cstCode", "motCode"),
)
_WHOLE = ("", "0", "C00", "NULL")  # what stands in a column of parts when the line is a total


def has(names: Names, header: list[str]) -> bool:
    needed = (names.value, names.period, names.reporter, names.partner, names.flow, names.code)
    return {folded(name) for name in needed} <= {folded(name) for name in header}


def matches_new(header: list[str]) -> bool:
    return has(NEW_NAMES, header)


def matches_old(header: list[str]) -> bool:
    return has(OLD_NAMES, header)


def read_new(sheet: Sheet) -> Iterator[Item]:
    return read(sheet, NEW_NAMES)


def read_old(sheet: Sheet) -> Iterator[Item]:
    return read(sheet, OLD_NAMES)


def read(sheet: Sheet, names: Names) -> Iterator[Item]:
    sheet.learn_style([sheet.place(names.value)])
    sheet.state_unit("USD", 0)
    sheet.facts["values"] = names.value
    return long(sheet, line_reader(sheet, names))


def line_reader(sheet: Sheet, names: Names) -> Callable[[list[str]], Row]:
    desk = sheet.desk
    place = {role: sheet.place(name) for role, name in _roles(names)}
    value, period, cif, fob = place["value"], place["period"], place["cif"], place["fob"]
    frequency = place["frequency"]
    roles = ("reporter", "reporter_iso", "partner", "partner_iso", "flow", "scheme", "code", "level", "kind")
    wanted = [place[role] for role in roles] + [sheet.place(name) for name in names.parts]
    wanted_places = [at if at is not None else -1 for at in wanted]
    keys: dict[tuple[str, ...], SeriesKey | CellError] = {}
    seen: dict[tuple, str] = {}
    name_place = place["name"]

    def read_line(cells: list[str]) -> Row:
        cells = [*cells, ""]  # the last cell stands for columns that the file does not have
        printed = cells[value]
        valued = _valuation(
            printed, cells[cif] if cif is not None else "", cells[fob] if fob is not None else "", cells[place["flow"]]
        )
        raw = (valued, *[cells[at] for at in wanted_places])
        key = keys.get(raw)
        if key is None:
            name = cells[name_place] if name_place is not None else ""
            key = desk.kept(keys)[raw] = _key(sheet, names, valued, raw[1:], name, seen)
        if isinstance(key, CellError):
            raise CellError(*key.args)
        text = cells[period]
        if frequency is not None and len(text) != {"A": 4, "M": 6}.get(cells[frequency], len(text)):
            raise CellError(reasons.PERIOD, names.period, text)
        return desk.row(key, desk.period(text, names.period), desk.number(printed, names.value))

    return read_line


def _roles(names: Names) -> list[tuple[str, str]]:
    return [(role, getattr(names, role)) for role in Names.__slots__ if role != "parts"]


def _valuation(value: str, cif: str, fob: str, flow: str) -> str:
    if not value or (value != cif and value != fob):
        return NOT_STATED
    if value == cif and value == fob:
        return "CIF" if _FLOWS.get(flow) in ("M", "RM") else "FOB"
    return "CIF" if value == cif else "FOB"


def _key(
    sheet: Sheet, names: Names, valuation: str, raw: tuple[str, ...], name: str, seen: dict[tuple, str]
) -> SeriesKey | CellError:
    desk = sheet.desk
    reporter, reporter_iso, partner, partner_iso, flow, scheme, code, level, kind, *parts = map(str.strip, raw)
    try:
        for column, part in zip(names.parts, parts, strict=True):
            if part.upper() not in _WHOLE:
                raise CellError(reasons.BREAKDOWN, column, part)
        if kind not in ("", GOODS, SERVICES):
            raise CellError(reasons.TRADE_TYPE, names.kind, kind)
        found = "" if commodities.is_total(code) and not scheme else commodities.scheme_of(scheme, names.scheme)
        service = kind == SERVICES or found == "EB"
        area = seen.get((reporter, reporter_iso, True))
        if area is None:
            area = _area(sheet, reporter, reporter_iso, (names.reporter, names.reporter_iso), reports=True)
            desk.kept(seen)[reporter, reporter_iso, True] = area
        counterpart = seen.get((partner, partner_iso))
        if counterpart is None:
            counterpart = _area(sheet, partner, partner_iso, (names.partner, names.partner_iso))
            desk.kept(seen)[partner, partner_iso] = counterpart
        return desk.key(
            area,
            area,
            counterpart,
            _FLOWS.get(flow) or _unknown_flow(names.flow, flow),
            desk.commodity(found, code, level=level, column=names.code, name=name),
            valuation=NOT_STATED if service else valuation,
            trade_type=SERVICES if service else GOODS,
            columns=(names.reporter, names.partner),
        )
    except CellError as error:
        return error.kept()


def _unknown_flow(column: str, flow: str) -> str:
    raise CellError(reasons.FLOW_UNKNOWN, column, flow)


def _area(sheet: Sheet, number: str, iso: str, columns: tuple[str, str], *, reports: bool = False) -> str:
    by_number = areas.by_number(number)
    by_iso = areas.by_code(iso) if len(iso) == 3 and iso.isalpha() else None
    if by_number and by_iso and _contradict(by_number, by_iso):
        raise CellError(reasons.AREAS_DISAGREE, columns[1], f"{number} {iso}")
    return sheet.desk.area(by_number or (by_iso if not number else None), columns[0], number or iso, reports=reports)


def _contradict(by_number: AreaCode, by_iso: AreaCode) -> bool:
    return by_number.kind == by_iso.kind == "country" and by_number is not by_iso
