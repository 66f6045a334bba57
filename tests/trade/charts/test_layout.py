"""Whatever the values and names: words never meet, never leave the drawing, and are never too small."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.trade.charts.samples import chart, tree
from tests.trade.charts.samples import words as drawn_words
from trade.charts.canvas import NARROW, WIDE
from trade.charts.card import HIGH, Card, Count
from trade.charts.card import WIDE as CARD_WIDE
from trade.charts.card import write as write_card
from trade.charts.draw import draw
from trade.charts.fonts import at_most, width, wrap
from trade.charts.model import COLOURS, Before, Category, Form, Kind, Point, Series

# The narrowest places of either drawing, in pixels: below that the other one is shown, and 320 px is the least page.
SMALLEST = {WIDE: 672, NARROW: 288}
ALPHABET = "абвжщыәғқңөұүһі ABCwilj0123456789,.–-中国贸易总额«»"
NAMES = st.text(ALPHABET, min_size=1, max_size=60).filter(lambda text: text.strip())
SHORT = st.text("0123456789,≈−млрд ", min_size=1, max_size=12).filter(lambda text: text.strip())
# Over time more series than colours become panels.
MANY = {Kind.BARS: 3, Kind.DIVERGING: 4, Kind.COLUMNS: 8, Kind.LINE: 8}
BELOW = st.sampled_from(["", "янв.–сент.", "қаң.–қыр."])
VALUES = st.decimals(-1000, 1000, places=2)


@st.composite
def charts(draw_value):
    kind = draw_value(st.sampled_from([Kind.BARS, Kind.COLUMNS, Kind.LINE, Kind.DIVERGING]))
    count = draw_value(st.integers(1, 7 if kind is not Kind.LINE else 30))
    categories = [
        (
            draw_value(NAMES if kind is Kind.BARS else SHORT),
            draw_value(st.sampled_from(["", "янв.–сент.", "қаң.–қыр."])),
        )
        for _number in range(count)
    ]
    forms = [Form.LINE if kind is Kind.LINE else Form.BAR, Form.DIAMOND, Form.BAR, Form.LINE]
    all_series = [
        Series(
            draw_value(NAMES),
            tuple(draw_value(points()) for _number in range(count)),
            min(number + 1, COLOURS),
            forms[number] if number < len(forms) else forms[0],
        )
        for number in range(draw_value(st.integers(1, 3) | st.just(MANY[kind])))
    ]
    befores = ()
    if kind in (Kind.COLUMNS, Kind.LINE) and draw_value(st.booleans()):
        befores = (Before(count - 1, draw_value(VALUES), draw_value(SHORT), draw_value(NAMES)),)
    return chart(kind, categories, *all_series, befores=befores)


def points():
    made = st.builds(
        Point,
        value=VALUES,
        text=SHORT,
        is_partial=st.booleans(),
        is_computed=st.booleans(),
        is_highlighted=st.booleans(),
        earlier=st.lists(VALUES, max_size=2).map(tuple),
        earlier_words=st.lists(SHORT, max_size=2).map(tuple),
        note=st.sampled_from(["", "расчёт: 33 ÷ 1,13", "неполный год", "есептелген, жазба жоқ"]),
    )
    return st.none() | made


@settings(max_examples=150, deadline=None)
@given(charts())
def test_words_never_meet_and_never_leave_the_drawing(drawn):
    for size in (WIDE, NARROW):
        drawing = draw(drawn, size)
        boxes = [box for box, _words in drawing.boxes]
        for box, words in drawing.boxes:
            assert box.left >= -0.5, words
            assert box.right <= size + 0.5, words
            assert box.top >= -0.5, words
            assert box.bottom <= drawing.height + 0.5, words
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                assert not one.meets(other), (drawing.boxes[number], other)


@settings(max_examples=50, deadline=None)
@given(charts())
def test_no_word_is_smaller_than_twelve_pixels_where_its_drawing_is_shown(drawn):
    for size, smallest in SMALLEST.items():
        for text in tree(draw(drawn, size)).iter("{http://www.w3.org/2000/svg}text"):
            assert float(text.get("font-size")) * smallest / size >= 12


@given(NAMES, st.integers(30, 400), st.sampled_from([13, 15, 22]))
def test_wrapped_lines_fit_and_nothing_is_lost(words, room, size):
    lines = wrap(words, room, size)
    assert all(width(line, size) <= room or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


def test_long_kazakh_words_wrap():
    words = "Сыртқы сауда айналымының қалыптасқан құрылымындағы өзгерістер"
    lines = wrap(words, 130, 15)
    assert len(lines) > 3
    assert all(width(line, 15) <= 130 for line in lines)


def test_what_is_cut_ends_in_an_ellipsis():
    assert at_most(["один", "два", "три"], 2, 100, 14) == ["один", "два…"]
    assert at_most(["один"], 2, 100, 14) == ["один"]


@settings(max_examples=60, deadline=None)
@given(st.text(ALPHABET, min_size=1, max_size=400), st.text(ALPHABET, max_size=40), st.booleans())
def test_a_card_holds_any_headline(headline, kicker, has_value):
    counts = tuple(Count(state, f"{number} не сверено") for number, state in enumerate(("verified", "disputed")))
    card = Card("Сверка", kicker, headline, "ru", "$33 млрд" if has_value else "", "Январь–сентябрь 2024", counts)
    file = write_card(card)
    assert (file.width, file.height) == (CARD_WIDE, HIGH)
    for text in etree.fromstring(file.svg).iter("{http://www.w3.org/2000/svg}text"):
        assert 0 < float(text.get("y")) < HIGH


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_newest_of_many_narrow_columns_has_its_value(size):
    forth = Series("Экспорт", tuple(Point(Decimal(n), f"{n},{n}") for n in range(50, 28, -1)), 1)
    back = Series("Импорт", tuple(Point(Decimal(-n), f"{n},{n}") for n in range(28, 50)), 2)
    drawing = draw(chart(Kind.DIVERGING, range(1995, 2017), forth, back), size)
    assert {"29,29", "49,49"} <= set(drawn_words(drawing))


def test_a_category_is_spoken_as_it_is_written_or_in_its_own_words():
    assert Category("2024", "янв.–сент.").spoken == "2024 янв.–сент."
    assert Category("2024", "янв.–сент.", "январь–сентябрь 2024").spoken == "январь–сентябрь 2024"
