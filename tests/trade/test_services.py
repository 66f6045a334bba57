"""Recording, revising, withdrawing and citing observations."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from tests.factories import BILLION, make_observation, make_series, make_source
from trade.models import Observation
from trade.periods import Period
from trade.services import (
    cite_observation,
    record_observation,
    revise_observation,
    set_public_from,
    withdraw_observation,
)
from trade.signals import observations_changed, sources_changed

pytestmark = pytest.mark.django_db
YEAR = Period.year(2023)


@pytest.fixture
def heard():
    """What the floors above were told."""
    told = []

    def listen(sender, changes, **kwargs):
        told.extend(changes)

    observations_changed.connect(listen)
    yield told
    observations_changed.disconnect(listen)


def revised(observation, value="42", **fields):
    defaults = {"source": make_source(), "reason": "newer release", "value": Decimal(value) * BILLION}
    return revise_observation(observation=observation, **defaults | fields)


def test_recording_makes_the_first_vintage(heard):
    row = record_observation(series=make_series(), period=YEAR, source=make_source(), value=BILLION, resolution=1)
    assert (row.vintage, row.valid_to) == (1, None)
    assert [(change.kind, change.observation) for change in heard] == [("recorded", row)]


def test_a_period_that_has_a_value_is_revised_not_recorded():
    row = make_observation()
    with pytest.raises(ValidationError) as refusal:
        record_observation(series=row.series, period=row.period, source=make_source(), value=1, resolution=1)
    assert "period_start" in refusal.value.message_dict


def test_revising_closes_the_old_row_when_the_new_one_begins(heard):
    old = make_observation()
    new = revised(old)
    old.refresh_from_db()
    assert (new.vintage, new.value, new.period) == (2, 42 * BILLION, old.period)
    assert old.valid_to == new.valid_from
    assert [(change.kind, change.previous) for change in heard] == [("revised", old)]


def test_a_revision_keeps_what_it_does_not_change():
    old = make_observation(unit_inferred=True, resolution=BILLION)
    assert revised(old).unit_inferred is True
    assert revised(Observation.objects.current().get()).resolution == BILLION


def test_every_vintage_stays_readable():
    first = make_observation()
    second = revised(first)
    third = revised(second, "43")
    assert list(Observation.objects.vintages_of(third)) == [first, second, third]
    assert list(Observation.objects.current()) == [third]
    assert list(Observation.objects.as_of(second.valid_from)) == [second]


def test_a_revision_needs_a_reason():
    row = make_observation()
    with pytest.raises(ValidationError) as refusal:
        revised(row, reason="  ")
    assert "Say why the value changed" in str(refusal.value) or refusal.value.messages
    row.refresh_from_db()
    assert row.valid_to is None


def test_a_superseded_row_cannot_be_revised_again():
    row = make_observation()
    revised(row)
    with pytest.raises(ValidationError):
        revised(row, "43")
    assert Observation.objects.count() == 2


@pytest.mark.parametrize(
    ("old", "new", "refused"),
    [
        ("2024-03", "2023", True),
        ("2024-03", "2024-02-28", True),
        ("2024-03", "2024-03-01", False),
        ("2024", "2024-01", False),
        ("2024", "", False),
        ("", "2001", False),
    ],
)
def test_a_release_known_to_be_older_never_supersedes_a_newer_one(old, new, refused):
    row = make_observation(source=make_source(published=old))
    source = make_source(published=new)
    if refused:
        with pytest.raises(ValidationError) as refusal:
            revised(row, source=source)
        assert "source" in refusal.value.message_dict
    else:
        assert revised(row, source=source).vintage == 2


def test_a_withdrawn_value_leaves_no_open_row_and_can_be_recorded_again(heard):
    row = make_observation()
    withdraw_observation(observation=row, source=make_source(), reason="printed by mistake")
    assert not Observation.objects.current().exists()
    again = record_observation(series=row.series, period=row.period, source=make_source(), value=1, resolution=1)
    assert again.vintage == 2
    assert [change.kind for change in heard] == ["withdrawn", "recorded"]


def test_a_withdrawal_needs_a_reason():
    with pytest.raises(ValidationError):
        withdraw_observation(observation=make_observation(), source=make_source(), reason="")
    assert Observation.objects.current().count() == 1


def test_a_clock_that_runs_behind_never_makes_a_row_end_before_it_begins():
    row = make_observation()
    new = revised(row, at=datetime(2001, 1, 1, tzinfo=UTC))
    row.refresh_from_db()
    assert row.valid_to == row.valid_from == new.valid_from


def test_a_source_is_cited_once_for_a_record(heard):
    row, source = make_observation(), make_source()
    cite_observation(observation=row, source=source, relation="supports", value=41 * BILLION, resolution=BILLION)
    with pytest.raises(ValidationError):
        cite_observation(observation=row, source=source, relation="differs")
    assert [change.kind for change in heard] == ["cited"]


def test_hiding_a_source_is_told_and_hides_what_rests_on_it():
    told = []

    def listen(sender, sources, **kwargs):
        told.extend(sources)

    sources_changed.connect(listen)
    row = make_observation()
    set_public_from(source=row.source, moment=None)
    sources_changed.disconnect(listen)
    assert told == [row.source]
    assert not Observation.objects.public().exists()


def test_readers_see_the_newest_vintage_that_is_public():
    first = make_observation()
    hidden = make_source(public_from=None)
    second = revised(first, source=hidden)
    assert list(Observation.objects.shown()) == [first]
    third = revised(second, "43")
    assert list(Observation.objects.shown()) == [third]


def test_readers_see_no_value_that_was_withdrawn_and_recorded_again_out_of_sight():
    row = make_observation()
    withdraw_observation(observation=row, source=make_source(), reason="printed by mistake")
    record_observation(
        series=row.series, period=row.period, source=make_source(public_from=None), value=1, resolution=1
    )
    assert not Observation.objects.shown().exists()


def test_a_record_of_a_hidden_source_shows_once_a_public_one_is_cited():
    row = make_observation(source=make_source(public_from=None))
    assert not Observation.objects.public().exists()
    cite_observation(observation=row, source=make_source(), relation="supports")
    assert list(Observation.objects.public()) == [row]


def test_a_value_more_precise_than_the_resolution_that_it_takes_over_is_refused():
    with override("en"), pytest.raises(ValidationError, match="more digits than the resolution"):
        revise_observation(
            observation=make_observation(), source=make_source(), reason="release", value=Decimal("41.02")
        )
