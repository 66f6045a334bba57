"""Imports that are taken back in the opposite order leave everything as it was: values, sources, citations, sight."""

import random
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.integrity import batches, totals, vintages
from articles.log import changes_for_readers, lines_of
from articles.models import Change, ClaimState
from tests.factories import (
    BILLION,
    make_citation,
    make_hidden_source,
    make_observation,
    make_published_article,
    make_source,
)
from tests.trade.changes.test_observations import everything, follow
from tests.trade.importing.readings import KEY, counts, release, row, run
from trade.models import ImportBatch, Observation, ObservationCitation, Source
from trade.services import revise_observation, roll_back_batch, set_public_from, withdraw_observation
from trade.totals import rollups

pytestmark = pytest.mark.django_db
YEARS = range(2016, 2024)


def take_back(outcome, reason: str = "wrong file") -> ImportBatch:
    return roll_back_batch(batch=ImportBatch.objects.get(pk=outcome.batch), reason=reason)


def faults() -> list[str]:
    return [fault for rule in (vintages, batches, totals) for fault in rule()]


def told(rows) -> dict:
    """What each value is and rests on, by its period."""
    return {
        observation.period.iso: (
            observation.value,
            observation.source_id,
            sorted(observation.citations.values_list("source", "relation", "value", "printed", "added_at")),
        )
        for observation in rows.select_related("series")
    }


def state() -> tuple[dict, dict]:
    """What we hold, and what readers see of it."""
    return told(Observation.objects.current()), told(Observation.objects.shown())


def of_year(year: int, **fields) -> Observation:
    return make_observation(
        KEY, period_start=f"{year}-01-01", period_end=f"{year}-12-31", **{"value": 10, "resolution": 1} | fields
    )


def every_beginning() -> None:
    """A value in each of the ways in which one can be held, shown or hidden, by year; 2016 has none."""
    of_year(2017)
    make_citation(of_year(2018), printed="ten")
    of_year(2019, source=make_hidden_source())
    revise_observation(observation=of_year(2020), source=make_hidden_source(), reason="secretly", value=Decimal(11))
    withdraw_observation(observation=of_year(2021), source=make_source(), reason="by mistake")
    withdraw_observation(observation=of_year(2022), source=make_hidden_source(), reason="secretly")
    make_citation(of_year(2023, source=make_hidden_source()))
    rollups.rebuild()


def some_file(chance: random.Random, number: int):
    """A few values of which some are those that are held already; now and then on a source that is not out."""
    years = chance.sample(YEARS, chance.randint(1, len(YEARS)))
    items = [row(line, str(chance.choice((10, 11, 12))), period=str(year)) for line, year in enumerate(years, 2)]
    hidden = chance.random() < 0.2
    return run(items, make_hidden_source() if hidden else release(title=f"Release {number}"))


@pytest.mark.parametrize("seed", range(8))
def test_imports_taken_back_in_the_opposite_order_leave_everything_as_before_each(seed):
    chance, stack = random.Random(seed), []
    every_beginning()
    for number in range(10):
        if stack and chance.random() < 0.4:
            before, outcome = stack.pop()
            take_back(outcome)
            assert state() == before, number
        else:
            stack.append((state(), some_file(chance, number)))
    for before, outcome in reversed(stack):
        take_back(outcome)
        assert state() == before
    assert faults() == []


def test_a_file_may_be_imported_and_taken_back_again_and_again():
    first = run([row(2, "100")])
    for number in range(3):
        take_back(run([row(2, "101")], release(title=f"Wrong {number}")))
        assert Observation.objects.current().get().value == 100
    take_back(first)
    assert not Observation.objects.current().exists()
    assert counts(run([row(2, "100")])) == (1, 0, 0, 0)
    assert faults() == []


def test_what_lies_under_another_import_is_refused_with_the_one_to_take_back_first():
    run([row(2, "99")])
    first = run([row(2, "100")], release(title="First"), file_name="first.csv")
    take_back(run([row(2, "101")], release(title="Second"), file_name="second.csv"))
    third = run([row(2, "102")], release(title="Third"), file_name="third.csv")
    with pytest.raises(ValidationError, match=r"third\.csv"):
        take_back(first)
    take_back(third)
    take_back(first)
    assert Observation.objects.current().get().value == 99


