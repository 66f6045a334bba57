"""Writes of the events floor. Each verb is one transaction and tells the newsroom what it did.

All raise ``django.core.exceptions.ValidationError`` naming the field and the mend; nothing is written then.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import (
    Agreement,
    AgreementStatus,
    AgreementStatusCitation,
    Event,
    EventCitation,
    Metric,
    MetricCitation,
    MetricWithdrawal,
)
from events.signals import MetricChange, agreements_changed, events_changed, metrics_changed
from trade.models import Source
from trade.services import (
    CARRIED_OVER,
    close,
    insert,
    lock,
    next_vintage,
    refuse_older_release,
    reread_open,
    successor,
    supersede,
)


@transaction.atomic
def record_metric(*, event: Event, source: Source, user: Any = None, at=None, **values: Any) -> Metric:
    """Records the first value of a figure of *event*; *values* are fields of :class:`Metric`."""
    lock(event)
    row = Metric(event=event, source=source, recorded_by=user, valid_from=at or timezone.now(), **values)
    rows = Metric.objects.vintages_of(row)
    if rows.current().exists():
        raise ValidationError({"measure": _("This figure is recorded already; revise it instead.")})
    row.vintage = next_vintage(rows)
    if row.vintage > 1 and not row.revision_reason:
        row.revision_reason = str(_("recorded again after a withdrawal"))
    insert(row)
    tell([MetricChange("recorded", row)])
    return row


@transaction.atomic
def revise_metric(*, metric: Metric, source: Source, reason: str, user: Any = None, at=None, **values: Any) -> Metric:
    """Closes the open *metric* and records *values* as its next vintage; returns the new row."""
    lock(metric.event)
    metric = reread_open(metric)
    refuse_older_release(metric, source)
    row = successor(metric, CARRIED_OVER, values)
    row.event, row.participation = metric.event, metric.participation
    row.measure, row.nature, row.unit = metric.measure, metric.nature, metric.unit
    supersede(metric, row, source=source, reason=reason, user=user, at=at)
    tell([MetricChange("revised", row, metric)])
    return row


@transaction.atomic
def withdraw_metric(*, metric: Metric, source: Source, reason: str, user: Any = None, at=None) -> MetricWithdrawal:
    """Closes the open *metric* without a successor. Its value stays readable, with *reason*."""
    lock(metric.event)
    metric = reread_open(metric)
    moment = close(metric, at)
    withdrawal = MetricWithdrawal(metric=metric, source=source, reason=reason, withdrawn_by=user, withdrawn_at=moment)
    insert(withdrawal)
    tell([MetricChange("withdrawn", metric)])
    return withdrawal


@transaction.atomic
def cite_metric(*, metric: Metric, source: Source, relation: str, **values: Any) -> MetricCitation:
    citation = MetricCitation(metric=metric, source=source, relation=relation, **values)
    insert(citation)
    tell([MetricChange("cited", metric)])
    return citation


@transaction.atomic
def recite_metric(*, metric: Metric) -> None:
    """To be called after citations of *metric* were changed or removed otherwise than by a verb above."""
    tell([MetricChange("cited", metric)])


@transaction.atomic
def cite_event(*, event: Event, source: Source, relation: str, **values: Any) -> EventCitation:
    """Adds a further source to *event*; ``value`` is the edition number that it prints."""
    citation = EventCitation(event=event, source=source, relation=relation, **values)
    insert(citation)
    tell_events([event])
    return citation


@transaction.atomic
def change_event(*, event: Event) -> None:
    """Stores what an editor changed in *event*; claims such as «7th fair» are judged by its number."""
    event.full_clean()
    event.save()
    tell_events([event])


@transaction.atomic
def change_agreement(*, agreement: Agreement) -> None:
    """Stores what an editor changed in *agreement*, whose value claims may state."""
    agreement.full_clean()
    agreement.save()
    tell_agreements([agreement])


@transaction.atomic
def record_agreement_status(
    *, agreement: Agreement, status: str, source: Source, on: str = "", **values: Any
) -> AgreementStatus:
    row = AgreementStatus(agreement=agreement, status=status, source=source, on=on, **values)
    insert(row)
    tell_agreements([agreement])
    return row


@transaction.atomic
def cite_agreement_status(
    *, status: AgreementStatus, source: Source, relation: str, **values: Any
) -> AgreementStatusCitation:
    citation = AgreementStatusCitation(status=status, source=source, relation=relation, **values)
    insert(citation)
    tell_agreements([status.agreement])
    return citation


def tell(changes: Iterable[MetricChange]) -> None:
    metrics_changed.send(sender=Metric, changes=list(changes))


def tell_events(events: Iterable[Event]) -> None:
    events_changed.send(sender=Event, events=list(events))


def tell_agreements(agreements: Iterable[Agreement]) -> None:
    agreements_changed.send(sender=Agreement, agreements=list(agreements))
