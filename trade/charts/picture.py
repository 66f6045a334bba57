"""A chart as a file of its own: colours resolved, title, key, sources, terms and date inside."""

from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape

from trade.charts import palette
from trade.charts.canvas import WIDE
from trade.charts.draw import description, draw
from trade.charts.fonts import LEADING, REGULAR, SANS, SEMIBOLD, SERIF, width, wrap
from trade.charts.model import Chart

MARGIN = 24
_TITLE, _SUBTITLE, _KEY, _LINE = 22, 15, 14, 13
_SYMBOL = 22
FAMILIES = {
    SANS: "'Golos Text', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', Arial, sans-serif",
    SERIF: "Literata, 'Noto Serif CJK SC', 'Songti SC', SimSun, Georgia, serif",
}
# Where a line is set in a fallback font, the painter sets all of it so: Chinese words ask for theirs first.
CHINESE_FAMILIES = {
    SANS: "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Golos Text', Arial, sans-serif",
    SERIF: "'Noto Serif CJK SC', 'Songti SC', SimSun, Literata, Georgia, serif",
}


def family_of(family: str, words: str) -> str:
    """The attribute that sets *words* in our *family*; empty where the document's own does."""
    if any("\u2e80" <= character <= "\u9fff" for character in words):
        return f' font-family="{CHINESE_FAMILIES[family]}"'
    return f' font-family="{FAMILIES[family]}"' if family != SANS else ""


class KeyEntry(NamedTuple):
    """``look`` is bar, line, balance, diamond, partial, derived, tick or ring; ``colour`` the class of a colour."""

    look: str
    colour: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """``lines`` stand below the drawing: sources and notes, terms, where it is from."""

    chart: Chart
    title: str
    subtitle: str
    key: tuple[KeyEntry, ...]
    lines: tuple[str, ...]
    lang: str


class File(NamedTuple):
    """An SVG document; ``words`` is all that is written on it."""

    svg: str
    width: float
    height: float
    words: str


def write(picture: Picture, fonts: str = "") -> File:
    """*fonts* is a stylesheet with the fonts themselves, for readers that have no other way to them."""
    parts: list[str] = []
    y, room = 12.0, WIDE
    y = _paragraph(parts, picture.title, y, _TITLE, room, SEMIBOLD, SERIF, palette.INK)
    y = _paragraph(parts, picture.subtitle, y + 4, _SUBTITLE, room, REGULAR, SANS, palette.INK_2)
    y = _write_key(parts, picture.key, y + 10) if picture.key else y
    drawing = draw(picture.chart, WIDE)
    body = drawing.body
    parts.append(f'<g transform="translate(0 {y + 14:.1f})" fill="{palette.INK}">{palette.resolve(body)}</g>')
    y += 14 + drawing.height + 8
    for line in picture.lines:
        y = _paragraph(parts, line, y, _LINE, room, REGULAR, SANS, palette.INK_2)
    wide, high = WIDE + 2 * MARGIN, round(y + MARGIN + 6)
    content = "".join(parts)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img"'
        f' xml:lang="{picture.lang}" lang="{picture.lang}" aria-labelledby="title desc" font-family="{FAMILIES[SANS]}">'
        f'<title id="title">{escape(picture.title)}</title>'
        f'<desc id="desc">{escape(description(picture.chart))}</desc>{fonts}'
        f"<defs>{palette.patterns(body + content)}</defs>"
        f'<rect width="{wide}" height="{high}" fill="{palette.PAPER}"/>'
        f'<rect x="{MARGIN}" y="{MARGIN - 6}" width="{WIDE}" height="3" fill="{palette.INK}"/>'
        f'<g transform="translate({MARGIN} {MARGIN})">{content}</g></svg>'
    )
    return File(svg, wide, high, " ".join((picture.title, picture.subtitle, *picture.lines, *_words(picture, drawing))))


def _words(picture: Picture, drawing) -> list[str]:
    return [entry.words for entry in picture.key] + [words for _box, words in drawing.boxes]


def _paragraph(
    parts: list[str], words: str, y: float, size: float, room: float, weight: int, family: str, ink: str
) -> float:
    """Writes *words* below *y* and returns where they end."""
    for line in wrap(words, room, size, weight, family):
        y += size * LEADING
        parts.append(line_of(line, 0, y - size * 0.25, size, weight=weight, family=family, ink=ink))
    return y


def line_of(
    words: str, x: float, y: float, size: float, *, weight: int = REGULAR, family: str = SANS, ink: str = palette.INK
) -> str:
    fonts = family_of(family, words)
    bold = f' font-weight="{weight}"' if weight != REGULAR else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{ink}"{fonts}{bold}>{escape(words)}</text>'


def _write_key(parts: list[str], key: tuple[KeyEntry, ...], y: float) -> float:
    x, step = 0.0, _KEY * 1.6
    baseline = y + _KEY
    for entry in key:
        long = _SYMBOL + 8 + width(entry.words, _KEY)
        if x and x + long > WIDE:
            x, baseline = 0.0, baseline + step
        parts.append(_symbol(entry, x, baseline - _KEY * 0.33))
        parts.append(line_of(entry.words, x + _SYMBOL + 8, baseline, _KEY, ink=palette.INK_2))
        x += long + 24
    return baseline + 4


def _symbol(entry: KeyEntry, x: float, y: float) -> str:
    ink, paper = palette.SERIES[entry.colour], palette.PAPER
    box = f'x="{x:.1f}" y="{y - 6:.1f}" width="{_SYMBOL}" height="12"'
    middle = x + _SYMBOL / 2
    match entry.look:
        case "partial":
            hatch = f'fill="url(#hatch-{entry.colour})"'
            return f'<rect {box} {hatch} stroke="{ink}" stroke-width="1.5" stroke-dasharray="5 3"/>'
        case "derived":
            return f'<rect {box} fill="none" stroke="{palette.INK_3}" stroke-width="1.5" stroke-dasharray="1.5 3"/>'
        case "tick":
            return f'<path stroke="{palette.INK}" stroke-width="2.5" d="M{x:.1f} {y:.1f}h{_SYMBOL}"/>'
        case "line":
            return f'<path stroke="{ink}" stroke-width="2.5" d="M{x:.1f} {y:.1f}h{_SYMBOL}"/>'
        case "balance":
            dots = 'stroke-width="2" stroke-dasharray="1.5 3"'
            return f'<path stroke="{ink}" {dots} d="M{x:.1f} {y:.1f}h{_SYMBOL}"/>'
        case "ring":
            return f'<circle cx="{middle:.1f}" cy="{y:.1f}" r="4.5" fill="{paper}" stroke="{ink}" stroke-width="1.5"/>'
        case "diamond":
            return f'<path fill="{ink}" d="M{middle:.1f} {y - 7:.1f}l7 7-7 7-7-7z"/>'
    return f'<rect {box} fill="{ink}"/>'
