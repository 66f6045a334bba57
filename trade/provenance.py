"""What a record page says of a number besides the number: who states it, who else, and how it came about.

:func:`facts_of` is pure; :func:`attach_facts` loads what it needs for a whole list in a fixed number of queries.
A record has facts, never a state: only claims have states.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q

from trade.models import Observation, ObservationCitation, ReporterBasis, Source
from trade.quantities import gap_values


@dataclass(frozen=True, slots=True)
class Mirror:
    """Another reporter's current value of the same thing. ``gap`` is theirs less ours, in the unit of both."""

    observation: Observation
    gap: Decimal
    gap_percent: Decimal | None

    @property
    def differs(self) -> bool:
        return bool(self.gap)


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """``publishers`` counts independent publishers, ``vintages`` the values that readers may see for this period."""

    publishers: int
    reporter_basis: str
    mirror: tuple[Mirror, ...]
    vintages: int

    @property
    def is_revised(self) -> bool:
        return self.vintages > 1

    @property
    def is_inferred(self) -> bool:
        return self.reporter_basis == ReporterBasis.INFERRED

    @property
    def widest_gap(self) -> Mirror | None:
        """The other reporter whose value is farthest from this one; None where all agree or nobody else reports."""
        differing = [mirror for mirror in self.mirror if mirror.differs]
        return max(differing, key=lambda mirror: abs(mirror.gap), default=None)


def facts_of(
    observation: Observation,
    citations: Iterable[ObservationCitation],
    others: Iterable[Observation],
    vintages: int,
    source_is_hidden: bool = False,
) -> RecordFacts:
    """*citations* are those that may be shown, *others* the current values of the same thing by other reporters."""
    citations = list(citations)
    own = [] if source_is_hidden else [observation.source]
    supporting = [*own, *(c.source for c in citations if c.relation == "supports")]
    return RecordFacts(
        publishers=count_publishers(supporting),
        reporter_basis=reporter_basis(observation, citations),
        mirror=tuple(_mirrors(observation, others)),
        vintages=vintages,
    )


def sources_of(records: Iterable) -> list[Source]:
    """The public sources of *records* and of what they cite, each once, in the order in which they come.

    A record has a ``source``; citations that may be shown are its ``shown_citations``, if these are set.
    """
    found: dict[int, Source] = {}
    for record in records:
        for row in (record, *getattr(record, "shown_citations", ())):
            if row.source.is_public:
                found.setdefault(row.source_id, row.source)
    return list(found.values())


def count_publishers(sources: Iterable[Source]) -> int:
    """Distinct publishers; a source without one counts for itself."""
    return len({source.publisher or source.pk for source in sources})


def reporter_basis(observation: Observation, citations: Iterable[ObservationCitation]) -> str:
    """``stated`` when any source names the reporter, else ``inferred`` when any editor inferred it."""
    found = {observation.reporter_basis, *(c.reporter_basis for c in citations if c.relation == "supports")}
    order = (ReporterBasis.STATED, ReporterBasis.INFERRED, ReporterBasis.NOT_STATED)
    return next(str(basis.value) for basis in order if basis.value in found)


def _mirrors(observation: Observation, others: Iterable[Observation]) -> Iterator[Mirror]:
    mine = observation.quantity
    for other in others:
        if mine is not None and other.value is not None:
            difference, percent = gap_values(mine, other.quantity)
            tenths = None if percent is None else percent.quantize(Decimal("0.1"), ROUND_HALF_UP)
            yield Mirror(other, difference, tenths)


def attach_facts(observations: Sequence[Observation], at=None, as_of=None) -> Sequence[Observation]:
    """Sets ``facts``, ``shown_citations`` and ``number`` on each of *observations*, loaded ``with_provenance``.

    ``number`` counts the values that readers may see. With *as_of* the facts are those of that moment: what other
    reporters said then, the citations and vintages that there were.
    The number of queries does not depend on how many there are. Mirrors are current values; a superseded vintage is
    compared with them as well.
    """
    observations = list(observations)
    same = Q(
        series__thing__in={row.series.thing for row in observations},
        period_start__in={row.period_start for row in observations},
        period_end__in={row.period_end for row in observations},
    )
    open_rows = [] if as_of else [row for row in observations if row.is_current]
    shown = Observation.objects.shown_as_of(as_of, at) if as_of else Observation.objects.shown_in_order(at)
    shown = shown.exclude(pk__in=[row.pk for row in open_rows])
    # Many rows share few series and sources: loading each of those once is cheaper than joining them to every row.
    others = defaultdict(list)
    for row in (*open_rows, *shown.filter(same).prefetch_related("series", "source").order_by()):
        others[_thing(row)].append(row)
    vintages = _vintages(observations, at, as_of)
    numbers = Observation.objects.numbers(observations, at)
    hidden = set(Source.objects.hidden(at).values_list("pk", flat=True))
    for row in observations:
        rivals = [other for other in others[_thing(row)] if other.series_id != row.series_id]
        rivals.sort(key=lambda other: other.series.key)
        citations = [c for c in row.citations.all() if c.source_id not in hidden and _is_cited_by(c, as_of)]
        row.facts = facts_of(row, citations, rivals, vintages[_value(row)], row.source_id in hidden)
        row.shown_citations = citations
        row.number = numbers[row.pk]
    return observations


def _is_cited_by(citation: ObservationCitation, moment: datetime | None) -> bool:
    """Whether readers could see the citation at *moment*; whether they may now is asked apart."""
    return moment is None or (citation.added_at <= moment and citation.source.was_public(moment))


def _thing(row: Observation) -> tuple:
    """What makes two reporters' rows comparable."""
    return row.series.thing, row.period_start, row.period_end


def _value(row: Observation) -> tuple:
    """What all vintages of a value share."""
    return row.series_id, row.period_start, row.period_end


def _vintages(observations: list[Observation], at, as_of) -> dict[tuple, int]:
    """How many values readers may see, by series and period. Mostly all are the first, and that needs no query."""
    found = {_value(row): 1 for row in observations}
    several = [row for row in observations if row.vintage > 1 or not row.is_current]
    if not several:
        return found
    public = Observation.objects.public_then(as_of, at) if as_of else Observation.objects.public(at)
    rows = (
        public.filter(
            series__in={row.series_id for row in several},
            period_start__in={row.period_start for row in several},
            period_end__in={row.period_end for row in several},
        )
        .values_list("series", "period_start", "period_end")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return found | {tuple(value): count for *value, count in rows}
