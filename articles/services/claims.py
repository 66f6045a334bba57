"""Claims of a working copy: kept in step with its marks, bound to records, and judged."""

import logging
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.evidence import cases_of
from articles.models import RECORDS, TARGETS, Article, Awaited, Claim, ClaimState
from articles.renderings.rows import is_noting, never_keep
from articles.richtext import Mark, clean, marks, replace_marks, with_own_keys, write_mark
from articles.states import state_of
from trade.models import Source
from trade.quantities import last_digit, resolution_of
from trade.totals.rollups import refresh_sources

logger = logging.getLogger(__name__)
# One writer at a time judges claims on PostgreSQL; any number that nothing else of ours locks will do.
RECHECK_LOCK = 0x5645524B
AT_ONCE = 5000
# What the evidence of a claim is looked up by.
JUDGED_BY = (
    *("article", "version__article", "event__source", "agreement__source"),
    *("observation__series", "observation__source", "metric__source"),
)


@transaction.atomic
def sync_claims(article: Article) -> None:
    """Makes the claims of the working copy agree with the marks in its body.

    A new mark gets a claim without a binding, and so does a copy of a mark, here or from another article; a claim whose
    mark is gone is kept as lost, with its binding, until its mark returns or an editor drops it. The value in
    a mark is rewritten from its claim, for what a browser sends is not to be trusted.
    """
    give_own_keys(article)
    claims = {claim.uuid: claim for claim in article.claims.all()}
    found = marks(article.body)
    for position, mark in enumerate(found, start=1):
        claim = claims.get(mark.uuid) or _new_claim(article, mark)
        claim.position, claim.quote, claim.context, claim.lost = (
            position,
            mark.quote[:200],
            mark.context,
            False,
        )
        claim.full_clean(validate_constraints=False)
        claim.save()
        claims[claim.uuid] = claim
    here = {mark.uuid for mark in found}
    article.claims.exclude(uuid__in=here).filter(lost=False).update(lost=True)
    article.body = replace_marks(
        article.body, lambda mark: write_mark(mark.uuid, machine_value(claims[mark.uuid].value), mark.quote)
    )
    recheck_claims(article.claims.filter(lost=False))


def give_own_keys(article: Article) -> None:
    """Cleans the body and gives each of its figures a key that no claim of another article has.

    A mark that comes back from an earlier version keeps its key, whatever became of its claim here.
    """
    article.body = clean(article.body)
    keys = {mark.uuid for mark in marks(article.body) if mark.uuid} - set(article.claims.values_list("uuid", flat=True))
    elsewhere = Claim.objects.filter(uuid__in=keys).exclude(version__article=article)
    article.body = with_own_keys(article.body, taken=set(elsewhere.values_list("uuid", flat=True)))


def _new_claim(article: Article, mark: Mark) -> Claim:
    value = _decimal(mark)
    percent = mark.quote.rstrip().endswith("%")
    return Claim(
        article=article,
        uuid=mark.uuid,
        quote=mark.quote,
        kind=Claim.Kind.PERCENT_CHANGE if percent else Claim.Kind.COUNT,
        unit="PC" if percent else "",
        value=value,
        resolution=_resolution(mark.quote, value),
    )


def _decimal(mark: Mark) -> Decimal:
    try:
        value = Decimal(mark.value)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value.adjusted() > 17:
        message = _("The figure mark around «%(quote)s» needs a number as its value, such as 41000000000.")
        raise ValidationError({"body": message % {"quote": mark.quote}})
    return value


def _resolution(quote: str, value: Decimal) -> Decimal:
    """The size of the last digit in *quote*, scaled to *value*: «41 billion» with 41000000000 has 1000000000."""
    digits = "".join(c for c in quote.replace(",", ".") if c.isdigit() or c == ".").strip(".")
    try:
        printed = Decimal(digits)
    except InvalidOperation:
        return Decimal(1)
    scale = abs(value / printed) if printed and value else Decimal(1)
    found = resolution_of(digits, scale) or Decimal(1)
    # Words such as «one third of 100» state a number of other digits than the mark's.
    return last_digit(value) if value % found else found


def machine_value(value: Decimal) -> str:
    """A decimal as marks and data show it: 41000000000, 80.01, never in exponents."""
    return format(value.normalize(), "f")


@transaction.atomic
def bind_claim(*, claim: Claim, record: Any, explanation: str = "", user: Any = None) -> Claim:
    """Binds *claim* to an observation, metric (each at its vintage), event or agreement.

    *explanation* is of a contradiction that stays open; the one of an earlier binding goes with it.
    """
    name = record._meta.model_name
    if name not in RECORDS:
        raise ValidationError(_("A figure can be bound to an observation, an event metric, an event or an agreement."))
    return _rebind(claim, user, **{name: record}, explanation=explanation)


@transaction.atomic
def attribute_claim(*, claim: Claim, source: Any, explanation: str = "", user: Any = None) -> Claim:
    return _rebind(claim, user, source=source, explanation=explanation)


@transaction.atomic
def exempt_claim(*, claim: Claim, reason: str, explanation: str = "", user: Any = None) -> Claim:
    return _rebind(claim, user, exempt_reason=reason, explanation=explanation)


