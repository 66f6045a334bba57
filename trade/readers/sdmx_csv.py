"""SDMX-CSV 1.0 and 2.x of a dataflow of bilateral trade; the separator may be a semicolon, decimals may have a comma.

Dimensions are recognised by the names that statistics offices use (REF_AREA, COUNTERPART_AREA, TRADE_FLOW …), in
columns of codes (labels=id, labels=name) or of «code: name» (labels=both). UNIT_MULT is the power of ten. A dimension
that is not known may divide a total into parts, so that a line is read only where it says «total» or «not applicable».
Dataflows without a counterpart or a flow are no trade between two areas and refused as a whole.
"""

import re
from collections.abc import Callable, Iterator

from trade.readers import areas, commodities, reasons, units
from trade.readers.cells import CellError
from trade.readers.row import Refused, Row
from trade.readers.sheets import Item, Sheet, folded, long
from trade.readers.texts import shown
from trade.series_keys import GOODS, NOT_STATED, SERVICES, SeriesKey

NAME = "sdmx-csv"
_ROLES = {
    "reporter": ("REPORTER", "REPORTING_COUNTRY", "REP", "DECLARANT"),
    "area": ("REF_AREA", "AREA", "COUNTRY", "REFERENCE_AREA"),
    "counterpart": (
        "COUNTERPART_AREA",
        "COUNTERPART",
        "COUNTERPART_COUNTRY",
        "COUNTERPART_AREA_1",
        "PARTNER",
        "PARTNER_AREA",
        "VIS_A_VIS_AREA",
    ),
    "flow": ("FLOW", "TRADE_FLOW", "STK_FLOW", "TRADEFLOW", "ACCOUNTING_ENTRY", "FLOW_TYPE"),
    "commodity": ("COMMODITY", "PRODUCT", "COMMODITY_1", "CMD", "PRODUCTCODE", "PRODUCT_CODE"),
    "scheme": ("CLASSIFICATION", "COMMODITY_CLASSIFICATION", "NOMENCLATURE"),
    "measure": ("MEASURE", "INDICATOR", "INDICATORS"),
    "unit": ("UNIT_MEASURE", "UNIT", "CURRENCY"),
    "mult": ("UNIT_MULT", "UNIT_MULTIPLIER", "SCALE"),
    "valuation": ("VALUATION",),
    "kind": ("TRADE_TYPE",),
    "status": ("OBS_STATUS", "OBS_FLAG"),
    "action": ("ACTION",),
    "frequency": ("FREQ", "FREQUENCY"),
    "size": ("RESOLUTION",),
}
_FLOWS = {
    "X": "X",
    "EXP": "X",
    "EXPORT": "X",
    "EXPORTS": "X",
    "2": "X",
    "C": "X",
    "M": "M",
    "IMP": "M",
    "IMPORT": "M",
    "IMPORTS": "M",
    "1": "M",
    "D": "M",
    "RX": "RX",
    "RM": "RM",
    "T": "T",
}
_WORLD = ("WORLD", "W0", "W00", "W1", "WLD", "_T", "WL")
_CODES = {"A", "B", "D", "E", "F", "P", "U", "O", "M", "Q"}
# Codes of SDMX's CL_OBS_STATUS that this site has no word for, and the nearest that it has.
_MAPPED = {"I": "E", "G": "F", "N": "U", "S": "U", "V": "U", "W": "D", "K": "M", "L": "O", "H": "O", "R": "A"}
_EUROSTAT = {
    "b": "B",
    "c": "Q",
    "d": "D",
    "e": "E",
    "f": "F",
    "n": "U",
    "p": "P",
    "r": "A",
    "s": "E",
    "u": "U",
    "z": "O",
}
_FREQUENCIES = {"A": "A", "S": "S", "H": "S", "Q": "Q", "M": "M", "D": "D"}
_IDENTIFIER = re.compile(r"[A-Z][A-Z0-9_]*|[a-z][a-z0-9_]*", re.ASCII)
_NO_DIMENSION = {
    *("dataflow", "structure", "structure_id", "structure_name", "time_period", "obs_value", "series_key", "obs_key"),
    *("last_update", "time_format", "title", "decimals", "comment", "conf_status", "obs_conf", "source"),
}
_TOTALS = ("", "_T", "_Z", NOT_STATED, "TOTAL", "ALL")
# Codes by which well-known dimensions say that a value is as it was reported.
_PLAIN = {
    "adjustment": ("N", "NSA"),
    "seasonal_adjust": ("N", "NSA"),
    "seasonal_adjustment": ("N", "NSA"),
    "price_base": ("V",),
    "prices": ("V",),
    "transformation": ("N",),
    "ref_sector": ("S1",),
    "counterpart_sector": ("S1",),
}
_VALUE = re.compile(r"(?:PRIMARY_|TRADE_|STAT_)?VAL(?:UE)?S?(?:_(?:IN_)?(?P<unit>[A-Z]{3,7}))?|TV", re.ASCII)
_MONEY = {"EUROS": "EUR", "EURO": "EUR", "DOLLARS": "USD"}


