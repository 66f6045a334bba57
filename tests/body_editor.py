"""The body's editor in a browser: its form opened by an editor, and what hands do there."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from articles.models import Article
from articles.richtext import marks
from tests.desk import admin_url, member

# Selects the words (or puts the caret `inside` them) as a mouse would, and waits until the editor has seen it.
SELECT = """([words, inside]) => {
    const paper = document.querySelector('.ProseMirror');
    // ProseMirror takes a jump to the start within 200 ms of the focus for the browser's own doing.
    const pause = document.activeElement === paper ? 60 : 250;
    paper.focus();
    const walker = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0 || node.parentElement.closest('[contenteditable=false]')) continue;
        const from = inside === null ? at : at + inside;
        const to = inside === null ? at + words.length : from;
        getSelection().setBaseAndExtent(node, from, node, to);
        const { view } = paper.editor;
        const [start, end] = [from, to].map(offset => view.posAtDOM(node, offset));
        return new Promise(done => setTimeout(function look() {
            const { selection } = view.state;
            if (selection.from === start && selection.to === end) done(); else setTimeout(look, 20);
        }, pause));
    }
    throw new Error(`«${words}» is not in one piece in the text`);
}"""
GO_TO = """place => {
    const { editor } = document.querySelector('.ProseMirror');
    editor.commands.focus(place);
    return new Promise(done => setTimeout(function look() {
        editor.view.hasFocus() ? setTimeout(done, 250) : setTimeout(look, 20);
    }, 20));
}"""
PASTE = """html => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', html);
    clipboardData.setData('text/plain', 'plain words');
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('.ProseMirror').dispatchEvent(event);
}"""


@pytest.fixture
def body_desk(chromium, live_server, seeded):
    """Opens the form of an article for an editor who reads English; `page.complaints` as everywhere."""
    contexts = []

    def sit_down(article: Article | None, **options) -> Page:
        client = Client()
        client.force_login(member("editor"))
        context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("requestfailed", lambda request: page.complaints.append(request.url))
        path = admin_url("articles_article_change", article.pk) if article else admin_url("articles_article_add")
        page.goto(live_server.url + path)
        return page

    yield sit_down
    for context in contexts:
        context.close()


def russian() -> Article:
    return Article.objects.get(language="ru")


def select(page: Page, words: str) -> None:
    page.evaluate(SELECT, [words, None])


def put_caret(page: Page, words: str, inside: int) -> None:
    page.evaluate(SELECT, [words, inside])


def go_to(page: Page, place: str) -> None:
    """Puts the caret at the «start» or the «end» of the text."""
    page.evaluate(GO_TO, place)


def body(page: Page) -> str:
    """What the form would send."""
    return page.locator("#id_body").input_value()


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue editing").last.click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    page.wait_for_load_state()


def quotes(html: str) -> dict[str, str]:
    return {mark.quote: str(mark.uuid) for mark in marks(html)}


def emptied(page: Page) -> None:
    page.evaluate("() => document.querySelector('.ProseMirror').editor.commands.clearContent()")
    go_to(page, "start")
    assert body(page) == ""
