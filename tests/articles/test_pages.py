"""Pages of the newsroom: what a reader is told, in four languages, and at what cost in queries."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils.translation import override

from articles.log import changes_for_readers
from articles.models import Article, Claim, Correction
from articles.richtext import plain
from articles.services import hold_article, publish_article, rename_article, sync_claims
from tests.factories import make_article, make_published_article, make_source
from trade.models import Observation
from trade.services import revise_observation, withdraw_observation
from trade.words.languages import TAGS, code_of

pytestmark = pytest.mark.django_db

PAGES = ("home", "list", "corrections", "changes", "method", "data", "accessibility", "about")
STATES = ("verified", "unverified", "verified", "disputed", *["unverified"] * 4)
BILLION = 10**9


def article_in(tag: str = "ru") -> Article:
    return Article.objects.get(language=tag)


def page_of(client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def words_of(html: str) -> str:
    """The text of a page on one line; no-break spaces become spaces."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def part(html: str, element: str) -> str:
    """The element with the id *element*, up to its end tag."""
    start = re.search(rf'<(\w+)[^>]*\bid="{element}"', html)
    assert start, element
    depth, name = 0, start[1]
    for tag in re.finditer(rf"</?{name}\b", html[start.start() :]):
        depth += -1 if tag[0].startswith("</") else 1
        if depth == 0:
            return html[start.start() : start.start() + tag.end()]
    raise AssertionError(element)


def turnover(end: str, key: str = "_X.CHN.KAZ.T.TOTAL.V.USD") -> Observation:
    return Observation.objects.current().get(series__key=key, period_end=end)


# -- every page ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_answers_in_its_language_with_nothing_inline_and_no_cookie(client, seeded, name, tag):
    with override(code_of(tag)):
        url = reverse(f"articles:{name}")
    response = client.get(url)
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{tag}">' in page
    assert not response.cookies
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! type=\"application/ld\+json\")", page)
    assert len(re.findall(r"<h1\b", page)) == 1


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_an_empty_site_answers_too(client, db, name):
    assert client.get(reverse(f"articles:{name}")).status_code == 200


@pytest.mark.parametrize("tag", TAGS)
def test_an_article_and_its_figures_answer_in_every_language(client, seeded, tag):
    article = article_in(tag)
    claim = Claim.objects.public().filter(version__article=article).first()
    for url in (article.get_absolute_url(), article.versions.get().get_absolute_url()):
        assert f'<html lang="{tag}">' in page_of(client, url)
    with override(code_of(tag)):
        assert claim.quote in page_of(client, claim.get_absolute_url())


# -- the article --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", TAGS)
def test_the_article_marks_eight_figures_with_their_states_and_not_one_more(client, seeded, tag):
    page = page_of(client, article_in(tag).get_absolute_url())
    marks = re.findall(r'<data class="figure figure--(\w+)" value="([\d.]+)" data-claim="[^"]+" id="([\w-]+)">', page)
    assert tuple(state for state, _value, _id in marks) == STATES
    assert [anchor for *_rest, anchor in marks] == [f"text-figure-{n}" for n in range(1, 9)]
    assert [value for _state, value, _id in marks] == [
        *("7", "129", "80010000000", "41000000000", "33000000000", "13", "50", "2500000000")
    ]
    for number in range(1, 9):
        assert f'popovertarget="card-{number}"' in page
        assert 'popover role="dialog"' in part(page, f"card-{number}")
        assert f"#text-figure-{number}" in part(page, f"figure-{number}")


@pytest.mark.parametrize("tag", TAGS)
def test_the_text_of_the_article_is_that_of_its_version(client, seeded, tag):
    article = article_in(tag)
    page = page_of(client, article.get_absolute_url())
    prose = re.search(r'<div class="prose">(.*?)</div>', page, re.DOTALL)[1]
    prose = re.sub(r"<sup.*?</sup>", "", prose)
    assert plain(prose) == plain(article.versions.get().body)
    assert f"<h1>{article.headline}</h1>" in page


