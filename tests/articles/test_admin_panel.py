"""The figure panel: what blocks publication and where, and everything that can be done with a figure in its row."""

import pytest
from lxml import html

from articles.admin.panel import names_of
from articles.checking import check_article
from articles.models import Article, Finding
from articles.services import blocking, save_article, settle_figures
from tests.desk import admin_url, desk_of, fill_in, text_of
from tests.factories import make_article, make_source, make_story
from trade.models import Area, Observation

SLIP = "По данным Казахстана, товарооборот Китая и Казахстана в 2023 году составил 31,5 млн долларов."
LOOSE = "Допустим, цех выпустил 12 вагонов и 14 цистерн."


@pytest.fixture
def article(seeded) -> Article:
    story = make_story("pair")
    story.areas.set(Area.objects.filter(pk__in=("CHN", "KAZ")))
    return make_article(story=story, body=f"<p>{SLIP}</p><p>{LOOSE}</p>")


@pytest.fixture
def desk(db):
    return desk_of("editor")


def url_of(article: Article) -> str:
    return admin_url("articles_article_change", article.pk)


def page_of(desk, article: Article):
    return html.fromstring(desk.get(url_of(article)).content.decode())


def row_of(page, number: int):
    return page.xpath(f"//tbody[@id='figure-{number}']")[0]


def name_of(article: Article, number: int) -> str:
    return dict(names_of(check_article(article)))[number]


def mark_all(article: Article) -> None:
    checked = check_article(article)
    settle_figures(article=article, checked=checked, choices={row.number: "mark" for row in checked.rows})
    save_article(article=article, seen=article.revision)


def test_what_blocks_is_named_first_with_its_arithmetic_and_leads_to_its_row(article, desk):
    page = page_of(desk, article)
    first, *rest = page.xpath("//*[@id='blocking']//li")
    assert "31,5 × 1000 ≈ 31 500" in " ".join(first.text_content().split()) or "31.5 × 1,000" in first.text_content()
    assert first.xpath(".//a/@href") == ["#figure-1"]
    assert rest[-1].xpath(".//a/@href") == ["#figure-1", "#figure-2", "#figure-3"]
    for target in page.xpath("//*[@id='blocking']//a/@href"):
        assert page.xpath(f"//*[@id='{target[1:]}']")


def test_rows_keep_the_order_of_the_text_whatever_is_wrong(article, desk):
    rows = page_of(desk, article).xpath("//tbody[contains(@class, 'figure-row')]")
    assert [row.get("id") for row in rows] == ["figure-1", "figure-2", "figure-3"]
    assert "is-error" in rows[0].get("class")
    assert "is-error" not in rows[1].get("class")


def test_a_marked_figure_is_edited_in_its_row_and_nowhere_else(article, desk):
    mark_all(article)
    page = page_of(desk, article)
    fields = page.xpath("//*[starts-with(@name, 'claims-') and contains(@name, '-observation')]")
    assert len(fields) == 2 * 3  # a list, and a key where no script runs
    assert all(field.xpath("ancestor::tbody[contains(@class, 'figure-row')]") for field in fields)
    assert not page.xpath("//*[@id='claims-group']")


def test_the_preview_shows_every_figure_and_leads_to_its_row(article, desk):
    links = page_of(desk, article).xpath("//*[contains(@class, 'preview__page')]//data/a")
    assert [(link.get("href"), link.text) for link in links] == [
        ("#figure-1", "31,5 млн долларов"),
        ("#figure-2", "12"),
        ("#figure-3", "14"),
    ]


def test_the_preview_is_of_what_was_typed_and_holds_no_script(article, desk):
    answer = fill_in(desk, url_of(article), press="_check", body="<p>Стало 15 вагонов.</p><script>alert(1)</script>")
    preview = html.fromstring(answer.content.decode()).xpath("//*[contains(@class, 'preview__page')]")[0]
    assert "Стало 15" in preview.text_content()
    assert not preview.xpath(".//script")
    assert "12 вагонов" in Article.objects.get(pk=article.pk).body


@pytest.mark.parametrize(
    ("fields", "stored"),
    [
        ({"choice": "exempt:example"}, {"exempt_reason": "example"}),
        ({"exempt_reason": "other", "explanation": "Загадка."}, {"exempt_reason": "other", "explanation": "Загадка."}),
        ({"choice": "mark"}, {"exempt_reason": "", "source": None, "observation": None}),
    ],
    ids=["from the list", "with an explanation", "marked alone"],
)
def test_a_figure_that_is_not_marked_yet_is_settled_in_its_row(article, desk, fields, stored):
    prefix = name_of(article, 2)
    answer = fill_in(desk, url_of(article), **{f"{prefix}-{name}": value for name, value in fields.items()})
    claim = article.claims.get()
    assert answer.status_code == 302
    assert (claim.quote, {name: getattr(claim, name) for name in stored}) == ("12", stored)


