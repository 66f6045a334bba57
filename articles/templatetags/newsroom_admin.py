"""What the admin pages of every floor ask the newsroom: who uses a record, what a change would do, what to see to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import template
from django.db.models import Model
from django.db.models.functions import Coalesce

from articles import change_reasons, desk
from articles.diff import Kind, Piece, compare
from articles.models import Claim, ClaimState
from articles.reasons import all_words, area_codes, area_names
from trade.signals import BatchChanges

register = template.Library()
MOST_TOUCHED = 200
_PARAGRAPH_END = re.compile(r"\n|(?<=</p>)")


@register.simple_tag(takes_context=True)
def sentences_using(context: dict[str, Any], record: Model) -> list[desk.Sentence]:
    """The sentences that rest on *record*, drafts only for those who may see them."""
    return desk.sentences_using(record, context["request"].user)


@register.filter
def reason_words(reason: str) -> str:
    """Why the history has a new state of a record, in the language of the editor."""
    return change_reasons.words_of(reason)


@register.simple_tag
def words_changed(old: str, new: str) -> list[tuple[Piece, ...]]:
    """The paragraphs that differ between two texts."""
    paragraphs = compare(_PARAGRAPH_END.split(old), _PARAGRAPH_END.split(new)).paragraphs
    return [pieces for pieces in paragraphs if any(piece.kind is not Kind.SAME for piece in pieces)]


@dataclass(frozen=True, slots=True)
class Consequence:
    sentence: desk.Sentence
    now: str
    then: str

    @property
    def is_change(self) -> bool:
        return self.now != self.then


@register.simple_tag(takes_context=True)
def consequences(context: dict[str, Any], record: Model, rehearsal: Any) -> list[Consequence]:
    """The sentences that rest on *record*, and any other whose state the change that *rehearsal* holds would alter."""
    claims = desk.touched_by(record)
    direct = set(desk.about(record).values_list("pk", flat=True))
    sentences = desk.sentences_of(claims, context["request"].user)
    with rehearsal.held():
        then = dict(ClaimState.objects.filter(claim__in=claims).values_list("claim", "state"))
    rows = [Consequence(s, s.state, then.get(s.claim.pk, "")) for s in sentences]
    return sorted(
        (row for row in rows if row.is_change or row.sentence.claim.pk in direct), key=lambda row: not row.is_change
    )


@register.simple_tag
def remember_touched(changes: BatchChanges, memory: dict[str, Any]) -> str:
    """While a preview holds the *changes* of an import: keeps in *memory* which state each figure would have."""
    claims = Claim.objects.about_batch(changes).order_by("pk").values_list("pk", flat=True)
    keys = list(claims[: MOST_TOUCHED + 1])
    memory["more"] = len(keys) > MOST_TOUCHED
    memory["then"] = dict(ClaimState.objects.filter(claim__in=keys).values_list("claim", "state"))
    return ""


@register.simple_tag(takes_context=True)
def touched(context: dict[str, Any], memory: dict[str, Any]) -> list[Consequence]:
    """The sentences that an import would touch, as :func:`remember_touched` found them; those that change first."""
    then = memory.get("then", {})
    sentences = desk.sentences_of(Claim.objects.filter(pk__in=then), context["request"].user)
    rows = [Consequence(s, s.state, then.get(s.claim.pk, "")) for s in sentences]
    return sorted(rows, key=lambda row: not row.is_change)


class Touched(NamedTuple):
    """How many figures, of how many articles, an import bears on."""

    figures: int
    articles: int


@register.simple_tag
def touched_by_import(batch: Any) -> Touched:
    claims = Claim.objects.about_batch(BatchChanges(batch)).order_by()
    found = set(claims.values_list("uuid", Coalesce("article", "version__article")))
    return Touched(len(found), len({article for _uuid, article in found}))


@register.simple_tag
def attention() -> desk.Attention:
    return desk.attention()


@register.filter
def reasons(claims: Claim | Iterable[Claim]) -> list[str]:
    """Why a figure has its state, in sentences."""
    found = [reason for claim in _many(claims) if hasattr(claim, "verdict") for reason in claim.verdict.reasons]
    return all_words(found, area_names(area_codes(found)))


def _many(claims: Claim | Iterable[Claim]) -> Iterable[Claim]:
    return (claims,) if isinstance(claims, Claim) else claims


@register.filter
def around(context: str, quote: str) -> tuple[str, str, str]:
    """The sentence *context* in three: what precedes the quote, the quote, what follows; else the quote alone."""
    before, found, after = context.partition(quote)
    return (before, found, after) if found else ("", quote, "")
