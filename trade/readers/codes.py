"""Code lists: the Harmonized System, names of areas in UN M49, and the partners of UN Comtrade. No trade in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from trade.readers import opening, reasons, tables
from trade.readers.cells import CellError
from trade.readers.commodities import TOTAL, code_of
from trade.readers.limits import DEFAULT, Limits
from trade.readers.opening import Opened, Source
from trade.readers.row import Refusal, Refused
from trade.readers.sheets import folded
from trade.readers.tables import Line
from trade.readers.texts import shown

HS, HS_SECTIONS, M49, PARTNERS = "hs", "hs-sections", "m49", "comtrade-partners"


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code. ``parent`` is the code above it, ``extra`` further codes of an area (alpha2, alpha3, m49, until)."""

    line: int
    code: str
    name: str
    parent: str = ""
    level: int = 0
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class CodeList:
    """``layout`` is one of hs, hs-sections, m49, comtrade-partners; ``language`` that of the names (en, ru, zh)."""

    layout: str
    encoding: str
    language: str
    items: Iterator[CodeRow | Refusal]
    kind: str = "codes"


def layout_of(header: list[str]) -> str:
    """The code list that has this header, or nothing."""
    names = {folded(name) for name in header}
    return next((layout for layout, (needed, _reader) in _LAYOUTS.items() if needed <= names), "")


def read(source: Source, *, limits: Limits = DEFAULT) -> CodeList:
    """The codes of a file. Raises Refused if it is none of the four lists; its items may raise it too."""
    opened = Opened(source, limits)
    try:
        kind, encoding = opening.kind_of(opened, limits)
        if kind != opening.TEXT:
            raise Refused(reasons.FOREIGN_TABLE, kind)
        table = tables.of_text(opened, encoding.name, limits)
        header = table.head[0][1] if table.head else []
        layout = layout_of(header)
        if not layout:
            raise Refused(reasons.FOREIGN_TABLE, ", ".join(header)[:200])
    except Refused:
        opened.close()
        raise
    places = {folded(name): place for place, name in reversed(list(enumerate(header)))}
    next(table.lines)
    language = _language(" ".join(cell for _line, cells in table.head[1:20] for cell in cells))
    return CodeList(layout, encoding.name, language, _items(opened, table.lines, places, _LAYOUTS[layout][1]))


def _items(opened: Opened, lines: Iterator[Line], places: dict[str, int], reader: Callable) -> Iterator:
    try:
        for line, cells in lines:
            row = {name: shown(cells[place], 1000) if place < len(cells) else "" for name, place in places.items()}
            try:
                yield from reader(line, row)
            except CellError as error:
                yield Refusal(line, error.column, shown(error.value), error.reason)
    finally:
        opened.close()


def _hs(line: int, row: dict[str, str]) -> Iterator[CodeRow]:
    code = _bare(row["hscode"], "hscode")
    if code == TOTAL:
        return
    parent = row["parent"] if row["parent"] in ("", TOTAL) else _bare(row["parent"], "parent")
    if len(code) == 2 and row["section"] != TOTAL:
        parent = row["section"]
    yield CodeRow(line, code, row["description"], "" if parent == TOTAL else parent, len(code))


def _bare(code: str, column: str) -> str:
    return code_of("H6", code, column=column).key.removeprefix("H6-")


def _section(line: int, row: dict[str, str]) -> Iterator[CodeRow]:
    yield CodeRow(line, row["section"], row["name"])


def _m49(line: int, row: dict[str, str]) -> Iterator[CodeRow]:
    """A country; the groups above it are in ``extra`` as pairs of code and name."""
    code = row["m49code"].zfill(3)
    if not (code.isascii() and code.isdigit() and len(code) == 3):
        raise CellError(reasons.AREA_UNKNOWN, "M49 Code", row["m49code"])
    parent = next((row[f"{part}code"] for part in _LEVELS if row.get(f"{part}code")), "")
    extra = {"alpha2": row["iso-alpha2code"], "alpha3": row["iso-alpha3code"], "m49": code}
    extra |= {f"group:{row[f'{part}code']}": row[f"{part}name"] for part in _LEVELS if row.get(f"{part}code")}
    yield CodeRow(line, code, row["countryorarea"], parent, extra=extra)


_LEVELS = ("intermediateregion", "sub-region", "region", "global")


def _partner(line: int, row: dict[str, str]) -> Iterator[CodeRow]:
    code = row["partnercode"]
    if not (code.isascii() and code.isdigit()):
        raise CellError(reasons.AREA_UNKNOWN, "PartnerCode", code)
    extra = {"alpha2": row["partnercodeisoalpha2"], "alpha3": row["partnercodeisoalpha3"]}
    extra |= {"until": row.get("entryexpireddate", "")[:10], "group": row.get("isgroup", "")}
    yield CodeRow(line, code, row["partnerdesc"], extra=extra)


_LAYOUTS: dict[str, tuple[set[str], Callable]] = {
    HS: ({"section", "hscode", "description", "parent", "level"}, _hs),
    HS_SECTIONS: ({"section", "name"}, _section),
    M49: ({"m49code", "countryorarea", "iso-alpha2code", "iso-alpha3code", "globalcode", "globalname"}, _m49),
    PARTNERS: ({"partnercode", "partnerdesc", "partnercodeisoalpha2", "partnercodeisoalpha3"}, _partner),
}


def _language(text: str) -> str:
    if any("\u4e00" <= letter <= "\u9fff" for letter in text):
        return "zh"
    return "ru" if any("\u0400" <= letter <= "\u04ff" for letter in text) else "en"
