"""From draft to published and, if need be, withdrawn."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.canonical import canonical
from articles.change_reasons import give_reason
from articles.checking import Checked
from articles.models import (
    CONTENT_FIELDS,
    Article,
    ArticleRedirect,
    ArticleVersion,
    Change,
    Claim,
    ClaimState,
    Correction,
)
from articles.services.checking import refuse_override, store_findings
from articles.services.claims import recheck_claims, sync_claims
from articles.services.gate import blockers_of, quoting, refuse_blocked
from articles.states import State as Figures
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
# With a reason to publish against the checks, which would not let it be approved.
OVERRIDABLE = (*PUBLISHABLE, State.CHECKING)
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
        refuse_blocked(article)
    article.state = to
    give_reason(article, "step")
    article.save()
    return article


@transaction.atomic
def publish_article(
    *,
    article: Article,
    user: Any = None,
    public_from=None,
    correction: dict[str, Any] | None = None,
    override_reason: str | None = None,
) -> ArticleVersion:
    """Copies the working copy and its claims into the next version, which readers see from *public_from* on.

    *public_from* defaults to the latest of ``publish_at``, ``embargo_until`` and, for a later version, now. A version
    that is not out when the next one takes its place is never seen. *correction* has the fields of
    :class:`Correction` (``wrong``, ``right``, ``changes_meaning``) and needs a version that it corrects. With an
    *override_reason* a user who may do so publishes what the checks block, also before it is approved.
    """
    article = _locked(article)
    if override_reason is not None:
        refuse_override(user=user, reason=override_reason)
    if article.state not in (PUBLISHABLE if override_reason is None else OVERRIDABLE):
        raise ValidationError(
            _("Only an approved article can be published; this one is «%(state)s».")
            % {"state": article.get_state_display()}
        )
    sync_claims(article)
    checked = store_findings(article=article)
    is_overridden = override_reason is not None and bool(blockers_of(article, checked))
    if override_reason is None:
        refuse_blocked(article, checked)
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
    version = _copy(article, (last.number if last else 0) + 1, start, user, checked, override_reason or "")
    article.state = State.PUBLISHED
    article.full_clean()
    if is_overridden:
        give_reason(article, "overridden", version.number, version.override_reason)
    else:
        give_reason(article, "corrected" if correction else "published", version.number)
    article.save()
    show_source(article)
    if correction:
        _correct(version, correction)
    recheck_claims(version.claims)
    return version


def _copy(article: Article, number: int, public_from, user: Any, checked: Checked, reason: str) -> ArticleVersion:
    content = {name: getattr(article, name) for name in CONTENT_FIELDS}
    version = ArticleVersion(
        article=article,
        number=number,
        public_from=public_from,
        published_by=user,
        figures_found=checked.found,
        figures_bound=checked.bound,
        override_reason=reason.strip(),
        **content,
    )
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
    if any(_spelt(article, name) != _spelt(last, name) for name in CONTENT_FIELDS):
        return True
    compared = [name for name in COPIED if name not in ("bound_at", "bound_by")]
    here = article.claims.filter(lost=False).order_by("uuid").values_list(*compared)
    return list(here) != list(last.claims.order_by("uuid").values_list(*compared))


def _spelt(text: Article | ArticleVersion, name: str) -> str:
    """Versions keep the spelling that was theirs when they were published."""
    value = getattr(text, name)
    return canonical(value) if name == "body" else value


@transaction.atomic
def withdraw_article(*, article: Article, reason: str, user: Any = None) -> Article:
    """Takes *article* from readers; its address then answers with *reason* if they could see it before."""
    article = _locked(article)
    if article.state != State.PUBLISHED:
        raise ValidationError(_("Only a published article can be withdrawn."))
    article.withdrawn_after_publication = article.withdrawn_after_publication or article.is_public
    article.state, article.withdrawn_reason = State.WITHDRAWN, reason.strip()
    article.full_clean()
    give_reason(article, "withdrawn")
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
    give_reason(article, "held")
    article.save()
    show_source(article)
    return article


@transaction.atomic
def hold_upcoming(states: Iterable[ClaimState]) -> list[Article]:
    """Holds each article that readers do not see yet and whose figure has just become *revised*: its text is not true.

    The start page of the newsroom shows what is held and why.
    """
    moved: dict[int, list[Claim]] = {}
    for state in states:
        if state.state == Figures.REVISED:
            moved.setdefault(state.claim.text_of.pk, []).append(state.claim)
    waiting = Article.objects.filter(pk__in=moved, held=False, state__in=PUBLISHABLE).exclude(
        pk__in=Article.objects.public().values("pk")
    )
    held = []
    for article in waiting.order_by("pk"):
        quotes = sorted({claim.quote for claim in moved[article.pk]})
        reason = quoting(_("A record has been revised since, and these figures no longer fit: %(quotes)s."), quotes)
        held.append(hold_article(article=article, reason=reason))
    return held


@transaction.atomic
def release_article(*, article: Article) -> Article:
    article = _locked(article)
    article.held = False
    give_reason(article, "released")
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
    give_reason(article, "renamed")
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
