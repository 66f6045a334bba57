"""What the article does not say stays empty: asserted on the seed alone, without the facts from elsewhere."""

import re

import pytest

from articles.models import Article, ArticleVersion, Claim, Statement
from articles.seeding import SETS, path_of
from events.models import (
    Agreement,
    AgreementParty,
    AgreementStatus,
    Event,
    EventCitation,
    EventSeries,
    EventStatus,
    Initiative,
    InitiativeSupport,
    Metric,
    MetricCitation,
    Organisation,
    Participation,
    Person,
    Role,
)
from trade.models import Area, Observation, ObservationCitation, Series, Source

pytestmark = pytest.mark.usefixtures("seed_only")
LANGUAGES = ("ru", "kk", "en", "zh")


def values_of(model, *fields: str) -> set:
    """The distinct values that *fields* of all rows have."""
    return {value for row in model.objects.values_list(*fields) for value in row}


# What is empty in every row: the model, its fields, what the article is silent about.
EMPTY = (
    (Source, ("author", "publisher", "url", "published", "licence"), "author, outlet, date, address and licence"),
    (Source, ("accessed_on",), "when anybody looked"),
    (Article, ("byline", "deck", "licence", "embargo_until", "author"), "who wrote the text, and under which licence"),
    (ArticleVersion, ("byline", "deck", "licence", "published_by"), "who wrote the text, and under which licence"),
    (EventStatus, ("starts", "ends"), "the dates of the fair"),
    (Role, ("starts", "ends", "organisation"), "terms of office"),
    (Participation, ("organisation",), "companies that took part"),
    (Agreement, ("value", "value_upper", "unit", "text_url", "event"), "the legal act, and what it is worth"),
    (AgreementStatus, ("on", "place"), "when and where the agreement was signed or took effect"),
    (AgreementParty, ("organisation",), "counterparties other than the countries"),
    (InitiativeSupport, ("organisation",), "supporters other than the countries"),
    (Person, ("speaks_in",), "what else the people said, and where"),
    (Claim, ("reporter",), "whose statistics the figures are"),
    (Claim, ("source", "exempt_reason", "explanation"), "any source of a figure"),
    (Observation, ("batch", "reporter_note", "value_upper", "valid_to"), "any source of a figure"),
)
# What has no row at all.
ABSENT = (
    (Organisation, "an organiser, a company or any other organisation by name"),
    (ObservationCitation, "a source of the trade figures"),
    (MetricCitation, "a source of the fair's figures"),
    (EventCitation, "a source of the edition number"),
)


@pytest.mark.parametrize(
    ("model", "fields"), [row[:2] for row in EMPTY], ids=[f"{r[0].__name__}: {r[2]}" for r in EMPTY]
)
def test_the_article_does_not_say(model, fields):
    assert model.objects.exists()
    assert values_of(model, *fields) <= {None, ""}


@pytest.mark.parametrize(("model", "what"), ABSENT, ids=[what for _model, what in ABSENT])
def test_the_article_does_not_name(model, what):
    assert not model.objects.exists()


def test_every_record_rests_on_the_article_alone():
    source = Source.objects.get()
    for model in (Person, Role, EventSeries, Event, EventStatus, Participation, Metric, Agreement, Initiative):
        assert values_of(model, "source") == {source.pk}
    for model in (AgreementStatus, InitiativeSupport, Observation):
        assert values_of(model, "source") == {source.pk}


def test_nobody_is_said_to_report_the_trade():
    assert values_of(Series, "reporter") == {Area.NOT_STATED}
    assert values_of(Observation, "reporter_basis") == {"not_stated"}


def test_neither_exports_nor_imports_nor_goods_nor_valuation_are_told_apart():
    assert set(Series.objects.values_list("flow", "commodity", "trade_type", "valuation")) == {
        ("T", "TOTAL", "C", "_X")
    }


def test_two_years_figures_and_one_growth_are_all_the_trade_there_is():
    rows = Observation.objects.order_by("pk").values_list(
        "series__measure", "period_start", "period_end", "claimed_record"
    )
    assert [(measure, str(start), str(end), record) for measure, start, end, record in rows] == [
        ("V", "2023-01-01", "2023-12-31", True),
        ("V", "2024-01-01", "2024-09-30", False),
        ("G", "2024-01-01", "2024-09-30", False),
    ]


def test_visitors_area_and_earlier_records_of_the_fair_are_not_told():
    figures = Metric.objects.values_list("measure", "nature", "participation__area", "claimed_record")
    assert set(figures) == {
        ("countries", "counted", None, False),
        ("deals", "intended", None, False),
        ("exhibitors", "counted", "KAZ", False),
        ("agreements", "concluded", "KAZ", False),
    }


def test_the_seventh_edition_stands_alone():
    assert list(Event.objects.values_list("edition", flat=True)) == [7]
    assert [str(area) for area in Participation.objects.values_list("area", flat=True)] == ["KAZ"]


def test_no_venue_is_named_beyond_shanghai():
    places = ("Шанхай", "Шанхай", "Shanghai", "上海")
    assert Event.objects.values_list(*(f"place_{language}" for language in LANGUAGES)).get() == places


def test_exactly_the_currencies_of_33_and_of_2_5_billion_are_inferred():
    for model in (Observation, Metric):
        inferred = model.objects.filter(unit_inferred=True)
        assert [row.value for row in inferred] == [33 * 10**9 if model is Observation else 25 * 10**8]
    claims = Claim.objects.filter(unit_inferred=True)
    assert set(claims.values_list("value", flat=True)) == {33 * 10**9, 25 * 10**8}
    assert claims.count() == 2 * 2 * 4


def test_nobody_is_quoted_word_for_word():
    assert values_of(Statement, "mode") == {"indirect"}


def test_the_one_agreement_is_a_regime_whose_status_is_not_stated():
    assert [agreement.kind for agreement in Agreement.objects.all()] == ["regime"]
    assert [status.status for status in AgreementStatus.objects.all()] == ["unstated"]


def test_spellings_in_other_languages_are_our_own_and_say_so():
    for model in (Person, EventSeries, Event, Agreement, Initiative):
        assert values_of(model, "name_source") == {"ru: as in the article; kk, en, zh: project translation"}


@pytest.mark.parametrize("fixture", [fixture for fixture in SETS["seed"] if not fixture.endswith("areas")])
def test_no_month_of_the_fair_and_no_other_outlet_slips_into_the_files(fixture):
    text = path_of(fixture).read_text(encoding="utf-8")
    assert not re.search(r"2024-1[012]|ноябр|қараша|November|11月", text)
    assert not re.search(r"https?://|SHINE|Reuters|Caixin|Xinhua|Синьхуа|新华", text)


def test_nothing_is_verified_or_disputed_by_the_article_itself():
    assert set(Claim.objects.values_list("verdict__state", flat=True)) == {"unverified"}


def test_what_can_be_computed_from_the_article_is_not_recorded_as_its_word():
    computed = (29_200_000_000, 3_800_000_000, 11_800_000_000)
    assert not Observation.objects.filter(value__in=computed).exists()
    assert not Series.objects.filter(unit="PC").exclude(measure="G").exists()
