"""The whole check on rows of the database: what is found, what is proposed, what is wrong. Nothing is stored."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.checking import check_article, check_text, check_version
from articles.models import Article, ArticleVersion
from articles.richtext import plain
from tests.factories import make_hidden_source, make_observation
from trade.models import Area
from trade.words.languages import TAGS

PAIR = ("CHN", "KAZ")


def article_in(tag: str) -> Article:
    return Article.objects.get(language=tag)


def severities(checked) -> list[tuple[str, str, str]]:
    return [(f.rule, str(f.severity), f.text.quote) for f in checked.findings]


def errors(checked) -> list[str]:
    return [f.rule for f in checked.findings if f.severity == "error"]


@pytest.mark.parametrize("tag", TAGS)
def test_all_figures_of_the_seed_article_are_found_bound_and_free_of_errors(seeded, tag):
    article = article_in(tag)
    for checked in (check_article(article), check_version(article.versions.get())):
        assert (checked.bound, checked.found) == (8, 8)
        assert checked.open_rows == ()
        assert errors(checked) == []


@pytest.mark.parametrize("tag", TAGS)
def test_without_its_marks_every_figure_gets_its_own_record_first(seeded, tag):
    article = article_in(tag)
    claims = {claim.quote: claim for claim in article.claims.with_targets()}
    bare = "".join(f"<p>{line}</p>" for line in plain(article.body).split("\n\n"))
    checked = check_text(body=bare, headline=article.headline, language=tag, story=article.story)
    rows = {quote: row for quote in claims for row in checked.rows if quote in row.figure.surface}
    assert rows.keys() == claims.keys()
    wrong = {
        quote: str(row.candidates[0].record.key) if row.candidates else None
        for quote, row in rows.items()
        if not row.candidates or checked.record(row.candidates[0]) != claims[quote].record
    }
    assert wrong == {}


def test_a_slip_of_scale_is_the_first_error(seeded):
    article = article_in("ru")
    body = article.body.replace(">41 миллиарда<", ">41 миллиона<").replace(">13%<", ">23%<")
    checked = check_article(article, body=body)
    assert errors(checked)[0] == "R1b"
    assert {"R2", "R13"} <= set(errors(checked))


def test_what_is_typed_is_checked_and_nothing_is_stored(seeded):
    article = article_in("ru")
    before = article.claims.count()
    checked = check_article(
        article, body="<p>Товарооборот Китая и Казахстана в 2023 году составил 31,5 млрд долларов.</p>"
    )
    assert checked.found == 1
    [row] = checked.open_rows
    assert checked.record(row.candidates[0]).series.reporter_id == "KAZ"
    assert (article.claims.count(), Article.objects.get(pk=article.pk).body) == (before, article.body)


def test_a_figure_that_fits_exactly_and_clearly_may_be_bound_unseen(seeded):
    text = "<p>По данным Казахстана, товарооборот с Китаем в 2022 году составил 24,1 млрд долларов.</p>"
    [row] = check_text(body=text, language="ru", areas=PAIR).rows
    assert row.is_exact


@pytest.mark.parametrize(
    "sentence",
    [
        "В зале стояло 41 кресло.",
        "Билет стоил 33 доллара.",
        "Рейс занял 13 часов, в самолёте было 129 мест.",
        "Компания вложила 41 млрд тенге в дороги.",
    ],
)
def test_a_value_alone_binds_nothing(seeded, sentence):
    checked = check_text(body=f"<p>{sentence}</p>", language="ru", story=article_in("ru").story)
    assert [row.figure.surface for row in checked.rows if row.is_exact] == []


def test_records_of_a_text_that_is_not_out_are_not_proposed_for_others(seeded):
    source = make_hidden_source()
    make_observation("KAZ.KAZ.RUS.X.TOTAL.V.USD", source=source, value=7_770_000_000, resolution=10_000_000)
    text = "<p>Экспорт Казахстана в Россию в 2023 году составил 7,77 млрд долларов.</p>"
    asked = {"body": text, "language": "ru", "areas": ("KAZ", "RUS")}
    assert Area.objects.filter(pk="RUS").exists()
    assert [row.candidates for row in check_text(**asked).rows] == [()]
    [row] = check_text(**asked, own=[source]).rows
    assert row.candidates


def test_the_number_of_queries_does_not_grow_with_the_text(seeded):
    sentence = "<p>Товарооборот Китая и Казахстана в 2023 году составил 41 млрд долларов.</p>"
    counts = []
    for times in (1, 20):
        with CaptureQueriesContext(connection) as queries:
            check_text(body=sentence * times, language="ru", areas=PAIR)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


@pytest.mark.parametrize(
    "body", ["", "<p></p>", "<p>Без цифр.</p>", "<p>\u0000\ud800 5 %</p>", "<p>" + "9" * 400 + "</p>"]
)
def test_odd_texts_are_checked_too(seeded, body):
    assert check_text(body=body, language="ru", areas=PAIR).found <= 1


def test_a_version_is_checked_with_its_own_claims(seeded):
    version = ArticleVersion.objects.get(article__language="ru")
    assert {row.claim.version_id for row in check_version(version).rows} == {version.pk}