def test_values_are_written_as_the_language_writes_them(client, seeded):
    shown = {
        tag: words_of(part(page_of(client, article_in(tag).get_absolute_url()), "card-4")).split()[:12] for tag in TAGS
    }
    assert "$41 млрд" in " ".join(shown["ru"])
    assert "$41 млрд" in " ".join(shown["kk"])
    assert "$41bn" in shown["en"]
    assert "410亿美元" in shown["zh-Hans"]


def test_a_card_says_what_was_measured_and_gives_the_exact_value(client, seeded):
    card = words_of(part(page_of(client, article_in("en").get_absolute_url()), "card-4"))
    assert "China — Kazakhstan, 2023" in card
    assert "41,000,000,000 USD" in card
    assert "2023, full year" in card
    assert "not stated" in card


def test_a_disputed_figure_shows_both_values(client, seeded):
    page = page_of(client, article_in("en").get_absolute_url())
    for place in ("card-4", "figure-4"):
        assert "$41bn" in words_of(part(page, place))
        assert "$31.5bn" in words_of(part(page, place))


def test_an_inferred_currency_is_said_to_be_inferred(client, seeded):
    page = page_of(client, article_in("en").get_absolute_url())
    assert "The text does not name the currency in full; it is inferred." in words_of(part(page, "figure-5"))
    assert "inferred" not in words_of(part(page, "figure-4"))


def test_growth_shows_its_base_as_computed_and_the_other_side_as_a_note(client, seeded):
    figure = part(page_of(client, article_in("en").get_absolute_url()), "figure-6")
    words = words_of(figure)
    assert "status--derived" in figure
    assert "Computed, not recorded: $29.2bn" in words
    assert "between $28.63bn and $29.78bn" in words
    assert "Kazakhstan gives $21.7bn" in words
    assert "+13%" in words


def test_a_bound_is_written_as_a_bound(client, seeded):
    assert "more than 50" in words_of(part(page_of(client, article_in("en").get_absolute_url()), "figure-7"))


def test_an_undated_text_tells_when_it_was_added_here_and_where_it_is_from(client, seeded):
    undated = page_of(client, article_in("en").get_absolute_url())
    dated = page_of(client, make_published_article(turnover("2023-12-31"), language="en").get_absolute_url())
    for page, label in ((undated, "Added to this site"), (dated, "Published")):
        assert f"<span>{label} <time" in page
    assert '">not stated</a>' in undated


def test_a_translation_names_its_original(client, seeded):
    original = article_in("ru")
    page = page_of(client, article_in("en").get_absolute_url())
    assert "This is a translation." in page
    assert f'href="{original.get_absolute_url()}" lang="ru"' in page
    assert "This is a translation." not in page_of(client, original.get_absolute_url())


def test_the_switcher_leads_to_the_same_article_or_says_that_there_is_none(client, seeded):
    hold_article(article=article_in("kk"), reason="Под вопросом.")
    page = page_of(client, article_in("ru").get_absolute_url())
    english = article_in("en").get_absolute_url()
    assert f'href="{english}" lang="en" hreflang="en"' in page
    assert f'<link rel="alternate" hreflang="en" href="http://testserver{english}">' in page
    assert 'hreflang="kk" class="is-missing"' in page
    assert '<link rel="alternate" hreflang="kk"' not in page


def test_a_hidden_original_is_not_mentioned(client, seeded):
    hold_article(article=article_in("ru"), reason="Под вопросом.")
    page = page_of(client, article_in("en").get_absolute_url())
    assert "This is a translation." not in page
    assert article_in("ru").slug not in page


def test_statements_name_the_role_and_its_sources(client, seeded):
    words = words_of(page_of(client, article_in("en").get_absolute_url()))
    assert "Zhang Xiao ambassador of China to Kazakhstan · as this article names the role" in words
    assert "On record: ambassador of China to Kazakhstan, since 31 August 2018 · Trend News Agency" in words
    assert "indirect speech" in words


def test_related_records_say_why_they_are_related(client, seeded):
    page = page_of(client, article_in("en").get_absolute_url())
    related = words_of(page[page.index('id="related-title"') : page.index('id="cite"')])
    assert "China — Kazakhstan Trade of a pair stated by figures 4, 5, 6" in related
    assert "Event stated by figures 1, 2, 3, 7, 8" in related
    assert "Agreement the article is about it" in related
    assert "Person quoted in the article" in related


