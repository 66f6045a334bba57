"""Lists of codes in the layouts of their publishers: the HS as CSV, and the UN's table of areas (M49)."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from trade.commodities import names_of, parent_code, sections
from trade.languages import FALLBACK, column_of, language_of
from trade.models import Area, Commodity
from trade.models.fields import CONTROLS
from trade.readers.areas import known

HS = ("hscode", "description")
M49 = ("M49 Code", "ISO-alpha3 Code", "Country or Area")
_HS_CODE = re.compile(r"\d\d(\d\d){0,2}", re.ASCII)
LONGEST = 300


class NoCodeList(Exception):
    """The file is no list of codes that we know; the text says why."""


def load(path: Path, edition: str, origin: str) -> tuple[int, int]:
    """Adds the codes of the file at *path* and names those that have no name in its language.

    Returns how many were added and how many of those that were there got a name. *edition* is that of an HS list,
    *origin* says whose names they are.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            header = set(rows.fieldnames or ())
            if header >= set(HS):
                return load_hs(rows, edition, origin)
            if header >= set(M49):
                return load_areas(rows, origin)
    except UnicodeDecodeError as error:
        raise NoCodeList("the bytes are not UTF-8; save the list as UTF-8.") from error
    except csv.Error as error:
        raise NoCodeList(f"the table is broken: {error}.") from error
    raise NoCodeList(f"it needs the columns {', '.join(HS)} (the HS) or {', '.join(M49)} (areas).")


@transaction.atomic
def load_hs(rows: Iterable[dict[str, str]], edition: str, origin: str) -> tuple[int, int]:
    """Sections, chapters, headings and subheadings; sections and chapters have our own short names."""
    wanted = {f"{edition}-{code}": _hs(edition, code, "", origin) for code in dict.fromkeys(sections().values())}
    for number, row in enumerate(rows, 2):
        code = (row["hscode"] or "").strip()
        if not code.isdigit():
            continue  # TOTAL, and headings of tables
        if not _HS_CODE.fullmatch(code):
            raise NoCodeList(f"line {number}: «{code}» has lost its leading zero or is no HS code.")
        wanted[f"{edition}-{code}"] = _hs(edition, code, _line(row["description"]), origin)
    there = Commodity.objects.in_bulk(list(wanted))
    added = Commodity.objects.bulk_create([row for key, row in wanted.items() if key not in there], batch_size=1000)
    return len(added), _name(Commodity, [(there[key], row) for key, row in wanted.items() if key in there])


def _hs(edition: str, code: str, words: str, origin: str) -> Commodity:
    parent = parent_code(edition, code)
    names = names_of(edition, code) or {"name_en": words, "name_source": origin}
    return Commodity(
        key=f"{edition}-{code}", scheme=edition, code=code, parent_id=f"{edition}-{parent}" if parent else None, **names
    )


@transaction.atomic
def load_areas(rows: Iterable[dict[str, str]], origin: str) -> tuple[int, int]:
    """Countries by ISO 3166-1 alpha-3, and names for those that CLDR does not name."""
    found = [
        (row["ISO-alpha3 Code"].strip(), row["M49 Code"].strip().zfill(3), _line(row["Country or Area"]))
        for row in rows
        if re.fullmatch("[A-Z]{3}", (row["ISO-alpha3 Code"] or "").strip())
    ]
    # The language of the list is that of most of its names.
    tag = language_of(" ".join(name for _code, _m49, name in found))
    wanted = {code: _area(code, m49, name, column_of(tag or FALLBACK[0]), origin) for code, m49, name in found}
    there = Area.objects.in_bulk(list(wanted))
    added = Area.objects.bulk_create([row for code, row in wanted.items() if code not in there])
    return len(added), _name(Area, [(there[code], row) for code, row in wanted.items() if code in there])


def _area(code: str, m49: str, name: str, column: str, origin: str) -> Area:
    area = known().get(code)
    alpha2 = area.alpha2 if area else ""
    names = {} if alpha2 else {f"name_{column}": name, "name_source": origin}
    return Area(code=code, m49=m49, alpha2=alpha2, kind=area.kind if area else Area.Kind.COUNTRY, **names)


def _name(model, pairs: list[tuple]) -> int:
    """Fills in the names that the stored rows lack; what an editor wrote stays."""
    columns = ("name_ru", "name_kk", "name_en", "name_zh")
    changed = []
    for stored, listed in pairs:
        new = [name for name in columns if getattr(listed, name) and not getattr(stored, name)]
        for name in new:
            setattr(stored, name, getattr(listed, name))
        if new:
            stored.name_source = stored.name_source or listed.name_source
            changed.append(stored)
    model.objects.bulk_update(changed, (*columns, "name_source"), batch_size=200)
    return len(changed)


def _line(text: str | None) -> str:
    return " ".join(CONTROLS.sub(" ", text or "").split())[:LONGEST]
