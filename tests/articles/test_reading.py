"""Reading in a browser: cards without JavaScript, clean copies. Every page: tests/test_browser_pages.py."""

import pytest

from articles.models import Article
from articles.richtext import plain

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 390, 1280)
BOX = """number => {
    const box = document.getElementById(`card-${number}`).getBoundingClientRect();
    return box.width > 0 && box.left >= 0 && box.top >= 0
        && box.right <= innerWidth + 0.5 && box.bottom <= innerHeight + 0.5;
}"""
FOCUSED = "() => document.activeElement.closest('data')?.id"
OPEN = "() => document.querySelector(':popover-open')?.id"
COPIED = """() => {
    getSelection().selectAllChildren(document.querySelector('.prose'));
    return getSelection().toString();
}"""


@pytest.fixture
def address(live_server, seeded) -> str:
    return live_server.url + Article.objects.get(language="ru").get_absolute_url()


def open_page(chromium, url: str, **options):
    page = chromium.new_context(**options).new_page()
    page.goto(url)
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_a_card_opens_by_keyboard_without_javascript_and_gives_the_focus_back(chromium, address, width):
    page = open_page(chromium, address, viewport={"width": width, "height": 844}, java_script_enabled=False)
    for number in range(1, 9):
        page.locator(f"#text-figure-{number} button").focus()
        page.keyboard.press("Enter")
        assert page.evaluate(OPEN) == f"card-{number}"
        assert page.evaluate(BOX, number), f"card {number} is not inside the window"
        page.keyboard.press("Escape")
        assert page.evaluate(OPEN) is None
        assert page.evaluate(FOCUSED) == f"text-figure-{number}"
    page.context.close()


def test_a_card_opens_and_closes_by_tapping(chromium, address):
    page = open_page(
        chromium, address, viewport={"width": 390, "height": 844}, java_script_enabled=False, has_touch=True
    )
    page.locator("#text-figure-4 button").tap()
    assert page.evaluate(OPEN) == "card-4"
    page.locator("#card-4 .card__close").tap()
    assert page.evaluate(OPEN) is None
    page.context.close()


def test_copied_text_is_the_text_alone(chromium, address):
    page = open_page(chromium, address)
    copied = page.evaluate(COPIED)
    text = plain(Article.objects.get(language="ru").versions.get().body)
    assert copied.split() == text.split()
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_figure_and_its_suffix_share_a_line(chromium, live_server, seeded, width):
    url = live_server.url + Article.objects.get(language="kk").get_absolute_url()
    page = open_page(chromium, url, viewport={"width": width, "height": 844}, java_script_enabled=False)
    whole = page.locator(".prose .nowrap:has(data)")
    assert whole.filter(has_text="-ден").count() == 1
    lines = "it => new Set([...it.getClientRects()].map(box => Math.round(box.top))).size"
    assert [whole.nth(index).evaluate(lines) for index in range(whole.count())] == [1] * whole.count()
    page.context.close()
