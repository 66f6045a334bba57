"""Pages by key: every row once, in order, both ways, whatever is added meanwhile."""

from itertools import chain

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from tests.factories import make_area, make_observation, make_series
from trade.api import pagination
from trade.api.pagination import MAX_PAGE_SIZE, behind
from trade.models import Area

pytestmark = pytest.mark.django_db
CODES = [f"A{first}{second}" for first in "ABCDE" for second in "ABCDE"]


@pytest.fixture
def areas():
    Area.objects.bulk_create(Area(code=code) for code in CODES)


def walk(client, url, direction="next"):
    """The results of every page from *url* on, a list for each page, and the last answer."""
    pages = []
    while url:
        answer = client.get(url).json()
        pages.append([row["code"] for row in answer["results"]])
        last, url = answer, answer[direction]
    return pages, last


def test_following_next_shows_every_row_once_in_order(client, areas):
    pages, _last = walk(client, "/api/v1/areas/?page_size=7")

    assert [len(page) for page in pages] == [7, 7, 7, 4]
    assert list(chain(*pages)) == sorted(CODES)


def test_following_previous_leads_back_to_the_first_page(client, areas):
    _pages, last = walk(client, "/api/v1/areas/?page_size=7")

    pages, first = walk(client, last["previous"], "previous")

    assert list(chain(*reversed(pages))) == sorted(CODES)[:-4]
    assert first["previous"] is None


def test_the_first_page_has_nothing_before_it_and_the_last_nothing_behind_it(client, areas):
    assert client.get("/api/v1/areas/?page_size=7").json()["previous"] is None
    assert client.get("/api/v1/areas/?page_size=25").json()["next"] is None


def test_a_row_added_before_the_place_shifts_nothing(client, areas):
    answer = client.get("/api/v1/areas/?page_size=7").json()
    make_area("AAZ")

    following = client.get(answer["next"]).json()["results"]

    assert following[0]["code"] == sorted(CODES)[7]


def test_links_keep_the_filters(client, areas):
    answer = client.get("/api/v1/areas/?kind=country&page_size=7").json()

    assert "kind=country" in answer["next"]
    assert "page_size=7" in answer["next"]


def test_the_links_stand_in_a_header_as_well_for_formats_without_them(client, areas):
    response = client.get("/api/v1/areas/?page_size=7&format=csv")

    assert 'rel="next"' in response["Link"]
    assert "format=csv" in response["Link"]


def test_equal_first_keys_are_told_apart_by_the_next_ones(client):
    series = make_series()
    for year in range(2000, 2012):
        make_observation(series, period_start=f"{year}-01-01", period_end=f"{year}-12-31")
    found, url = [], "/api/v1/observations/?page_size=5"

    while url:
        answer = client.get(url).json()
        found += [row["period"]["text"] for row in answer["results"]]
        url = answer["next"]

    assert found == [str(year) for year in range(2011, 1999, -1)]


def test_a_page_is_never_longer_than_the_limit(client):
    Area.objects.bulk_create(Area(code=f"Z{number:04}", kind="group") for number in range(MAX_PAGE_SIZE + 5))

    for size in ("100000", "9" * 40):
        assert len(client.get(f"/api/v1/areas/?page_size={size}").json()["results"]) == MAX_PAGE_SIZE


@pytest.mark.parametrize("size", ["0", "-1", "1.5", "ten", "٣", "1e3", "%20", "000"])
def test_a_page_size_that_is_no_number_of_rows_is_refused(client, size):
    response = client.get(f"/api/v1/areas/?page_size={size}")

    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["page_size"]


@pytest.mark.parametrize("cursor", ["x", "W10.x", "%2B%2B", "a" * 3000, "W1sxXSxmYWxzZV0"])
def test_a_cursor_that_we_did_not_give_out_is_refused(client, areas, cursor):
    response = client.get(f"/api/v1/areas/?cursor={cursor}")

    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["cursor"]


def test_a_cursor_of_another_list_is_refused(client, areas):
    cursor = client.get("/api/v1/areas/?page_size=7").json()["next"].partition("cursor=")[2].partition("&")[0]

    assert client.get(f"/api/v1/commodities/?cursor={cursor}").status_code == 400


def test_the_same_page_gives_the_same_links_so_that_its_etag_holds(client, areas):
    assert client.get("/api/v1/areas/?page_size=7")["ETag"] == client.get("/api/v1/areas/?page_size=7")["ETag"]


def test_the_condition_for_a_place_counts_down_where_the_order_does():
    condition = behind(("-at", "pk"), ("2024-01-01", 5))

    assert condition == Q(at__lte="2024-01-01") & (Q(at__lt="2024-01-01") | Q(at="2024-01-01", pk__gt=5))


def test_large_tables_are_never_counted(django_assert_max_num_queries, client):
    make_observation()

    with django_assert_max_num_queries(20) as captured:
        answer = APIClient().get("/api/v1/observations/").json()

    assert "count" not in answer
    assert not [query for query in captured if "COUNT(" in query["sql"]]


def test_of_many_series_it_is_not_said_how_many(client, monkeypatch):
    for chapter in range(1, 5):
        make_observation(f"KAZ.KAZ.CHN.X.H6-{chapter:02}.V.USD")
    monkeypatch.setattr(pagination, "MOST_COUNTED", 3)

    with CaptureQueriesContext(connection) as queries:
        many = client.get("/api/v1/series/?page_size=2").json()
    few = client.get("/api/v1/series/?commodity=H6-02").json()

    assert (many["count"], len(many["results"]), few["count"]) == (None, 2, 1)
    assert all("LIMIT 4" in each["sql"] for each in queries if "COUNT(" in each["sql"])
