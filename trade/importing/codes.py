"""Areas and commodities that a file needs and the database lacks: added in a fixed number of statements."""

import re
from collections.abc import Iterator, Mapping

from trade.goods.commodities import names_of, parent_code
from trade.models import Area, Commodity
from trade.models.fields import CONTROLS
from trade.readers.areas import known
from trade.words.languages import column_of, language_of

_CODES = {
    "H": re.compile(r"\d\d(\d\d){0,3}|9999AA", re.ASCII),
    "S": re.compile(r"\d{1,5}", re.ASCII),
    "E": re.compile(r"[A-Z0-9]{1,12}", re.ASCII),
    "W": re.compile(r"[A-Z0-9]{1,12}", re.ASCII),
}
_SCHEMES = frozenset(Commodity.Scheme.values) - {"TOTAL"}
LONGEST_NAME = 300


def usable_areas() -> set[str]:
    """Codes of the areas that are there or can be added."""
    return {Area.NOT_STATED, *known(), *Area.objects.values_list("code", flat=True)}


def is_commodity(key: str) -> bool:
    """Whether *key* can be a commodity: TOTAL, or a code as its edition writes them."""
    scheme, _dash, code = key.partition("-")
    if key == Commodity.TOTAL:
        return True
    return scheme in _SCHEMES and bool(_CODES[scheme[0]].fullmatch(code))


def missing_commodities(cursor) -> set[str]:
    """Keys that series of the file have and that are not there."""
    cursor.execute(
        "SELECT DISTINCT commodity_id FROM import_series i "
        "WHERE NOT EXISTS (SELECT 1 FROM trade_commodity c WHERE c.key = i.commodity_id)"
    )
    return {key for (key,) in cursor.fetchall()}


def add_areas(codes: set[str]) -> None:
    """Countries get their names from CLDR by the two-letter code; others the English one of the readers' table."""
    missing = codes - set(Area.objects.filter(code__in=codes).values_list("code", flat=True))
    Area.objects.bulk_create([_area(code) for code in sorted(missing)], ignore_conflicts=True)


def _area(code: str) -> Area:
    found = known().get(code)
    if found is None:
        return Area(code=code, kind=Area.Kind.SPECIAL)
    names = {} if found.alpha2 else {"name_en": found.name, "name_source": "UN, World Bank"}
    return Area(code=code, kind=found.kind, alpha2=found.alpha2, m49=found.m49, **names)


def add_commodities(keys: set[str], names: Mapping[str, str], origin: str) -> None:
    """Adds *keys* with all that they are parts of. What our lists do not name has the words of the file, if any."""
    wanted = {key for one in keys for key in _with_parents(one)}
    missing = wanted - set(Commodity.objects.filter(key__in=wanted).values_list("key", flat=True))
    rows = [_commodity(key, names.get(key, ""), origin) for key in sorted(missing)]
    Commodity.objects.bulk_create(rows, ignore_conflicts=True)


def _with_parents(key: str) -> Iterator[str]:
    scheme, _dash, code = key.partition("-")
    while code:
        yield f"{scheme}-{code}"
        code = parent_code(scheme, code)
    if not _dash:
        yield key


def _commodity(key: str, words: str, origin: str) -> Commodity:
    scheme, _dash, code = key.partition("-")
    parent = parent_code(scheme, code)
    named = names_of(scheme, code) or _named(words, origin)
    return Commodity(key=key, scheme=scheme, code=code, parent_id=f"{scheme}-{parent}" if parent else None, **named)


def _named(words: str, origin: str) -> dict[str, str]:
    words = CONTROLS.sub(" ", words).strip()[:LONGEST_NAME]
    tag = language_of(words)
    return {f"name_{column_of(tag)}": words, "name_source": origin[:200]} if tag else {}
