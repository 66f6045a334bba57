"""The picture of an article for social networks: of what readers see, and answering like the article itself."""

import pytest
from lxml import html

from articles.models import Article
from articles.services import publish_article, withdraw_article
from articles.views.card import ArticleCardView
from tests.factories import make_marked_article
from trade.charts.card import Card

pytestmark = pytest.mark.django_db


@pytest.fixture
def cards(monkeypatch) -> list[Card]:
    """What stands on the cards that are asked for."""
    found: list[Card] = []
    original = ArticleCardView.get_card

    def get_card(view: ArticleCardView) -> Card:
        found.append(original(view))
        return found[-1]

    monkeypatch.setattr(ArticleCardView, "get_card", get_card)
    return found


def test_an_article_names_its_card_with_its_whole_address(seeded, client):
    url = Article.objects.get(language="ru").get_absolute_url()
    page = html.fromstring(client.get(url).content.decode())
    assert page.xpath("//meta[@property='og:image']/@content") == [f"http://testserver{url}card.png"]
    assert page.xpath("//meta[@property='og:title']/@content") == page.xpath("//h1/text()")
    assert page.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]


def test_a_card_has_the_headline_and_counts_the_figures_by_state(seeded, client, cards):
    article = Article.objects.get(language="ru")
    assert client.get(f"{article.get_absolute_url()}card.png").status_code == 200
    (card,) = cards
    assert card.headline == article.headline
    assert [count.words for count in card.counts] == ["2 сверены", "1 расхождение", "5 не сверено"]
    assert set(card.marks) >= {count.state for count in card.counts}


def test_a_card_shows_the_public_version_and_nothing_of_the_draft(seeded, client, cards):
    article = Article.objects.get(language="ru")
    published, article.headline = article.headline, "Черновик заголовка"
    article.save()
    client.get(f"{article.get_absolute_url()}card.png")
    assert cards[0].headline == published


def test_a_draft_has_no_card(client, db):
    article = make_marked_article()
    assert client.get(f"{article.get_absolute_url()}card.png").status_code == 404


def test_a_withdrawn_article_has_a_reason_and_no_card(client, db):
    article = make_marked_article()
    publish_article(article=article)
    url = f"{article.get_absolute_url()}card.png"
    assert client.get(url).status_code == 200
    article.refresh_from_db()
    withdraw_article(article=article, reason="Источник отозвал выпуск.")
    response = client.get(url)
    assert response.status_code == 410
    assert "Источник отозвал выпуск." in response.content.decode()
