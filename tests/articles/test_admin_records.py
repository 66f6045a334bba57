"""A figure without a record becomes one: source, series or metric, value and binding in one step, or nothing."""

from decimal import Decimal

import pytest
from lxml import html

from articles.admin.panel import names_of
from articles.checking import check_article
from articles.models import Article, Claim
from articles.services import publish_article, settle_figures
from events.models import Event, Metric
from tests.desk import admin_url, desk_of, errors_of, fill_in, member
from tests.factories import BILLION, make_article, make_source, make_story
from trade.models import Area, Observation, Series, Source

QUARTER = (
    "В первом квартале 2025 года товарооборот Казахстана и Китая, по данным Казахстана, составил 9,7 млрд долларов."
)
NEW = {
    "source_is": "new",
    "source_title": "Внешняя торговля за первый квартал",
    "source_publisher": "Бюро статистики",
    "source_url": "https://stat.example.org/q1",
    "source_kind": "release",
}


@pytest.fixture
def article(seeded) -> Article:
    story = make_story("pair")
    story.areas.set(Area.objects.filter(pk__in=("CHN", "KAZ")))
    story.events.add(Event.objects.get(slug="ciie-7"))
    return make_article(story=story, body=f"<p>{QUARTER}</p><p>На CIIE-7 работали 77 переводчиков.</p>")


@pytest.fixture
def desk(db):
    return desk_of("editor")


@pytest.fixture
def claims(article) -> list[Claim]:
    checked = check_article(article)
    settle_figures(article=article, checked=checked, choices={row.number: "mark" for row in checked.rows})
    return list(article.claims.filter(value__in=(Decimal("9.7") * BILLION, 77)).order_by("position"))


def url_of(claim: Claim) -> str:
    return admin_url("articles_article_record", claim.article_id, claim.uuid)


def test_the_form_begins_with_what_the_text_says(desk, claims):
    form = desk.get(url_of(claims[0])).context["form"]
    said = {name: form.initial[name] for name in ("what", "flow", "area", "counterpart", "reporter", "unit", "measure")}
    assert said == {
        "what": "trade",
        "flow": "T",
        "area": "CHN",
        "counterpart": "KAZ",
        "reporter": "KAZ",
        "unit": "USD",
        "measure": "V",
    }
    assert (form.initial["value"], form.initial["resolution"]) == (Decimal("9.7") * BILLION, BILLION / 10)
    assert (form.initial["period"].iso, form.initial["printed"]) == ("2025-Q1", "9,7 млрд долларов")


def test_a_count_at_an_event_begins_as_its_figure_and_nothing_is_guessed(desk, claims):
    initial = desk.get(url_of(claims[1])).context["form"].initial
    assert (initial["what"], initial["nature"]) == ("event", "")
    assert initial["event"] == Event.objects.get(slug="ciie-7").pk


def test_a_new_source_series_and_value_are_made_and_bound_in_one_step(desk, claims):
    answer = fill_in(desk, url_of(claims[0]), press="", **NEW)
    claims[0].refresh_from_db()
    row = claims[0].observation
    assert answer.headers["Location"].endswith(f"#claim-{claims[0].uuid}")
    assert (row.series.key, row.value, row.period.iso) == (
        "KAZ.CHN.KAZ.T.TOTAL.V.USD",
        Decimal("9.7") * BILLION,
        "2025-Q1",
    )
    assert (row.source.title, row.recorded_by, claims[0].bound_by) == (NEW["source_title"], desk.user, desk.user)
    assert row in Observation.objects.public()
    assert claims[0].verdict.state == "verified"


def test_what_rests_on_the_text_itself_is_hidden_until_the_text_is_out(desk, claims, article):
    fill_in(desk, url_of(claims[0]), press="", source_is="own")
    claims[0].refresh_from_db()
    row = claims[0].observation
    article.refresh_from_db()
    assert row.source == article.source
    assert row not in Observation.objects.public()
    assert claims[0].verdict.state == "unverified"
    article.claims.exclude(pk=claims[0].pk).update(exempt_reason="example")
    Article.objects.filter(pk=article.pk).update(state="approved")
    publish_article(article=article)
    assert row in Observation.objects.public()


def test_a_new_figure_of_a_text_that_is_out_cannot_rest_on_that_text(desk, claims, article):
    own = make_source(kind="article")
    Article.objects.filter(pk=article.pk).update(source=own)
    answer = fill_in(desk, url_of(claims[0]), press="", source_is="own")
    assert errors_of(answer)["source_is"]
    assert not Observation.objects.filter(source=own).exists()


