"""schema.org descriptions for machines that read pages. Pure: plain values in, JSON text out."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# Inside <script> only these can end the block or the line; JSON may write any character as an escape.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class NewsArticle:
    """What a description says. URLs are absolute, ``language`` a BCP 47 tag; what is empty is left out."""

    url: str
    headline: str
    language: str
    published: datetime
    modified: datetime
    version: int
    publisher: str
    publisher_url: str
    description: str = ""
    author: str = ""
    licence: str = ""
    corrections_url: str = ""
    translation_of: str = ""
    translations: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    citations: tuple[str, ...] = field(default=())


def describe(article: NewsArticle) -> dict[str, Any]:
    """The article as a schema.org NewsArticle."""
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": article.url,
        "url": article.url,
        "mainEntityOfPage": article.url,
        "headline": article.headline,
        "description": article.description,
        "inLanguage": article.language,
        "datePublished": article.published.isoformat(),
        "dateModified": article.modified.isoformat(),
        "version": str(article.version),
        "author": {"@type": "Person", "name": article.author} if article.author else None,
        "publisher": {"@type": "NewsMediaOrganization", "name": article.publisher, "url": article.publisher_url},
        "license": article.licence,
        "correction": article.corrections_url,
        "translationOfWork": _reference(article.translation_of),
        "workTranslation": _references(article.translations),
        "isBasedOn": list(article.based_on),
        "about": _things(article.about),
        "citation": list(article.citations),
        "isAccessibleForFree": True,
    }
    return {key: value for key, value in described.items() if value not in (None, "", [])}


def write(data: dict[str, Any]) -> str:
    """*data* as JSON that is safe inside a ``<script>`` element. ValueError for NaN and infinity."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_ESCAPES)


def _reference(url: str) -> dict[str, str] | None:
    return {"@type": "NewsArticle", "@id": url} if url else None


def _references(urls: Iterable[str]) -> list[dict[str, str]]:
    return [{"@type": "NewsArticle", "@id": url} for url in urls]


def _things(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"@type": "Thing", "name": name} for name in names]
