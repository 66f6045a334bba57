"""The colours and weights that are really shipped: contrast is computed from the stylesheet, not from a table."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "config" / "static"
SITE_CSS = (STATIC / "site" / "site.css").read_text(encoding="utf-8")
ADMIN_CSS = (STATIC / "admin_theme" / "admin.css").read_text(encoding="utf-8")
FONTS = STATIC / "site" / "fonts"

COLOUR = re.compile(r"--([a-z0-9-]+): (#[0-9A-F]{6});")
ADMIN_COLOUR = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9A-F]{6}), (#[0-9A-F]{6})\);")
STATES = ("verified", "unverified", "disputed", "revised")
SERIES = ("series-1", "series-2", "series-3", "series-4", "series-5", "series-context")
GROUNDS = ("paper", "surface", "sunken")

TEXT = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3", "accent", "accent-hover") for ground in GROUNDS),
    *(("brand", ground) for ground in ("paper", "surface")),
    *((state, ground) for state in STATES for ground in ("paper", "surface", f"{state}-tint")),
    *(("ink", f"{state}-tint") for state in STATES),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("accent", "revised-tint"),
    ("accent", "mark"),
    ("ink", "mark"),
]
SHAPES = [
    *(("rule-ui", ground) for ground in GROUNDS),
    *((colour, ground) for colour in SERIES for ground in ("paper", "surface")),
    *((state, "mark") for state in STATES),
]


def _block(opening: str) -> str:
    return SITE_CSS.split(opening, 1)[1].split("}", 1)[0]


THEMES = {
    "light": dict(COLOUR.findall(_block("color-scheme: light dark;"))),
    "dark": dict(COLOUR.findall(_block("@media screen and (prefers-color-scheme: dark) {\n    :root {"))),
}


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two #RRGGBB colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_is_the_one_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_has_at_least_four_and_a_half_to_one(theme, text, ground):
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_controls_marks_and_series_have_at_least_three_to_one(theme, shape, ground):
    assert contrast(THEMES[theme][shape], THEMES[theme][ground]) >= 3


def test_both_themes_define_the_same_colours():
    assert THEMES["light"].keys() == THEMES["dark"].keys()


def test_components_use_tokens_not_colours_of_their_own():
    components = SITE_CSS.split("@layer components {", 1)[1].split("@layer utilities {", 1)[0]
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", components) == []


def test_the_admin_theme_has_the_colours_of_the_site():
    names = {"petrol": "accent", "petrol-hover": "accent-hover"}
    shared = ADMIN_COLOUR.findall(ADMIN_CSS)
    assert len(shared) >= 20
    for name, light, dark in shared:
        token = names.get(name, name)
        assert (light, dark) == (THEMES["light"][token], THEMES["dark"][token]), name


def test_the_stylesheet_stays_within_twelve_kilobytes():
    assert len(gzip.compress(SITE_CSS.encode(), 9)) <= 12 * 1024


def test_the_fonts_stay_within_their_budget():
    sizes = {font.name: font.stat().st_size for font in FONTS.glob("*.woff2")}
    russian = [size for name, size in sizes.items() if name.endswith(("-latin.woff2", "-cyrillic.woff2"))]
    assert len(russian) == 4
    assert sum(russian) <= 100 * 1024
    assert sum(sizes.values()) <= 110 * 1024


def _letters_of(file: str) -> set[str]:
    """The characters for which a browser fetches this file (its unicode-range)."""
    face = SITE_CSS.split(f"fonts/{file}", 1)[1].split("}", 1)[0]
    parts = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face)
    return {chr(code) for first, last in parts for code in range(int(first, 16), int(last or first, 16) + 1)}


@pytest.mark.parametrize("family", ["literata", "golos-text"])
def test_kazakh_letters_stand_in_one_file_with_their_neighbours(family):
    assert set("абвэюяёАБВЭЮЯЁәғқңөұүһіӘҒҚҢӨҰҮҺІ№") <= _letters_of(f"{family}-cyrillic.woff2")
    assert set("0123456789$€%«»—–−×÷\xa0") <= _letters_of(f"{family}-latin.woff2")


@pytest.mark.parametrize("family", ["literata", "golos-text"])
def test_the_licence_lies_beside_the_fonts(family):
    assert "SIL Open Font License" in (FONTS / f"{family}-OFL.txt").read_text(encoding="utf-8")


def test_every_font_and_sprite_in_the_stylesheets_exists():
    for sheet, css in ((STATIC / "site", SITE_CSS), (STATIC / "admin_theme", ADMIN_CSS)):
        for path in re.findall(r'url\("([^"#]+)"\)', css):
            assert (sheet / path).is_file(), path
