"""Areas as files name them → the codes of this site: ISO 3166-1 alpha-3 for countries, codes of our own for the rest.

``data/areas.csv`` has one area a line. ``numbers`` are UN Comtrade's codes, which differ from UN M49 where a customs
territory does (842 is the USA with Puerto Rico; 492 is «Europe EU, nes», but Monaco in M49). Former states keep
ISO's old code or, where a living state has taken it over, ``X`` and Comtrade's number; so do areas that are no
country (``X490`` «Other Asia, nes»). Groups are ``G`` and the code of their publisher (``G142`` Asia, ``GEAS``). Names
are those of CLDR, the UN and the World Bank; ``data/area_names.csv`` has further ones that people and files use.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel import Locale

WORLD = "WLD"
EUROPEAN_UNION = "GEUU"
_CONGO = "конго"  # UN's Russian name of the one, CLDR's Kazakh name of the other
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class AreaCode:
    """``kind`` is one of country, expired, special, group; ``alpha2`` and ``m49`` are empty where there is none."""

    code: str
    kind: str
    alpha2: str
    m49: str
    name: str

    @property
    def may_report(self) -> bool:
        """A customs territory that publishes statistics; the sum of several countries is nobody's report."""
        return self.kind != "group" or self.code == EUROPEAN_UNION


@dataclass(frozen=True, slots=True)
class _Tables:
    by_code: dict[str, AreaCode]
    by_alpha2: dict[str, AreaCode]
    by_m49: dict[str, AreaCode]
    by_number: dict[str, AreaCode]
    by_name: dict[str, AreaCode]
    customs: dict[str, AreaCode]


def known() -> dict[str, AreaCode]:
    """Every area that readers can yield, by its code; ``name`` is the English name for an area yet to be created."""
    return _tables().by_code


def by_code(text: str) -> AreaCode | None:
    """From an alpha-3 or alpha-2 code, one of our own codes, or UN M49 digits (leading zeros may be lost)."""
    tables, text = _tables(), text.strip().upper()
    if text.isascii() and text.isdigit():
        return tables.by_m49.get(text.zfill(3))
    return tables.by_code.get(text) or tables.by_alpha2.get(text)


def by_number(text: str) -> AreaCode | None:
    """From a code of UN Comtrade (``156``, ``842``, ``0`` for the world)."""
    text = text.strip()
    return _tables().by_number.get(text.lstrip("0") or "0") if text.isascii() and text.isdigit() else None


def by_name(text: str) -> AreaCode | None:
    """From an English name as the UN or the World Bank spell it, or CLDR's in English, Russian, Kazakh or Chinese."""
    return _tables().by_name.get(fold(text))


def by_customs_code(text: str) -> AreaCode | None:
    """From a code of China's customs (``145`` is Kazakhstan, ``502`` the USA); see ``data/gacc_areas.csv``."""
    return _tables().customs.get(text.strip())


def find(text: str) -> AreaCode | None:
    """From a code or a name, whichever it is."""
    return by_code(text) or by_name(text)


def fold(name: str) -> str:
    """Names compare without case, accents and punctuation: «Côte d'Ivoire» is «COTE D IVOIRE»."""
    letters = unicodedata.normalize("NFKD", name.replace("&", " and "))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _MARKS.sub(" ", plain).strip().casefold()


def _rows(name: str) -> list[dict[str, str]]:
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _tables() -> _Tables:
    tables = _Tables({}, {}, {}, {}, {}, {})
    for row in _rows("areas.csv"):
        area = AreaCode(row["code"], row["kind"], row["alpha2"], row["m49"], row["name"])
        tables.by_code[area.code] = area
        if area.alpha2:
            tables.by_alpha2[area.alpha2] = area
        if area.m49:
            tables.by_m49[area.m49] = area
        for number in row["numbers"].split():
            tables.by_number[number] = area
        for name in (area.name, *filter(None, row["aliases"].split("|"))):
            tables.by_name[fold(name)] = area
    for row in _rows("area_names.csv"):
        for name in row["names"].split("|"):
            tables.by_name[fold(name)] = tables.by_code[row["code"]]
    for name, found in _names_in_languages(tables).items():
        # «Конго» is one country in Russian and the other in Kazakh: such a name says nothing.
        if len(found) == 1:
            tables.by_name.setdefault(name, next(iter(found)))
    for row in _rows("gacc_areas.csv"):
        area = tables.by_code[row["area"]]
        tables.customs[row["code"]] = area
        for name in row["names"].split("|"):
            tables.by_name[fold(name)] = area
    return tables


def _names_in_languages(tables: _Tables) -> dict[str, set[AreaCode]]:
    """CLDR's names in Russian, Kazakh and Chinese, folded, with the countries that each means."""
    names: dict[str, set[AreaCode]] = {_CONGO: {tables.by_code["COD"], tables.by_code["COG"]}}
    for language in ("ru", "kk", "zh_Hans"):
        territories = Locale.parse(language).territories
        for alpha2, area in tables.by_alpha2.items():
            names.setdefault(fold(territories.get(alpha2, area.name)), set()).add(area)
    return names
