"""The admin in a real browser, under the site's strict policy: not one complaint on the console."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from events.models import Event, Metric
from tests.desk import admin_url, member
from trade.models import Observation, Series, Source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough password"


@pytest.fixture
def page(chromium):
    """A page whose reader knows English, for the words below; `page.complaints` as everywhere."""
    context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def log_in(live_server, page: Page):
    """Logs in through the form."""

    def as_role(role: str) -> Page:
        user = member(role)
        user.set_password(PASSWORD)
        user.save()
        page.goto(live_server.url + admin_url("login"))
        page.get_by_label("Username").fill(user.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("button", name="Log out")).to_be_visible()
        return page

    return as_role


@pytest.fixture
def visit(live_server, page: Page):
    def open_page(name: str, *args) -> None:
        page.goto(live_server.url + admin_url(name, *args))
        page.wait_for_load_state("networkidle")

    return open_page


def seeds_41() -> Observation:
    return Observation.objects.get(series__key="_X.CHN.KAZ.T.TOTAL.V.USD", period_end="2023-12-31", valid_to=None)


def choose(page: Page, field: str, words: str) -> None:
    """Types *words* into the autocomplete of *field* and takes the first offer."""
    page.locator(f"#id_{field} + .select2 .select2-selection").click()
    with page.expect_response(lambda answer: parse_qs(urlsplit(answer.url).query).get("term") == [words]):
        page.locator(".select2-search__field").last.fill(words)
    # Until the answer is drawn, the offers of the empty search stand below this line.
    expect(page.locator(".select2-results__option.loading-results")).to_have_count(0)
    page.locator(".select2-results__option").first.click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_opens_without_a_complaint(seeded, log_in, visit, scheme):
    page = log_in("administrator")
    page.emulate_media(color_scheme=scheme)
    pages = [
        ("index",),
        ("articles_article_changelist",),
        ("articles_article_change", Article.objects.first().pk),
        ("articles_article_add",),
        ("articles_article_history", Article.objects.first().pk),
        ("articles_article_publish", Article.objects.first().pk),
        ("articles_story_change", Article.objects.first().story_id),
        ("articles_claim_changelist",),
        ("trade_observation_changelist",),
        ("trade_observation_change", seeds_41().pk),
        ("trade_observation_revise", seeds_41().pk),
        ("trade_source_delete", Source.objects.first().pk),
        ("trade_source_change", Source.objects.first().pk),
        ("trade_series_change", Series.objects.first().pk),
        ("events_event_change", Event.objects.first().pk),
        ("events_metric_change", Metric.objects.first().pk),
        ("auth_user_changelist",),
        ("auth_user_add",),
    ]
    for name, *args in pages:
        visit(name, *args)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, name
    assert page.complaints == []


def test_choices_dates_and_further_rows_work(seeded, log_in, visit):
    page = log_in("data editor")
    visit("trade_observation_change", seeds_41().pk)
    page.get_by_text("Add another Further source").click()
    choose(page, "citations-0-source", "24KZ")
    visit("trade_observation_add")
    choose(page, "series", "KAZ.CHN.KAZ.T")
    visit("trade_source_add")
    page.get_by_role("link", name="Today").first.click()
    expect(page.locator("#id_accessed_on")).not_to_have_value("")
    page.locator(".datetimeshortcuts a").nth(1).click()
    page.locator(".calendarbox a", has_text="15").first.click()
    expect(page.locator("#id_accessed_on")).to_have_value(re.compile("15"))
    assert page.complaints == []


def test_a_source_registered_in_a_second_window_is_chosen_at_once(seeded, log_in, visit):
    page = log_in("data editor")
    visit("trade_observation_add")
    with page.expect_popup() as opened:
        page.locator("#add_id_source").click()
    popup = opened.value
    popup.on("console", lambda message: page.complaints.append(message.text))
    popup.locator("#id_kind").select_option("release")
    popup.locator("#id_title").fill("Foreign trade in 2025")
    popup.get_by_role("button", name="Save").click()
    expect(page.locator("#id_source")).to_have_value(str(Source.objects.get(title="Foreign trade in 2025").pk))
    assert page.complaints == []


def revise_in(page: Page, visit, value: str, resolution: str) -> str:
    """Revises the seed's 41 through the pages; returns what the preview said."""
    visit("trade_observation_change", seeds_41().pk)
    page.get_by_role("link", name="Revise").click()
    page.locator("#id_value").fill(value)
    page.locator("#id_resolution").fill(resolution)
    page.locator("#id_reason").fill("The office published again.")
    choose(page, "source", "24KZ")
    page.get_by_role("button", name="Show what would follow").click()
    told = page.locator(".consequences").inner_text()
    page.get_by_role("button", name="Record the next vintage").click()
    expect(page.locator(".messagelist")).to_contain_text("The value is revised")
    return told


