"""The picture that stands for a page where its address is shared: 1200 × 630, headline first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape

from trade.charts import palette
from trade.charts.fonts import SANS, SEMIBOLD, SERIF, at_most, width, wrap
from trade.charts.picture import FAMILIES, File, line_of

WIDE, HIGH, MARGIN = 1200, 630, 72
_SIZES = (72, 64, 56, 48, 42)
_LINES, _LEADING = 5, 1.16
_VALUE, _SMALL, _MARK = 112, 30, 28
_GAP = 40


class Count(NamedTuple):
    """How many figures are in a state, in words: «2 сверены»."""

    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """``value`` is the number of a page about one number, with ``about`` it below; ``counts`` are an article's figures.

    ``marks`` has the drawing of each state's mark, 16 units square, in ``currentColor``.
    """

    site: str
    kicker: str
    headline: str
    lang: str
    value: str = ""
    about: str = ""
    counts: tuple[Count, ...] = ()
    marks: Mapping[str, str] | None = None


def write(card: Card) -> File:
    room = WIDE - 2 * MARGIN
    parts = [_wordmark(card.site)]
    if card.kicker:
        kicker = at_most(wrap(card.kicker, room, _SMALL), 1, room, _SMALL)[0]
        parts.append(line_of(kicker, MARGIN, 190, _SMALL, ink=palette.BRAND))
    y = _write_headline(parts, card, room)
    if card.value:
        _write_value(parts, card, y, room)
    _write_counts(parts, card)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}"'
        f' xml:lang="{card.lang}" font-family="{FAMILIES[SANS]}">'
        f'<rect width="{WIDE}" height="{HIGH}" fill="{palette.PAPER}"/>{"".join(parts)}'
        f'<path stroke="{palette.INK}" stroke-width="2" d="M0 {HIGH - 96}h{WIDE}m0 6H0"/></svg>'
    )
    words = (card.site, card.kicker, card.headline, card.value, card.about, *(count.words for count in card.counts))
    return File(svg, WIDE, HIGH, " ".join(words))


def _wordmark(site: str) -> str:
    """The name over its dotted line: that line says what the site is about."""
    size = 44
    long = width(site, size, SEMIBOLD, SERIF)
    dots = f'stroke="{palette.BRAND}" stroke-width="7" stroke-linecap="round" stroke-dasharray="0 14"'
    name = line_of(site, MARGIN, 96, size, weight=SEMIBOLD, family=SERIF)
    return f'{name}<path {dots} d="M{MARGIN + 4} 116h{max(long - 8, 8):.0f}"/>'


def _write_headline(parts: list[str], card: Card, room: float) -> float:
    """As large as it fits, cut only where even the smallest size does not; returns where it ends."""
    most = 2 if card.value else _LINES
    end = 300 if card.value else HIGH - 130
    for size in _SIZES:
        lines = wrap(card.headline, room, size, SEMIBOLD, SERIF)
        if len(lines) <= most and 205 + len(lines) * size * _LEADING <= end + (80 if card.value else 0):
            break
    else:
        lines = _cut(lines, most, room, size)
    y = 205.0
    for line in lines:
        y += size * _LEADING
        parts.append(line_of(line, MARGIN, y - size * 0.2, size, weight=SEMIBOLD, family=SERIF))
    return y


def _cut(lines: list[str], most: int, room: float, size: float) -> list[str]:
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width(last + "…", size, SEMIBOLD, SERIF) > room:
        last = last[:-1].rstrip()
    return [*lines[: most - 1], last + "…"]


def _write_value(parts: list[str], card: Card, y: float, room: float) -> None:
    size = next((s for s in (_VALUE, 96, 80, 64, 48) if width(card.value, s, SEMIBOLD) <= room), 40)
    baseline = y + 16 + size
    parts.append(line_of(card.value, MARGIN, baseline, size, weight=SEMIBOLD))
    lines = at_most(wrap(card.about, room, _SMALL), 2, room, _SMALL)
    for number, line in enumerate(lines, 1):
        parts.append(line_of(line, MARGIN, baseline + 12 + number * _SMALL * 1.3, _SMALL, ink=palette.INK_2))


def _write_counts(parts: list[str], card: Card) -> None:
    """Marks and words of the states below the double rule, as many as there is room for."""
    x, baseline = float(MARGIN), HIGH - 36
    for count in card.counts:
        ink = palette.STATES[count.state]
        long = _MARK + 10 + width(count.words, _SMALL)
        if x + long > WIDE - MARGIN:
            break
        mark = (card.marks or {}).get(count.state, "").replace("currentColor", ink)
        place = f"translate({x:.1f} {baseline - _MARK + 5}) scale({_MARK / 16:g})"
        parts.append(f'<g transform="{place}">{mark}</g>')
        parts.append(
            f'<text x="{x + _MARK + 10:.1f}" y="{baseline}" font-size="{_SMALL}" fill="{ink}">'
            f"{escape(count.words)}</text>"
        )
        x += long + _GAP
