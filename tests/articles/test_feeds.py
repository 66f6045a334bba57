"""Feeds and sitemaps: what they bring, in which language, and that a withdrawal is gone from them at once."""

from datetime import timedelta

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from articles.models import Article
from articles.services import publish_article, withdraw_article
from tests.factories import make_published_article, make_source
from trade.models import Observation
from trade.services import revise_observation, withdraw_observation

pytestmark = pytest.mark.django_db

LANGUAGES = {"ru": "ru", "kk": "kk", "en": "en", "zh-hans": "zh-Hans"}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def read(client: Client, path: str):
    response = client.get(path)
    assert response.status_code == 200
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.bozo_exception
    return feed


def turnover(**fields) -> Observation:
    return Observation.objects.current().get(series__key="_X.CHN.KAZ.T.TOTAL.V.USD", **fields)


@pytest.mark.parametrize(("code", "tag"), LANGUAGES.items())
def test_each_language_has_its_articles(client, seeded, code, tag):
    feed = read(client, f"/feeds/{code}/articles.atom")
    article = Article.objects.get(language=tag)
    assert feed.feed.language == tag
    assert [entry.title for entry in feed.entries] == [article.headline]
    assert feed.entries[0].link == f"http://testserver{article.get_absolute_url()}"


def test_the_json_feed_has_the_same_articles(client, seeded):
    response = client.get("/feeds/ru/articles.json")
    feed = response.json()
    assert response["Content-Type"].startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["url"] for item in feed["items"]] == [
        entry.link for entry in read(client, "/feeds/ru/articles.atom").entries
    ]


def test_an_area_has_the_articles_about_it(client, seeded):
    assert len(read(client, "/feeds/ru/areas/kaz.atom").entries) == 1
    assert read(client, "/feeds/ru/areas/deu.atom").entries == []


@pytest.mark.parametrize(
    "path", ["de/articles.atom", "zh-Hans/articles.atom", "ru/areas/ZZZ.atom", "ru/areas/zzz.atom", "ru/areas/_x.atom"]
)
def test_addresses_outside_the_contract_are_not_found(client, seeded, path):
    assert client.get(f"/feeds/{path}").status_code == 404


def test_an_empty_feed_is_valid_and_says_the_same_every_time(client, db):
    first, second = (client.get("/feeds/ru/changes.atom").content for _ in range(2))
    assert first == second
    assert read(client, "/feeds/ru/changes.atom").entries == []


def test_a_correction_stands_in_corrections_and_in_changes(client, seeded):
    article = Article.objects.get(language="ru")
    article.deck = "Исправленный подзаголовок."
    article.save()
    publish_article(article=article, correction={"wrong": "Было <так>.", "right": "Стало & иначе."})
    entry = read(client, "/feeds/ru/corrections.atom").entries[0]
    assert "Было &lt;так&gt;." in entry.summary
    assert entry.id.endswith("/v/2/")
    assert [entry.title for entry in read(client, "/feeds/ru/changes.atom").entries] == [
        f"{article.headline}: {article.versions.first().correction.change.get_kind_display()}"
    ]
    assert read(client, "/feeds/en/corrections.atom").entries == []
    assert read(client, "/feeds/en/changes.atom").entries == []


def test_a_revision_says_was_and_now_and_names_the_articles(client, seeded):
    revise_observation(
        observation=turnover(period_end="2023-12-31"), source=make_source(), reason="Уточнено", value=42 * 10**9
    )
    entry = read(client, "/feeds/ru/changes.atom").entries[0]
    assert "$41\u00a0млрд → $42\u00a0млрд" in entry.summary
    assert "Уточнено. " in entry.summary
    assert Article.objects.get(language="ru").headline in entry.summary


def test_a_withdrawn_record_is_a_change_without_a_now(client, seeded):
    withdraw_observation(observation=turnover(period_end="2023-12-31"), source=make_source(), reason="Отозвано.")
    entry = read(client, "/feeds/ru/changes.atom").entries[0]
    assert "$41\u00a0млрд." in entry.summary
    assert "→" not in entry.summary


def test_the_newest_articles_come_first_and_no_more_than_thirty(client, db, django_assert_num_queries):
    observation = make_published_article().versions.get().claims.get().observation
    for hours in range(2, 35):
        make_published_article(observation, publish_at=timezone.now() - timedelta(hours=hours))
    with django_assert_num_queries(1):
        feed = read(client, "/feeds/ru/articles.atom")
    published = [entry.published_parsed for entry in feed.entries]
    assert len(published) == 30
    assert published == sorted(published, reverse=True)


@pytest.mark.parametrize("path", ["/feeds/ru/articles.atom", "/feeds/ru/areas/kaz.atom", "/sitemap-articles.xml"])
def test_a_withdrawal_is_not_hidden_by_a_conditional_request(client, seeded, path):
    before = client.get(path)
    assert "Last-Modified" not in before.headers
    withdraw_article(article=Article.objects.get(language="ru"), reason="Снята.")
    after = client.get(path, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "kitai-i-kazahstan" not in after.content.decode()


def test_feeds_may_be_read_from_other_sites_and_set_no_cookie(client, seeded):
    response = client.get("/feeds/ru/articles.atom", headers={"Origin": "https://example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


# -- sitemaps -----------------------------------------------------------------------------------------------------


def sitemap(client: Client, path: str) -> etree._Element:
    response = client.get(path)
    assert response.status_code == 200
    return etree.fromstring(response.content)


def test_the_sitemap_names_a_file_for_each_kind_of_page(client, seeded):
    files = [node.text for node in sitemap(client, "/sitemap.xml").iter(f"{SITEMAP}loc")]
    assert "http://testserver/sitemap-articles.xml" in files
    assert {"pages", "topics", "articles", "pairs", "series", "sources"} <= {
        file.rpartition("sitemap-")[2].removesuffix(".xml") for file in files
    }


def test_every_address_in_the_sitemaps_answers(client, seeded):
    files = [node.text for node in sitemap(client, "/sitemap.xml").iter(f"{SITEMAP}loc")]
    addresses = [node.text for file in files for node in sitemap(client, file).iter(f"{SITEMAP}loc")]
    russian = [address for address in addresses if address.startswith("http://testserver/ru/")]
    assert len(addresses) > len(russian) > 30
    assert [address for address in russian if client.get(address).status_code != 200] == []


def test_articles_stand_once_each_in_their_own_language(client, seeded):
    found = {node.text for node in sitemap(client, "/sitemap-articles.xml").iter(f"{SITEMAP}loc")}
    assert found == {f"http://testserver{article.get_absolute_url()}" for article in Article.objects.all()}


def test_language_tags_are_written_as_everywhere_else(client, seeded):
    tags = {node.get("hreflang") for node in sitemap(client, "/sitemap-pages.xml").iter(f"{XHTML}link")}
    assert tags == set(LANGUAGES.values())


def test_a_sitemap_that_does_not_exist_is_not_found(client, db):
    assert client.get("/sitemap-secrets.xml").status_code == 404
