"""Keys and references as SDMX REST addresses write them: ``A.KAZ+CHN..KAZ.T``, ``SVERKA,TRADE,1.0``, ``all``."""

import re
from collections.abc import Sequence

ALL = "all"
LONGEST_KEY, MOST_CODES = 2_000, 200
_CODE = re.compile(r"[A-Za-z0-9_@$-]{1,40}", re.ASCII)
_PART = re.compile(r"[A-Za-z0-9_@$.*-]{1,80}", re.ASCII)


def parse_key(text: str, dimensions: Sequence[str]) -> dict[str, frozenset[str]]:
    """The codes asked for, by dimension; a dimension that takes any is left out. ValueError says what is wrong."""
    if text in ("", ALL, "*"):
        return {}
    if len(text) > LONGEST_KEY:
        raise ValueError(f"a key has at most {LONGEST_KEY} characters")
    parts = text.split(".")
    if len(parts) != len(dimensions):
        raise ValueError(f"a key has {len(dimensions)} parts with dots between them: {'.'.join(dimensions)}")
    found = {}
    for name, part in zip(dimensions, parts, strict=True):
        if part in ("", "*"):
            continue
        codes = part.split("+")
        wrong = next((code for code in codes if not _CODE.fullmatch(code)), None)
        if wrong is not None:
            raise ValueError(f"«{wrong[:40]}» is not a code ({name})")
        if len(codes) > MOST_CODES:
            raise ValueError(f"at most {MOST_CODES} codes may be asked for ({name})")
        found[name] = frozenset(codes)
    return found


def parse_flow(text: str) -> tuple[str, str, str]:
    """(agency, id, version) of ``TRADE``, ``SVERKA,TRADE`` or ``SVERKA,TRADE,1.0``. ValueError otherwise."""
    parts = text.split(",")
    if not 1 <= len(parts) <= 3 or not all(_PART.fullmatch(part) for part in parts):
        raise ValueError("a dataflow is written TRADE, SVERKA,TRADE or SVERKA,TRADE,1.0")
    if len(parts) == 1:
        return ALL, parts[0], "latest"
    agency, id_, *version = parts
    return agency, id_, version[0] if version else "latest"