def _code(cell: str) -> str:
    return cell.partition(": ")[0].strip()


def is_sdmx(header: list[str]) -> bool:
    names = {folded(_code(name)) for name in header}
    return {"time_period", "obs_value"} <= names


def matches(header: list[str]) -> bool:
    return is_sdmx(header)


def read(sheet: Sheet) -> Iterator[Item]:
    codes = [_code(name) for name in sheet.header]
    names = [folded(code) for code in codes]
    place = {role: _place(codes, names, aliases) for role, aliases in _ROLES.items()}
    place["value"], place["period"] = names.index("obs_value"), names.index("time_period")
    structure = _structure(sheet, names)
    sheet.facts["structure"] = structure
    if place["area"] < 0:
        place["area"] = place["reporter"]
    missing = [role for role in ("area", "counterpart", "flow") if place[role] < 0]
    if missing:
        raise Refused(reasons.SDMX_NOT_TRADE, ": ".join(filter(None, (structure, ", ".join(_ROLES[missing[-1]][:2])))))
    if place["unit"] < 0 and not sheet.given.unit:
        raise Refused(reasons.UNIT_MISSING, structure)
    if place["commodity"] < 0:
        sheet.desk.flag(reasons.TOTAL_ASSUMED, "COMMODITY")
    if place["mult"] < 0:
        sheet.refuse_scale_in_titles()
    sheet.learn_style([place["value"]])
    return long(sheet, _line_reader(sheet, place, _further(codes, names, place), _label(codes, place["unit"])))


def _place(codes: list[str], names: list[str], aliases: tuple[str, ...]) -> int:
    """Identifiers are mostly capitals; a label such as «Flow» beside TRADE_FLOW must not be taken for one."""
    exact = next((alias for alias in aliases if alias in codes), "")
    if exact and codes.count(exact) > 1:
        raise Refused(reasons.DUPLICATE_COLUMN, exact)
    return codes.index(exact) if exact else next((names.index(low) for low in map(folded, aliases) if low in names), -1)


def _further(codes: list[str], names: list[str], place: dict[str, int]) -> list[int]:
    """The dimensions that are not known: identifiers before the value that play no part. Attributes follow it."""
    known = {at for at in place.values() if at >= 0}
    return [
        at
        for at, (code, name) in enumerate(zip(codes, names, strict=True))
        if at < place["value"] and at not in known and name not in _NO_DIMENSION and _IDENTIFIER.fullmatch(code)
    ]


def _label(codes: list[str], at: int) -> int:
    """Where the words of a column of codes stand, if in a column of their own."""
    after = at + 1
    return after if 0 < after < len(codes) and not _IDENTIFIER.fullmatch(codes[after]) else -1


