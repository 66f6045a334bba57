"""Saving a working copy."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from articles.services import StaleArticle, drop_claim, save_article
from tests.factories import make_article, make_claim, make_marked_article, make_observation, make_source, make_story

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
