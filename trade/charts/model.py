"""What a chart shows: values in the unit of its axis, and words in the language of the page."""

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

COLOURS = 5
RING_ROOM = Decimal("0.25")  # of the scale, by which a value from before a revision may widen it
CONTEXT = 0  # the grey of series past the fifth, and of what is not the subject


class Kind(enum.Enum):
    NUMBER = "number"  # one point is a number, not a chart
    BARS = "bars"  # horizontal, for two to four periods and for things that are no periods
    COLUMNS = "columns"
    LINE = "line"
    DIVERGING = "diverging"  # exports up, imports down, the balance as a line


class Form(enum.Enum):
    """How a series is drawn. Diamonds mark what another reporter says of the same thing."""

    BAR = "bar"
    DIAMOND = "diamond"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Point:
    """One value. ``text`` is how it is written («41», «≈29,2», «более 50»), ``upper`` the end of a range.

    ``earlier`` are values that stood here before a revision: they are drawn where the scale of what is said now has
    room for them (:meth:`Chart.rings`), with ``earlier_words`` beside them. ``note`` follows the value where it can.
    """

    value: Decimal
    text: str
    upper: Decimal | None = None
    is_partial: bool = False
    is_computed: bool = False
    is_highlighted: bool = False
    earlier: tuple[Decimal, ...] = ()
    earlier_words: tuple[str, ...] = ()
    note: str = ""

    @property
    def values(self) -> tuple[Decimal, ...]:
        """What is said now: the ends of a range, else the value."""
        return (self.value,) if self.upper is None else (self.value, self.upper)


@dataclass(frozen=True, slots=True)
class Category:
    """A place on the axis: ``label``, a second line ``below`` it, and ``words`` for those who hear the chart."""

    label: str
    below: str = ""
    words: str = ""

    @property
    def spoken(self) -> str:
        return self.words or " ".join(filter(None, (self.label, self.below)))


@dataclass(frozen=True, slots=True)
class Series:
    """``points`` has one entry for each category, None where there is no record."""

    name: str
    points: tuple[Point | None, ...]
    colour: int = 1
    form: Form = Form.BAR

    @property
    def is_computed_line(self) -> bool:
        """A line through nothing but computed values, such as a balance; it is dotted, here and in the key."""
        return self.form is Form.LINE and all(point.is_computed for point in self.points if point)


@dataclass(frozen=True, slots=True)
class Before:
    """The same period a year earlier, marked across the column of an incomplete year (``category``)."""

    category: int
    value: Decimal
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """``number`` writes a number of the axis, ``unit`` names it; ``no_record`` and ``more`` say what is missing.

    ValueError if a series has not one entry for each category.
    """

    name: str
    title: str
    kind: Kind
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    number: Callable[[Decimal], str]
    unit: str = ""
    no_record: str = ""
    more: str = ""
    befores: tuple[Before, ...] = ()

    def __post_init__(self):
        for series in self.series:
            if len(series.points) != len(self.categories):
                raise ValueError(f"{series.name}: {len(series.points)} points for {len(self.categories)} categories")

    def points(self) -> Iterator[Point]:
        return (point for series in self.series for point in series.points if point)

    @property
    def reach(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest value that is drawn, nought included: columns start from there.

        What is said now makes the scale. A value from before a revision widens it a little and no more, for it may have
        been revised because it was wrong by powers of ten.
        """
        low, high = self._reach_of_now
        rings = [value for point in self.points() for value in self.rings(point)]
        return min(low, *rings, Decimal(0)), max(high, *rings, Decimal(0))

    @property
    def _reach_of_now(self) -> tuple[Decimal, Decimal]:
        values = [value for point in self.points() for value in point.values]
        values += [before.value for before in self.befores]
        return min(*values, Decimal(0), Decimal(0)), max(*values, Decimal(0), Decimal(0))

    def rings(self, point: Point) -> dict[Decimal, str]:
        """Those of the earlier values of *point* that are drawn, with their words."""
        return {value: words for value, words in _earlier(point) if self._has_room_for(value)}

    def beyond(self, point: Point) -> list[str]:
        """The words of the others, which the notes of the chart have to name."""
        return [words for value, words in _earlier(point) if not self._has_room_for(value)]

    def _has_room_for(self, value: Decimal) -> bool:
        low, high = self._reach_of_now
        room = (high - low) * RING_ROOM
        return low - room <= value <= high + room

    def is_empty(self, category: int) -> bool:
        return all(series.points[category] is None for series in self.series)

    @property
    def has_marks(self) -> dict[str, bool]:
        """Which of the marks that a key explains are drawn."""
        points = list(self.points())
        return {
            "partial": any(point.is_partial for point in points),
            "derived": any(point.is_computed for point in points),
            "ring": any(self.rings(point) for point in points),
            "tick": bool(self.befores),
        }


def _earlier(point: Point) -> Iterator[tuple[Decimal, str]]:
    """The values that it had before, each with its words where there are any."""
    for place, value in enumerate(point.earlier):
        yield value, point.earlier_words[place] if place < len(point.earlier_words) else ""


def kind_for(count: int) -> Kind:
    """The form for values over time, by how many periods have one."""
    if count < 2:
        return Kind.NUMBER
    if count < 5:
        return Kind.BARS
    return Kind.COLUMNS if count < 8 else Kind.LINE


def coloured(series: tuple[Series, ...], highlight: int = 0) -> tuple[Series, ...]:
    """*series* in the colours of their order; more than five become grey context behind the one to *highlight*."""
    few = len(series) <= COLOURS
    numbers = [place + 1 if few else int(place == highlight) for place in range(len(series))]
    return tuple(
        Series(each.name, each.points, number, each.form) for each, number in zip(series, numbers, strict=True)
    )
