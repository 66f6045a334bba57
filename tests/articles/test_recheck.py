"""Revisions travel: a changed record changes the state of exactly the claims whose text is no longer true."""

from datetime import date, timedelta
from decimal import Decimal
from threading import Event as Moment
from threading import Thread
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Change, Claim
from articles.reasons import all_words
from articles.services import publish_article, recheck_claims
from events.models import Metric
from events.services import change_agreement, change_event, cite_metric, revise_metric
from tests.factories import (
    BILLION,
    make_agreement,
    make_citation,
    make_event,
    make_event_series,
    make_hidden_source,
    make_marked_article,
    make_metric,
    make_observation,
    make_participation,
    make_person,
    make_published_article,
    make_source,
)
from trade.models import Observation, Source
from trade.services import (
    change_source,
    cite_observation,
    revise_observation,
    set_public_from,
    withdraw_observation,
)

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


@pytest.mark.parametrize("tie", ["publisher", "author", "person", "person's name", "byline"])
def test_a_source_of_the_articles_own_circle_does_not_verify(tie):
    own = make_source(publisher="Own house", author="Own author")
    article = make_published_article(make_observation(NOT_STATED, source=own), source=own, byline="Own byline")
    authors = {"author": "Own author", "byline": "Own byline", "person's name": "Чжан Сяо"}
    cited = make_source(publisher="Own house" if tie == "publisher" else "Elsewhere", author=authors.get(tie, ""))
    if tie.startswith("person"):
        speaker = make_person(name_ru="Чжан Сяо")
        speaker.speaks_in.add(*[cited] * (tie == "person"))
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


def test_the_row_that_a_hidden_revision_closed_stays_what_readers_see(article):
    old = article.claims.get().observation
    hidden = make_hidden_source()
    new = revise_observation(observation=old, source=hidden, reason="not out", value=42 * BILLION)
    assert list(Observation.objects.shown()) == [old]
    set_public_from(source=hidden, moment=timezone.now())
    assert list(Observation.objects.shown()) == [new]
    assert state_of(article) == "revised"
    set_public_from(source=hidden, moment=None)
    assert list(Observation.objects.shown()) == [old]
    assert state_of(article) == "unverified"


def test_a_withdrawal_on_the_word_of_a_hidden_source_is_not_told(article):
    row = article.claims.get().observation
    hidden = make_hidden_source()
    withdraw_observation(observation=row, source=hidden, reason="from a text that is not out")
    assert state_of(article) == "unverified"
    assert list(Observation.objects.shown()) == [row]
    assert not Change.objects.public().exists()
    set_public_from(source=hidden, moment=timezone.now())
    assert codes_of(article) == ["record_withdrawn"]
    assert not Observation.objects.shown().exists()
    assert Change.objects.public().exists()


def test_a_withdrawal_is_dated_by_itself_not_by_the_revision_before_it(article):
    moved = revise(article.claims.get().observation, Decimal("41.02") * BILLION, BILLION / 100)
    later = timezone.now() + timedelta(days=1)
    withdraw_observation(observation=moved, source=make_source(), reason="printed by mistake", at=later)
    assert article.versions.get().claims.get().verdict.reasons[0]["on"] == later.isoformat()


def test_reasons_name_no_hidden_source():
    """A record shows on the word of a public source; the draft that it was made from is not named with it."""
    draft = make_hidden_source(title="Draft headline", publisher="")
    other = make_observation(KAZ, source=draft, value=31 * BILLION)
    make_citation(other, source=make_source(publisher="Bureau"), value=31 * BILLION, resolution=BILLION)
    article = make_published_article(make_observation(NOT_STATED, source=draft))
    verdict = article.versions.get().claims.get().verdict
    assert verdict.state == "disputed"
    assert {reason["publisher"] for reason in verdict.reasons} == {"Bureau"}


def test_a_hidden_record_of_another_text_verifies_nothing():
    article = make_published_article(make_observation(source=make_hidden_source()))
    assert (state_of(article), codes_of(article)) == ("unverified", ["only_this_article"])


def test_the_same_reporters_value_at_another_valuation_is_no_dispute():
    own = make_source(publisher="")
    make_observation("CHN.CHN.KAZ.X.TOTAL.V.USD.CIF", value=45 * BILLION)
    article = make_published_article(make_observation("CHN.CHN.KAZ.X.TOTAL.V.USD.FOB", source=own), source=own)
    assert state_of(article) == "unverified"


def test_citations_of_another_reporters_withdrawn_record_verify_nothing(article):
    other = make_observation(KAZ, source=make_source())
    make_citation(other, value=41 * BILLION, resolution=BILLION)
    recheck_claims(Claim.objects.all())
    assert state_of(article) == "verified"
    withdraw_observation(observation=other, source=make_source(), reason="printed by mistake")
    assert state_of(article) == "unverified"


def test_a_byline_in_the_working_copy_changes_nothing_in_public():
    article = make_published_article(make_observation(source=make_source(author="A. Writer")))
    assert state_of(article) == "verified"
    type(article).objects.filter(pk=article.pk).update(byline="A. Writer")
    recheck_claims(Claim.objects.all())
    assert state_of(article) == "verified"
    article.refresh_from_db()
    version = publish_article(article=article)
    assert version.claims.get().verdict.state == "unverified"