@transaction.atomic
def unbind_claim(*, claim: Claim, user: Any = None) -> Claim:
    return _rebind(claim, user)


@transaction.atomic
def explain_claim(*, claim: Claim, explanation: str) -> Claim:
    """Says why a contradiction stays open; readers see the figure as disputed, with these words."""
    _refuse_version(claim)
    claim.explanation = explanation
    claim.full_clean()
    claim.save()
    recheck_claims(Claim.objects.filter(pk=claim.pk))
    return claim


def _rebind(claim: Claim, user: Any, **binding: Any) -> Claim:
    _refuse_version(claim)
    for name in TARGETS:
        setattr(claim, name, binding.get(name))
    claim.exempt_reason = binding.get("exempt_reason", "")
    claim.explanation = binding.get("explanation", "")
    claim.bound_at, claim.bound_by = (timezone.now(), user) if binding else (None, None)
    claim.full_clean()
    claim.save()
    recheck_claims(Claim.objects.filter(pk=claim.pk))
    return claim


def _refuse_version(claim: Claim) -> None:
    if claim.version_id:
        raise ValidationError(_("A published version is never changed; change the working copy and publish it again."))


def _wait_for_other_judges() -> None:
    """SQLite has one writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECHECK_LOCK])


def _is_the_only_judge() -> bool:
    """The same without waiting."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [RECHECK_LOCK])
        return cursor.fetchone()[0]


def judge_due() -> None:
    """Judges anew the claims on which sources bear that time has shown since; for whoever is about to read states.

    Nobody writes when the moment of a source comes, so the first reader after it does. Mostly nothing is due, and
    that is one small query. A reader never waits for another judge, nor fails with one: what is stored is shown then,
    and no page is kept of it. Nobody judges while a page is made that others wait for.
    """
    if not _due():
        return
    if is_noting():
        never_keep()
        return
    try:
        with transaction.atomic():
            due = _due() if _is_the_only_judge() else {}
            if due:
                refresh_sources(Source.objects.filter(pk__in=due))
                recheck_claims(Claim.objects.resting_on(list(due)), at=max(due.values()))
                Awaited.objects.filter(source__in=due).delete()
    except DatabaseError:
        logger.exception("claims that are due could not be judged")


def _due() -> dict[int, datetime]:
    """The awaited sources that are public by now, and since when."""
    due = Awaited.objects.filter(source__public_from__lte=timezone.now())
    return dict(due.values_list("source", "source__public_from"))


def _await_upcoming() -> None:
    """Remembers, before claims are judged without them, the sources that time will show."""
    upcoming = Source.objects.upcoming().exclude(pk__in=Awaited.objects.values("source"))
    keys = list(upcoming.order_by().values_list("pk", flat=True))
    Awaited.objects.bulk_create([Awaited(source_id=key) for key in keys], ignore_conflicts=True)


@transaction.atomic
def recheck_claims(claims: Iterable[Claim], at: datetime | None = None) -> list[ClaimState]:
    """Judges *claims* (a queryset) anew and stores what changed, as of *at* (now); returns the states that changed.

    The number of queries does not grow with the claims, up to a thousand at a time. Whoever judges second waits for
    the first to commit and then reads what it wrote: a version published while one of its records is revised is
    judged by the revised record.
    """
    _wait_for_other_judges()
    keys = list(claims.order_by("pk").values_list("pk", flat=True))
    if keys:
        _await_upcoming()
    changed = []
    for start in range(0, len(keys), AT_ONCE):
        changed += _judge(Claim.objects.filter(pk__in=keys[start : start + AT_ONCE]), at or timezone.now())
    return changed


def _judge(claims, moment: datetime) -> list[ClaimState]:
    # Many claims share few records and texts: loading each of those once is cheaper than joining them to every claim.
    claims = list(claims.select_related("verdict").prefetch_related(*JUDGED_BY).order_by("pk"))
    cases = cases_of(claims)
    new, changed = [], []
    for claim in claims:
        if claim.pk not in cases:
            continue
        verdict = state_of(cases[claim.pk])
        stored = getattr(claim, "verdict", None)
        if stored is None:
            new.append(ClaimState(claim=claim, state=verdict.state, reasons=list(verdict.reasons), since=moment))
        elif (stored.state, stored.reasons) != (verdict.state, list(verdict.reasons)):
            if stored.state != verdict.state:
                stored.since = moment
            stored.state, stored.reasons = verdict.state, list(verdict.reasons)
            changed.append(stored)
    # Also what changed is inserted: one statement with plain values costs half of what an UPDATE with a CASE does.
    ClaimState.objects.bulk_create(
        [*new, *(_without_key(stored) for stored in changed)],
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["state", "reasons", "since"],
    )
    unjudged = [claim.pk for claim in claims if claim.pk not in cases]
    if unjudged:
        ClaimState.objects.filter(claim__in=unjudged).delete()
    return new + changed


def _without_key(stored: ClaimState) -> ClaimState:
    """The row as one to insert, which only its claim makes the same: SQLite would take its own key for a clash."""
    return ClaimState(claim_id=stored.claim_id, state=stored.state, reasons=stored.reasons, since=stored.since)
