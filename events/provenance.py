"""What a page says of an event's record besides its words: how many publishers state it, and what became of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce

from events.models import Agreement, AgreementStatus, Event, EventStatus, Metric
from trade.history import fate_of
from trade.models import Source
from trade.provenance import count_publishers

IDENTITY = ("event", "measure", "nature", "unit")


@dataclass(frozen=True, slots=True)
class MetricFacts:
    """``publishers`` counts the independent publishers that readers may see; an event has no mirror."""

    publishers: int
    is_revised: bool


def supporting(record: Any) -> Iterator[Source]:
    """The public sources that state *record*: its own and the supporting citations (prefetched with their sources)."""
    if record.source.is_public:
        yield record.source
    yield from (citation.source for citation in shown(record.citations.all()) if citation.relation == "supports")


def shown(citations: Iterable[Any]) -> list[Any]:
    return [citation for citation in citations if citation.source.is_public]


def with_fate(metrics: QuerySet) -> QuerySet:
    """Adds ``is_superseded``: readers may see a later value of the same figure."""
    part = Coalesce("participation", Value(0))
    same = {name: OuterRef(name) for name in IDENTITY}
    later = (
        Metric.objects.public()
        .annotate(part=part)
        .filter(**same, part=OuterRef("part"), vintage__gt=OuterRef("vintage"))
    )
    return metrics.annotate(part=part).annotate(is_superseded=Exists(later)).select_related("withdrawal__source")


def attach_facts(metrics: Iterable[Metric]) -> list[Metric]:
    """Sets ``facts``, ``fate`` and ``shown_citations``; *metrics* are loaded ``with_provenance`` and ``with_fate``."""
    metrics = list(metrics)
    numbers = Metric.objects.numbers(metrics)
    for metric in metrics:
        metric.shown_citations = shown(metric.citations.all())
        metric.facts = MetricFacts(count_publishers(supporting(metric)), numbers[metric.pk] > 1)
        metric.number = numbers[metric.pk]
        metric.fate = fate_of(metric)
    return metrics


def publishers_of_agreement(agreement: Agreement) -> int:
    """How many publishers state the legal status that is shown (loaded by :mod:`events.details`, the latest first).

    Where none is stated, how many name the agreement. A source of another status does not confirm this one.
    """
    stated = [status for status in agreement.statuses.all() if status.status != AgreementStatus.Status.UNSTATED]
    own = [agreement.source] if agreement.source.is_public else []
    return _publishers_of_latest(stated, own)


def publishers_of_event(event: Event) -> int:
    """The same for what became of an event."""
    return _publishers_of_latest(event.statuses.all(), supporting(event))


def _publishers_of_latest(statuses: Iterable[Any], otherwise: Iterable[Source]) -> int:
    latest, *others = list(statuses) or [None]
    if latest is None:
        return count_publishers(otherwise)
    same = [latest, *(status for status in others if status.status == latest.status)]
    return count_publishers(source for status in same for source in _sources_of(status))


def _sources_of(status: AgreementStatus | EventStatus) -> Iterator[Source]:
    return supporting(status) if hasattr(status, "citations") else iter([status.source])
