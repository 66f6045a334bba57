"""Long lists cost what they show: how they are cut is the same to readers whether there are few rows or many."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import make_citation, make_hidden_source, make_observation, make_source
from trade import filters
from trade.models import Observation, Source
from trade.pages.lists import Chain
from trade.services import revise_observation
from trade.views import source as source_page

pytestmark = pytest.mark.django_db
LIST = "/api/v1/observations/"
KEYS = [f"KAZ.KAZ.CHN.X.H6-{number:02}.V.USD" for number in range(1, 8)]


def plan_of(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize("start", range(8))
@pytest.mark.parametrize("length", [1, 3, 8])
def test_a_chain_is_sliced_like_the_list_of_its_parts(start, length):
    rows = [make_observation(key) for key in KEYS]
    parts = [
        Observation.objects.filter(pk__in=[row.pk for row in some]) for some in (rows[:3], [], rows[3:5], rows[5:])
    ]

    assert Chain(*(part.order_by("pk") for part in parts))[start : start + length] == rows[start : start + length]


def test_what_was_updated_is_the_same_of_a_few_rows_and_of_many(client, monkeypatch):
    before = timezone.now() - timedelta(days=9)
    old, young = make_source(public_from=before), make_source()
    for key in KEYS[:3]:
        make_observation(key, source=old, valid_from=before)
    make_observation(KEYS[3], source=young, valid_from=before)
    make_observation(KEYS[4], source=old, valid_from=timezone.now())
    make_observation(KEYS[5], source=make_hidden_source(), valid_from=timezone.now())
    moment = (timezone.now() - timedelta(days=1)).isoformat()

    def series():
        rows = client.get(LIST, {"updated_after": moment}).json()["results"]
        return [row["series"] for row in rows]

    Source.objects.filter(pk=young.pk).update(public_from=timezone.now())
    few = series()
    monkeypatch.setattr(filters, "A_FEW", 0)
    assert few == series() == KEYS[3:5]


def test_of_many_records_of_a_source_the_last_come_first_and_none_is_lost(client, monkeypatch):
    source = make_source()
    own = [make_observation(key, source=source) for key in KEYS[:5]]
    cited = [make_citation(make_observation(key), source=source).observation for key in KEYS[5:]]
    monkeypatch.setattr(source_page, "A_FEW", 3)
    monkeypatch.setattr(source_page, "RECORDS_ON_A_PAGE", 3)

    def rows(number):
        return list(client.get(f"/en/sources/{source.pk}/?page={number}").context["rows"])

    assert rows(1) + rows(2) + rows(3) == [*reversed(own), *reversed(cited)]
    assert client.get(f"/en/sources/{source.pk}/?page=4").status_code == 404


@pytest.mark.postgresql
def test_a_draft_without_records_does_not_make_the_database_read_all_records(client):
    """Nearly all records rest on a few sources, so the database believes that of any."""
    source = make_source()
    for key in KEYS:
        make_observation(key, source=source)
    make_hidden_source()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE trade_observation; ANALYZE trade_source")
        cursor.execute("SET LOCAL enable_seqscan = off")

    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)

    (asked,) = [each["sql"] for each in queries if "FROM" in each["sql"]]
    plan = plan_of(asked)
    assert "Seq Scan on trade_observation " not in plan
    assert "Index Cond: (source_id >=" in plan


@pytest.mark.postgresql
def test_the_series_of_a_pair_are_read_first(client):
    for key in KEYS:
        make_observation(key)
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST, {"area": "KAZ", "counterpart": "CHN"})
    (asked,) = [each["sql"] for each in queries if "FROM" in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    # A database may not unfold what has an order of its own, so it cannot walk through all series instead.
    assert re.search(r'JOIN \(SELECT "trade_series".* ORDER BY "trade_series"."id" ASC\) "trade_series" ON', asked)
    assert "Seq Scan on trade_observation " not in plan_of(asked)


def test_a_value_that_a_draft_revises_is_shown_as_it_was(client):
    row = make_observation(KEYS[0])
    draft = make_hidden_source()
    revise_observation(observation=row, source=draft, reason="not out", value=row.value * 2)

    with CaptureQueriesContext(connection) as queries:
        found = client.get(LIST).json()["results"]

    assert [(each["id"], each["valid_to"]) for each in found] == [(row.pk, None)]
    assert not [each for each in queries if "COUNT(" in each["sql"]]