def test_what_a_source_is_travels_to_every_figure_of_its_own_text():
    own = make_source(publisher="")
    article = make_published_article(make_observation(source=make_source(publisher="House")), source=own)
    assert state_of(article) == "verified"
    own = Source.objects.get(pk=own.pk)
    own.publisher = "House"
    change_source(source=own)
    assert state_of(article) == "unverified"


def test_the_number_of_an_edition_travels_and_is_told_in_words(article):
    event = make_event(series=make_event_series(), edition=7)
    claim = article.claims.get()
    Claim.objects.filter(pk=claim.pk).update(observation=None, event=event, unit="", value=7, resolution=1)
    for edition, code in ((8, "record_revised"), (None, "record_withdrawn")):
        event.edition = edition
        change_event(event=event)
        verdict = Claim.objects.get(pk=claim.pk).verdict
        assert (verdict.state, verdict.reasons[0]["code"]) == ("revised", code)
        assert all(all_words(verdict.reasons))


def test_the_value_of_an_agreement_travels(article):
    agreement = make_agreement(value=2 * BILLION, resolution=BILLION, unit="USD", source=make_source())
    claim = article.claims.get()
    Claim.objects.filter(pk=claim.pk).update(observation=None, agreement=agreement, value=2 * BILLION)
    agreement.value = 3 * BILLION
    change_agreement(agreement=agreement)
    verdict = Claim.objects.get(pk=claim.pk).verdict
    assert verdict.state == "revised"
    assert all(all_words(verdict.reasons))


def test_a_value_for_a_record_that_held_none_is_no_revision(article):
    missing = make_observation(KAZ, value=None, resolution=None, status="O", source=make_source())
    Claim.objects.filter(pk=article.claims.get().pk).update(observation=missing)
    revise_observation(
        observation=missing, source=make_source(), reason="now known", value=41 * BILLION, resolution=1, status="A"
    )
    assert article.claims.get().verdict.state == "verified"


def test_a_revised_value_travels_to_the_growth_that_is_computed_from_it():
    year = {"period_start": date(2024, 1, 1), "period_end": date(2024, 9, 30)}
    value = make_observation(NOT_STATED, value=33 * BILLION, **year)
    growth = make_observation("_X.CHN.KAZ.T.TOTAL.G.PC", value=Decimal(13), resolution=Decimal(1), **year)
    article = make_marked_article(growth, quote="13%")
    article.claims.update(unit="PC", kind="percent_change")
    publish_article(article=article)
    revise(value, 34 * BILLION)
    computed = next(r for r in article.versions.get().claims.get().verdict.reasons if r["code"] == "base_is_computed")
    assert computed["from_value"] == "34000000000"


def test_an_import_of_many_rows_is_one_question():
    rows = [
        SimpleNamespace(series=SimpleNamespace(thing=f"CHN-KAZ.H6-{n}.V.USD.C"), period_start=day, period_end=day)
        for n in range(1500)
        for day in (date(2024, 1, 1), date(2024, 2, 1))
    ]
    assert not Claim.objects.about_observations(rows).exists()
    events = [SimpleNamespace(event_id=n) for n in range(1500)]
    assert not Claim.objects.about_metrics(events).exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_version_published_while_its_record_is_revised_is_judged_by_the_new_value():
    """On SQLite the second writer waits from its first statement on; only PostgreSQL lets the two overlap."""
    observation = make_observation(NOT_STATED)
    article = make_marked_article(observation)
    is_judged, is_revised = Moment(), Moment()

    def revise_meanwhile():
        is_judged.wait(10)
        try:
            revise(observation, 42 * BILLION)
        finally:
            is_revised.set()
            connection.close()

    thread = Thread(target=revise_meanwhile)
    thread.start()
    with transaction.atomic():
        version = publish_article(article=article)
        is_judged.set()
        is_revised.wait(1)
    thread.join()
    assert version.claims.get().verdict.state == "revised"


@pytest.mark.parametrize("is_of_a_participant", [False, True])
def test_metrics_that_a_hidden_revision_closed_stay_as_well(is_of_a_participant):
    event = make_event()
    whose = make_participation(event) if is_of_a_participant else None
    old, other = make_metric(event, participation=whose), make_metric(event, measure="visitors", unit="people")
    hidden = make_hidden_source()
    new = revise_metric(metric=old, source=hidden, reason="not out", value=90 * BILLION)
    assert set(Metric.objects.shown()) == {old, other}
    set_public_from(source=hidden, moment=timezone.now())
    assert set(Metric.objects.shown()) == {new, other}


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


def test_a_text_that_waits_for_its_time_is_held_when_its_record_moves(article):
    observation = article.claims.get().observation
    waiting = make_published_article(observation, publish_at=timezone.now() + timedelta(days=2))
    revise(observation, 42 * BILLION)
    waiting.refresh_from_db()
    article.refresh_from_db()
    assert (waiting.held, article.held) == (True, False)
    assert "41 миллиарда" in waiting.held_reason


def test_a_revision_inside_the_text_holds_nothing(article):
    observation = article.claims.get().observation
    waiting = make_published_article(observation, publish_at=timezone.now() + timedelta(days=2))
    revise(observation, Decimal("41.02") * BILLION, BILLION / 100)
    waiting.refresh_from_db()
    assert not waiting.held


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
    assert len(queries) <= 19, len(queries)
