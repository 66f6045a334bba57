"""What is pasted into the body's editor, and the form around it, in a real browser under the site's strict policy."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.body_editor import PASTE, body, button, emptied, put_caret, russian, save, select

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# -- what comes from elsewhere

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Doc</title>
<style>p.MsoNormal {color: red}</style><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--></head>
<body lang=RU style='tab-interval:35.4pt'><!--StartFragment-->
<h1 style='margin:0'>Итоги<o:p></o:p></h1>
<p class=MsoNormal style='margin-bottom:8pt' onclick="alert(1)"><b style='mso-bidi-font-weight:normal'>Товарооборот</b>
<b style='font-weight:bold'>вырос</b> до <span lang=EN-US style='color:red;mso-ansi-language:EN-US'>41</span> <a
href="https://example.org/" target=_blank title="a>b" style='color:blue'>млрд</a><o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7pt "Times"'>&nbsp;&nbsp; </span></span><![endif]>Раз<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span style='font:7pt "Times"'>&nbsp;&nbsp; </span></span><![endif]>Два<o:p></o:p></p>
<p class=MsoNormal><img src="https://example.org/pixel.png" onerror="alert(2)"><a
href="javascript:alert(3)">злая</a></p>
<!--EndFragment--></body></html>"""
WRITER = """<meta http-equiv="content-type" content="text/html; charset=utf-8"/><style
type="text/css">p { color: #000 }</style>
<p align="justify" style="line-height: 115%; margin-bottom: 0.25cm"><font face="Liberation Serif"><span
lang="ru-RU">Рост на</span></font> <font color="#c9211e"><b>13 %</b></font></p>
<ul><li><p style="margin-bottom: 0cm">Пункт</p></li></ul>"""
DOCS = (
    """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span """
    """style="font-weight:400">Обычно, </span><span style="font-weight:700">важно</span></p></b>"""
)


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        (
            WORD,
            '<h2>Итоги</h2><p>B[Товарооборот] B[вырос] до 41 <a href="https://example.org/">млрд</a></p>'
            "<ol><li><p>Раз</p></li><li><p>Два</p></li></ol><p>злая</p>",
        ),
        (WRITER, "<p>Рост на B[13 %]</p><ul><li><p>Пункт</p></li></ul>"),
        (DOCS, "<p>Обычно, B[важно]</p>"),
    ],
    ids=["Word", "Writer", "Docs"],
)
def test_what_a_word_processor_copies_arrives_as_plain_structure(body_desk, html, becomes):
    page = body_desk(russian())
    emptied(page)
    page.evaluate(PASTE, html)
    expected = re.sub(r"B\[(.*?)\]", r"<strong>\1</strong>", becomes)
    assert body(page) == expected
    assert page.complaints == []


def test_a_figure_copied_from_the_public_page_arrives_without_its_number(body_desk, live_server):
    page = body_desk(russian())
    emptied(page)
    key = russian().claims.get(quote="41 миллиарда").uuid
    page.evaluate(
        PASTE,
        f'<p>рекордных <data class="figure figure--disputed" value="41000000000" data-claim="{key}" id="text-figure-4">'
        '<button type="button" popovertarget="card-4">41 миллиарда<sup aria-hidden="true">4</sup></button></data></p>',
    )
    assert body(page) == f'<p>рекордных <data value="41000000000" data-claim="{key}">41 миллиарда</data></p>'
    assert page.complaints == []


# -- the form around it


def test_links_take_web_and_mail_addresses_only(body_desk):
    page = body_desk(russian())
    select(page, "Шанхае")
    button(page, "Link").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("javascript:alert(1)")
    dialog.get_by_role("button", name="Apply").click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("textbox").fill("https://example.org/a?b=1&c=2")
    dialog.get_by_role("button", name="Apply").click()
    assert '<a href="https://example.org/a?b=1&amp;c=2">Шанхае</a>' in body(page)
    put_caret(page, "Шанхае", 3)
    button(page, "Link").click()
    dialog.get_by_role("textbox").fill("")
    dialog.get_by_role("button", name="Apply").click()
    assert "<a " not in body(page)
    assert page.complaints == []


