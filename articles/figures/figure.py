"""What the finder gives back: one figure of a text, where it stands and what it says."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from trade.periods import Period

CORE_KINDS = ("money", "percent_change", "percent_share", "count", "ratio", "quantity", "duration", "rank")
SOFT_KINDS = ("date", "ordinal")  # found and normalised, but no claims


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text: ``text[start:end] == surface``.

    *value* is a magnitude in base units (80,01 миллиарда = 80010000000); a range has *low* and *high* instead, a date
    neither. *unit* is an ISO 4217 code, ``%``, ``pp``, ``bp``, a physical unit, ``y``/``mo``/``d``, a counted thing
    (``people``, ``companies``…, ``other``), ``x`` or ``rank``; None if the text does not say. *direction* is ``up`` or
    ``down``. *period* is set only when the text fixes the year or a reference date was given.
    """

    start: int
    end: int
    surface: str
    kind: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    approx: str = "exact"
    direction: str | None = None
    comparison: str | None = None
    period: Period | None = None

    def as_json(self) -> dict[str, Any]:
        """The figure as plain JSON types; the period as ``{"start", "end"}`` in ISO dates."""
        period = self.period and {"start": self.period.start.isoformat(), "end": self.period.end.isoformat()}
        numbers = {name: _number(getattr(self, name)) for name in ("value", "low", "high")}
        return {
            "start": self.start,
            "end": self.end,
            "surface": self.surface,
            "kind": self.kind,
            **numbers,
            "unit": self.unit,
            "approx": self.approx,
            "direction": self.direction,
            "comparison": self.comparison,
            "period": period,
        }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
