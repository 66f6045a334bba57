"""How commodity codes hang together, and the names that we give the sections and chapters of the HS. Pure.

The names are our own, short, in four languages (``trade/goods/hs_names.json``): a chapter has kept its subject through
all editions of the HS, so they serve all of them. The full texts of a list come from its file
(``manage.py load_codes``).
"""

import json
from functools import cache
from pathlib import Path

_NAMES = Path(__file__).resolve().parent / "hs_names.json"
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
    names = TOTAL if scheme == "TOTAL" else hs_names().get(code) if is_hs(scheme) else None
    if not names:
        return {}
    return {f"name_{column}": name for column, name in names.items()} | {"name_source": NAME_SOURCE}
