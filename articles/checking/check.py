"""Finds every figure of a text, proposes records for those that have none, and runs the rules. Nothing is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.timezone import localdate

from articles.binding import (
    CONFIRMED,
    Candidate,
    Catalogue,
    CheckedText,
    Context,
    Stated,
    candidates,
    is_unambiguous,
    propose,
)
from articles.checking.rates import rates_for
from articles.checking.reading import Marked, Reading, read
from articles.checking.shelf import Shelf, key_of, shelf_of
from articles.checking.sought import codes_of_goods
from articles.figures import CORE_KINDS, Figure, find_figures
from articles.models import Article, ArticleVersion, Claim
from articles.rules import Finding, check
from trade.models import Source
from trade.partial_dates import PartialDate
from trade.periods import Period
from trade.words.languages import column_of

_UNITS = {"PC": "%", "PP": "pp", "": None}
_APPROXIMATIONS = {"approx": "about", "gt": "more_than", "ge": "more_than", "lt": "less_than", "le": "less_than"}


@dataclass(frozen=True)
class Row:
    """One figure of a text: as found, its claim if it is marked, what it may be bound to, and what is wrong with it."""

    number: int
    stated: Stated
    claim: Claim | None
    candidates: tuple[Candidate, ...]
    findings: tuple[Finding, ...]
    is_in_body: bool
    context: str

    @property
    def figure(self) -> Figure:
        return self.stated.figure

    @property
    def is_settled(self) -> bool:
        """Bound, attributed or exempt."""
        return self.claim is not None and self.claim.is_bound

    @property
    def is_core(self) -> bool:
        """A quantity that a reader could check, or an edition that an editor marked."""
        return self.figure.kind in CORE_KINDS or self.claim is not None

    @property
    def is_open(self) -> bool:
        """It keeps the article from being published; figures of headline and deck are checked, not marked."""
        return self.is_core and self.is_in_body and not self.is_settled

    @property
    def is_offered(self) -> bool:
        """An editor may do something with it: also with an edition that nobody has marked."""
        return self.is_in_body and not self.is_settled and (self.is_core or bool(self.candidates))

    @property
    def is_exact(self) -> bool:
        """Fit for acceptance in bulk."""
        return not self.is_settled and self.is_in_body and is_unambiguous(self.candidates)


@dataclass(frozen=True)
class Checked:
    """A text with its figures in order, everything found wrong (the worst first), and the rows behind the keys."""

    reading: Reading
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    shelf: Shelf = field(repr=False)

    @cached_property
    def counted(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_core and row.is_in_body)

    @property
    def found(self) -> int:
        return len(self.counted)

    @property
    def bound(self) -> int:
        """«7 of 8 figures are bound»: to a record or a source, or exempt for a reason."""
        return sum(row.is_settled for row in self.counted)

    @property
    def open_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_open)

    def record(self, candidate: Candidate) -> Any:
        """The row of the database that *candidate* proposes."""
        return self.shelf.rows[candidate.record.key]


def check_article(article: Article, **typed: str) -> Checked:
    """Checks the working copy; *typed* (headline, deck, body) is what an editor has typed and not saved."""
    content = {name: typed.get(name, getattr(article, name)) for name in ("headline", "deck", "body")}
    siblings = Article.objects.filter(story=article.story_id).exclude(pk=article.pk).select_related("source")
    siblings = siblings.exclude(state=Article.State.WITHDRAWN).prefetch_related("claims")
    return check_text(
        **content,
        language=article.language,
        story=article.story,
        claims=claims_of(article),
        reference=reference_of(article),
        own=Source.objects.filter(article__story=article.story_id),
        others=tuple(_sibling(other) for other in siblings),
        is_published=article.state == Article.State.PUBLISHED,
    )


def check_version(version: ArticleVersion) -> Checked:
    """Checks what readers see, with the claims of that version."""
    return check_text(
        headline=version.headline,
        deck=version.deck,
        body=version.body,
        language=version.article.language,
        story=version.article.story,
        claims=list(version.claims.with_targets().in_order()),
        reference=reference_of(version.article),
        own=Source.objects.filter(article__story=version.article.story_id),
        is_published=True,
    )


def claims_of(article: Article) -> list[Claim]:
    return list(article.claims.filter(lost=False).with_targets().in_order())


def check_text(
    *,
    body: str,
    language: str,
    headline: str = "",
    deck: str = "",
    story: Any = None,
    claims: Sequence[Claim] = (),
    reference: date | None = None,
    own: Iterable[Source] = (),
    others: tuple[CheckedText, ...] = (),
    is_published: bool = False,
    areas: Iterable[str] = (),
) -> Checked:
    """Checks a cleaned *body* with its *claims*. *reference* is the day that «this year» is counted from."""
    reading = read(body, headline, deck)
    by_key = {claim.uuid: claim for claim in claims}
    stated = _stated(reading, language, by_key, reference)
    text = CheckedText.of(reading.text, language, stated, reference=reference, others=others, is_published=is_published)
    shelf = shelf_of(story, reading.text, areas, text.core, codes_of_goods(reading.text, text.lang))
    book = shelf.book(own, claims)
    events = frozenset(record.event for record in book.records if record.kind == "event" and _is_about(story, record))
    context = Context(text, shelf.names, areas=shelf.areas, events=events)
    catalogue = Catalogue(book.records)
    proposed = propose(text, context, catalogue)
    text = replace(text, figures=tuple(_kept(own, by_key) for own in proposed.figures))
    context = replace(context, article=text)
    findings = tuple(check(text, book.records, rates_for(text)))
    rows = tuple(
        _row(number, stated, by_key, context, catalogue, findings, reading)
        for number, stated in enumerate(text.core, start=1)
    )
    # «the first time» is no figure; an edition is one as soon as an event may be meant.
    rows = (row for row in rows if row.figure.kind != "ordinal" or row.claim or row.candidates)
    rows = tuple(replace(row, number=number) for number, row in enumerate(rows, start=1))
    return Checked(reading, rows, findings, shelf)


def reference_of(article: Article) -> date | None:
    """The day that the text was written for: of its source (which may be undated), its publication, else today."""
    source = article.source or (article.translation_of.source if article.translation_of else None)
    if source is not None:
        published = PartialDate.parse(source.published or "")
        return published.latest if published.precision == "day" else None
    return localdate(article.publish_at) if article.publish_at else localdate()


def _is_about(story: Any, record: Any) -> bool:
    return story is not None and story.pk is not None and record.event in _event_slugs(story)


def _event_slugs(story: Any) -> set[str]:
    if not hasattr(story, "_event_slugs"):
        story._event_slugs = set(story.events.values_list("slug", flat=True))
    return story._event_slugs


def _sibling(article: Article) -> CheckedText:
    """Another language version, with its claims alone: they are what the versions have in common."""
    reading = read(article.body, article.headline, article.deck)
    claims = {claim.uuid: claim for claim in claims_of(article)}
    stated = _stated(reading, article.language, claims, reference_of(article))
    return CheckedText.of(reading.text, article.language, [own for own in stated if own.claim])


# -- figures and claims ------------------------------------------------------------------------------------------


def _stated(reading: Reading, language: str, claims: dict, reference: date | None) -> list[Stated]:
    """The figures found, each with the claim under whose mark it lies; a mark that the finder missed is one too."""
    found = find_figures(reading.text, column_of(language), reference)
    marks = [mark for mark in reading.marks if mark.uuid in claims]
    taken: dict[int, Marked] = {}
    stated = []
    for mark in marks:
        number = _under(mark, found, taken)
        if number is None:
            stated.append(_claimed(_figure_of(claims[mark.uuid], mark, reading.text), claims[mark.uuid], by_hand=True))
        else:
            taken[number] = mark
    for number, figure in enumerate(found):
        mark = taken.get(number)
        if mark is not None:
            stated.append(_claimed(figure, claims[mark.uuid]))
        elif not any(mark.start < figure.end and figure.start < mark.end for mark in marks):
            stated.append(Stated(figure))
    return sorted(stated, key=lambda own: own.span)


def _under(mark: Marked, found: Sequence[Figure], taken: dict) -> int | None:
    overlaps = [
        (min(mark.end, figure.end) - max(mark.start, figure.start), -number)
        for number, figure in enumerate(found)
        if number not in taken and figure.kind != "date"
    ]
    best = max(overlaps, default=(0, 0))
    return -best[1] if best[0] > 0 else None


def _claimed(figure: Figure, claim: Claim, by_hand: bool = False) -> Stated:
    return Stated(
        figure,
        record=key_of(claim),
        binding=CONFIRMED if key_of(claim) else "",
        claim=str(claim.uuid),
        reporter=claim.reporter_id or "",
        stated=claim.quantity if by_hand else None,
    )


def _figure_of(claim: Claim, mark: Marked, text: str) -> Figure:
    is_range = claim.value_upper is not None
    return Figure(
        mark.start,
        mark.end,
        text[mark.start : mark.end],
        claim.kind,
        value=None if is_range else abs(claim.value),
        low=claim.value if is_range else None,
        high=claim.value_upper,
        unit=_UNITS.get(claim.unit, claim.unit),
        approx="range" if is_range else _APPROXIMATIONS.get(claim.qualifier, "exact"),
        direction=claim.direction or None,
        comparison=claim.comparison or None,
        period=Period(claim.period_start, claim.period_end) if claim.period_start and claim.period_end else None,
    )


def _kept(stated: Stated, claims: dict) -> Stated:
    """No record is proposed for what an editor has attributed or exempted."""
    claim = next((claim for claim in claims.values() if str(claim.uuid) == stated.claim), None)
    if claim is not None and claim.is_bound and not key_of(claim):
        return replace(stated, record="", binding="")
    return stated


def _row(number, stated: Stated, claims: dict, context: Context, records, findings, reading: Reading) -> Row:
    claim = next((claim for claim in claims.values() if str(claim.uuid) == stated.claim), None)
    settled = claim is not None and claim.is_bound
    return Row(
        number,
        stated,
        claim,
        () if settled else tuple(candidates(replace(stated, record="", binding=""), context, records)[:5]),
        tuple(f for f in findings if f.spans and f.spans[0] == stated.span),
        reading.is_in_body(stated.figure.start),
        _sentence(context, stated),
    )


def _sentence(context: Context, stated: Stated) -> str:
    start, end = context.passages.sentence(stated.figure.start)
    return context.article.text[start:end].strip()