def test_a_figure_that_needs_no_record_is_plain_words(client, db):
    article = make_article(
        state="approved",
        body='<p>Скажем, <data value="5">5</data> раз.</p>',
    )
    sync_claims(article)
    article.save()
    article.claims.update(exempt_reason="example")
    publish_article(article=article)
    page = page_of(client, article.get_absolute_url())
    assert "Скажем, 5 раз." in page
    assert "figures" not in re.sub(r"<nav.*?</nav>|<footer.*", "", page, flags=re.DOTALL).split("</header>")[-1]


def test_the_page_describes_itself_to_machines(client, seeded):
    page = page_of(client, article_in("en").get_absolute_url())
    described = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert described["@type"] == "NewsArticle"
    assert described["inLanguage"] == "en"
    assert described["translationOfWork"]["@id"] == f"http://testserver{article_in('ru').get_absolute_url()}"
    assert "license" not in described
    assert "author" not in described


def test_the_words_of_a_text_cannot_become_markup(client, db):
    article = make_published_article()
    article.headline = '</script><script>alert(1)</script> & "кавычки"'
    article.deck = "<b>жирно</b>"
    article.save()
    publish_article(article=article)
    page = page_of(client, article.get_absolute_url())
    assert "<script>alert" not in page
    assert "<b>жирно" not in page


def test_edits_of_the_working_copy_change_nothing_until_they_are_published(client, seeded):
    article = article_in("ru")
    before = page_of(client, article.get_absolute_url())
    article.headline, article.body = "Другой заголовок", "<p>Другой текст.</p>"
    article.save()
    sync_claims(article)
    assert page_of(client, article.get_absolute_url()) == before


# -- revisions and corrections --------------------------------------------------------------------------------------


def test_a_revision_inside_the_precision_of_the_text_alarms_nobody(client, seeded):
    revise_observation(
        observation=turnover("2023-12-31"),
        source=make_source(),
        reason="Уточнено.",
        value=41_020_000_000,
        resolution=10**7,
    )
    page = page_of(client, article_in("ru").get_absolute_url())
    assert "figure--revised" not in page
    assert "figure--disputed" in page


def test_a_revision_outside_it_shows_then_and_now(client, seeded):
    revise_observation(
        observation=turnover("2023-12-31"), source=make_source(), reason="Пересчитано.", value=42 * BILLION
    )
    article = article_in("en")
    page = page_of(client, article.get_absolute_url())
    assert "figure--revised" in page
    card = words_of(part(page, "card-4"))
    assert "it said $41bn when the text was written, and says $42bn now" in card
    assert "Kazakhstan: $31.5bn" in card
    assert "names another reporter" not in card
    claim = Claim.objects.public().get(version__article=article, value=41 * BILLION)
    with override("en"):
        words = words_of(page_of(client, claim.get_absolute_url()))
        changes = words_of(page_of(client, reverse("articles:changes")))
    assert "$41bn until" in words
    assert "$42bn current Пересчитано." in words
    assert "$41bn $42bn Пересчитано." in changes
    assert article.headline in changes


def test_a_withdrawn_record_is_told_as_withdrawn(client, seeded):
    withdraw_observation(observation=turnover("2023-12-31"), source=make_source(), reason="Отозвано.")
    page = page_of(client, article_in("en").get_absolute_url())
    assert "The record was withdrawn" in words_of(part(page, "card-4"))
    with override("en"):
        assert "Отозвано." in page_of(client, reverse("articles:changes"))


def corrected(**fields) -> Article:
    article = article_in("ru")
    article.body = article.body.replace("побило рекорды", "прошло успешно")
    article.save()
    publish_article(article=article, correction={"wrong": "Побило рекорды.", "right": "Прошло успешно."} | fields)
    return article_in("ru")


def test_a_correction_stands_below_the_text_and_in_the_byline(client, seeded):
    page = page_of(client, corrected().get_absolute_url())
    assert '<a href="#corrections">' in page
    box = part(page, "corrections")
    assert "<del>Побило рекорды.</del>" in box
    assert "<ins>Прошло успешно.</ins>" in box
    assert "/v/1/diff/2/" in box
    assert page.index('class="prose"') < page.index('id="corrections"')


