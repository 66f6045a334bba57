"""A figure in the making."""

from dataclasses import dataclass
from decimal import Decimal

from articles.figures.figure import Figure
from articles.figures.numerals import Numeral
from articles.figures.periods import Span
from articles.figures.scan import Scan
from trade.periods import Period

BARE = "bare"  # a number that nothing explains yet: a member of a list, the end of a range, or no figure


@dataclass(slots=True)
class Candidate:
    """Tokens ``first:last`` (exclusive) and what is known of them so far; *kind* may still be :data:`BARE`."""

    first: int
    last: int
    start: int
    end: int
    kind: str = BARE
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    scale: Decimal = Decimal(1)
    scale_after: bool = False  # the scale is written behind this very number
    factor: Decimal = Decimal(1)  # of the unit: 10 for decades
    approx: str = "exact"
    direction: str | None = None
    comparison: str | None = None
    period: Period | None = None
    has_prefix: bool = False  # $, RMB…
    in_list: bool = False  # linked to the next figure by an «и»
    is_fraction: bool = False  # a third, half
    noun_at: int | None = None  # token of the counted noun, outside the span
    numeral: Numeral | None = None
    span: Span | None = None  # of a date
    sign: str | None = None

    def covers(self, scan: Scan) -> None:
        """Set the offsets from the tokens."""
        self.start, self.end = scan.start[self.first], scan.end[self.last - 1]

    def figure(self, text: str) -> Figure:
        return Figure(
            start=self.start,
            end=self.end,
            surface=text[self.start : self.end],
            kind=self.kind,
            value=self.value,
            low=self.low,
            high=self.high,
            unit=self.unit,
            approx=self.approx,
            direction=self.direction,
            comparison=self.comparison,
            period=self.period,
        )
