"""A drawing under way: marks, and words whose boxes never meet."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple
from xml.sax.saxutils import escape

from trade.charts.fonts import ASCENT, DESCENT, REGULAR, SEMIBOLD, width
from trade.charts.model import CONTEXT, Point

WIDE, NARROW = 720, 360
_AIR = 1.5  # between two words
RING = 4.5  # the radius of what marks a value from before a revision


class Sizes(NamedTuple):
    """Font sizes in units of the drawing, so that text stays at 12 pixels where the drawing is shown smallest."""

    label: float
    value: float
    note: float


_SIZES = {WIDE: Sizes(14, 15, 14), NARROW: Sizes(15, 16, 15)}


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", air: float = 0) -> bool:
        return (
            self.left < other.right + air
            and other.left < self.right + air
            and self.top < other.bottom + air
            and other.top < self.bottom + air
        )


class Drawing(NamedTuple):
    """What stands inside an ``<svg>`` of this size; ``boxes`` are the words with the rooms they take."""

    width: float
    height: float
    body: str
    boxes: tuple[tuple[Box, str], ...]


def colour(number: int) -> str:
    """The class of a series' colour."""
    return "context" if number == CONTEXT else str(number)


def text_box(x: float, y: float, words: str, size: float, anchor: str = "start", weight: int = REGULAR) -> Box:
    """*y* is the baseline; *anchor* is ``start``, ``middle`` or ``end``."""
    long = width(words, size, weight)
    left = x - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
    return Box(left, y - ASCENT * size, left + long, y + DESCENT * size)


class Canvas:
    def __init__(self, width: int):
        self.width = width
        self.sizes = _SIZES[width]
        self.is_narrow = width == NARROW
        self._below: list[str] = []
        self._marks: list[str] = []
        self._words: list[str] = []
        self.boxes: list[tuple[Box, str]] = []
        self.obstacles: list[Box] = []
        self._rings: list[tuple[float, float, str]] = []

    # -- words ---------------------------------------------------------------------------------------------------

    def text(
        self, x: float, y: float, words: str, size: float, *, anchor: str = "start", bold: bool = False, tone: str = ""
    ) -> None:
        """Words with their baseline at *y*. *tone* ``axis`` is the secondary ink."""
        weight = SEMIBOLD if bold else REGULAR
        self.boxes.append((text_box(x, y, words, size, anchor, weight), words))
        attributes = f' class="c-{tone}"' if tone else ""
        if anchor != "start":
            attributes += f' text-anchor="{anchor}"'
        if bold:
            attributes += ' font-weight="600"'
        self._words.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{attributes}>{escape(words)}</text>')

    def fits(self, box: Box, *, over_marks: bool = False, air: float = _AIR) -> bool:
        """Whether words may stand there: inside the drawing, with *air* to other words and on no mark."""
        if box.left < 0 or box.right > self.width or box.top < 0:
            return False
        if any(box.meets(other, air) for other, _words in self.boxes):
            return False
        return over_marks or not any(box.meets(other) for other in self.obstacles)

    def text_if_free(
        self, x: float, y: float, words: str, size: float, *, anchor: str = "start", bold: bool = False, tone: str = ""
    ) -> bool:
        """The same where nothing is in the way; False where something is."""
        if not self.fits(text_box(x, y, words, size, anchor, SEMIBOLD if bold else REGULAR)):
            return False
        self.text(x, y, words, size, anchor=anchor, bold=bold, tone=tone)
        return True

    def text_up_if_free(self, x: float, y: float, words: str, size: float, *, tone: str = "") -> bool:
        """Words that run upwards from *y*, their baseline at *x*, where nothing is in the way."""
        box = Box(x - ASCENT * size, y - width(words, size), x + DESCENT * size, y)
        if not self.fits(box):
            return False
        self.boxes.append((box, words))
        shown = f' class="c-{tone}"' if tone else ""
        turn = f"translate({x:.1f} {y:.1f}) rotate(-90)"
        self._words.append(f'<text transform="{turn}" font-size="{size:g}"{shown}>{escape(words)}</text>')
        return True

    # -- marks ---------------------------------------------------------------------------------------------------

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        target = self._below if kind == "grid" else self._marks
        target.append(f'<path class="c-{kind}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>')

    def bar(self, x: float, y: float, wide: float, high: float, point: Point, number: int) -> None:
        """A rectangle: filled, hatched and dashed for an incomplete year, hollow and dotted for what we computed."""
        box = f'x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0.5):.1f}" height="{max(high, 0.5):.1f}"'
        self.obstacles.append(Box(x, y, x + wide, y + high))
        name = colour(number)
        if point.is_computed:
            shown = 'class="c-derived"'
        elif point.is_partial:
            shown = f'class="c-partial c-{name}" fill="url(#hatch-{name})"'
        else:
            shown = f'class="c-bar c-{name}"'
        self._marks.append(f"<rect {shown} {box}/>")

    def diamond(self, x: float, y: float, number: int, point: Point | None = None, size: float = 8) -> None:
        kind = "derived" if point and point.is_computed else "mirror"
        self.obstacles.append(Box(x - size, y - size, x + size, y + size))
        path = f"M{x:.1f} {y - size:.1f}l{size:g} {size:g}l-{size:g} {size:g}l-{size:g} -{size:g}z"
        self._marks.append(f'<path class="c-{kind} c-{colour(number)}" d="{path}"/>')

    def circle(self, x: float, y: float, radius: float, kind: str, number: int) -> None:
        self.obstacles.append(Box(x - radius, y - radius, x + radius, y + radius))
        self._marks.append(f'<circle class="c-{kind} c-{colour(number)}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"/>')

    def ring(self, x: float, y: float, number: int, words: str = "") -> None:
        """A value from before a revision; :meth:`write_rings` puts its *words* beside it."""
        self.circle(x, y, RING, "ring", number)
        if words:
            self._rings.append((x, y, words))

    def write_rings(self) -> None:
        """The numbers of the rings where there is room beside them, so that none takes another one for its own."""
        size = self.sizes.note
        for x, y, words in self._rings:
            beside = ((x + RING + 3, "start"), (x - RING - 3, "end"))
            any(
                self.text_if_free(place, y + size * lower, words, size, anchor=anchor, tone="note")
                for lower in (0.35, 0, -0.35)
                for place, anchor in beside
            )

    def polyline(self, points: Iterable[tuple[float, float]], number: int, kind: str = "line") -> None:
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        self._marks.append(f'<path class="c-{kind} c-{colour(number)}" d="M{path}"/>')

    def drawing(self, height: float) -> Drawing:
        lowest = max((box.bottom for box, _words in self.boxes), default=0)
        body = "".join((*self._below, *self._marks, *self._words))
        return Drawing(self.width, round(max(height, lowest + 2), 1), body, tuple(self.boxes))


class Scale:
    """Values to places on the drawing, linear; *low* and *high* always enclose nought and differ."""

    def __init__(self, low: Decimal, high: Decimal, start: float, end: float):
        self.low, self.start = float(low), start
        spread = float(high) - self.low
        self._unit = (end - start) / spread if spread else 0.0

    def __call__(self, value: Decimal | float) -> float:
        return self.start + (float(value) - self.low) * self._unit
