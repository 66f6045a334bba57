"""Charts in a browser: text is large enough in both drawings, never overflows, and everything is painted."""

import zlib

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Sizes of all chart text that is shown, in pixels as it is painted, with the edges of its drawing.
TEXT = """() => [...document.querySelectorAll('.chart__plot text')].filter(t => t.getClientRects().length).map(text => {
    const drawing = text.ownerSVGElement, scale = drawing.getScreenCTM().a;
    const box = text.getBoundingClientRect(), frame = drawing.getBoundingClientRect();
    return {words: text.textContent, size: parseFloat(getComputedStyle(text).fontSize) * scale,
            inside: box.left >= frame.left - 1 && box.right <= frame.right + 1};
})"""
OVERLAPS = """() => [...document.querySelectorAll('.chart__plot svg')].flatMap(drawing => {
    const texts = [...drawing.querySelectorAll('text')].filter(text => text.getClientRects().length);
    const boxes = texts.map(text => [text.textContent, text.getBoundingClientRect()]);
    const pairs = boxes.flatMap((one, i) => boxes.slice(i + 1).map(other => [one, other]));
    // The box of a line is higher than its letters: a sixth of it at both ends has no ink.
    return pairs.filter(([[, a], [, b]]) => a.left < b.right && b.left < a.right
        && a.top + a.height / 6 < b.bottom - b.height / 6 && b.top + b.height / 6 < a.bottom - a.height / 6)
        .map(([one, other]) => [one[0], other[0]]);
})"""
FITS = """() => [...document.querySelectorAll('figure.chart, figure.chart *')]
    .every(each => each.getBoundingClientRect().right <= innerWidth + 1)"""
SHOWN = """() => [...document.querySelectorAll('.chart__plot')].map(plot =>
    [...plot.querySelectorAll('svg')].filter(drawing => drawing.getClientRects().length).map(d => d.classList[0]))"""
PAINT = """name => {
    const style = getComputedStyle(document.querySelector(`.chart__plot svg.chart__wide .${name}`));
    return [style.fill, style.stroke];
}"""
PATHS = ("/ru/trade/chn-kaz/", "/ru/", "/kk/events/ciie-7/", "/zh-hans/trade/chn-kaz/")


def open_page(chromium, url: str, **options):
    page = chromium.new_context(java_script_enabled=True, **options).new_page()
    page.goto(url)
    page.evaluate("document.fonts.ready")
    return page


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_text_of_charts_is_at_least_twelve_pixels_and_stays_inside(chromium, live_server, seeded, width):
    for path in PATHS:
        page = open_page(chromium, live_server.url + path, viewport={"width": width, "height": 900})
        texts = page.evaluate(TEXT)
        assert texts
        assert [each for each in texts if each["size"] < 11.99] == [], path
        assert [each["words"] for each in texts if not each["inside"]] == [], path
        assert page.evaluate(OVERLAPS) == [], path
        assert {len(each) for each in page.evaluate(SHOWN)} == {1}
        assert page.evaluate(FITS), path
        page.context.close()


def test_wide_places_get_the_wide_drawing_and_narrow_ones_the_narrow(chromium, live_server, seeded):
    for width, name in ((1280, "chart__wide"), (390, "chart__narrow")):
        page = open_page(chromium, live_server.url + PATHS[0], viewport={"width": width, "height": 900})
        assert {drawing for plot in page.evaluate(SHOWN) for drawing in plot} == {name}
        page.context.close()


def test_charts_are_recoloured_in_the_dark_and_hatched_in_print(chromium, live_server, seeded):
    page = open_page(chromium, live_server.url + PATHS[0], viewport={"width": 1280, "height": 900})
    light = page.evaluate(PAINT, "c-1")
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(PAINT, "c-1")
    assert light[0] == "rgb(11, 114, 133)"
    assert dark[0] == "rgb(79, 185, 203)"
    hatch = page.evaluate(PAINT, "c-partial")
    assert hatch[0].startswith('url("#hatch-')
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(PAINT, "c-partial")[0] == hatch[0]
    assert page.evaluate(PAINT, "c-1")[0] == light[0]
    page.context.close()


def test_hatching_is_really_painted(chromium, live_server, seeded):
    """Inside an incomplete year some pixels have ink and some are paper, on screen and in print."""
    page = open_page(chromium, live_server.url + PATHS[0], viewport={"width": 1280, "height": 900})
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        drawing = "svg.chart__wide" if page.locator("svg.chart__wide").first.is_visible() else "svg.chart__narrow"
        bar = page.locator(f"{drawing} .c-partial").first
        bar.scroll_into_view_if_needed()
        box = bar.bounding_box()
        inner = {key: box[key] + add for key, add in (("x", 6), ("y", 20), ("width", -12), ("height", -40))}
        assert len(set(pixels(page.screenshot(clip=inner)))) > 10, media
    page.context.close()


def pixels(png: bytes) -> list[bytes]:
    """The decompressed rows of a PNG, which differ from each other where anything is painted aslant."""
    data, at = b"", 8
    while at < len(png):
        size, kind = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        data += png[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    rows, channels = zlib.decompress(data), 4 if png[25] == 6 else 3
    length = int.from_bytes(png[16:20]) * channels + 1
    return [rows[start : start + length] for start in range(0, len(rows), length)]
