"""The figure mark in the body's editor, in a real browser: not one complaint on the console."""

from uuid import UUID

import pytest
from playwright.sync_api import expect

from articles.models import Article
from articles.richtext import marks, plain
from articles.services.publication import has_unpublished_changes
from tests.body_editor import body, button, emptied, go_to, put_caret, quotes, russian, save, select

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


# -- what is not changed stays


@pytest.mark.parametrize("language", ["ru", "kk", "en", "zh-Hans"])
def test_opening_saving_and_taking_back_leave_a_text_as_it_was(body_desk, language):
    article = Article.objects.get(language=language)
    before = article.body
    page = body_desk(article)
    expect(page.locator(".ProseMirror data.figure")).to_have_count(8)
    save(page)
    article.refresh_from_db()
    assert article.body == before
    go_to(page, "start")
    page.keyboard.type("x")
    assert body(page) != before
    page.keyboard.press("Backspace")
    save(page)
    article.refresh_from_db()
    assert article.body == before
    assert not has_unpublished_changes(article, article.versions.get())
    assert page.complaints == []


# -- the mark


def test_words_typed_inside_a_figure_belong_to_it_and_words_beside_it_do_not(body_desk):
    page = body_desk(russian())
    put_caret(page, "41 миллиарда", 3)
    page.keyboard.type("с лишним ")
    select(page, "33 миллиарда")
    page.keyboard.press("ArrowRight")
    page.keyboard.type(" США")
    select(page, "33 миллиарда")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("почти ")
    found = quotes(body(page))
    assert {"41 с лишним миллиарда", "33 миллиарда"} <= set(found)
    assert "почти <data" in body(page)
    assert "33 миллиарда</data> США, что" in body(page)
    assert found["33 миллиарда"] == quotes(russian().body)["33 миллиарда"]
    assert page.complaints == []


def test_a_figure_typed_over_as_a_whole_stays_the_same_figure(body_desk):
    page = body_desk(russian())
    before = quotes(russian().body)
    claim = russian().claims.get(quote="41 миллиарда")
    select(page, "41 миллиарда")
    page.keyboard.type("43")
    page.keyboard.press("Backspace")
    page.keyboard.type("2 миллиарда")
    assert before.pop("41 миллиарда") == str(claim.uuid)
    assert quotes(body(page)) == before | {"42 миллиарда": str(claim.uuid)}
    put_caret(page, "Выставка", 3)
    put_caret(page, " долларов США. За девять", 0)
    page.keyboard.type(" с лишним")
    assert "42 миллиарда</data> с лишним долларов" in body(page)
    for _ in range(9):
        page.keyboard.press("Backspace")
    page.get_by_role("button", name="Save and continue editing").last.click()
    # The claim is there with its record, so that the editor is asked about the number and not about a lost figure.
    expect(page.get_by_text("The text says “42 миллиарда” where the figure’s value is 41000000000.")).to_be_visible()
    assert quotes(body(page))["42 миллиарда"] == str(claim.uuid)
    assert page.complaints == []


def test_a_figure_typed_over_with_its_own_first_digit_and_taken_back(body_desk):
    page = body_desk(russian())
    before = body(page)
    select(page, "129")
    page.keyboard.type("1")
    assert "1" in quotes(body(page))
    page.keyboard.type("28")
    assert quotes(body(page))["128"] == quotes(before)["129"]
    page.keyboard.press("Control+z")
    assert quotes(body(page)) == quotes(before)
    page.keyboard.type("7")
    assert page.complaints == []


def test_typing_over_more_or_less_than_a_figure_is_typing(body_desk):
    page = body_desk(russian())
    before = quotes(russian().body)
    select(page, "41 миллиарда")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.type("немало ")
    assert quotes(body(page)).keys() == before.keys() - {"41 миллиарда"}
    assert "немало долларов США" in body(page)
    select(page, "80,01")
    page.keyboard.type("81")
    assert quotes(body(page))["81 миллиарда"] == before["80,01 миллиарда"]
    assert page.complaints == []


def test_letters_beside_a_number_are_typed_and_deleted_as_if_it_were_not_there(body_desk):
    page = body_desk(russian())
    put_caret(page, " стран, а объём", 0)
    page.keyboard.type("-")
    assert "129</data>- стран" in body(page)
    for _ in range(2):
        page.keyboard.press("Backspace")
    assert "12" in quotes(body(page))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Backspace")
    assert "1" in quotes(body(page))
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Delete")
    assert "129" not in quotes(body(page)).keys() | {"1", "12"}
    assert "из  стран" in body(page)
    assert page.complaints == []


