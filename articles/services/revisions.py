"""Which revision of a working copy an editor has seen: whoever comes second is told, and nothing is overwritten."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class StaleArticle(ValidationError):
    """Somebody else has saved the working copy since the editor's form was made."""


def take_revision(article: Article, seen: int | None) -> None:
    """Counts the revision up if it is still the one that the editor saw, in one statement that locks the row."""
    if not Article.objects.filter(pk=article.pk, revision=seen).update(revision=F("revision") + 1):
        raise StaleArticle(_("Somebody else has saved this article since you opened it."), code="stale")
    article.revision = (seen or 0) + 1
