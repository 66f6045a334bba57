"""The working copy at the editor's desk."""

from uuid import uuid4

import pytest

from articles.models import Article, Claim
from articles.richtext import write_mark
from articles.services import hold_article, publish_article, withdraw_article
from tests.desk import admin_url, desk_of, errors_of, fill_in, text_of, typed
from tests.factories import (
    BILLION,
    make_article,
    make_claim,
    make_marked_article,
    make_observation,
    make_published_article,
    make_story,
    make_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return desk_of("editor")


def change_url(article) -> str:
    return admin_url("articles_article_change", article.pk)


def figure(name: str, number: int = 0) -> str:
    return f"claims-{number}-{name}"


# -- adding


def add(desk, **changes):
    values = {"language": "ru", "slug": "news", "headline": "News", "body": "<p>One <b>sentence</b>.</p>"}
    return fill_in(desk, admin_url("articles_article_add"), **values | changes)


def test_a_new_article_is_a_clean_draft_of_its_author(desk):
    answer = add(desk, story=make_story().pk, body="<p>One.</p><script>alert(1)</script>")
    article = Article.objects.get()
    assert answer.status_code == 302
    assert (article.state, article.author, article.body) == ("draft", desk.user, "<p>One.</p>")


def test_a_mark_in_a_new_article_becomes_a_figure(desk):
    add(desk, story=make_story().pk, body='<p>It reached <data value="41000000000">41 billion</data>.</p>')
    claim = Claim.objects.get()
    assert (claim.quote, claim.value, claim.resolution, claim.is_bound) == ("41 billion", 41 * BILLION, BILLION, False)
    assert str(claim.uuid) in Article.objects.get().body


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", ""),
        ("headline", "a\x00b"),
        ("headline", "a\u202eb"),
        ("headline", "x" * 301),
        ("slug", "two words"),
        ("language", "de"),
        ("story", ""),
        ("story", "9" * 30),
        ("body", "<p>a\x00b</p>"),
        ("body", '<p><data value="many">41</data></p>'),
        ("body", f'<p><data value="{"9" * 30}">41</data></p>'),
        ("publish_at_0", "tomorrow"),
        ("embargo_until_0", "2024-02-31"),
    ],
)
def test_nonsense_is_refused_at_its_field_and_nothing_is_lost(desk, field, value):
    answer = add(desk, **{"story": make_story().pk, "byline": "kept words", field: value})
    assert answer.status_code == 200
    assert field.removesuffix("_0") in errors_of(answer)
    assert "kept words" in answer.content.decode()
    assert not Article.objects.exists()


def test_two_articles_cannot_share_an_address(desk):
    make_article("ru", slug="news")
    answer = add(desk, story=make_story().pk)
    assert "choose a different one" in str(errors_of(answer))


def test_a_translation_belongs_to_the_story_of_its_original(desk):
    original = make_article("ru")
    answer = add(desk, language="en", story=make_story().pk, translation_of=original.pk)
    assert list(errors_of(answer)) == ["translation_of"]


def test_a_translator_starts_from_an_original():
    original = make_article("ru")
    desk = desk_of("translator")
    answer = add(desk, language="en", story=original.story.pk)
    assert list(errors_of(answer)) == ["translation_of"]
    add(desk, language="en", story=original.story.pk, translation_of=original.pk)
    assert original.translations.get().author == desk.user


# -- editing


def test_editing_changes_nothing_that_readers_see(desk):
    article = make_published_article()
    before = article.versions.get()
    fill_in(desk, change_url(article), headline="A new headline")
    article.refresh_from_db()
    page = text_of(desk.get(change_url(article)))
    assert article.headline == "A new headline"
    assert article.versions.get().headline == before.headline
    assert "The working copy differs from version 1" in page
    assert "Readers see version 1" in page


def test_state_and_time_of_a_public_article_cannot_be_typed(desk):
    article = make_published_article()
    fill_in(desk, change_url(article), state="draft", publish_at_0="2030-01-01", held="on", version="9")
    stored = Article.objects.get()
    assert (stored.state, stored.publish_at, stored.held) == ("published", article.publish_at, False)


def test_a_moved_slug_leaves_a_redirect_behind(desk):
    article = make_published_article(slug="old")
    fill_in(desk, change_url(article), slug="new")
    assert Article.objects.get().slug == "new"
    assert article.redirects.get().slug == "old"
    assert "old" in text_of(desk.get(change_url(article)))


def test_the_text_is_cleaned_when_it_is_saved(desk):
    article = make_article()
    fill_in(desk, change_url(article), body='<p onclick="x()">Fine <a href="javascript:x()">link</a></p>')
    article.refresh_from_db()
    assert article.body == "<p>Fine <a>link</a></p>"


def test_a_history_entry_shows_old_and_new(desk):
    article = make_article(headline="First words")
    fill_in(desk, change_url(article), headline="Second words")
    page = desk.get(admin_url("articles_article_history", article.pk)).content.decode()
    assert '<del class="diff">First words</del>' in page
    assert '<ins class="diff">Second words</ins>' in page
    assert desk.user.username in page


