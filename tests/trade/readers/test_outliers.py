from decimal import Decimal

import pytest

from trade.periods import Period
from trade.quality import Code, Point, notes_of
from trade.quantities import Quantity
from trade.readers.outliers import Watch
from trade.readers.row import Row
from trade.series_keys import SeriesKey

KEY = SeriesKey.parse("KAZ.KAZ.CHN.X.TOTAL.V.USD")


def flagged(values: list[int]) -> list[int]:
    watch = Watch()
    found = []
    for line, value in enumerate(values):
        found.append(watch.see(Row(line, KEY, Period.year(2000 + line), Decimal(value), Decimal(1))))
    found += watch.finish()
    return [flag.line for flag in found if flag]


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ([5_000_000, 6_000_000, 7_000_000], []),
        ([5_000_000, 6_000_000_000, 7_000_000], [1]),
        ([5_000_000, 6_000, 7_000_000], [1]),
        ([5_000_000_000, 6_000_000, 7_000_000], [0]),
        ([5_000_000, 6_000_000, 7_000_000_000], [2]),
        ([5_000_000, 6_000_000_000], [1]),
        ([5_000_000, 6_000_000, 7_000_000_000, 8_000_000_000, 9_000_000_000], []),
        ([5, 6_000, 7], [1]),
        ([1, 400, 1], []),  # «1» may be anything up to 1.5
        ([5_000_000, 6, 7_000_000_000], []),  # nothing here is like anything
        ([5_000_000, 6_000_000_000, 7_000_000, 8_000_000, 9_000_000_000, 1_000_000], [1, 4]),
        ([5_000_000, 0, 7_000_000], []),
        ([-5_000_000, -6_000_000_000, -7_000_000], []),
    ],
)
def test_value_a_thousand_times_its_neighbours_is_flagged_and_a_lasting_jump_is_not(values, lines):
    assert flagged(values) == lines


CHANCE = [10 ** (n * 7919 % 11) * (1 + n % 9) for n in range(60)]


@pytest.mark.parametrize("start", range(0, 55))
@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_a_file_is_flagged_for_exactly_what_the_desk_notes_on_its_values(start, length):
    values = CHANCE[start : start + length]
    points = [Point(Period.year(2000 + at), Quantity(Decimal(value))) for at, value in enumerate(values)]

    noted = [note.period.start.year - 2000 for note in notes_of(points) if note.code == Code.OUTLIER]
    assert sorted(flagged(values)) == sorted(noted)


def test_series_do_not_disturb_each_other():
    watch = Watch()
    other = SeriesKey.parse("KAZ.KAZ.RUS.X.TOTAL.V.USD")
    rows = [
        Row(line, key, Period.year(2000 + line), Decimal(value), Decimal(1))
        for line in range(5)
        for key, value in ((KEY, 5_000_000), (other, 5_000_000_000))
    ]

    assert not [flag for row in rows if (flag := watch.see(row))]
    assert not list(watch.finish())