def test_headings_lists_and_quotations_are_stored_as_the_sanitiser_spells_them(body_desk):
    page = body_desk(russian())
    emptied(page)
    page.keyboard.type("Title")
    button(page, "Heading").click()
    page.keyboard.press("Enter")
    page.keyboard.type("1. Intro")
    page.keyboard.press("Enter")
    button(page, "Numbered list").click()
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.keyboard.type("Two")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    button(page, "Quotation").click()
    page.keyboard.type("Said  she")
    save(page)
    assert russian().body == (
        "<h2>Title</h2>\n<p>1. Intro</p>\n<ol><li>One</li><li>Two</li></ol>\n<blockquote><p>Said she</p></blockquote>"
    )
    assert page.complaints == []


def test_the_editor_is_used_with_the_keyboard_alone(body_desk):
    page = body_desk(russian())
    select(page, "Шанхае")
    page.keyboard.press("Shift+Tab")
    expect(button(page, "Figure")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(button(page, "Bold")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror")).to_be_focused()
    assert "<strong>Шанхае</strong>" in body(page)
    expect(button(page, "Bold")).to_have_attribute("aria-pressed", "true")
    button(page, "List").click()
    page.keyboard.press("Tab")
    # Not a list's next level, nor its figures: what comes after the editor is the preview beside it.
    assert page.evaluate("() => Boolean(document.activeElement.closest('.preview'))")
    assert page.complaints == []


def test_a_refused_form_keeps_what_was_typed_in_the_editor(body_desk):
    article = russian()
    page = body_desk(article)
    put_caret(page, "41 миллиарда", 1)
    page.keyboard.type("5")
    page.get_by_role("button", name="Save and continue editing").last.click()
    expect(page.locator(".errornote")).to_be_visible()
    expect(page.locator(".ProseMirror")).to_contain_text("451 миллиарда")
    expect(page.locator(".ProseMirror")).to_have_attribute("aria-invalid", "true")
    article.revision += 1
    article.save()
    put_caret(page, "451 миллиарда", 1)
    page.keyboard.press("Delete")
    page.keyboard.type(" моё ")
    page.get_by_role("button", name="Save and continue editing").last.click()
    expect(page.locator(".stale")).to_be_visible()
    expect(page.locator(".ProseMirror")).to_contain_text("4 моё 1 миллиарда")
    assert [c for c in page.complaints if "409" not in c] == []


def test_a_new_article_is_written_in_the_editor(body_desk):
    page = body_desk(None)
    page.locator(".ProseMirror").click()
    page.keyboard.type("It reached 41 billion dollars.")
    select(page, "41 billion")
    button(page, "Figure").click()
    expect(page.locator(".ProseMirror data")).to_have_count(1)
    assert re.fullmatch(
        r'<p>It reached <data value="41000000000" data-claim="[0-9a-f-]{36}">41 billion</data> dollars.</p>', body(page)
    )
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_editor(body_desk, scheme):
    page = body_desk(russian(), color_scheme=scheme)
    select(page, "2023")
    button(page, "Figure").click()
    assert page.complaints == []
    found = Axe().run(page, context=".field-body")
    assert found.response["violations"] == []
    page.set_viewport_size({"width": 390, "height": 844})
    box = page.locator(".editor").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_without_javascript_the_textarea_remains(body_desk):
    page = body_desk(russian(), java_script_enabled=False)
    expect(page.locator("#id_body")).to_be_visible()
    expect(page.locator(".field-body .help")).to_contain_text("<data value=")
    assert page.locator(".editor").count() == 0
    page.locator("#id_body").fill(f"<p>Новое начало.</p>\n{russian().body}")
    save(page)
    assert russian().body.startswith("<p>Новое начало.</p>\n<p>Недавно")
    assert russian().claims.filter(lost=True).count() == 0
