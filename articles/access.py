"""Who may do what to which article, whatever the channel: change form, action, history, bulk or API.

Django's permissions say what a role does at all (see :mod:`articles.roles`); these rules say to which texts.
"""

from typing import Any

from articles.models import Article, Story

State = Article.State
# A translator works on a translation until its figures are approved, and again once it is out.
TRANSLATABLE = frozenset({State.DRAFT, State.REVIEW, State.CHECKING, State.PUBLISHED})


def may_edit(user: Any, article: Article) -> bool:
    """Change the working copy: editors every one, authors their own drafts, translators translations."""
    if not user.has_perm("articles.change_article"):
        return False
    return (
        user.has_perm("articles.approve_article")
        or (article.author_id == user.pk and article.state == State.DRAFT)
        or (_is_translation(article) and user.has_perm("articles.translate_article"))
    )


def _is_translation(article: Article) -> bool:
    return article.translation_of_id is not None and article.state in TRANSLATABLE


def may_advance(user: Any, article: Article, to: str) -> bool:
    """Take the step to the state *to*: whoever may edit hands a draft in, editors do the rest."""
    if article.state == State.DRAFT and to == State.REVIEW:
        return may_edit(user, article)
    return user.has_perm("articles.approve_article")


def may_publish(user: Any) -> bool:
    return user.has_perm("articles.publish_article")


def may_override(user: Any) -> bool:
    """Publish against what the checks found, for a reason that is stored."""
    return user.has_perm("articles.override_checks")


def may_withdraw(user: Any) -> bool:
    return user.has_perm("articles.withdraw_article")


def may_write_originals(user: Any) -> bool:
    """Start a text that translates nothing."""
    return user.has_perm("articles.add_story")


def may_edit_story(user: Any, story: Story) -> bool:
    """What a story is about shows on all its articles, so all of them must be the user's to change."""
    if not user.has_perm("articles.change_story"):
        return False
    if user.has_perm("articles.approve_article"):
        return True
    articles = list(story.articles.all())
    return all(article.author_id == user.pk and article.state == State.DRAFT for article in articles)


def may_delete(user: Any, article: Article) -> bool:
    """A text that was ever published is withdrawn, never deleted."""
    return may_edit(user, article) and user.has_perm("articles.delete_article") and not article.versions.exists()