def test_a_record_is_revised_and_the_article_says_then_and_now(seeded, log_in, visit, live_server):
    """The story of the issue: 41 becomes 41.02 and nobody is alarmed; it becomes 42 and readers are told."""
    page = log_in("data editor")
    article = Article.objects.get(language="ru")
    public = live_server.url + article.get_absolute_url()
    assert "Would become" not in revise_in(page, visit, "41020000000", "10000000")
    page.goto(public)
    assert page.locator(".figure--revised").count() == 0
    assert "Would become" in revise_in(page, visit, "42000000000", "1000000000")
    assert page.locator(".vintages tbody tr").count() == 3
    assert {"$41bn", "$41.02bn", "$42bn"} <= set(page.locator(".vintages td.num").all_inner_texts())
    page.goto(public)
    expect(page.locator("data.figure--revised").first).to_contain_text("41 миллиарда")
    shown = page.locator("#figures").inner_text()
    assert "41" in shown
    assert "42" in shown
    assert page.complaints == []


def test_a_working_copy_is_edited_and_readers_see_it_when_it_is_published(seeded, log_in, visit, live_server):
    page = log_in("editor")
    article = Article.objects.get(language="ru")
    public, headline = live_server.url + article.get_absolute_url(), article.headline
    visit("articles_article_change", article.pk)
    page.locator("#id_headline").fill("Другой заголовок")
    page.locator("#id_headline").press("Enter")
    expect(page.locator(".bar")).to_contain_text("The working copy differs from version 1")
    page.goto(public)
    expect(page.locator("h1")).to_have_text(headline)
    visit("articles_article_change", article.pk)
    page.get_by_role("button", name="Publish").click()
    page.get_by_label("a correction: something was wrong").check()
    page.locator("#id_wrong").fill("Прежний заголовок")
    page.locator("#id_right").fill("Другой заголовок")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".bar")).to_contain_text("Readers see version 2")
    page.goto(public)
    expect(page.locator("h1")).to_have_text("Другой заголовок")
    expect(page.locator("#corrections")).to_contain_text("Прежний заголовок")
    page.goto(f"{public}v/1/")
    expect(page.locator("h1")).to_have_text(headline)
    assert page.complaints == []


def test_a_figure_is_bound_in_the_form_of_the_article(seeded, log_in, visit):
    page = log_in("editor")
    article = Article.objects.get(language="ru")
    article.claims.filter(quote="41 миллиарда").update(observation=None)
    visit("articles_article_change", article.pk)
    expect(page.locator(".bar")).to_contain_text("These figures have no record")
    page.locator("#figure-4 .more > td > details > summary").click()
    choose(page, "claims-3-observation", "_X CHN KAZ 2023")
    page.get_by_role("button", name="Save and continue editing").last.click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    assert article.claims.get(quote="41 миллиарда").observation == seeds_41()
    assert page.complaints == []


def test_an_article_is_edited_and_taken_further_without_javascript(seeded, live_server, chromium):
    user = member("editor")
    user.set_password(PASSWORD)
    user.save()
    article = Article.objects.get(language="ru")
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(live_server.url + admin_url("articles_article_change", article.pk))
    page.locator("#id_username").fill(user.username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("input[type=submit]").click()
    page.locator("#id_headline").fill("Без сценариев")
    # Where no script runs, a record is chosen by its key.
    page.locator("#figure-4 .more > td > details > summary").click()
    page.locator("noscript input[name=claims-3-source]").fill("")
    page.get_by_role("button", name="Publish").click()
    page.get_by_label("a change without a mark").check()
    page.get_by_role("button", name="Publish").click()
    assert "version 2" in page.locator(".bar").inner_text()
    context.close()
