"""How commodity codes hang together, and the names that we give the widest of them. Pure.

The names are our own, short, in four languages (``trade/goods/hs_names.json``): a chapter has kept its subject through
all editions of the HS, so they serve all of them; those of the SITC (``other_names.json``) hold for its third and
fourth revision, which share sections and divisions. The full texts of a list come from its file
(``manage.py load_codes``).
"""

import json
from functools import cache
from pathlib import Path

_NAMES = Path(__file__).resolve().parent / "hs_names.json"
_OTHER_NAMES = Path(__file__).resolve().parent / "other_names.json"
_NAMED_ALIKE = {"S3": "SITC", "S4": "SITC", "WITS": "WITS", "EB": "EB"}
NAME_SOURCE = "project wording"
TOTAL = {"ru": "Всего", "kk": "Барлығы", "en": "Total", "zh": "合计"}
LANGUAGES = ("ru", "kk", "en", "zh")


@cache
def hs_names() -> dict[str, dict[str, str]]:
    """Names of the sections (``I`` … ``XXI``) and chapters (``01`` … ``97``) by language column."""
    table = json.loads(_NAMES.read_text(encoding="utf-8"))
    rows = {code: names for part in ("sections", "chapters") for code, *names in table[part]}
    return {code: dict(zip(LANGUAGES, names, strict=True)) for code, names in rows.items()}


@cache
def other_names() -> dict[str, dict[str, dict[str, str]]]:
    """Names of sections and divisions of the SITC, of the groups of WITS, of all services: by list and code."""
    table = json.loads(_OTHER_NAMES.read_text(encoding="utf-8"))
    return {
        name: {code: dict(zip(LANGUAGES, names, strict=True)) for code, *names in rows} for name, rows in table.items()
    }


@cache
def sections() -> dict[str, str]:
    """The section of every chapter: ``27`` → ``V``."""
    table = json.loads(_NAMES.read_text(encoding="utf-8"))
    return {
        f"{number:02}": section
        for section, (first, last) in table["spans"].items()
        for number in range(first, last + 1)
    }


def is_hs(scheme: str) -> bool:
    return scheme[:1] == "H"


def parent_code(scheme: str, code: str) -> str:
    """The code that *code* is a part of in its edition; empty for the widest.

    HS 270900 → 2709 → 27 → V; SITC 33341 → 3334 → 333 → 33 → 3. EBOPS has letters for its tree: SC1 → SC → S.
    The product groups of WITS have none.
    """
    if is_hs(scheme):
        return code[:-2] if len(code) > 2 and code.isdigit() else sections().get(code, "")
    if scheme == "WITS":
        return ""  # groups beside each other, some of which overlap
    if scheme == "EB" and not code.isalpha() and not code[:1].isalpha():
        return ""
    return code[:-1]


def names_of(scheme: str, code: str) -> dict[str, str]:
    """The ``name_*`` columns for *code*, where we name it."""
    names = own_names(scheme, code)
    if not names:
        return {}
    return {f"name_{column}": name for column, name in names.items()} | {"name_source": NAME_SOURCE}


def own_names(scheme: str, code: str) -> dict[str, str]:
    """Our name for *code* by language column; nothing where we have none."""
    if scheme == "TOTAL":
        return TOTAL
    names = hs_names() if is_hs(scheme) else other_names().get(_NAMED_ALIKE.get(scheme, ""), {})
    return names.get(code, {})


def whole_of(scheme: str, code: str) -> str:
    """The nearest code above *code* that we name: 2709 → 27; empty where there is none."""
    above = parent_code(scheme, code)
    while above and not own_names(scheme, above):
        above = parent_code(scheme, above)
    return above
