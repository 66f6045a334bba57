"""Shares of a whole as sorted bars. No pies: lengths can be compared, angles cannot."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from trade.charts.model import CONTEXT, Category, Chart, Kind, Point, Series

MOST_SHARES = 8
_WHOLE = Decimal(100)
_ROUNDING = Decimal("0.5")  # what shares that were rounded one by one may miss the whole by


class Part(NamedTuple):
    """``percent`` of the whole; ``words`` is what stands beside its bar: «27,4 %»; ``note`` follows, as «$4,2 млрд»."""

    name: str
    percent: Decimal
    words: str
    note: str = ""


def share_chart(
    name: str,
    title: str,
    parts: Sequence[Part],
    *,
    write: Callable[[Decimal], str],
    others: Callable[[int], str],
    unit: str = "",
    most: int = MOST_SHARES,
) -> Chart:
    """*parts* of one whole, the largest first, equal ones in their order; the smallest together as the last bar.

    *write* words a percentage, *others* names how many parts the last bar holds. What no part states is not drawn, so
    the bars may add up to less than the whole. ValueError for fewer than two parts, for one below nought, and where
    they add up to more than the whole: such parts overlap, and are no shares.
    """
    if len(parts) < 2:
        raise ValueError("one part of a whole is a number, not a chart")
    if any(part.percent < 0 for part in parts):
        raise ValueError("a share below nought")
    if sum(part.percent for part in parts) > _WHOLE + _ROUNDING:
        raise ValueError("parts that add up to more than the whole overlap")
    ranked = sorted(parts, key=lambda part: -part.percent)
    # One part left over would be named by itself.
    shown, rest = (ranked, []) if len(ranked) <= most + 1 else (ranked[:most], ranked[most:])
    points = [Point(part.percent, part.words, note=part.note) for part in shown]
    categories = [Category(part.name) for part in shown]
    if rest:
        together = sum((part.percent for part in rest), Decimal(0))
        points.append(Point(together, write(together)))
        categories.append(Category(others(len(rest))))
    named = (*points[: len(shown)], *(None for _part in points[len(shown) :]))
    left = (*(None for _part in shown), *points[len(shown) :])
    series = [Series(title, named, 1)]
    if rest:
        series.append(Series(categories[-1].label, left, CONTEXT))
    return Chart(
        name=name,
        title=title,
        kind=Kind.BARS,
        categories=tuple(categories),
        series=tuple(series),
        number=write,
        unit=unit,
    )
