"""What an editor says about a file that does not say it itself: its unit, flow or reporter. Never assumed by us."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from trade.readers import areas, commodities, reasons, units
from trade.readers.cells import CellError
from trade.readers.row import Flag, Refusal, Refused, Row
from trade.series_keys import SeriesKey

Item = Row | Refusal | Flag
_MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Given:
    """``unit`` is a currency, ``power`` the power of ten of its scale, ``reporter`` one of our codes.

    Empty, or None, if not said. ``flow`` is X, M, RX, RM or T; ``classification`` H0–H6, S1–S4 or EB; ``commodity`` a
    key such as ``H6-27``.
    """

    unit: str = ""
    power: int | None = None
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

    @property
    def money(self) -> tuple[str, int]:
        """The unit and its scale, which is 1 if it was not said."""
        return self.unit, self.power or 0

    def refuse_other_money(self, unit: str, power: int) -> None:
        """Refused with ``unit_contradicts`` if the file states another unit or another scale."""
        if (self.unit and self.unit != unit) or self.power not in (None, power):
            said = f"{self.unit} × {10 ** (self.power or 0)}".strip()
            raise Refused(reasons.UNIT_CONTRADICTS, f"{said} ≠ {unit} × {10**power}")

    def held_against(self, items: Iterator[Item]) -> Iterator[Item]:
        """*items*, if all rows are what was said; Refused with ``given_contradicts`` at the first that is not.

        A file that says itself what an editor says of it may say otherwise, and one of both is wrong.
        """
        if not (self.flow or self.reporter or self.commodity or self.classification):
            return items
        checked = self._held_against(items)
        # The first number is looked at at once: mostly it is the one, and the editor is told before anything begins.
        first: list[Item] = []
        for item in checked:
            first.append(item)
            if isinstance(item, Row):
                break
        return chain(first, checked)

    def _held_against(self, items: Iterator[Item]) -> Iterator[Item]:
        sound: set[SeriesKey] = set()
        for item in items:
            if isinstance(item, Row) and item.key not in sound:
                if words := self.contradiction(item.key):
                    raise Refused(reasons.GIVEN_CONTRADICTS, f"{item.line}: {words}")
                sound.add(item.key)
                if len(sound) > _MOST_KEPT:
                    sound.clear()
            yield item

    def contradiction(self, key: SeriesKey) -> str:
        """«flow X ≠ M»: what the file states, and what was said; empty if they agree."""
        # What a country buys from itself is told as its re-imports, also where the file calls it imports.
        flow = "M" if key.flow == "RM" and key.area == key.counterpart and self.flow == "M" else key.flow
        scheme = key.commodity.partition("-")[0]
        for name, stated, said in (
            ("flow", flow, self.flow),
            ("reporter", key.reporter, self.reporter),
            ("commodity", key.commodity, self.commodity),
            ("classification", scheme, self.classification if key.commodity != commodities.TOTAL else ""),
        ):
            if said and stated != said:
                return f"{name} {stated} ≠ {said}"
        return ""


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
