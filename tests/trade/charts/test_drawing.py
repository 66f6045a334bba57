"""What a chart must show, read from the marks and words that were drawn."""

from decimal import Decimal
from itertools import pairwise

import pytest
from lxml import etree

from tests.trade.charts.samples import SVG, both, chart, marks, point, series, words
from trade.charts.axis import ticks
from trade.charts.canvas import NARROW, WIDE
from trade.charts.draw import description, draw, drawings
from trade.charts.model import CONTEXT, Before, Form, Kind, Series, coloured, kind_for

YEARS = (2020, 2021, 2022, 2023)
PARTIAL = ("2024", "янв.–сент.")
BEFORE = Before(4, Decimal("29.2"), "≈29,2", "за тот же период 2023 (расчёт)")


def turnover(**fields):
    main = series("21.4", "25", "31.2", "41", point("33", is_partial=True))
    return chart(Kind.COLUMNS, (*YEARS, PARTIAL), main, **{"befores": (BEFORE,)} | fields)


@pytest.mark.parametrize(
    ("count", "kind"),
    [
        (0, Kind.NUMBER),
        (1, Kind.NUMBER),
        (2, Kind.BARS),
        (4, Kind.BARS),
        (5, Kind.COLUMNS),
        (7, Kind.COLUMNS),
        (8, Kind.LINE),
        (60, Kind.LINE),
    ],
)
def test_the_number_of_periods_decides_the_form(count, kind):
    assert kind_for(count) is kind


def test_one_point_is_no_chart():
    with pytest.raises(ValueError, match="number"):
        draw(chart(Kind.NUMBER, [2023], series("41")), WIDE)


def test_a_series_has_an_entry_for_each_category():
    with pytest.raises(ValueError, match="Китай: 1 points for 2 categories"):
        chart(Kind.BARS, [2022, 2023], series("41"))


@pytest.mark.parametrize("drawing", both(turnover()), ids=["wide", "narrow"])
def test_an_incomplete_year_is_hatched_dashed_and_named(drawing):
    (partial,) = marks(drawing, "partial")
    assert partial.get("fill") == "url(#hatch-1)"
    assert "янв.–сент." in words(drawing)
    assert len(marks(drawing, "bar")) == 4


@pytest.mark.parametrize("drawing", both(turnover()), ids=["wide", "narrow"])
def test_the_same_period_a_year_earlier_is_a_labelled_tick(drawing):
    assert len(marks(drawing, "tick")) == 1
    assert "≈29,2" in words(drawing)


@pytest.mark.parametrize("drawing", both(turnover()), ids=["wide", "narrow"])
def test_values_stand_on_the_marks_and_nought_is_a_line(drawing):
    assert {"21,4", "25", "31,2", "41", "33"} <= set(words(drawing))
    assert len(marks(drawing, "zero")) == 1
    assert marks(drawing, "grid")


def test_columns_start_from_nought_whatever_the_values():
    drawing = draw(chart(Kind.COLUMNS, range(2019, 2024), series(100, 101, 102, 103, 104)), WIDE)
    zero = float(marks(drawing, "zero")[0].get("d").split("L")[0].split()[1])
    for bar in marks(drawing, "bar"):
        assert float(bar.get("y")) + float(bar.get("height")) == pytest.approx(zero, abs=0.2)
    assert 0 < zero < drawing.height
    heights = [float(bar.get("height")) for bar in marks(drawing, "bar")]
    assert heights[0] / heights[-1] == pytest.approx(100 / 104, abs=0.01)


@pytest.mark.parametrize("kind", [Kind.BARS, Kind.COLUMNS, Kind.LINE])
def test_another_reporter_is_a_diamond_in_its_colour(kind):
    labels = range(2016, 2024)
    other = series(*[None] * 6, "24.1", "31.5", colour=2, form=Form.DIAMOND, name="Казахстан")
    form = Form.LINE if kind is Kind.LINE else Form.BAR
    main = series(*range(20, 28), form=form)
    for drawing in both(chart(kind, labels, main, other)):
        diamonds = marks(drawing, "mirror")
        assert {each.get("class") for each in diamonds} == {"c-mirror c-2"}
        assert len(diamonds) >= 2


def test_a_computed_value_is_hollow_and_dotted():
    for drawing in both(chart(Kind.BARS, ["2023", "янв.–сент. 2023"], series("41", point("29.2", is_computed=True)))):
        assert len(marks(drawing, "derived")) == 1
        assert len(marks(drawing, "bar")) == 1
        assert "≈29,2" in words(drawing)


