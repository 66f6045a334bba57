"""The shapes of the checks."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from trade.periods import Period
from trade.quantities import Quantity


class Code(enum.StrEnum):
    BREAK = "break"
    EDITION = "edition"
    SHIFT = "shift"
    OUTLIER = "outlier"
    GAP = "gap"
    NEGATIVE = "negative"
    PARTS = "parts"
    FALLING = "falling"
    MIRROR = "mirror"


@dataclass(frozen=True, slots=True)
class Point:
    """A current value of a series; ``quantity`` is None where it is missing, ``status`` is SDMX's OBS_STATUS."""

    period: Period
    quantity: Quantity | None
    status: str = "A"


@dataclass(frozen=True, slots=True)
class Rival:
    """What another reporter states of the same thing."""

    reporter: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Edition:
    """A series of the same heading in another edition of its classification: its key and its first and last period."""

    key: str
    first: Period
    last: Period


@dataclass(frozen=True, slots=True)
class Note:
    """``facts`` are what the words need: decimals, periods, keys."""

    code: Code
    period: Period
    facts: Mapping[str, Any] = field(default_factory=dict)


def certainly_times(large: Quantity, small: Quantity) -> Decimal | None:
    """How many times *large* is certainly *small*: the lowest of the one over the highest of the other.

    None where either has an open end or may be nought or less.
    """
    low, high = large.interval.low, small.interval.high
    if low is None or high is None or low <= 0 or high <= 0 or small.value <= 0:
        return None
    return low / high