def test_a_correction_of_the_meaning_stands_above_the_text(client, seeded):
    page = page_of(client, corrected(changes_meaning=True).get_absolute_url())
    assert page.index('id="corrections"') < page.index('class="prose"')
    assert page.count('id="corrections"') == 1


def corrections_page(client, query: str) -> tuple[int, str]:
    response = client.get(f"/ru/corrections/{query}")
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("", True),
        ("?q=ПОБИЛО", True),
        ("?q=прошло+успешно", True),
        ("?q=торговое", True),
        ("?q=ничего", False),
        ("?q=.", True),
        ("?year=2001", False),
        ("?year=9999", False),
        ("?lang=ru", True),
        ("?lang=kk", False),
        ("?lang=kk&lang=ru", True),
    ],
)
def test_corrections_are_filtered_by_words_year_and_language(client, seeded, query, is_found):
    correction = corrected().versions.first().correction
    status, page = corrections_page(client, query)
    assert status == 200
    assert (f'id="correction-{correction.pk}"' in page) is is_found
    assert ('class="chip"' in page) is bool(query)
    rows = client.get(f"/ru/corrections/{query or '?'}&format=json").json()["results"]
    assert [row["id"] for row in rows] == ([correction.pk] if is_found else [])


def test_a_correction_of_this_year_is_found_by_its_year(client, seeded):
    correction = corrected().versions.first().correction
    status, page = corrections_page(client, f"?year={correction.made_at.year}")
    assert (status, f'id="correction-{correction.pk}"' in page) == (200, True)
    assert f'<option value="{correction.made_at.year}" selected>' in page


@pytest.mark.parametrize("query", ["?year=MMXX", "?lang=de", f"?q={'x' * 10_000}"])
def test_a_wrong_filter_of_the_corrections_is_named(client, seeded, query):
    corrected()
    status, page = corrections_page(client, query)
    assert status == 400
    assert "-errors" in page


def test_a_correction_in_another_language_says_its_language_and_leads_to_its_own_versions(client, seeded):
    article = corrected()
    page = client.get("/kk/corrections/?lang=ru").content.decode()
    assert '<del lang="ru">Побило рекорды.</del>' in page
    assert f"/ru/articles/{article.slug}/v/1/diff/2/" in page
    assert f'<a href="{article.get_absolute_url()}#corrections" lang="ru" hreflang="ru">' in page


def test_the_log_of_changes_is_put_together_once_for_a_page(client, seeded, monkeypatch):
    corrected()
    built = []
    monkeypatch.setattr("articles.views.log.changes_for_readers", lambda: built.append(1) or changes_for_readers())
    for query in ("", "?kind=corrected", "?format=json"):
        built.clear()
        assert client.get(f"/ru/changes/{query}").status_code == 200
        assert len(built) == 1, query


def test_an_old_version_says_so_and_points_to_the_current_one(client, seeded):
    article = corrected()
    old = page_of(client, article.versions.get(number=1).get_absolute_url())
    assert "побило рекорды" in old
    assert f'<link rel="canonical" href="http://testserver{article.get_absolute_url()}">' in old
    assert '<meta name="robots" content="noindex">' in old
    assert 'class="notice"' in old
    assert "прошло успешно" in page_of(client, article.versions.get(number=2).get_absolute_url())


def test_the_diff_of_two_versions_is_readable_without_colour(client, seeded):
    article = corrected()
    for numbers in ((1, 2), (2, 1)):
        page = page_of(client, reverse("articles:diff", args=(article.slug, *numbers)))
        assert re.search(r"<del>побило рекорды</del>\s*<ins>прошло успешно</ins>", page)
        assert "Побило рекорды." in page


