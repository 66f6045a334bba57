"""The figure check in the article's form: it shows, it saves nothing, and it does what was chosen."""

import pytest
from lxml import html

from articles.admin.panel import names_of
from articles.checking import check_article
from articles.models import Article
from tests.desk import admin_url, desk_of
from tests.desk import typed as typed_in
from tests.factories import make_article, make_story
from trade.models import Area

SENTENCE = "Товарооборот Китая и Казахстана в 2023 году составил 31,5 млрд долларов по данным Казахстана."


@pytest.fixture
def article(seeded) -> Article:
    story = make_story("pair")
    story.areas.set(Area.objects.filter(pk__in=("CHN", "KAZ")))
    return make_article(story=story, body=f"<p>{SENTENCE}</p>")


def page_of(response):
    return html.fromstring(response.content.decode())


def sent(desk, article: Article, **fields: str) -> dict[str, str]:
    return typed_in(desk.get(admin_url("articles_article_change", article.pk)), **fields)


def test_the_panel_shows_every_figure_with_its_record_and_reasons(article):
    page = page_of(desk_of("editor").get(admin_url("articles_article_change", article.pk)))
    [row] = page.xpath("//tbody[contains(@class, 'figure-row')]")
    assert "31,5 млрд долларов" in row.xpath("string(.//th)")
    assert row.xpath(".//mark/text()") == ["31,5 млрд долларов"]
    assert len(row.xpath(".//select/option[starts-with(@value, 'bind:')]")) >= 1
    assert row.xpath(".//select/@aria-label")


def test_checking_saves_nothing_and_keeps_what_was_typed(article):
    desk = desk_of("editor")
    typed = f"<p>{SENTENCE} Рост составил 12%.</p>"
    data = sent(desk, article, body=typed, _check="1")
    response = desk.post(admin_url("articles_article_change", article.pk), data)
    page = page_of(response)
    assert response.status_code == 200
    assert page.xpath("//textarea[@name='body']")[0].text_content().strip() == typed
    assert len(page.xpath("//tbody[contains(@class, 'figure-row')]")) == 2
    assert not page.xpath("//*[contains(@class, 'errornote')]")
    assert Article.objects.get(pk=article.pk).body == f"<p>{SENTENCE}</p>"


def test_checking_what_cannot_be_saved_shows_the_errors_as_well(article):
    desk = desk_of("editor")
    response = desk.post(admin_url("articles_article_change", article.pk), sent(desk, article, headline="", _check="1"))
    assert page_of(response).xpath("//*[contains(@class, 'errornote')]")


def test_what_was_chosen_is_done_on_saving(article):
    desk = desk_of("editor")
    [(_number, name)] = names_of(check_article(article))
    [row] = check_article(article).rows
    choice = f"bind:{row.candidates[0].record.key}"
    response = desk.post(
        admin_url("articles_article_change", article.pk),
        sent(desk, article, **{f"{name}-choice": choice, "_continue": "1"}),
    )
    assert response.status_code == 302
    claim = article.claims.get()
    assert (claim.quote, claim.observation.series.reporter_id) == ("31,5 млрд", "KAZ")


def test_a_choice_for_a_figure_that_is_gone_does_nothing_and_says_so(article):
    desk = desk_of("editor")
    [(_number, name)] = names_of(check_article(article))
    data = sent(desk, article, body="<p>Без цифр.</p>", **{f"{name}-choice": "mark", "_continue": "1"})
    response = desk.post(admin_url("articles_article_change", article.pk), data, follow=True)
    assert article.claims.count() == 0
    assert page_of(response).xpath("//ul[@class='messagelist']/li[contains(@class, 'warning')]")


def test_exact_matches_are_bound_after_a_confirmation(article):
    desk = desk_of("editor")
    url = admin_url("articles_article_accept", article.pk)
    page = page_of(desk.get(url))
    assert "31,5 млрд долларов" in page.xpath("string(//ul/li/b)") or page.xpath("//b[contains(., '31,5')]")
    assert article.claims.count() == 0
    assert desk.post(url).status_code == 302
    assert article.claims.get().observation.series.reporter_id == "KAZ"


@pytest.mark.parametrize("role", ["author", "data editor", "translator"])
def test_who_may_not_edit_the_text_may_not_accept_either(article, role):
    assert desk_of(role).post(admin_url("articles_article_accept", article.pk)).status_code == 403
    assert article.claims.count() == 0


def test_publishing_against_the_checks_is_offered_with_a_reason_to_those_who_may(article):
    Article.objects.filter(pk=article.pk).update(state="checking")
    url = admin_url("articles_article_publish", article.pk)
    assert not page_of(desk_of("editor").get(url)).xpath("//*[@name='override_reason']")
    desk = desk_of("administrator")
    page = page_of(desk.get(url))
    assert page.xpath("//*[@name='override_reason']")
    data = typed_in(desk.get(url), override_reason="")
    assert desk.post(url, data).status_code == 200
    assert desk.post(url, data | {"override_reason": "The minister's words."}).status_code == 302
    assert article.versions.get().override_reason == "The minister's words."
