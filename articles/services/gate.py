"""What keeps a text from being published, and where in it: one rule for the admin, the API and the shell."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles.checking import Checked, check_article
from articles.models import Article, Claim
from articles.rules import Finding
from articles.services.checking import open_errors


@dataclass(frozen=True, slots=True)
class Place:
    """A figure that is in the way: its words, the key of its claim and where it begins in the text that was checked, as
    far as it has them, and the error that it rests on, if one does."""

    quote: str
    claim: str = ""
    start: int | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Blocker:
    """One reason. *code* is empty, errors, contradicts, open or lost; *sentence* names every figure."""

    code: str
    sentence: str
    places: tuple[Place, ...] = ()


def blocking(article: Article, checked: Checked | None = None) -> list[Blocker]:
    """Why *article* cannot be published as it stands; *checked* is of what an editor typed, or of what is stored."""
    checked = checked or check_article(article)
    claims = list(article.claims.with_targets())
    wrong = [claim for claim in claims if not claim.lost and not claim.explanation and contradicts_record(claim)]
    told = {str(claim.uuid) for claim in wrong}
    errors = [found for found in open_errors(article, checked) if found.claim not in told]
    lost = [claim for claim in claims if claim.lost]
    unsettled = [claim for claim in claims if not claim.lost and not claim.is_bound]
    found = [Place(" ".join(r.figure.surface.split()), start=r.figure.start) for r in checked.open_rows if not r.claim]
    is_empty = not article.headline.strip() or not article.body.strip()
    errors_first = (
        ("errors", _("The checks found errors that nobody has settled: %(quotes)s."), map(_place_of, errors)),
        ("contradicts", _("These figures contradict the record they are bound to: %(quotes)s."), _places(wrong)),
        ("lost", _("These figures have lost their mark in the text: %(quotes)s."), _places(lost)),
        ("open", _("These figures have no record, source or exemption: %(quotes)s."), [*_places(unsettled), *found]),
    )
    reasons = [_blocker(code, sentence, places) for code, sentence, places in errors_first]
    empty = [Blocker("empty", _("The headline or the text is empty."))] if is_empty else []
    return empty + [reason for reason in reasons if reason.places]


def blockers_of(article: Article, checked: Checked | None = None) -> list[str]:
    """The same, each in a sentence for the editor."""
    return [blocker.sentence for blocker in blocking(article, checked)]


def refuse_blocked(article: Article, checked: Checked | None = None) -> None:
    reasons = blockers_of(article, checked)
    if reasons:
        count = len(reasons)
        head = ngettext_lazy("%(count)d thing blocks publication.", "%(count)d things block publication.", count)
        raise ValidationError([str(head) % {"count": count}, *map(str, reasons)], code="blocked")


def contradicts_record(claim: Claim) -> bool:
    """The text's interval and the bound record's have nothing in common, or their currencies differ."""
    quantity, unit = getattr(claim.record, "quantity", None), getattr(claim.record, "unit", "")
    if claim.kind in (Claim.Kind.MONEY, Claim.Kind.PERCENT_CHANGE) and claim.unit and unit and unit != claim.unit:
        return True
    return bool(quantity and quantity.contradicts(claim.quantity))


def quoting(sentence, quotes: Iterable[str]) -> str:
    return str(sentence) % {"quotes": ", ".join(f"«{quote}»" for quote in quotes)}


def _blocker(code: str, sentence, places: Iterable[Place]) -> Blocker:
    places = tuple(places)
    return Blocker(code, quoting(sentence, [place.quote for place in places]), places)


def _places(claims: Iterable[Claim]) -> list[Place]:
    return [Place(claim.quote, str(claim.uuid)) for claim in claims]


def _place_of(found: Finding) -> Place:
    return Place(found.text.quote, found.claim, found.spans[0][0] if found.spans else None, found)
