"""Readers of trade files: one module per layout, all yielding the items of :mod:`trade.readers.row`.

``read(name, source)`` recognises a file by its content and gives a :class:`~trade.readers.row.Reading` whose items are
read as they are asked for, in bounded memory. The path of a file through the modules: ``opening`` (bytes, limits, what
is no table), ``encoding``, ``tables`` or ``workbooks`` (numbered lines of cells), ``layouts`` (whose header is this?),
one module for the layout, which uses ``desk`` (areas, periods, numbers, flags). A new layout is a module with ``NAME``,
``matches`` and ``read``, and a line in ``layouts``.
"""

from collections.abc import Iterator, Mapping

from trade.readers import comtrade_json, layouts, opening, reasons, tables, workbooks
from trade.readers.encoding import Encoding
from trade.readers.given import Given
from trade.readers.layouts import LAYOUTS, find
from trade.readers.limits import DEFAULT, Limits
from trade.readers.opening import Opened, Source
from trade.readers.row import Flag, Reading, Refusal, Refused, Row
from trade.readers.sheets import Item, Sheet

__all__ = [
    "AUTO",
    "DEFAULT",
    "LAYOUTS",
    "Flag",
    "Limits",
    "Reading",
    "Refusal",
    "Refused",
    "Row",
    "close",
    "detect",
    "read",
]

AUTO = "auto"


def read(
    name: str,
    source: Source,
    *,
    format: str = AUTO,
    limits: Limits = DEFAULT,
    given: Mapping[str, str] | None = None,
) -> Reading:
    """The reading of a file: a path, bytes or an open binary file, which has to stay open while items are read.

    *name* is only for people; *format* is ``auto`` or one of LAYOUTS. *given* says what the file does not say itself:
    unit, scale, flow, reporter, commodity, classification (:class:`trade.readers.given.Given`).

    Raises Refused, and no other error, for a file that is refused as a whole; iterating over ``items`` may raise it as
    well (a limit passed, a text cut short), and then nothing of the file may be kept.
    """
    if format not in (AUTO, *LAYOUTS):
        raise Refused(reasons.UNKNOWN_LAYOUT, format)
    known = Given.of(given or {})
    opened = Opened(source, limits)
    try:
        kind, encoding = opening.kind_of(opened, limits)
        layout, sheet, items = _recognised(kind, opened, encoding, format, limits, known)
    except BaseException:
        opened.close()
        raise
    if encoding.doubt:
        sheet.desk.flag(reasons.ENCODING_GUESSED, f"{encoding.name}: {encoding.doubt}")
    sheet.facts["header_line"] = str(sheet.header_line)
    return Reading(layout, encoding.name, _Items(opened, known.held_against(items)), sheet.facts, sheet.desk.names)


def detect(name: str, source: Source, *, limits: Limits = DEFAULT, given: Mapping[str, str] | None = None) -> Reading:
    """What :func:`read` would recognise, without the items. Raises Refused as it does."""
    reading = read(name, source, limits=limits, given=given)
    close(reading)
    return Reading(reading.layout, reading.encoding, iter(()), reading.facts)


def _recognised(
    kind: str, opened: Opened, encoding: Encoding, format: str, limits: Limits, given: Given
) -> tuple[str, Sheet, Iterator[Item]]:
    if kind == opening.JSON:
        if format not in (AUTO, comtrade_json.NAME):
            raise Refused(reasons.NOT_THIS_LAYOUT, format)
        sheet, items = comtrade_json.open_json(opened, encoding.name, limits, given)
        return comtrade_json.NAME, sheet, items
    if kind == opening.TEXT:
        table = tables.of_text(opened, encoding.name, limits, layouts.knows)
        layout, sheet = find([table], format, given)
    else:
        layout, sheet = find(workbooks.tables(opened, limits), format, given)
    return layout.name, sheet, layout.read(sheet)


def close(reading: Reading) -> None:
    """Closes the file of a reading that nobody reads to its end; its items are over then."""
    if isinstance(reading.items, _Items):
        reading.items.close()


class _Items:
    """Items of an open file, which is closed after the last one and after an error."""

    def __init__(self, opened: Opened, items: Iterator[Item]):
        self._opened, self._items = opened, items

    def __iter__(self) -> Iterator[Item]:
        return self

    def __next__(self) -> Item:
        try:
            return next(self._items)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._items = iter(())
        self._opened.close()
