"""Records of UN Comtrade's interfaces: ``{"data": [...]}`` of the new one, ``{"dataset": [...]}`` of the old one."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from trade.readers import reasons
from trade.readers.cells import Exact
from trade.readers.comtrade import NEW_NAMES, OLD_JSON_NAMES, has, read
from trade.readers.given import Given
from trade.readers.limits import Limits
from trade.readers.opening import Opened
from trade.readers.row import Refused
from trade.readers.sheets import Item, Sheet, folded
from trade.readers.tables import Line, limited

NAME = "comtrade-json"
_BLANK = " \t\r\n"
_RECORDS = ("data", "dataset")
_ERRORS = ("error", "errors", "fault", "errorObject")
_MESSAGES = (*_ERRORS, "message", "Message", "detail", "title", "description")


def _single(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name stands twice in one record")
    return members


# Numbers stay text: their digits are read as those of a CSV are, never through a float. NaN is a mark for «missing».
_DECODER = json.JSONDecoder(parse_float=Exact, parse_int=str, parse_constant=str, object_pairs_hook=_single)


@dataclass(slots=True)
class Wrapper:
    """What stands around the records: ``stated`` is their number as the file says it, ``records`` how many came."""

    stated: str = ""
    records: int = 0


def open_json(opened: Opened, encoding: str, limits: Limits, given: Given) -> tuple[Sheet, Iterator[Item]]:
    """The sheet of the records and its items. Refused for error bodies, SDMX-JSON and other JSON."""
    if opened.size > limits.json_size:
        raise Refused(reasons.TOO_LARGE, str(limits.json_size))
    try:
        text = opened.file.read().decode(encoding).lstrip("\ufeff")
    except UnicodeError as error:
        raise Refused(reasons.ENCODING, encoding) from error
    start = _records_at(text)
    wrapper = Wrapper()
    records = _records(text, start, wrapper)
    first = next(records, None)
    if first is None:
        raise Refused(reasons.EMPTY)
    header = list(first[1])
    names = next((names for names in (NEW_NAMES, OLD_JSON_NAMES) if has(names, header)), None)
    if names is None:
        raise Refused(reasons.JSON, ", ".join(header)[:200])
    # A record may lack what others have: what the first leaves out still has to be read in those.
    there = set(map(folded, header))
    header += [name for name in names.all() if folded(name) not in there]
    lines = limited(_cells(header, first, records), limits)
    sheet = Sheet(header, first[0], [], [], lines, "", given)
    return sheet, _counted(read(sheet, names), sheet, wrapper)


def _counted(items: Iterator[Item], sheet: Sheet, wrapper: Wrapper) -> Iterator[Item]:
    """*items*, and at their end a flag if the wrapper counts other records than there are."""
    yield from items
    if wrapper.stated and wrapper.stated != str(wrapper.records):
        sheet.desk.flag(reasons.COUNT_DIFFERS, f"{wrapper.stated} ≠ {wrapper.records}")
    yield from sheet.desk.take()


def _cells(header: list[str], first: tuple[int, dict], records: Iterator[tuple[int, dict]]) -> Iterator[Line]:
    yield first[0], [_text(first[1].get(name)) for name in header]
    for line, record in records:
        yield line, [_text(record.get(name)) for name in header]


def _text(value: object) -> str:
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
    return json.dumps(value)[:200]


def _records_at(text: str) -> int:
    """Where the list of records begins."""
    place = _skip(text, 0)
    if text[place] == "[":
        return place
    seen: dict[str, object] = {}
    try:
        for name, at in _members(text, place):
            if name in _RECORDS and text[at] == "[":
                return at if _has_records(text, at) else _refuse(_rest(text, place))
            seen[name], _end = _DECODER.raw_decode(text, at)
    except (ValueError, IndexError, RecursionError) as error:
        raise Refused(reasons.INCOMPLETE if _is_cut(text) else reasons.JSON, str(error)[:200]) from error
    return _refuse(seen)


def _rest(text: str, place: int) -> dict[str, object]:
    return {name: _DECODER.raw_decode(text, at)[0] for name, at in _members(text, place)}


def _has_records(text: str, at: int) -> bool:
    return text[_skip(text, at + 1)] == "{"


def _refuse(seen: dict[str, object]) -> int:
    words = next((str(seen[name]) for name in _MESSAGES if seen.get(name)), "")
    if words or "statusCode" in seen:
        raise Refused(reasons.ERROR_BODY, (words or str(seen["statusCode"]))[:200])
    schema = str(seen.get("$schema", ""))
    if "sdmx" in schema or "structure" in seen or "dataSets" in seen or _is_sdmx(seen.get("data")):
        raise Refused(reasons.SDMX_JSON, schema[:200])
    if any(seen.get(name, 0) in ([], None) for name in _RECORDS):
        raise Refused(reasons.EMPTY)
    raise Refused(reasons.JSON, ", ".join(seen)[:200])


def _is_sdmx(data: object) -> bool:
    return isinstance(data, dict) and bool({"dataSets", "structures", "structure"} & data.keys())


def _is_cut(text: str) -> bool:
    return text.rstrip()[-1:] not in ("}", "]")


def _skip(text: str, place: int) -> int:
    while text[place] in _BLANK:
        place += 1
    return place


def _members(text: str, place: int) -> Iterator[tuple[str, int]]:
    """The names of an object's members and where their values begin; the caller may decode a value or stop."""
    place = _skip(text, place + 1)
    while text[place] != "}":
        name, place = _DECODER.raw_decode(text, place)
        place = _skip(text, place)
        if not isinstance(name, str) or text[place] != ":":
            raise ValueError("a name and a colon are missing")
        place = _skip(text, place + 1)
        yield name, place
        _value, place = _DECODER.raw_decode(text, place)
        place = _skip(text, place)
        if text[place] == ",":
            place = _skip(text, place + 1)


