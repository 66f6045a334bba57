"""Lists that grow with the newsroom: what is few is counted, what is many is not, and nothing is lost on the way."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from articles.models import Article, ArticleVersion, Correction
from tests.test_growth import multiply

pytestmark = pytest.mark.django_db
LIST = "/en/articles/"


@pytest.fixture
def many(seeded, monkeypatch):
    """Six articles, where no more than four are counted."""
    multiply(Article.objects.get(language="en"), range(5))
    monkeypatch.setattr("trade.pages.lists.MOST_COUNTED", 4)


def read(client, path: str) -> html.HtmlElement:
    response = client.get(path)
    assert response.status_code == 200, path
    return html.fromstring(response.content.decode())


def options(page: html.HtmlElement) -> list[tuple[str, str]]:
    """(name, value) of what the filters offer."""
    boxes = [(each.get("name"), each.get("value")) for each in page.xpath("//form//input[@type='checkbox']")]
    return boxes + [
        (each.getparent().get("name"), each.get("value")) for each in page.xpath("//form//option[@value!='']")
    ]


def words(page: html.HtmlElement, path: str) -> str:
    return " ".join(" ".join(each.text_content() for each in page.xpath(path)).split())


def test_few_articles_are_counted_in_the_list_and_in_its_filters(client, seeded):
    page = read(client, LIST)
    assert words(page, "//div[@class='chips']/p") == "1 article"
    assert words(page, "//nav[@class='pager']/span") == "Shown 1–1 of 1."
    assert set(page.xpath("//form//*[@class='count']/text()")) == {"1"}


def test_many_articles_have_the_same_filters_without_numbers(client, seeded, many, monkeypatch):
    page = read(client, LIST)
    assert words(page, "//div[@class='chips']/p") == "more than 4"
    assert page.xpath("//form//*[@class='count']") == []
    monkeypatch.setattr("trade.pages.lists.MOST_COUNTED", 1_000)
    assert options(page) == options(read(client, LIST)) != []


def test_many_articles_are_paged_to_the_last(client, many, monkeypatch):
    monkeypatch.setattr("articles.views.lists.ArticleListView.paginate_by", 2)
    found, path = [], LIST
    while path:
        page = read(client, path)
        found += page.xpath("//main//ul[@class='list']/li//h2/a/@href")
        path = next(iter(page.xpath("//a[@rel='next']/@href")), "")
        path = path and LIST + path
    assert len(found) == len(set(found)) == 6
    assert words(page, "//nav[@class='pager']/span") == "Shown 5–6 of 6."


def test_of_many_articles_no_question_reads_them_all(client, many):
    with CaptureQueriesContext(connection) as queries:
        read(client, LIST)
    counts = [each["sql"] for each in queries if "COUNT(" in each["sql"]]
    assert len(counts) == 1
    assert "LIMIT 5" in counts[0]


def test_a_list_offers_the_years_that_have_a_correction(client, seeded):
    multiply(Article.objects.get(language="en"), range(2))
    for year, version in zip((2026, 2026, 2023), ArticleVersion.objects.filter(article__language="en"), strict=True):
        moment = timezone.make_aware(datetime(year, 1, 1)) + timedelta(hours=1)
        Correction.objects.create(version=version, made_at=moment, wrong="41", right="42")
    page = read(client, "/en/corrections/")
    assert [value for name, value in options(page) if name == "year"] == ["2026", "2023"]
