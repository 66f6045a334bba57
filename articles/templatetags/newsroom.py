"""What pages of every floor ask the newsroom: which public articles cite a record or are about something.

``trade`` and ``events`` may not import ``articles``; their templates load this library instead.
"""

import re
from collections.abc import Iterable, Sequence

from django import template
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import override

from articles import addresses, uses
from articles.models import Statement
from events.models import Person
from trade.pages.frame import in_language
from trade.words.languages import active_tag, code_of

register = template.Library()

_NUMBERED_NAME = re.compile(r"(\b[^\W\d_]{2,}-\d+\b)")


@register.simple_tag
def articles_citing(records: Model | Iterable[Model] | None) -> list[uses.Entry]:
    """Articles with a figure bound to one of *records* (observations, metrics, series, events, agreements, sources)."""
    return uses.articles_citing(records)


@register.simple_tag
def articles_about(*things: Model) -> list[uses.Entry]:
    """Articles about every one of *things* (event, event series, agreement, initiative, person, area, topic)."""
    return uses.articles_about(*things)


@register.simple_tag
def statements_by(person: Person) -> list[Statement]:
    """What *person* says in public articles; each has ``story_entry``, the article."""
    return uses.statements_by(person)


@register.simple_tag
def feed_url(name: str) -> str:
    """The feed *name* (``articles``, ``articles_json``, ``corrections``, ``changes``) in the language of the page."""
    return reverse(f"feeds:{name}", args=(code_of(active_tag()),))


@register.simple_tag
def api_addresses() -> list[tuple[str, str, str]]:
    """(address, a request to try, what it gives) of the API and what stands beside it, in English as its reference."""
    with override("en"):
        collections = [(f"/api/v1/{name}/", f"/api/v1/{name}/", str(words)) for name, words in addresses.COLLECTIONS]
        return collections + [(each.path, each.example, str(each.gives)) for each in addresses.MORE]


@register.simple_tag
def diff_url(slug: str, old: int, new: int, language: str = "") -> str:
    """Where two versions of an article are compared; *language* is that of the article, if not that of the page."""
    return in_language(language or active_tag(), "articles:diff", slug, old, new)


@register.filter
def newest(entries: Sequence[uses.Entry], all_of_them: bool = False) -> Sequence[uses.Entry]:
    """The entries that stand beside a record; all of a page of a list."""
    return entries if all_of_them else entries[: uses.BESIDE_A_RECORD]


@register.filter
def has_older(entries: Sequence[uses.Entry], all_of_them: bool = False) -> bool:
    """Whether :func:`newest` leaves any out."""
    return not all_of_them and len(entries) > uses.BESIDE_A_RECORD


@register.filter
def latest(statements: Sequence[Statement]) -> Sequence[Statement]:
    """The statements that stand on the page of a person."""
    return statements[: uses.STATEMENTS]


@register.filter
def unbroken(words: str) -> SafeString:
    """*words* with names such as «CIIE-7» kept on one line."""
    parts = _NUMBERED_NAME.split(str(words))
    # Every second part is what the pattern met, each with the words after it.
    rest = format_html_join("", '<span class="nowrap">{}</span>{}', zip(parts[1::2], parts[2::2], strict=True))
    return format_html("{}{}", parts[0], rest)
