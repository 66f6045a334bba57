"""Revisions travel: a changed record changes the state of exactly the claims whose text is no longer true."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Change, Claim
from articles.services import recheck_claims
from events.services import cite_metric, revise_metric
from tests.factories import (
    BILLION,
    make_event,
    make_metric,
    make_observation,
    make_person,
    make_published_article,
    make_source,
)
from trade.services import cite_observation, revise_observation, set_public_from, withdraw_observation

pytestmark = pytest.mark.django_db
NOT_STATED = "_X.CHN.KAZ.T.TOTAL.V.USD"
KAZ = "KAZ.CHN.KAZ.T.TOTAL.V.USD"


@pytest.fixture
def article():
    """Published, with 41 bn bound to a record that rests on the article alone."""
    source = make_source(publisher="")
    return make_published_article(make_observation(NOT_STATED, source=source), source=source)


def state_of(article) -> str:
    return article.versions.get().claims.get().verdict.state


def codes_of(article) -> list[str]:
    return [reason["code"] for reason in article.versions.get().claims.get().verdict.reasons]


def revise(observation, value, resolution=BILLION):
    return revise_observation(
        observation=observation, source=make_source(), reason="release", value=value, resolution=resolution
    )


def test_a_record_from_the_article_alone_is_unverified(article):
    assert (state_of(article), codes_of(article)) == ("unverified", ["only_this_article"])


def test_a_revision_inside_the_text_alarms_nobody(article):
    revise(article.claims.get().observation, Decimal("41.02") * BILLION, BILLION / 100)
    assert state_of(article) != "revised"


def test_a_revision_out_of_the_text_is_told_with_then_and_now(article):
    revise(article.claims.get().observation, 42 * BILLION)
    reason = article.versions.get().claims.get().verdict.reasons[0]
    assert state_of(article) == "revised"
    assert (reason["was"], reason["value"]) == ("41000000000", "42000000000")


def test_two_revisions_in_a_row_are_judged_by_the_last(article):
    first = revise(article.claims.get().observation, Decimal("41.02") * BILLION, BILLION / 100)
    revise(first, 42 * BILLION)
    assert state_of(article) == "revised"


def test_a_revision_back_into_the_text_ends_the_alarm(article):
    moved = revise(article.claims.get().observation, 42 * BILLION)
    revise(moved, 41 * BILLION)
    assert state_of(article) != "revised"


def test_a_withdrawal_is_a_revision_for_readers(article):
    withdraw_observation(
        observation=article.claims.get().observation, source=make_source(), reason="printed by mistake"
    )
    assert (state_of(article), codes_of(article)) == ("revised", ["record_withdrawn"])


def test_another_reporters_record_disputes_and_its_revision_settles(article):
    other = make_observation(KAZ, value=Decimal("31.5") * BILLION, resolution=BILLION / 10)
    recheck_claims(Claim.objects.all())
    assert state_of(article) == "disputed"
    revise(other, 41 * BILLION)
    assert state_of(article) == "verified"


def test_a_citation_verifies_in_the_same_transaction(article):
    observation = article.claims.get().observation
    cite_observation(
        observation=observation, source=make_source(), relation="supports", value=41 * BILLION, resolution=BILLION
    )
    assert state_of(article) == "verified"


@pytest.mark.parametrize("tie", ["publisher", "author", "person"])
def test_a_source_of_the_articles_own_circle_does_not_verify(tie):
    own = make_source(publisher="Own house", author="Own author")
    article = make_published_article(make_observation(NOT_STATED, source=own), source=own)
    cited = make_source(
        publisher="Own house" if tie == "publisher" else "Elsewhere", author="Own author" if tie == "author" else ""
    )
    if tie == "person":
        speaker = make_person()
        speaker.speaks_in.add(cited)
        article.story.statements.create(person=speaker, text_en="said")
    cite_observation(
        observation=article.claims.get().observation,
        source=cited,
        relation="supports",
        value=41 * BILLION,
        resolution=BILLION,
    )
    assert state_of(article) == "unverified"


def test_a_hidden_source_verifies_nothing_until_it_is_shown(article):
    hidden = make_source(public_from=None)
    cite_observation(
        observation=article.claims.get().observation,
        source=hidden,
        relation="supports",
        value=41 * BILLION,
        resolution=BILLION,
    )
    assert state_of(article) == "unverified"
    set_public_from(source=hidden, moment=article.publish_at)
    assert state_of(article) == "verified"


def test_a_revision_resting_on_a_hidden_source_is_not_told(article):
    revise_observation(
        observation=article.claims.get().observation,
        source=make_source(public_from=None),
        reason="from a text that is not out",
        value=42 * BILLION,
        resolution=BILLION,
    )
    assert state_of(article) == "unverified"
    assert not Change.objects.public().exists()


def test_metrics_travel_as_observations_do():
    metric = make_metric(source=make_source(publisher=""))
    article = make_published_article()
    other = make_published_article(make_observation(KAZ))
    claim = article.claims.get()
    Claim.objects.filter(pk=claim.pk).update(
        observation=None, metric=metric, value=metric.value, resolution=metric.resolution
    )
    cite_metric(
        metric=metric, source=make_source(), relation="supports", value=metric.value, resolution=metric.resolution
    )
    assert article.claims.get().verdict.state == "verified"
    revise_metric(metric=metric, source=make_source(), reason="final count", value=90 * BILLION)
    assert article.claims.get().verdict.state == "revised"
    assert other.claims.get().verdict.state == "verified"


def test_revisions_and_withdrawals_stand_in_the_public_log(article):
    moved = revise(article.claims.get().observation, 42 * BILLION)
    withdraw_observation(observation=moved, source=make_source(), reason="printed by mistake")
    assert list(Change.objects.public().newest_first().values_list("kind", flat=True)) == ["withdrawn", "revised"]


def test_only_claims_about_the_same_thing_are_touched(article):
    elsewhere = make_published_article(make_observation("DEU.DEU.KAZ.X.TOTAL.V.USD"))
    before = elsewhere.claims.get().verdict.since
    revise(article.claims.get().observation, 42 * BILLION)
    assert elsewhere.claims.get().verdict.since == before


@pytest.mark.parametrize("count", [1, 12])
def test_the_number_of_queries_does_not_grow_with_the_claims(article, count, django_assert_max_num_queries):
    for number in range(count):
        make_published_article(article.claims.get().observation, slug=f"more-{number}")
    make_metric(make_event())
    with CaptureQueriesContext(connection) as queries:
        recheck_claims(Claim.objects.all())
    assert len(queries) <= 14
