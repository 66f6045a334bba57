"""Taking an article from step to step at the editor's desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Claim, Correction
from tests.desk import admin_url, desk_of, errors_of, fill_in, text_of, typed
from tests.factories import (
    BILLION,
    make_article,
    make_claim,
    make_marked_article,
    make_observation,
    make_published_article,
    make_source,
)
from trade.services import revise_observation

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return desk_of("editor")


def url_of(article, view: str = "change") -> str:
    return admin_url(f"articles_article_{view}", article.pk)


def press(desk, article, step: str, **changes):
    page = desk.get(url_of(article))
    return desk.post(url_of(article), typed(page, **changes) | {"_advance": step})


def buttons(page) -> set[str]:
    return {to for to, _words in page.context["steps"]}


def test_an_article_goes_from_draft_to_readers_step_by_step(desk):
    article = make_marked_article(state="draft")
    for step in ("review", "checking", "approved"):
        press(desk, article, step)
        article.refresh_from_db()
        assert article.state == step
    assert fill_in(desk, url_of(article, "publish"), press="").status_code == 302
    article.refresh_from_db()
    assert (article.state, article.is_public) == ("published", True)
    assert article.versions.get().published_by == desk.user


def test_a_step_saves_what_was_typed(desk):
    article = make_article()
    press(desk, article, "review", headline="Typed last")
    article.refresh_from_db()
    assert (article.state, article.headline) == ("review", "Typed last")


def test_only_the_next_steps_have_buttons(desk):
    assert buttons(desk.get(url_of(make_article(state="review")))) == {"draft", "checking"}


def test_enter_saves_and_takes_no_step(desk):
    """A browser presses the first button of a form on Enter."""
    page = desk.get(url_of(make_article())).content.decode()
    assert page.index('name="_continue"') < page.index('name="_advance"')


@pytest.mark.parametrize("step", ["approved", "published", "withdrawn"])
def test_a_step_that_is_not_next_is_refused_in_words(desk, step):
    article = make_article()
    press(desk, article, step)
    article.refresh_from_db()
    assert article.state == "draft"
    assert "is not the next step" in text_of(desk.get(url_of(article)))


def test_a_made_up_step_is_forbidden(desk):
    article = make_article()
    assert press(desk, article, "printed").status_code == 403


def test_an_open_figure_blocks_approval_and_the_page_says_which(desk):
    article = make_marked_article(state="checking")
    article.claims.update(observation=None)
    press(desk, article, "approved")
    page = text_of(desk.get(url_of(article)))
    assert Article.objects.get().state == "checking"
    assert "These figures have no record, source or exemption: «41 миллиарда»" in page


# -- publishing


def publish(desk, article, **changes):
    return fill_in(desk, url_of(article, "publish"), press="", **changes)


def test_publishing_again_asks_whether_it_is_a_correction(desk):
    article = make_published_article()
    fill_in(desk, url_of(article), headline="Better words")
    answer = publish(desk, article)
    assert list(errors_of(answer)) == ["change"]
    assert article.versions.count() == 1


def test_a_correction_says_what_was_wrong_and_what_is_right(desk):
    article = make_published_article()
    fill_in(desk, url_of(article), headline="Better words")
    answer = publish(desk, article, change="correction", wrong="Worse words")
    assert list(errors_of(answer)) == ["right"]
    publish(desk, article, change="correction", wrong="Worse words", right="Better words")
    correction = Correction.objects.get()
    assert (correction.version.number, correction.wrong, correction.right) == (2, "Worse words", "Better words")


def test_an_unmarked_change_leaves_no_correction_and_the_old_version_stays(desk):
    article = make_published_article(headline="Old words")
    fill_in(desk, url_of(article), headline="New words")
    page = desk.get(url_of(article, "publish"))
    assert "<del>Old </del>" in page.content.decode().replace("\n", "")
    publish(desk, article, change="unmarked")
    assert list(article.versions.values_list("number", "headline")) == [(2, "New words"), (1, "Old words")]
    assert not Correction.objects.exists()


def test_a_text_saved_after_the_page_was_opened_is_looked_at_again(desk):
    article = make_marked_article()
    page = desk.get(url_of(article, "publish"))
    fill_in(desk_of("editor"), url_of(article), headline="Changed meanwhile")
    answer = desk.post(url_of(article, "publish"), typed(page))
    assert "saved again after you opened this page" in text_of(answer)
    assert not article.versions.exists()


def test_publishing_without_a_change_is_refused_in_words(desk):
    article = make_published_article()
    answer = publish(desk, article, change="unmarked")
    assert "Nothing has changed since version 1" in text_of(answer)


def test_a_draft_is_not_published_by_its_address(desk):
    article = make_marked_article(state="draft")
    page = desk.get(url_of(article, "publish"))
    assert "Only an approved article can be published" in text_of(page)
    answer = desk.post(url_of(article, "publish"), typed(page))
    assert answer.status_code == 200
    assert not article.versions.exists()


def test_a_scheduled_article_says_when_readers_see_it(desk):
    article = make_marked_article(publish_at=timezone.now() + timedelta(days=2))
    publish(desk, article)
    page = text_of(desk.get(url_of(article)))
    assert "Version 1 waits until" in page
    assert not Article.objects.get().is_public


def test_a_scheduled_article_can_be_put_off_and_not_brought_forward(desk):
    article = make_marked_article(publish_at=timezone.now() + timedelta(days=2))
    publish(desk, article)
    late, soon = (timezone.localtime(timezone.now() + timedelta(days=days)) for days in (5, 1))
    answer = fill_in(desk, url_of(article), publish_at_0=f"{soon:%Y-%m-%d}")
    assert list(errors_of(answer)) == ["publish_at"]
    assert fill_in(desk, url_of(article), publish_at_0=f"{late:%Y-%m-%d}").status_code == 302
    assert Article.objects.get().publish_at.date() > timezone.now().date() + timedelta(days=3)


# -- taking it back


def test_a_withdrawal_needs_a_reason_and_tells_it(desk):
    article = make_published_article()
    assert list(errors_of(fill_in(desk, url_of(article, "withdraw"), press=""))) == ["reason"]
    fill_in(desk, url_of(article, "withdraw"), press="", reason="It was a hoax.")
    article.refresh_from_db()
    assert (article.state, article.withdrawn_reason) == ("withdrawn", "It was a hoax.")
    assert "It was a hoax." in text_of(desk.get(url_of(article)))


def test_a_held_article_is_gone_until_it_is_released(desk):
    article = make_published_article()
    fill_in(desk, url_of(article, "hold"), press="", reason="A reader objects.")
    assert not Article.objects.public().exists()
    assert "Held: A reader objects." in text_of(desk.get(url_of(article)))
    assert desk.get(url_of(article, "release")).status_code == 405
    desk.post(url_of(article, "release"))
    assert Article.objects.public().exists()


@pytest.mark.parametrize("view", ["withdraw", "hold"])
@pytest.mark.parametrize("reason", ["a\x00b", "   ", "x" * 2001])
def test_a_reason_that_says_nothing_is_refused(desk, view, reason):
    article = make_published_article()
    answer = fill_in(desk, url_of(article, view), press="", reason=reason)
    assert list(errors_of(answer)) == ["reason"]


# -- the start page


def start_page(desk) -> str:
    return text_of(desk.get(admin_url("index")))


def test_a_quiet_newsroom_says_so(desk):
    assert "Nothing wants attention" in start_page(desk)


def test_the_inbox_has_one_row_for_each_published_article_over_a_revised_record(desk):
    observation = make_observation()
    article = make_published_article(observation, headline="Affected")
    make_published_article(make_observation("CHN.CHN.KAZ.X.TOTAL.V.USD"), headline="Untouched")
    revise_observation(observation=observation, source=make_source(), reason="r", value=50 * BILLION)
    page = desk.get(admin_url("index"))
    assert [concern.article for concern in page.context["desk"].revised] == [article]
    assert "41 миллиарда" in text_of(page)
    assert desk.post(url_of(article, "recheck")).status_code == 302


def test_open_figures_held_and_waiting_articles_are_listed(desk):
    observation = make_observation()
    make_claim(make_article(headline="With an open figure"), observation=None)
    make_published_article(observation, headline="Kept back", held=True, held_reason="Wait.")
    make_marked_article(observation, headline="For tomorrow", publish_at=timezone.now() + timedelta(days=1))
    page = start_page(desk)
    assert [h for h in Article.objects.values_list("headline", flat=True) if h not in page] == []


def test_a_disputed_figure_is_listed(desk):
    observation = make_observation()
    make_observation("KAZ.CHN.KAZ.T.TOTAL.V.USD", value=31 * BILLION)
    article = make_published_article(observation)
    page = desk.get(admin_url("index"))
    assert [concern.article for concern in page.context["desk"].disputed] == [article]
    assert Claim.objects.public().get().verdict.state == "disputed"


STEPS = ("accept", "publish", "withdraw", "hold", "release", "recheck", "revoke", "history")


@pytest.mark.django_db(transaction=True)
def test_a_single_step_needs_no_transaction_around_it():
    """PostgreSQL refuses to lock a row outside one, which tests that run within one do not see."""
    article, desk = make_article(), desk_of("editor")
    answers = {step: desk.post(admin_url(f"articles_article_{step}", article.pk)).status_code for step in STEPS}
    assert set(answers.values()) <= {200, 302, 403}, answers
    assert answers["revoke"] == 302
