"""Dates as precise as their source: EDTF level 0, a year, a month, a day, or nothing known. Nothing is guessed."""

import re
from dataclasses import dataclass
from datetime import date

from trade.periods import Period
from trade.words import dates as date_words

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_PLURAL = {"year": "years", "month": "months", "day": "days"}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, perhaps its month, perhaps its day; false if unknown. ValueError for what no calendar has."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self):
        if (self.month is not None and self.year is None) or (self.day is not None and self.month is None):
            raise ValueError("a month needs its year, and a day its month")
        if self.year is not None:
            date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Reads ``2024``, ``2024-11``, ``2024-11-05``, or empty for unknown. Otherwise ValueError."""
        if not text:
            return cls()
        match = _EDTF.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a date such as 2024, 2024-11 or 2024-11-05")
        return cls(*(int(part) if part else None for part in match.groups()))

    def __str__(self):
        parts = (f"{part:02}" for part in (self.month, self.day) if part is not None)
        return "" if self.year is None else "-".join((f"{self.year:04}", *parts))

    def __bool__(self):
        return self.year is not None

    def __lt__(self, other: "PartialDate") -> bool:
        return self.sort_key < other.sort_key

    @property
    def precision(self) -> str:
        """``year``, ``month``, ``day``, or empty if unknown."""
        if self.year is None:
            return ""
        return "year" if self.month is None else "month" if self.day is None else "day"

    @property
    def period(self) -> Period | None:
        """The days that may be meant; None if unknown."""
        if self.year is None:
            return None
        if self.month is None:
            return Period.year(self.year)
        if self.day is None:
            return Period.month(self.year, self.month)
        return Period.day(date(self.year, self.month, self.day))

    @property
    def earliest(self) -> date | None:
        return self.period.start if self.period else None

    @property
    def latest(self) -> date | None:
        return self.period.end if self.period else None

    @property
    def sort_key(self) -> tuple[bool, date, date]:
        """Sorts by the first day that may be meant, narrower dates first, unknown ones last."""
        return (not self, self.earliest or date.max, self.latest or date.max)

    def words(self, lang: str, style: date_words.Style = "long") -> str:
        """«12 ноября 2024», «ноябрь 2024» or «2024»; empty if unknown."""
        return self.period.words(lang, style) if self.period else ""


def is_valid(text: str) -> bool:
    """Whether *text* is a partial date; empty, which means unknown, is one."""
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


def range_words(first: PartialDate, last: PartialDate, lang: str, style: date_words.Style = "long") -> str:
    """«5–10 ноября 2024»; «5 ноября 2024 – …» if the other end is unknown; empty if both are.

    ValueError if *last* certainly comes before *first*.
    """
    if first == last:
        return first.words(lang, style)
    start, end = first.period, last.period
    if start and end and end.end < start.start:
        raise ValueError(f"{last} comes before {first}")
    if start and end and first.precision == last.precision:
        return date_words.write(_shape(first, last), start.start, end.end, lang, style)
    dash = "—" if date_words.column(lang) == "zh" else " – "
    return dash.join(date.words(lang, style) or "…" for date in (first, last))


def _shape(first: PartialDate, last: PartialDate) -> str:
    """The shape for two dates of equal precision, which a whole quarter or month of days must not lose."""
    shape = _PLURAL[first.precision]
    if shape == "years" or (first.year == last.year and (shape == "months" or first.month == last.month)):
        return shape
    return f"{shape} across {'months' if first.year == last.year else 'years'}"