def _structure(sheet: Sheet, names: list[str]) -> str:
    _line, cells = sheet.sample[0] if sheet.sample else (0, [])
    at = next((names.index(name.casefold()) for name in ("STRUCTURE_ID", "DATAFLOW") if name.casefold() in names), -1)
    return shown(_code(cells[at])) if 0 <= at < len(cells) else ""


def _line_reader(sheet: Sheet, place: dict[str, int], further: list[int], label: int) -> Callable[[list[str]], Row]:
    """*further* are the places of unknown dimensions, *label* that of the words for the unit, or -1."""
    desk = sheet.desk
    roles = ("reporter", "area", "counterpart", "flow", "commodity", "scheme", "measure", "unit", "valuation", "kind")
    wanted = [*(place[role] for role in roles), *further]
    frequency, unit = place["frequency"], place["unit"]
    if further:
        sheet.leave_unread(sheet.header[at] for at in further)
    scales: set[tuple[str, int]] = set()
    value, period, status, mult, action = (place[role] for role in ("value", "period", "status", "mult", "action"))
    size = place["size"]
    keys: dict[tuple[str, ...], SeriesKey | CellError] = {}

    def read_line(cells: list[str]) -> Row:
        cells = [*cells, ""]
        if cells[action] and _code(cells[action]).upper() == "D":
            raise CellError(reasons.DELETION, "ACTION", cells[action])
        raw = tuple([cells[at] for at in wanted])
        key = keys.get(raw)
        if key is None:
            codes = [_code(text) for text in raw]
            key = desk.kept(keys)[raw] = _key(sheet, codes[: len(roles)], _part(sheet, further, codes))
        if isinstance(key, CellError):
            raise CellError(*key.args)
        stated = _code(cells[mult]) if mult >= 0 else ""
        power = _power(stated) if mult >= 0 else sheet.given.money[1]
        _check_label(f"{cells[unit]} {cells[label]}", power)
        if key.measure != "G" and (key.unit, power) not in scales:
            scales.add((key.unit, power))
            sheet.add_scale(key.unit, power)
            if not stated and not sheet.given.power:
                desk.flag(reasons.SCALE_ASSUMED, f"{key.unit} × 1")
        found = desk.number(cells[value], "OBS_VALUE", power)
        if size >= 0:
            found = desk.with_size(found, cells[size], "RESOLUTION")
        when = desk.period(_code(cells[period]), "TIME_PERIOD")
        if frequency >= 0 and _FREQUENCIES.get(_code(cells[frequency]), when.frequency) != when.frequency:
            raise CellError(reasons.FREQUENCY, "FREQ", f"{_code(cells[frequency])} {when}")
        return desk.row(key, when, found, _status(sheet, cells[status]))

    return read_line


def _part(sheet: Sheet, further: list[int], codes: list[str]) -> CellError | None:
    """What is wrong with a line of a part of a total; the last of *codes* are those of the columns *further*."""
    known = codes[: len(codes) - len(further)]
    for at, code in zip(further, codes[len(known) :], strict=True):
        name = folded(_code(sheet.header[at]))
        if name == "currency" and code in known:
            continue  # says once more what the unit is
        if code.upper() not in (*_TOTALS, *_PLAIN.get(name, ())):
            return CellError(reasons.BREAKDOWN, _code(sheet.header[at]), code)
    return None


def _check_label(words: str, power: int) -> None:
    """«USD: US dollar, millions» beside another multiplier, or none, would be read a million times too small."""
    if len(words) > 4 and units.scale_of_label(words) not in (None, power):
        raise CellError(reasons.SCALES_DISAGREE, "UNIT_MEASURE", words)


def _power(text: str) -> int:
    if not text:
        return 0
    if not re.fullmatch(r"\d{1,2}", text, re.ASCII) or int(text) > 12:
        raise CellError(reasons.SCALE, "UNIT_MULT", text)
    return int(text)