def test_any_record_or_source_can_be_chosen_for_a_figure_that_is_not_marked(article, desk):
    row, source = Observation.objects.current().order_by("pk").first(), make_source()
    one, other = name_of(article, 2), name_of(article, 3)
    fill_in(desk, url_of(article), **{f"{one}-observation": str(row.pk), f"{other}-source": str(source.pk)})
    assert list(article.claims.order_by("position").values_list("observation", "source")) == [
        (row.pk, None),
        (None, source.pk),
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"choice": "exempt:example", "exempt_reason": "name"}, "choose one thing only"),
        ({"choice": "exempt:other"}, "Explain why this figure needs no record"),
        ({"observation": "999999"}, "Select a valid choice"),
    ],
)
def test_a_wrong_choice_is_told_at_its_row_and_kept(article, desk, fields, words):
    prefix = name_of(article, 2)
    typed = {f"{prefix}-{name}": value for name, value in fields.items()}
    answer = fill_in(desk, url_of(article), headline="Kept words", **typed)
    page = html.fromstring(answer.content.decode())
    assert answer.status_code == 200
    assert "See what is wrong at these figures: «12»" in text_of(answer)
    assert words in row_of(page, 2).text_content()
    assert row_of(page, 2).xpath(".//details[@open]")
    assert "Kept words" in answer.content.decode()
    assert not article.claims.exists()


def test_a_choice_survives_the_check(article, desk):
    prefix = name_of(article, 2)
    answer = fill_in(desk, url_of(article), press="_check", **{f"{prefix}-choice": "exempt:example"})
    page = html.fromstring(answer.content.decode())
    assert row_of(page, 2).xpath(".//select[contains(@name, '-choice')]/option[@selected]/@value") == ["exempt:example"]


def test_an_error_is_settled_in_its_row_for_a_reason(article, desk):
    mark_all(article)
    page = page_of(desk, article)
    [field] = row_of(page, 1).xpath(".//textarea[contains(@name, 'resolution_reason')]/@name")
    fill_in(desk, url_of(article), **{field: "Так в документе."})
    assert Finding.objects.get(article=article, severity="error").resolved_by == desk.user
    assert not any(blocker.code == "errors" for blocker in blocking(article))
    assert "Так в документе." in row_of(page_of(desk, article), 1).text_content()


def test_a_lost_binding_has_a_row_that_blocks(article, desk):
    mark_all(article)
    fill_in(desk, url_of(article), body=f"<p>{SLIP}</p>")
    page = page_of(desk, article)
    lost = page.xpath("//tbody[contains(@class, 'is-lost')]")
    assert [row.xpath("string(.//mark)") for row in lost][-2:] == ["12", "14"]
    assert lost[-1].xpath(".//input[contains(@name, 'DELETE')]")


def test_what_the_check_does_not_find_any_more_is_sent_along(article, desk):
    """A form with a stored finding or figure missing would be refused as a whole."""
    mark_all(article)
    answer = fill_in(desk, url_of(article), press="_check", body="<p>Ничего.</p>")
    again = desk.post(url_of(article), fields_of_last(answer) | {"_continue": "1"})
    assert again.status_code == 302
    assert article.claims.filter(lost=True).count() == 3


def fields_of_last(answer) -> dict:
    form = html.fromstring(answer.content.decode()).forms[-1]
    return dict(form.form_values())


def test_headline_figures_have_rows_of_their_own(article, desk):
    Article.objects.filter(pk=article.pk).update(headline="Торговля выросла на 14%")
    page = page_of(desk, article)
    [row] = page.xpath("//tbody[starts-with(@id, 'head-')]")
    assert "headline or deck" in row.text_content()
    assert not row.xpath(".//select")


def test_the_panel_asks_as_often_for_many_figures_as_for_few(article, desk, django_assert_max_num_queries):
    mark_all(article)
    desk.get(url_of(article))
    with django_assert_max_num_queries(1000) as few:
        desk.get(url_of(article))
    more = "".join(f"<p>Допустим, цех выпустил {number} вагонов.</p>" for number in range(20, 40))
    article.refresh_from_db()
    article.body += more
    save_article(article=article, seen=article.revision)
    mark_all(Article.objects.get(pk=article.pk))
    with django_assert_max_num_queries(len(few) + 2):
        desk.get(url_of(article))
