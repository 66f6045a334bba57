"""A table whose header was found, and the loops that turn its lines into rows, refusals and flags."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from trade.readers import reasons
from trade.readers.cells import CellError, style_of
from trade.readers.desk import Desk
from trade.readers.given import Given
from trade.readers.row import Flag, Refusal, Row
from trade.readers.tables import Line
from trade.readers.texts import shown

Item = Row | Refusal | Flag


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

    def __post_init__(self) -> None:
        for place, name in enumerate(self.header):
            self.places.setdefault(folded(name), place)

    def place(self, *names: str) -> int | None:
        """Where the first of *names* stands that the header has, in any case and spacing."""
        return next((self.places[name] for name in map(folded, names) if name in self.places), None)

    def learn_style(self, places: Iterable[int]) -> None:
        """Tells from the first lines how these columns write decimals. A semicolon between cells hints at a comma."""
        columns = [place for place in places if place is not None]
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
    """Several rows a line; a short line lacks its last cells."""
    return _each(sheet, read_line, exact=False)


def _each(sheet: Sheet, read_line: Callable, *, exact: bool) -> Iterator[Item]:
    desk, width, header = sheet.desk, len(sheet.header), sheet.header
    see, flags = desk.watch.see, desk.flags
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
                if type(row) is Row and (outlier := see(row)):
                    yield outlier
        except CellError as error:
            if cells == header:
                desk.flag(reasons.REPEATED_HEADER, str(line))
            elif _is_note(cells):
                desk.flag(reasons.FOOTNOTE, cells[0])
            else:
                yield desk.refusal(error)
    yield from desk.remaining()


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
    return bool(cells and cells[0].strip()) and not any(cells[1:])
