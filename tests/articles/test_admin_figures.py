"""The figures of a text at the editor's desk: bound where they are read."""

import pytest

from tests.desk import admin_url, desk_of, errors_of, fill_in, text_of
from tests.factories import (
    BILLION,
    make_article,
    make_event,
    make_marked_article,
    make_metric,
    make_observation,
    make_published_article,
    make_source,
)
from trade.services import revise_observation

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return desk_of("editor")


def change_url(article) -> str:
    return admin_url("articles_article_change", article.pk)


def figure(name: str, number: int = 0) -> str:
    return f"claims-{number}-{name}"


# -- figures


def test_a_figure_is_bound_where_it_is_read(desk):
    observation = make_observation()
    article = make_marked_article(observation)
    article.claims.update(observation=None, bound_by=None)
    answer = fill_in(desk, change_url(article), **{figure("observation"): str(observation.pk)})
    claim = article.claims.get()
    assert answer.status_code == 302
    assert (claim.observation, claim.bound_by) == (observation, desk.user)
    assert claim.verdict.state == "verified"


def test_a_figure_is_bound_to_one_thing_only(desk):
    article = make_marked_article()
    answer = fill_in(desk, change_url(article), **{figure("source"): str(make_source().pk)})
    assert "one thing only" in str(errors_of(answer)[figure("source")])
    assert article.claims.get().source is None


@pytest.mark.parametrize(
    ("make", "field"),
    [(make_metric, "metric"), (lambda: make_event(), "event"), (make_source, "source")],
    ids=["metric", "event", "source"],
)
def test_a_figure_moves_from_one_record_to_another(desk, make, field):
    article, record = make_marked_article(), make()
    fill_in(desk, change_url(article), **{figure("observation"): "", figure(field): str(record.pk)})
    claim = article.claims.get()
    assert getattr(claim, field) == record
    assert claim.observation is None


def test_an_exemption_for_another_reason_needs_words(desk):
    article = make_marked_article()
    exempt = {figure("observation"): "", figure("exempt_reason"): "other"}
    answer = fill_in(desk, change_url(article), **exempt)
    assert "Explain why" in str(errors_of(answer))
    fill_in(desk, change_url(article), **exempt, **{figure("explanation"): "It is a riddle."})
    assert article.claims.get().exempt_reason == "other"


def test_new_digits_in_the_text_need_a_new_value(desk):
    article = make_marked_article()
    body = article.body.replace("41 миллиарда", "42 миллиарда")
    answer = fill_in(desk, change_url(article), body=body)
    assert "42 миллиарда" in str(errors_of(answer)["body"])
    done = fill_in(desk, change_url(article), body=body, **{figure("value"): "42000000000"})
    article.refresh_from_db()
    assert done.status_code == 302
    assert (article.claims.get().quote, article.claims.get().value) == ("42 миллиарда", 42 * BILLION)
    assert 'value="42000000000"' in article.body


@pytest.mark.parametrize("words", ["41 млрд", "сорока одного миллиарда", "41–43 миллиардов"])
def test_the_same_value_in_other_words_is_taken(desk, words):
    article = make_marked_article()
    answer = fill_in(desk, change_url(article), body=article.body.replace("41 миллиарда", words))
    assert answer.status_code == 302
    assert article.claims.get().quote == words


def test_a_figure_whose_mark_is_gone_is_kept_until_it_is_dropped(desk):
    article = make_marked_article()
    fill_in(desk, change_url(article), body="<p>Без цифр.</p>")
    page = text_of(desk.get(change_url(article)))
    assert article.claims.get().lost
    assert "These figures have lost their mark: “41 миллиарда”" in page
    fill_in(desk, change_url(article), **{figure("DELETE"): "on"})
    assert not article.claims.exists()


def test_a_figure_with_its_mark_cannot_be_dropped(desk):
    article = make_marked_article()
    fill_in(desk, change_url(article), **{figure("DELETE"): "on"})
    assert article.claims.count() == 1


def test_a_revised_figure_is_bound_to_the_current_value_by_a_tick(desk):
    observation = make_observation()
    article = make_marked_article(observation)
    new = revise_observation(observation=observation, source=make_source(), reason="r", value=42 * BILLION)
    body = article.body.replace("41 миллиарда", "42 миллиарда").replace("41000000000", "42000000000")
    figures = {figure("value"): "42000000000", figure("take_current"): "on"}
    assert fill_in(desk, change_url(article), body=body, **figures).status_code == 302
    assert article.claims.get().observation == new
    assert "Bind to the current value" not in text_of(desk.get(change_url(article)))


def test_a_mark_that_belongs_to_another_article_gets_a_figure_of_its_own(desk):
    other, article = make_marked_article(), make_article()
    fill_in(desk, change_url(article), body=other.body)
    assert article.claims.get().uuid != other.claims.get().uuid


def test_a_forged_figure_of_another_article_is_out_of_reach(desk):
    observation = make_observation()
    other, article = make_marked_article(observation), make_marked_article(observation)
    theirs = other.claims.get()
    forged = {figure("id"): str(theirs.pk), figure("value"): "1", figure("resolution"): "1"}
    fill_in(desk, change_url(article), **forged)
    theirs.refresh_from_db()
    assert theirs.value == 41 * BILLION


def test_the_figures_of_a_version_cannot_be_typed_over(desk):
    article = make_published_article()
    published = article.versions.get().claims.get()
    fill_in(desk, change_url(article), **{figure("id"): str(published.pk), figure("value"): "1"})
    published.refresh_from_db()
    assert published.value == 41 * BILLION
