"""Calendar expressions: templates of a language become one regular expression; its fields become a period.

Fields of a template, each optional inside ``[…]``: ``{y}`` a year, ``{m}`` a month, ``{d}`` a day, ``{q}`` a quarter,
``{h}`` a half, ``{n}`` a number of months and ``{k}`` a number of quarters from January on; a field ending in 2 belongs
to the end of the span. Other names are the language's ``period_parts``. A hyphen stands for any dash with or without
spaces. ``{n}`` with ``{d}`` and ``{m}`` counts backwards ("six months ended June 30").
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from articles.figures.lexicon import Lexicon
from articles.figures.scan import NUMBER, WORD, Scan
from trade.periods import Period

_YEAR = "(?:19|20)[0-9][0-9]"
_ANY_YEAR = "(?:1[0-9]|20)[0-9][0-9]"  # where «year» is always written with it
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH_NUMBER = "(?:0?[1-9]|1[0-2])"
_TABLES = {"m": "months", "q": "quarters", "h": "halves", "n": "month_counts", "k": "quarter_counts"}
_LEADS = frozenset(("month", "quarter", "half", "month_count", "quarter_count", "period_leads"))
_PIECE = re.compile(r"\{([^}]+)\}|(\[)|(\])| ?(-) ?|( )|([^{}\[\]\- ]+)")
_LAST_YEAR, _FIRST_YEAR = 2100, 1900
_MOST = 5_000  # dates of a text


@dataclass(slots=True)
class Span:
    """Tokens ``first:last`` (exclusive) at ``start:end``; *period* is None without a year or a reference date."""

    first: int
    last: int
    start: int
    end: int
    period: Period | None
    has_year: bool
    fields: dict[str, int]


class Calendar:
    """The calendar grammar of a language, compiled once."""

    def __init__(self, lexicon: Lexicon):
        self.lexicon, language = lexicon, lexicon.language
        self._words = {
            field: [(int(number), lexicon.pattern(phrases)) for number, phrases in getattr(language, table).items()]
            for field, table in _TABLES.items()
        }
        self._memory: dict[tuple[str, str], int] = {}
        templates = [self._compile(template, number) for number, template in enumerate(language.periods)]
        self._fields = [fields for _pattern, fields in templates]
        self._regex = re.compile("|".join(pattern for pattern, _fields in templates)) if templates else None
        self._needs_boundary = language.code != "zh"

    def spans(self, scan: Scan, reference: date | None) -> list[Span]:
        """The calendar expressions of a text in order; their tokens are marked as used."""
        found: list[Span] = []
        if self._regex is None:
            return found
        i = 0
        while i < len(scan) and len(found) < _MOST:
            span = self._span_at(scan, i, reference) if self._may_start(scan, i) else None
            if span is None:
                i += 1
                continue
            found.append(span)
            scan.used[span.first : span.last] = b"\1" * (span.last - span.first)
            i = span.last
        return found

    def _may_start(self, scan: Scan, i: int) -> bool:
        if scan.kind[i] == NUMBER:
            return len(scan.word[i]) <= 12 and not self._is_glued_to_letters(scan, i)
        hits = scan.hits[i]
        return hits is not None and not _LEADS.isdisjoint(hits)

    def _is_glued_to_letters(self, scan: Scan, i: int) -> bool:
        """COVID-19 and ЭКСПО-2017 are names."""
        if not scan.glued(i):
            return False
        before = scan.word[i - 1]
        if before in ".:/№#" or (before == "-" and i > 1 and scan.glued(i - 1) and scan.kind[i - 2] in (WORD, NUMBER)):
            return True
        return scan.kind[i - 1] == WORD and self._needs_boundary

    def _span_at(self, scan: Scan, i: int, reference: date | None) -> Span | None:
        match = self._regex.match(scan.norm, scan.start[i])
        if not match:
            return None
        last = self._token_after(scan, i, match.end())
        if last is None:
            return None
        number = int(match.lastgroup[1:])
        fields = {
            name: self._value(name, text)
            for name in self._fields[number]
            if (text := match.groupdict().get(f"{name}_{number}")) is not None
        }
        if not _is_possible(fields) or self._is_no_date(scan, i, last, fields):
            return None
        return Span(
            i, last, match.start(), match.end(), _period(fields, reference), "y" in fields or "y2" in fields, fields
        )

    def _token_after(self, scan: Scan, i: int, end: int) -> int | None:
        """The token that begins at or after *end*; None if *end* cuts a token in two."""
        while i < len(scan) and scan.end[i] <= end:
            i += 1
        return i if i >= len(scan) or scan.start[i] >= end else None

    def _is_no_date(self, scan: Scan, i: int, last: int, fields: dict[str, int]) -> bool:
        """«2000 компаний» is no year, «через 9 месяцев» no part of a year, «2023%» neither."""
        if "q" in fields and scan.hit(i + 1, "qty"):  # 1 кв. м
            return True
        if fields.keys() == {"n"} and self._is_length(scan, i, last):
            return True
        if fields and set(fields) <= {"y", "y2"} and last == i + 1 + 2 * ("y2" in fields):
            return _is_counting(scan, i, last)
        return False

    def _is_length(self, scan: Scan, i: int, last: int) -> bool:
        before = i - 1
        while (
            before > 0
            and (scan.hit(before, "approx") or scan.hit(before, "fillers"))
            and not scan.hit(before, "not_a_period")
        ):
            before -= 1
        return bool(scan.hit(before, "not_a_period") or scan.hit(last, "not_a_period"))

    def _value(self, field: str, text: str) -> int:
        if text.isdigit():
            return int(text)
        key = field[0], text
        if key not in self._memory:
            self._memory[key] = next(number for number, pattern in self._words[field[0]] if pattern.fullmatch(text))
        return self._memory[key]

    def _compile(self, template: str, number: int) -> tuple[str, list[str]]:
        """The template as a regular expression whose groups are ``field_number``, and the fields it has."""
        fields: list[str] = []
        parts: list[str] = []
        for name, opening, closing, dash, space, literal in _PIECE.findall(template):
            if name:
                parts.append(self._field(name, number, fields))
            else:
                parts.append(
                    "(?:"
                    if opening
                    else ")?"
                    if closing
                    else " ?[-–—~] ?"
                    if dash
                    else " "
                    if space
                    else re.escape(literal)
                )
        # 2023年634.1 is a year and a number.
        boundary = (
            r"(?:(?![0-9])|(?<=年)(?=[0-9]+\.[0-9]))"
            if self.lexicon.language.code == "zh"
            else r"(?![0-9]|(?<=[^\W])[^\W])"
        )
        return f"(?P<t{number}>{''.join(parts)}{boundary})", fields

    def _field(self, name: str, number: int, fields: list[str]) -> str:
        if name in self.lexicon.language.period_parts:
            return f"(?:{self.lexicon.language.period_parts[name]})"
        fields.append(name)
        patterns = "|".join(pattern.pattern for _number, pattern in self._words.get(name[0], ()))
        digits = {
            "y": _ANY_YEAR if self.lexicon.language.old_years else _YEAR,
            "d": _DAY,
            "n": "[1-9][0-9]?",
            "q": "[1-4]",
            "h": "[12]",
            "k": "[1-4]",
            "M": _MONTH_NUMBER,
        }
        options = [option for option in (patterns, digits.get(name[0])) if option]
        return f"(?P<{name}_{number}>{'|'.join(options)})"


def _is_counting(scan: Scan, i: int, last: int) -> bool:
    if any(scan.hit(last, role) for role in ("pct", "scale", "money", "qty", "times", "noun", "cls")):
        return not (scan.hit(last, "noun") and scan.hit(i - 1, "year_before"))
    if scan.hit(i - 1, "symbol") or scan.hit(i - 1, "refuse_before"):
        return True
    if scan.glued(last) and scan.word_at(last) in ("-", "/", "'", "+") and scan.kind_at(last + 1) == NUMBER:
        return True
    return bool(scan.language.years_need_words and scan.kind_at(last) == WORD and not scan.hit(last, "stops"))


def _is_possible(fields: dict[str, int]) -> bool:
    if "M" in fields:
        fields["m"] = fields.pop("M")
    if "n" in fields and fields["n"] > 12:
        return False
    for month, day in (("m", "d"), ("m2", "d2")):
        if day in fields and fields[day] > 31:
            return False
        if month in fields and not 1 <= fields[month] <= 12:
            return False
    return not ("y2" in fields and "y" in fields and fields["y2"] < fields["y"])


def _period(fields: dict[str, int], reference: date | None) -> Period | None:
    if not fields:  # «2010-е годы»
        return None
    year = fields.get("y", fields.get("y2"))
    try:
        if year is not None:
            return _in_year(fields, year)
        if reference is None:
            return None
        return _around(fields, reference)
    except (ValueError, OverflowError):  # 30 February, or a year before the first or after the last
        return None


def _around(fields: dict[str, int], reference: date) -> Period:
    """Without a year: the day that lies nearest to the *reference* date, of longer spans the last that is over."""
    if "d" in fields and "m" not in fields:
        return _in_month(fields["d"], reference)
    own = _in_year(fields, reference.year)
    if "d" not in fields:
        return own if own.end <= reference else _in_year(fields, reference.year - 1)
    others = [_in_year(fields, reference.year + step) for step in (-1, 1) if (fields["m"], fields["d"]) != (2, 29)]
    return min(own, *others, key=lambda period: abs(period.start - reference))


def _in_month(day: int, reference: date) -> Period:
    """A day without a month, «13日»: the last one that is not after the *reference* date."""
    last_of_month_before = reference.replace(day=1) - timedelta(days=1)
    month = reference if day <= reference.day else last_of_month_before
    return Period.day(month.replace(day=day))


def _in_year(fields: dict[str, int], year: int) -> Period:
    last_year = fields.get("y2", year)
    if "m" in fields and "n" in fields:
        return _months_up_to(year, fields["m"], fields["n"])
    if "d" in fields and "m" in fields:
        last_month = fields.get("m2", fields["m"])
        return Period(date(year, fields["m"], fields["d"]), date(last_year, last_month, fields.get("d2", fields["d"])))
    if "m" in fields:
        last_month = fields.get("m2", fields["m"])
        if "d2" in fields:
            return Period(date(year, fields["m"], 1), date(last_year, last_month, fields["d2"]))
        return Period(date(year, fields["m"], 1), date(last_year, last_month, monthrange(last_year, last_month)[1]))
    for field, length in (("q", 3), ("h", 6)):
        if field in fields:
            return Period.months(
                year, length * (fields[field] - 1) + 1, length * fields.get(f"{field}2", fields[field])
            )
    for field, length in (("n", 1), ("k", 3)):
        if field in fields:
            return Period.months(year, 1, length * fields[field])
    return Period(date(year, 1, 1), date(last_year, 12, 31))


def _months_up_to(year: int, month: int, count: int) -> Period:
    first = 12 * year + month - count
    return Period(date(first // 12, first % 12 + 1, 1), date(year, month, monthrange(year, month)[1]))
