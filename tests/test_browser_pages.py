"""Every public page in a real browser: axe, small screens, strange requests, the keyboard, and old browsers."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils.translation import override

from articles.models import Article
from tests.test_pages import PAGES, TAGS, address
from trade.words.languages import code_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NARROW, PHONE, DESK = 320, 390, 1280
ERRORS = ("/ru/nowhere/", "/ru/articles/?section=nonsense", "/ru/agreements/?party=DEU", "/ru/trade/?format=pdf")
# What a page is judged by, besides «best-practice».
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTH = "document.documentElement.scrollWidth"
# Whatever has the focus: where it is, and what shows that it has it.
FOCUS = """() => {
    const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
    return {name: it.outerHTML.slice(0, 120), isBody: it === document.body, top: box.top + scrollY,
            outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
            isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight};
}"""


def addresses(tag: str) -> dict[str, str]:
    return {name: address(name, tag) for name in PAGES}


def violations(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:100]}" for each in found]


@pytest.fixture
def visit(chromium, live_server):
    """Opens pages; `visit.strange` collects what a page should not do."""
    contexts = []

    def open_page(width: int = DESK, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 844}, reduced_motion="reduce", base_url=live_server.url, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: note(request.url) if not request.url.startswith(live_server.url) else None)
        page.on("requestfailed", lambda request: note(f"{request.url}: {request.failure}"))
        page.on("pageerror", lambda error: note(str(error)))
        page.on("console", lambda message: note(message.text) if is_complaint(message) else None)
        return page

    def note(what: str) -> None:
        open_page.strange.append(what)

    open_page.strange = []
    yield open_page
    for context in contexts:
        context.close()


def is_complaint(message) -> bool:
    """An error page is an error to the console as well; that is what it is for."""
    return message.type in ("error", "warning") and "the server responded with a status of 4" not in message.text


def test_every_page_type_passes_axe_fits_a_small_screen_and_asks_nobody_else(visit, seeded):
    page, found = visit(PHONE), {}
    for path in (*addresses("ru").values(), *ERRORS):
        page.set_viewport_size({"width": PHONE, "height": 844})
        page.goto(path)
        found[path] = violations(page)
        header = page.locator(".masthead").bounding_box()["height"]
        found[path] += [f"masthead {header} px"] if header > 160 else []
        page.set_viewport_size({"width": NARROW, "height": 844})
        found[path] += ["scrolls sideways"] if page.evaluate(WIDTH) > NARROW else []
    assert {path: problems for path, problems in found.items() if problems} == {}
    assert visit.strange == []


def test_no_page_type_scrolls_sideways_in_another_language(visit, seeded):
    page, wide = visit(NARROW, java_script_enabled=False), []
    # These two make records of their own; the Russian pages of both are looked at above.
    names = [name for name in PAGES if name not in ("articles:diff", "events:organisation")]
    for name, tag in ((name, tag) for name in names for tag in ("kk", "zh-Hans")):
        page.goto(path := address(name, tag))
        wide += [path] if page.evaluate(WIDTH) > NARROW else []
    assert wide == []


def test_axe_finds_nothing_in_any_language_theme_and_width(visit, seeded):
    """One page type for each combination, by turns; and the article with a card open."""
    combinations = [(tag, scheme, width) for tag in TAGS for scheme in ("light", "dark") for width in (PHONE, DESK)]
    names, found = list(PAGES), {}
    for number, (tag, scheme, width) in enumerate(combinations):
        page = visit(width, color_scheme=scheme)
        page.goto(path := address(names[number % len(names)], tag))
        found[path, scheme, width] = violations(page)
        if width == DESK:
            page.goto(address("articles:home", tag))
            found["home", tag, scheme] = violations(page)
        if number % 4 == number // 4 % 4:  # each language once, and each theme and width in some language
            page.goto(path := Article.objects.get(language=tag).get_absolute_url())
            page.locator("#text-figure-4 button").click()
            assert page.locator(":popover-open").count() == 1
            found[path, scheme, width] = violations(page)
        page.context.close()
    assert {where: problems for where, problems in found.items() if problems} == {}


@pytest.mark.parametrize("name", ["articles:article", "events:agreement_list"])
def test_the_focus_is_seen_wherever_the_tab_key_leads(visit, seeded, name):
    page = visit(DESK, java_script_enabled=False)
    page.goto(address(name, "ru"))
    page.keyboard.press("Tab")
    assert "skip" in page.evaluate(FOCUS)["name"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto(address(name, "ru"))
    stops = []
    while len(stops) < 200:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["isBody"] or (stops and stop["name"] == stops[0]["name"]):
            break
        stops.append(stop)
    assert len(stops) > 25
    assert [stop["name"] for stop in stops if stop["outline"] < 2 or not stop["isSeen"]] == []


# Elements of the page that are wider than their place, in main and in the window alike.
TOO_WIDE = """() => [...document.querySelectorAll('main, main > *, .page__main > *, .results > *, main table')]
    .filter(it => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).overflowX === 'visible')
    .map(it => it.tagName + '.' + it.className).concat(
        document.documentElement.scrollWidth > innerWidth ? ['window'] : [])"""
WIDTHS = (390, 600, 641, 700, 760, 860, 992, 1100, DESK)


def test_no_table_or_heading_is_too_wide_between_phone_and_desk_nor_with_text_of_twice_the_size(visit, seeded):
    """Twice the size as browsers do it that enlarge the text alone: media queries do not notice."""
    page, wide = visit(DESK), {}
    for name, path in addresses("ru").items():
        page.goto(path)
        for size in ("100%", "200%"):
            page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 844})
                if found := page.evaluate(TOO_WIDE):
                    wide[name, size, width] = found
    assert wide == {}


def test_a_page_enlarged_twice_still_fits(visit, seeded):
    """The browser's zoom at 200 % on a wide screen."""
    wide, page = [], visit(DESK // 2, device_scale_factor=2)
    for name in ("articles:home", "trade:pair", "events:event", "events:agreement_list"):
        page.goto(address(name, "ru"))
        wide += [name] if page.evaluate(WIDTH) > DESK // 2 else []
    assert wide == []


# -- old browsers -------------------------------------------------------------------------------------------------
def without(page, live_server, *features: str):
    """Serves the stylesheet and the pages as a browser without *features* would read them."""

    def answer(route):
        response = route.fetch()
        text = response.text()
        if "popover" in features:
            text = text.replace(" popover ", " ").replace("popovertarget", "data-target")
            text = text.replace("selector(:popover-open)", "selector(:no-such-state)")
        if "anchor" in features:
            text = text.replace("@supports (position-area: block-end)", "@supports (no-such-property: 1)")
        route.fulfill(response=response, body=text)

    page.route(re.compile(r"/ru/|site\.css"), answer)


def test_without_popovers_no_card_lies_on_the_text_and_the_list_says_the_same(visit, seeded, live_server):
    page = visit(DESK, java_script_enabled=False)
    without(page, live_server, "popover")
    page.goto(address("articles:article", "ru"))
    assert page.locator(".card").count() == 8
    assert page.locator(".card:visible").count() == 0
    page.locator(".index a").nth(3).click()
    assert page.url.endswith("#figure-4")
    assert "31,5" in page.locator("#figure-4").inner_text()


def test_without_anchors_a_card_stands_in_the_corner_of_the_window(visit, seeded, live_server):
    page = visit(DESK, java_script_enabled=False)
    without(page, live_server, "anchor")
    page.goto(address("articles:article", "ru"))
    page.locator("#text-figure-4 button").click()
    box = page.locator("#card-4").bounding_box()
    assert (round(box["x"] + box["width"]), round(box["y"] + box["height"])) == (DESK - 16, 844 - 16)


@pytest.mark.parametrize("width", [641, 700, 820, 1000])
def test_a_card_is_inside_the_window_wherever_its_number_stands(visit, seeded, width):
    page = visit(width, java_script_enabled=False)
    page.goto(address("articles:article", "ru"))
    for number in range(1, 9):
        page.locator(f"#text-figure-{number} button").click()
        box = page.locator(f"#card-{number}").bounding_box()
        assert 0 <= box["x"] <= width + 0.5 - box["width"], number
        assert 0 <= box["y"] <= 844.5 - box["height"], number
        page.keyboard.press("Escape")


def test_print_shows_the_list_of_figures_and_no_controls(visit, seeded):
    page = visit(DESK)
    page.goto(address("articles:article", "ru"))
    page.emulate_media(media="print")
    for gone in (".sections", ".languages", ".index", ".downloads", ".card"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    for kept in (".figures", ".cite", ".prose"):
        assert page.locator(kept).first.is_visible(), kept
    with override(code_of("ru")):
        assert page.locator(f"a[href='{reverse('articles:method')}']").count()
