"""Beside a record stand the newest articles that use it, however many there are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import uses
from articles.models import Article, Statement
from articles.uses import BESIDE_A_RECORD, STATEMENTS, articles_about, articles_citing
from tests.factories import make_observation, make_person, make_published_article, make_topic
from trade.models import Observation

pytestmark = pytest.mark.django_db


def publish(count: int, observation: Observation) -> list[Article]:
    """*count* articles that cite *observation*, each an hour older than the one before."""
    now = timezone.now()
    return [
        make_published_article(observation, publish_at=now - timedelta(hours=number + 1)) for number in range(count)
    ]


def test_the_newest_articles_stand_beside_a_record_and_one_more_tells_of_the_others(client):
    observation = make_observation()
    articles = publish(BESIDE_A_RECORD + 3, observation)
    found = articles_citing([observation])
    assert [entry.version.article for entry in found] == articles[: BESIDE_A_RECORD + 1]
    page = client.get(observation.source.get_absolute_url()).content.decode()
    assert articles[BESIDE_A_RECORD - 1].headline in page
    assert articles[BESIDE_A_RECORD].headline not in page
    assert "и более ранние статьи" in page


def test_of_many_figures_about_a_record_the_newest_articles_are_found(client, monkeypatch):
    observation = make_observation()
    articles = publish(5, observation)
    monkeypatch.setattr(uses, "A_FEW", 1)
    assert [entry.version.article for entry in articles_citing([observation])] == articles
    assert [entry.version.article for entry in articles_citing([observation.source])] == articles
    assert articles_citing([make_observation("KAZ.KAZ.CHN.X.H6-27.V.USD")]) == []


def test_few_articles_stand_there_without_a_word_of_others(client):
    observation = make_observation()
    publish(2, observation)
    assert "и более ранние статьи" not in client.get(observation.source.get_absolute_url()).content.decode()


def test_a_translation_stands_for_a_story_in_its_own_language_however_old_it_is(client):
    observation = make_observation()
    first = publish(1, observation)[0]
    english = make_published_article(
        observation, language="en", story=first.story, publish_at=first.publish_at - timedelta(days=900)
    )
    publish(BESIDE_A_RECORD, observation)
    page = client.get(observation.source.get_absolute_url().replace("/ru/", "/en/")).content.decode()
    assert english.headline in page
    assert f">{first.headline}<" not in page


def test_articles_about_something_are_the_newest_too():
    topic, articles = make_topic(), publish(BESIDE_A_RECORD + 3, make_observation())
    for article in articles:
        article.story.topics.add(topic)
    assert [entry.version.article for entry in articles_about(topic)] == articles[: BESIDE_A_RECORD + 1]


def test_a_topic_is_paged_newest_first(client):
    topic, articles = make_topic(), publish(23, make_observation())
    for article in articles:
        article.story.topics.add(topic)
    first, second = (client.get(topic.get_absolute_url(), {"page": number}).content.decode() for number in (1, 2))
    assert [article.headline in first for article in articles] == [True] * 20 + [False] * 3
    assert [article.headline in second for article in articles] == [False] * 20 + [True] * 3


def test_a_person_who_said_much_has_a_page_of_the_latest_statements(client):
    person, article = make_person(), make_published_article()
    Statement.objects.bulk_create(
        Statement(story=article.story, person=person, position=number, text_ru=f"Слово {number}.", mode="indirect")
        for number in range(STATEMENTS + 2)
    )
    page = client.get(person.get_absolute_url()).content.decode()
    assert f"Слово {STATEMENTS - 1}." in page
    assert f"Слово {STATEMENTS}." not in page
    assert "и более ранние высказывания" in page
