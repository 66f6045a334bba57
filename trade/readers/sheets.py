"""A table whose header was found, and the loops that turn its lines into rows, refusals and flags."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from trade.readers import reasons, units
from trade.readers.cells import CellError, style_of
from trade.readers.desk import Desk
from trade.readers.given import Given, Item
from trade.readers.row import Refusal, Refused, Row
from trade.readers.tables import Line
from trade.readers.texts import shown

_MOST_UNITS = 10  # that a reading lists


@dataclass(slots=True)
class Sheet:
    """``before`` are the lines above the header, ``sample`` the first ones below it, ``lines`` all below it."""

    header: list[str]
    header_line: int
    before: list[Line]
    sample: list[Line]
    lines: Iterator[Line]
    separator: str
    given: Given
    desk: Desk = field(default_factory=Desk)
    facts: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    twice: set[str] = field(default_factory=set)
    is_header: Callable[[list[str]], bool] = field(default=lambda _cells: False)
    ends_open: bool = False

    def __post_init__(self) -> None:
        self.find_places()

    def find_places(self) -> None:
        """Notes where each column stands; again after a layout has smoothed the names."""
        self.places.clear()
        self.twice.clear()
        for place, name in enumerate(map(folded, self.header)):
            if name in self.places:
                self.twice.add(name)
            self.places.setdefault(name, place)

    def place(self, *names: str) -> int | None:
        """Where the first of *names* stands that the header has, in any case and spacing. Refused if it does twice."""
        name = next((name for name in map(folded, names) if name in self.places), None)
        if name in self.twice:
            raise Refused(reasons.DUPLICATE_COLUMN, self.header[self.places[name]])
        return None if name is None else self.places[name]

    def state_unit(self, unit: str, power: int) -> None:
        """Notes the unit that the layout or the columns state. Refused if the titles or the editor say another one."""
        stated = f"{unit} × {10**power}"
        for _line, cells in self.before:
            for cell in cells:
                if any(found != (unit, power) for found in units.mentions(cell)):
                    raise Refused(reasons.UNIT_CONTRADICTS, f"{shown(cell, 100)} ≠ {stated}")
        self.given.refuse_other_money(unit, power)
        self.facts |= {"unit": unit, "scale": str(10**power)}

    def refuse_scale_in_titles(self) -> None:
        """For tables whose lines state units but no scale."""
        for _line, cells in self.before:
            if words := next((cell for cell in cells if units.mentions(cell)), ""):
                raise Refused(reasons.UNIT_CONTRADICTS, f"{shown(words, 100)} ≠ × 1")

    def add_scale(self, unit: str, power: int) -> None:
        """Notes a unit that only lines state, beside those of other lines. Refused if the editor says another one."""
        self.given.refuse_other_money(unit, power)
        for name, value in (("unit", unit), ("scale", str(10**power))):
            known = self.facts.get(name)
            if known is None:
                self.facts[name] = value
            elif value not in known.split(", ") and known.count(",") < _MOST_UNITS:
                self.facts[name] = f"{known}, {value}"

    def leave_unread(self, names: Iterable[str]) -> None:
        """Says which columns are not read where an editor would expect it of them."""
        if words := ", ".join(filter(None, names)):
            self.desk.flag(reasons.COLUMNS_UNREAD, words)

    def learn_style(self, places: Iterable[int]) -> None:
        """Tells from the first lines how these columns write decimals. A semicolon between cells hints at a comma."""
        columns = [place for place in places if place is not None]
        self.ends_open = self.ends_open and len(self.header) - 1 in columns
        texts = (cells[place] for _line, cells in self.sample for place in columns if place < len(cells))
        self.desk.style = style_of(texts, default="" if self.separator == ";" else ".")
        self.facts["decimal"] = self.desk.style.decimal or "?"
        if self.desk.style.mixed:
            self.desk.flag(reasons.MIXED_SIGNS, "")

    def title(self) -> str:
        """The words above the header."""
        return shown("  ".join(cell for _line, cells in self.before for cell in cells if cell), 2000)


def folded(name: str) -> str:
    return "".join(name.split()).casefold().strip("\ufeff'\"")


def long(sheet: Sheet, read_line: Callable[[list[str]], Row]) -> Iterator[Item]:
    """One row a line, of as many cells as the header has; a sheet leaves out empty cells at the end."""
    return _each(sheet, lambda cells: (read_line(cells),), exact=bool(sheet.separator))


def wide(sheet: Sheet, read_line: Callable[[list[str]], Iterable[Row | Refusal]]) -> Iterator[Item]:
    """Several rows a line, of as many cells as the header has: the last number of a shorter one may be cut off."""
    return _each(sheet, read_line, exact=bool(sheet.separator))


def _each(sheet: Sheet, read_line: Callable, *, exact: bool) -> Iterator[Item]:
    desk, width, header = sheet.desk, len(sheet.header), sheet.header
    see, flags = desk.watch.see, desk.flags
    is_empty = True
    if sheet.before:
        desk.flag(reasons.PREAMBLE, sheet.title())
    for line, cells in sheet.lines:
        desk.line = line
        try:
            if len(cells) != width:
                cells = _fitted(cells, width, desk, exact=exact)
            for row in read_line(cells):
                if flags:
                    yield from desk.take()
                yield row
                is_empty = False
                if type(row) is Row and (outlier := see(row)):
                    yield outlier
        except CellError as error:
            filled = [cell.strip().strip("\ufeff") for cell in cells]
            if filled == header:
                desk.flag(reasons.REPEATED_HEADER, str(line))
            elif _is_note(filled):
                desk.flag(reasons.FOOTNOTE, filled[0])
            elif _begins_like_header(filled, sheet) and sheet.is_header(filled):
                # The lines below would be read into the wrong columns: years, or who reports.
                raise Refused(reasons.SECOND_TABLE, str(line)) from error
            elif any(filled):
                yield desk.refusal(error)
                is_empty = False
    if sheet.ends_open:
        desk.flag(reasons.ENDS_OPEN, str(desk.line))
    if is_empty:
        raise Refused(reasons.EMPTY, _last_words(desk))
    yield from desk.remaining()


def _begins_like_header(cells: list[str], sheet: Sheet) -> bool:
    """A look at a few cells first: a file may have a million lines that are refused."""
    return any(cell and folded(cell) in sheet.places for cell in cells[:3])


def _last_words(desk: Desk) -> str:
    """The note that stands where data should: «No data matches your query»."""
    return next((flag.detail for flag in reversed(desk.flags) if flag.kind == reasons.FOOTNOTE), "")


def _fitted(cells: list[str], width: int, desk: Desk, *, exact: bool) -> list[str]:
    if len(cells) > width:
        if any(cells[width:]):
            raise CellError(reasons.COLUMNS, "", f"{len(cells)} > {width}")
        desk.flag(reasons.TRAILING_COLUMN, f"{len(cells)} > {width}")
        return cells[:width]
    if exact:
        raise CellError(reasons.COLUMNS, "", f"{len(cells)} < {width}")
    return cells + [""] * (width - len(cells))


def _is_note(cells: list[str]) -> bool:
    """A line below the table with words in its first cell alone."""
    return bool(cells and cells[0]) and not any(cells[1:])
