"""Gathers what bears on claims: a :class:`~articles.states.Case` for each, in a number of queries that is the same
for one claim and for a thousand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from articles.models import Article, Claim
from articles.states import Case, Evidence
from events.models import EventCitation, Metric, MetricCitation, Person
from trade.models import Observation, ObservationCitation, Series, Source
from trade.quantities import Quantity, implied_base


@dataclass(slots=True)
class Voices:
    """The sources and publishers that cannot confirm a story: its own texts, their publishers and whom it quotes."""

    sources: set[int] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)
    authors: set[str] = field(default_factory=set)

    def are_independent_of(self, source: Source) -> bool:
        return not (source.pk in self.sources or source.publisher in self.publishers or source.author in self.authors)


def cases_of(claims: Iterable[Claim]) -> dict[int, Case]:
    """The case of each claim that has a binding other than an exemption, by primary key."""
    claims = [claim for claim in claims if claim.is_bound and not claim.exempt_reason]
    voices = voices_of({claim.text_of.story_id for claim in claims})
    observations = ObservationFacts([claim.observation for claim in claims if claim.observation_id])
    metrics = MetricFacts([claim.metric for claim in claims if claim.metric_id])
    citations = _event_citations([claim.event_id for claim in claims if claim.event_id])
    cases = {}
    for claim in claims:
        own = voices[claim.text_of.story_id]
        if claim.observation_id:
            found = observations.about(claim.observation, own)
        elif claim.metric_id:
            found = metrics.about(claim.metric, own)
        elif claim.event_id:
            found = _about_event(claim, citations[claim.event_id], own)
        elif claim.agreement_id:
            found = _about_agreement(claim, own)
        else:
            found = {"has_record": False}
        cases[claim.pk] = Case(
            text=claim.quantity,
            reporter=claim.reporter_id or "",
            explained=bool(claim.explanation),
            unit_inferred=claim.unit_inferred,
            **found,
        )
    return cases


def voices_of(stories: set[int]) -> dict[int, Voices]:
    voices: dict[int, Voices] = defaultdict(Voices)
    for article in Article.objects.filter(story__in=stories, source__isnull=False).select_related("source"):
        voice = voices[article.story_id]
        voice.sources.add(article.source_id)
        voice.publishers |= {article.source.publisher} - {""}
        voice.authors |= {article.source.author, article.byline} - {""}
    quoted = Person.speaks_in.through.objects.filter(person__statements__story__in=stories)
    for story, source in quoted.values_list("person__statements__story", "source"):
        voices[story].sources.add(source)
    return voices


def facts_of(source: Source, quantity: Quantity | None, unit: str, **more: Any) -> dict[str, Any]:
    """What a reason shows of one piece of evidence, in plain JSON values."""
    facts = {"source": source.pk, "publisher": source.publisher or source.title, "unit": unit, **more}
    if quantity is not None:
        facts |= {
            "value": format(quantity.value.normalize(), "f"),
            "resolution": format(quantity.resolution.normalize(), "f"),
            "qualifier": str(quantity.qualifier),
        }
    return facts


def _own_word(record, voices: Voices, unit: str, /, **more: Any) -> Evidence:
    """What the first source of *record* says: the record's value."""
    facts = facts_of(record.source, record.quantity, unit, **more)
    return Evidence(
        record.quantity,
        "supports",
        voices.are_independent_of(record.source),
        reporter=more.get("reporter", ""),
        elsewhere=more.get("elsewhere", False),
        own=True,
        facts={k: v for k, v in facts.items() if k != "elsewhere"},
    )


def _cited(citation, voices: Voices, unit: str, /, **more: Any) -> Evidence:
    facts = facts_of(citation.source, citation.quantity, unit, **more)
    return Evidence(
        citation.quantity,
        citation.relation,
        voices.are_independent_of(citation.source),
        reporter=more.get("reporter", ""),
        elsewhere=more.get("elsewhere", False),
        facts={k: v for k, v in facts.items() if k != "elsewhere"},
    )


