"""Gathers what bears on claims: a :class:`~articles.states.Case` for each, in a number of queries that is the same
for one claim and for a thousand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Q

from articles.models import Article, Claim
from articles.states import Case, Evidence
from events.models import EventCitation, Metric, MetricCitation, MetricWithdrawal, Person
from trade.models import Observation, ObservationCitation, ObservationWithdrawal, Series, Source
from trade.quantities import Quantity, implied_base
from trade.words.languages import COLUMNS


@dataclass(slots=True)
class Voices:
    """The sources and publishers that cannot confirm a story: its own texts, their publishers and whom it quotes."""

    sources: set[int] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)
    authors: set[str] = field(default_factory=set)

    def with_author(self, byline: str) -> "Voices":
        """The same for one text of the story, signed by *byline*."""
        return replace(self, authors=self.authors | {byline} - {""})

    def are_independent_of(self, source: Source) -> bool:
        return not (source.pk in self.sources or source.publisher in self.publishers or source.author in self.authors)


def cases_of(claims: Iterable[Claim]) -> dict[int, Case]:
    """The case of each claim that has a binding other than an exemption, by primary key."""
    claims = [claim for claim in claims if claim.is_bound and not claim.exempt_reason]
    voices = voices_of({claim.text_of.story_id for claim in claims})
    hidden = hidden_sources()
    observations = ObservationFacts([claim.observation for claim in claims if claim.observation_id], hidden)
    metrics = MetricFacts([claim.metric for claim in claims if claim.metric_id], hidden)
    citations = _event_citations([claim.event_id for claim in claims if claim.event_id])
    cases = {}
    for claim in claims:
        text = claim.article or claim.version
        own = voices[claim.text_of.story_id].with_author(text.byline)
        if claim.observation_id:
            found = observations.about(claim.observation, own)
        elif claim.metric_id:
            found = metrics.about(claim.metric, own)
        elif claim.event_id:
            found = _about_event(claim, citations[claim.event_id], own, hidden)
        elif claim.agreement_id:
            found = _about_agreement(claim, own, hidden)
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


def hidden_sources() -> set[int]:
    """The sources that no reason may name now; they prove nothing to readers either."""
    return set(Source.objects.hidden().values_list("pk", flat=True))


def voices_of(stories: set[int]) -> dict[int, Voices]:
    voices: dict[int, Voices] = defaultdict(Voices)
    for article in Article.objects.filter(story__in=stories, source__isnull=False).select_related("source"):
        voice = voices[article.story_id]
        voice.sources.add(article.source_id)
        voice.publishers |= {article.source.publisher} - {""}
        voice.authors |= {article.source.author} - {""}
    names = [f"name_{column}" for column in COLUMNS]
    quoted = Person.objects.filter(statements__story__in=stories)
    for story, source, *spellings in quoted.values_list("statements__story", "speaks_in", *names):
        voices[story].sources |= {source} - {None}
        voices[story].authors |= set(spellings) - {""}
    return voices


def facts_of(source: Source | None, quantity: Quantity | None, unit: str, **more: Any) -> dict[str, Any]:
    """What a reason shows of one piece of evidence, in plain JSON values; of a hidden source (None) nothing."""
    facts = {"unit": unit, **more}
    if source:
        facts |= {"source": source.pk, "publisher": source.publisher or source.title}
    if quantity is not None:
        facts |= {
            "value": format(quantity.value.normalize(), "f"),
            "resolution": format(quantity.resolution.normalize(), "f"),
            "qualifier": str(quantity.qualifier),
        }
    return facts


def _own_word(record, source: Source, voices: Voices, unit: str, /, **more: Any) -> Evidence:
    """What *record* says on the word of *source*, its first source or, where that is hidden, the first one shown."""
    facts = facts_of(source, record.quantity, unit, **more)
    return Evidence(
        record.quantity,
        "supports",
        voices.are_independent_of(source),
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


def _change_facts(bound, current, source: Source | None, withdrawn_at: datetime | None) -> dict[str, Any]:
    """Then and now, for a claim whose record moved; nothing if it did not, or held no value when it was bound."""
    if bound.quantity is None or bound == current:
        return {}
    facts = _was(bound.quantity)
    if current is None:
        return facts | {"on": (withdrawn_at or bound.valid_to).isoformat(), "unit": bound.unit}
    return facts | facts_of(source, current.quantity, current.unit, on=current.valid_from.isoformat())


def _was(quantity: Quantity) -> dict[str, str]:
    return {
        "was": format(quantity.value.normalize(), "f"),
        "was_resolution": format(quantity.resolution.normalize(), "f"),
    }


class MeasurementFacts:
    """What readers may see of the values of many things: shown rows, citations and withdrawals, by thing."""

    def __init__(self, hidden: set[int]) -> None:
        self.shown: dict[tuple, list] = defaultdict(list)
        self.citations: dict[tuple, list] = defaultdict(list)
        self.withdrawn: dict[tuple, tuple[int, datetime]] = {}
        self.hidden = hidden

    @staticmethod
    def identity(row) -> tuple:
        """What all vintages of one value share."""
        raise NotImplementedError

    def now(self, bound, rows: list):
        """The row that readers see in the place of *bound*; None after a withdrawal.

        Where none is to be seen, as before the publication of the text that it was made from, *bound* stands.
        """
        identity = self.identity(bound)
        own = next((row for row in rows if self.identity(row) == identity), None)
        vintage, _moment = self.withdrawn.get(identity, (0, None))
        return bound if own is None and vintage < bound.vintage else own

    def source_of(self, row, citations: Iterable) -> Source | None:
        """The first source of *row* that readers may see; None if there is none."""
        if row.source_id not in self.hidden:
            return row.source
        cited = (c.source for c in citations if self.identity(self.row_of(c)) == self.identity(row))
        return next(cited, None)

    @staticmethod
    def row_of(citation):
        raise NotImplementedError

    def changes(self, bound, own, citations: Iterable) -> dict[str, Any]:
        source = own and self.source_of(own, citations)
        _vintage, withdrawn_at = self.withdrawn.get(self.identity(bound), (0, None))
        return {
            "bound": bound.quantity,
            "current": own and own.quantity,
            "current_facts": _change_facts(bound, own, source, withdrawn_at),
        }


class ObservationFacts(MeasurementFacts):
    """The same things by all reporters, and the bases of growth figures, for many observations."""

    def __init__(self, observations: list[Observation], hidden: set[int]):
        super().__init__(hidden)
        if not observations:
            return
        same = Q(
            series__thing__in={row.series.thing for row in observations},
            period_start__in={row.period_start for row in observations},
            period_end__in={row.period_end for row in observations},
        )
        for row in exactly(Observation.objects.shown().filter(same), observations):
            self.shown[self.thing(row)].append(row)
        of_these = Q(**{f"observation__{name}": value for name, value in same.children})
        cited = ObservationCitation.objects.public().filter(of_these).order_by("pk")
        for citation in cited.select_related("source", "observation__series"):
            self.citations[self.thing(citation.observation)].append(citation)
        withdrawn = ObservationWithdrawal.objects.public().filter(of_these).order_by("withdrawn_at")
        for withdrawal in withdrawn.select_related("observation"):
            self.withdrawn[self.identity(withdrawal.observation)] = (
                withdrawal.observation.vintage,
                withdrawal.withdrawn_at,
            )
        growths = [row for row in observations if row.series.measure == Series.Measure.GROWTH]
        self.bases = GrowthBases(growths, self.hidden)

    @staticmethod
    def identity(row: Observation) -> tuple:
        return row.series_id, row.period

    @staticmethod
    def row_of(citation: ObservationCitation) -> Observation:
        return citation.observation

    @staticmethod
    def thing(row: Observation) -> tuple:
        return row.series.thing, row.period

    def about(self, bound: Observation, voices: Voices) -> dict[str, Any]:
        rows, citations = self.shown[self.thing(bound)], self.citations[self.thing(bound)]
        own = self.now(bound, rows)
        others = [row for row in rows if row.series_id != bound.series_id]
        # What was said of a record that is withdrawn is no longer said of anything.
        standing = {bound.series_id, *(row.series_id for row in others)}
        citations = [citation for citation in citations if citation.observation.series_id in standing]
        return self.changes(bound, own, citations) | {
            "evidence": tuple(self._evidence(bound, [own, *others] if own else others, citations, voices)),
            "notes": tuple(self.bases.notes_on(own or bound)) if bound.series.measure == "G" else (),
        }

    def _evidence(self, bound, rows, citations, voices) -> Iterator[Evidence]:
        for row in rows:
            source = self.source_of(row, citations)
            if source:
                yield _own_word(row, source, voices, row.unit, **self._whose(row, bound), record=row.pk)
        for citation in citations:
            row = citation.observation
            yield _cited(citation, voices, row.unit, **self._whose(row, bound))

    @staticmethod
    def _whose(row: Observation, bound: Observation) -> dict[str, Any]:
        """The same reporter's value at another valuation is not another reporter's word."""
        reporter = row.series.reporter_id
        return {"reporter": reporter, "elsewhere": reporter != bound.series.reporter_id}


def exactly(candidates, observations: list[Observation]) -> Iterable[Observation]:
    """Those of *candidates* (any of these things in any of these periods) that are one of them in its own period."""
    wanted = {(row.series.thing, row.period_start, row.period_end) for row in observations}
    found = candidates.order_by().values_list("pk", "series__thing", "period_start", "period_end")
    keys = [pk for pk, *thing in found if tuple(thing) in wanted]
    return Observation.objects.filter(pk__in=keys).select_related("series", "source")


class GrowthBases:
    """For growth figures: the value that the growth leads to, the base that both imply, and what is recorded of it."""

    def __init__(self, growths: list[Observation], hidden: set[int]):
        self.hidden = hidden
        self.values: dict[tuple, list[Observation]] = defaultdict(list)
        if not growths:
            return
        periods = {row.period for row in growths} | {row.period.same_period_before() for row in growths}
        rows = Observation.objects.shown().filter(
            series__measure=Series.Measure.VALUE,
            series__area__in={row.series.area_id for row in growths},
            series__counterpart__in={row.series.counterpart_id for row in growths},
            period_start__in={period.start for period in periods},
            period_end__in={period.end for period in periods},
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
            if row.series.reporter_id != growth.series.reporter_id and row.unit == value.unit and row.quantity:
                source = None if row.source_id in self.hidden else row.source
                facts = facts_of(source, row.quantity, row.unit, reporter=row.series.reporter_id)
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


class MetricFacts(MeasurementFacts):
    """The same for many event metrics, each of which is a thing of its own."""

    def __init__(self, metrics: list[Metric], hidden: set[int]):
        super().__init__(hidden)
        if not metrics:
            return
        events = {metric.event_id for metric in metrics}
        for row in Metric.objects.shown().filter(event__in=events).select_related("source"):
            self.shown[self.identity(row)].append(row)
        cited = MetricCitation.objects.public().filter(metric__event__in=events).order_by("pk")
        for citation in cited.select_related("source", "metric"):
            self.citations[self.identity(citation.metric)].append(citation)
        withdrawn = MetricWithdrawal.objects.public().filter(metric__event__in=events).order_by("withdrawn_at")
        for withdrawal in withdrawn.select_related("metric"):
            self.withdrawn[self.identity(withdrawal.metric)] = withdrawal.metric.vintage, withdrawal.withdrawn_at

    @staticmethod
    def identity(row: Metric) -> tuple:
        return tuple(row.identity().values())

    @staticmethod
    def row_of(citation: MetricCitation) -> Metric:
        return citation.metric

    def about(self, bound: Metric, voices: Voices) -> dict[str, Any]:
        citations = self.citations[self.identity(bound)]
        own = self.now(bound, self.shown[self.identity(bound)])
        source = own and self.source_of(own, citations)
        evidence = [_own_word(own, source, voices, own.unit)] if source else []
        evidence += [_cited(citation, voices, bound.unit) for citation in citations]
        return self.changes(bound, own, citations) | {"evidence": tuple(evidence)}


def _event_citations(events: list[int]) -> dict[int, list[EventCitation]]:
    found: dict[int, list[EventCitation]] = defaultdict(list)
    if events:
        for citation in EventCitation.objects.public().filter(event__in=events).select_related("source"):
            found[citation.event_id].append(citation)
    return found


def _about_event(claim: Claim, citations: list[EventCitation], voices: Voices, hidden: set[int]) -> dict[str, Any]:
    facts = _about_editable(claim, claim.event, "", voices, hidden)
    return facts | {"evidence": (*facts["evidence"], *(_cited(citation, voices, "") for citation in citations))}


def _about_agreement(claim: Claim, voices: Voices, hidden: set[int]) -> dict[str, Any]:
    return _about_editable(claim, claim.agreement, claim.agreement.unit, voices, hidden)


def _about_editable(claim: Claim, record, unit: str, voices: Voices, hidden: set[int]) -> dict[str, Any]:
    """For a record that keeps no vintages of its number: when it was bound, it said what the text says."""
    source = None if record.source_id in hidden else record.source
    return {
        "bound": claim.quantity,
        "current": record.quantity,
        "current_facts": _was(claim.quantity) | facts_of(source, record.quantity, unit),
        "evidence": (_own_word(record, source, voices, unit),) if source else (),
    }
