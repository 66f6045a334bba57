"""JSON-LD: what it says, and that nothing in it can end the script element that it stands in."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.jsonld import NewsArticle, describe, write
from articles.richtext import script_data

MOMENT = datetime(2026, 11, 22, 4, tzinfo=UTC)


def make(**fields) -> NewsArticle:
    defaults = {
        "url": "https://example.org/ru/articles/x/",
        "headline": "Заголовок",
        "language": "ru",
        "published": MOMENT,
        "modified": MOMENT,
        "version": 2,
        "publisher": "Сверка",
        "publisher_url": "https://example.org/ru/",
    }
    return NewsArticle(**defaults | fields)


def test_it_describes_a_news_article():
    described = describe(make(author="Автор", translation_of="https://example.org/en/articles/x/"))
    assert described["@type"] == "NewsArticle"
    assert described["inLanguage"] == "ru"
    assert described["version"] == "2"
    assert described["datePublished"] == "2026-11-22T04:00:00+00:00"
    assert described["author"] == {"@type": "Person", "name": "Автор"}
    assert described["translationOfWork"]["@id"] == "https://example.org/en/articles/x/"


def test_what_is_unknown_is_left_out():
    assert {"author", "license", "description", "correction", "isBasedOn", "about"}.isdisjoint(describe(make()))


def test_signs_that_could_end_the_script_are_escaped():
    headline = "</script><!-- & \u2028 \u2029"
    written = write(describe(make(headline=headline)))
    assert not any(sign in written for sign in "<>&\u2028\u2029")
    assert json.loads(written)["headline"] == headline


@given(st.text())
def test_any_headline_survives_and_stays_inside(headline):
    written = script_data(write(describe(make(headline=headline or "x"))))
    assert json.loads(written)["headline"] == (headline or "x")


def test_only_escaped_json_is_put_into_a_page():
    with pytest.raises(ValueError, match="escaped"):
        script_data('{"a": "</script>"}')


def test_not_a_number_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        write({"value": float("nan")})
