"""Trade records in the API: the shape of an observation, its filters, and what stays hidden."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.factories import (
    BILLION,
    make_area,
    make_citation,
    make_hidden_source,
    make_observation,
    make_series,
    make_source,
)
from trade.models import Observation
from trade.services import revise_observation, set_public_from, withdraw_observation

pytestmark = pytest.mark.django_db
LIST = "/api/v1/observations/"
TURNOVER = "CHN.CHN.KAZ.T.TOTAL.V.USD"
MIRROR = "KAZ.CHN.KAZ.T.TOTAL.V.USD"
EXPORTS = "KAZ.KAZ.CHN.X.TOTAL.V.USD"


def found(client, **parameters):
    answer = client.get(LIST, parameters, headers={"accept-language": "en"})
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def ids(rows):
    return {row["id"] for row in rows}


# -- shape --------------------------------------------------------------------------------------------------------
def test_an_observation_has_the_shape_of_the_contract(client):
    source = make_source(title="Statistics", publisher="Bureau", url="https://stat.example/2023")
    row = make_observation(
        MIRROR,
        value=Decimal("31.5") * BILLION,
        resolution=BILLION / 10,
        source=source,
        printed="31,5 млрд",
        valid_from=datetime(2024, 5, 1, 7, tzinfo=UTC),
    )
    make_citation(row, source=make_source(publisher="Ministry"))
    make_observation(TURNOVER)

    answer = client.get(f"{LIST}{row.pk}/", headers={"accept-language": "en"}).json()

    assert answer.pop("sources")[0] == {
        "id": source.pk,
        "title": "Statistics",
        "publisher": "Bureau",
        "url": f"http://testserver/en/sources/{source.pk}/",
        "link": "https://stat.example/2023",
        "relation": "supports",
        "printed": "31,5 млрд",
    }
    assert answer == {
        "id": row.pk,
        "url": f"http://testserver/en/trade/series/{MIRROR}/#record-{row.pk}",
        "series": MIRROR,
        "reporter": "KAZ",
        "area": "CHN",
        "counterpart": "KAZ",
        "flow": "T",
        "commodity": "TOTAL",
        "measure": "V",
        "unit": "USD",
        "period": {"start": "2023-01-01", "end": "2023-12-31", "text": "2023"},
        "value": "31500000000",
        "qualifier": "eq",
        "resolution": "100000000",
        "low": "31450000000",
        "high": "31550000000",
        "status": "A",
        "vintage": 1,
        "valid_from": "2024-05-01T12:00:00+05:00",
        "valid_to": None,
        "reporter_basis": "stated",
        "publishers": 2,
        "mirror": [{"series": TURNOVER, "value": "41000000000", "gap": "9500000000", "gap_percent": "30.2"}],
    }


def test_a_bound_leaves_its_other_end_open(client):
    make_observation(qualifier="gt", value=50, resolution=1)

    (row,) = found(client)

    assert (row["value"], row["low"], row["high"]) == ("50", "50", None)


def test_a_missing_value_is_null_and_never_nought(client):
    make_observation(value=None, resolution=None, status="O")

    (row,) = found(client)

    assert (row["value"], row["low"], row["high"], row["resolution"]) == (None, None, None, None)
    assert row["mirror"] == []


def test_any_source_that_names_the_reporter_states_it(client):
    row = make_observation(reporter_basis="inferred", reporter_note="By the customs' own figures.")
    assert found(client)[0]["reporter_basis"] == "inferred"

    make_citation(row)

    assert found(client)[0]["reporter_basis"] == "stated"


def test_the_period_is_worded_in_the_language_of_the_answer(client):
    make_observation(period_start=date(2024, 1, 1), period_end=date(2024, 9, 30))

    texts = {
        language: client.get(LIST, headers={"accept-language": language}).json()["results"][0]["period"]["text"]
        for language in ("ru", "en")
    }

    assert texts == {"ru": "январь–сентябрь 2024", "en": "January–September 2024"}


def test_numbers_are_numbers_in_csv_and_texts_of_sources_no_formulas(client):
    make_observation("CHN.CHN.KAZ.T.TOTAL.G.PC", value=-13, resolution=1, source=make_source(title="=HYPERLINK(1)"))

    text = client.get(f"{LIST}?format=csv").content.decode()
    (row,) = csv.DictReader(io.StringIO(text, newline=""))

    assert row["value"] == "-13"
    assert row["sources.title"] == "'=HYPERLINK(1)"


# -- filters ------------------------------------------------------------------------------------------------------
def test_turnover_is_found_in_either_order(client):
    row = make_observation(TURNOVER)

    assert ids(found(client, area="CHN", counterpart="KAZ")) == {row.pk}
    assert ids(found(client, area="KAZ", counterpart="CHN")) == {row.pk}


def test_exports_and_imports_are_found_as_written(client):
    exports, turnover = make_observation(EXPORTS), make_observation(TURNOVER)

    assert ids(found(client, area="KAZ", counterpart="CHN")) == {exports.pk, turnover.pk}
    assert ids(found(client, area="CHN", counterpart="KAZ")) == {turnover.pk}
    assert ids(found(client, area="CHN", counterpart="KAZ", flow="X")) == set()


def test_one_end_alone_finds_the_turnover_of_either_side(client):
    exports, turnover = make_observation(EXPORTS), make_observation(TURNOVER)

    assert ids(found(client, area="KAZ")) == {exports.pk, turnover.pk}
    assert ids(found(client, counterpart="KAZ")) == {turnover.pk}
    assert ids(found(client, counterpart="CHN")) == {exports.pk, turnover.pk}


def test_codes_are_read_in_whatever_case(client):
    row = make_observation(TURNOVER)

    assert ids(found(client, area="chn", counterpart="Kaz", flow="t", series=TURNOVER.lower())) == {row.pk}


def test_not_stated_is_a_reporter_of_its_own(client):
    make_observation(TURNOVER)
    row = make_observation("_X.CHN.KAZ.T.TOTAL.V.USD")

    assert ids(found(client, reporter="_X")) == {row.pk}


def test_several_flows_may_be_asked_for(client):
    rows = {make_observation(EXPORTS).pk, make_observation(TURNOVER).pk}
    make_observation("KAZ.KAZ.CHN.M.TOTAL.V.USD")

    assert ids(found(client, flow=["X", "T"])) == rows


@pytest.mark.parametrize(
    ("parameters", "years"),
    [
        ({"period_from": "2023"}, {2023, 2024}),
        ({"period_to": "2023"}, {2022, 2023}),
        ({"period_from": "2023-01-01", "period_to": "2023-12-31"}, {2023}),
        ({"period_from": "2022-02", "period_to": "2023-11"}, set()),
    ],
)
def test_periods_lie_wholly_between_the_edges(client, parameters, years):
    series = make_series()
    for year in (2022, 2023, 2024):
        make_observation(series, period_start=date(year, 1, 1), period_end=date(year, 12, 31))

    assert {int(row["period"]["text"]) for row in found(client, **parameters)} == years


@pytest.fixture
def revised():
    """41 recorded on 1 May 2024, 41.02 on 1 June."""
    row = make_observation(valid_from=datetime(2024, 5, 1, 12, tzinfo=UTC))
    at = datetime(2024, 6, 1, 12, tzinfo=UTC)
    revise_observation(
        observation=row,
        source=make_source(),
        reason="newer",
        value=Decimal("41.02") * BILLION,
        resolution=BILLION / 100,
        at=at,
    )
    return row


def test_the_list_has_current_values(client, revised):
    (row,) = found(client)

    assert (row["value"], row["vintage"], row["valid_to"]) == ("41020000000", 2, None)


@pytest.mark.parametrize(
    ("as_of", "value"),
    [
        ("2024-05-01", "41000000000"),
        ("2024-05-01T12:00:00Z", "41000000000"),
        ("2024-05-01T17:00:00+05:00", "41000000000"),
        ("2024-05-31", "41000000000"),
        ("2024-06-01", "41020000000"),
        ("2024-06-01T11:59:59Z", "41000000000"),
        ("2024-06-01T12:00:00", "41020000000"),
    ],
)
def test_as_of_gives_the_values_of_that_moment(client, revised, as_of, value):
    assert [row["value"] for row in found(client, as_of=as_of)] == [value]


def test_before_anything_was_recorded_there_is_nothing(client, revised):
    assert found(client, as_of="2024-04-30") == []


def test_a_plus_sign_that_arrives_as_a_space_is_still_an_offset(client, revised):
    answer = client.get(f"{LIST}?as_of=2024-05-01T17:00:00+05:00")

    assert len(answer.json()["results"]) == 1


def test_a_superseded_value_stays_at_its_address(client, revised):
    answer = client.get(f"{LIST}{revised.pk}/").json()

    assert (answer["value"], answer["vintage"], answer["valid_to"]) == ("41000000000", 1, "2024-06-01T17:00:00+05:00")


def test_a_withdrawn_value_leaves_the_list_and_stays_at_its_address(client):
    row = make_observation()
    withdraw_observation(observation=row, source=make_source(), reason="a misprint")

    assert found(client) == []
    assert client.get(f"{LIST}{row.pk}/").json()["valid_to"]


def test_updated_after_finds_what_was_recorded_since(client, revised):
    make_observation(MIRROR, valid_from=datetime(2024, 5, 15, tzinfo=UTC), source=old_source())

    assert len(found(client, updated_after="2024-05-15")) == 2 - 1
    assert len(found(client, updated_after="2024-05-14")) == 2
    assert found(client, updated_after="2124-01-01") == []


def old_source(**fields):
    return make_source(public_from=datetime(2020, 1, 1, tzinfo=UTC), **fields)


def test_updated_after_finds_what_was_made_public_since(client):
    make_observation(
        valid_from=datetime(2024, 5, 1, tzinfo=UTC), source=make_source(public_from=datetime(2024, 7, 1, tzinfo=UTC))
    )

    assert len(found(client, updated_after="2024-06-01")) == 1
    assert found(client, updated_after="2024-08-01") == []


# -- what is hidden -----------------------------------------------------------------------------------------------
def test_a_record_from_an_unpublished_text_is_nowhere(client):
    make_observation(source=make_hidden_source(publisher="Secret"))

    assert found(client) == []
    assert client.get("/api/v1/series/").json()["count"] == 0
    assert client.get("/api/v1/sources/").json()["count"] == 0
    assert b"Secret" not in client.get(f"{LIST}?format=csv").content


def test_a_hidden_record_and_a_made_up_one_answer_alike(client):
    hidden = make_observation(source=make_hidden_source())

    there, nowhere = client.get(f"{LIST}{hidden.pk}/"), client.get(f"{LIST}{hidden.pk + 1}/")

    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content
    ours = {"x-request-id", "date"}
    assert {k: v for k, v in there.items() if k.lower() not in ours} == {
        k: v for k, v in nowhere.items() if k.lower() not in ours
    }


def test_a_record_appears_with_its_source(client):
    source = make_hidden_source()
    make_observation(source=source)

    set_public_from(source=source, moment=timezone.now())

    assert len(found(client)) == 1


def test_hidden_citations_are_neither_shown_nor_counted(client):
    row = make_observation(source=make_source(publisher="Bureau"))
    make_citation(row, source=make_hidden_source(publisher="Secret"))

    (answer,) = found(client)

    assert answer["publishers"] == 1
    assert [source["publisher"] for source in answer["sources"]] == ["Bureau"]


def test_a_record_known_from_elsewhere_does_not_give_its_hidden_source_away(client):
    row = make_observation(source=make_hidden_source(publisher="Secret"), reporter_basis="not_stated")
    make_citation(row, source=make_source(publisher="Bureau"))

    (answer,) = found(client)

    assert answer["publishers"] == 1
    assert [source["publisher"] for source in answer["sources"]] == ["Bureau"]


def test_a_mirror_from_an_unpublished_text_is_not_shown(client):
    make_observation(TURNOVER)
    make_observation(MIRROR, source=make_hidden_source())

    assert found(client)[0]["mirror"] == []


def test_a_source_that_becomes_public_later_is_hidden_until_then(client):
    make_observation(source=make_source(public_from=timezone.now() + timedelta(days=1)))

    assert found(client) == []


# -- cost ---------------------------------------------------------------------------------------------------------
def test_a_page_of_two_hundred_costs_as_many_queries_as_one_of_ten(client, django_assert_num_queries):
    sources = [make_source(), make_source()]
    for key in (TURNOVER, MIRROR):
        series = make_series(key)
        for year in range(1900, 2010):
            row = make_observation(
                series, source=sources[0], period_start=date(year, 1, 1), period_end=date(year, 12, 31)
            )
            make_citation(row, source=sources[1])
    assert Observation.objects.count() > 200

    with django_assert_num_queries(2):
        assert len(found(client, area="CHN", counterpart="KAZ", page_size=10)) == 10
    with django_assert_num_queries(2):
        assert len(found(client, area="CHN", counterpart="KAZ", page_size=200)) == 200


def test_area_names_follow_the_reader(client):
    make_area("KAZ")

    names = {
        language: client.get("/api/v1/areas/KAZ/", headers={"accept-language": language}).json()["name"]
        for language in ("ru", "kk", "en", "zh-Hans")
    }

    assert names == {"ru": "Казахстан", "kk": "Қазақстан", "en": "Kazakhstan", "zh-Hans": "哈萨克斯坦"}


# -- vintages on hidden sources -----------------------------------------------------------------------------------
def test_a_revision_from_an_unpublished_text_changes_nothing_that_readers_see(client):
    row = make_observation(valid_from=datetime(2024, 5, 1, tzinfo=UTC))
    before = client.get(f"{LIST}{row.pk}/").content
    later = revise_observation(observation=row, source=make_hidden_source(), reason="secret", value=42 * BILLION)

    assert ids(found(client)) == ids(found(client, as_of="2999-01-01")) == {row.pk}
    assert client.get(f"{LIST}{row.pk}/").content == before
    assert client.get(f"{LIST}{later.pk}/").status_code == 404


def test_a_withdrawal_by_an_unpublished_text_changes_nothing_that_readers_see(client):
    row = make_observation(valid_from=datetime(2024, 5, 1, tzinfo=UTC))
    before = client.get(f"{LIST}{row.pk}/").content
    withdraw_observation(observation=row, source=make_hidden_source(), reason="secret")

    assert ids(found(client)) == ids(found(client, as_of="2999-01-01")) == {row.pk}
    assert client.get(f"{LIST}{row.pk}/").content == before


def test_a_withdrawn_value_was_there_before_and_is_gone_after(client):
    row = make_observation(valid_from=datetime(2024, 5, 1, tzinfo=UTC))
    at = datetime(2024, 6, 1, 12, tzinfo=UTC)
    withdraw_observation(observation=row, source=make_source(), reason="a misprint", at=at)

    assert ids(found(client, as_of="2024-05-31")) == {row.pk}
    assert found(client, as_of="2024-06-01") == []
    assert client.get(f"{LIST}{row.pk}/").json()["valid_to"] == "2024-06-01T17:00:00+05:00"