def test_the_history_says_what_each_step_was(desk):
    article = make_published_article(make_observation())
    article.headline = "Corrected words"
    article.save()
    publish_article(article=article, correction={"wrong": "The old ones.", "right": "The new ones."})
    withdraw_article(article=article, reason="It was wrong.")
    page = text_of(desk.get(admin_url("articles_article_history", article.pk)))
    assert "Version 1 was published." in page
    assert "Version 2 was published with a correction." in page
    assert "The article was withdrawn." in page
    assert "None" not in page


def test_the_history_of_a_long_text_shows_the_words_that_changed(desk):
    before = "<p>" + " ".join(["Nothing happened here."] * 20) + "</p>\n<p>It cost a lot.</p>"
    article = make_article(body=before)
    fill_in(desk, change_url(article), body=before.replace("a lot", "a little"))
    page = desk.get(admin_url("articles_article_history", article.pk)).content.decode()
    assert '<del class="diff">lot</del><ins class="diff">little</ins>' in page
    assert "Nothing happened here" not in page
    assert "chars]" not in page


def test_the_history_words_dates_and_flags_as_the_form_does(desk):
    article = make_published_article(make_observation())
    hold_article(article=article, reason="Waiting for an answer.")
    page = text_of(desk.get(admin_url("articles_article_history", article.pk)))
    assert "no yes" in page
    assert "False" not in page
    assert "+00:00" not in page


# -- two people at once


def test_a_stale_form_is_refused_with_the_typed_text_kept(desk):
    article = make_article(body="<p>As it was.</p>")
    page = desk.get(change_url(article))
    fill_in(desk_of("editor"), change_url(article), body="<p>By somebody else.</p>")
    answer = desk.post(change_url(article), typed(page, body="<p>By me.</p>"))
    article.refresh_from_db()
    assert article.body == "<p>By somebody else.</p>"
    assert answer.status_code == 409
    assert "Somebody else has saved this article" in text_of(answer)
    assert "&lt;p&gt;By me.&lt;/p&gt;" in answer.content.decode()
    assert "somebody else" in "".join(text_of(answer).split("What is stored now")[1:])


def test_a_stale_form_stays_refused_until_the_stored_text_was_read(desk):
    article = make_article(body="<p>As it was.</p>")
    page = desk.get(change_url(article))
    fill_in(desk_of("editor"), change_url(article), body="<p>By somebody else.</p>")
    refused = desk.post(change_url(article), typed(page, body="<p>By me.</p>"))
    again = desk.post(change_url(article), typed(refused))
    assert again.status_code == 409
    taken = desk.post(change_url(article), typed(refused, replace_stored="1"))
    article.refresh_from_db()
    assert taken.status_code == 302
    assert article.body == "<p>By me.</p>"


def test_reading_the_stored_text_does_not_help_if_it_moved_on_again(desk):
    article = make_article()
    page = desk.get(change_url(article))
    fill_in(desk_of("editor"), change_url(article), headline="Second")
    refused = desk.post(change_url(article), typed(page, headline="Mine"))
    fill_in(desk_of("editor"), change_url(article), headline="Third")
    answer = desk.post(change_url(article), typed(refused, replace_stored="1"))
    article.refresh_from_db()
    assert answer.status_code == 409
    assert article.headline == "Third"


@pytest.mark.parametrize("seen", ["", "x", "0", "-1", "9" * 40])
def test_a_form_without_its_revision_is_stale(desk, seen):
    article = make_article()
    answer = fill_in(desk, change_url(article), headline="Mine", seen=seen)
    assert answer.status_code == 409
    assert Article.objects.get().headline != "Mine"


# -- deleting


def test_a_draft_goes_with_its_figures(desk):
    article = make_marked_article(state="draft")
    answer = desk.post(admin_url("articles_article_delete", article.pk), {"post": "yes"})
    assert answer.status_code == 302
    assert not Article.objects.exists()


def test_a_published_article_is_never_deleted(desk):
    article = make_published_article()
    assert desk.post(admin_url("articles_article_delete", article.pk), {"post": "yes"}).status_code == 403


# -- what the lists answer


def test_the_list_counts_figures_by_state(desk):
    article = make_published_article()
    make_claim(article, observation=None, quote="7", uuid=uuid4())
    page = text_of(desk.get(admin_url("articles_article_changelist")))
    assert "open: 1" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("figures=open", {"open"}),
        ("figures=check", {"open"}),
        ("figures=revised", set()),
        ("readers=see", {"public"}),
        ("readers=none", {"open", "held"}),
        ("readers=held", {"held"}),
        ("state__exact=draft", {"open"}),
        ("figures=nonsense", {"open", "public", "held"}),
    ],
)
def test_the_list_finds_what_wants_attention(desk, query, found):
    observation = make_observation()
    make_published_article(observation, slug="public")
    make_published_article(observation, slug="held", held=True, held_reason="Wait.")
    draft = make_article(slug="open", body=f"<p>{write_mark(uuid4(), '5', '5')}</p>")
    make_claim(draft, observation=None, value=5, resolution=1, quote="5")
    page = desk.get(f"{admin_url('articles_article_changelist')}?{query}")
    assert {row.slug for row in page.context["cl"].result_list} == found


def test_old_versions_are_read_but_never_written(desk, admin_client):
    version = make_version(make_article())
    url = admin_url("articles_articleversion_change", version.pk)
    for client in (desk, admin_client):
        assert client.get(url).status_code == 200
        assert client.post(url, {"headline": "forged"}).status_code == 403
