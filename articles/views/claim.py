"""One figure at an address of its own: what the text says, what its record says, and who else says what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from articles.cards import Figure, load_figures
from articles.models import Article, ArticleVersion, Claim
from articles.records import Record
from articles.uses import url_of
from articles.views.texts import gone
from articles.viewsets import ClaimViewSet
from events.models import Event, EventCitation, Metric, MetricCitation
from trade.models import Observation, ObservationCitation, Source
from trade.pages.frame import PageMixin
from trade.pages.reuse import ReuseMixin
from trade.pairs.tables import is_point
from trade.provenance import attach_facts
from trade.quantities import Gap, Quantity, gap
from trade.words.languages import active_tag
from trade.words.numbers import compact, exact

CITATIONS = {Observation: ObservationCitation, Metric: MetricCitation, Event: EventCitation}


@dataclass(frozen=True, slots=True)
class Voice:
    """One source of the record: how it relates to it, the value that it gives in words, and what it prints."""

    source: Source
    relation: str
    words: str
    printed: str
    note: str


class ClaimView(ReuseMixin, PageMixin, TemplateView):
    template_name = "articles/claim.html"
    section = "articles"
    twin_viewset = ClaimViewSet
    version: ArticleVersion
    figure: Figure

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = self.find()
        if found is None:
            withdrawn = withdrawn_with(kwargs["uuid"])
            if withdrawn is None:
                raise Http404
            return gone(request, withdrawn)
        self.figure, self.version = found, found.claim.version
        return super().get(request, *args, **kwargs)

    def find(self) -> Figure | None:
        """The figure in the newest public version that has it."""
        versions = ArticleVersion.objects.public()
        newest = Claim.objects.filter(uuid=self.kwargs["uuid"], version__in=versions).order_by("-version__number")[:1]
        found = load_figures(Claim.objects.filter(pk__in=list(newest.values_list("pk", flat=True))))
        return found[0] if found else None

    def get_title(self) -> str:
        return _("Figure: %(quote)s") % {"quote": self.figure.claim.quote}

    def get_description(self) -> str:
        return self.figure.what

    def get_breadcrumbs(self):
        return [
            (_("Articles"), reverse("articles:list")),
            (self.version.headline, url_of(self.version)),
            (self.figure.claim.quote, None),
        ]

    @cached_property
    def voices(self) -> list[Voice]:
        return list(voices_of(self.figure.record)) if self.figure.record else []

    def get_sources(self) -> list[Source]:
        return [voice.source for voice in self.voices]

    def get_revised(self) -> date:
        return localdate(self.figure.since)

    def get_twin_kwargs(self) -> dict[str, Any]:
        return {"uuid": self.figure.claim.uuid}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        claim, record, article = self.figure.claim, self.figure.record, self.version.article
        is_old = not ArticleVersion.objects.current().filter(pk=self.version.pk).exists()
        return super().get_context_data(**kwargs) | {
            "figure": self.figure,
            "claim": claim,
            "record": record,
            "version": self.version,
            "article": article,
            "article_url": url_of(self.version),
            "article_lang": "" if article.language == active_tag() else article.language,
            "quote": claim.context.partition(claim.quote) if claim.context else ("", claim.quote, ""),
            "place_url": f"{self.version.get_absolute_url() if is_old else url_of(self.version)}{self.figure.anchor}",
            "is_current": not is_old,
            "range": range_words(claim.quantity, claim.unit),
            "voices": self.voices,
            "vintages": vintages_of(record),
            "reports": reports_of(record),
            "elsewhere": self.elsewhere(),
        }

    def elsewhere(self) -> QuerySet:
        """The figures of the story's other texts that are bound to the same record."""
        record = self.figure.record
        if record is None:
            return Claim.objects.none()
        same = Claim.objects.public().filter(
            verdict__isnull=False,
            version__article__story=self.version.article.story_id,
            **{record._meta.model_name: record},
        )
        return (
            same.exclude(version__article=self.version.article_id)
            .select_related("version__article", "verdict")
            .in_order()
        )


def withdrawn_with(uuid: Any) -> Article | None:
    """The withdrawn article that readers could see this figure in."""
    out = ArticleVersion.objects.filter(public_from__lte=timezone.now(), claims__uuid=uuid)
    return Article.objects.gone().filter(versions__in=out).first()


def voices_of(record: Record) -> Iterator[Voice]:
    """The public sources of *record*: the one that it was recorded from, then those cited."""
    if record.source.is_public:
        printed, note = getattr(record, "printed", ""), getattr(record, "note", "")
        yield Voice(record.source, _("first source of the record"), "", printed, note)
    model = CITATIONS.get(type(record))
    if model is None:
        return
    cited = model.objects.public().filter(**{record._meta.model_name: record}).select_related("source")
    for citation in cited.order_by("pk"):
        words = value_words(citation.quantity, getattr(record, "unit", ""))
        yield Voice(citation.source, citation.get_relation_display(), words, citation.printed, citation.note)


def value_words(quantity: Quantity | None, unit: str) -> str:
    if quantity is None:
        return ""
    return compact(quantity.value, unit, active_tag(), quantity.resolution, quantity.qualifier, upper=quantity.upper)


def vintages_of(record: Record | None) -> QuerySet | None:
    """Every value recorded for the same thing, oldest first; None for what has no vintages."""
    if not isinstance(record, Observation | Metric):
        return None
    related = ("source", "series") if isinstance(record, Observation) else ("source",)
    return type(record).objects.public().vintages_of(record).with_public_end().select_related(*related)


@dataclass(frozen=True, slots=True)
class Reports:
    """A trade record and what other reporters say of the same thing, each with the gap: theirs less that of the record.

    Every observation has its ``facts``.
    """

    own: Observation
    others: list[tuple[Observation, Gap]]


def reports_of(record: Record | None) -> Reports | None:
    """None for what is no trade record."""
    if not isinstance(record, Observation):
        return None
    same = Observation.objects.shown().filter(
        series__thing=record.series.thing, period_start=record.period_start, period_end=record.period_end
    )
    rows = Observation.objects.filter(Q(pk=record.pk) | Q(pk__in=same.values("pk"))).with_provenance()
    found = attach_facts(rows.select_related("series__reporter").order_by("series__key"))
    own = next(row for row in found if row.pk == record.pk)
    others = (row for row in found if row.series_id != record.series_id and is_point(row) and is_point(record))
    return Reports(own, [(row, gap(record.quantity, row.quantity)) for row in others])


def range_words(quantity: Quantity, unit: str) -> str:
    """What the figure can mean, as precisely as it is stated; empty for bounds, whose words say it already."""
    low, high = quantity.interval.low, quantity.interval.high
    if low is None or high is None or low == high:
        return ""
    ends = {"low": exact(low, unit, active_tag()), "high": exact(high, unit, active_tag())}
    return _("from %(low)s to less than %(high)s") % ends
