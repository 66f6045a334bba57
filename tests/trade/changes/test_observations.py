"""Whoever applies all changes, from the start or from the middle, has what readers are shown."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories import BILLION, make_citation, make_hidden_source, make_observation, make_source
from trade.api.export import HEADER, rows_of, table_of
from trade.changes.feed import write_place
from trade.changes.observations import Place
from trade.models import Observation, Source
from trade.services import record_observation, revise_observation, set_public_from, withdraw_observation

pytestmark = pytest.mark.django_db
CHANGES = "/api/v1/changes/"
TURNOVER = "CHN.CHN.KAZ.T.TOTAL.V.USD"


def follow(client, copy, since="0", page_size=3):
    """Applies to *copy* all changes after *since*; gives the place behind them."""
    while True:
        answer = client.get(CHANGES, {"since": since, "page_size": page_size})
        assert answer.status_code == 200, answer.content
        answer = answer.json()
        for line in answer["results"]:
            key = line["series"], line["period_start"], line["period_end"]
            if line["op"] == "put":
                copy[key] = line["record"]
            else:
                assert line["record"] is None
                copy.pop(key, None)
        since = answer["next"].partition("since=")[2].partition("&")[0]
        if not answer["has_more"]:
            return since


def everything():
    hidden = Source.objects.hidden_keys()
    rows = rows_of(table_of(Observation.objects.shown_in_order(hidden=hidden), hidden))
    records = (dict(zip(HEADER, row, strict=True)) for row in rows)
    return {(record["series"], record["period_start"], record["period_end"]): record for record in records}


def upheaval():
    """Everything that can happen to a record, one after the other; yields after each."""
    rows = [make_observation(f"KAZ.KAZ.CHN.X.H6-0{number}.V.USD") for number in range(1, 6)]
    yield "recorded"
    revised = revise_observation(observation=rows[0], source=make_source(), reason="newer", value=BILLION)
    yield "revised"
    withdraw_observation(observation=revised, source=make_source(), reason="an error")
    yield "withdrawn"
    series, period = rows[0].series, rows[0].period
    record_observation(series=series, period=period, source=make_source(), value=7, resolution=1)
    yield "recorded again"
    draft = make_hidden_source()
    make_observation("KAZ.KAZ.CHN.X.H6-06.V.USD", source=draft)
    make_observation("KAZ.KAZ.CHN.X.H6-07.V.USD", source=draft)
    yield "recorded in secret"
    set_public_from(source=draft, moment=timezone.now())
    yield "published"
    set_public_from(source=draft, moment=None)
    yield "hidden again"
    make_citation(Observation.objects.get(series__commodity="H6-06"))
    yield "cited in public"
    revise_observation(observation=rows[1], source=make_hidden_source(), reason="secretly", value=BILLION)
    yield "revised in secret"
    withdraw_observation(observation=rows[2], source=make_hidden_source(), reason="secretly")
    yield "withdrawn in secret"
    set_public_from(source=rows[3].source, moment=None)
    yield "its source taken back"


def test_a_replay_from_the_start_is_the_full_dump_after_every_step(client, seeded):
    for step in upheaval():
        copy = {}
        follow(client, copy)
        assert copy == everything(), step
    assert len(copy) > 20


def test_a_copy_that_follows_is_the_full_dump_after_every_step(client, seeded):
    copy = {}
    place = follow(client, copy)
    for step in upheaval():
        place = follow(client, copy, place)
        assert copy == everything(), step


def test_a_replay_from_the_middle_takes_over_all_that_came_later(client, seeded):
    steps = list(range(11))
    middle, copies = {}, []
    for number, _step in zip(steps, upheaval(), strict=True):
        copy = dict(everything())
        copies.append((copy, follow(client, middle, "0")))
        assert number < 11
    for copy, place in copies:
        follow(client, copy, place, page_size=2)
        assert copy == everything()


def test_deletions_are_told_and_what_was_never_shown_is_not(client):
    row = make_observation(TURNOVER)
    secret = make_observation("KAZ.KAZ.CHN.X.H6-01.V.USD", source=make_hidden_source())
    place = follow(client, {})
    withdraw_observation(observation=row, source=make_source(), reason="an error")
    withdraw_observation(observation=secret, source=make_hidden_source(), reason="an error")

    lines = client.get(CHANGES, {"since": place}).json()["results"]

    assert [(line["op"], line["series"]) for line in lines] == [("delete", TURNOVER)]


def test_a_source_that_comes_out_by_itself_is_told_when_it_does(client):
    hour = timezone.now() + timedelta(hours=1)
    make_observation(TURNOVER, source=make_source(public_from=hour))
    copy = {}
    place = follow(client, copy)
    assert copy == {}
    with time_machine.travel(hour + timedelta(minutes=1), tick=False):
        follow(client, copy, place)
        assert copy == everything()
        assert len(copy) == 1


def test_what_was_told_is_not_told_again(client):
    make_observation(TURNOVER)
    place = follow(client, {})
    assert client.get(CHANGES, {"since": place}).json()["results"] == []
    new = make_observation("KAZ.CHN.KAZ.T.TOTAL.V.USD")
    assert [line["record"]["id"] for line in client.get(CHANGES, {"since": place}).json()["results"]] == [new.pk]


def test_a_place_of_before_is_still_understood(client):
    make_observation(TURNOVER)
    place = write_place(Place(due=timezone.now().isoformat()))
    assert len(client.get(CHANGES, {"since": place}).json()["results"]) == 1


@pytest.mark.parametrize("since", ["1", "yesterday", "WzFd.abc", "%00", "9" * 400, "é"])
def test_a_place_that_we_did_not_give_out_is_refused(client, since):
    response = client.get(f"{CHANGES}?since={since}")

    assert response.status_code == 400
    assert list(response.json()["errors"]) in ([], ["since"])


def test_changes_for_copies_have_no_filters_and_are_json_alone(client, seeded):
    assert list(client.get(f"{CHANGES}?since=0&kind=revised").json()["errors"]) == ["kind"]
    assert list(client.get(f"{CHANGES}?since=0&format=csv").json()["errors"]) == ["format"]
    assert list(client.get(f"{CHANGES}?since=0&page_size=none").json()["errors"]) == ["page_size"]
    assert "results" in client.get(CHANGES).json()