@pytest.mark.parametrize("kind", [Kind.BARS, Kind.COLUMNS, Kind.LINE])
def test_a_revised_value_leaves_a_ring_at_the_old_one(kind):
    form = Form.LINE if kind is Kind.LINE else Form.BAR
    main = series("20", point("41", earlier=(Decimal(39),)), form=form)
    for drawing in both(chart(kind, [2022, 2023], main)):
        assert [each.tag for each in marks(drawing, "ring")] == [f"{SVG}circle"]


WRONG_BY_A_THOUSAND = point("1.55", earlier=(Decimal(1550),), earlier_words=("1550",))


@pytest.mark.parametrize("kind", [Kind.BARS, Kind.COLUMNS, Kind.LINE])
def test_a_value_revised_by_powers_of_ten_does_not_make_the_scale(kind):
    form = Form.LINE if kind is Kind.LINE else Form.BAR
    revised = chart(kind, [2019, 2020, 2021], series("1.4", WRONG_BY_A_THOUSAND, "1.2", form=form))
    plain = chart(kind, [2019, 2020, 2021], series("1.4", "1.55", "1.2", form=form))
    assert revised.reach == plain.reach
    assert revised.beyond(WRONG_BY_A_THOUSAND) == ["1550"]
    assert not revised.has_marks["ring"]
    assert [drawing.body for drawing in both(revised)] == [drawing.body for drawing in both(plain)]


def test_the_end_of_a_range_still_makes_the_scale():
    ranged = chart(Kind.BARS, [2019, 2020], series("1", point("2", upper=Decimal(9), earlier=(Decimal(8),))))
    assert ranged.reach == (0, 9)
    assert ranged.has_marks["ring"]


@pytest.mark.parametrize("kind", [Kind.BARS, Kind.COLUMNS])
def test_the_number_of_a_revised_value_stands_at_its_own_mark(kind):
    """The old value has a number of its own, and does not part the new one from its bar."""
    main = series("20", point("40", earlier=(Decimal(41),), earlier_words=("41",)))
    for drawing in both(chart(kind, [2022, 2023], main)):
        found = {text: box for box, text in drawing.boxes}
        bar, ring = marks(drawing, "bar")[-1], marks(drawing, "ring")[0]
        across = float(ring.get("cx"))
        if kind is Kind.BARS:
            end = float(bar.get("x")) + float(bar.get("width"))
            assert end < found["40"].left < end + 20
            assert found["40"].right < across < found["41"].left
        else:
            top = float(bar.get("y"))
            assert top - 12 < found["40"].bottom < top
            assert found["40"].right < across < found["41"].left


def test_a_line_breaks_at_a_gap_and_the_gap_is_named():
    main = series(12, 13, None, 13, 12, 15, 17, 18, form=Form.LINE)
    for drawing in both(chart(Kind.LINE, range(2016, 2024), main)):
        assert [each.get("d").count("L") for each in marks(drawing, "line")] == [1, 4]
        assert "записи нет" in words(drawing)


def test_no_line_leads_to_an_incomplete_year():
    main = series(*range(12, 20), point("9", is_partial=True), form=Form.LINE)
    for drawing in both(chart(Kind.LINE, range(2016, 2025), main)):
        (line,) = marks(drawing, "line")
        assert line.get("d").count("L") == 7
        assert len(marks(drawing, "partial")) == 1


@pytest.mark.parametrize("kind", [Kind.BARS, Kind.COLUMNS])
def test_a_category_without_a_record_says_so(kind):
    for drawing in both(chart(kind, [2021, 2022, 2023], series(20, None, 41))):
        assert "записи нет" in words(drawing)
        assert len(marks(drawing, "bar")) == 2


def test_negative_values_lie_on_the_other_side_of_nought():
    drawing = draw(chart(Kind.BARS, ["2022", "2023"], series("-20", "41")), WIDE)
    zero = float(marks(drawing, "zero")[0].get("d").removeprefix("M").split()[0])
    fall, rise = marks(drawing, "bar")
    assert float(fall.get("x")) + float(fall.get("width")) == pytest.approx(zero, abs=0.2)
    assert float(rise.get("x")) == pytest.approx(zero, abs=0.2)


def test_exports_go_up_imports_down_and_the_balance_is_a_line():
    exports = series(16, 14, 5, name="Экспорт")
    imports = series(*(point(-value, text=str(value)) for value in (5, 8, 6)), colour=2, name="Импорт")
    balance = series(*(point(value, is_computed=True) for value in (11, 6, -1)), colour=4, form=Form.LINE)
    for drawing in both(chart(Kind.DIVERGING, [2011, 2013, 2015], exports, imports, balance)):
        zero = float(marks(drawing, "zero")[0].get("d").split("L")[0].split()[1])
        up = [each for each in marks(drawing, "bar") if "c-1" in each.get("class")]
        down = [each for each in marks(drawing, "bar") if "c-2" in each.get("class")]
        assert all(float(each.get("y")) < zero for each in up)
        assert all(float(each.get("y")) == pytest.approx(zero, abs=0.2) for each in down)
        assert len(marks(drawing, "balance")) == 1
        assert not any("−" in text for text in words(drawing) if text in ("5", "8", "6"))


