"""Periods of any length, to the day: a year, a month, nine months, a fair of six days.

How often something is measured follows from the period itself and is never stored.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from trade.words import dates as date_words

YEAR, HALF, QUARTER, MONTH, DAY, MONTHS, DAYS = "ASQMDPX"
_WHOLE_MONTHS = {12: YEAR, 6: HALF, 3: QUARTER, 1: MONTH}
_PART = re.compile(r"(?P<year>\d{4})-(?:(?P<kind>[AYSQM])(?P<number>\d{1,2})|(?P<month>\d{2}))", re.ASCII)
_PARTS_OF_YEAR = {"A": 12, "Y": 12, "S": 6, "Q": 3, "M": 1}  # SDMX reporting periods and their months
_DURATION = re.compile(r"P(?P<count>\d{1,7})(?P<unit>[YMD])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from *start* to *end*, both included. ValueError if *end* comes before *start*."""

    start: date
    end: date

    def __post_init__(self):
        if self.end < self.start:
            raise ValueError(f"a period cannot end on {self.end} before it starts on {self.start}")

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls.months(year, 1, 12)

    @classmethod
    def quarter(cls, year: int, number: int) -> "Period":
        return cls.months(year, 3 * number - 2, 3 * number)

    @classmethod
    def months(cls, year: int, first: int, last: int) -> "Period":
        """Months *first* to *last* of one year: ``months(2024, 1, 9)`` is January to September."""
        return cls(date(year, first, 1), _month_end(year, last))

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        return cls.months(year, month, month)

    @classmethod
    def day(cls, day: date) -> "Period":
        return cls(day, day)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Reads what :attr:`iso` writes, SDMX's ``2024-M01`` and ``2024-A1``, and ``start/end``; else ValueError."""
        start, slash, end = text.strip().partition("/")
        if slash:
            first = _iso_date(start)
            return cls(first, _end_after(first, end) if end.startswith("P") else _iso_date(end))
        if re.fullmatch(r"\d{4}", start, re.ASCII):
            return cls.year(int(start))
        if match := _PART.fullmatch(start):
            length = _PARTS_OF_YEAR[match["kind"] or "M"]
            number = int(match["number"] or match["month"])
            return cls.months(int(match["year"]), length * (number - 1) + 1, length * number)
        return cls.day(_iso_date(start))

    @property
    def frequency(self) -> str:
        """A, S, Q, M or D for a year, half, quarter, month, day; P for other whole months, X for other days."""
        if self.start == self.end:
            return DAY
        count = self.months_count
        if count is None:
            return DAYS
        is_aligned = count in _WHOLE_MONTHS and (self.start.month - 1) % count == 0
        return _WHOLE_MONTHS[count] if is_aligned else MONTHS

    @property
    def months_count(self) -> int | None:
        """How many whole calendar months this is; None if it starts or ends within one."""
        if self.start.day != 1 or self.end != _month_end(self.end.year, self.end.month):
            return None
        return 12 * (self.end.year - self.start.year) + self.end.month - self.start.month + 1

    @property
    def days_count(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def is_full_year(self) -> bool:
        return self.frequency == YEAR

    @property
    def is_partial_year(self) -> bool:
        """Inside one calendar year, but not all of it."""
        return self.start.year == self.end.year and not self.is_full_year

    @property
    def iso(self) -> str:
        """``2023``, ``2024-S1``, ``2024-Q1``, ``2024-01``, ``2024-01-05``, ``2024-01-01/P9M`` or ``2024-11-05/P6D``."""
        year, month = f"{self.start.year:04}", self.start.month
        match self.frequency:
            case "A":
                return year
            case "S":
                return f"{year}-S{(month + 5) // 6}"
            case "Q":
                return f"{year}-Q{(month + 2) // 3}"
            case "M":
                return f"{year}-{month:02}"
            case "D":
                return self.start.isoformat()
            case "P":
                return f"{self.start.isoformat()}/P{self.months_count}M"
        return f"{self.start.isoformat()}/P{self.days_count}D"

    def __str__(self):
        return self.iso

    def contains(self, other: "Period") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Period") -> bool:
        return self.start <= other.end and other.start <= self.end

    def same_period_before(self, years: int = 1) -> "Period":
        """The same months or days *years* earlier; whole months stay whole, 29 February becomes the 28th."""
        start, end = _years_earlier(self.start, years), _years_earlier(self.end, years)
        return Period(start, end if self.months_count is None else _month_end(end.year, end.month))

    def words(self, lang: str, style: date_words.Style = "long") -> str:
        """«январь–сентябрь 2024» for readers of *lang*; style *short* abbreviates: «янв.–сент. 2024»."""
        return date_words.write(self._shape, self.start, self.end, lang, style)

    @classmethod
    def from_words(cls, text: str, lang: str) -> "Period":
        """Reads what :meth:`words` prints in either style, with spaces and dashes of any kind. Otherwise ValueError."""
        return cls(*date_words.read(text, lang))

    @property
    def _shape(self) -> str:
        in_one_year = self.start.year == self.end.year
        match self.frequency:
            case "A" | "S" | "Q" | "M" | "D" as frequency:
                return {YEAR: "year", HALF: "half", QUARTER: "quarter", MONTH: "month", DAY: "day"}[frequency]
            case "P" if self.start.month == 1 and self.end.month == 12:
                return "years"
            case "P":
                return "months" if in_one_year else "months across years"
        if not in_one_year:
            return "days across years"
        return "days" if self.start.month == self.end.month else "days across months"


def _iso_date(text: str) -> date:
    # fromisoformat alone would take 20241105 and 2024-W45 as well.
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(f"{text!r} is not a period such as 2024, 2024-Q1, 2024-01, 2024-01-05 or 2024-01-01/P9M")
    return date.fromisoformat(text)


def _month_end(year: int, month: int) -> date:
    # date() checks first: monthrange raises its own kinds of error, and knows a year 0.
    return date(year, month, 1).replace(day=monthrange(year, month)[1])


def _end_after(start: date, duration: str) -> date:
    """The last day of an ISO 8601 duration of years, months or days."""
    match = _DURATION.fullmatch(duration)
    count = int(match["count"]) if match else 0
    if not match or not count:
        raise ValueError(f"{duration!r} is not a duration such as P9M")
    try:
        if match["unit"] == "D":
            return start + timedelta(days=count - 1)
        return _months_later(start, count * (12 if match["unit"] == "Y" else 1))
    except OverflowError as error:
        raise ValueError(f"{duration!r} ends after the year 9999") from error


def _months_later(start: date, count: int) -> date:
    """The last day of *count* months from *start*: the day before the same day of the month, if that month has it."""
    years, month = divmod(start.month - 1 + count - (start.day == 1), 12)
    last = _month_end(start.year + years, month + 1)
    return last if start.day == 1 else last.replace(day=min(start.day, last.day)) - timedelta(days=1)


def _years_earlier(day: date, years: int) -> date:
    end = _month_end(day.year - years, day.month)
    return end.replace(day=min(day.day, end.day))
