"""Tables with the periods across: which columns are periods, and the rows of one line."""

import re

from trade.periods import Period
from trade.readers.cells import CellError
from trade.readers.desk import Desk
from trade.readers.row import Refusal, Row
from trade.series_keys import SeriesKey

_YEAR = re.compile(r"(?:YR?)?((?:19|20)\d\d)(?:\s*\[YR(?:19|20)\d\d\])?", re.ASCII | re.IGNORECASE)


def years_of(header: list[str]) -> list[tuple[int, Period]]:
    """The places of the columns that are years (``2015``, ``2015 [YR2015]``)."""
    found = ((place, _YEAR.fullmatch(name.strip())) for place, name in enumerate(header))
    return [(place, Period.year(int(match[1]))) for place, match in found if match]


def row_of_years(
    desk: Desk, key: SeriesKey, periods: list[tuple[int, Period]], cells: list[str], power: int
) -> list[Row | Refusal]:
    """One row for each cell that states something: a blank one does not, a mark such as «..» states «missing»."""
    rows: list[Row | Refusal] = []
    for place, period in periods:
        text = cells[place].strip()
        if not text:
            continue
        try:
            rows.append(desk.row(key, period, desk.number(text, str(period), power)))
        except CellError as error:
            rows.append(desk.refusal(error))
    return rows
