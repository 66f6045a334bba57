"""Shares: sorted bars of one whole, and what is no share."""

from decimal import Decimal

import pytest

from tests.trade.charts.samples import SVG, both, marks, tree, words
from trade.charts.model import CONTEXT
from trade.charts.shares import Part, share_chart


def parts(*percents: str) -> list[Part]:
    return [Part(f"Группа {n}", Decimal(value), f"{value} %", f"${n} млрд") for n, value in enumerate(percents, 1)]


def shares(*percents: str, most: int = 8):
    return share_chart(
        "goods",
        "Что везут",
        parts(*percents),
        write=lambda value: f"{value} %",
        others=lambda n: f"ещё {n}",
        most=most,
    )


def labels(chart) -> list[str]:
    return [category.label for category in chart.categories]


def test_the_largest_part_comes_first_and_equal_ones_keep_their_order():
    assert labels(shares("10", "27.4", "10", "40")) == ["Группа 4", "Группа 2", "Группа 1", "Группа 3"]


def test_the_smallest_parts_stand_together_as_the_last_bar_in_grey():
    chart = shares("30", "20", "5", "4", "3", most=2)
    assert labels(chart) == ["Группа 1", "Группа 2", "ещё 3"]
    assert [series.colour for series in chart.series] == [1, CONTEXT]
    assert [point and point.text for point in chart.series[1].points] == [None, None, "12 %"]


def test_a_single_part_too_many_is_named_by_itself():
    assert labels(shares("30", "20", "5", most=2)) == ["Группа 1", "Группа 2", "Группа 3"]


def test_every_part_has_its_share_and_its_value_written_on_it():
    for drawing in both(shares("40", "27.4", "10")):
        assert len(marks(drawing, "bar")) == 3
        assert {"40 %", "27.4 %", "10 %"} <= set(words(drawing))
        assert {"$1 млрд", "$2 млрд", "$3 млрд"} <= set(words(drawing))


def test_the_value_stands_on_the_line_of_its_share_also_beside_the_longest_bar():
    for drawing in both(shares("97.5", "1.5", "1")):
        tops = {text.text: float(text.get("y")) for text in tree(drawing).iter(f"{SVG}text")}
        assert tops["$1 млрд"] == pytest.approx(tops["97.5 %"], abs=2)


def test_bars_begin_at_nought_and_are_as_long_as_their_shares():
    (wide, _narrow) = both(shares("40", "20"))
    one, other = (float(bar.get("width")) for bar in marks(wide, "bar"))
    assert one == pytest.approx(2 * other, rel=0.01)


@pytest.mark.parametrize("percents", [(), ("40",), ("60", "41"), ("50", "-1")])
def test_what_is_one_part_or_overlaps_or_lies_below_nought_is_no_chart_of_shares(percents):
    with pytest.raises(ValueError, match=r"part|share"):
        shares(*percents)


def test_rounded_shares_may_miss_the_whole_by_their_rounding():
    assert len(shares("33.4", "33.4", "33.4").categories) == 3
