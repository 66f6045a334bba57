"""Whenever the process dies, and whoever imports at the same time, the database is before an import or after it."""

import os
import random
import signal
import time

import pytest

from articles.integrity import batches, totals, vintages
from tests.trade.importing.processes import ask, database, finish, start, wait_for_the_killed
from tests.trade.importing.readings import release, row, run
from trade.importing import plan
from trade.models import ImportBatch, Observation
from trade.services import revise_observation

pytestmark = pytest.mark.django_db(transaction=True)
ROWS, KILLS, MOST_TRIES = 5_000, 10, 60


def rows(number: int, count: int = ROWS):
    """*count* rows with values that tell the file *number*."""
    for n in range(count):
        yield row(n + 2, f"{number}{n:05}", f"KAZ.KAZ.CHN.X.H6-{100_000 + n % 500}.V.USD", str(2000 + n // 500))


def import_file(number: int, count: int = ROWS) -> None:
    run(rows(number, count), release(title=f"Release {number}"), file_name=f"{number}.csv")


def state() -> dict:
    """Which file the open values are of, how many there are, and what is wrong."""
    wait_for_the_killed()
    current = Observation.objects.current()
    return {
        "files": sorted(set(current.values_list("batch__file_name", flat=True))),
        "open": current.count(),
        "all": Observation.objects.count(),
        "batches": ImportBatch.objects.count(),
        "faults": [fault for rule in (vintages, batches, totals) for fault in rule()],
    }


def test_a_process_killed_at_any_moment_leaves_the_database_before_or_after(tmp_path):
    chance = random.Random(20_241_105)
    name = database(tmp_path)
    assert finish(start(name, lambda: import_file(1))) == 0
    longest, killed, current = 2.0, 0, 1
    for number in range(2, MOST_TRIES):
        begun = time.monotonic()
        child = start(name, lambda number=number: import_file(number))
        time.sleep(chance.random() * longest)
        os.kill(child, signal.SIGKILL)
        if finish(child) == -signal.SIGKILL:
            killed += 1
        else:
            longest = min(longest, time.monotonic() - begun)
        found = ask(name, tmp_path, state)
        assert found["faults"] == []
        assert found["open"] == ROWS
        assert found["files"] in ([f"{current}.csv"], [f"{number}.csv"])
        current = number if found["files"] == [f"{number}.csv"] else current
        assert found["all"] == ROWS * found["batches"]
        if killed == KILLS:
            break
    assert killed == KILLS
    assert finish(start(name, lambda: import_file(99))) == 0
    assert ask(name, tmp_path, state)["files"] == ["99.csv"]


def test_two_imports_of_the_same_values_wait_for_one_another(tmp_path):
    name = database(tmp_path)
    children = [start(name, lambda number=number: import_file(number, 500)) for number in (1, 2)]
    assert [finish(child) for child in children] == [0, 0]
    found = ask(name, tmp_path, state)
    assert (found["open"], found["all"], found["batches"], found["faults"]) == (500, 1000, 2, [])
    assert len(found["files"]) == 1


def test_an_import_plans_anew_when_a_value_was_revised_after_it_had_planned(monkeypatch):
    run([row(2, "1")])
    plans, decide = [], plan.decide

    def decide_too_early(cursor, source):
        decide(cursor, source)
        if not plans:
            old = Observation.objects.current().get()
            revise_observation(observation=old, source=old.source, reason="meanwhile", value=5)
        plans.append(source)

    monkeypatch.setattr(plan, "decide", decide_too_early)
    outcome = run([row(2, "9")], release(title="Later"))
    assert (len(plans), outcome.revised) == (2, 1)
    assert Observation.objects.current().get().value == 9
