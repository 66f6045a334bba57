"""Saving a working copy."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from articles.services import StaleArticle, drop_claim, publish_article, save_article
from articles.services.publication import has_unpublished_changes
from tests.factories import (
    BILLION,
    make_article,
    make_claim,
    make_marked_article,
    make_observation,
    make_published_article,
    make_source,
    make_story,
)

pytestmark = pytest.mark.django_db


def test_a_new_article_is_saved_with_its_figures_and_its_author(django_user_model):
    author = django_user_model.objects.create(username="author")
    article = Article(language="ru", slug="s", headline="H", story=make_story())
    article.body = '<p>It was <data value="5">5</data>.</p>'
    save_article(article=article, user=author)
    assert (article.author, article.claims.get().quote) == (author, "5")


def test_every_save_counts_the_revision_up():
    article = make_article()
    save_article(article=article, seen=1)
    assert Article.objects.get().revision == article.revision == 2


@pytest.mark.parametrize("seen", [None, 0, 2])
def test_a_save_from_another_revision_is_refused(seen):
    article = make_article(headline="As stored")
    article.headline = "Typed"
    with pytest.raises(StaleArticle):
        save_article(article=article, seen=seen)
    assert Article.objects.get().headline == "As stored"


def test_of_two_saves_from_one_revision_the_second_is_refused():
    first = make_article()
    second = Article.objects.get()
    first.headline, second.headline = "First", "Second"
    save_article(article=first, seen=1)
    with pytest.raises(StaleArticle):
        save_article(article=second, seen=1)
    assert Article.objects.get().headline == "First"


def test_a_save_does_not_undo_a_step_taken_meanwhile():
    article = make_article()
    Article.objects.update(state="review")
    save_article(article=article, seen=1)
    assert Article.objects.get().state == "review"


def test_a_changed_byline_is_weighed_at_once():
    """Whoever wrote the text does not confirm it."""
    observation = make_observation(source=make_source(author="A. Writer"))
    article = make_marked_article(observation)
    save_article(article=article, seen=1)
    before = article.claims.get().verdict.state
    article.byline = "A. Writer"
    save_article(article=article, seen=2)
    assert (before, article.claims.get().verdict.state) == ("verified", "unverified")


def test_only_a_figure_without_its_mark_is_dropped():
    claim = make_claim()
    with pytest.raises(ValidationError):
        drop_claim(claim=claim)
    claim.lost = True
    drop_claim(claim=claim)
    assert not claim.pk


# -- what a browser sends


def figure(words: str, key, value: str = "41000000000") -> str:
    return f'<data value="{value}" data-claim="{key}">{words}</data>'


def test_a_copied_figure_is_a_figure_of_its_own_and_the_first_stays_bound():
    article = make_marked_article()
    key = article.claims.get().uuid
    article.body = f"<p>{figure('41 миллиарда', key)} и ещё {figure('41 миллиарда', key)}.</p>"
    save_article(article=article, seen=1)
    first, second = article.claims.order_by("position")
    assert (first.uuid, first.is_bound, second.is_bound) == (key, True, False)
    assert first.quote == second.quote == "41 миллиарда"
    assert article.body.count(str(key)) == 1


def test_a_copy_with_other_digits_does_not_speak_for_the_figure_it_was_copied_from():
    article = make_marked_article()
    key = article.claims.get().uuid
    article.body = f"<p>{figure('41 миллиарда', key)}, а было {figure('35 миллиардов', key, '35000000000')}.</p>"
    save_article(article=article, seen=1)
    assert [(c.quote, int(c.value)) for c in article.claims.order_by("position")] == [
        ("41 миллиарда", 41 * BILLION),
        ("35 миллиардов", 35 * BILLION),
    ]


def test_a_split_figure_stays_one_claim_and_keeps_its_binding():
    article = make_marked_article()
    key = article.claims.get().uuid
    article.body = f"<p>Было {figure('41', key)}<strong>{figure(' миллиарда', key)}</strong> долларов.</p>"
    save_article(article=article, seen=1)
    claim = article.claims.get()
    assert (claim.quote, claim.is_bound, article.body.count("<data")) == ("41 миллиарда", True, 2)


def test_readers_see_a_split_figure_as_one(client):
    article = make_published_article()
    key = article.claims.get().uuid
    article.body = f"<p>Было {figure('41', key)}<strong>{figure(' миллиарда', key)}</strong> долларов.</p>"
    save_article(article=article, seen=article.revision)
    publish_article(article=Article.objects.get())
    page = client.get(article.get_absolute_url()).content.decode()
    assert page.count('id="text-figure-1"') == 1
    assert 'id="text-figure-2"' not in page
    assert page.count('popovertarget="card-1"') >= 2
    assert 'id="card-2"' not in page


def test_the_value_of_a_mark_comes_from_its_claim_not_from_the_browser():
    article = make_marked_article()
    article.body = article.body.replace("41000000000", "1")
    save_article(article=article, seen=1)
    assert 'value="41000000000"' in article.body
    assert article.claims.get().value == 41 * BILLION


def test_the_key_of_another_articles_figure_is_never_taken_over():
    theirs = make_marked_article().claims.get()
    article = make_article("en")
    article.body = f"<p>{figure('41', theirs.uuid)} and {figure('41', theirs.uuid)}</p>"
    save_article(article=article, seen=1)
    keys = {claim.uuid for claim in article.claims.all()}
    assert len(keys) == 2
    assert theirs.uuid not in keys


def test_another_spelling_of_the_published_text_is_no_change():
    article = make_published_article()
    version = article.versions.get()
    save_article(article=article, seen=article.revision)
    article.body = article.body.replace("<p>", "\n<p>\r\n ").replace("</p>", " </p><p></p>")
    assert not has_unpublished_changes(article, version)
    save_article(article=article, seen=article.revision)
    assert article.body == version.body
