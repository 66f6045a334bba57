"""What all layouts share when they turn cells into rows: areas, pairs, periods, numbers, and flags said once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from trade.periods import Period
from trade.quality.values import is_negative
from trade.quantities import Quantity
from trade.readers import areas, cells, commodities, reasons
from trade.readers.areas import AreaCode
from trade.readers.cells import CellError, Number, Style
from trade.readers.outliers import Watch
from trade.readers.row import Flag, Refusal, Refused, Row
from trade.readers.texts import shown
from trade.series_keys import NOT_STATED, SERVICES, SeriesKey

_MOST_FLAGS = 1000
_MOST_KEPT = 50_000
MISSING_STATUSES = ("O", "M", "Q")
_ASSUMED = (reasons.THOUSANDS_ASSUMED, reasons.DECIMALS_ASSUMED)
FLOWS = ("X", "M", "RX", "RM", "T")


@dataclass(slots=True)
class Desk:
    """State of one reading. ``style`` is how the file writes numbers; ``names`` collects commodities as printed.

    The layouts call these methods for every line: each remembers what it has worked out, within bounds.
    """

    style: Style = field(default_factory=Style)
    names: dict[str, str] = field(default_factory=dict)
    line: int = 0
    flags: list[Flag] = field(default_factory=list)
    _said: set[tuple[str, str]] = field(default_factory=set)
    _periods: dict[str, Period] = field(default_factory=dict)
    _commodities: dict[tuple[str, str, str], str] = field(default_factory=dict)
    _examples: dict[str, str] = field(default_factory=dict)
    _editions: set[str] = field(default_factory=set)
    _signs: set[str] = field(default_factory=set)
    _last_sign: str = ""
    watch: Watch = field(default_factory=Watch)

    def flag(self, kind: str, detail: str) -> None:
        """Notes what an editor should know, once for each *detail*, to be yielded with the line."""
        detail = shown(detail)
        if (kind, detail) in self._said:
            return
        if len(self._said) >= _MOST_FLAGS:
            if (reasons.MORE_FLAGS, "") not in self._said:
                self._said.add((reasons.MORE_FLAGS, ""))
                self.flags.append(Flag(self.line, reasons.MORE_FLAGS, str(_MOST_FLAGS)))
            return
        self._said.add((kind, detail))
        self.flags.append(Flag(self.line, kind, detail))

    def kept(self, cache: dict) -> dict:
        """*cache*, emptied when it has grown beyond what a reading may remember."""
        if len(cache) > _MOST_KEPT:
            cache.clear()
        return cache

    def area(self, found: AreaCode | None, column: str, text: str, *, reports: bool = False) -> str:
        """The code of an area; flags groups and special areas, refuses what is unknown or cannot report."""
        if found is None:
            raise CellError(reasons.AREA_UNKNOWN if text.strip() else reasons.AREA_MISSING, column, text)
        if found.kind == "group" and found.code != areas.WORLD:
            if reports and not found.may_report:
                raise CellError(reasons.AGGREGATE_REPORTER, column, text)
            self.flag(reasons.AGGREGATE, f"{found.code} {found.name}")
        elif reports and found.code == areas.WORLD:
            raise CellError(reasons.AGGREGATE_REPORTER, column, text)
        elif found.kind == "special":
            self.flag(reasons.SPECIAL_AREA, f"{found.code} {found.name}")
        return found.code

    def commodity(self, scheme: str, code: str, *, level: str = "", column: str = "", name: str = "") -> str:
        known = self._commodities.get((scheme, code, level))
        if known is not None:
            return known
        found = commodities.code_of(scheme, code, level=level, column=column)
        if found.restored:
            self.flag(reasons.ZERO_RESTORED, f"{code.strip()} → {found.key}")
        if found.key.startswith("H"):
            self._editions.add(found.key[:2])
            if len(self._editions) > 1:
                self.flag(reasons.SEVERAL_EDITIONS, ", ".join(sorted(self._editions)))
        if name and found.key not in self.names and len(self.names) < _MOST_KEPT:
            self.names[found.key] = shown(name, 500)
        self.kept(self._commodities)[scheme, code, level] = found.key
        return found.key

    def key(
        self,
        reporter: str,
        area: str,
        counterpart: str,
        flow: str,
        commodity: str,
        *,
        measure: str = "V",
        unit: str = "USD",
        valuation: str = NOT_STATED,
        trade_type: str = "C",
        columns: tuple[str, str] = ("reporter", "partner"),
    ) -> SeriesKey:
        """The series, checked as the database checks it. Imports of a country from itself are its re-imports."""
        if flow not in FLOWS:
            raise CellError(reasons.FLOW_UNKNOWN, "flow", flow)
        if area == counterpart and flow != "RM":
            if flow != "M" or trade_type == SERVICES:
                raise CellError(reasons.REPORTER_IS_PARTNER, columns[1], counterpart)
            flow = "RM"
            self.flag(reasons.REIMPORTS, area)
        if flow == "T" and area > counterpart:
            area, counterpart = counterpart, area
        if reporter not in (NOT_STATED, area) and (flow != "T" or reporter != counterpart):
            raise CellError(reasons.REPORTER_NOT_IN_PAIR, columns[0], reporter)
        scheme = commodity.partition("-")[0]
        if scheme != commodity and (scheme == "EB") != (trade_type == SERVICES):
            raise CellError(reasons.TRADE_TYPE, "trade_type", f"{trade_type} {commodity}")
        if trade_type == SERVICES:
            self.flag(reasons.SERVICES, commodity)
        return SeriesKey(reporter, area, counterpart, flow, commodity, measure, unit, valuation, trade_type)

    def number(self, text: str, column: str, power: int = 0) -> Number:
        found = cells.number(text, self.style, column)
        if found.sign and found.sign != self._last_sign:
            self._weigh(found.sign, text)
        if found.flag:
            once = found.flag in _ASSUMED  # one example stands for the column
            self.flag(found.flag, self._examples.setdefault(found.flag, text.strip()) if once else text.strip())
        return cells.scaled(found, power, column)

    def _weigh(self, sign: str, text: str) -> None:
        """Holds the decimal sign that a cell proves against what the cells before it were read with.

        Raises Refused where those read in two ways and were read the wrong one: nothing tells how many they are.
        """
        self._last_sign = sign
        self._signs.add(sign)
        if sign == cells.EITHER or self.style.mixed:
            return
        if cells.EITHER in self._signs and sign != self.style.decimal:
            raise Refused(reasons.SIGNS_CONTRADICT, f"{self.line}: {text.strip()}")
        if not self.style.shown:
            self.style = Style(sign, shown=True)
        elif sign != self.style.decimal:
            self.style = Style(self.style.decimal, mixed=True)
            self.flag(reasons.MIXED_SIGNS, text)

    def with_size(self, found: Number, text: str, column: str) -> Number:
        """*found* with the stated size of its last digit, of which it has to be a multiple."""
        if found.value is None or not text.strip():
            return found
        size = cells.number(text, self.style, column).value
        if not size or size < 0 or found.value % size:
            raise CellError(reasons.RESOLUTION, column, text)
        return Number(found.value, size)

    def period(self, text: str, column: str) -> Period:
        """Reads what :meth:`Period.parse` reads and the ``202401`` and ``2024M01`` of statistics offices."""
        known = self._periods.get(text)
        if known is None:
            known = self.kept(self._periods)[text] = _period(text.strip(), column)
            if known.start == known.end and known.start.day == 1:
                # Spreadsheets turn a month that somebody typed into its first day.
                self.flag(reasons.SINGLE_DAYS, str(self._examples.setdefault(reasons.SINGLE_DAYS, text.strip())))
        return known

    def row(self, key: SeriesKey, period: Period, found: Number, status: str = "A") -> Row:
        """*status* follows the value: a missing one is «O» unless the file says why."""
        if found.value is None:
            status = status if status in MISSING_STATUSES else "O"
            return Row(self.line, key, period, None, None, status)
        if status in MISSING_STATUSES:
            raise CellError(reasons.STATUS_AND_VALUE, "status", status)
        if not found.value:
            return Row(self.line, key, period, abs(found.value), found.resolution, status)  # -0 is no number
        if found.value < 0 and key.measure != "G" and is_negative(Quantity(found.value, found.resolution)):
            self.flag(reasons.NEGATIVE, f"{key} {period}")
        return Row(self.line, key, period, found.value, found.resolution, status)

    def refusal(self, error: CellError) -> Refusal:
        return Refusal(self.line, shown(error.column, 100), shown(error.value), error.reason)

    def take(self) -> list[Flag]:
        """The flags since the last call."""
        taken = self.flags[:]
        self.flags.clear()
        return taken

    def remaining(self) -> Iterator[Flag]:
        yield from self.take()
        yield from self.watch.finish()


_PART = re.compile(r"(?P<year>\d{4})-?(?P<kind>[MQSH])(?P<number>\d{1,2})", re.ASCII | re.IGNORECASE)


def _period(text: str, column: str) -> Period:
    compact = text.replace(" ", "")
    if len(compact) == 6 and compact.isascii() and compact.isdigit():
        compact = f"{compact[:4]}-{compact[4:]}"
    elif match := _PART.fullmatch(compact):
        kind, number = match["kind"].upper().replace("H", "S"), int(match["number"])
        compact = f"{match['year']}-{number:02}" if kind == "M" else f"{match['year']}-{kind}{number}"
    try:
        found = Period.parse(compact)
    except (ValueError, OverflowError) as error:
        raise CellError(reasons.PERIOD, column, text) from error
    if not 1900 <= found.start.year <= 2100:
        raise CellError(reasons.PERIOD, column, text)
    return found
