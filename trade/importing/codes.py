"""Areas and commodities that a file needs and the database lacks: added in a fixed number of statements."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from trade.commodities import names_of, parent_code
from trade.models import Area, Commodity

_AREAS = Path(__file__).resolve().parent.parent / "fixtures" / "trade_areas.json"
_CODES = {
    "H": re.compile(r"\d\d(\d\d(\d\d)?)?", re.ASCII),
    "S": re.compile(r"\d{1,5}", re.ASCII),
    "E": re.compile(r"[A-Z0-9]{1,12}", re.ASCII),
}


@cache
def standard_areas() -> dict[str, dict[str, Any]]:
    """The fields of every area of ISO 3166-1, of the world and of «not stated», by code."""
    rows = json.loads(_AREAS.read_text(encoding="utf-8"))
    return {row["pk"]: row["fields"] for row in rows if row["model"] == "trade.area"}


def usable_areas() -> set[str]:
    """Codes of the areas that are there or can be added."""
    return {*standard_areas(), *Area.objects.values_list("code", flat=True)}


def is_commodity(key: str) -> bool:
    """Whether *key* can be a commodity: TOTAL, or a code as its edition writes them."""
    scheme, _dash, code = key.partition("-")
    if key == Commodity.TOTAL:
        return True
    return scheme in Commodity.Scheme.values and scheme != "TOTAL" and bool(_CODES[scheme[0]].fullmatch(code))


def add_missing(cursor) -> None:
    """Adds what the rows of ``import_series`` refer to."""
    cursor.execute(
        "SELECT reporter FROM import_series UNION SELECT area FROM import_series UNION "
        "SELECT counterpart FROM import_series"
    )
    add_areas({code for (code,) in cursor.fetchall()})
    cursor.execute("SELECT DISTINCT commodity FROM import_series")
    add_commodities({key for (key,) in cursor.fetchall()})


def add_areas(codes: set[str]) -> None:
    missing = codes - set(Area.objects.filter(code__in=codes).values_list("code", flat=True))
    known = standard_areas()
    Area.objects.bulk_create([Area(code=code, **known[code]) for code in sorted(missing)], ignore_conflicts=True)


def add_commodities(keys: set[str]) -> None:
    """Adds *keys* with all that they are parts of; what has no name in our lists is named by its code alone."""
    wanted = {key for one in keys for key in _with_parents(one)}
    missing = wanted - set(Commodity.objects.filter(key__in=wanted).values_list("key", flat=True))
    Commodity.objects.bulk_create([_commodity(key) for key in sorted(missing)], ignore_conflicts=True)


def _with_parents(key: str) -> Iterator[str]:
    scheme, _dash, code = key.partition("-")
    while code:
        yield f"{scheme}-{code}"
        code = parent_code(scheme, code)
    if not _dash:
        yield key


def _commodity(key: str) -> Commodity:
    scheme, _dash, code = key.partition("-")
    parent = parent_code(scheme, code)
    return Commodity(
        key=key, scheme=scheme, code=code, parent_id=f"{scheme}-{parent}" if parent else None, **names_of(scheme, code)
    )
