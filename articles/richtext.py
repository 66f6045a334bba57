"""The body of an article: which HTML it may hold, its figure marks, and its plain text.

This is the one module that may call a string safe: everything it returns as such has passed :func:`clean`, or holds
no sign that could end a script element.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from uuid import UUID, uuid4

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.canonical import canonical

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "a", "br", "data"}
ATTRIBUTES = {
    "a": {"href", "hreflang", "lang"},
    "data": {"value", "data-claim"},
    "p": {"lang"},
    "blockquote": {"lang"},
}
SCHEMES = {"http", "https", "mailto"}
DROPPED = {"script", "style", "template", "iframe", "object", "svg", "math", "title", "xml"}
BLOCKS = re.compile(r"</(?:p|h2|h3|li|blockquote)>|<br>")
_TAG = re.compile(r"<[^>]*>")
_MARK = re.compile(r"<data\b([^>]*)>(.*?)</data>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
# A digit begins a sentence only after a whole word: «жетті. 2024 жылы», but not «тыс. 200».
_ENDS_SCRIPT = re.compile("[<>&\u2028\u2029]")
_SENTENCE_END = re.compile(
    r"(?<=[.!?…])\s+(?=[^\W\d_a-zа-яёәғқңөұүһі]|[«\"“(])|(?<=[^\W\d_]{5}[.!?…])\s+(?=\d)|(?<=[。！？])"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One ``<data value data-claim>`` in a text; ``uuid`` is None where the attribute is missing or no UUID."""

    uuid: UUID | None
    value: str
    quote: str
    context: str = ""


def clean(html: str) -> str:
    """Keeps the allowed tags, attributes and address schemes, in one spelling (:mod:`articles.canonical`).

    Everything else is dropped: scripts, styles and a pasted document's head with their content, other tags without it.
    """
    kept = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        clean_content_tags=DROPPED,
    )
    return canonical(kept)


def plain(html: str) -> str:
    """The text alone, a blank line between blocks."""
    blocks = (unescape(_TAG.sub("", block)).strip() for block in BLOCKS.split(html))
    return "\n\n".join(block for block in blocks if block)


def marks(html: str) -> list[Mark]:
    """The figure marks of *html* in the order of the text; two pieces of one split mark are one."""
    found: dict[UUID | int, Mark] = {}
    for number, block in enumerate(BLOCKS.split(html)):
        for match in _MARK.finditer(block):
            mark = _read(match, _sentence_around(block, match.start(), match.end()))
            key = mark.uuid or -(number * 10_000 + match.start() + 1)
            found[key] = _joined(found[key], mark) if key in found else mark
    return list(found.values())


def _joined(first: Mark, second: Mark) -> Mark:
    return Mark(first.uuid, first.value, first.quote + second.quote, first.context)


def _read(match: re.Match, context: str) -> Mark:
    attributes = dict(_ATTRIBUTE.findall(match[1]))
    quote = unescape(_TAG.sub("", match[2]))
    return Mark(_uuid(attributes.get("data-claim", "")), unescape(attributes.get("value", "")), quote, context)


def with_own_keys(html: str, taken: Container[UUID] = ()) -> str:
    """*html* with one key for each figure: this is where it is decided which marks are one figure.

    Pieces with nothing but markup between them are one (bold or a new paragraph inside a mark splits it), unless they
    say the same words again. A key that comes back elsewhere is a copy and gets a fresh key; so does a mark without a
    key or with one of *taken*. A mark around nothing is taken off. ``figures.js`` does the same in the browser.
    """
    keys: set[UUID] = set()
    last, key, end = Mark(None, "", ""), uuid4(), 0

    def one(match: re.Match) -> str:
        nonlocal last, key, end
        mark = _read(match, "")
        if not mark.quote.strip():
            return match[2]
        between = unescape(_TAG.sub("", html[end : match.start()])).strip()
        if not (mark.uuid and mark.uuid == last.uuid and not between and mark.quote != last.quote):
            key = uuid4() if mark.uuid is None or mark.uuid in keys or mark.uuid in taken else mark.uuid
            keys.update({key, mark.uuid or key})
        last, end = mark, match.end()
        return write_mark(key, mark.value, mark.quote)

    return _MARK.sub(one, html)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _sentence_around(block: str, start: int, end: int) -> str:
    before, inside, after = (unescape(_TAG.sub("", part)) for part in (block[:start], block[start:end], block[end:]))
    text, left, right = before + inside + after, len(before), len(before) + len(inside)
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    first = max(cut for cut in cuts if cut <= left)
    last = min(cut for cut in cuts if cut >= right)
    return text[first:last].strip()


def replace_marks(html: str, write: Callable[[Mark], str | None]) -> str:
    """*html* with each mark replaced by what *write* gives for it; None leaves the words without a mark."""

    def one(match: re.Match) -> str:
        mark = _read(match, "")
        written = write(mark)
        return match[2] if written is None else written

    return _MARK.sub(one, html)


def write_mark(uuid: UUID, value: str, quote: str) -> str:
    """A mark as it is stored in a body."""
    return f'<data value="{escape(value)}" data-claim="{uuid}">{escape(quote)}</data>'


def render(html: str, write: Callable[[Mark], str | None]) -> SafeString:
    """The public HTML of a stored text: cleaned again, with each mark as *write* renders it (safe HTML or None)."""
    return mark_safe(replace_marks(clean(html), write))


def paragraphs(html: str) -> Iterator[str]:
    """The blocks of *html* as plain text."""
    yield from (block for block in plain(html).split("\n\n") if block)


def body_of(blocks: Iterable[str]) -> str:
    """HTML paragraphs of plain text blocks."""
    return "\n".join(f"<p>{escape(block)}</p>" for block in blocks)


def script_data(json: str) -> SafeString:
    """*json* for a ``<script type="application/ld+json">``; ValueError if a sign is left that could end the element."""
    if _ENDS_SCRIPT.search(json):
        raise ValueError("JSON for a script element has its <, >, & and line separators escaped")
    return mark_safe(json)
