"""From draft to published and, if need be, withdrawn."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles.models import (
    CONTENT_FIELDS,
    Article,
    ArticleRedirect,
    ArticleVersion,
    Change,
    Claim,
    Correction,
)
from articles.services.claims import recheck_claims, sync_claims
from trade.services import insert, lock, set_public_from

State = Article.State
# Which step may follow which; publishing and withdrawing are verbs of their own.
STEPS = {
    State.DRAFT: (State.REVIEW,),
    State.REVIEW: (State.DRAFT, State.CHECKING),
    State.CHECKING: (State.REVIEW, State.APPROVED),
    State.APPROVED: (State.CHECKING,),
    State.PUBLISHED: (),
    State.WITHDRAWN: (State.DRAFT,),
}
PUBLISHABLE = (State.APPROVED, State.PUBLISHED)
# What a version's copy of a claim takes from the working copy's: everything but identity and place.
COPIED = tuple(
    field.name for field in Claim._meta.concrete_fields if field.name not in ("id", "article", "version", "lost")
)


@transaction.atomic
def advance_article(*, article: Article, to: str, user: Any = None) -> Article:
    """Moves *article* one step of the workflow, refusing steps that are not next or are blocked."""
    article = _locked(article)
    if to not in STEPS[article.state]:
        raise ValidationError(_("«%(state)s» is not the next step of this article."), params={"state": State(to).label})
    if to == State.APPROVED:
        _refuse_blocked(article)
    article.state = to
    article.save()
    return article


def blockers_of(article: Article) -> list[str]:
    """Why *article* cannot be published as it stands, each in a sentence for the editor."""
    claims = list(article.claims.with_targets())
    reasons = []
    if not article.headline.strip() or not article.body.strip():
        reasons.append(_("The headline or the text is empty."))
    lost = [claim for claim in claims if claim.lost]
    if lost:
        reasons.append(_quoting(_("These figures have lost their mark in the text: %(quotes)s."), lost))
    open_ones = [claim for claim in claims if not claim.lost and not claim.is_bound]
    if open_ones:
        reasons.append(_quoting(_("These figures have no record, source or exemption: %(quotes)s."), open_ones))
    wrong = [claim for claim in claims if not claim.lost and contradicts_record(claim)]
    if wrong:
        reasons.append(_quoting(_("These figures contradict the record they are bound to: %(quotes)s."), wrong))
    return reasons


def contradicts_record(claim: Claim) -> bool:
    """The text's interval and the bound record's have nothing in common, or their currencies differ."""
    quantity, unit = getattr(claim.record, "quantity", None), getattr(claim.record, "unit", "")
    if claim.kind in (Claim.Kind.MONEY, Claim.Kind.PERCENT_CHANGE) and claim.unit and unit and unit != claim.unit:
        return True
    return bool(quantity and quantity.contradicts(claim.quantity))


def _quoting(sentence, claims: list[Claim]) -> str:
    return str(sentence) % {"quotes": ", ".join(f"«{claim.quote}»" for claim in claims)}


@transaction.atomic
def publish_article(
    *,
    article: Article,
    user: Any = None,
    public_from=None,
    correction: dict[str, Any] | None = None,
) -> ArticleVersion:
    """Copies the working copy and its claims into the next version, which readers see from *public_from* on.

    *public_from* defaults to the latest of ``publish_at``, ``embargo_until`` and, for a later version, now. A version
    that is not out when the next one takes its place is never seen. *correction* has the fields of
    :class:`Correction` (``wrong``, ``right``, ``changes_meaning``) and needs a version that it corrects.
    """
    article = _locked(article)
    if article.state not in PUBLISHABLE:
        raise ValidationError(
            _("Only an approved article can be published; this one is «%(state)s».")
            % {"state": article.get_state_display()}
        )
    sync_claims(article)
    _refuse_blocked(article)
    last = article.versions.order_by("-number").first()
    if last and not has_unpublished_changes(article, last) and not correction:
        raise ValidationError(_("Nothing has changed since version %(number)s.") % {"number": last.number})
    if correction and not last:
        raise ValidationError(_("There is no earlier version to correct."))
    moment = timezone.now()
    article.publish_at = article.publish_at or moment
    start = public_from or max(filter(None, (article.publish_at, article.embargo_until, moment if last else None)))
    if article.state != State.PUBLISHED:
        # What was withdrawn does not come back for the time until its next version is out.
        article.publish_at = max(article.publish_at, start)
    version = _copy(article, (last.number if last else 0) + 1, start, user)
    article.state = State.PUBLISHED
    article.full_clean()
    article.save()
    show_source(article)
    if correction:
        _correct(version, correction)
    recheck_claims(version.claims)
    return version


def _copy(article: Article, number: int, public_from, user: Any) -> ArticleVersion:
    content = {name: getattr(article, name) for name in CONTENT_FIELDS}
    version = ArticleVersion(article=article, number=number, public_from=public_from, published_by=user, **content)
    insert(version)
    Claim.objects.bulk_create(
        Claim(version=version, **{name: getattr(claim, name) for name in COPIED})
        for claim in article.claims.filter(lost=False)
    )
    return version


def _correct(version: ArticleVersion, fields: dict[str, Any]) -> None:
    correction = Correction(version=version, **fields)
    insert(correction)
    Change.objects.create(kind=Change.Kind.CORRECTED, correction=correction, at=version.public_from)


def has_unpublished_changes(article: Article, last: ArticleVersion) -> bool:
    """The working copy's words or bindings differ from those of its *last* version."""
    if any(getattr(article, name) != getattr(last, name) for name in CONTENT_FIELDS):
        return True
    compared = [name for name in COPIED if name not in ("bound_at", "bound_by")]
    here = article.claims.filter(lost=False).order_by("uuid").values_list(*compared)
    return list(here) != list(last.claims.order_by("uuid").values_list(*compared))


