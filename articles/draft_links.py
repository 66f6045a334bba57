"""Signed links to a working copy as the site would show it: for whoever has to read it before readers do.

A link is good for a day. ``Article.draft_key`` is part of what is signed, so a new key revokes all links at once.
"""

from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from articles.models import Article
from trade.words.languages import code_of

HOURS = 24
_SIGNER = signing.TimestampSigner(salt="articles.draft")


def draft_url(article: Article) -> str:
    """The path of a link that works from now on for :data:`HOURS`."""
    token = _SIGNER.sign_object([article.pk, article.draft_key])
    with override(code_of(article.language)):
        return reverse("articles:draft", args=(token,))


def article_behind(token: str) -> Article | None:
    """The article that *token* leads to; None if it is no link of ours, too old or revoked."""
    try:
        key, draft_key = _SIGNER.unsign_object(token, max_age=HOURS * 3600)
    except (signing.BadSignature, ValueError):
        return None
    related = ("story", "source", "translation_of__source")
    return Article.objects.filter(pk=key, draft_key=draft_key).select_related(*related).first()
