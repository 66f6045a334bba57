"""What stands around a figure, read once: areas, events, flows and measures named near by, and the story's own."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from articles.binding.facts import Names
from articles.binding.goods import Named, goods_in, goods_of
from articles.binding.passages import Passages, Span
from articles.binding.text import CheckedText, Stated
from articles.binding.words import found, named, places, words
from articles.binding.words.language import Words
from trade.periods import Period

CLAUSE, SENTENCE, PARAGRAPH, STORY = "clause", "sentence", "paragraph", "story"
_REPORTER_REACH = 40  # characters between «по данным» and whose data they are
_HEAD = 30  # characters in which a sentence says that it goes a year back
_NOUN_REACH = 36  # characters between a number and the noun it counts
_EDITION_REACH = 45  # characters between an ordinal and the name of its fair


@dataclass(frozen=True)
class Context:
    """A text with what its story is about: *areas* (codes), *events* (of records) and *families* of events."""

    article: CheckedText
    names: Names = field(default_factory=Names)
    areas: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> Words:
        return words(self.article.lang)

    @cached_property
    def passages(self) -> Passages:
        return Passages.of(self.article.text, (stated.span for stated in self.article.figures))

    @cached_property
    def goods(self) -> tuple[Named, ...]:
        """All goods that the text names, in order."""
        return goods_in(self.article.text, self.article.lang)

    @cached_property
    def flow_places(self) -> tuple[Span, ...]:
        """Every word of a flow, in order."""
        text = self.article.text
        return tuple(sorted(place for phrases in dict(self.words.flows).values() for place in places(phrases, text)))

    @cached_property
    def area_names(self) -> dict[str, str]:
        return {code: names.get(self.article.lang, "") for code, names in self.names.areas.items()}

    @cached_property
    def event_names(self) -> dict[str, str]:
        return {family: names.get(self.article.lang, "") for family, names in self.names.events.items()}

    def around(self, stated: Stated) -> "Surroundings":
        return Surroundings(self, stated)


class Surroundings:
    """The clause, sentence and paragraph of one figure, and what they name; each is looked for once for all records."""

    def __init__(self, context: Context, stated: Stated):
        self.context, self.stated = context, stated
        self.text, self.words = context.article.text, context.words
        start, end = stated.span
        self.spans: dict[str, Span] = {
            CLAUSE: context.passages.clause(start, end),
            SENTENCE: context.passages.sentence(start),
            PARAGRAPH: context.passages.paragraph(start),
        }
        self._said: dict[tuple[str, str], bool] = {}
        self.of_commodity: dict[str, Any] = {}  # what is said of each commodity, worked out once for all its records
        self._areas = {where: named(context.area_names, self.text, *span) for where, span in self.spans.items()}
        self._families = {where: named(context.event_names, self.text, *span) for where, span in self.spans.items()}
        self._flows = {where: self._nearest(dict(self.words.flows), where) for where in (SENTENCE, PARAGRAPH)}

    def says(self, phrases: str, where: str = SENTENCE) -> bool:
        key = (phrases, where)
        if key not in self._said:
            self._said[key] = bool(found(phrases, self.text, *self.spans[where]))
        return self._said[key]

    def follows(self, phrases: str) -> bool:
        """Any of *phrases* stands a word or two after the figure."""
        end = self.stated.figure.end
        return bool(found(phrases, self.text, end, min(end + _NOUN_REACH, self.spans[CLAUSE][1])))

    def flows(self, where: str) -> frozenset[str]:
        """The flows named nearest to the figure: in its clause, before it rather than after it."""
        return self._flows[where]

    def areas(self, where: str) -> frozenset[str]:
        return self._areas[where]

    @cached_property
    def areas_of_participants(self) -> frozenset[str]:
        """The areas that the clause names but for those in the name of an event: "China International Import Expo"."""
        text, (first, last) = self.text, self.spans[CLAUSE]
        return frozenset(
            code
            for code in self.areas(CLAUSE)
            if any(not self._is_in_title(end) for _a, end in places(self.context.area_names[code], text, first, last))
        )

    def _is_in_title(self, end: int) -> bool:
        """An event's name or a word for fairs follows, with nothing but words between."""
        last = min(self.spans[CLAUSE][1], end + _EDITION_REACH)
        starts = [m.start() for m in (found(phrases, self.text, end, last) for phrases in self._titles) if m]
        return bool(starts) and not re.search(r"\d", self.text[end : min(starts)])

    @property
    def _titles(self) -> tuple[str, ...]:
        return (self.words.fairs, *filter(None, self.context.event_names.values()))

    def families(self, where: str) -> frozenset[str]:
        return self._families[where]

    @cached_property
    def goods(self) -> tuple[Named, ...]:
        """The goods that the figure is about; none if the text speaks of trade as a whole."""
        first, last = self.spans[SENTENCE]
        named = [goods for goods in self.context.goods if first <= goods.start and goods.end <= last]
        if not named:
            return ()
        figure = self.stated.span
        return goods_of(self.text, self.context.article.lang, named, figure, self.stated.kind, self._flow_word())

    def _flow_word(self) -> Span | None:
        """The word of a flow that governs the figure: the last before it in its clause, else behind it, else before."""
        first, last = self.spans[SENTENCE]
        left, right = self.spans[CLAUSE]
        start = self.stated.figure.start
        inside = [place for place in self.context.flow_places if first <= place[0] and place[1] <= last]
        before = [place for place in inside if place[1] <= start]
        own = [place for place in inside if left <= place[0] and place[1] <= right]
        for group in ([p for p in own if p[1] <= start], own[:1], before, inside[:1]):
            if group:
                return group[-1]
        return None

    @cached_property
    def period(self) -> Period | None:
        """The figure's own; «годом ранее» at the head of an undated sentence counts from the period named last."""
        own = self.stated.period
        first, _last = self.spans[SENTENCE]
        head = min(self.stated.figure.start, first + _HEAD)
        if own is not None or not found(self.words.a_year_before, self.text, first, head):
            return own
        return self._named_last.same_period_before() if self._named_last else None

    @cached_property
    def carried_period(self) -> Period | None:
        """What an undated sentence most likely speaks of: the period of the figure before it in its paragraph."""
        first, last = self.spans[SENTENCE]
        if self.period is not None or any(first <= date.start < last for date in self.context.article.dates):
            return None
        return self._named_last

    @cached_property
    def _named_last(self) -> Period | None:
        begin, first = self.spans[PARAGRAPH][0], self.spans[SENTENCE][0]
        periods = [f.period for f in self.context.article.core if begin <= f.figure.start < first and f.period]
        return periods[-1] if periods else None

    @cached_property
    def first_area(self) -> str:
        """The area that the clause names first; empty if it names none."""
        span, tables = self.spans[CLAUSE], self.context.area_names
        starts = [
            (place, code) for code, names in tables.items() if (place := next(places(names, self.text, *span), None))
        ]
        return min(starts)[1] if starts else ""

    @cached_property
    def reporter(self) -> str:
        """The area whose statistics the sentence names; empty if none."""
        if self.stated.reporter:
            return self.stated.reporter
        first, last = self.spans[SENTENCE]
        for start, end in places(self.words.reporters, self.text, first, last):
            left, right = self.context.passages.clause(start, end)
            around = max(left, start - _REPORTER_REACH // 2), min(right, end + _REPORTER_REACH)
            near = named(self.context.area_names, self.text, *around)
            if len(near) == 1:
                return next(iter(near))
        return ""

    @cached_property
    def edition(self) -> int | None:
        """The edition that the sentence names: an ordinal before the name of a fair."""
        first, last = self.spans[SENTENCE]
        for other in self.context.article.figures:
            if first <= other.figure.start < last and is_edition(self.context, other):
                return int(other.figure.value)
        return None

    def _nearest(self, tables: dict[str, str], where: str) -> frozenset[str]:
        clause = named(tables, self.text, *self.spans[CLAUSE])
        if clause:
            return self._closest(tables, clause, self.spans[CLAUSE][0])
        first, last = self.spans[where]
        left = named(tables, self.text, first, self.stated.figure.start)
        return self._closest(tables, left, first) if left else named(tables, self.text, self.stated.figure.end, last)

    def _closest(self, tables: dict[str, str], keys: frozenset[str], first: int) -> frozenset[str]:
        """Of several *keys* those that stand last before the figure; all of them if none stands before."""
        start = self.stated.figure.start
        ends = {key: max((b for _a, b in places(tables[key], self.text, first, start)), default=-1) for key in keys}
        best = max(ends.values())
        return keys if best < 0 else frozenset(key for key, end in ends.items() if end == best)


def is_edition(context: Context, stated: Stated) -> bool:
    """An ordinal that stands before an event's name or a word for fairs: «7-е ЭКСПО», «第7届»."""
    figure, text = stated.figure, context.article.text
    if figure.value is None or figure.value != figure.value.to_integral_value() or figure.kind == "date":
        return False
    marks = context.words.edition_marks
    if marks and found(marks, text, figure.start, min(len(text), figure.end + 1)):
        return True
    if figure.kind != "ordinal":
        return False
    _first, last = context.passages.sentence(figure.start)
    last = min(last, figure.end + _EDITION_REACH)
    return bool(
        found(context.words.fairs, text, figure.end, last) or named(context.event_names, text, figure.end, last)
    )