def test_a_range_reaches_from_its_lower_to_its_upper_end():
    main = series("20", point("30", upper=Decimal(50), text="30–50"))
    for drawing in both(chart(Kind.BARS, ["2022", "2023"], main)):
        assert len(marks(drawing, "tick")) == 1
        assert "30–50" in words(drawing)


def test_past_five_series_one_is_in_colour_and_the_rest_are_context():
    many = tuple(series(number, name=str(number)) for number in range(7))
    assert [each.colour for each in coloured(many, highlight=3)] == [0, 0, 0, 1, 0, 0, 0]
    assert [each.colour for each in coloured(many[:5])] == [1, 2, 3, 4, 5]
    drawing = draw(chart(Kind.BARS, ["2022"], Series("", (point("4"),), CONTEXT)), NARROW)
    assert marks(drawing, "context")


def test_the_description_has_every_value_of_a_short_chart():
    text = description(turnover())
    for value in ("2020 — 21,4.", "2022 — 31,2.", "2024 янв.–сент. — 33; ≈29,2 за тот же период 2023 (расчёт)."):
        assert value in text


def test_the_description_of_a_long_chart_has_its_ends_and_extremes():
    text = description(chart(Kind.LINE, range(2000, 2020), series(*range(30, 39), 5, *range(60, 50, -1))))
    for sentence in ("2000 — 30.", "2009 — 5.", "2010 — 60.", "2019 — 51.", "Все значения — в таблице."):
        assert sentence in text
    assert "2004" not in text


def test_a_drawing_is_an_image_with_title_and_description():
    for svg in drawings(turnover()):
        root = etree.fromstring(svg)
        assert root.get("role") == "img"
        (title,) = [each for each in root if each.get("id") == root.get("aria-labelledby")]
        (desc,) = [each for each in root if each.get("id") == root.get("aria-describedby")]
        assert title.text == "Товарооборот"
        assert "31,2" in desc.text
        assert "style" not in {name for each in root.iter() for name in each.attrib}


def test_what_people_wrote_is_escaped_everywhere():
    nasty = '<script>alert("&")</script>'
    main = series(point("41", text=nasty, note=nasty), "20", name=nasty)
    drawn = chart(Kind.BARS, [(nasty, nasty, nasty), "2023"], main)
    for svg in drawings(drawn):
        root = etree.fromstring(svg)
        assert not [each for each in root.iter() if "script" in str(each.tag)]
        assert "alert" in "".join(root.itertext())


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 41, ["0", "10", "20", "30", "40"]),
        (-11, 16, ["-10", "0", "10"]),
        (0, "0.9", ["0", "0.2", "0.4", "0.6", "0.8"]),
        (0, 0, ["0"]),
    ],
)
def test_the_grid_stands_at_round_numbers(low, high, expected):
    assert ticks(Decimal(str(low)), Decimal(str(high))) == [Decimal(each) for each in expected]


def test_the_number_of_a_diamond_stands_beside_its_column_and_not_across_another():
    stated, other = series("31.2", 41, 33), series(None, 41, None, colour=3, name="не указана")
    mirror = series(None, "31.5", None, colour=2, form=Form.DIAMOND, name="Казахстан")
    for drawing in both(chart(Kind.COLUMNS, [2022, 2023, 2024], stated, other, mirror)):
        first = marks(drawing, "bar")[1]
        for box, text in drawing.boxes:
            if text == "31,5":
                assert float(first.get("x")) - 8 < box.right < float(first.get("x"))
    assert "31,5" in words(both(chart(Kind.COLUMNS, [2022, 2023, 2024], stated, other, mirror))[0])


@pytest.mark.parametrize("count", range(8, 31))
def test_the_last_year_always_stands_and_years_never_touch(count):
    years = [str(2024 - count + place) for place in range(count)]
    for drawing in both(chart(Kind.LINE, years, series(*range(1, count + 1), form=Form.LINE))):
        boxes = sorted(
            (box for box, text in drawing.boxes if text in years and len(text) == 4), key=lambda box: box.left
        )
        assert years[-1] in words(drawing)
        assert all(other.left - one.right > 5 for one, other in pairwise(boxes))