def _status(sheet: Sheet, cell: str) -> str:
    code = _code(cell)
    if code.islower():
        return _eurostat(sheet, code)
    code = code.upper()
    if not code or code in _CODES:
        return code or "A"
    if code not in _MAPPED:
        raise CellError(reasons.STATUS_UNKNOWN, "OBS_STATUS", cell)
    sheet.desk.flag(reasons.STATUS_MAPPED, f"{code} → {_MAPPED[code]}")
    return _MAPPED[code]


def _eurostat(sheet: Sheet, flags: str) -> str:
    """Europe's statistics office writes flags in small letters, several of them side by side: the first counts."""
    kinds = [_EUROSTAT.get(letter, "") for letter in flags]
    if not all(kinds):
        raise CellError(reasons.STATUS_UNKNOWN, "OBS_FLAG", flags)
    if len(kinds) > 1:
        sheet.desk.flag(reasons.STATUS_MAPPED, f"{flags} → {kinds[0]}")
    return kinds[0]


def _measure(code: str, unit: str) -> str:
    """V, Q or G. CellError for what is no value of trade, and for a value in another currency than *unit*."""
    text = code.upper()
    if text in ("", "V", "Q", "G"):
        return text or "V"
    match = _VALUE.fullmatch(text)
    if not match:
        raise CellError(reasons.INDICATOR, "MEASURE", code)
    named = match["unit"]
    if named and _MONEY.get(named, named) != unit:
        raise CellError(reasons.UNIT, "MEASURE", f"{code} {unit}")
    return "V"


def _key(sheet: Sheet, raw: list[str], part: CellError | None) -> SeriesKey | CellError:
    if part:
        return part
    reporter, area, counterpart, flow, commodity, scheme, measure, unit, valuation, kind = raw
    desk = sheet.desk
    try:
        direction = _FLOWS.get(flow.upper())
        if not direction:
            raise CellError(reasons.FLOW_UNKNOWN, "FLOW", flow)
        who = _area(sheet, area, "REF_AREA", reports=direction != "T")
        stated = reporter == NOT_STATED
        by = NOT_STATED if stated else _area(sheet, reporter or area, "REPORTER", reports=True)
        what_for = _commodity(sheet, commodity, scheme)
        service = kind.upper() == SERVICES or (not kind and what_for.startswith("EB-"))
        currency = unit.upper() or sheet.given.unit
        what = _measure(measure, currency)
        if not units.fits(what, currency):
            raise CellError(reasons.UNIT, "UNIT_MEASURE", unit)
        if valuation.upper() not in ("", "_Z", NOT_STATED, "FOB", "CIF"):
            raise CellError(reasons.VALUATION, "VALUATION", valuation)
        return desk.key(
            by,
            who,
            _area(sheet, counterpart, "COUNTERPART_AREA"),
            direction,
            what_for,
            measure=what,
            unit=currency,
            valuation=valuation.upper() if valuation.upper() in ("FOB", "CIF") else NOT_STATED,
            trade_type=SERVICES if service else GOODS,
            columns=("REPORTER", "COUNTERPART_AREA"),
        )
    except CellError as error:
        return error.kept()


def _area(sheet: Sheet, text: str, column: str, *, reports: bool = False) -> str:
    found = areas.known()["WLD"] if text.upper() in _WORLD else areas.by_code(text) or areas.by_name(text)
    return sheet.desk.area(found, column, text, reports=reports)


def _commodity(sheet: Sheet, code: str, scheme: str) -> str:
    if not code or commodities.is_total(code):
        return commodities.TOTAL
    edition, dash, rest = code.partition("-")
    if dash:
        return sheet.desk.commodity(commodities.scheme_of(edition, "COMMODITY"), rest, column="COMMODITY")
    named = commodities.scheme_of(scheme or sheet.given.classification or "HS", "COMMODITY")
    return sheet.desk.commodity(named, code, column="COMMODITY")
