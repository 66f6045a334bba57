"""A mark around a part of a figure grows to the whole of it, as the finder reads it."""

from uuid import uuid4

import pytest

from articles.models import Article
from articles.richtext import marks, write_mark
from articles.services import save_article, whole_figure
from articles.services.marking import widen_marks
from tests.desk import admin_url, desk_of
from tests.factories import BILLION, make_article

KEY = uuid4()


@pytest.mark.parametrize(
    ("language", "text", "part", "whole", "value"),
    [
        ("ru", "достиг 41 миллиарда долларов США", "41", "41 миллиарда", "41000000000"),
        ("ru", "достиг 41 миллиарда долларов США", "миллиарда", "41 миллиарда", "41000000000"),
        ("ru", "составил 80,01 млрд долларов", "80", "80,01 млрд", "80010000000"),
        ("ru", "рост на 13 %", "13", "13 %", "13"),
        ("ru", "в 129 странах", "129", "129", "129"),
        ("en", "reached $41 billion in 2023", "41", "$41 billion", "41000000000"),
        ("zh-Hans", "达到410亿美元", "410", "410亿", "41000000000"),
        ("kk", "41 миллиард долларға жетті", "41", "41 миллиард", "41000000000"),
        ("", "достиг 41 миллиарда долларов", "41", "41 миллиарда", "41000000000"),
        ("", "It reached 41 billion dollars.", "41", "41 billion", "41000000000"),
    ],
)
def test_a_part_of_a_figure_grows_to_the_whole(language, text, part, whole, value):
    start = text.index(part)
    first, last, found = whole_figure(text, start, start + len(part), language)
    assert (text[first:last], found) == (whole, value)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("ничего не сказано", "не"),
        ("в 2023 году", "2023"),
        ("достиг 41 миллиарда долларов США", "достиг 41"),
        ("достиг 41 миллиарда долларов США", "41 миллиарда долларов"),
    ],
    ids=["no figure", "a date", "more than the figure", "more than its mark"],
)
def test_what_is_no_part_of_one_figure_stays_as_it_was_selected(text, part):
    start = text.index(part)
    assert whole_figure(text, start, start + len(part), "ru") is None


def body_of(before: str, marked: str, after: str, value: str = "41") -> str:
    return f"<p>{before}{write_mark(KEY, value, marked)}{after}</p>"


def test_a_new_mark_is_widened_and_a_known_one_is_left_alone():
    body = body_of("Достиг ", "41", " миллиарда долларов.")
    [mark] = marks(widen_marks(body, "ru", ()))
    assert (mark.uuid, mark.quote, mark.value) == (KEY, "41 миллиарда", "41000000000")
    assert widen_marks(body, "ru", {KEY}) == body


def test_formatting_within_the_figure_keeps_the_mark_as_it_is():
    body = f"<p>Достиг <strong>{write_mark(KEY, '41', '41')}</strong> миллиарда долларов.</p>"
    [mark] = marks(widen_marks(body, "ru", ()))
    assert mark.quote in ("41", "41 миллиарда")


@pytest.mark.django_db
def test_a_selection_of_the_digits_alone_is_stored_as_the_whole_figure():
    article = make_article()
    article.body = body_of("Товарооборот достиг ", "41", " миллиарда долларов США.")
    save_article(article=article, seen=article.revision)
    claim = article.claims.get()
    assert (claim.quote, claim.value, claim.resolution, claim.kind) == ("41 миллиарда", 41 * BILLION, BILLION, "money")
    assert 'value="41000000000"' in Article.objects.get(pk=article.pk).body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        (
            {"before": "😀 достиг ", "words": "41", "after": " миллиарда долларов", "language": "ru"},
            {"left": "", "right": " миллиарда", "value": "41000000000"},
        ),
        ({"before": "достиг 41 ", "words": "миллиарда", "after": "", "language": "xx"}, None),
        ({"words": "слово"}, {}),
        ({}, {}),
        ({"words": "\x00", "language": "\x00"}, {}),
        ({"words": "9" * 60_000}, {}),
    ],
)
def test_the_editor_is_told_where_the_figure_ends(sent, answer):
    found = desk_of("author").post(admin_url("articles_article_figure"), sent)
    assert found.status_code == 200
    if answer is None:
        assert found.json()["left"] == "41 "
    else:
        assert found.json() == answer


@pytest.mark.django_db
def test_the_finder_of_the_editor_takes_posts_alone():
    assert desk_of("author").get(admin_url("articles_article_figure")).status_code == 405
