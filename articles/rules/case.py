"""What the rules look at: a text cut into passages, its figures, the records and rates at hand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from articles.binding.facts import Book, Rate, Record
from articles.binding.passages import Passages
from articles.binding.text import CheckedText, Stated
from articles.binding.words import found, words
from articles.binding.words.language import Words

LEVELS = ("money", "count", "quantity")


@dataclass(frozen=True)
class Case:
    article: CheckedText
    book: Book = field(default_factory=Book)
    rates: tuple[Rate, ...] = ()

    @cached_property
    def words(self) -> Words:
        return words(self.article.lang)

    @cached_property
    def passages(self) -> Passages:
        return Passages.of(self.article.text, (stated.span for stated in self.article.figures))

    @cached_property
    def sentences(self) -> list[list[Stated]]:
        """The core figures of every sentence, in order."""
        grouped: list[list[Stated]] = [[] for _span in self.passages.sentences]
        for stated in self.article.core:
            if grouped:
                grouped[self.passages.number(stated.figure.start)].append(stated)
        return grouped

    @cached_property
    def bound(self) -> list[tuple[Stated, Record]]:
        """The claims with the records they are bound to."""
        pairs = ((stated, self.book.get(stated.record)) for stated in self.article.core if stated.record)
        return [(stated, record) for stated, record in pairs if record is not None]

    def between(self, a: Stated, b: Stated) -> str:
        return self.article.text[a.figure.end : b.figure.start]

    def says(self, phrases: str, span: tuple[int, int]) -> bool:
        return bool(found(phrases, self.article.text, *span))

    def sentence(self, stated: Stated) -> tuple[int, int]:
        return self.passages.sentence(stated.figure.start)

    def clause(self, stated: Stated) -> tuple[int, int]:
        return self.passages.clause(*stated.span)

    def record_of(self, stated: Stated) -> Record | None:
        """The record of a claim whose binding bears an error."""
        return self.book.get(stated.record) if stated.is_sure and stated.record else None

    def turned(self, text: str) -> bool:
        """Another subject begins in *text*: an export after an import, a «while»."""
        return bool(found(self.words.contrast, text) or any(found(f, text) for f in self.words.flows.values()))


def levels(figures: Iterable[Stated]) -> Iterator[Stated]:
    """Amounts that can be added and compared: no percentages, no goals, no steps of a change."""
    for stated in figures:
        if stated.kind in LEVELS and not stated.is_target and stated.quantity is not None and not is_step(stated):
            yield stated


def is_step(stated: Stated) -> bool:
    """«выросла на 5 млрд»: by how much, not how much."""
    return stated.kind in LEVELS and stated.figure.direction is not None


def same_unit(a: Stated, b: Stated) -> bool:
    """Of one kind and unit; a member of a list may leave the unit out."""
    return a.kind == b.kind and (a.unit == b.unit or not a.unit or not b.unit)
