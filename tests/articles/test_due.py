"""Time alone changes states: once a source comes out at its hour, the first reader judges what it bears on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.integrity import faults
from articles.models import Awaited, Claim
from articles.services import claims as judging
from articles.services import judge_due, recheck_claims
from tests.factories import BILLION, make_source
from tests.test_visibility import addresses, answer, world  # noqa: F401  A fixture.
from trade.models import Series, Source
from trade.periods import Period
from trade.services import record_observation, set_public_from

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
BEFORE = timezone.now()
MOMENT = BEFORE + 24 * HOUR
AFTER = MOMENT + HOUR


@pytest.fixture
def release(request) -> Source:
    """A release that comes out at MOMENT and says 25 bn where the seed's text says 33."""
    request.getfixturevalue("world" if "world" in request.fixturenames else "seeded")
    source = make_source(publisher="Statistics office", public_from=MOMENT)
    series = Series.objects.get(key="KAZ.CHN.KAZ.T.TOTAL.V.USD")
    period = Period.parse("2024-01-01/P9M")
    record_observation(series=series, period=period, source=source, value=25 * BILLION, resolution=BILLION)
    return source


def claim() -> Claim:
    return Claim.objects.select_related("verdict").get(
        version__article__language="ru", version__number=1, quote="33 миллиарда"
    )


def read(client, name: str, *args) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


SHOWN: dict[str, Callable[[Claim], tuple]] = {
    "articles:article": lambda claim: (claim.version.article.slug,),
    "articles:claim": lambda claim: (claim.uuid,),
    "claims-detail": lambda claim: (claim.uuid,),
    "articles-detail": lambda claim: (claim.version.article_id,),
    "trade:pair": lambda claim: ("chn-kaz",),
}


@pytest.mark.parametrize("name", SHOWN)
def test_the_first_reader_after_the_moment_sees_the_dispute(client, release, name):
    before = read(client, name, *SHOWN[name](claim()))
    assert claim().verdict.state == "unverified"
    with time_machine.travel(AFTER, tick=False):
        after = read(client, name, *SHOWN[name](claim()))
        assert claim().verdict.state == "disputed"
        assert claim().verdict.since == MOMENT
    assert "Statistics office" not in before
    assert "Statistics office" in after or name == "trade:pair"


def test_a_question_for_disputed_figures_finds_it(client, release):
    with time_machine.travel(AFTER, tick=False):
        found = client.get("/api/v1/claims/?state=disputed&lang=ru").json()["results"]
    assert str(claim().uuid) in str(found)


def test_every_address_answers_as_if_everything_had_been_judged_at_the_moment(client, world, release):  # noqa: F811
    with time_machine.travel(AFTER, tick=False):
        urls, found = addresses(), {}
        for url in urls:
            point = transaction.savepoint()
            found[url] = answer(client, url)
            transaction.savepoint_rollback(point)
        assert claim().verdict.state != "disputed"
        recheck_claims(Claim.objects.all(), at=MOMENT)
        assert [url for url in urls if found[url] != answer(client, url)] == []


def test_nobody_writes_before_the_moment_nor_twice_after_it(release):
    for when, writes in ((BEFORE, False), (AFTER, True), (AFTER, False)):
        with time_machine.travel(when, tick=False), CaptureQueriesContext(connection) as queries:
            judge_due()
        assert (len(queries) > 1) is writes, when


def test_the_check_of_the_database_is_sound_before_anybody_has_read(release):
    with time_machine.travel(AFTER, tick=False):
        assert list(faults()) == []


def test_a_moment_that_was_moved_counts_as_moved(release):
    set_public_from(source=release, moment=AFTER + HOUR)
    for when, state in ((AFTER, "unverified"), (AFTER + 2 * HOUR, "disputed")):
        with time_machine.travel(when, tick=False):
            judge_due()
            assert claim().verdict.state == state
    assert not Awaited.objects.exists()


def test_a_reader_sees_what_is_stored_when_nothing_can_be_written(client, release, monkeypatch):
    def refuse(*args, **kwargs):
        raise DatabaseError("read-only")

    monkeypatch.setattr(judging, "recheck_claims", refuse)
    with time_machine.travel(AFTER, tick=False):
        read(client, "articles:claim", claim().uuid)
    assert claim().verdict.state == "unverified"
    assert Awaited.objects.exists()


def test_states_do_not_wait_for_sources_that_nobody_has_dated(seeded):
    make_source(public_from=None)
    recheck_claims(Claim.objects.all())
    assert not Awaited.objects.exists()
