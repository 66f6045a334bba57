"""Lists of codes in the layouts of their publishers: the HS and its sections as CSV; areas: :mod:`.area_lists`."""

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from django.db import transaction

from trade.goods.commodities import names_of, parent_code, sections
from trade.importing.area_lists import M49, PARTNERS, load_areas, load_partners
from trade.importing.listed import Loaded, NoCodeList, line_of, store
from trade.models import Commodity

HS = ("hscode", "description")
SECTIONS = ("section", "name")
_HS_CODE = re.compile(r"\d\d(\d\d){0,2}", re.ASCII)


def load(path: Path, edition: str, origin: str) -> Loaded:
    """Adds the codes of the file at *path* and names those that have no name in its language.

    *edition* is that of an HS list, *origin* says whose names they are. NoCodeList if it is no list that we know.
    """
    layouts: list[tuple[tuple[str, ...], Callable[[csv.DictReader], Loaded]]] = [
        (HS, lambda rows: load_hs(rows, edition, origin)),
        (M49, lambda rows: load_areas(rows, origin)),
        (PARTNERS, lambda rows: load_partners(rows, origin)),
        (SECTIONS, lambda rows: load_sections(rows, edition, origin)),
    ]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, restval="")
            header = set(rows.fieldnames or ())
            for columns, read in layouts:
                if header >= set(columns):
                    return read(rows)
    except UnicodeDecodeError as error:
        raise NoCodeList("the bytes are not UTF-8; save the list as UTF-8.") from error
    except csv.Error as error:
        raise NoCodeList(f"the table is broken: {error}.") from error
    named = (
        f"{', '.join(HS)} (the HS)",
        f"{', '.join(SECTIONS)} (its sections)",
        f"{', '.join(M49)} (areas by M49)",
        f"{', '.join(PARTNERS)} (partners of UN Comtrade)",
    )
    raise NoCodeList(f"it needs the columns {'; or '.join(named)}.")


@transaction.atomic
def load_hs(rows: Iterable[Mapping[str, str]], edition: str, origin: str) -> Loaded:
    """Sections, chapters, headings and subheadings; sections and chapters have our own short names."""
    wanted = {f"{edition}-{code}": _hs(edition, code, "", origin) for code in dict.fromkeys(sections().values())}
    for number, row in enumerate(rows, 2):
        code = (row["hscode"] or "").strip()
        if not code.isdigit():
            continue  # TOTAL, and headings of tables
        if not _HS_CODE.fullmatch(code):
            raise NoCodeList(f"line {number}: «{code}» has lost its leading zero or is no HS code.")
        _check_section(number, code, (row.get("section") or "").strip())
        wanted[f"{edition}-{code}"] = _hs(edition, code, line_of(row["description"]), origin)
    return store(Commodity, wanted)


def _check_section(number: int, code: str, listed: str) -> None:
    """A list that puts a chapter into another section than we do is another classification."""
    ours = sections().get(code[:2], "")
    # What national lists add beyond the chapters of the HS has no section here.
    if ours and listed and listed != ours:
        raise NoCodeList(f"line {number}, column section: {code} stands in {listed[:40]}; in the HS it is in {ours}.")


@transaction.atomic
def load_sections(rows: Iterable[Mapping[str, str]], edition: str, origin: str) -> Loaded:
    """The sections of the HS. They have our own short names; the list says which there are."""
    known, wanted = set(sections().values()), {}
    for number, row in enumerate(rows, 2):
        code = (row["section"] or "").strip()
        if code not in known:
            raise NoCodeList(f"line {number}, column section: «{code[:40]}» is no section of the HS (I to XXI).")
        wanted[f"{edition}-{code}"] = _hs(edition, code, line_of(row["name"]), origin)
    return store(Commodity, wanted)


def _hs(edition: str, code: str, words: str, origin: str) -> Commodity:
    parent = parent_code(edition, code)
    names = names_of(edition, code) or {"name_en": words, "name_source": origin}
    return Commodity(
        key=f"{edition}-{code}", scheme=edition, code=code, parent_id=f"{edition}-{parent}" if parent else None, **names
    )
