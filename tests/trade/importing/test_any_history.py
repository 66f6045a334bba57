"""Any history of imports, roll-backs, revisions, withdrawals and sources that appear and disappear is told rightly.

The model is :mod:`.histories`. ``HYPOTHESIS_PROFILE=search`` looks for longer.
"""

import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from articles.integrity import faults
from tests.factories import make_hidden_source, make_source
from tests.trade.changes.test_observations import everything, follow
from tests.trade.importing.histories import File, History, Origin, Saying
from tests.trade.importing.readings import counts, row, run
from trade.models import AnnualTotal, ImportBatch, Observation, Source
from trade.periods import Period
from trade.services import (
    record_observation,
    revise_observation,
    roll_back_batch,
    set_public_from,
    withdraw_observation,
)
from trade.services.records import Series

TOTAL, GRAIN, WHEAT = (f"KAZ.KAZ.CHN.X.{goods}.V.USD" for goods in ("TOTAL", "H6-10", "H6-1001"))
IDENTITIES = (
    *((TOTAL, period) for period in ("2022", "2023")),
    *((GRAIN, period) for period in ("2023", "2023-01", "2023-02")),
    *((WHEAT, period) for period in ("2023", "2023-01-01/P9M")),
)
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
identities = st.sampled_from(IDENTITIES)
values = st.sampled_from([Decimal(10), Decimal(11), Decimal(12), None])
tables = st.dictionaries(identities, values, min_size=1, max_size=len(IDENTITIES))
picks = st.integers(min_value=0, max_value=99)


def told(rows) -> dict:
    return {(row.series.key, row.period.iso): (row.value, row.source_id) for row in rows.select_related("series")}


