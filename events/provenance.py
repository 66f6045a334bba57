"""What a page says of an event's record besides its words: how many publishers state it, and what became of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce

from events.models import Agreement, Event, Metric
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
    for metric in metrics:
        metric.shown_citations = shown(metric.citations.all())
        metric.facts = MetricFacts(count_publishers(supporting(metric)), metric.vintage > 1)
        metric.fate = fate_of(metric)
    return metrics


def publishers_of_agreement(agreement: Agreement) -> int:
    """How many publishers state the agreement or one of its statuses (both loaded by :mod:`events.details`)."""
    own = [agreement.source] if agreement.source.is_public else []
    return count_publishers([*own, *(source for status in agreement.statuses.all() for source in supporting(status))])


def publishers_of_event(event: Event) -> int:
    """The same for an event."""
    statuses = (status.source for status in event.statuses.all())
    return count_publishers([*supporting(event), *statuses])
