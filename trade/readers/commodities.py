"""Codes of goods and services as files write them → commodity keys such as ``H6-27``, ``S4-333``, ``EB-S``, ``TOTAL``.

An HS code has 2, 4 or 6 digits (8 in a national tariff), so that an odd number of digits betrays a leading zero lost
in a spreadsheet; it is put back and flagged. A SITC code may have any number of digits: there only the level that some
files state can tell.
"""

import re
from dataclasses import dataclass

from trade.readers import reasons
from trade.readers.cells import CellError

TOTAL = "TOTAL"
_TOTALS = frozenset({"TOTAL", "ALL", "ALLPRODUCTS", "ALLCOMMODITIES", "_T", "合计", "总值"})
_SCHEMES = {f"H{edition}": f"H{edition}" for edition in range(7)} | {f"S{rev}": f"S{rev}" for rev in range(1, 5)}
_SCHEMES |= {f"SITC{rev}": f"S{rev}" for rev in range(1, 5)}
_SCHEMES |= {"HS92": "H0", "HS96": "H1", "HS02": "H2", "HS07": "H3", "HS12": "H4", "HS17": "H5", "HS22": "H6"}
_SCHEMES |= {"EB": "EB", "EB02": "EB", "EB10": "EB", "EB10S": "EB"}
_SCHEMES |= {
    "HS1988": "H0",
    "HS1992": "H0",
    "HS1996": "H1",
    "HS2002": "H2",
    "HS2007": "H3",
    "HS2012": "H4",
    "HS2017": "H5",
    "HS2022": "H6",
}
_WITHOUT_EDITION = frozenset({"HS", "H", "S", "ST", "SITC", "SS"})
_HS = re.compile(r"(?:0[1-9]|[1-9]\d)(?:\d\d){0,3}|9999AA", re.ASCII)
_SITC = re.compile(r"\d{1,5}", re.ASCII)
_LEVEL = re.compile(r"[0-9]{1,2}", re.ASCII)
_EBOPS = re.compile(r"[A-Z0-9]{1,10}", re.ASCII)
_EDITION_STARTS = ((2022, "H6"), (2017, "H5"), (2012, "H4"), (2007, "H3"), (2002, "H2"), (1996, "H1"), (1988, "H0"))


@dataclass(frozen=True, slots=True)
class Code:
    """``key`` of the commodity; ``restored`` is true where a leading zero was put back."""

    key: str
    restored: bool = False


def scheme_of(text: str, column: str = "") -> str:
    """H0–H6, S1–S4 or EB. CellError for other classifications and where the edition is not stated."""
    name = re.sub(r"[\s.]|REV", "", text.strip().upper())
    if name in _WITHOUT_EDITION:
        raise CellError(reasons.EDITION_MISSING, column, text)
    if name not in _SCHEMES:
        raise CellError(reasons.CLASSIFICATION_UNKNOWN, column, text)
    return _SCHEMES[name]


def is_total(code: str) -> bool:
    return re.sub(r"[^\w]", "", code).upper() in _TOTALS


def code_of(scheme: str, code: str, *, level: str = "", column: str = "") -> Code:
    """The key of *code* in *scheme*; *level* is the number of its digits where the file states it.

    CellError with ``code_level`` or ``commodity_code`` where no code can be told for certain.
    """
    code = code.strip().strip("'\u2019").strip().upper()
    level = level if _LEVEL.fullmatch(level) else ""
    if is_total(code):
        return Code(TOTAL)
    if scheme == "EB":
        if not _EBOPS.fullmatch(code):
            raise CellError(reasons.COMMODITY_CODE, column, code)
        return Code(f"EB-{code}")
    digits = code.isascii() and code.isdigit()
    restored = _restored(scheme, code, level) if digits else code
    if not (_HS if scheme.startswith("H") else _SITC).fullmatch(restored):
        raise CellError(reasons.COMMODITY_CODE, column, code)
    if digits and level.isdigit() and level != "0" and len(restored) != int(level):
        raise CellError(reasons.CODE_LEVEL, column, code)
    return Code(f"{scheme}-{restored}", restored != code)


def _restored(scheme: str, code: str, level: str) -> str:
    if level.isdigit() and len(code) == int(level) - 1:
        return "0" + code
    return "0" + code if scheme.startswith("H") and len(code) in (1, 3, 5, 7) else code


def edition_of(year: int) -> str:
    """The HS edition in force in *year* (each came into force on 1 January); the caller says that it was inferred."""
    return next((edition for start, edition in _EDITION_STARTS if year >= start), "H0")
