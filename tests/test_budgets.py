"""What a page may weigh: HTML, stylesheet, fonts, requests, nodes and shifts of the layout, as a browser meets them.

The figures are printed with `pytest -s`; the limits are those that the site promises itself.
"""

import gzip
from pathlib import Path

import pytest

from tests.test_pages import PAGES, address

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "config" / "static" / "site"
KB = 1024
HTML_LIMIT, CSS_LIMIT, PAGE_LIMIT = 15 * KB, 12 * KB, 160 * KB
FONTS_OF_A_PAGE, ALL_FONTS = 100 * KB, 110 * KB
REQUESTS, NODES, SHIFT = 8, 1200, 0.02
# Shifts that happened before we asked are kept for us by the browser.
SHIFTS = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(each => { sum += each.value; }))
        .observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 300);
})"""


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def test_the_stylesheet_is_light():
    assert packed((SITE / "site.css").read_bytes()) <= CSS_LIMIT


def test_the_fonts_are_light():
    """Accents and currency signs are fetched by the pages that have some; they are no part of the promise."""
    always = [font for font in (SITE / "fonts").glob("*.woff2") if "latin" in font.name or "cyrillic" in font.name]
    assert len(always) == 4
    assert sum(font.stat().st_size for font in always) <= FONTS_OF_A_PAGE
    assert sum(font.stat().st_size for font in (SITE / "fonts").glob("*.woff2")) <= ALL_FONTS


@pytest.mark.parametrize("name", PAGES)
def test_the_html_is_light(seeded, client, name):
    assert packed(client.get(address(name, "ru")).content) <= HTML_LIMIT


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_first_visit_is_light_and_nothing_moves(chromium, live_server, seeded):
    measured = {}
    for width in (390, 1280):
        for name in ("articles:home", "articles:article", "trade:pair", "events:event", "events:agreement_list"):
            # A profile of its own: nothing is in the cache.
            context = chromium.new_context(viewport={"width": width, "height": 844}, locale="ru-RU")
            page, answers = context.new_page(), []
            page.on("response", lambda answer, answers=answers: answers.append(answer))
            page.goto(live_server.url + address(name, "ru"), wait_until="load")
            page.evaluate("document.fonts.ready.then(() => true)")
            shift = page.evaluate(SHIFTS)
            sizes = [weight(answer) for answer in answers]
            fonts = sum(size for size, answer in zip(sizes, answers, strict=True) if answer.url.endswith(".woff2"))
            nodes = page.evaluate("document.querySelectorAll('*').length")
            scripts = page.evaluate("document.querySelectorAll('script:not([type=\"application/ld+json\"])').length")
            measured[name, width] = (len(answers), sum(sizes), fonts, nodes, round(shift, 4), scripts)
            context.close()
    print(*(f"{name} at {width}: {values}" for (name, width), values in measured.items()), sep="\n")
    limits = (REQUESTS, PAGE_LIMIT, FONTS_OF_A_PAGE, NODES, SHIFT, 0)
    over = {
        where: values
        for where, values in measured.items()
        if any(value > limit for value, limit in zip(values, limits, strict=True))
    }
    assert over == {}


def weight(answer) -> int:
    """Bytes of an answer as they would travel: text packed, fonts as they are."""
    body = answer.body()
    return len(body) if answer.url.endswith(".woff2") else packed(body)
