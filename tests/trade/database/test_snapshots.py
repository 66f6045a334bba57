"""What is recorded on a hidden source while a list is made is not in that list."""

import threading
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories import make_hidden_source, make_observation, make_series
from trade.database.snapshots import one_snapshot
from trade.models import Observation
from trade.periods import Period
from trade.querysets import SourceQuerySet
from trade.services import record_observation
from trade.viewsets import ObservationViewSet

# SQLite has one writer at a time, and a test's database in memory one connection.
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
LIST = "/api/v1/observations/"
SHOWN, HIDDEN = "KAZ.KAZ.CHN.X.TOTAL.V.USD", "CHN.CHN.KAZ.M.TOTAL.V.USD"
SECRET = 987_654_321


def elsewhere(work) -> None:
    """Does *work* on another connection, and has committed it afterwards."""

    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()


@pytest.fixture
def recorded_meanwhile(recorded_at):
    """A figure of a draft is recorded as soon as somebody has asked what is hidden, which was nothing."""
    return recorded_at(1)


@pytest.fixture
def recorded_at(monkeypatch):
    """Has the figure recorded as soon as somebody has asked what is hidden so often; the list is empty before."""
    return lambda call: _record_at(call, monkeypatch)


def _record_at(call: int, monkeypatch) -> list:
    row = make_observation(SHOWN)
    series = make_series(HIDDEN)
    ask, done, asked_before = SourceQuerySet.hidden_keys, [], []

    def work():
        figure = {"value": Decimal(SECRET), "resolution": Decimal(1)}
        period = Period(row.period_start, row.period_end)
        record_observation(series=series, period=period, source=make_hidden_source(), **figure)

    def asked(self, at=None):
        keys = ask(self, at)
        asked_before.append(at)
        if len(asked_before) == call and not done:
            done.append(work)
            elsewhere(work)
        return keys

    monkeypatch.setattr(SourceQuerySet, "hidden_keys", asked)
    return done


PAGES = ("/ru/trade/", "/ru/trade/chn-kaz/", f"/ru/trade/series/{SHOWN}/", "/ru/trade/commodities/")
DATA = (
    "/api/v1/changes/?since=0",
    "/api/v1/computed/?area=CHN&counterpart=KAZ",
    "/sdmx/2.1/data/TRADE/all?format=csv",
    "/api/v1/observations/{row}/",
)


@pytest.mark.parametrize("call", [1, 2, 3])
@pytest.mark.parametrize("address", [*PAGES, *DATA])
def test_no_page_shows_what_is_recorded_on_a_draft_while_it_is_made(client, recorded_at, address, call):
    recorded = recorded_at(call)

    answer = client.get(address.format(row=Observation.objects.get().pk))
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content

    assert answer.status_code == 200
    assert Observation.objects.filter(value=SECRET).exists() == bool(recorded)
    assert b"987" not in text


@pytest.mark.parametrize("address", [LIST, f"{LIST}?area=KAZ", f"{LIST}export.csv", f"{LIST}export.ndjson"])
def test_what_is_recorded_on_a_draft_meanwhile_is_not_in_the_answer(client, recorded_meanwhile, monkeypatch, address):
    monkeypatch.setattr(ObservationViewSet, "quick_page", lambda self: None)

    answer = client.get(address)
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content

    assert recorded_meanwhile
    assert Observation.objects.filter(value=SECRET).exists()
    assert SHOWN.encode() in text
    assert str(SECRET).encode() not in text


def test_a_page_of_the_short_way_is_one_statement(client, recorded_meanwhile):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(LIST)

    assert answer.json()["results"][0]["series"] == SHOWN
    assert [each["sql"] for each in queries if "trade_observation" in each["sql"]] == [
        each["sql"] for each in queries if "FROM" in each["sql"]
    ]
    assert len([each for each in queries if "FROM" in each["sql"]]) == 1


def test_within_a_snapshot_nothing_new_is_seen_or_written_and_afterwards_it_is():
    make_observation(SHOWN)
    with one_snapshot():
        before = Observation.objects.count()
        elsewhere(lambda: make_observation(HIDDEN))
        assert Observation.objects.count() == before
    assert Observation.objects.count() == before + 1
    with transaction.atomic(), one_snapshot():
        make_observation("RUS.RUS.KAZ.X.TOTAL.V.USD")
    assert Observation.objects.count() == before + 2