def test_what_an_editor_made_of_a_value_in_between_is_not_taken_back_with_a_chain():
    first = run([row(2, "100")])
    ours = revise_observation(
        observation=Observation.objects.get(), source=make_source(), reason="by hand", value=105, resolution=1
    )
    take_back(run([row(2, "101")], release(title="Wrong")))
    undone = take_back(first)
    assert (undone.revised, undone.withdrawn, undone.unchanged) == (0, 0, 1)
    assert (Observation.objects.current().get().value, ours.value) == (105, 105)


def test_a_value_that_goes_back_to_a_hidden_source_is_withdrawn_from_readers(client):
    secret = make_observation(KEY, value=7, resolution=1, source=make_hidden_source(), note="secret note")
    wrong = run([row(2, "8")], release(title="Wrong"))
    copy = {}
    place = follow(client, copy)
    assert [record["value"] for record in copy.values()] == ["8"]

    undone = take_back(wrong)

    assert (undone.revised, undone.withdrawn, undone.unchanged) == (1, 1, 0)
    assert Observation.objects.current().get().value == 7
    assert not Observation.objects.shown().exists()
    lines = client.get("/api/v1/changes/", {"since": place}).json()["results"]
    assert [line["op"] for line in lines if line["series"] == KEY] == ["delete"]
    follow(client, copy, place)
    assert copy == everything() == {}
    [line] = lines_of(changes_for_readers())
    assert (line.change.kind, line.was.value, line.reason) == ("withdrawn", 8, "wrong file")
    assert "wrong file" in client.get("/en/changes/").content.decode()
    assert "secret note" not in client.get(f"/en/trade/series/{KEY}/").content.decode()
    set_public_from(source=secret.source, moment=undone.created_at)
    assert Observation.objects.shown().get().value == 7


def test_readers_see_again_what_they_saw_before_though_a_hidden_revision_lies_above_it():
    shown = make_observation(KEY, value=7, resolution=1)
    revise_observation(observation=shown, source=make_hidden_source(), reason="secretly", value=9)
    take_back(run([row(2, "8")], release(title="Wrong")))
    assert (Observation.objects.shown().get().value, Observation.objects.current().get().value) == (7, 9)
    assert [(line.was.value, line.now.value) for line in lines_of(changes_for_readers())] == [(8, 7), (7, 8)]


def test_a_value_under_a_hidden_revision_is_withdrawn_from_readers_all_the_same(client):
    wrong = run([row(2, "8")], release(title="Wrong"))
    secret = revise_observation(
        observation=Observation.objects.get(), source=make_hidden_source(), reason="secretly", value=9
    )
    undone = take_back(wrong)
    assert (undone.revised, undone.withdrawn, undone.unchanged) == (0, 1, 0)
    assert Observation.objects.current().get() == secret
    assert not Observation.objects.shown().exists()
    [line] = lines_of(changes_for_readers())
    assert (line.change.kind, line.change.at >= undone.created_at) == ("withdrawn", True)
    assert faults() == []


def test_a_withdrawal_on_a_value_that_only_its_citation_shows_is_seen_by_readers():
    wrong = run([row(2, "8")], make_hidden_source())
    make_citation(Observation.objects.get())
    assert Observation.objects.shown().exists()
    take_back(wrong)
    assert not Observation.objects.shown().exists()


OTHER_KEY = KEY.replace("TOTAL", "H6-27")


def before_the_import(key: str, story: str) -> Source:
    """A value that somebody held before; and the source whose sight changes later."""
    match story:
        case "hidden since":
            return make_observation(key, value=7, resolution=1).source
        case "citation hidden since":
            value = make_observation(key, value=7, resolution=1, source=make_hidden_source())
            return make_citation(value).source
        case "revision that came out since" | "revision that comes out tomorrow":
            value = make_observation(key, value=6, resolution=1)
            source = make_hidden_source()
            revise_observation(observation=value, source=source, reason="secretly", value=7)
            return source
    value = make_observation(key, value=6, resolution=1)
    source = make_hidden_source()
    withdraw_observation(observation=value, source=source, reason="secretly")
    return source


