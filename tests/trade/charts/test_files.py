"""Charts outside the page: the fonts that are measured are those that are shipped, and colours are the stylesheet's."""

import re

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from tests.config.test_tokens import FONTS, THEMES
from tests.trade.charts.samples import SVG, chart, point, series
from trade.charts import palette, png
from trade.charts.card import Card, Count
from trade.charts.card import write as write_card
from trade.charts.fonts import width
from trade.charts.model import Kind
from trade.charts.picture import KeyEntry, Picture, write
from trade.charts.widths import GOLOS, GOLOS_SEMIBOLD, LITERATA_SEMIBOLD

TABLES = {"golos-text-400": GOLOS, "golos-text-600": GOLOS_SEMIBOLD, "literata-600": LITERATA_SEMIBOLD}
# The characters that numbers, dates and names in the four languages need, besides Chinese.
NEEDED = set("0123456789.,%$€₸≈+−–—«»÷№ ABCxyzАБЯабвэюяёәғқңөұүһіӘҒҚҢӨҰҮҺІ\xa0")


def picture(**fields) -> Picture:
    drawn = chart(Kind.BARS, ["2023", "янв.–сент. 2024"], series("41", point("33", is_partial=True)))
    parts = {
        "chart": drawn,
        "title": "Товарооборот Китая и Казахстана",
        "subtitle": "Млрд долларов США",
        "key": (KeyEntry("bar", "1", "полный год"), KeyEntry("partial", "1", "неполный год")),
        "lines": ("Источник: таможня.", "Сверка, 29 ноября 2026. https://example.org/"),
        "lang": "ru",
    }
    return Picture(**parts | fields)


@pytest.mark.parametrize("name", TABLES)
def test_the_measured_widths_are_those_of_the_shipped_fonts(name):
    font = TTFont(FONTS / f"{name}.ttf")
    scale = 1000 / font["head"].unitsPerEm
    shipped = {chr(code): round(font["hmtx"][glyph][0] * scale) for code, glyph in font.getBestCmap().items()}
    assert shipped == TABLES[name]
    assert shipped.keys() >= NEEDED


@pytest.mark.parametrize("name", TABLES)
def test_the_painters_fonts_are_small_and_have_the_letters_of_the_pages(name):
    assert (FONTS / f"{name}.ttf").stat().st_size <= 64 * 1024
    family = name.rpartition("-")[0]
    letters = {chr(c) for part in ("latin", "cyrillic") for c in TTFont(FONTS / f"{family}-{part}.woff2").getBestCmap()}
    assert letters <= TABLES[name].keys()


def test_a_file_has_the_colours_of_the_light_theme():
    light = THEMES["light"]
    assert {f"series-{name}": colour for name, colour in palette.SERIES.items()}.items() <= light.items()
    assert palette.STATES.items() <= light.items()
    own = {"paper": palette.PAPER, "ink": palette.INK, "ink-2": palette.INK_2, "ink-3": palette.INK_3}
    assert (own | {"rule": palette.RULE, "brand": palette.BRAND}).items() <= light.items()


def test_a_file_needs_no_stylesheet():
    root = etree.fromstring(write(picture()).svg)
    assert not [each for each in root.iter() if each.get("class")]
    patterns = [each.get("id") for each in root.iter(f"{SVG}pattern")]
    used = {name for each in root.iter() for name in re.findall(r"url\(#([\w-]+)\)", each.get("fill", ""))}
    assert set(patterns) == used == {"hatch-1"}


def test_a_file_says_what_a_page_says_around_its_chart():
    text = " ".join(etree.fromstring(write(picture()).svg).itertext())
    for words in ("Товарооборот Китая", "Млрд долларов США", "неполный год", "Источник: таможня.", "example.org"):
        assert words in text


def test_a_file_is_as_high_as_what_stands_in_it():
    short, long = write(picture()), write(picture(title="Очень длинное название " * 12))
    assert long.height > short.height
    for file in (short, long):
        assert all(float(t.get("y")) < file.height for t in etree.fromstring(file.svg).iter(f"{SVG}text"))


def test_every_class_of_a_drawing_has_a_look():
    with pytest.raises(KeyError):
        palette.resolve('<path class="c-nonsense"/>')
    assert palette.resolve('<path class="c-bar c-2"/>') == '<path fill="#C2410C"/>'


def test_pixels_are_twice_the_size_of_the_drawing():
    file = write(picture())
    painted = png.render(file.svg, FONTS, file.words)
    assert int.from_bytes(painted[16:20]) == 2 * file.width
    assert int.from_bytes(painted[20:24]) == 2 * file.height


def test_words_are_painted_as_wide_as_they_are_measured():
    """A band of ink as long as the words, under the words: where they are wider, ink shows beyond its end."""
    words, size = "Январь–сентябрь 2024, қазақ", 40
    long = width(words, size)
    text = f'<text x="0" y="40" font-family="Golos Text" font-size="{size}" fill="#000">{words}</text>'
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0:.0f}" height="50">{1}{2}</svg>'
    cover = f'<rect width="{long:.1f}" height="50" fill="#fff"/>'
    short = f'<rect width="{long * 0.9:.1f}" height="50" fill="#fff"/>'
    blank = png.render(svg.format(long * 1.2, "", ""), FONTS, "a")
    assert png.render(svg.format(long * 1.2, text, cover), FONTS, words) == png.render(
        svg.format(long * 1.2, "", cover), FONTS, words
    )
    assert png.render(svg.format(long * 1.2, text, short), FONTS, words) != blank


def test_chinese_without_a_font_for_it_is_said(monkeypatch):
    monkeypatch.setattr(png, "chinese_fonts", lambda: ("", "", ""))
    file = write(picture(title="中国贸易总额"))
    with pytest.raises(png.NoFontError):
        png.render(file.svg, FONTS, file.words)
    assert png.render(write(picture()).svg, FONTS, write(picture()).words)


@pytest.mark.parametrize(
    "headline", ["Короткий", "Қазақстан мен Қытай арасындағы сауда-саттық " * 3, "中国与哈萨克斯坦" * 12]
)
def test_a_card_wraps_its_headline_and_counts_by_state(headline):
    card = Card(
        "Сверка", "Торговля", headline, "ru", counts=(Count("verified", "2 сверены"),), marks={"verified": "<path/>"}
    )
    root = etree.fromstring(write_card(card).svg)
    lines = [t for t in root.iter(f"{SVG}text") if t.get("font-weight") == "600"]
    assert 2 <= len(lines) <= 6
    assert "2 сверены" in "".join(root.itertext())
