"""The seed article: eight claims in four languages, bound to the same records, in the states that its facts demand."""

import hashlib
import re
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

import pytest
from django.core.exceptions import ValidationError

from articles.models import CONTENT_FIELDS, Article, ArticleVersion, Claim
from articles.richtext import clean, marks, plain
from articles.services import publish_article
from articles.states import State
from tests.factories import make_source
from trade.models import Observation
from trade.services import revise_observation
from trade.words.languages import TAGS

pytestmark = pytest.mark.usefixtures("seeded")

# Of the file that the text came in: a title and five paragraphs, without a line break at the end.
FILE_SHA256 = "44ab60c2349f6e7c4692458b49b5fe3a6a120146b2beeb53a0c6c466cf869989"
NOT_STATED = "_X.CHN.KAZ.T.TOTAL.V.USD"
GROWTH = "_X.CHN.KAZ.T.TOTAL.G.PC"
KAZ = ("ciie-7", "KAZ", "")
WHOLE = ("ciie-7", "", "")
# Name, words in ru / kk / en / zh-Hans, kind, value, the record's natural key, state with the context.
CLAIMS = (
    ("edition-number", ("7-е", "7-ші", "7th", "第7届"), "ordinal", 7, ("ciie-7",), "verified"),
    ("countries", ("129",) * 4, "count", 129, (*WHOLE, "countries", "counted", "countries", 1), "unverified"),
    (
        "intended-deals",
        ("80,01 миллиарда", "80,01 миллиард", "80.01 billion", "800.1亿"),
        "money",
        80_010_000_000,
        (*WHOLE, "deals", "intended", "USD", 1),
        "verified",
    ),
    (
        "turnover-2023",
        ("41 миллиарда", "41 миллиард", "41 billion", "410亿"),
        "money",
        41_000_000_000,
        (NOT_STATED, "2023-01-01", "2023-12-31", 1),
        "disputed",
    ),
    (
        "turnover-2024-9m",
        ("33 миллиарда", "33 миллиард", "33 billion", "330亿"),
        "money",
        33_000_000_000,
        (NOT_STATED, "2024-01-01", "2024-09-30", 1),
        "unverified",
    ),
    ("growth-2024-9m", ("13%",) * 4, "percent_change", 13, (GROWTH, "2024-01-01", "2024-09-30", 1), "unverified"),
    ("exhibiting-companies", ("50",) * 4, "count", 50, (*KAZ, "exhibitors", "counted", "companies", 1), "unverified"),
    (
        "concluded-agreements",
        ("2,5 миллиарда", "2,5 миллиард", "2.5 billion", "25亿"),
        "money",
        2_500_000_000,
        (*KAZ, "agreements", "concluded", "USD", 1),
        "unverified",
    ),
)
NAMES = tuple(claim[0] for claim in CLAIMS)
in_every_language = pytest.mark.parametrize("language", TAGS)


def claim_uuid(language: str, name: str):
    return uuid5(NAMESPACE_URL, f"ciie-7/{language}/{name}")


def public_claims(language: str) -> list[Claim]:
    claims = Claim.objects.public().filter(version__article__language=language)
    return list(claims.with_targets().in_order())


def reasons(name: str, language: str = "ru") -> dict[str, dict]:
    verdict = Claim.objects.public().get(uuid=claim_uuid(language, name)).verdict
    return {reason["code"]: reason for reason in verdict.reasons}


# -- The text ------------------------------------------------------------------------------------------------------


def test_the_russian_title_and_paragraphs_without_tags_give_back_the_file():
    article = Article.objects.get(language="ru")
    text = f"{article.headline}\n\n{plain(article.body)}".encode()
    assert hashlib.sha256(text).hexdigest() == FILE_SHA256 == article.source.sha256


@in_every_language
def test_the_article_is_public_with_exactly_its_eight_figures_marked(language):
    article = Article.objects.public().get(language=language)
    quotes = [words[TAGS.index(language)] for _name, words, *_rest in CLAIMS]
    assert [mark.quote for mark in marks(article.versions.get().body)] == quotes
    assert [claim.quote for claim in public_claims(language)] == quotes


@in_every_language
def test_no_other_number_of_the_text_is_a_figure_but_the_two_years(language):
    text = plain(Article.objects.get(language=language).body)
    words = [words[TAGS.index(language)] for _name, words, *_rest in CLAIMS]
    marked = [number for quote in words for number in re.findall(r"\d+(?:[.,]\d+)?", quote)]
    assert sorted(re.findall(r"\d+(?:[.,]\d+)?", text)) == sorted([*marked, "2023", "2024"])


@in_every_language
def test_the_marks_carry_the_values_and_keys_of_the_claims(language):
    version = ArticleVersion.objects.get(article__language=language)
    carried = [(mark.uuid, Decimal(mark.value)) for mark in marks(version.body)]
    assert carried == [(claim_uuid(language, name), Decimal(value)) for name, _words, _kind, value, *_rest in CLAIMS]


@in_every_language
def test_the_working_copy_is_the_published_version(language):
    article = Article.objects.get(language=language)
    version = article.versions.get()
    assert [getattr(article, name) for name in CONTENT_FIELDS] == [getattr(version, name) for name in CONTENT_FIELDS]
    assert clean(article.body) == article.body
    with pytest.raises(ValidationError, match="1"):
        publish_article(article=article)
    assert article.versions.count() == 1