def test_changed_figures_stand_on_top_of_the_diff(client, seeded):
    article = article_in("ru")
    claim = article.claims.get(quote="33 миллиарда")
    revise_observation(
        observation=claim.observation, source=make_source(), reason="Уточнено.", value=32_900_000_000, resolution=10**8
    )
    claim.quote, claim.value, claim.resolution = "32,9 миллиарда", 32_900_000_000, 10**8
    claim.observation = turnover("2024-09-30")
    claim.save()
    article.body = article.body.replace("33 миллиарда", "32,9 миллиарда")
    article.save()
    publish_article(article=article, correction={"wrong": "33", "right": "32,9"})
    page = page_of(client, reverse("articles:diff", args=(article.slug, 1, 2)))
    top = page[: page.index('id="words-title"')]
    assert "<del>33</del>" in top
    assert "<ins>32,9</ins>" in top
    assert "«32,9 миллиарда»" in top


@pytest.mark.parametrize("numbers", [(1, 1), (1, 3), (3, 1)])
def test_a_diff_needs_two_versions(client, seeded, numbers):
    article = corrected()
    page_of(client, reverse("articles:diff", args=(article.slug, *numbers)), 404)


@pytest.mark.parametrize("number", ["0", "01", "9999999", "99999999999999999999"])
def test_versions_are_counted_from_one(client, seeded, number):
    page_of(client, f"/ru/articles/{article_in('ru').slug}/v/{number}/", 404)


def test_the_list_of_corrections_has_those_in_its_language(client, seeded):
    corrected()
    assert "Прошло успешно." in page_of(client, "/ru/corrections/")
    assert "Прошло успешно." not in page_of(client, "/en/corrections/")
    assert Correction.objects.count() == 1


# -- addresses ----------------------------------------------------------------------------------------------------


def test_a_moved_article_is_found_under_its_old_slug(client, seeded):
    article = article_in("ru")
    old = article.get_absolute_url()
    rename_article(article=article, slug="new-slug")
    for tail, target in (("", ""), ("v/1/", "v/1/"), ("?format=json", "?format=json")):
        response = client.get(old + tail)
        assert response.status_code == 301
        assert response["Location"] == f"/ru/articles/new-slug/{target}"


def test_a_slug_belongs_to_its_language(client, seeded):
    page_of(client, f"/en/articles/{article_in('ru').slug}/", 404)


# -- one figure ---------------------------------------------------------------------------------------------------


def test_a_figure_has_a_page_with_its_sentence_precision_and_sources(client, seeded):
    claim = Claim.objects.public().get(quote="80.01 billion")
    with override("en"):
        page = page_of(client, claim.get_absolute_url())
    words = words_of(page)
    assert "<mark>80.01 billion</mark>" in page
    assert "from 80,005,000,000 USD to less than 80,015,000,000 USD" in words
    assert "SHINE (Shanghai United Media)" in words
    assert "first source of the record" in words


def test_a_figure_shows_what_other_reporters_say_with_the_gap(client, seeded):
    claim = Claim.objects.public().get(quote="41 billion")
    with override("en"):
        words = words_of(page_of(client, claim.get_absolute_url()))
    assert "Kazakhstan: $31.5bn gap $9.5bn" in words
    assert "China: $41bn no gap" in words


def test_another_reporter_who_is_inferred_is_labelled(client, seeded):
    row = turnover("2023-10-31", "KAZ.CHN.KAZ.T.TOTAL.V.USD")
    make_published_article(row, language="en", quote="24.3 billion")
    with override("en"):
        claim = Claim.objects.public().get(quote="24.3 billion")
        words = words_of(page_of(client, claim.get_absolute_url()))
    assert "Kazakhstan (inferred by an editor)" in words
    assert "China: $32.7bn reporter inferred gap $8.4bn" in words


def test_a_figure_that_only_an_earlier_version_has_says_so(client, seeded):
    article = article_in("ru")
    claim = article.claims.get(quote="129")
    article.body = article.body.replace(f'<data value="129" data-claim="{claim.uuid}">129</data>', "многих")
    article.save()
    sync_claims(article)
    article.claims.get(uuid=claim.uuid).delete()
    publish_article(article=article)
    page = page_of(client, claim.get_absolute_url())
    assert f"/ru/articles/{article.slug}/v/1/" in page
    assert client.get(f"{claim.get_absolute_url()}?format=json").status_code == 404


