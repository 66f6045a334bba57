"""A marked body as plain text and back: offsets, marks, and where a mark may go."""

from uuid import UUID, uuid4

import pytest

from articles.checking.reading import read
from articles.richtext import marks, plain, write_mark

KEY = UUID("11111111-1111-4111-8111-111111111111")
MARK = write_mark(KEY, "41", "41 млрд")


def test_headline_and_deck_stand_before_the_body():
    reading = read("<p>Текст.</p>", "Заголовок", "Вводка")
    assert reading.text == "Заголовок\nВводка\nТекст.\n"
    assert [reading.is_in_body(reading.text.index(word)) for word in ("Заголовок", "Текст")] == [False, True]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a &amp; b</p>", "a & b\n"),
        ("<p>5&nbsp;млн &#8212; <strong>7</strong></p>", "5\xa0млн — 7\n"),
        ("<p>один</p><ul><li>два</li></ul>", "один\nдва\n"),
        ("<p>до<br>после</p>", "до\nпосле\n"),
    ],
)
def test_entities_and_tags_are_read_as_readers_see_them(body, text):
    assert read(body).text == text


@pytest.mark.parametrize("body", [f"<p>Оборот {MARK} долларов.</p>", f"<p>&laquo;<strong>{MARK}</strong>&raquo;</p>"])
def test_a_mark_is_where_its_words_are(body):
    reading = read(body, "Заголовок")
    [mark] = reading.marks
    assert (mark.uuid, reading.text[mark.start : mark.end]) == (KEY, "41 млрд")


def test_the_pieces_of_a_split_mark_are_one():
    one, two = write_mark(KEY, "41", "41"), write_mark(KEY, "41", " млрд")
    reading = read(f"<p>{one}<strong>{two}</strong></p>")
    [mark] = reading.marks
    assert reading.text[mark.start : mark.end] == "41 млрд"


def test_marks_are_set_where_their_words_stand_and_change_nothing_else():
    body = f"<p>Рост &amp; спад: 33 млрд и 41&nbsp;млн, {MARK}.</p>\n<p>Ещё 33 млрд.</p>"
    reading = read(body, "Рост 33 млрд")
    keys = [uuid4(), uuid4()]
    places = [reading.text.index("41\xa0млн"), reading.text.rindex("33 млрд")]
    changed = reading.marked(
        [(places[0], places[0] + 6, keys[0], "41000000"), (places[1], places[1] + 7, keys[1], "33000000000")]
    )
    assert [(mark.uuid, mark.quote) for mark in marks(changed)] == [
        (keys[0], "41\xa0млн"),
        (KEY, "41 млрд"),
        (keys[1], "33 млрд"),
    ]
    assert plain(changed) == plain(body)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>33 <strong>млрд</strong> долларов</p>", "33 млрд"),
        (f"<p>{MARK}</p>", "41 млрд"),
        (f"<p>итого {MARK}</p>", "итого 41"),
    ],
)
def test_a_mark_goes_neither_across_elements_nor_around_another(body, words):
    reading = read(body)
    start = reading.text.index(words)
    if "strong" in body:
        assert reading.marked([(start, start + 7, uuid4(), "33")]).count("<data") == 1
        with pytest.raises(ValueError, match="element"):
            reading.marked([(start, start + 5, uuid4(), "33")])
    else:
        with pytest.raises(ValueError, match="mark"):
            reading.marked([(start, start + len(words), uuid4(), "33")])


def test_the_headline_takes_no_mark():
    reading = read("<p>Текст.</p>", "Рост 33 млрд")
    with pytest.raises(ValueError, match="body"):
        reading.marked([(5, 12, uuid4(), "33")])