class Histories(RuleBasedStateMachine):
    """Each step takes a minute; the clock stands still within it."""

    @initialize()
    def begin(self):
        self.clock = time_machine.travel(BEGINNING, tick=False)
        self.now = BEGINNING
        self.clock.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.history, self.files, self.origins = History(), [], []
        self.client, self.copy, self.place = Client(), {}, "0"
        self.moments = []

    def teardown(self):
        if hasattr(self, "transaction"):
            if sys.exc_info()[0] is None:
                assert list(faults()) == []
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)
            self.clock.stop()

    def later(self) -> datetime:
        self.moments.append(self.now)
        self.now += MINUTE
        self.clock.stop()
        self.clock = time_machine.travel(self.now, tick=False)
        self.clock.start()
        return self.now

    def origin(self, is_hidden: bool) -> tuple[Source, Origin]:
        source = make_hidden_source() if is_hidden else make_source(public_from=self.now)
        origin = Origin(source.pk, source.public_from)
        self.origins.append(origin)
        return source, origin

    def open_row(self, identity):
        period = Period.parse(identity[1])
        rows = Observation.objects.current().filter(series__key=identity[0])
        return rows.get(period_start=period.start, period_end=period.end)

    # -- what may happen --------------------------------------------------------------------------------------

    @rule(table=tables, is_hidden=st.sampled_from((False, False, False, True)))
    def import_a_file(self, table, is_hidden):
        at = self.later()
        source, origin = self.origin(is_hidden)
        items = [
            row(n, None if v is None else str(v), key, period) for n, ((key, period), v) in enumerate(table.items(), 2)
        ]
        outcome = run(items, source)
        file = File(outcome.batch, origin)
        self.files.append(file)
        assert counts(outcome)[:3] == self.history.take(file, table.items(), at)

    @rule(identity=identities, value=values)
    def import_one_value(self, identity, value):
        self.import_a_file({identity: value}, False)

    @precondition(lambda self: any(file.back is None for file in self.files))
    @rule()
    def take_the_newest_file_back(self):
        self.take_back([file for file in self.files if file.back is None][-1])

    @precondition(lambda self: self.files)
    @rule(pick=picks)
    def take_a_file_back_in_any_order(self, pick):
        self.take_back(self.files[-1 - pick % len(self.files)])

    def take_back(self, file):
        at = self.later()
        above = set(self.history.files_above(file))
        batch = ImportBatch.objects.get(pk=file.number)
        if file.back is not None or above:
            with pytest.raises(ValidationError) as refusal:
                roll_back_batch(batch=batch, reason="wrong file")
            if file.back is None:
                newest = max(above, key=lambda each: each.number)
                assert ImportBatch.objects.get(pk=newest.number).file_name in str(refusal.value)
            return
        roll_back_batch(batch=batch, reason="wrong file")
        file.back = at

    @rule(identity=identities, value=st.sampled_from([Decimal(13), Decimal(14)]), is_hidden=st.booleans())
    def record_by_hand(self, identity, value, is_hidden):
        """A first value, or a revision of the one that we hold."""
        at = self.later()
        held = self.history.held(identity, at)
        if held is None and not Series.objects.filter(key=identity[0]).exists():
            return
        source, origin = self.origin(is_hidden)
        if held is None:
            series, period = Series.objects.get(key=identity[0]), Period.parse(identity[1])
            record_observation(series=series, period=period, source=source, value=value, resolution=1)
        else:
            revise_observation(
                observation=self.open_row(identity),
                source=source,
                reason="by hand",
                value=value,
                resolution=1,
                status="A",
            )
        self.history.say(identity, Saying(at, [origin], value))

    @rule(identity=identities, is_hidden=st.booleans())
    def withdraw(self, identity, is_hidden):
        at = self.later()
        if self.history.held(identity, at) is None:
            return
        source, origin = self.origin(is_hidden)
        withdraw_observation(observation=self.open_row(identity), source=source, reason="by mistake")
        self.history.say(identity, Saying(at, [origin], ends=True))

    @precondition(lambda self: self.origins)
    @rule(pick=picks)
    def show_or_hide_a_source(self, pick):
        origin = self.origins[-1 - pick % len(self.origins)]
        at = self.later()
        origin.since = at if origin.since is None else None
        set_public_from(source=Source.objects.get(pk=origin.key), moment=origin.since)

    # -- what must hold ---------------------------------------------------------------------------------------

    @invariant()
    def we_hold_and_readers_see_what_the_history_says(self):
        if not hasattr(self, "history"):
            return
        assert told(Observation.objects.current()) == self.history.all_held(self.now), "held"
        seen = self.history.all_seen(self.now)
        assert told(Observation.objects.shown()) == seen, "shown"
        assert told(Observation.objects.shown_in_order()) == seen, "shown in order"

    @invariant()
    def readers_see_as_of_each_earlier_moment_what_was_shown_then(self):
        for moment in getattr(self, "moments", [])[-3:]:
            assert told(Observation.objects.shown_as_of(moment)) == self.history.all_seen(self.now, moment), moment

    @invariant()
    def sums_are_those_of_what_readers_see(self):
        if not hasattr(self, "history"):
            return
        due: Counter = Counter()
        for (key, period), (value, _source) in self.history.all_seen(self.now).items():
            if value is not None and Period.parse(period).frequency in ("A", "M"):
                goods = key.split(".")[4].removeprefix("H6-").replace("TOTAL", "")
                due[goods, int(period[:4]), Period.parse(period).frequency] += value
        kept: Counter = Counter()
        for total in AnnualTotal.objects.all():
            goods = {0: "", 2: "10", 4: "1001"}[total.level if total.scheme != "TOTAL" else 0]
            kept[goods, total.year, total.basis] += total.value
        assert +kept == +due

    @invariant()
    def whoever_follows_the_changes_has_a_full_copy(self):
        if not hasattr(self, "history"):
            return
        self.place = follow(self.client, self.copy, self.place, page_size=100)
        assert self.copy == everything()


@pytest.mark.django_db
def test_any_history_is_told_rightly():
    profile = settings.default
    run_state_machine_as_test(
        Histories, settings=settings(profile, max_examples=max(4, profile.max_examples // 25), stateful_step_count=25)
    )
