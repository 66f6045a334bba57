"""The key of a series, as contracts and addresses write it: ``CHN.CHN.KAZ.T.TOTAL.V.USD``.

Parts are reporter, area, counterpart, flow, commodity, measure and unit; where known, the valuation (``FOB`` or
``CIF``) and ``S`` for services follow. The database computes the same text (:class:`trade.models.Series`).
"""

import re
from dataclasses import dataclass

NOT_STATED = "_X"
GOODS, SERVICES = "C", "S"
_PATTERN = re.compile(
    r"(?P<reporter>_X|[A-Z0-9]{3,8})\.(?P<area>_X|[A-Z0-9]{3,8})\.(?P<counterpart>_X|[A-Z0-9]{3,8})"
    r"\.(?P<flow>X|M|RX|RM|T)\.(?P<commodity>[A-Z0-9]+(?:-[A-Z0-9]+)?)\.(?P<measure>[VQG])\.(?P<unit>[A-Z0-9]{1,8})"
    r"(?:\.(?P<valuation>FOB|CIF))?(?:\.(?P<services>S))?",
    re.ASCII,
)


def is_series_key(text: str) -> bool:
    return _PATTERN.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class SeriesKey:
    reporter: str
    area: str
    counterpart: str
    flow: str
    commodity: str
    measure: str
    unit: str
    valuation: str = NOT_STATED
    trade_type: str = GOODS

    @classmethod
    def parse(cls, text: str) -> "SeriesKey":
        """Raises ValueError if *text* is no series key."""
        match = _PATTERN.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a series key such as CHN.CHN.KAZ.T.TOTAL.V.USD")
        parts = match.groupdict()
        services = parts.pop("services")
        parts["valuation"] = parts["valuation"] or NOT_STATED
        return cls(**parts, trade_type=SERVICES if services else GOODS)

    def __str__(self) -> str:
        end = "" if self.valuation == NOT_STATED else f".{self.valuation}"
        if self.trade_type == SERVICES:
            end += f".{SERVICES}"
        what = f"{self.flow}.{self.commodity}.{self.measure}.{self.unit}"
        return f"{self.reporter}.{self.area}.{self.counterpart}.{what}{end}"