def test_a_figure_at_the_end_of_a_paragraph_ends_where_it_ends(body_desk):
    page = body_desk(russian())
    emptied(page)
    page.keyboard.type("It was 41")
    select(page, "41")
    button(page, "Figure").click()
    expect(page.locator(".ProseMirror data")).to_have_text("41")
    save(page)
    go_to(page, "end")
    page.keyboard.type(" at last")
    page.keyboard.press("Enter")
    page.keyboard.type("So be it")
    assert body(page).endswith("41</data> at last</p><p>So be it</p>")
    assert page.complaints == []


def test_a_figure_is_dragged_to_another_place_with_its_key(body_desk):
    page = body_desk(russian())
    stored = russian().body
    before = quotes(stored)
    select(page, "129")
    centre = "element => element.scrollIntoView({ block: 'center' })"
    page.locator(".ProseMirror data", has_text="41 миллиарда").evaluate(centre)
    start = page.locator(".ProseMirror data", has_text="129").bounding_box()
    end = page.locator(".ProseMirror data", has_text="41 миллиарда").bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] - 30, end["y"] + end["height"] / 2, steps=8)
    page.mouse.up()
    page.wait_for_function("before => document.querySelector('#id_body').value !== before", arg=stored)
    assert quotes(body(page)) == before
    assert [mark.quote for mark in marks(body(page))].index("129") == 2
    assert page.complaints == []


def test_a_figure_survives_cut_paste_undo_and_redo(body_desk):
    page = body_desk(russian())
    before = quotes(russian().body)
    select(page, "41 миллиарда")
    page.keyboard.press("Control+x")
    cut = body(page)
    assert quotes(cut).keys() == before.keys() - {"41 миллиарда"}
    go_to(page, "end")
    page.keyboard.press("Control+v")
    pasted = body(page)
    assert quotes(pasted) == before
    assert pasted.endswith("41 миллиарда</data></p>")
    assert 'value="41000000000"' in pasted
    for _ in range(2):
        page.keyboard.press("Control+z")
    assert body(page).replace("</p><p>", "</p>\n<p>") == russian().body
    for _ in range(2):
        page.keyboard.press("Control+Shift+z")
    assert body(page) == pasted
    save(page)
    assert russian().claims.get(quote="41 миллиарда").observation is not None
    assert page.complaints == []


def test_a_copied_figure_gets_a_key_of_its_own_wherever_it_is_pasted(body_desk):
    page = body_desk(russian())
    claim = russian().claims.get(quote="41 миллиарда")
    select(page, "41 миллиарда")
    page.keyboard.press("Control+c")
    for place in ("start", "end"):
        go_to(page, place)
        page.keyboard.press("Control+v")
    keys = [str(mark.uuid) for mark in marks(body(page)) if mark.quote == "41 миллиарда"]
    assert len(set(keys)) == 3
    assert keys[1] == str(claim.uuid), "the one that was there stays what it was"
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert quotes(body(page)) == quotes(russian().body)
    page.keyboard.press("Control+Shift+z")
    save(page)
    claims = russian().claims.filter(quote="41 миллиарда").order_by("position")
    assert [c.is_bound for c in claims] == [False, True]
    assert page.complaints == []


def test_a_copy_pasted_right_beside_its_original_is_no_part_of_it(body_desk):
    page = body_desk(russian())
    select(page, "41 миллиарда")
    page.keyboard.press("Control+c")
    put_caret(page, " долларов США. За девять", 0)
    page.keyboard.press("Control+v")
    keys = [str(mark.uuid) for mark in marks(body(page)) if mark.quote == "41 миллиарда"]
    assert keys[0] == str(russian().claims.get(quote="41 миллиарда").uuid)
    assert len(set(keys)) == 2
    assert page.complaints == []


def test_figures_are_marked_and_unmarked_by_buttons(body_desk):
    page = body_desk(russian())
    expect(button(page, "Figure")).to_be_disabled()
    select(page, "2023 году ")
    button(page, "Figure").click()
    expect(page.locator(".ProseMirror data", has_text="2023 году")).to_have_count(1)
    marked = next(mark for mark in marks(body(page)) if mark.quote == "2023 году")
    assert marked.value == "2023"
    assert UUID(str(marked.uuid)).version == 4
    expect(button(page, "Figure")).to_be_disabled()
    put_caret(page, "80,01 миллиарда", 4)
    button(page, "Remove mark").click()
    assert "80,01 миллиарда" not in quotes(body(page))
    assert "достиг 80,01 миллиарда долларов" in plain(body(page))
    save(page)
    assert russian().claims.get(quote="2023 году").value == 2023
    assert russian().claims.get(quote="80,01 миллиарда").lost
    assert page.complaints == []


