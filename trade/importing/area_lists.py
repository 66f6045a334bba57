"""Lists of areas: the UN's countries and regions by M49, and UN Comtrade's list of partners.

Which area a number or code means is said by the table that readers of trade files use (``trade/readers/areas.py``), so
that a list never turns a former state or a group into the country whose code it still carries. What a list says
otherwise is told and left.
"""

import re
from collections.abc import Container, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from trade.importing.listed import Loaded, NoCodeList, line_of, store
from trade.models import Area
from trade.readers.areas import AreaCode, by_code, by_number, known
from trade.words.languages import FALLBACK, column_of, language_of

M49 = ("M49 Code", "ISO-alpha3 Code", "Country or Area")
PARTNERS = ("PartnerCode", "PartnerDesc", "PartnerCodeIsoAlpha3", "isGroup", "entryExpiredDate")
#: the columns of the M49 table that name groups of countries
_REGIONS = ("Global", "Region", "Sub-region", "Intermediate Region")
_ALPHA3 = re.compile("[A-Z]{3}")
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)


@transaction.atomic
def load_areas(rows: Iterable[Mapping[str, str]], origin: str) -> Loaded:
    """Countries by ISO 3166-1 alpha-3 and regions by M49: names for those that CLDR does not name by an ISO code."""
    countries: dict[str, tuple[str, str]] = {}
    regions: dict[str, str] = {}
    for row in rows:
        code = (row["ISO-alpha3 Code"] or "").strip()
        if _ALPHA3.fullmatch(code):
            countries[code] = (row["M49 Code"] or "").strip().zfill(3), line_of(row["Country or Area"])
        for name in _REGIONS:
            number, words = (row.get(f"{name} {part}") or "" for part in ("Code", "Name"))
            region = by_code(number) if number.strip() else None
            if region and region.kind == Area.Kind.GROUP and words.strip():
                regions[region.code] = line_of(words)
    # The language of the list is that of most of its names.
    tag = language_of(" ".join(name for _m49, name in countries.values()))
    column = column_of(tag or FALLBACK[0])
    wanted = {code: _country(code, m49, name, column, origin) for code, (m49, name) in countries.items()}
    wanted |= {code: _area(known()[code], {column: name}, origin) for code, name in regions.items()}
    return store(Area, wanted)


def _country(code: str, m49: str, name: str, column: str, origin: str) -> Area:
    area = known().get(code) or AreaCode(code, Area.Kind.COUNTRY, "", m49, name)
    return _area(area, {column: name}, origin, m49)


def _area(area: AreaCode, names: Mapping[str, str], origin: str, m49: str = "") -> Area:
    """CLDR names what has a two-letter code."""
    own = {} if area.alpha2 else {f"name_{column}": name for column, name in names.items()} | {"name_source": origin}
    return Area(code=area.code, kind=area.kind, alpha2=area.alpha2, m49=m49 or area.m49, **own)


@transaction.atomic
def load_partners(rows: Iterable[Mapping[str, str]], origin: str) -> Loaded:
    """Countries, former states, groups and «not elsewhere specified», with their English names.

    An expired entry or a group whose number our table does not know gets a code of its own («X» or «G» and the number),
    never the ISO code that the list repeats for it.
    """
    wanted: dict[str, Area] = {}
    notes: list[str] = []
    for number, row in enumerate(rows, 2):
        listed = _listed(number, row)
        ours = by_number(listed.m49)
        area = ours or _new(listed, wanted)
        if ours and ours.kind != listed.kind:
            notes.append(
                f"line {number}: {listed.m49} «{listed.name}» is {listed.kind} in the list "
                f"and {ours.kind} {ours.code} here; it stays what it is here."
            )
        if area.code not in wanted:  # several numbers may be one area: 840 and 842 are the USA
            wanted[area.code] = _area(area, {"en": listed.name}, origin)
    return store(Area, wanted, notes)


def _listed(number: int, row: Mapping[str, str]) -> AreaCode:
    """The entry of one line; ``m49`` is the number that UN Comtrade writes, ``code`` is ISO's where it gives one."""
    values = {name: (row[name] or "").strip() for name in PARTNERS}
    if not _NUMBER.fullmatch(values["PartnerCode"]):
        raise NoCodeList(f"line {number}, column PartnerCode: «{values['PartnerCode'][:40]}» is no number of an area.")
    if values["isGroup"].lower() not in ("true", "false"):
        raise NoCodeList(f"line {number}, column isGroup: «{values['isGroup'][:40]}» is neither True nor False.")
    name = line_of(values["PartnerDesc"])
    if not name:
        raise NoCodeList(f"line {number}, column PartnerDesc: the name is missing.")
    alpha2, alpha3 = (row.get("PartnerCodeIsoAlpha2") or "").strip(), values["PartnerCodeIsoAlpha3"]
    is_country = bool(_ALPHA3.fullmatch(alpha3) and re.fullmatch("[A-Z]{2}", alpha2))
    kind = Area.Kind.COUNTRY if is_country else Area.Kind.SPECIAL
    if _is_expired(number, values["entryExpiredDate"]):
        kind = Area.Kind.EXPIRED
    if values["isGroup"].lower() == "true":
        kind = Area.Kind.GROUP
    return AreaCode(alpha3 if is_country else "", kind.value, alpha2 if is_country else "", values["PartnerCode"], name)


def _is_expired(number: int, text: str) -> bool:
    if not text:
        return False
    try:
        return datetime.fromisoformat(text) < datetime.now()
    except ValueError:
        raise NoCodeList(f"line {number}, column entryExpiredDate: «{text[:40]}» is no date.") from None


def _new(listed: AreaCode, taken: Container[str]) -> AreaCode:
    """The area of an entry that our table lacks: a country where neither that nor an earlier line has its code."""
    number = listed.m49.zfill(3)
    if listed.kind == Area.Kind.COUNTRY and listed.code not in known() and listed.code not in taken:
        return AreaCode(listed.code, listed.kind, "", "", listed.name)
    kind = Area.Kind.SPECIAL.value if listed.kind == Area.Kind.COUNTRY else listed.kind
    return AreaCode(f"{'G' if kind == Area.Kind.GROUP else 'X'}{number}", kind, "", "", listed.name)