def _records(text: str, start: int, wrapper: Wrapper) -> Iterator[tuple[int, dict]]:
    """The records of the list at *start* with the line that each begins on; then *wrapper* has what is around them.

    Refused for a message beside the records, and for a text that does not end where it should.
    """
    line, counted, place = 1, 0, start
    try:
        place = _skip(text, place + 1)
        while text[place] != "]":
            line, counted = line + text.count("\n", counted, place), place
            record, place = _DECODER.raw_decode(text, place)
            if not isinstance(record, dict):
                raise Refused(reasons.JSON, str(record)[:200])
            wrapper.records += 1
            yield line, record
            place = _skip(text, place)
            if text[place] == ",":
                place = _skip(text, place + 1)
            elif text[place] != "]":
                raise ValueError("a comma is missing between two records")
        _end(text, start, place + 1, wrapper)
    except (ValueError, IndexError, RecursionError) as error:
        raise Refused(reasons.INCOMPLETE if _is_cut(text) else reasons.JSON, str(line)) from error


def _end(text: str, start: int, after: int, wrapper: Wrapper) -> None:
    """Looks at what stands around the list from *start* to *after*."""
    opening = _skip(text, 0)
    if opening != start:
        # The list is left out: its records were decoded already.
        around = f"{text[opening:start]}[]{text[after:]}".strip(_BLANK + "\0")
        try:
            seen, end = _DECODER.raw_decode(around)
        except ValueError as error:
            raise Refused(reasons.JSON if around.endswith("}") else reasons.INCOMPLETE, str(error)[:200]) from error
        rest = around[end:]
        words = next((str(seen[name]) for name in _ERRORS if seen.get(name)), "")
        if words:
            raise Refused(reasons.ERROR_BODY, words[:200])
        count = seen.get("count")
        wrapper.stated = count if isinstance(count, str) else ""
    else:
        rest = text[after:].strip(_BLANK + "\0")
    if rest:
        raise Refused(reasons.JSON, rest[:200])
