"""What an editor says about a file that does not say it itself: its unit, flow or reporter. Never assumed by us."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trade.readers import areas, commodities, reasons, units
from trade.readers.cells import CellError
from trade.readers.row import Refused


@dataclass(frozen=True, slots=True)
class Given:
    """``unit`` is a currency, ``power`` the power of ten of its scale, ``reporter`` one of our codes.

    Empty if not said. ``flow`` is X, M, RX, RM or T; ``classification`` H0–H6, S1–S4 or EB; ``commodity`` a key such
    as ``H6-27``.
    """

    unit: str = ""
    power: int = 0
    flow: str = ""
    reporter: str = ""
    commodity: str = ""
    classification: str = ""

    @classmethod
    def of(cls, words: Mapping[str, str]) -> "Given":
        """From the words unit, scale (1, 1000, 1000000), flow, reporter, commodity, classification.

        Raises Refused with ``bad_assumption`` for other words and for values that mean nothing.
        """
        parts: dict[str, Any] = {}
        for name, text in words.items():
            if not text:
                continue
            reader = _READERS.get(name)
            value = reader(text.strip()) if reader else None
            if value is None:
                raise Refused(reasons.BAD_ASSUMPTION, f"{name}={text}")
            parts["power" if name == "scale" else name] = value
        return cls(**parts)


def _currency(text: str) -> str | None:
    return text.upper() if units.is_currency(text.upper()) else None


def _flow(text: str) -> str | None:
    return text.upper() if text.upper() in ("X", "M", "RX", "RM", "T") else None


def _reporter(text: str) -> str | None:
    area = areas.find(text)
    return area.code if area and area.may_report else None


def _commodity(text: str) -> str | None:
    if commodities.is_total(text):
        return commodities.TOTAL
    scheme, _dash, code = text.partition("-")
    try:
        return commodities.code_of(commodities.scheme_of(scheme), code).key
    except CellError:
        return None


def _classification(text: str) -> str | None:
    try:
        return commodities.scheme_of(text)
    except CellError:
        return None


_READERS = {
    "unit": _currency,
    "scale": units.power_of_factor,
    "flow": _flow,
    "reporter": _reporter,
    "commodity": _commodity,
    "classification": _classification,
}
