from decimal import Decimal

import pytest

from trade.periods import Period
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
        ([5, 6_000, 7], []),
        ([5_000_000, 6_000_000_000, 7_000_000, 8_000_000, 9_000_000_000, 1_000_000], [1, 4]),
        ([5_000_000, 0, 7_000_000], []),
        ([-5_000_000, -6_000_000_000, -7_000_000], [1]),
    ],
)
def test_value_a_thousand_times_its_neighbours_is_flagged_and_a_lasting_jump_is_not(values, lines):
    assert flagged(values) == lines


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
