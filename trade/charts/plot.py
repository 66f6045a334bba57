"""Where things are on a chart with a vertical axis."""

from typing import NamedTuple

from trade.charts.canvas import Scale


class Plot(NamedTuple):
    """Where things are: *slot* is the room of one category, *bar* of one column of *lanes* beside each other."""

    scale: Scale
    left: float
    right: float
    top: float
    bottom: float
    slot: float
    bar: float

    def middle(self, category: int) -> float:
        return self.left + (category + 0.5) * self.slot