def test_the_digits_alone_grow_to_the_whole_figure(body_desk):
    page = body_desk(russian())
    emptied(page)
    page.keyboard.type("Товарооборот достиг 41 миллиарда долларов")
    select(page, "41")
    button(page, "Figure").click()
    expect(page.locator(".ProseMirror data")).to_have_text("41 миллиарда")
    [mark] = marks(body(page))
    assert (mark.quote, mark.value) == ("41 миллиарда", "41000000000")
    assert page.complaints == []


def test_a_figure_in_words_is_asked_for_its_number(body_desk):
    page = body_desk(russian())
    select(page, "тридцатилетия")
    button(page, "Figure").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("“тридцатилетия”")
    dialog.get_by_role("textbox").fill("many")
    dialog.get_by_role("button", name="Apply").click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("textbox").fill("30")
    dialog.get_by_role("textbox").press("Enter")
    expect(dialog).to_have_count(0)
    assert next(mark.value for mark in marks(body(page)) if mark.quote == "тридцатилетия") == "30"
    select(page, "Выставка")
    button(page, "Figure").click()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert "Выставка" not in quotes(body(page))
    assert page.complaints == []


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("41 миллиарда", "ru", "41000000000"),
        ("80,01 миллиарда", "ru", "80010000000"),
        ("2,5 млрд", "kk", "2500000000"),
        ("1 234 567,8", "ru", "1234567.8"),
        ("1,234,567.8", "en", "1234567.8"),
        ("1,234", "ru", "1.234"),
        ("1,234", "en", "1234"),
        ("800.1亿", "zh-Hans", "80010000000"),
        ("13%", "ru", "13"),
        ("−5 %", "ru", "-5"),
        ("7-е", "ru", "7"),
        ("более 50", "ru", "50"),
        ("2023–2024", "ru", ""),
        ("сорок", "ru", ""),
        ("1.2.34", "ru", ""),
    ],
)
def test_the_number_of_a_figure_is_read_from_its_words(page, live_server, words, language, value):
    page.goto(f"{live_server.url}/healthz")
    read = "async ([words, language]) => (await import('/static/articles/editor/numbers.js')).valueOf(words, language)"
    assert page.evaluate(read, [words, language]) == value


def test_bold_and_a_new_paragraph_inside_a_figure_leave_one_figure(body_desk, live_server):
    page = body_desk(russian())
    before = russian().claims.count()
    select(page, "33 миллиарда")
    page.keyboard.press("ArrowLeft")
    for _ in range(2):
        page.keyboard.press("Shift+ArrowRight")
    button(page, "Bold").click()
    put_caret(page, "80,01 миллиарда", 6)
    page.keyboard.press("Enter")
    assert "<strong><data" in body(page)
    assert body(page).count("<data") == before + 2
    save(page)
    article = russian()
    assert article.claims.filter(lost=False).count() == before
    assert article.claims.get(quote="33 миллиарда").is_bound
    assert article.body.count("<data") == before + 2
    expect(page.locator(".figure__number")).to_have_count(before)
    assert page.complaints == []


def test_a_figure_leads_to_its_row_and_the_row_back_to_the_text(body_desk):
    page = body_desk(russian())
    focused = "() => document.activeElement.id"
    page.get_by_title("Figure 4: disputed. Go to its record").click()
    assert page.evaluate(focused) == "figure-4"
    put_caret(page, "2,5 миллиарда", 4)
    page.keyboard.press("Alt+Enter")
    assert page.evaluate(focused) == "figure-8"
    page.locator("#figure-3").get_by_role("link", name="In the text").click()
    assert page.evaluate("() => getSelection().toString()") == "80,01 миллиарда"
    expect(page.locator(".ProseMirror")).to_be_focused()
    page.locator(".ProseMirror data", has_text="7-е").click(modifiers=["Control"])
    assert page.evaluate(focused) == "figure-1"
    page.locator(".ProseMirror data", has_text="129").click()
    expect(page.locator(".ProseMirror")).to_be_focused()
    assert page.complaints == []
