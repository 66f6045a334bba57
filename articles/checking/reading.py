"""A marked text as the finder and the rules read it: plain characters with figures, and the way back to the mark.

The headline, the deck and each block of the body stand on lines of their own. Offsets are code points of that text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from uuid import UUID

from articles.richtext import BLOCKS, write_mark

_TOKEN = re.compile(r"<[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|.", re.DOTALL)
_OPEN, _CLOSE = "<data", "</data>"
_CLOSING = re.compile(r"</\w+>")
_KEY = re.compile(r'data-claim="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Marked:
    """Where a mark stands in the plain text."""

    uuid: UUID
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """``text`` with the ``marks`` of its body; the body begins at ``body_start``."""

    text: str
    marks: tuple[Marked, ...]
    body: str
    body_start: int
    _places: tuple[tuple[int, int], ...]

    def is_in_body(self, start: int) -> bool:
        return start >= self.body_start

    def marked(self, marks: Iterable[tuple[int, int, UUID, str]]) -> str:
        """The body with a mark (start, end, key, value) around each of these parts of ``text``.

        ValueError where one is not in the body, holds a mark already, or begins and ends in different elements.
        """
        body = self.body
        for start, end, uuid, value in sorted(marks, reverse=True):
            left, right = self._place(start, end)
            mark = write_mark(uuid, value, "\0").replace("\0", self.body[left:right])
            body = body[:left] + mark + body[right:]
        return body

    def _place(self, start: int, end: int) -> tuple[int, int]:
        first, last = start - self.body_start, end - self.body_start
        if not 0 <= first < last <= len(self._places):
            raise ValueError("a mark stands in the body")
        left, right = self._places[first][0], self._places[last - 1][1]
        inside = self.body[max(left, 0) : right]
        while _depth(inside) and (closing := _CLOSING.match(self.body, right)):
            right = closing.end()
            inside = self.body[left:right]
        overlaps = any(mark.start < end and start < mark.end for mark in self.marks)
        if left < 0 or right < 0 or overlaps or _depth(inside) != 0:
            raise ValueError("a mark stands within one element and around no other mark")
        return left, right


def read(body: str, headline: str = "", deck: str = "") -> Reading:
    """Reads a cleaned *body* below its *headline* and *deck*."""
    head = "".join(f"{line}\n" for line in (headline, deck) if line)
    characters, places, spans = _walk(body)
    found = tuple(Marked(uuid, len(head) + start, len(head) + end) for uuid, start, end in spans)
    return Reading(head + characters, found, body, len(head), tuple(places))


def _walk(body: str) -> tuple[str, list[tuple[int, int]], list[tuple[UUID, int, int]]]:
    """The characters of *body*, where each came from (−1 for breaks between blocks), and its marks."""
    text: list[str] = []
    places: list[tuple[int, int]] = []
    spans: dict[UUID, tuple[int, int]] = {}
    key: UUID | None = None
    began = 0
    for match in _TOKEN.finditer(body):
        token = match[0]
        if not token.startswith("<"):
            for character in unescape(token):
                text.append(character)
                places.append(match.span())
        elif BLOCKS.fullmatch(token):
            text.append("\n")
            places.append((-1, -1))
        elif token.startswith(_OPEN):
            key, began = _uuid_of(token), len(text)
        elif token == _CLOSE and key is not None:
            first, _last = spans.get(key, (began, began))
            spans[key] = (first, len(text))
            key = None
    return "".join(text), places, [(uuid, start, end) for uuid, (start, end) in spans.items() if end > start]


def _uuid_of(tag: str) -> UUID | None:
    try:
        return UUID((_KEY.search(tag) or {1: ""})[1])
    except ValueError:
        return None


def _depth(html: str) -> int | None:
    """How many elements of *html* are left open; None if it closes one that it did not open."""
    depth = 0
    for tag in re.findall(r"</?\w+", html):
        depth += -1 if tag.startswith("</") else 0 if tag == "<br" else 1
        if depth < 0:
            return None
    return depth