def test_the_two_areas_of_a_turnover_may_stand_in_any_order(desk, claims):
    fill_in(desk, url_of(claims[0]), press="", area="KAZ", counterpart="CHN", **NEW)
    claims[0].refresh_from_db()
    assert claims[0].observation.series.key == "KAZ.CHN.KAZ.T.TOTAL.V.USD"


def test_a_series_that_is_not_there_is_made(desk, claims):
    fill_in(desk, url_of(claims[0]), press="", flow="X", area="KAZ", counterpart="CHN", unit="CNY", **NEW)
    claims[0].refresh_from_db()
    assert claims[0].observation.series.key == "KAZ.KAZ.CHN.X.TOTAL.V.CNY"


def test_a_figure_of_an_event_becomes_a_metric(desk, claims):
    typed = {"event_measure": "visitors", "nature": "counted", "unit": "people"}
    fill_in(desk, url_of(claims[1]), press="", **typed, **NEW)
    claims[1].refresh_from_db()
    assert (claims[1].metric.value, claims[1].metric.event.slug) == (77, "ciie-7")


NONSENSE = [
    ({"period": ""}, "period"),
    ({"period": "когда-нибудь"}, "period"),
    ({"period": "2023"}, "period"),
    ({"value": "девять"}, "value"),
    ({"value": "9" * 40}, "value"),
    ({"resolution": ""}, "resolution"),
    ({"unit": ""}, "unit"),
    ({"unit": "доллары"}, "unit"),
    ({"flow": ""}, "flow"),
    ({"area": "XXX"}, "area"),
    ({"reporter": "RUS"}, "reporter"),
    ({"source_url": ""}, "source_url"),
    ({"source_url": "javascript:alert(1)"}, "source_url"),
    ({"source_title": "a\x00b"}, "source_title"),
    ({"source_published": "вчера"}, "source_published"),
    ({"source_is": "known", "source": ""}, "source"),
    ({"source_is": "", "what": "x"}, "source_is"),
    ({"what": "event", "event_measure": "", "nature": ""}, "nature"),
]


def stored() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Source, Series, Observation, Metric))


def test_nonsense_is_refused_at_its_field_and_nothing_is_stored_or_lost(desk, claims):
    before, wrong = stored(), []
    for typed, field in NONSENSE:
        answer = fill_in(desk, url_of(claims[0]), press="", **NEW | {"reporter_note": "kept words"} | typed)
        kept = b"kept words" in answer.content
        if answer.status_code != 200 or field not in answer.context["form"].errors or not kept:
            wrong.append((typed, answer.status_code, answer.context and answer.context["form"].errors))
    assert wrong == []
    assert stored() == before
    claims[0].refresh_from_db()
    assert not claims[0].is_bound


def test_the_figure_of_a_row_without_a_mark_is_marked_on_the_way(desk, article):
    name = dict(names_of(check_article(article)))[1]
    answer = fill_in(desk, admin_url("articles_article_change", article.pk), press="", _record=name)
    claim = article.claims.get(value=Decimal("9.7") * BILLION)
    assert answer.headers["Location"] == url_of(claim)


@pytest.mark.parametrize("asked", ["figure-000000000000", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_record_for_a_figure_that_is_not_there_is_not_asked_for(desk, article, asked):
    answer = fill_in(desk, admin_url("articles_article_change", article.pk), press="", _record=asked)
    assert answer.status_code == 302
    assert "/record/" not in answer.headers["Location"]


def test_an_author_makes_records_for_a_text_of_their_own_only(article, claims):
    assert desk_of("author").get(url_of(claims[0])).status_code == 403
    author = member("author")
    Article.objects.filter(pk=article.pk).update(author=author)
    desk = desk_of("author", author)
    assert fill_in(desk, url_of(claims[0]), press="", **NEW).status_code == 302
    Article.objects.filter(pk=article.pk).update(state="review")
    assert desk.get(url_of(claims[1])).status_code == 403


def test_the_figure_of_another_article_has_no_page_here(desk, claims):
    other = make_article()
    assert desk.get(admin_url("articles_article_record", other.pk, claims[0].uuid)).status_code == 404


def test_the_page_needs_no_script(desk, claims):
    page = html.fromstring(desk.get(url_of(claims[0])).content.decode())
    assert page.xpath("//noscript//input[@name='area']/@value") == ["CHN"] or b"noscript" in html.tostring(page)
