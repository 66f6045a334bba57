"""Re-checks what is stored of texts and their figures: states and coverage are derived, so they can drift."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from articles.checking import check_version
from articles.evidence import cases_of
from articles.models import Article, ArticleVersion, Claim
from articles.services import judge_due
from articles.states import Verdict, state_of

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Drift:
    """Something stored that is not what the records and the text give now."""

    kind: str
    where: str
    stored: Any
    now: Any


@dataclass(slots=True)
class Audit:
    """What was looked at, what drifted, and how much of the published texts is bound."""

    claims: int = 0
    versions: int = 0
    figures_found: int = 0
    figures_bound: int = 0
    drift: list[Drift] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def audit() -> Audit:
    """Re-checks every claim, and every version that readers see or will see."""
    judge_due()
    found = Audit()
    for claim, due in _judged():
        found.claims += 1
        if is_drifted(claim, due):
            stored = getattr(claim, "verdict", None)
            found.drift.append(Drift("state", _where(claim), stored and stored.state, due and str(due.state)))
    for version in _versions():
        found.versions += 1
        checked = check_version(version)
        found.figures_found += checked.found
        found.figures_bound += checked.bound
        stored, now = (version.figures_bound, version.figures_found), (checked.bound, checked.found)
        if version.figures_found is not None and stored != now:
            found.drift.append(Drift("coverage", version.get_absolute_url(), stored, now))
    return found


def drifted_claims() -> Iterator[tuple[Claim, Verdict | None]]:
    """The claims whose stored state or reasons are not those that the records give now."""
    return ((claim, due) for claim, due in _judged() if is_drifted(claim, due))


def is_drifted(claim: Claim, due: Verdict | None) -> bool:
    stored = getattr(claim, "verdict", None)
    return (due and (str(due.state), list(due.reasons))) != (stored and (stored.state, stored.reasons))


def _judged() -> Iterator[tuple[Claim, Verdict | None]]:
    claims = Claim.objects.filter(lost=False).with_targets().select_related("article", "version__article")
    rows = claims.order_by("pk").iterator(chunk_size=AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        cases = cases_of(some)
        for claim in some:
            yield claim, state_of(cases[claim.pk]) if claim.pk in cases else None


def _versions() -> Iterable[ArticleVersion]:
    """The newest version of each published article."""
    newest: dict[int, ArticleVersion] = {}
    rows = ArticleVersion.objects.filter(article__state=Article.State.PUBLISHED)
    for version in rows.select_related("article__story", "article__source", "article__translation_of__source"):
        if version.article_id not in newest or newest[version.article_id].number < version.number:
            newest[version.article_id] = version
    return newest.values()


def _where(claim: Claim) -> str:
    return f"{claim.text_of} «{claim.quote}» ({'version' if claim.version_id else 'working copy'})"
