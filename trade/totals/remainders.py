"""What is left of a year: a reporter states the year and its first months, so the rest follows.

Computed by interval arithmetic from two records of one series, shown with both of them, and never stored.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from trade.models import Observation
from trade.periods import Period
from trade.quantities import BOUNDS, Derived, Qualifier, remaining

Stated = Mapping[tuple[str, Period], Sequence[Observation]]


@dataclass(frozen=True, slots=True)
class Rest:
    """The part of *whole* that *part* leaves."""

    figure: Derived
    whole: Observation
    part: Observation


def rests_of(stated: Stated) -> Iterator[tuple[tuple[str, Period], Rest]]:
    """((reporter, period), rest) for each year of which the first months are known and nothing after them."""
    for (reporter, year), values in stated.items():
        if not year.is_full_year or (whole := _point(values)) is None:
            continue
        parts = (key[1] for key in stated if key[0] == reporter and is_first_months(key[1], year))
        longest = max(parts, key=lambda period: period.end, default=None)
        if longest is None or (part := _point(stated[reporter, longest])) is None:
            continue
        rest = Period(longest.end + timedelta(days=1), year.end)
        known = any(key[0] == reporter and rest.contains(key[1]) for key in stated)
        figure = remaining(whole.quantity, part.quantity)
        if not known and whole.series_id == part.series_id and figure.value > 0:
            yield (reporter, rest), Rest(figure, whole, part)


def is_first_months(period: Period, year: Period) -> bool:
    """Whole months from January on, but not the whole year."""
    return period.start == year.start and period.end < year.end and period.months_count is not None


def with_first_months(periods: Iterable[Period]) -> set[Period]:
    """What has to be known to compute the last quarters among *periods*: the years and their first nine months."""
    last = [period for period in periods if period.frequency == "Q" and period.start.month == 10]
    years = {Period.year(period.start.year) for period in last}
    return years | {Period.months(period.start.year, 1, 9) for period in last}


def _point(values: Sequence[Observation]) -> Observation | None:
    """The one value that can be subtracted."""
    if len(values) != 1 or values[0].value is None or values[0].qualifier in (*BOUNDS, Qualifier.RANGE):
        return None
    return values[0]
