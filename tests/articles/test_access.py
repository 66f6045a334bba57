"""Who may do what to which article: role × stage × own or not × translation or not."""

import pytest

from articles import access
from articles.models import Article
from tests.desk import ROLE_NAMES, admin_url, desk_of, fill_in, member, typed
from tests.factories import make_article, make_observation, make_published_article, make_source

pytestmark = pytest.mark.django_db
EDITORS = frozenset({"editor", "administrator"})


STATES = tuple(Article.State.values)
TRANSLATORS_STATES = frozenset({"draft", "review", "checking", "published"})
STEPS = [
    ("draft", "review"),
    ("review", "draft"),
    ("review", "checking"),
    ("checking", "review"),
    ("checking", "approved"),
    ("approved", "checking"),
    ("withdrawn", "draft"),
]


def an_article(author=None, translation: bool = False, observation=None) -> Article:
    """An article with a published version, to be put into any stage."""
    original = make_article("en") if translation else None
    more = {"story": original.story, "translation_of": original} if original else {}
    return make_published_article(observation or make_observation(), author=author, **more)


def put_into(article: Article, state: str) -> None:
    Article.objects.filter(pk=article.pk).update(state=state, withdrawn_reason="Because.")
    article.refresh_from_db()


def may_change(role: str, state: str, own: bool, translation: bool) -> bool:
    """The table of the brief, written once more and apart from the code."""
    if role in EDITORS:
        return True
    if role == "data editor":
        return False
    return (own and state == "draft") or (role == "translator" and translation and state in TRANSLATORS_STATES)


@pytest.mark.parametrize("role", ROLE_NAMES)
def test_who_changes_which_article(role):
    user, observation = member(role), make_observation()
    desk, found, expected = desk_of(role, user), {}, {}
    for own in (True, False):
        for translation in (True, False):
            article = an_article(user if own else None, translation, observation)
            for state in STATES:
                put_into(article, state)
                # An empty form is stale to those who may change the article, and forbidden to others.
                status = desk.post(admin_url("articles_article_change", article.pk), {}).status_code
                found[own, translation, state] = status
                expected[own, translation, state] = 409 if may_change(role, state, own, translation) else 403
                assert access.may_edit(user, article) == (status == 409)
    assert found == expected


@pytest.mark.parametrize("role", ROLE_NAMES)
def test_who_takes_which_step_with_an_own_article(role):
    user = member(role)
    article, desk = an_article(user), desk_of(role, user)
    url = admin_url("articles_article_change", article.pk)
    taken = []
    for state, to in STEPS:
        put_into(article, state)
        desk.post(url, typed(desk.get(url)) | {"_advance": to})
        article.refresh_from_db()
        if article.state == to:
            taken.append((state, to))
    handed_in = [] if role == "data editor" else [("draft", "review")]
    assert taken == (STEPS if role in EDITORS else handed_in)


@pytest.mark.parametrize("action", ["publish", "withdraw", "hold", "release", "recheck"])
@pytest.mark.parametrize("role", [role for role in ROLE_NAMES if role not in EDITORS])
def test_a_forged_action_is_forbidden(role, action):
    user = member(role)
    article = an_article(user)
    if action == "publish":
        put_into(article, "approved")
    answer = desk_of(role, user).post(
        admin_url(f"articles_article_{action}", article.pk), {"revision": article.revision, "reason": "Because."}
    )
    before = (article.state, article.held, article.versions.count())
    article.refresh_from_db()
    assert answer.status_code == 403
    assert (article.state, article.held, article.versions.count()) == before


def test_the_button_to_publish_needs_the_permission():
    user = member("author")
    article = make_article(author=user)
    desk = desk_of("author", user)
    answer = fill_in(desk, admin_url("articles_article_change", article.pk), press="_publish")
    assert desk.get(answer["Location"]).status_code == 403


def test_an_author_cannot_set_time_source_or_author():
    user = member("author")
    article = make_article(author=user)
    desk = desk_of("author", user)
    forged = {"publish_at_0": "2020-01-01", "publish_at_1": "00:00", "author": member("editor").pk}
    fill_in(desk, admin_url("articles_article_change", article.pk), **forged, source=make_source().pk)
    article.refresh_from_db()
    assert (article.author, article.publish_at, article.source) == (user, None, None)


@pytest.mark.parametrize(("state", "status"), [("draft", 302), ("published", 403)])
def test_an_author_changes_a_story_while_all_its_articles_are_own_drafts(state, status):
    user = member("author")
    article = an_article(user)
    put_into(article, state)
    desk, url = desk_of("author", user), admin_url("articles_story_change", article.story.pk)
    assert desk.post(url, typed(desk.get(url))).status_code == status
