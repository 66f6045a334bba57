"""A draft on the site: behind a signed link that ends within a day, can be revoked, and leaves nothing anywhere."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone
from lxml import html

from articles.draft_links import draft_url
from articles.models import Article
from articles.richtext import write_mark
from articles.services import recheck_claims
from tests.desk import admin_url, desk_of
from tests.factories import (
    BILLION,
    make_article,
    make_claim,
    make_hidden_source,
    make_marked_article,
    make_observation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    article = make_marked_article(state="draft", headline="Ещё не вышло")
    recheck_claims(article.claims.all())
    return article


def test_the_link_shows_the_working_copy_with_its_figures(client, article):
    answer = client.get(draft_url(article))
    page = html.fromstring(answer.content.decode())
    assert answer.status_code == 200
    assert page.xpath("string(//h1)") == "Ещё не вышло"
    assert (
        page.xpath("string(//div[@class='prose']//data[contains(@class, 'figure')]//button/text())") == "41 миллиарда"
    )
    assert "Это черновик" in page.text_content()


def test_nobody_keeps_or_indexes_it_and_no_cookie_is_set(client, article):
    answer = client.get(draft_url(article))
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert not answer.cookies
    assert 'content="noindex"' in answer.content.decode()


def test_no_link_on_it_leads_to_what_readers_cannot_open(client, article):
    key = uuid4()
    article.body += f"<p>{write_mark(key, '5000000000', '5 миллиардов')}</p>"
    article.save()
    own = make_hidden_source(title="Мой текст")
    hidden = make_observation("KAZ.CHN.KAZ.T.TOTAL.V.USD", value=5 * BILLION, source=own)
    make_claim(article, uuid=key, observation=hidden, value=5 * BILLION, quote="5 миллиардов", position=2)
    Article.objects.filter(pk=article.pk).update(source=own)
    recheck_claims(article.claims.all())
    page = html.fromstring(client.get(draft_url(article)).content.decode())
    assert len(page.xpath("//data[contains(@class, 'figure')]//button")) == 2
    own_pages = {link for link in page.xpath("//main//a/@href") if link.startswith("/")}
    assert {link: client.get(link).status_code for link in own_pages if client.get(link).status_code != 200} == {}


def test_a_link_ends_within_a_day(client, article):
    url = draft_url(article)
    with time_machine.travel(timezone.now() + timedelta(hours=23, minutes=59), tick=False):
        assert client.get(url).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1), tick=False):
        assert client.get(url).status_code == 404


def test_revoking_ends_every_link_that_was_given_out(client, article):
    first = draft_url(article)
    desk = desk_of("editor")
    assert desk.get(admin_url("articles_article_revoke", article.pk)).status_code == 405
    assert desk.post(admin_url("articles_article_revoke", article.pk)).status_code == 302
    article.refresh_from_db()
    assert client.get(first).status_code == 404
    assert client.get(draft_url(article)).status_code == 200


def test_a_link_that_was_tampered_with_answers_like_a_made_up_one(client, article):
    other = make_article(headline="Другой")
    good, theirs = draft_url(article), draft_url(other)
    head, tail = good.rstrip("/").rsplit(":", 1)
    wrong = [f"{head}:{tail[::-1]}/", theirs.split(":")[0] + ":" + ":".join(good.split(":")[1:])]
    wrong += [good.replace("/ru/", "/en/"), "/ru/drafts/x/", "/ru/drafts/::/"]
    answers = {(client.get(url).status_code, client.get(url)["Cache-Control"]) for url in wrong}
    assert answers == {(404, client.get("/ru/drafts/made-up/")["Cache-Control"])}


def test_the_form_gives_a_link_to_whoever_may_see_it(client, article):
    page = html.fromstring(desk_of("author").get(admin_url("articles_article_change", article.pk)).content.decode())
    [link] = page.xpath("//a[contains(@href, '/drafts/')]/@href")
    assert client.get(link).status_code == 200
    assert not page.xpath("//button[contains(@formaction, 'revoke')]")


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '<p onclick="alert(1)">x</p>'])
def test_whatever_stands_in_the_row_no_script_gets_out(client, article, words):
    Article.objects.filter(pk=article.pk).update(body=words)
    page = html.fromstring(client.get(draft_url(article)).content.decode())
    assert not page.xpath("//main//script | //main//@onclick")
