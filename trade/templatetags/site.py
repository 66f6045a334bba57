"""What the frame around every page needs: the site's name, its languages and its sections.

The tags work without a request too, because the 400 and 500 pages are rendered without one.
"""

from typing import NamedTuple

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from trade.words.languages import Language, active_tag, code_of, tag_of

register = template.Library()

SECTIONS = (
    ("articles", _("Articles"), "articles:list"),
    ("trade", _("Trade"), "trade:index"),
    ("events", _("Events"), "events:list"),
    ("agreements", _("Agreements"), "events:agreement_list"),
    ("data", _("Data"), "articles:data"),
)
ARTICLE_PAGES = ("list", "article", "detail", "version", "diff", "topic")


class LanguageLink(NamedTuple):
    """One entry of the switcher; ``exists`` is false where the link leads to the language's home instead."""

    tag: str
    name: str
    url: str
    exists: bool
    current: bool


class SectionLink(NamedTuple):
    """One entry of the masthead; ``current`` is the value of aria-current, empty elsewhere."""

    label: str
    url: str
    current: str


@register.simple_tag
def site_name() -> str:
    return str(settings.SITE_NAME)


@register.simple_tag
def site_tagline() -> str:
    return str(settings.SITE_TAGLINE)


@register.simple_tag
def language_tag(code: str = "") -> str:
    """The exact BCP 47 tag of a Django language code (of the active language without one)."""
    return tag_of(code) if code else active_tag()


@register.simple_tag(takes_context=True)
def language_links(context) -> list[LanguageLink]:
    """The page in every language (from the view's ``alternates``), else the home pages of the languages."""
    entries = context.get("alternates") or [
        (language.value, language.label, _home_of(language.value), True) for language in Language
    ]
    current = active_tag()
    return [LanguageLink(*entry, current=entry[0] == current) for entry in entries]


def _home_of(tag: str) -> str:
    with override(code_of(tag)):
        return reverse("articles:home")


@register.simple_tag(takes_context=True)
def section_links(context) -> list[SectionLink]:
    """The sections of the masthead; the current one is the view's ``section``, else what the URL name says."""
    request = context.get("request")
    here = context["section"] if "section" in context else _section_of(request)
    path = getattr(request, "path", None)
    links = ((key, label, reverse(name)) for key, label, name in SECTIONS)
    return [SectionLink(str(label), url, _aria_current(key == here, url == path)) for key, label, url in links]


def _aria_current(inside: bool, exact: bool) -> str:
    if not inside:
        return ""
    return "page" if exact else "true"


def _section_of(request) -> str:
    match = getattr(request, "resolver_match", None)
    if match is None:
        return ""
    name = match.url_name or ""
    if match.namespace == "events" and name.startswith(("agreement", "initiative")):
        return "agreements"
    if match.view_name in ("articles:data", "api-docs", "trade:source"):
        return "data"
    if match.namespace in ("trade", "events"):
        return match.namespace
    return "articles" if match.namespace == "articles" and name.startswith(ARTICLE_PAGES) else ""


@register.simple_tag(takes_context=True)
def absolute(context, url: str = "") -> str:
    """The URL with scheme and host (without ``url``: of this page, query left out); as given without a request."""
    request = context.get("request")
    if request is None:
        return url
    return request.build_absolute_uri(url or request.path)


@register.simple_tag
def default_language_url(links: list[LanguageLink]) -> str:
    """Where a reader of none of our languages is sent (hreflang x-default): the first version that exists."""
    return next((link.url for link in links if link.exists), "")