@in_every_language
def test_a_claim_shows_the_sentence_that_it_stands_in(language):
    contexts = [mark.context for mark in marks(Article.objects.get(language=language).body)]
    assert [claim.context for claim in public_claims(language)] == contexts
    for claim in public_claims(language):
        assert claim.quote in claim.context
        assert re.fullmatch(r"(?:(?![.!?] )[^。！？])*[.。]", claim.context), "one sentence"


@pytest.mark.parametrize("language", TAGS[1:])
def test_a_translation_says_that_it_is_ours_and_of_what(language):
    article = Article.objects.get(language=language)
    label = {"kk": "аудармасы", "en": "Translated from Russian by the editors", "zh-Hans": "编辑部译自俄文"}[language]
    assert label in article.versions.get().note
    assert article.translation_of == Article.objects.get(language="ru")
    assert article.source is None


@in_every_language
def test_readers_learn_that_the_date_is_that_of_adding_the_text_here(language):
    words = {"ru": "не датирован", "kk": "күні көрсетілмеген", "en": "undated", "zh-Hans": "未注明日期"}
    assert words[language] in ArticleVersion.objects.get(article__language=language).note


def test_chinese_readers_learn_that_the_dollars_are_not_named():
    version = ArticleVersion.objects.get(article__language="zh-Hans")
    assert "25亿美元" in plain(version.body)
    assert "译注" not in version.body
    assert "未注明是哪一国的货币" in version.note


# -- The claims ----------------------------------------------------------------------------------------------------


@in_every_language
@pytest.mark.parametrize(("name", "kind", "target"), [(c[0], c[2], c[4]) for c in CLAIMS], ids=NAMES)
def test_a_figure_is_bound_to_the_same_record_in_every_language(language, name, kind, target):
    claims = Claim.objects.filter(uuid=claim_uuid(language, name))
    assert {(claim.kind, claim.record.natural_key()) for claim in claims} == {(kind, target)}
    assert claims.count() == 2  # in the working copy and in the version


@in_every_language
@pytest.mark.parametrize(("name", "state"), [(c[0], c[5]) for c in CLAIMS], ids=NAMES)
def test_a_claim_is_in_the_state_that_the_facts_demand(language, name, state):
    states = Claim.objects.filter(uuid=claim_uuid(language, name)).values_list("verdict__state", flat=True)
    assert set(states) == {state}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("edition-number", {"source_confirms"}),
        ("countries", {"only_this_article", "context"}),
        ("intended-deals", {"source_confirms"}),
        ("turnover-2023", {"other_reporter_differs"}),
        ("turnover-2024-9m", {"only_this_article", "unit_inferred"}),
        ("growth-2024-9m", {"only_this_article", "base_is_computed", "mirror_base"}),
        ("exhibiting-companies", {"only_this_article"}),
        ("concluded-agreements", {"only_this_article", "unit_inferred", "context"}),
    ],
)
def test_a_claim_says_why(name, codes):
    assert set(reasons(name)) == codes


def test_the_dispute_over_41_shows_kazakhstans_31_5():
    reason = reasons("turnover-2023")["other_reporter_differs"]
    assert (reason["reporter"], reason["value"]) == ("KAZ", "31500000000")


def test_the_growth_shows_its_computed_base_and_kazakhstans_own_as_a_note():
    computed, mirror = reasons("growth-2024-9m")["base_is_computed"], reasons("growth-2024-9m")["mirror_base"]
    assert Decimal(computed["value"]) / 10**9 == Decimal("29.2")
    assert [round(Decimal(computed[side]) / 10**9, 2) for side in ("low", "high")] == [
        Decimal("28.63"),
        Decimal("29.78"),
    ]
    assert (mirror["reporter"], mirror["value"]) == ("KAZ", "21700000000")


@pytest.mark.parametrize(
    ("name", "publisher"),
    [("countries", "SHINE (Shanghai United Media)"), ("concluded-agreements", "Radio Free Europe/Radio Liberty")],
)
def test_what_only_resembles_a_figure_is_a_note_with_its_publisher(name, publisher):
    assert reasons(name)["context"]["publisher"] == publisher


def revise_turnover(value: str) -> None:
    observation = Observation.objects.get_by_natural_key(NOT_STATED, "2023-01-01", "2023-12-31", 1)
    revise_observation(
        observation=observation,
        source=make_source(),
        reason="release",
        value=Decimal(value) * 10**9,
        resolution=Decimal(10**7),
    )


@pytest.mark.parametrize(("value", "state"), [("41.02", State.DISPUTED), ("42", State.REVISED)])
def test_a_revision_of_41_alarms_in_every_language_only_when_the_text_is_no_longer_true(value, state):
    revise_turnover(value)
    claims = Claim.objects.filter(uuid__in=[claim_uuid(language, "turnover-2023") for language in TAGS])
    assert list(claims.values_list("verdict__state", flat=True)) == [state] * 8


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("edition-number", "6.5", "7.5"),
        ("countries", "128.5", "129.5"),
        ("intended-deals", "80005000000", "80015000000"),
        ("turnover-2023", "40500000000", "41500000000"),
        ("turnover-2024-9m", "32500000000", "33500000000"),
        ("growth-2024-9m", "12.5", "13.5"),
        ("exhibiting-companies", "50", None),
        ("concluded-agreements", "2450000000", "2550000000"),
    ],
)
def test_a_record_is_as_precise_as_the_text(name, low, high):
    claim = Claim.objects.public().get(uuid=claim_uuid("ru", name))
    for interval in (claim.quantity.interval, claim.record.quantity.interval):
        assert (interval.low, interval.high) == (Decimal(low), high and Decimal(high))
