"""The cost of a page does not grow with what it shows: the same queries for ten rows and for three hundred."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, ArticleVersion, Claim
from articles.richtext import write_mark
from articles.services import publish_article, recheck_claims
from articles.uses import articles_citing
from tests.factories import make_observation, make_published_article, make_source, make_topic
from trade.models import Observation
from trade.services import revise_observation

pytestmark = pytest.mark.django_db

FEW, MANY = 10, 300


def queries_of(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def add_version(article: Article, count: int) -> None:
    """A further version with *count* figures, bound to the records of the first by turns."""
    last = article.versions.first()
    bound = list(last.claims.all())
    claims = [copy_of(bound[number % len(bound)], number + 1) for number in range(count)]
    version = ArticleVersion.objects.create(
        article=article,
        number=last.number + 1,
        headline=last.headline,
        body="".join(f"<p>{write_mark(claim.uuid, str(claim.value), claim.quote)}</p>" for claim in claims),
        public_from=timezone.now(),
    )
    for claim in claims:
        claim.version = version
    Claim.objects.bulk_create(claims)
    recheck_claims(version.claims)


def copy_of(claim: Claim, position: int) -> Claim:
    copied = Claim.objects.get(pk=claim.pk)
    copied.pk, copied.uuid, copied.position = None, uuid4(), position
    return copied


def test_an_article_costs_the_same_with_more_figures(client, seeded):
    article = Article.objects.get(language="ru")
    url = article.get_absolute_url()
    add_version(article, FEW)
    few = queries_of(client, url)
    add_version(article, MANY)
    assert client.get(url).content.count(b'<data class="figure ') == MANY
    assert queries_of(client, url) == few <= 26


def test_a_figure_costs_the_same_in_a_longer_text(client, seeded):
    article = Article.objects.get(language="ru")
    counts = []
    for count in (FEW, MANY):
        add_version(article, count)
        claim = Claim.objects.public().filter(version__article=article, quote="41 миллиарда").last()
        counts.append(queries_of(client, claim.get_absolute_url()))
    assert counts[0] == counts[1] <= 16


@pytest.mark.parametrize("url", ["/ru/", "/ru/articles/", "/ru/topics/many/", "/ru/data/", "/feeds/ru/articles.atom"])
def test_a_list_costs_the_same_with_more_articles(client, db, url):
    topic, observation = make_topic("many"), make_observation()
    add_articles(observation, topic, 3)
    few = queries_of(client, url)
    add_articles(observation, topic, 27)
    assert queries_of(client, url) == few <= 40


def add_articles(observation: Observation, topic, count: int) -> None:
    start = Article.objects.count()
    for number in range(start, start + count):
        article = make_published_article(observation, publish_at=timezone.now() - timedelta(hours=number + 1))
        article.story.topics.add(topic)


@pytest.mark.parametrize(
    "url", ["/ru/changes/", "/ru/corrections/", "/feeds/ru/changes.atom", "/feeds/ru/corrections.atom"]
)
def test_a_log_costs_the_same_with_more_changes(client, db, url):
    observation = make_observation()
    article = make_published_article(observation)
    change_often(article, observation, 3)
    few = queries_of(client, url)
    change_often(article, observation, 20)
    assert queries_of(client, url) == few <= 12


def change_often(article: Article, observation: Observation, count: int) -> None:
    for _number in range(count):
        row = Observation.objects.current().get(series=observation.series_id)
        revise_observation(observation=row, source=make_source(), reason="newer", value=row.value + 10**9)
        publish_article(article=article, correction={"wrong": "Было.", "right": "Стало."})


def test_record_pages_ask_about_articles_in_six_queries(seeded, django_assert_max_num_queries):
    observations = list(Observation.objects.current().select_related("series"))
    with django_assert_max_num_queries(6):
        assert len(articles_citing(observations)) == 1
