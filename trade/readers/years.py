"""Tables with the periods across: which columns are periods, and the rows of one line."""

import re

from trade.periods import Period
from trade.readers import reasons
from trade.readers.cells import CellError
from trade.readers.desk import Desk
from trade.readers.row import Refusal, Refused, Row
from trade.readers.sheets import Sheet
from trade.series_keys import SeriesKey

_YEAR = re.compile(r"(?:YR?)?((?:19|20)\d\d)(?:\s*\[YR(?:19|20)\d\d\])?", re.ASCII | re.IGNORECASE)
_LIKE_A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)


def years_of(header: list[str]) -> list[tuple[int, Period]]:
    """The places of the columns that are years (``2015``, ``2015 [YR2015]``)."""
    found = ((place, _YEAR.fullmatch(name.strip())) for place, name in enumerate(header))
    return [(place, Period.year(int(match[1]))) for place, match in found if match]


def years_in(sheet: Sheet) -> list[tuple[int, Period]]:
    """The same of a sheet whose header was found; says which other columns look like a year (``2015*``).

    Refused where a year stands twice.
    """
    years = years_of(sheet.header)
    seen: set[Period] = set()
    for place, period in years:
        if period in seen:
            raise Refused(reasons.DUPLICATE_COLUMN, sheet.header[place])
        seen.add(period)
    places = {place for place, _period in years}
    sheet.leave_unread(
        name for place, name in enumerate(sheet.header) if place not in places and _LIKE_A_YEAR.search(name)
    )
    return years


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
