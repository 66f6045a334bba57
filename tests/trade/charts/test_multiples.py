"""Small multiples: more series than colours get a panel each, in one scale."""

import pytest

from tests.trade.charts.samples import both, chart, marks, point, series, words
from trade.charts.canvas import NARROW, WIDE
from trade.charts.draw import draw
from trade.charts.model import Form, Kind

YEARS = [2019, 2020, 2021, 2022]


def many(count: int, kind: Kind = Kind.COLUMNS, form: Form = Form.BAR):
    made = (series(n, n + 1, n + 2, n + 10, name=f"Страна {n}", form=form) for n in range(1, count + 1))
    return chart(kind, YEARS, *made)


def test_five_series_are_one_chart_and_six_are_panels():
    for drawing in both(many(5)):
        assert "Страна 1" not in words(drawing)
    for drawing in both(many(6)):
        assert [word for word in words(drawing) if word.startswith("Страна")] == [f"Страна {n}" for n in range(1, 7)]


def test_diamonds_of_other_reporters_are_no_series_of_their_own():
    made = [series(1, 2, 3, 4, name=f"Страна {n}", form=Form.BAR) for n in range(5)]
    drawn = chart(Kind.COLUMNS, YEARS, *made, series(1, 1, 1, 1, name="Зеркало", form=Form.DIAMOND))
    assert "Зеркало" not in words(draw(drawn, WIDE))


def test_all_panels_have_one_scale_and_one_colour():
    drawing = draw(many(6), WIDE)
    bars = marks(drawing, "bar")
    assert len(bars) == 24
    assert {bar.get("class") for bar in bars} == {"c-bar c-1"}
    heights = {round(float(bar.get("height")), 1) for bar in bars[:4] + bars[4:8]}
    # 1, 2, 3, 11 and 2, 3, 4, 12: what is equal is equally high in both panels.
    assert len(heights) == 6


def test_three_panels_stand_in_a_row_and_two_on_a_phone():
    for width, in_a_row in ((WIDE, 3), (NARROW, 2)):
        tops = [round(box.top) for box, word in draw(many(6), width).boxes if word.startswith("Страна")]
        assert tops.count(tops[0]) == in_a_row


def test_the_newest_value_and_the_ends_of_the_axis_stand_in_every_panel():
    for drawing in both(many(6)):
        assert [words(drawing).count(year) for year in ("2019", "2022")] == [6, 6]
        assert {str(n + 10) for n in range(1, 7)} <= set(words(drawing))


def test_a_line_breaks_at_a_gap_and_before_an_incomplete_year():
    made = [series(1, None, 3, point(4, is_partial=True), name=f"Страна {n}", form=Form.LINE) for n in range(6)]
    drawing = draw(chart(Kind.LINE, YEARS, *made), WIDE)
    assert marks(drawing, "line") == []
    assert len(marks(drawing, "dot")) == 12
    assert len(marks(drawing, "partial")) == 6


@pytest.mark.parametrize("count", [6, 7, 12, 25])
def test_words_of_panels_never_meet_and_never_leave_the_drawing(count):
    names = "Демократическая Республика Конго, отчитывающаяся страна не указана"
    made = (series(-n, 10**n % 977, None, 5, name=f"{names} {n}") for n in range(count))
    drawn = chart(Kind.COLUMNS, ["январь–сентябрь 2019", 2020, 2021, "январь–сентябрь 2024"], *made)
    for width in (WIDE, NARROW):
        drawing = draw(drawn, width)
        boxes = [box for box, _words in drawing.boxes]
        assert all(box.left >= -0.5 and box.right <= width + 0.5 for box in boxes)
        assert all(box.bottom <= drawing.height + 0.5 for box in boxes)
        meeting = [
            (drawing.boxes[one], drawing.boxes[other])
            for one in range(len(boxes))
            for other in range(one + 1, len(boxes))
            if boxes[one].meets(boxes[other])
        ]
        assert meeting == []
