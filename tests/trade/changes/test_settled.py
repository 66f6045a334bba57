"""A follower of the changes misses nothing that is written, but not committed, while it reads."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.factories import make_area, make_commodity, make_observation, make_series, make_source
from tests.trade.changes.test_observations import CHANGES, everything, follow
from tests.trade.importing.readings import release, row, run
from trade.changes import settled
from trade.models import ImportBatch, Observation, ObservationWithdrawal, Source
from trade.services import roll_back_batch, set_public_from

# SQLite has one writer at a time.
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
SERIES = ("KAZ.KAZ.CHN.X.H6-01.V.USD", "KAZ.KAZ.CHN.X.H6-02.V.USD", "KAZ.KAZ.CHN.X.H6-03.V.USD")


@pytest.fixture
def series():
    for code in ("KAZ", "CHN"):
        make_area(code)
    make_commodity()
    return [make_series(key) for key in SERIES]


@contextmanager
def elsewhere(write: Callable[[], object]) -> Iterator[threading.Event]:
    """Inside, *write* is done on another connection and not committed; afterwards, or when the event is set, it is."""
    written, go_on, faults = threading.Event(), threading.Event(), []

    def work():
        try:
            with transaction.atomic():
                write()
                written.set()
                assert go_on.wait(60)
        except Exception as error:
            faults.append(error)
        finally:
            written.set()
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        assert written.wait(60)
        assert faults == []
        yield go_on
    finally:
        go_on.set()
        thread.join(60)
    assert faults == []


def old(series, **fields) -> Observation:
    """What was committed just now by somebody who had begun long ago."""
    return make_observation(series, valid_from=timezone.now() - timedelta(days=1), **fields)


def import_one() -> None:
    run([row(2, "100")], release())


def announced_value(series) -> Callable[[], object]:
    def write():
        settled.announce()
        old(series)

    return write


@pytest.mark.parametrize("page_size", [1, 50])
@pytest.mark.parametrize("kind", ["an import", "announced", "not announced"])
def test_what_is_committed_late_is_told_to_whoever_read_beyond_it(client, series, kind, page_size, monkeypatch):
    monkeypatch.setattr(settled, "PATIENCE", 0.1)
    old(series[0])
    copy = {}
    place = follow(client, copy, page_size=page_size)
    source = make_source()
    ways = {
        "an import": import_one,
        "announced": announced_value(series[1]),
        "not announced": lambda: old(series[1], source=source),
    }
    with elsewhere(ways[kind]):
        old(series[2])
        place = follow(client, copy, place, page_size=page_size)
        assert len(copy) == 2
        assert copy == everything()
    place = follow(client, copy, place, page_size=page_size)
    assert len(copy) == 3
    assert copy == everything()
    assert client.get(CHANGES, {"since": place}).json()["results"] == []


def test_a_copy_that_is_begun_during_an_import_need_not_begin_again(client, series):
    old(series[0])
    copy = {}
    with elsewhere(import_one):
        old(series[1])
        place = follow(client, copy)
    answer = client.get(CHANGES, {"since": place}).json()
    told = {line["series"] for line in answer["results"]}
    assert SERIES[0] not in told
    assert len(told) == 2
    follow(client, copy, place)
    assert copy == everything()


def test_withdrawals_and_sources_that_are_committed_late_are_told_too(client, series, monkeypatch):
    monkeypatch.setattr(settled, "PATIENCE", 0.1)
    run([row(2, "100")], release())
    shown = old(series[0])
    hidden, source = old(series[1]).source, make_source()
    copy = {}
    place = follow(client, copy)
    with elsewhere(lambda: roll_back_batch(batch=ImportBatch.objects.get(), reason="wrong file")):
        Observation.objects.filter(pk=shown.pk).update(valid_to=shown.valid_from)
        ObservationWithdrawal.objects.create(observation=shown, source=source, reason="an error")
        place = follow(client, copy, place)
    place = follow(client, copy, place)
    assert copy == everything()
    with elsewhere(lambda: set_public_from(source=Source.objects.get(pk=hidden.pk), moment=None)):
        source.save()
        place = follow(client, copy, place)
    follow(client, copy, place)
    assert copy == everything() == {}


def test_a_writer_that_ends_soon_is_waited_for_and_one_that_does_not_is_not(series, monkeypatch):
    source = make_source()
    with elsewhere(lambda: old(series[0], source=source)) as end:
        old(series[1])
        threading.Timer(0.2, end.set).start()
        assert settled.settled(settled.NOTHING).observation == Observation.objects.latest("pk").pk
    monkeypatch.setattr(settled, "PATIENCE", 0.1)
    before = settled.settled(settled.NOTHING)
    with elsewhere(lambda: old(series[2], source=source)):
        assert settled.settled(before) == before


def test_of_two_announcements_of_one_transaction_the_first_holds(client, series):
    """What was written between them is told as well, in whatever order the database lists the locks."""
    before = settled.Bounds(0, 0, 0, 0)

    def write():
        settled.announce()
        old(series[0])
        settled.announce()

    with elsewhere(write):
        make_observation(series[1])
        found = settled.settled(before)
    first = Observation.objects.get(series=series[0])
    assert found.observation < first.pk
