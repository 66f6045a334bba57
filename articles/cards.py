"""The figures of a text as readers open them: what is measured, how sure we are and why, and where it comes from.

What is shown comes from the version's own claims and their states, never from the working copy.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import reasons, records
from articles.models import Article, ArticleVersion, Claim
from articles.renderings.rows import is_noting, note
from articles.services import judge_due
from articles.states import State
from events.models import Metric, MetricCitation
from trade.intervals import digits
from trade.models import Observation, ObservationCitation, Source
from trade.words.languages import active_tag
from trade.words.numbers import compact, exact

COMPUTED = "base_is_computed"


@dataclass(frozen=True, slots=True)
class Note:
    """One reason or note in words; ``url`` leads to the source that it speaks of."""

    words: str
    url: str = ""
    is_computed: bool = False


@dataclass(frozen=True)
class Figure:
    """One figure of a text; ``number`` is the same in the text, in the index, in the list and on the cards.

    ``is_shown`` is false while the record behind it may not be shown; then there is neither record nor source.
    """

    number: int
    claim: Claim
    state: str
    since: datetime
    notes: tuple[Note, ...]
    is_shown: bool

    @cached_property
    def record(self) -> records.Record | None:
        return self.claim.record if self.is_shown else None

    @cached_property
    def value(self) -> str:
        """What the text says, in the short form of the page's language; an ordinal in the text's own words."""
        claim = self.claim
        if claim.kind == Claim.Kind.ORDINAL:
            return claim.quote
        growth = claim.kind == Claim.Kind.PERCENT_CHANGE
        return compact(
            claim.value,
            claim.unit,
            active_tag(),
            claim.resolution,
            claim.qualifier,
            upper=claim.value_upper,
            signed=growth,
        )

    @property
    def anchor(self) -> str:
        """Where the figure stands in the text."""
        return f"#text-figure-{self.number}"

    @property
    def machine_value(self) -> str:
        """The value as the mark in the text has it: 41000000000."""
        return digits(self.claim.value)

    @cached_property
    def exact(self) -> str:
        """Every digit with the unit, to be copied; empty where :attr:`value` has them all."""
        claim = self.claim
        if claim.kind == Claim.Kind.ORDINAL or claim.kind == Claim.Kind.PERCENT_CHANGE:
            return ""
        every_digit = exact(claim.value, claim.unit, active_tag())
        return "" if every_digit in self.value else every_digit

    @cached_property
    def what(self) -> str:
        """What is measured, from the record; the sentence of the text where there is none to show."""
        return records.label_of(self.record) if self.record else self.claim.context or self.claim.quote

    @cached_property
    def label(self) -> str:
        """The same with abbreviated periods, for narrow columns."""
        return records.label_of(self.record, "short") if self.record else self.what

    @cached_property
    def period(self) -> str:
        if self.record:
            return records.period_of(self.record)
        return self.claim.period.words(active_tag()) if self.claim.period else ""

    @cached_property
    def reporter(self) -> str:
        return records.reporter_of(self.record) if self.record else ""

    @cached_property
    def where(self) -> str:
        """Which pair or event the record belongs to: «CHN–KAZ», «CIIE-7»."""
        return records.place_of(self.record) if self.record else ""

    @property
    def vintage(self) -> int | None:
        """Which of the values that readers may see of it the figure is bound to; None for what has no vintages."""
        return getattr(self.record, "number", None)

    @cached_property
    def record_url(self) -> str:
        """Empty where there is no page yet: in a draft that is the only source of its record."""
        is_secret = self.claim.version.pk is None and self.source is None
        return self.record.get_absolute_url() if self.record and not is_secret else ""

    @cached_property
    def kind(self) -> str:
        return records.kind_of(self.record) if self.record else ""

    @cached_property
    def source(self) -> Source | None:
        """Where the bound record was first stated, or what the figure is attributed to, if readers may see that."""
        if not self.is_shown:
            return None
        found = self.record.source if self.record else self.claim.source
        return found if found.is_public else None

    @cached_property
    def is_own_source(self) -> bool:
        """The record was made from this very text, or from the one it translates: its source confirms nothing."""
        own = own_source(self.claim.version.article)
        return self.source is not None and self.source == own


def own_source(article: Article) -> Source | None:
    """*article* as a source: itself, or the text that it translates."""
    return article.source or (article.translation_of.source if article.translation_of else None)


RELATED = tuple(f"{name}__{path}" for name, paths in records.NEEDED.items() for path in paths)


def figures_of(version: ArticleVersion) -> list[Figure]:
    """The figures of *version* that have a state, in the order of its text, in a fixed number of queries."""
    return load_figures(Claim.objects.filter(version=version))


def draft_figures(version: ArticleVersion) -> list[Figure]:
    """The figures that *version*, made of a working copy and never stored, would have; its own source is no secret."""
    judge_due()
    article = version.article
    claims = article.claims.filter(lost=False, verdict__isnull=False).with_targets()
    rows = list(claims.select_related(*RELATED).in_order())
    for row in rows:
        row.version = version
    own = own_source(article)
    return _figures(list(enumerate(rows, start=1)), _hidden_sources() - {own.pk if own else None})


def load_figures(claims) -> list[Figure]:
    """Figures of *claims* (a queryset of version claims), numbered within their own texts."""
    judge_due()
    judged = Claim.objects.filter(version__in=claims.values("version"), verdict__isnull=False)
    numbered = judged.annotate(number=Window(RowNumber(), partition_by=F("version"), order_by=(F("position"), F("pk"))))
    numbers = dict(numbered.values_list("pk", "number"))
    texts = ("version__article__source", "version__article__translation_of__source")
    rows = list(claims.filter(verdict__isnull=False).with_targets().select_related(*RELATED, *texts).in_order())
    return _figures([(numbers[claim.pk], claim) for claim in rows], _hidden_sources())


def _figures(numbered: list[tuple[int, Claim]], hidden: set[int]) -> list[Figure]:
    rows = [claim for _place, claim in numbered]
    _number(row.observation for row in rows if row.observation)
    _number(row.metric for row in rows if row.metric)
    shown = _with_records_to_show(rows, hidden)
    names = reasons.area_names(reasons.area_codes(r for claim in rows for r in claim.verdict.reasons))
    return [_figure(claim, number, claim.pk in shown, hidden, names) for number, claim in numbered]


def _number(records: Iterable[Observation | Metric]) -> None:
    """Sets ``number`` on *records* of one kind: which of the values that readers may see each is."""
    records = list(records)
    _note_vintages(records)
    numbers = type(records[0]).objects.numbers(records) if records else {}
    for record in records:
        record.number = numbers[record.pk]


def _note_vintages(records: Iterable[Observation | Metric]) -> None:
    """A number changes when an earlier value becomes public, which the page does not load."""
    for record in records if is_noting() else ():
        if record.vintage > 1:
            note(type(record), type(record).objects.vintages_of(record).values_list("pk", flat=True))


def _figure(claim: Claim, number: int, is_shown: bool, hidden: set[int], names) -> Figure:
    verdict = claim.verdict
    if not is_shown:
        words = _("The record behind this figure rests on a source that is not public now.")
        return Figure(number, claim, State.UNVERIFIED.value, verdict.since, (Note(words),), False)
    notes = tuple(_notes(claim, hidden, names))
    return Figure(number, claim, verdict.state, verdict.since, notes, True)


def _notes(claim: Claim, hidden: set[int], names) -> Iterator[Note]:
    for reason in claim.verdict.reasons:
        source = reason.get("source")
        if source in hidden:
            continue
        url = reverse("trade:source", args=(source,)) if source else ""
        yield Note(reasons.words(reason, names), url, reason["code"] == COMPUTED)
        if reason["code"] == "explained_by_editor" and claim.explanation:
            yield Note(claim.explanation)


def _hidden_sources() -> set[int]:
    return set(Source.objects.hidden().values_list("pk", flat=True))


_CITATIONS = {"observation": ObservationCitation, "metric": MetricCitation}


def _with_records_to_show(claims: Sequence[Claim], hidden: set[int]) -> set[int]:
    """The claims whose record, or the source they are attributed to, may be shown."""
    # A figure of an event has its page on that of the event.
    placed = [claim for claim in claims if not (claim.metric and claim.metric.event.source_id in hidden)]
    doubtful = [claim for claim in placed if _rests_on(claim, hidden)]
    shown = {claim.pk for claim in placed} - {claim.pk for claim in doubtful}
    return shown | {claim.pk for claim in _cited_elsewhere(doubtful)}


def _rests_on(claim: Claim, hidden: set[int]) -> bool:
    record = claim.record
    return (record.source_id if record else claim.source_id) in hidden


def _cited_elsewhere(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Measurements are public as well when another public source is cited."""
    for name, model in _CITATIONS.items():
        bound = [claim for claim in claims if getattr(claim, f"{name}_id")]
        if not bound:
            continue
        rows = {getattr(claim, f"{name}_id") for claim in bound}
        cited = model.objects.public().filter(**{f"{name}__in": rows})
        found = set(cited.values_list(name, flat=True))
        yield from (claim for claim in bound if getattr(claim, f"{name}_id") in found)


# -- counts ------------------------------------------------------------------------------------------------------


def count_words(figures: Iterable[Figure]) -> str:
    """«8 цифр: 2 сверены, 1 расхождение, 5 не сверено»; empty without figures."""
    states = Counter(figure.state for figure in figures)
    total = sum(states.values())
    if not total:
        return ""
    head = ngettext("%(count)d figure", "%(count)d figures", total) % {"count": total}
    return _("%(total)s: %(states)s") % {"total": head, "states": state_words(states)}


def state_words(states: Counter[str]) -> str:
    """«2 сверены, 1 расхождение», the surest first."""
    parts = {
        State.VERIFIED: ngettext("%(count)d verified", "%(count)d verified", states[State.VERIFIED]),
        State.DISPUTED: ngettext("%(count)d disputed", "%(count)d disputed", states[State.DISPUTED]),
        State.REVISED: ngettext("%(count)d revised", "%(count)d revised", states[State.REVISED]),
        State.UNVERIFIED: ngettext("%(count)d unverified", "%(count)d unverified", states[State.UNVERIFIED]),
    }
    return ", ".join(words % {"count": states[state]} for state, words in parts.items() if states[state])
