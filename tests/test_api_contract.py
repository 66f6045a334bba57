"""Every collection of the API, in both formats. A collection or filter without a line in the table fails."""

import csv
import io
import json
from datetime import datetime

import pytest
from django.urls import reverse

from articles.services import publish_article
from config.api import COLLECTIONS as VIEWSETS
from tests.api import COLLECTIONS, FORMATS
from tests.factories import BILLION, make_organisation, make_published_article, make_source
from trade.models import Observation
from trade.services import revise_observation

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("name", COLLECTIONS)
NONSENSE = (
    "%00",
    "a%00b",
    "%ff",
    "%ed%a0%80",
    "9" * 400,
    "NaN",
    "1e400",
    "'\";--",
    "%F0%9F%98%80",
    "http://[",
    "%2F%2F",
)


@pytest.fixture
def rows_of_all(seeded):
    """The seed, and what it has none of: an organisation, a revised value and a corrected article."""
    make_organisation("chamber", website="https://example.org/", area_id="KAZ")
    row = Observation.objects.current().get(series__key="_X.CHN.KAZ.T.TOTAL.V.USD", period_end="2024-09-30")
    revise_observation(observation=row, source=make_source(), reason="newer release", value=BILLION * 34)
    article = make_published_article(Observation.objects.current().first())
    article.headline = "Corrected headline"
    article.save()
    publish_article(article=article, correction={"wrong": "The old headline.", "right": "The new one."})


def listed(client, name, query=""):
    return client.get(f"/api/v1/{name}/?{query}")


def table_of(response):
    return list(csv.reader(io.StringIO(response.content.decode(), newline="")))


def detail_url(name, row):
    return f"/api/v1/{name}/{row[COLLECTIONS[name].lookup]}/"


def test_the_table_has_every_collection_and_no_other():
    assert {viewset.collection for viewset in VIEWSETS} == set(COLLECTIONS)


@EVERY
def test_the_table_has_every_filter_and_no_other(name):
    viewset = next(viewset for viewset in VIEWSETS if viewset.collection == name)
    filters = set(viewset.filterset_class.base_filters)

    assert set(COLLECTIONS[name].good) == filters
    assert set(COLLECTIONS[name].bad) <= filters


# -- shapes -------------------------------------------------------------------------------------------------------
@EVERY
def test_a_list_has_its_envelope_and_its_rows_their_fields(client, rows_of_all, name):
    response = listed(client, name)
    answer, row = response.json(), COLLECTIONS[name]

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert list(answer) == (["count"] if row.counted else []) + ["next", "previous", "results"]
    assert answer["results"], "the table proves nothing without rows"
    assert all(list(found) == row.names for found in answer["results"])


@EVERY
def test_csv_of_a_list_gives_the_same_rows(client, rows_of_all, name):
    response = listed(client, name, "format=csv")
    header, *rows = table_of(response)
    results = listed(client, name).json()["results"]
    key = COLLECTIONS[name].lookup

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    assert list(dict.fromkeys(column.split(".")[0] for column in header)) == COLLECTIONS[name].names
    assert [dict(zip(header, row, strict=True))[key] for row in rows] == [str(row[key]) for row in results]


@EVERY
def test_csv_of_an_empty_list_is_its_header(client, name):
    header, *rows = table_of(listed(client, name, "format=csv"))

    assert len(header) >= len(COLLECTIONS[name].names)
    assert rows == []


@EVERY
def test_one_record_is_the_row_of_the_list_and_perhaps_more(client, rows_of_all, name):
    row = listed(client, name).json()["results"][0]
    response = client.get(detail_url(name, row))
    found = response.json()

    assert response.status_code == 200
    assert list(found) == COLLECTIONS[name].detail_names
    assert {key: found[key] for key in row} == row


@EVERY
def test_one_record_as_csv_is_a_header_and_a_row(client, rows_of_all, name):
    row = listed(client, name).json()["results"][0]
    response = client.get(f"{detail_url(name, row)}?format=csv")

    assert response.status_code == 200
    assert len(table_of(response)) == 2


@EVERY
def test_ids_are_absolute_addresses_that_answer(client, rows_of_all, name):
    row = listed(client, name).json()["results"][0]
    path, _hash, _anchor = row["url"].removeprefix("http://testserver").partition("#")

    assert path.startswith("/")
    assert client.get(path).status_code == 200


def values_in(data):
    if isinstance(data, dict):
        for key, value in data.items():
            yield key, value
            yield from values_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from values_in(value)


@EVERY
def test_decimals_are_strings_and_times_carry_an_offset(client, rows_of_all, name):
    results = listed(client, name).json()["results"]

    for key, value in values_in(results):
        assert not isinstance(value, float)
        if key in ("value", "low", "high", "resolution", "gap", "gap_percent"):
            assert value is None or isinstance(value, str)
        if value and (key.endswith("_at") or key in ("at", "valid_from", "valid_to", "version_from")):
            assert datetime.fromisoformat(value).tzinfo


