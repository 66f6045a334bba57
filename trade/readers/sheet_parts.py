"""One sheet of a workbook, cell by cell, as expat reads it: several times as fast as building a tree of every cell.

Parsing is defused: a document type, an entity or anything outside the part refuses the workbook. Nothing is evaluated.
What stands in a cell means what openpyxl takes it for, and a test holds the two together.
"""

from collections.abc import Iterator
from typing import IO, Any
from xml.parsers import expat

from defusedxml.common import DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.constants import SHEET_MAIN_NS

_BLOCK = 1 << 16
_MAIN = SHEET_MAIN_NS + " "
_ROW, _CELL, _VALUE, _FORMULA = (_MAIN + name for name in ("row", "c", "v", "f"))
_INLINE, _TEXT, _RUN, _SOUND = (_MAIN + name for name in ("is", "t", "r", "rPh"))
_MOST_COLUMNS = 18_278  # «ZZZ»
_LONGEST = 1 << 20  # characters of a cell, far above any limit: what is longer is not gathered
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

#: type as it is written («n», «s», «e», «d» …), value, number of the style, whether there is a formula
Cell = tuple[str, Any, int, bool]
Row = tuple[int, dict[int, Cell]]


class Parser:
    """``rows`` are those that were closed since somebody took them: their number, and their cells by column from 0."""

    def __init__(self, texts: list[str], epoch: Any, dates: set[int], spans: set[int]):
        self.texts, self.epoch, self.dates, self.spans = texts, epoch, dates, spans
        self.rows: list[Row] = []
        self.number = 0
        self._column, self._cells = 0, dict[int, Cell]()
        self._kind, self._style, self._has_formula = "n", 0, False
        self._value: list[str] = []
        self._inline: list[str] = []
        self._length = 0
        self._into: list[str] | None = None
        self._within: list[str] = []  # of a text that stands in the cell itself
        self._columns: dict[str, int] = {}
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = _refuse_entity
        parser.ExternalEntityRefHandler = _refuse_reference

    def feed(self, block: bytes, *, is_last: bool = False) -> None:
        self._parser.Parse(block, is_last)

    def take(self) -> list[Row]:
        rows, self.rows = self.rows, []
        return rows

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _CELL:
            place = attributes.get("r")
            self._column = self._place(place) if place else self._column + 1
            if self._column >= _MOST_COLUMNS:
                raise ValueError(f"no column: {self._column}")
            self._kind = attributes.get("t", "n")
            self._style = int(attributes.get("s") or 0)
            self._has_formula = False
            self._value, self._inline, self._length = [], [], 0
        elif name == _VALUE:
            self._into = self._value
        elif name == _ROW:
            number = attributes.get("r")
            self.number = _whole(number) if number else self.number + 1
            self._column, self._cells = -1, {}
        elif name == _FORMULA:
            self._has_formula = True
        elif name == _INLINE or self._within:
            self._within.append(name)
            # Readings above the words (rPh) are no part of them.
            if name == _TEXT and self._within[1:-1] in ([], [_RUN]):
                self._into = self._inline

    def _end(self, name: str) -> None:
        self._into = None
        if name == _CELL:
            if self._value or self._inline or self._has_formula:
                self._cells[self._column] = (self._kind, self._meaning(), self._style, self._has_formula)
        elif name == _ROW:
            self.rows.append((self.number, self._cells))
        elif self._within:
            self._within.pop()

    def _text(self, words: str) -> None:
        if self._into is not None:
            self._length += len(words)
            if self._length > _LONGEST:
                raise ValueError("a cell without end")
            self._into.append(words)

    def _place(self, place: str) -> int:
        """The column of «AB12», counted from 0."""
        letters = place.rstrip("0123456789")
        found = self._columns.get(letters)
        if found is None:
            found = 0
            for letter in letters.lstrip("$").rstrip("$").upper():
                found = found * 26 + _LETTERS.index(letter) + 1
            found -= 1
            if found < 0:
                raise ValueError(f"no column: {place[:20]}")
            self._columns[letters] = found
        return found

    def _meaning(self) -> Any:
        kind = self._kind
        if kind == "inlineStr":
            return "".join(self._inline) or None
        text = "".join(self._value)
        if not text:
            return None
        match kind:
            case "n":
                return self._number(text)
            case "s":
                return self.texts[int(text)]
            case "b":
                return bool(int(text))
            case "d":
                return from_ISO8601(text)
        return text

    def _number(self, text: str) -> Any:
        value = float(text) if "." in text or "E" in text or "e" in text else int(text)
        if self._style not in self.dates:
            return value
        try:
            return from_excel(value, self.epoch, timedelta=self._style in self.spans)
        except (OverflowError, ValueError):
            self._kind = "e"
            return "#VALUE!"


def rows_of(part: IO[bytes], parser: Parser) -> Iterator[Row]:
    """The rows of the sheet *part*, as many at a time as a block of it closes."""
    while block := part.read(_BLOCK):
        parser.feed(block)
        yield from parser.take()
    parser.feed(b"", is_last=True)
    yield from parser.take()


def _whole(text: str) -> int:
    number = float(text)
    if not number.is_integer() or number < 1:
        raise ValueError(f"no number of a row: {text[:20]}")
    return int(number)


def _refuse_doctype(name: str, sysid: str | None, pubid: str | None, _has_subset: int) -> None:
    raise DTDForbidden(name, sysid, pubid)


def _refuse_entity(name: str, *rest: Any) -> None:
    raise EntitiesForbidden(name, None, *[None] * 4)


def _refuse_reference(context: str, base: str | None, sysid: str | None, pubid: str | None) -> int:
    raise ExternalReferenceForbidden(context, base, sysid, pubid)
