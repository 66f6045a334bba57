"""The word diff: what is gone, what is new, and which numbers changed."""

from hypothesis import given
from hypothesis import strategies as st

from articles.diff import Kind, NumberChange, Piece, compare

WORDS = st.sampled_from(["цифра", "33", "32,9", "миллиарда,", "и", "第7届", "1 234", "—", "«рост»"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), max_size=5)


def text_of(difference, *kinds):
    """The paragraphs that pieces of these kinds add up to, without empty ones."""
    lines = ("".join(piece.text for piece in line if piece.kind in kinds) for line in difference.paragraphs)
    return [line for line in lines if line.strip()]


def words_of(paragraphs):
    return " ".join(paragraphs).split()


def test_equal_texts_have_no_difference():
    difference = compare(["Один абзац.", "Другой."], ["Один абзац.", "Другой."])
    assert difference.is_empty
    assert difference.numbers == ()


def test_a_changed_word_is_struck_out_beside_the_new_one():
    difference = compare(["Торговля выросла."], ["Торговля упала."])
    assert difference.paragraphs == (
        (
            Piece(Kind.SAME, "Торговля "),
            Piece(Kind.GONE, "выросла"),
            Piece(Kind.NEW, "упала"),
            Piece(Kind.SAME, "."),
        ),
    )


def test_changed_numbers_are_pulled_out_as_they_stand():
    old = ["За девять месяцев 33 миллиарда, что на 13% больше, и 80,01 миллиарда."]
    new = ["За девять месяцев 32,9 миллиарда, что на 12% больше, и 80,01 миллиарда."]
    assert compare(old, new).numbers == (NumberChange("33", "32,9"), NumberChange("13", "12"))


def test_a_number_with_grouping_is_one_number():
    assert compare(["Всего 1\u00a0234\u00a0567."], ["Всего 1\u00a0234\u00a0568."]).numbers == (
        NumberChange("1\u00a0234\u00a0567", "1\u00a0234\u00a0568"),
    )


def test_added_and_dropped_numbers_have_one_side():
    assert compare(["Было 5 раз."], ["Было."]).numbers == (NumberChange("5", ""),)
    assert compare(["Было."], ["Было 5 раз."]).numbers == (NumberChange("", "5"),)


def test_a_number_that_only_moved_has_not_changed():
    difference = compare(["Сначала 41.", "Потом 33."], ["Потом 33.", "Сначала 41."])
    assert not difference.is_empty
    assert difference.numbers == ()


def test_chinese_is_compared_character_by_character():
    difference = compare(["双边贸易额达到410亿美元。"], ["双边贸易额达到420亿美元。"])
    assert text_of(difference, Kind.GONE) == ["410"]
    assert text_of(difference, Kind.NEW) == ["420"]
    assert difference.numbers == (NumberChange("410", "420"),)


def test_a_new_paragraph_is_a_paragraph_of_its_own():
    difference = compare(["Первый.", "Третий."], ["Первый.", "Второй.", "Третий."])
    assert difference.paragraphs[1] == (Piece(Kind.NEW, "Второй."),)
    assert len(difference.paragraphs) == 3


def test_nothing_against_nothing():
    assert compare([], []).is_empty


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_their_difference(old, new):
    difference = compare(old, new)
    assert words_of(text_of(difference, Kind.SAME, Kind.GONE)) == words_of(old)
    assert words_of(text_of(difference, Kind.SAME, Kind.NEW)) == words_of(new)


@given(TEXTS)
def test_a_text_has_no_difference_from_itself(text):
    assert compare(text, text).is_empty
