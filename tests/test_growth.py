"""Every page type asks the database as often beside 300 articles about its record as beside 10, and stays light."""

import gzip
from collections.abc import Iterable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from articles.models import Article, ArticleVersion, Claim, ClaimState, Statement, Story
from articles.renderings.rows import noting
from tests.test_pages import PAGES, address

pytestmark = pytest.mark.django_db

FEW, MANY = 10, 300
LIGHT = 40 * 1024
ROWS = 400
NEWEST = 'ORDER BY "articles_article"."publish_at" DESC'
M2M = ("topics", "areas", "events", "agreements", "initiatives")


def copied(row: Model, **changes) -> Model:
    """An unsaved copy of *row*."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.generated}
    fields.pop(row._meta.pk.attname)
    return type(row)(**fields | changes)


def multiply(article: Article, numbers: Iterable[int]) -> None:
    """Copies the story of a published *article*, its current version, claims and statements, each a minute older."""
    story, version = article.story, article.versions.first()
    numbers = list(numbers)
    stories = Story.objects.bulk_create(copied(story, slug=f"{story.slug}-{n}") for n in numbers)
    for name in M2M:
        through = getattr(Story, name).through
        rows = through.objects.filter(story=story)
        through.objects.bulk_create(copied(row, story_id=new.pk) for new in stories for row in rows)
    said = list(Statement.objects.filter(story=story))
    Statement.objects.bulk_create(copied(row, story_id=new.pk) for new in stories for row in said)
    articles = Article.objects.bulk_create(
        copied(
            article,
            story_id=new.pk,
            slug=f"{article.slug}-{n}",
            source_id=None,
            publish_at=article.publish_at - timedelta(minutes=n + 1),
        )
        for n, new in zip(numbers, stories, strict=True)
    )
    versions = ArticleVersion.objects.bulk_create(copied(version, article_id=each.pk) for each in articles)
    claims = list(version.claims.select_related("verdict"))
    pairs = [(copied(claim, version_id=each.pk, uuid=uuid4()), claim.verdict) for each in versions for claim in claims]
    Claim.objects.bulk_create(claim for claim, _verdict in pairs)
    ClaimState.objects.bulk_create(copied(verdict, claim_id=claim.pk) for claim, verdict in pairs)


def test_no_page_type_asks_more_beside_many_articles(client, seeded):
    article = Article.objects.get(language="ru")
    paths = {name: address(name, "ru") for name in PAGES}
    multiply(article, range(FEW))
    few = {name: cost(client, path) for name, path in paths.items()}
    multiply(article, range(FEW, MANY))
    many = {name: cost(client, path) for name, path in paths.items()}
    assert {name: queries for name, (queries, _size, _rows) in many.items()} == {
        name: queries for name, (queries, _size, _rows) in few.items()
    }
    assert {name: size for name, (_queries, size, _rows) in many.items() if size > LIGHT} == {}
    assert {name: rows for name, (_queries, _size, rows) in many.items() if rows > ROWS} == {}


def cost(client, path: str) -> tuple[int, int, int]:
    """Queries, bytes of packed HTML, and rows that became instances of models."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200
    with noting() as rows:
        client.get(path)
    return len(queries), len(gzip.compress(response.content)), len(rows)


@pytest.mark.postgresql
def test_the_newest_articles_are_walked_to_and_not_sorted_out_of_all(client, seeded):
    """Of many articles about the same, a page can read the newest until it has enough, in the order of an index."""
    article = Article.objects.get(language="ru")
    paths = [address(name, "ru") for name in ("articles:topic", "articles:home", "events:initiative", "trade:source")]
    multiply(article, range(MANY))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        # Three hundred are sorted soon; whether the order can be had without that is what counts beside thousands.
        cursor.execute("SET LOCAL enable_sort = off")
    for path in paths:
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        asked = [each["sql"] for each in queries]
        walks = [sql for sql in asked if "LIMIT" in sql.rpartition(NEWEST)[2] and NEWEST in sql]
        assert walks, path
        for sql in walks:
            plan = plan_of(sql)
            assert "articles_article_public" in plan or "articles_article_newest" in plan, (path, plan)


def plan_of(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(line for (line,) in cursor.fetchall())
