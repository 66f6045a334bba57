"""What the newsroom does when a floor below reports a change, inside the writer's transaction."""

from django.dispatch import receiver

from articles.models import Change, Claim
from articles.services import follow_batch, hold_upcoming, recheck_claims
from events.signals import agreements_changed, events_changed, metrics_changed
from trade.signals import BatchChanges, observations_changed, sources_changed

LOGGED = {"revised": Change.Kind.REVISED, "withdrawn": Change.Kind.WITHDRAWN}


@receiver(observations_changed)
def follow_observations(sender, changes, **kwargs):
    if isinstance(changes, BatchChanges):
        follow_batch(changes)
        return
    Change.objects.bulk_create(
        Change(kind=LOGGED[change.kind], observation=change.observation, at=_moment(change.kind, change.observation))
        for change in changes
        if change.kind in LOGGED
    )
    hold_upcoming(recheck_claims(Claim.objects.about_observations(change.observation for change in changes)))


@receiver(metrics_changed)
def follow_metrics(sender, changes, **kwargs):
    Change.objects.bulk_create(
        Change(kind=LOGGED[change.kind], metric=change.metric, at=_moment(change.kind, change.metric))
        for change in changes
        if change.kind in LOGGED
    )
    hold_upcoming(recheck_claims(Claim.objects.about_metrics(change.metric for change in changes)))


@receiver(events_changed)
def follow_events(sender, events, **kwargs):
    recheck_claims(Claim.objects.filter(event__in=events))


@receiver(agreements_changed)
def follow_agreements(sender, agreements, **kwargs):
    recheck_claims(Claim.objects.filter(agreement__in=agreements))


@receiver(sources_changed)
def follow_sources(sender, sources, **kwargs):
    """A source that was shown or hidden bears on the claims of every record that rests on it or is cited from it."""
    recheck_claims(Claim.objects.resting_on(sources))


def _moment(kind, record):
    """When the change took place: a withdrawn row was closed then, a new one recorded."""
    return record.valid_to if kind == "withdrawn" else record.valid_from
