"""What the newsroom has to see to, and which sentences use a record: for editors, so drafts are included.

What readers may know of the same questions is decided in :mod:`articles.uses`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.models import TARGETS, Article, ArticleVersion, Claim
from articles.services import judge_due
from articles.states import State
from articles.uses import citing
from events.models import Agreement, Event, Metric
from trade.models import Observation, Series, Source

# The kinds of records that a figure can rest on.
CITED = (Observation, Metric, Event, Agreement, Series, Source)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A figure in an article: what readers see of it, else what the working copy has."""

    claim: Claim
    article: Article
    is_public: bool

    @property
    def state(self) -> str:
        verdict = getattr(self.claim, "verdict", None)
        return verdict.state if verdict else ""


def sentences_using(record: Model, user: Any) -> list[Sentence]:
    """The sentences that rest on *record*, one for each figure; those of texts that *user* may see."""
    return sentences_of(about(record), user)


def sentences_of(claims: QuerySet[Claim], user: Any) -> list[Sentence]:
    """*claims* as sentences: the version that readers see (or will see) before the working copy of the same figure."""
    judge_due()
    later = ArticleVersion.objects.filter(article=OuterRef("version__article"), number__gt=OuterRef("version__number"))
    rows = claims.filter(Q(article__isnull=False, lost=False) | (Q(version__isnull=False) & ~Exists(later)))
    public = set(Article.objects.public().values_list("pk", flat=True))
    sees_drafts = user.has_perm("articles.view_article")
    found: dict[tuple, Sentence] = {}
    for claim in rows.select_related("verdict", "article", "version__article").order_by(
        F("version").desc(nulls_last=True), "position"
    ):
        is_public = claim.version_id is not None and claim.text_of.pk in public
        if is_public or sees_drafts:
            found.setdefault((claim.text_of.pk, claim.uuid), Sentence(claim, claim.text_of, is_public))
    return sorted(found.values(), key=lambda s: (not s.is_public, s.article.pk, s.claim.position))


def about(record: Model) -> QuerySet[Claim]:
    """Claims that are bound to *record*: for a measurement to any vintage of it, for a source to what rests on it."""
    if not isinstance(record, CITED):
        return Claim.objects.none()
    return Claim.objects.filter(pk__in=Claim.objects.filter(citing(record)).order_by().values("pk"))


def touched_by(record: Observation | Metric) -> QuerySet[Claim]:
    """Claims whose state may follow a change of *record*; more than those, for a claim too many does no harm."""
    if isinstance(record, Observation):
        return Claim.objects.about_observations([record])
    return Claim.objects.about_metrics([record])


@dataclass(slots=True)
class Concern:
    """An article with figures that want attention, the newest first noticed at ``since``."""

    article: Article
    claims: list[Claim] = field(default_factory=list)
    since: datetime | None = None


def _unbound() -> Q:
    return Q(**{f"{name}__isnull": True for name in TARGETS}, exempt_reason="")


def _current_versions() -> QuerySet[ArticleVersion]:
    """The newest version of every published article, whether it is out already or waiting for its time."""
    later = ArticleVersion.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    return ArticleVersion.objects.filter(~Exists(later), article__state=Article.State.PUBLISHED)


def concerns(claims: Iterable[Claim]) -> list[Concern]:
    """*claims* by article, the newest concern first."""
    found: dict[int, Concern] = {}
    newest: dict[int, list[datetime]] = defaultdict(list)
    for claim in claims:
        concern = found.setdefault(claim.text_of.pk, Concern(claim.text_of))
        concern.claims.append(claim)
        if hasattr(claim, "verdict"):
            newest[claim.text_of.pk].append(claim.verdict.since)
    for key, concern in found.items():
        concern.since = max(newest[key], default=None)
    return sorted(found.values(), key=lambda c: c.since or timezone.now(), reverse=True)


def published_in_state(state: str) -> list[Concern]:
    """Published articles with figures in *state*."""
    claims = Claim.objects.filter(version__in=_current_versions(), verdict__state=state)
    return concerns(claims.select_related("verdict", "version__article").in_order())


def unfinished() -> list[Concern]:
    """Working copies with figures that have no binding, or have lost their mark."""
    claims = Claim.objects.filter(article__isnull=False).exclude(article__state=Article.State.WITHDRAWN)
    return concerns(claims.filter(Q(lost=True) | _unbound()).select_related("verdict", "article").in_order())


def upcoming() -> QuerySet[Article]:
    """Approved or published articles whose time has not come, the next one first."""
    now = timezone.now()
    return Article.objects.filter(
        Q(publish_at__gt=now) | Q(embargo_until__gt=now),
        state__in=(Article.State.APPROVED, Article.State.PUBLISHED),
    ).order_by(F("publish_at").asc(nulls_last=True))


@dataclass(frozen=True, slots=True)
class Attention:
    """All that the start page shows of the newsroom."""

    revised: list[Concern]
    disputed: list[Concern]
    unfinished: list[Concern]
    upcoming: list[Article]
    held: list[Article]
    by_state: list[tuple[str, str, int]]

    @property
    def is_clear(self) -> bool:
        return not (self.revised or self.disputed or self.unfinished or self.held)


def attention() -> Attention:
    """In a number of queries that does not grow with the newsroom."""
    judge_due()
    counts = dict(Article.objects.order_by().values_list("state").annotate(Count("pk")))
    return Attention(
        revised=published_in_state(State.REVISED),
        disputed=published_in_state(State.DISPUTED),
        unfinished=unfinished(),
        upcoming=list(upcoming()[:10]),
        held=list(Article.objects.filter(held=True).exclude(state=Article.State.WITHDRAWN)),
        by_state=[(value, label, counts.get(value, 0)) for value, label in Article.State.choices],
    )
