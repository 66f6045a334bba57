"""The desk of the data editor."""

import pytest

from articles.models import ClaimState
from tests.desk import admin_url, desk_of, errors_of, fields_of, fill_in, text_of, typed
from tests.factories import (
    BILLION,
    make_area,
    make_citation,
    make_observation,
    make_published_article,
    make_series,
    make_source,
)
from trade.models import Area, Observation, Series, Source
from trade.periods import Period

pytestmark = pytest.mark.django_db

CHANGE, REVISE, WITHDRAW = (f"trade_observation_{view}" for view in ("change", "revise", "withdraw"))


@pytest.fixture
def desk():
    return desk_of("data editor")


def state_of_claim(article) -> str:
    return ClaimState.objects.get(claim__version__article=article).state


def revise(desk, observation, **changes):
    """Fills in the page, reads what would follow, and confirms."""
    url = admin_url(REVISE, observation.pk)
    values = {"source": make_source().pk, "reason": "The office published again."} | changes
    shown = fill_in(desk, url, press="", **values)
    return shown, desk.post(url, typed(shown))


# -- recording


def test_a_value_is_recorded_with_a_period_as_people_write_it(desk):
    series = make_series()
    answer = fill_in(
        desk,
        admin_url("trade_observation_add"),
        series=series.pk,
        period="January–September 2024",
        value="33 000 000 000",
        resolution="1000000000",
        source=make_source().pk,
    )
    row = Observation.objects.get()
    assert answer.status_code == 302
    assert (row.period, row.value, row.vintage) == (Period.months(2024, 1, 9), 33 * BILLION, 1)
    assert row.recorded_by == desk.user


def test_a_second_value_for_a_period_is_refused_at_the_period(desk):
    row = make_observation()
    answer = fill_in(
        desk,
        admin_url("trade_observation_add"),
        series=row.series.pk,
        period="2023",
        value="42",
        resolution="1",
        source=make_source().pk,
        note="typed before",
    )
    assert list(errors_of(answer)) == ["period"]
    assert "typed before" in answer.content.decode()
    assert Observation.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "41,000,000,000"),
        ("value", "NaN"),
        ("value", "1e400"),
        ("value", "9" * 40),
        ("value", "forty"),
        ("value", "4\x001"),
        ("period", "2023-13"),
        ("period", "2023/"),
        ("period", "9999-12-31/P9999Y"),
        ("period", "20\x0023"),
        ("series", "9" * 30),
        ("series", "1\x00"),
        ("source", "none"),
        ("qualifier", "roughly"),
        ("printed", "a\x00b"),
        ("note", "a\x07b"),
    ],
)
def test_nonsense_is_refused_at_its_field_and_nothing_is_lost(desk, field, value):
    good = {"series": make_series().pk, "period": "2023", "value": "41", "resolution": "1", "source": make_source().pk}
    answer = fill_in(desk, admin_url("trade_observation_add"), **good | {"printed": "kept words", field: value})
    assert answer.status_code == 200
    assert field in errors_of(answer)
    assert field == "printed" or "kept words" in answer.content.decode()
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"resolution": ""}, "last stated digit"),
        ({"qualifier": "range"}, "upper value"),
        ({"value": "", "resolution": ""}, "Leave the value empty"),
        ({"reporter_basis": "inferred"}, "Say why the reporter is inferred"),
    ],
)
def test_a_rule_of_the_database_is_told_in_words(desk, changes, words):
    good = {"series": make_series().pk, "period": "2023", "value": "41", "resolution": "1", "source": make_source().pk}
    answer = fill_in(desk, admin_url("trade_observation_add"), **good | changes)
    assert words in str(errors_of(answer))


# -- where a record is used


def test_a_record_shows_the_sentences_that_use_it(desk):
    observation = make_observation()
    article = make_published_article(observation)
    words = text_of(desk.get(admin_url(CHANGE, observation.pk)))
    assert "Товарооборот достиг 41 миллиарда долларов." in words
    assert article.headline in words


def test_a_source_in_use_is_not_deleted_and_its_uses_are_listed(desk):
    observation = make_observation()
    make_published_article(observation)
    url = admin_url("trade_source_delete", observation.source.pk)
    for answer in (desk.get(url), desk.post(url, {"post": "yes"})):
        assert answer.status_code == 200
        assert str(observation) in text_of(answer)
        assert "41 миллиарда" in text_of(answer)
    assert Source.objects.filter(pk=observation.source.pk).exists()