def _change_facts(bound, current) -> dict[str, Any]:
    """Then and now, for a claim whose record moved."""
    facts = {
        "was": format(bound.value.normalize(), "f"),
        "was_resolution": format(bound.resolution.normalize(), "f"),
    }
    if current is None:
        return facts | {
            "on": bound.valid_to.isoformat(),
            "unit": bound.series.unit if hasattr(bound, "series") else bound.unit,
        }
    unit = current.series.unit if hasattr(current, "series") else current.unit
    return facts | facts_of(current.source, current.quantity, unit, on=current.valid_from.isoformat())


class ObservationFacts:
    """Current values of the same things, their citations and the bases of growth figures, for many observations."""

    def __init__(self, observations: list[Observation]):
        same = Q(
            series__thing__in={row.series.thing for row in observations},
            period_start__in={row.period_start for row in observations},
            period_end__in={row.period_end for row in observations},
        )
        self.current: dict[tuple, list[Observation]] = defaultdict(list)
        self.citations: dict[tuple, list[ObservationCitation]] = defaultdict(list)
        self.hidden_successors: set[tuple] = set()
        if not observations:
            return
        rows = Observation.objects.current().filter(same).select_related("series", "source")
        public = set(Observation.objects.current().public().filter(same).values_list("pk", flat=True))
        for row in rows:
            if row.pk in public:
                self.current[self.thing(row)].append(row)
            else:
                self.hidden_successors.add((row.series_id, row.period))
        cited = Q(**{f"observation__{name}": value for name, value in same.children})
        for citation in (
            ObservationCitation.objects.public().filter(cited).select_related("source", "observation__series")
        ):
            self.citations[self.thing(citation.observation)].append(citation)
        self.bases = GrowthBases([row for row in observations if row.series.measure == Series.Measure.GROWTH])

    @staticmethod
    def thing(row: Observation) -> tuple:
        return row.series.thing, row.period

    def about(self, bound: Observation, voices: Voices) -> dict[str, Any]:
        thing = self.thing(bound)
        rows = self.current[thing]
        own = next((row for row in rows if row.series_id == bound.series_id), None)
        if own is None and (bound.is_current or (bound.series_id, bound.period) in self.hidden_successors):
            own = bound
        return {
            "bound": bound.quantity,
            "current": own and own.quantity,
            "current_facts": _change_facts(bound, own) if own is None or own.pk != bound.pk else {},
            "evidence": tuple(self._evidence(bound, own, rows, self.citations[thing], voices)),
            "notes": tuple(self.bases.notes_on(own or bound)) if bound.series.measure == "G" else (),
        }

    def _evidence(self, bound, own, rows, citations, voices) -> Iterator[Evidence]:
        for row in ([own] if own else []) + [row for row in rows if row.series_id != bound.series_id]:
            yield _own_word(
                row,
                voices,
                row.series.unit,
                reporter=row.series.reporter_id,
                elsewhere=row.series_id != bound.series_id,
                record=row.pk,
            )
        for citation in citations:
            series = citation.observation.series
            elsewhere = series.pk != bound.series_id
            yield _cited(citation, voices, series.unit, reporter=series.reporter_id, elsewhere=elsewhere)