@transaction.atomic
def withdraw_article(*, article: Article, reason: str, user: Any = None) -> Article:
    """Takes *article* from readers; its address then answers with *reason* if they could see it before."""
    article = _locked(article)
    if article.state != State.PUBLISHED:
        raise ValidationError(_("Only a published article can be withdrawn."))
    article.withdrawn_after_publication = article.withdrawn_after_publication or article.is_public
    article.state, article.withdrawn_reason = State.WITHDRAWN, reason.strip()
    article.full_clean()
    article.save()
    show_source(article)
    return article


@transaction.atomic
def hold_article(*, article: Article, reason: str) -> Article:
    """Keeps *article* from readers until it is released."""
    article = _locked(article)
    # Should it be withdrawn while it is held, its address still says why.
    article.withdrawn_after_publication = article.withdrawn_after_publication or article.is_public
    article.held, article.held_reason = True, reason.strip()
    article.full_clean()
    article.save()
    show_source(article)
    return article


@transaction.atomic
def release_article(*, article: Article) -> Article:
    article = _locked(article)
    article.held = False
    article.save()
    show_source(article)
    return article


def show_source(article: Article) -> None:
    """Readers see what rests on the text of *article* exactly while, and from when, they see the text itself."""
    if article.source_id:
        set_public_from(source=article.source, moment=_public_from(article))


def _public_from(article: Article) -> datetime | None:
    first = article.versions.order_by("number").first()
    if article.state != State.PUBLISHED or article.held or first is None:
        return None
    return max(filter(None, (first.public_from, article.publish_at, article.embargo_until)))


@transaction.atomic
def rename_article(*, article: Article, slug: str) -> Article:
    """Gives *article* a new address; the old one redirects if readers could ever see it."""
    stored = _locked(article)
    if slug == stored.slug:
        return article
    was_seen = stored.is_public or stored.withdrawn_after_publication
    article.slug = slug
    article.full_clean()
    article.save()
    article.redirects.filter(slug=slug).delete()
    if was_seen:
        ArticleRedirect.objects.create(language=article.language, slug=stored.slug, article=article)
    return article


def _locked(article: Article) -> Article:
    """The row as the database has it, so that two writers cannot both take the same step.

    Its source is locked with it: whoever changes a source locks that first and has claims judged afterwards, too.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.source_id:
        lock(article.source)
    return article


def _refuse_blocked(article: Article) -> None:
    reasons = blockers_of(article)
    if reasons:
        count = len(reasons)
        head = ngettext_lazy("%(count)d thing blocks publication.", "%(count)d things block publication.", count)
        raise ValidationError([str(head) % {"count": count}, *map(str, reasons)], code="blocked")