# -- parameters ---------------------------------------------------------------------------------------------------
@EVERY
def test_every_filter_takes_a_good_value(client, rows_of_all, name):
    for parameter, value in COLLECTIONS[name].good.items():
        assert listed(client, name, f"{parameter}={value}".replace("+", "%2B")).status_code == 200, parameter


@EVERY
def test_all_filters_together_are_one_answer(client, rows_of_all, name):
    response = client.get(f"/api/v1/{name}/", COLLECTIONS[name].good)

    assert response.status_code == 200


@EVERY
def test_an_empty_value_is_no_filter(client, rows_of_all, name):
    query = "&".join(f"{parameter}=" for parameter in COLLECTIONS[name].good)

    assert listed(client, name, query).json()["results"] == listed(client, name).json()["results"]


@EVERY
def test_a_wrong_value_is_a_400_that_names_the_filter(client, seeded, name):
    for parameter, value in COLLECTIONS[name].bad.items():
        for form in FORMATS:
            assert_problem(client.get(f"/api/v1/{name}/", {parameter: value, "format": form}), 400, parameter)


@EVERY
def test_an_unknown_parameter_is_a_400_that_names_it(client, name):
    for form in FORMATS:
        assert_problem(listed(client, name, f"no_such_filter=1&format={form}"), 400, "no_such_filter")


@EVERY
def test_one_record_takes_no_filters(client, rows_of_all, name):
    row = listed(client, name).json()["results"][0]

    assert_problem(client.get(f"{detail_url(name, row)}?page_size=3"), 400, "page_size")


@EVERY
def test_a_parameter_that_means_one_thing_is_given_once(client, name):
    assert_problem(listed(client, name, "page_size=1&page_size=2"), 400, "page_size")


@EVERY
def test_an_unknown_format_is_a_400_that_names_it(client, name):
    assert_problem(listed(client, name, "format=xml"), 400, "format")


@EVERY
def test_a_type_that_we_do_not_have_is_a_406(client, name):
    assert_problem(client.get(f"/api/v1/{name}/", headers={"accept": "application/xml"}), 406, "Accept")


@EVERY
def test_nonsense_in_any_filter_is_never_a_server_error(client, name):
    for parameter in COLLECTIONS[name].good:
        for value in NONSENSE:
            assert listed(client, name, f"{parameter}={value}").status_code in (200, 400), (parameter, value)


@EVERY
def test_a_record_that_is_not_there_is_a_404(client, name):
    for key in ("0", "9" * 18, "9" * 40, "no-such", "%20", "00000000-0000-0000-0000-000000000000"):
        assert_problem(client.get(f"/api/v1/{name}/{key}/"), 404)


def assert_problem(response, status, parameter=""):
    problem = json.loads(response.content)
    assert response.status_code == problem["status"] == status
    assert response["Content-Type"] == "application/problem+json"
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    assert list(problem["errors"]) == ([parameter] if parameter else [])
    assert all(isinstance(message, str) for messages in problem["errors"].values() for message in messages)


# -- the protocol -------------------------------------------------------------------------------------------------
@EVERY
def test_nothing_can_be_written(client, name):
    for method in ("post", "put", "patch", "delete", "options", "trace"):
        assert_problem(getattr(client, method)(f"/api/v1/{name}/"), 405)
        assert_problem(getattr(client, method)(f"/api/v1/{name}/?no_such_filter=1"), 405)


@EVERY
def test_an_etag_saves_asking_twice(client, rows_of_all, name):
    for form in FORMATS:
        first = listed(client, name, f"format={form}")
        again = client.get(f"/api/v1/{name}/?format={form}", headers={"if-none-match": first["ETag"]})

        assert (again.status_code, again.content) == (304, b"")


@EVERY
def test_answers_are_the_same_for_everybody(admin_client, client, rows_of_all, name):
    for form in FORMATS:
        response = listed(client, name, f"format={form}")

        assert not response.cookies
        assert {part.strip() for part in response["Vary"].split(",")} == {"Accept", "Accept-Language"}
        assert listed(admin_client, name, f"format={form}").content == response.content


@EVERY
def test_the_reader_s_language_is_answered(client, name):
    for asked, given in {"kk": "kk", "zh-Hans": "zh-Hans", "en-GB,en;q=0.9": "en", "": "ru"}.items():
        response = client.get(f"/api/v1/{name}/", headers={"accept-language": asked})

        assert response["Content-Language"] == given


@EVERY
def test_head_answers_like_get_without_a_body(client, name):
    response = client.head(f"/api/v1/{name}/")

    assert (response.status_code, response.content) == (200, b"")


def test_other_sites_may_read(client):
    assert client.get("/api/v1/areas/")["Access-Control-Allow-Origin"] == "*"


def test_the_root_lists_every_collection(client):
    response = client.get("/api/v1/")

    assert response.json() == {name: f"http://testserver{reverse(f'{name}-list')}" for name in response.json()}
    assert set(response.json()) == set(COLLECTIONS)
    assert_problem(client.get("/api/v1/?no_such_filter=1"), 400, "no_such_filter")
