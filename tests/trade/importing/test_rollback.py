"""A batch is taken back by compensating vintages; nothing is deleted."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.integrity import batches, totals, vintages
from articles.models import Change, ClaimState
from tests.factories import BILLION, make_observation, make_published_article, make_source
from tests.trade.importing.readings import KEY, counts, release, row, run
from trade.models import ImportBatch, Observation
from trade.services import revise_observation, roll_back_batch, set_public_from, withdraw_observation

pytestmark = pytest.mark.django_db


def batch_of(outcome) -> ImportBatch:
    return ImportBatch.objects.get(pk=outcome.batch)


def faults() -> list[str]:
    return [fault for rule in (vintages, batches, totals) for fault in rule()]


def test_what_was_revised_gets_its_value_back_and_what_was_added_is_withdrawn():
    run([row(2, "100")], release(published="2024"))
    second = batch_of(run([row(2, "101"), row(3, "7", period="2022")], release(title="Wrong", published="2025")))
    undone = roll_back_batch(batch=second, reason="wrong file")
    assert (undone.revised, undone.withdrawn, undone.unchanged, undone.rolls_back) == (1, 1, 0, second)
    first, wrong, again = Observation.objects.filter(period_end="2023-12-31").order_by("vintage")
    assert (first.value, wrong.value, again.value, again.vintage) == (100, 101, 100, 3)
    assert (again.source, again.revision_reason, again.batch) == (first.source, "wrong file", undone)
    withdrawn = Observation.objects.get(period_end="2022-12-31")
    assert (withdrawn.withdrawal.reason, withdrawn.valid_to) == ("wrong file", withdrawn.withdrawal.withdrawn_at)
    assert faults() == []


def test_two_imports_are_taken_back_the_later_one_first():
    earlier = batch_of(run([row(2, "100")]))
    later = batch_of(run([row(2, "101")], release(title="Later")))
    with pytest.raises(ValidationError, match=r"file\.csv"):
        roll_back_batch(batch=earlier, reason="wrong file")
    roll_back_batch(batch=later, reason="wrong file")
    assert Observation.objects.current().get().value == 100
    undone = roll_back_batch(batch=earlier, reason="wrong as well")
    assert (undone.revised, undone.withdrawn) == (0, 1)
    assert not Observation.objects.current().exists()
    assert faults() == []


def test_what_was_changed_since_stays_as_it_is():
    batch = batch_of(run([row(2, "100"), row(3, "7", period="2022"), row(4, "8", period="2021")]))
    revised, withdrawn, _untouched = Observation.objects.order_by("-period_end")
    revise_observation(observation=revised, source=revised.source, reason="typo", value=99)
    withdraw_observation(observation=withdrawn, source=make_source(), reason="typo")
    undone = roll_back_batch(batch=batch, reason="wrong file")
    assert (undone.revised, undone.withdrawn, undone.unchanged) == (0, 1, 2)
    assert list(Observation.objects.current().values_list("value", flat=True)) == [99]
    assert faults() == []


def test_a_value_that_had_been_withdrawn_before_is_withdrawn_again():
    withdraw_observation(observation=make_observation(KEY), source=make_source(), reason="by mistake")
    undone = roll_back_batch(batch=batch_of(run([row(2, "100")])), reason="wrong file")
    assert (undone.revised, undone.withdrawn) == (0, 1)
    assert not Observation.objects.current().exists()


def test_the_file_can_be_imported_again_afterwards():
    roll_back_batch(batch=batch_of(run([row(2, "100")])), reason="wrong file")
    assert counts(run([row(2, "100")])) == (1, 0, 0, 0)
    assert Observation.objects.current().get().vintage == 2


def test_a_rollback_reaches_the_published_figures_and_the_log():
    article = make_published_article(make_observation(KEY))
    verdict = ClaimState.objects.get(claim__version__article=article)
    before = verdict.state
    batch = batch_of(run([row(2, "47000000000"), row(3, "5", period="2020")]))
    verdict.refresh_from_db()
    assert verdict.state == "revised"
    roll_back_batch(batch=batch, reason="wrong file")
    verdict.refresh_from_db()
    assert verdict.state == before
    log = Change.objects.order_by("pk").values_list("kind", "observation__value")
    assert list(log) == [("revised", 47 * BILLION), ("revised", 41 * BILLION), ("withdrawn", 5)]


@pytest.mark.parametrize("again", ["the same", "the rollback", "without a reason"])
def test_a_batch_is_rolled_back_once_and_for_a_reason(again):
    batch = batch_of(run([row(2, "100")]))
    undone = roll_back_batch(batch=batch, reason="wrong file")
    target = undone if again == "the rollback" else batch
    with pytest.raises(ValidationError):
        roll_back_batch(batch=target, reason=" " if again == "without a reason" else "again")
    assert ImportBatch.objects.count() == 2


def test_the_command_says_what_it_took_back(capsys):
    batch = batch_of(run([row(2, "100")]))
    call_command("roll_back_import", batch.pk, reason="wrong file")
    assert "0 values put back, 1 withdrawn, 0 changed since" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no import"):
        call_command("roll_back_import", 10**6, reason="wrong file")


@pytest.mark.parametrize("hidden", [(), ("before",), ("before", "first")])
def test_a_value_that_was_taken_back_is_never_shown_again(hidden):
    sources = {name: make_source(title=name) for name in ("first", "before")}
    observation = make_observation(KEY, value=99, resolution=1, source=sources["first"])
    revise_observation(observation=observation, source=sources["before"], reason="revised", value=100)
    wrong = batch_of(run([row(2, "101")], release(title="Wrong")))
    roll_back_batch(batch=wrong, reason="wrong file")
    for name in hidden:
        set_public_from(source=sources[name], moment=None)
    taken_back = timezone.now()
    shown = {(): [100], ("before",): [99], ("before", "first"): []}[hidden]
    assert list(Observation.objects.shown().values_list("value", flat=True)) == shown
    assert list(Observation.objects.shown_in_order().values_list("value", flat=True)) == shown
    assert list(Observation.objects.shown_as_of(taken_back).values_list("value", flat=True)) == shown
    assert faults() == []
