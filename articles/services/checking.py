"""What the checks found in a working copy, stored for editors until it is settled or gone."""

from collections import Counter
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.checking import Checked, check_article
from articles.models import Article, Finding
from articles.rules import Finding as Found
from articles.rules import arithmetic
from articles.rules.arithmetic import number
from trade.words.languages import TAGS, column_of

LONGEST_QUOTE = 200


@transaction.atomic
def store_findings(*, article: Article, checked: Checked | None = None) -> Checked:
    """Checks *article* and makes its stored findings those of this check; what was settled stays settled."""
    checked = checked or check_article(article)
    stored = {finding.key: finding for finding in article.findings.all()}
    keys = keys_of(checked.findings)
    for key, found in zip(keys, checked.findings, strict=True):
        finding = stored.get(key)
        fields = fields_of(found)
        if finding is None:
            Finding.objects.create(article=article, key=key, **fields)
        elif any(getattr(finding, name) != value for name, value in fields.items()):
            # Where it stands now, and how it is written, is no event in its history.
            Finding.objects.filter(pk=finding.pk).update(**fields)
    article.findings.exclude(key__in=keys).delete()
    return checked


def fields_of(found: Found) -> dict[str, Any]:
    """The columns of a stored finding: everything that its words need, in each of the site's languages."""
    sides = {}
    for tag in TAGS:
        lang = column_of(tag)
        sides[tag] = {
            "text": number(found.text, lang),
            "record": number(found.other, lang) if found.other else "",
            "sum": str(arithmetic(found, lang)),
        }
    return {
        "rule": found.rule,
        "code": found.code,
        "severity": str(found.severity),
        "quote": " ".join(found.text.quote.split())[:LONGEST_QUOTE],
        "position": found.spans[0][0] if found.spans else 0,
        "sides": sides,
        "facts": dict(found.facts) | {"claim": found.claim, "record": _record_of(found)},
    }


def _record_of(found: Found) -> str:
    return (found.other.record if found.other else "") or found.text.record


def keys_of(findings: tuple[Found, ...]) -> list[str]:
    """The same for the same finding in a text that was edited elsewhere: what it says, not where it stands."""
    seen: Counter[str] = Counter()
    keys = []
    for found in findings:
        said = [found.rule, found.code, found.claim, found.text.quote, _record_of(found), str(arithmetic(found, "en"))]
        line = "\n".join(said)
        seen[line] += 1
        keys.append(sha256(f"{line}\n{seen[line]}".encode()).hexdigest())
    return keys


def open_errors(article: Article, checked: Checked) -> list[Found]:
    """The errors of *checked* that nobody has settled, and that no claim explains to readers."""
    settled = set(article.findings.filter(resolved_at__isnull=False).values_list("key", flat=True))
    explained = {str(row.claim.uuid) for row in checked.rows if row.claim and row.claim.explanation}
    return [
        found
        for key, found in zip(keys_of(checked.findings), checked.findings, strict=True)
        if found.severity == Finding.Severity.ERROR and key not in settled and found.claim not in explained
    ]


def refuse_override(*, user: Any, reason: str) -> None:
    """An override needs its own permission and a reason that is stored."""
    if user is None or not user.has_perm("articles.override_checks"):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"override_reason": _("Say why the article is published against the checks.")})