def test_an_unused_source_can_be_deleted(desk):
    source = make_source()
    desk.post(admin_url("trade_source_delete", source.pk), {"post": "yes"})
    assert not Source.objects.filter(pk=source.pk).exists()


# -- sources and code lists


def test_a_changed_publisher_is_weighed_at_once(desk):
    text = make_source(publisher="Gazette", public_from=None)
    observation = make_observation(source=make_source(publisher="Bureau"))
    citation = make_citation(observation, value=41 * BILLION, resolution=BILLION)
    article = make_published_article(observation, source=text)
    assert state_of_claim(article) == "verified"
    for source in (observation.source, citation.source):
        fill_in(desk, admin_url("trade_source_change", source.pk), publisher="Gazette")
    assert state_of_claim(article) == "unverified"


def test_a_text_of_this_site_is_shown_and_hidden_with_that_text_alone(desk):
    text = make_source(public_from=None)
    make_published_article(source=text)
    fields = fields_of(desk.get(admin_url("trade_source_change", text.pk)))
    assert "public_from" not in fields
    assert "public_from" in fields_of(desk.get(admin_url("trade_source_change", make_source().pk)))


def test_the_meaning_of_a_series_with_values_is_fixed(desk):
    used, unused = make_observation().series, make_series("KAZ.CHN.KAZ.T.TOTAL.V.USD")
    assert fields_of(desk.get(admin_url("trade_series_change", used.pk))) == set()
    assert "reporter" in fields_of(desk.get(admin_url("trade_series_change", unused.pk)))
    url = admin_url("trade_series_change", used.pk)
    desk.post(url, typed(desk.get(url), unit="EUR"))
    assert Series.objects.get(pk=used.pk).unit == "USD"


def test_a_series_in_the_wrong_order_is_told_the_mend(desk):
    make_area("CHN"), make_area("KAZ"), make_series()
    answer = fill_in(
        desk, admin_url("trade_series_add"), reporter="CHN", area="KAZ", counterpart="CHN", flow="T", unit="USD"
    )
    assert "alphabet" in str(errors_of(answer))


def test_the_code_of_an_area_is_fixed(desk):
    make_area("CHN")
    url = admin_url("trade_area_change", "CHN")
    desk.post(url, typed(desk.get(url), code="ZZZ", m49="156"))
    assert list(Area.objects.values_list("code", "m49")) == [("CHN", "156")]


@pytest.mark.parametrize("words", ["Казах", "kazakhstan", "哈萨克", "Қазақ", "KAZ"])
def test_an_area_is_found_by_its_name_in_any_language(desk, words):
    make_area("KAZ"), make_area("CHN")
    answer = desk.get(
        admin_url("autocomplete"),
        {"term": words, "app_label": "trade", "model_name": "series", "field_name": "reporter"},
    )
    assert [row["id"] for row in answer.json()["results"]] == ["KAZ"]


def test_a_figure_is_chosen_by_what_the_record_says(desk):
    make_observation()
    query = {"term": "CHN KAZ 2023", "app_label": "articles", "model_name": "claim", "field_name": "observation"}
    (row,) = desk.get(admin_url("trade_observation_choices"), query).json()["results"]
    assert "$41" in row["text"]
    assert "2023" in row["text"]


def test_superseded_values_are_not_offered(desk):
    observation = make_observation()
    revise(desk, observation, value="42000000000")
    query = {"term": "", "app_label": "articles", "model_name": "claim", "field_name": "observation"}
    (row,) = desk.get(admin_url("trade_observation_choices"), query).json()["results"]
    assert row["id"] == str(Observation.objects.current().get().pk)


# -- without JavaScript


@pytest.mark.parametrize("key", ["CHN.CHN.KAZ.T.TOTAL.V.USD", None], ids=["series key", "number"])
def test_a_record_can_be_chosen_by_its_key_where_no_script_runs(desk, key):
    series, source = make_series(), make_source()
    page = desk.get(admin_url("trade_observation_add")).content.decode()
    assert page.count("<noscript><input") == 2
    answer = fill_in(
        desk,
        admin_url("trade_observation_add"),
        series=["", key or str(series.pk)],
        source=["", source.key],
        period="2023",
        value="41",
        resolution="1",
    )
    assert answer.status_code == 302
    assert Observation.objects.get().series == series
