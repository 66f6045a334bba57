"""Whoever follows the changes of sources has the table of sources of a dump made at the same moment."""

import random
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories import make_hidden_source, make_observation, make_source
from tests.trade.changes.test_observations import CHANGES, everything
from tests.trade.changes.test_observations import follow as follow_observations
from trade.models import Observation, Source
from trade.serializers import SourceSerializer
from trade.services import set_public_from

pytestmark = pytest.mark.django_db


def follow(client, copy, since="0", page_size=3):
    """Applies to *copy* all changes of sources after *since*; gives the place behind them."""
    while True:
        answer = client.get(CHANGES, {"since": since, "table": "sources", "page_size": page_size})
        assert answer.status_code == 200, answer.content
        answer = answer.json()
        for line in answer["results"]:
            assert list(line) == ["op", "id", "key", "record"]
            if line["op"] == "put":
                assert (line["record"]["id"], line["record"]["key"]) == (line["id"], line["key"])
                copy[line["id"]] = line["record"]
            else:
                assert (line["op"], line["record"]) == ("delete", None)
                copy.pop(line["id"], None)
        since = answer["next"].partition("since=")[2].partition("&")[0]
        if not answer["has_more"]:
            return since


def all_sources():
    rows = Source.objects.public().order_by("pk")
    context = {"root": "http://testserver", "request": None}
    return {row["id"]: dict(row) for row in SourceSerializer(rows, many=True, context=context).data}


def change_at_random(dice: random.Random, now) -> None:
    """One of the things that happen to sources."""
    sources = list(Source.objects.order_by("pk"))
    match dice.choice(("new", "new", "secret", "for later", "renamed", "hidden", "shown", "deleted", "with a value")):
        case "new":
            make_source()
        case "secret":
            make_hidden_source()
        case "for later":
            make_source(public_from=now + timedelta(minutes=dice.randint(1, 40)))
        case "with a value":
            make_observation(f"KAZ.KAZ.CHN.X.H6-{dice.randint(10, 99)}0000.V.USD", period_start="2020-01-01")
        case _ if not sources:
            pass
        case "renamed":
            source = dice.choice(sources)
            source.title += "!"
            source.save()
        case "hidden":
            set_public_from(source=dice.choice(sources), moment=None)
        case "shown":
            set_public_from(source=dice.choice(sources), moment=now)
        case "deleted":
            unused = [source for source in sources if not Observation.objects.filter(source=source).exists()]
            if unused:
                dice.choice(unused).delete()


@pytest.mark.parametrize("seed", range(8))
def test_a_replay_and_random_steps_both_give_the_tables_of_a_dump(client, seed):
    dice = random.Random(seed)
    start = timezone.now()
    followed, values, place, value_place = {}, {}, "0", "0"
    for step in range(25):
        with time_machine.travel(start + timedelta(minutes=3 * step), tick=False):
            change_at_random(dice, timezone.now())
            if dice.random() < 0.4:
                place = follow(client, followed, place, page_size=dice.randint(1, 5))
                value_place = follow_observations(client, values, value_place, page_size=dice.randint(1, 5))
                assert followed == all_sources(), step
                assert values == everything(), step
                replayed = {}
                follow(client, replayed, page_size=dice.randint(1, 5))
                assert replayed == followed
                assert {row["source"] for row in values.values()} <= {row["key"] for row in followed.values()} | {None}


def test_deletions_are_told_and_what_was_never_shown_is_not(client):
    shown, secret = make_source(), make_hidden_source()
    place = follow(client, {})
    set_public_from(source=shown, moment=None)
    secret.title = "Another title"
    secret.save()
    [line] = client.get(CHANGES, {"since": place, "table": "sources"}).json()["results"]
    assert line == {"op": "delete", "id": shown.pk, "key": shown.key, "record": None}


def test_what_came_out_by_itself_and_was_hidden_later_is_deleted(client):
    hour = timezone.now() + timedelta(hours=1)
    source = make_source(public_from=hour)
    row = make_observation("KAZ.KAZ.CHN.X.TOTAL.V.USD", source=source)
    with time_machine.travel(hour + timedelta(minutes=1), tick=False):
        sources, values = {}, {}
        place, value_place = follow(client, sources), follow_observations(client, values)
        assert (list(sources), len(values)) == ([source.pk], 1)
    with time_machine.travel(hour + timedelta(minutes=9), tick=False):
        set_public_from(source=Source.objects.get(pk=row.source_id), moment=None)
        follow(client, sources, place)
        follow_observations(client, values, value_place)
        assert (sources, values) == ({}, {})


def test_what_was_told_is_not_told_again(client):
    make_source()
    place = follow(client, {})
    assert client.get(CHANGES, {"since": place, "table": "sources"}).json()["results"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("since=0&table=series", "table"),
        ("since=0&table=", "table"),
        ("table=sources", "table"),
        ("since=0&table=sources&table=sources", "table"),
        ("since=yesterday&table=sources", "since"),
        ("since=0&table=sources&format=csv", "format"),
    ],
)
def test_what_cannot_be_followed_is_refused(client, query, field):
    answer = client.get(f"{CHANGES}?{query}")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])


def test_a_place_of_one_table_is_none_of_another(client):
    make_observation("KAZ.KAZ.CHN.X.TOTAL.V.USD")
    places = {"observations": follow_observations(client, {}), "sources": follow(client, {})}
    for table, other in (("observations", "sources"), ("sources", "observations")):
        answer = client.get(CHANGES, {"since": places[other], "table": table})
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["since"])