@pytest.mark.parametrize(
    "story",
    [
        *("hidden since", "citation hidden since", "revision that came out since"),
        *("revision that comes out tomorrow", "withdrawal that came out since"),
    ],
)
def test_readers_see_what_they_would_if_the_file_had_never_been(story):
    """The same happens to two series, and an import that is taken back to one of them."""
    now = timezone.now()
    sources = [before_the_import(key, story) for key in (KEY, OTHER_KEY)]
    wrong = run([row(2, "8")], release(title="Wrong"))
    moment = None if story.endswith("hidden since") else now
    moment = now + timedelta(days=1) if "tomorrow" in story else moment
    for source in sources:
        set_public_from(source=source, moment=moment)
    take_back(wrong)

    def shown(key: str) -> list:
        return list(Observation.objects.shown().filter(series__key=key).values_list("value", flat=True))

    seen = {"revision that came out since": [7], "revision that comes out tomorrow": [6]}.get(story, [])
    assert shown(KEY) == shown(OTHER_KEY) == seen
    with time_machine.travel(now + timedelta(days=2)):
        if "hidden" in story:
            for source in sources:
                set_public_from(source=source, moment=now)
        assert shown(KEY) == shown(OTHER_KEY)
    assert faults() == []


def test_citations_come_back_with_the_value_and_with_a_history_of_their_own():
    cited = make_citation(make_observation(KEY, value=7, resolution=1), printed="seven", note="page 3")
    take_back(run([row(2, "8")], release(title="Wrong")))
    again = Observation.objects.current().get().citations.get()
    names = [field.name for field in ObservationCitation._meta.fields if field.name not in ("id", "observation")]
    assert [getattr(again, name) for name in names] == [getattr(cited, name) for name in names]
    assert again.history.count() == 1
    assert ObservationCitation.objects.count() == 2


def test_a_withdrawal_of_a_value_that_was_put_back_is_told_and_judged():
    first = run([row(2, "41000000000")])
    article = make_published_article(Observation.objects.get())
    take_back(run([row(2, "47000000000")], release(title="Wrong")))
    told_before = Change.objects.count()
    take_back(first)
    told_now = list(Change.objects.order_by("pk"))[told_before:]
    assert [(change.kind, change.observation.value) for change in told_now] == [("withdrawn", 41 * BILLION)]
    verdict = ClaimState.objects.get(claim__version__article=article)
    assert any("withdrawn" in str(reason) for reason in verdict.reasons)


def hide(value) -> None:
    set_public_from(source=Observation.objects.filter(value=value).first().source, moment=None)


def seen(client) -> list:
    """What readers see by each of the ways there are, which are one."""
    ways = [list(rows.values_list("value", flat=True)) for rows in (rows_shown() for rows_shown in WAYS)]
    copy = {}
    follow(client, copy)
    assert copy == everything()
    assert ways[0] == ways[1] == [Decimal(record["value"]) for record in copy.values()]
    return ways[0]


WAYS = (lambda: Observation.objects.shown(), lambda: Observation.objects.shown_in_order())


def test_what_stands_for_a_file_is_taken_back_with_it_and_never_shows_again(client):
    """Put back by the roll-back of a third file, the value of the second does not outlive the second."""
    for number in (1, 2, 3):
        last = run([row(2, str(number))], release(title=f"Release {number}"))
    take_back(last)
    take_back_numbered(2)
    assert seen(client) == [1]
    hide(1)
    assert seen(client) == []
    assert faults() == []


def take_back_numbered(number: int) -> ImportBatch:
    batch = ImportBatch.objects.get(source__title=f"Release {number}", rolls_back=None)
    return roll_back_batch(batch=batch, reason="wrong file")


def test_nothing_of_a_file_that_was_taken_back_is_put_back(client):
    run([row(2, "1")], release(title="Release 1"))
    take_back(run([row(2, "2")], release(title="Release 2")))
    last = run([row(2, "3")], release(title="Release 3"))
    hide(1)
    take_back(last)
    assert seen(client) == []
    assert faults() == []


@pytest.mark.parametrize("is_hidden", [False, True])
def test_what_an_editor_withdrew_stays_withdrawn_when_its_file_is_taken_back(client, is_hidden):
    """By a source that is out. To readers another has withdrawn nothing yet, and they see what was before the file."""
    run([row(2, "1")], release(title="Release 1"))
    wrong = run([row(2, "2")], release(title="Release 2"))
    source = make_hidden_source() if is_hidden else make_source()
    withdraw_observation(observation=Observation.objects.current().get(), source=source, reason="an error")
    copy = {}
    place = follow(client, copy)
    take_back(wrong)
    assert not Observation.objects.current().exists()
    follow(client, copy, place)
    assert copy == everything()
    assert seen(client) == ([1] if is_hidden else [])
    assert faults() == []