def test_a_record_that_is_hidden_is_not_shown_by_the_figures_bound_to_it(client, seeded):
    """Bound while it was public: the source went into hiding afterwards."""
    row = turnover("2023-12-31", "KAZ.CHN.KAZ.T.TOTAL.V.USD")
    article = make_published_article(row, quote="31,5 миллиарда")
    for source in (row.source, *(citation.source for citation in row.citations.all())):
        source.public_from = None
        source.save()
    page = page_of(client, article.get_absolute_url())
    claim = Claim.objects.public().get(version__article=article)
    assert row.series.key not in page + page_of(client, claim.get_absolute_url())
    assert row.source.publisher not in page
    assert "figure--unverified" in page


# -- data twins ---------------------------------------------------------------------------------------------------


def test_the_article_as_json_has_its_text_and_claims(client, seeded):
    data = client.get(f"{article_in('ru').get_absolute_url()}?format=json").json()
    assert len(data["claims"]) == 8
    assert data["body"].startswith("<p>")
    assert data["headline"] == article_in("ru").headline


def test_the_article_as_csv_has_a_line_for_each_claim(client, seeded):
    response = client.get(f"{article_in('ru').get_absolute_url()}?format=csv")
    assert response["Content-Type"].startswith("text/csv")
    assert len(response.content.decode().strip().splitlines()) >= 9
    assert "41 миллиарда" in response.content.decode()


def test_the_data_page_shows_what_the_api_answers(client, seeded):
    page = page_of(client, "/en/data/")
    shown = json.loads(unescape(re.search(r"<code>(\{.*?\})</code>", page, re.DOTALL)[1]))
    url = re.search(r"curl \"http://testserver(/api/v1/observations/\d+/)\"", page)[1]
    assert client.get(url, headers={"Accept-Language": "en"}).json() == shown


# -- lists --------------------------------------------------------------------------------------------------------


def test_articles_are_filtered_by_topic_and_section(client, seeded):
    make_published_article(turnover("2023-12-31"), headline="Без темы")
    everything = page_of(client, "/ru/articles/")
    assert "Без темы" in everything
    assert article_in_story().headline in everything
    on_topic = page_of(client, "/ru/articles/?topic=tourism&section=trade")
    assert "Без темы" not in on_topic
    assert article_in_story().headline in on_topic


def article_in_story() -> Article:
    return Article.objects.get(language="ru", story__slug="china-kazakhstan-trade-ciie-7")


def test_a_wrong_filter_is_named_and_unknown_parameters_are_ignored(client, seeded):
    assert "no-such-topic" in page_of(client, "/ru/articles/?topic=no-such-topic", 400)
    page_of(client, "/ru/articles/?utm_source=x&lang=xx&o=-body")
    page_of(client, "/ru/articles/?page=2", 404)


def test_a_topic_shows_what_is_not_translated_in_its_own_language(client, seeded):
    hold_article(article=article_in("kk"), reason="Под вопросом.")
    page = page_of(client, "/kk/topics/tourism/")
    assert f'href="{article_in("ru").get_absolute_url()}" lang="ru" hreflang="ru"' in page
    page_of(client, "/ru/topics/no-such-topic/", 404)


def test_the_front_page_leads_everywhere_in_one_click(client, seeded):
    page = page_of(client, "/ru/")
    for url in (
        article_in("ru").get_absolute_url(),
        "/ru/trade/chn-kaz/",
        "/ru/events/ciie-7/",
        "/ru/agreements/",
        "/ru/agreements/mutual-visa-free-regime-china-kazakhstan/",
    ):
        assert f'href="{url}"' in page
    assert page.count('<dd class="strip__value">') == 5
    assert f"{article_in('ru').get_absolute_url()}#figure-4" in page


def test_the_front_page_says_when_nothing_has_changed(client, seeded):
    assert "Nothing has changed yet" in page_of(client, "/en/")
    revise_observation(
        observation=turnover("2023-12-31"), source=make_source(), reason="Пересчитано.", value=42 * BILLION
    )
    page = words_of(page_of(client, "/en/"))
    assert "Nothing has changed yet" not in page
    assert "$41bn $42bn" in page


def test_fewer_than_three_figures_make_no_strip(client, db):
    make_published_article()
    assert 'class="strip"' not in page_of(client, "/ru/")