class GrowthBases:
    """For growth figures: the value that the growth leads to, the base that both imply, and what is recorded of it."""

    def __init__(self, growths: list[Observation]):
        self.values: dict[tuple, list[Observation]] = defaultdict(list)
        if not growths:
            return
        periods = {row.period for row in growths} | {row.period.same_period_before() for row in growths}
        rows = (
            Observation.objects.current()
            .public()
            .filter(
                series__measure=Series.Measure.VALUE,
                series__area__in={row.series.area_id for row in growths},
                series__counterpart__in={row.series.counterpart_id for row in growths},
                period_start__in={period.start for period in periods},
                period_end__in={period.end for period in periods},
            )
        )
        for row in rows.select_related("series", "source"):
            self.values[self._what(row.series), row.period].append(row)

    @staticmethod
    def _what(series: Series) -> tuple:
        return series.area_id, series.counterpart_id, series.flow, series.commodity_id, series.trade_type

    def notes_on(self, growth: Observation) -> Iterator[dict[str, Any]]:
        what, before = self._what(growth.series), growth.period.same_period_before()
        value = next(
            (r for r in self.values[what, growth.period] if r.series.reporter_id == growth.series.reporter_id),
            None,
        )
        if value is None or value.quantity is None or growth.quantity is None:
            return
        recorded = self.values[what, before]
        if not any(row.series.reporter_id == growth.series.reporter_id for row in recorded):
            yield from self._computed_base(value, growth, before.iso)
        for row in recorded:
            if row.series.reporter_id != growth.series.reporter_id and row.series.unit == value.series.unit:
                facts = facts_of(row.source, row.quantity, row.series.unit, reporter=row.series.reporter_id)
                yield {"code": "mirror_base", "period": before.iso, "record": row.pk, **facts}

    @staticmethod
    def _computed_base(value: Observation, growth: Observation, period: str) -> Iterator[dict[str, Any]]:
        """What the value was before it grew; nothing where a bound or a total loss leaves it open."""
        try:
            base = implied_base(value.quantity, growth.quantity)
        except ValueError:
            return
        if base.interval.low is None or base.interval.high is None:
            return
        yield {
            "code": "base_is_computed",
            "value": format(base.rounded.normalize(), "f"),
            "low": f"{base.interval.low:.0f}",
            "high": f"{base.interval.high:.0f}",
            "unit": value.series.unit,
            "from_value": format(value.value.normalize(), "f"),
            "from_growth": format(growth.value.normalize(), "f"),
            "period": period,
        }


class MetricFacts:
    """Current values and citations of many event metrics."""

    def __init__(self, metrics: list[Metric]):
        events = {metric.event_id for metric in metrics}
        self.current: dict[tuple, Metric] = {}
        self.hidden_successors: set[tuple] = set()
        self.citations: dict[tuple, list[MetricCitation]] = defaultdict(list)
        if not metrics:
            return
        rows = Metric.objects.current().filter(event__in=events)
        public = set(rows.public().values_list("pk", flat=True))
        for row in rows.select_related("source"):
            if row.pk in public:
                self.current[self.thing(row)] = row
            else:
                self.hidden_successors.add(self.thing(row))
        cited = MetricCitation.objects.public().filter(metric__event__in=events)
        for citation in cited.select_related("source", "metric"):
            self.citations[self.thing(citation.metric)].append(citation)

    @staticmethod
    def thing(metric: Metric) -> tuple:
        return tuple(metric.identity().values())

    def about(self, bound: Metric, voices: Voices) -> dict[str, Any]:
        thing = self.thing(bound)
        own = self.current.get(thing)
        if own is None and (bound.is_current or thing in self.hidden_successors):
            own = bound
        evidence = [_own_word(own, voices, own.unit)] if own else []
        evidence += [_cited(citation, voices, bound.unit) for citation in self.citations[thing]]
        return {
            "bound": bound.quantity,
            "current": own and own.quantity,
            "current_facts": _change_facts(bound, own) if own is None or own.pk != bound.pk else {},
            "evidence": tuple(evidence),
        }


def _event_citations(events: list[int]) -> dict[int, list[EventCitation]]:
    found: dict[int, list[EventCitation]] = defaultdict(list)
    if events:
        for citation in EventCitation.objects.public().filter(event__in=events).select_related("source"):
            found[citation.event_id].append(citation)
    return found


def _about_event(claim: Claim, citations: list[EventCitation], voices: Voices) -> dict[str, Any]:
    event = claim.event
    evidence = [_own_word(event, voices, "")] + [_cited(citation, voices, "") for citation in citations]
    # An event keeps no vintages of its number; when it was bound it said what the text says.
    return {"bound": claim.quantity, "current": event.quantity, "evidence": tuple(evidence)}


def _about_agreement(claim: Claim, voices: Voices) -> dict[str, Any]:
    agreement = claim.agreement
    evidence = (_own_word(agreement, voices, agreement.unit),)
    return {"bound": claim.quantity, "current": agreement.quantity, "evidence": evidence}
