"""Saving a working copy: one verb for everything that an editor typed, refused whole if any of it is."""

import re
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.change_reasons import give_reason
from articles.checking import check_article
from articles.models import CONTENT_FIELDS, Article, Claim, Story
from articles.richtext import clean, marks
from articles.services.checking import store_findings
from articles.services.claims import (
    attribute_claim,
    bind_claim,
    exempt_claim,
    give_own_keys,
    machine_value,
    recheck_claims,
    sync_claims,
    unbind_claim,
)
from articles.services.marking import widen_marks
from articles.services.publication import rename_article, show_source
from articles.services.revisions import take_revision
from articles.services.settling import describe

EDITED = (
    *CONTENT_FIELDS,
    "story",
    "language",
    "translation_of",
    "source",
    "author",
    "publish_at",
    "embargo_until",
)
_NUMERAL = re.compile(r"\d(?:[\d.,\s]*\d)?")


@transaction.atomic
def save_article(*, article: Article, seen: int | None = None, user: Any = None) -> Article:
    """Stores *article* as an editor typed it, keeps its claims in step and judges the figures of its story anew.

    *seen* is the revision that the editor's form was made from; :class:`StaleArticle` if it is not the stored one.
    Readers see nothing of this until the article is published.
    """
    if article.pk is None:
        _add(article, user)
    else:
        take_revision(article, seen)
        _rename(article)
        give_own_keys(article)
        _refuse_new_words_for_old_values(article)
        _refuse_early_time(article)
        known = set(article.claims.values_list("uuid", flat=True))
        article.body = widen_marks(article.body, article.language, known)
        sync_claims(article)
        article.full_clean()
        give_reason(article, "saved")
        article.save(update_fields=[*EDITED, "revision"])
        show_source(article)
        _describe_new(article, known)
    recheck_story(story=article.story)
    store_findings(article=article)
    return article


def _describe_new(article: Article, known: set[UUID]) -> None:
    """A mark that an editor has just made says what the finder reads there, if it reads all that is marked."""
    new = article.claims.exclude(uuid__in=known)
    if new.exists():
        for row in check_article(article).rows:
            if row.claim and row.claim.uuid not in known and row.claim.quote in row.figure.surface:
                describe(row.claim, row.figure, article.language, row.stated.reporter)


def _add(article: Article, user: Any) -> None:
    article.author = article.author or user
    article.body = body = clean(article.body)
    article.full_clean()
    article.save()
    give_own_keys(article)
    article.body = widen_marks(article.body, article.language, ())
    sync_claims(article)
    if article.body != body:
        article.save(update_fields=["body"])
    _describe_new(article, set())


def _rename(article: Article) -> None:
    stored = Article.objects.get(pk=article.pk)
    if stored.slug != article.slug:
        rename_article(article=stored, slug=article.slug)


def _refuse_new_words_for_old_values(article: Article) -> None:
    """A claim keeps its value when the words of its mark change, so new digits need a new value as well."""
    claims = {claim.uuid: claim for claim in article.claims.all()}
    for mark in marks(article.body):
        claim = claims.get(mark.uuid)
        if claim and mark.quote != claim.quote and _disagree(mark.quote, claim):
            message = _(
                "The text says «%(quote)s» where the figure's value is %(value)s. "
                "Give the new value and its binding in the list of figures too."
            )
            values = {"quote": mark.quote, "value": machine_value(claim.value)}
            raise ValidationError({"body": message % values})


def _disagree(quote: str, claim: Claim) -> bool:
    """The one numeral of *quote* has other digits than the value; words, ranges and fractions say nothing here."""
    numerals = _NUMERAL.findall(quote)
    return len(numerals) == 1 and _significant(numerals[0]) != _significant(machine_value(claim.value))


def _significant(text: str) -> str:
    return re.sub(r"\D", "", text).strip("0")


def _refuse_early_time(article: Article) -> None:
    """A version waits for the moment it was published for: that can be put off here, not brought forward."""
    last = article.versions.order_by("-number").first()
    if last and last.public_from > timezone.now():
        start = max(filter(None, (article.publish_at, article.embargo_until)), default=None)
        if start is None or start < last.public_from:
            message = _("Version %(number)s is set for a later time: it can be put off here, not brought forward.")
            raise ValidationError({"publish_at": message % {"number": last.number}})


@transaction.atomic
def save_claim(*, claim: Claim, rebound: bool, user: Any = None) -> Claim:
    """Stores what an editor typed about a figure; *rebound* says that its binding is among that."""
    if not rebound:
        claim.full_clean()
        claim.save()
    elif claim.record:
        bind_claim(claim=claim, record=claim.record, explanation=claim.explanation, user=user)
    elif claim.source_id:
        attribute_claim(claim=claim, source=claim.source, explanation=claim.explanation, user=user)
    elif claim.exempt_reason:
        exempt_claim(claim=claim, reason=claim.exempt_reason, explanation=claim.explanation, user=user)
    else:
        unbind_claim(claim=claim, user=user)
    return claim


@transaction.atomic
def drop_claim(*, claim: Claim) -> None:
    """Forgets a figure whose mark is gone from the text."""
    if claim.version_id or not claim.lost:
        raise ValidationError(
            _("Only a figure that has lost its mark can be dropped; take the mark off the text first.")
        )
    claim.delete()


@transaction.atomic
def recheck_story(*, story: Story) -> None:
    """Judges every figure of *story* anew: who wrote it and whom it quotes decides which sources are independent."""
    recheck_claims(Claim.objects.filter(Q(article__story=story) | Q(version__article__story=story)))


def revoke_draft_links(*, article: Article) -> None:
    """No link to the draft of *article* that was given out works any more."""
    Article.objects.filter(pk=article.pk).update(draft_key=F("draft_key") + 1)
