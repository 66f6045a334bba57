"""Publishing copies the working copy; nothing of a working copy reaches readers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from articles.models import Article, ArticleRedirect, ArticleVersion, Change, Claim, Correction
from articles.services import (
    advance_article,
    bind_claim,
    blockers_of,
    exempt_claim,
    hold_article,
    publish_article,
    release_article,
    rename_article,
    sync_claims,
    unbind_claim,
    withdraw_article,
)
from tests.factories import (
    BILLION,
    make_article,
    make_claim,
    make_event,
    make_hidden_source,
    make_marked_article,
    make_observation,
    make_published_article,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    """Refusals are read here as they are written in the code."""
    with translation.override("en"):
        yield


def now_plus(**delta):
    return timezone.now() + timedelta(**delta)


def test_publishing_copies_words_and_claims():
    article = make_published_article()
    version = article.versions.get()
    copy, original = version.claims.get(), article.claims.get()
    assert (version.number, version.headline, version.body) == (1, article.headline, article.body)
    assert (copy.uuid, copy.observation, copy.quote) == (original.uuid, original.observation, original.quote)
    assert copy.pk != original.pk
    assert copy.verdict.state == "verified"


def test_editing_the_working_copy_changes_no_version():
    article = make_published_article()
    article.headline = "Другой заголовок"
    article.save()
    unbind_claim(claim=article.claims.get())
    version = ArticleVersion.objects.current().get()
    assert version.headline != article.headline
    assert version.claims.get().observation is not None


def test_publishing_again_makes_the_next_version_and_keeps_the_first():
    article = make_published_article()
    article.headline = "Другой заголовок"
    article.save()
    second = publish_article(article=article)
    assert [v.number for v in article.versions.order_by("number")] == [1, 2]
    assert ArticleVersion.objects.current().get() == second
    assert ArticleVersion.objects.public().count() == 2


def test_publishing_without_a_change_is_refused():
    with pytest.raises(ValidationError, match="version 1"):
        publish_article(article=make_published_article())


def test_a_new_binding_alone_is_a_change():
    article = make_published_article()
    bind_claim(claim=article.claims.get(), record=make_observation("KAZ.CHN.KAZ.T.TOTAL.V.USD"))
    assert publish_article(article=article).number == 2


@pytest.mark.parametrize("state", ["draft", "review", "checking", "withdrawn"])
def test_only_an_approved_article_is_published(state):
    reason = {"withdrawn_reason": "wrong"} if state == "withdrawn" else {}
    with pytest.raises(ValidationError):
        publish_article(article=make_marked_article(state=state, **reason))
    assert not ArticleVersion.objects.exists()


def test_a_figure_without_a_record_blocks_publication():
    article = make_marked_article()
    unbind_claim(claim=article.claims.get())
    assert "«41 миллиарда»" in blockers_of(article)[0]
    with pytest.raises(ValidationError, match="41 миллиарда"):
        publish_article(article=article)


def test_a_figure_that_contradicts_its_record_blocks_publication():
    article = make_marked_article()
    bind_claim(claim=article.claims.get(), record=make_observation("KAZ.CHN.KAZ.T.TOTAL.V.USD", value=31 * BILLION))
    with pytest.raises(ValidationError, match="contradict"):
        publish_article(article=article)


def test_a_lost_mark_blocks_publication():
    article = make_marked_article()
    article.body = "<p>Товарооборот вырос.</p>"
    article.save()
    with pytest.raises(ValidationError, match="lost their mark"):
        publish_article(article=article)


def test_an_exempt_figure_blocks_nothing():
    article = make_marked_article()
    exempt_claim(claim=article.claims.get(), reason="example")
    assert publish_article(article=article).claims.get().exempt_reason == "example"


@pytest.mark.parametrize(
    ("fields", "public"),
    [
        ({}, True),
        ({"publish_at": now_plus(hours=1)}, False),
        ({"embargo_until": now_plus(hours=1)}, False),
        ({"embargo_until": now_plus(hours=-1)}, True),
        ({"publish_at": now_plus(hours=-1), "embargo_until": now_plus(hours=1)}, False),
    ],
)
def test_public_means_past_publication_and_embargo(fields, public):
    article = make_marked_article(**fields)
    publish_article(article=article)
    assert Article.objects.public().exists() is public
    assert Article.objects.public(at=now_plus(hours=2)).exists()


def test_a_held_article_is_hidden_until_released():
    article = make_published_article()
    hold_article(article=article, reason="A record moved.")
    assert not Article.objects.public().exists()
    release_article(article=article)
    assert Article.objects.public().exists()


def test_a_later_version_with_a_time_waits_while_the_first_stays():
    article = make_published_article()
    article.headline = "Завтрашний заголовок"
    article.save()
    publish_article(article=article, public_from=now_plus(days=1))
    assert ArticleVersion.objects.current().get().number == 1
    assert ArticleVersion.objects.current(at=now_plus(days=2)).get().number == 2


def change_headline(article, headline="Другой заголовок"):
    article.refresh_from_db()
    article.headline = headline
    article.save()
    return article


def numbers(at=None) -> list[int]:
    return list(ArticleVersion.objects.public(at).order_by("number").values_list("number", flat=True))


def test_a_version_that_is_replaced_before_its_time_is_never_seen():
    article = make_marked_article(publish_at=now_plus(hours=1))
    publish_article(article=article)
    second = publish_article(article=change_headline(article))
    assert second.public_from == article.publish_at
    assert (numbers(), numbers(now_plus(hours=2))) == ([], [2])


def test_nor_is_one_whose_time_was_put_off_before_it_was_replaced():
    article = make_marked_article(publish_at=now_plus(hours=1))
    publish_article(article=article)
    Article.objects.filter(pk=article.pk).update(publish_at=now_plus(hours=3))
    publish_article(article=change_headline(article))
    assert (numbers(now_plus(hours=2)), numbers(now_plus(hours=4))) == ([], [2])


def test_a_withdrawn_text_does_not_come_back_before_its_next_version():
    article = make_published_article()
    withdraw_article(article=article, reason="The text was wrong.")
    change_headline(article)
    Article.objects.filter(pk=article.pk).update(state="approved")
    publish_article(article=article, public_from=now_plus(days=1))
    assert not Article.objects.public().exists()
    assert numbers(now_plus(days=2)) == [2]


def test_the_first_version_corrects_nothing():
    with pytest.raises(ValidationError, match="no earlier version"):
        publish_article(article=make_marked_article(), correction={"wrong": "42", "right": "41"})


def test_a_figure_in_another_currency_contradicts_its_record():
    article = make_marked_article(make_observation("KAZ.CHN.KAZ.T.TOTAL.V.KZT"))
    assert "contradict" in blockers_of(article)[0]


def test_what_rests_on_a_held_text_is_held_with_it():
    source = make_hidden_source()
    observation = make_observation(source=source)
    article = make_published_article(observation, source=source)
    hold_article(article=article, reason="A record moved.")
    assert not type(observation).objects.public().exists()
    release_article(article=article)
    assert type(observation).objects.public().exists()


def test_a_translation_belongs_to_the_story_that_it_translates():
    article = make_article("en", translation_of=make_article("ru"))
    with pytest.raises(ValidationError) as refusal:
        article.full_clean()
    assert "translation_of" in refusal.value.message_dict


def test_publication_shows_the_records_that_were_made_from_the_text():
    source = make_hidden_source()
    observation = make_observation(source=source)
    article = make_marked_article(observation, source=source)
    assert not type(observation).objects.public().exists()
    publish_article(article=article)
    assert type(observation).objects.public().exists()


def test_withdrawal_needs_a_reason_and_hides_at_once():
    article = make_published_article()
    with pytest.raises(ValidationError):
        withdraw_article(article=article, reason=" ")
    withdraw_article(article=article, reason="The text was wrong.")
    assert not Article.objects.public().exists()
    assert Article.objects.gone().exists()
    assert not Claim.objects.public().exists()


def test_an_article_withdrawn_before_anybody_saw_it_leaves_no_trace():
    article = make_marked_article(publish_at=now_plus(days=1))
    publish_article(article=article)
    withdraw_article(article=article, reason="Never mind.")
    assert not Article.objects.gone().exists()


def test_an_article_withdrawn_while_it_is_held_still_says_why():
    article = make_published_article()
    hold_article(article=article, reason="A record moved.")
    withdraw_article(article=article, reason="The text was wrong.")
    assert Article.objects.gone().exists()


def test_a_correction_stands_in_the_log():
    article = make_published_article()
    article.headline = "Исправленный заголовок"
    article.save()
    publish_article(article=article, correction={"wrong": "42", "right": "41"})
    correction = Correction.objects.public().get()
    assert Change.objects.public().get().correction == correction


def test_a_moved_slug_redirects_only_if_readers_could_have_seen_it():
    draft, article = make_article(slug="draft"), make_published_article(slug="old")
    rename_article(article=draft, slug="draft-2")
    rename_article(article=article, slug="new")
    assert list(ArticleRedirect.objects.values_list("slug", "article")) == [("old", article.pk)]
    rename_article(article=article, slug="old")
    assert list(ArticleRedirect.objects.values_list("slug", flat=True)) == ["new"]


def test_an_address_that_nobody_could_see_leaves_no_redirect():
    article = make_marked_article(slug="working-title", publish_at=now_plus(hours=1))
    publish_article(article=article)
    article.refresh_from_db()
    rename_article(article=article, slug="title")
    assert not ArticleRedirect.objects.exists()


def test_a_draft_does_not_take_an_address_that_leads_to_another_article():
    moved = make_published_article(slug="old")
    rename_article(article=moved, slug="new")
    draft = make_article(slug="draft")
    with pytest.raises(ValidationError) as refusal:
        rename_article(article=draft, slug="old")
    assert "slug" in refusal.value.message_dict
    assert ArticleRedirect.objects.get().article == moved


@pytest.mark.parametrize(
    ("state", "to", "allowed"),
    [
        ("draft", "review", True),
        ("draft", "approved", False),
        ("review", "checking", True),
        ("checking", "approved", True),
        ("approved", "checking", True),
        ("approved", "published", False),
        ("published", "draft", False),
    ],
)
def test_only_the_next_step_of_the_workflow_is_allowed(state, to, allowed):
    article = make_marked_article(state=state, publish_at=timezone.now())
    if allowed:
        assert advance_article(article=article, to=to).state == to
    else:
        with pytest.raises(ValidationError):
            advance_article(article=article, to=to)


def test_approval_waits_for_every_figure():
    article = make_marked_article(state="checking")
    unbind_claim(claim=article.claims.get())
    with pytest.raises(ValidationError):
        advance_article(article=article, to="approved")


# -- marks and claims ----------------------------------------------------------------------------------------------


def marked(uuid, value="41000000000", quote="41 миллиарда"):
    return f'<data value="{value}" data-claim="{uuid}">{quote}</data>'


def test_a_new_mark_gets_a_claim_that_waits_for_its_record():
    article = make_article(body=f"<p>Торговля достигла {marked(uuid4())} долларов.</p>")
    sync_claims(article)
    claim = article.claims.get()
    assert (claim.quote, claim.value, claim.resolution) == ("41 миллиарда", 41 * BILLION, BILLION)
    assert claim.context == "Торговля достигла 41 миллиарда долларов."
    assert not claim.is_bound


def test_the_value_in_a_mark_is_rewritten_from_its_claim():
    article = make_marked_article()
    article.body = article.body.replace("41000000000", "99")
    sync_claims(article)
    assert 'value="41000000000"' in article.body


def test_a_mark_copied_from_another_article_gets_a_claim_of_its_own():
    first = make_marked_article()
    second = make_article(body=first.body)
    sync_claims(second)
    assert second.claims.get().uuid != first.claims.get().uuid
    assert str(second.claims.get().uuid) in second.body
    assert not second.claims.get().is_bound


def test_a_mark_that_returns_gets_its_binding_back():
    article = make_marked_article()
    body = article.body
    article.body = "<p>Пусто.</p>"
    sync_claims(article)
    assert article.claims.get().lost
    article.body = body
    sync_claims(article)
    claim = article.claims.get()
    assert (claim.lost, claim.is_bound) == (False, True)


def test_a_mark_that_returns_after_its_claim_was_dropped_keeps_its_uuid():
    article = make_published_article()
    uuid, body = article.claims.get().uuid, article.body
    article.claims.all().delete()
    article.body = body
    sync_claims(article)
    assert article.claims.get().uuid == uuid


def test_an_explanation_goes_with_the_binding_that_it_explains():
    article = make_marked_article()
    claim = exempt_claim(claim=article.claims.get(), reason="other", explanation="A price that a visitor quoted.")
    claim = bind_claim(claim=claim, record=make_observation("KAZ.CHN.KAZ.T.TOTAL.V.USD"))
    assert (claim.explanation, claim.verdict.state) == ("", "verified")
    claim = bind_claim(claim=claim, record=claim.observation, explanation="Both sides stand by their figures.")
    claim.refresh_from_db()
    assert claim.verdict.state == "disputed"


def test_a_mark_split_in_two_is_one_claim():
    key = uuid4()
    article = make_article(
        body=f"<p>Рост до {marked(key, quote='41 ')}<strong>{marked(key, quote='миллиарда')}</strong>.</p>"
    )
    sync_claims(article)
    assert article.claims.get().quote == "41 миллиарда"


@pytest.mark.parametrize("value", ["", "NaN", "Infinity", "много", "1e40", "1" * 40])
def test_a_mark_without_a_usable_number_is_refused_by_name(value):
    article = make_article(body=f"<p>{marked(uuid4(), value=value)}</p>")
    with pytest.raises(ValidationError, match="41 миллиарда"):
        sync_claims(article)


def test_claims_of_a_version_are_never_rebound():
    claim = make_published_article().versions.get().claims.get()
    with pytest.raises(ValidationError):
        bind_claim(claim=claim, record=make_event())


def test_scripts_and_handlers_are_dropped_from_the_body():
    article = make_article(body='<p onclick="x()">a<script>alert(1)</script><a href="javascript:x()">b</a></p>')
    sync_claims(article)
    assert article.body == "<p>a<a>b</a></p>"


def test_a_claim_is_bound_to_one_record_at_a_time():
    article = make_marked_article()
    claim = bind_claim(claim=article.claims.get(), record=make_event())
    assert (claim.event is not None, claim.observation) == (True, None)
    with pytest.raises(ValidationError):
        bind_claim(claim=claim, record=make_source())


def test_two_working_copies_never_share_a_claim():
    claim = make_claim()
    assert Claim.objects.filter(uuid=claim.uuid).count() == 1
