"""The sitemaps of series and sources: every public record once, in files that nothing has to be counted for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from tests.factories import make_hidden_source, make_observation, make_source
from trade.models import Source
from trade.sitemaps import SeriesSitemap, SourceSitemap

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
KEYS = [f"KAZ.KAZ.CHN.X.H6-{chapter}.V.USD" for chapter in ("27", "28", "29", "30", "31")]


@pytest.fixture
def series() -> list[str]:
    source = make_source()
    for key in KEYS[:4]:
        make_observation(key, source=source)
    make_observation(KEYS[4], source=make_hidden_source(publisher="Secret"))
    return KEYS[:4]


def addresses(client, section: str, page: int = 1) -> list[str]:
    return etree.fromstring(client.get(f"/sitemap-{section}.xml?p={page}").content).xpath(
        "//s:loc/text()", namespaces=NAMES
    )


def test_every_public_series_is_listed_once_in_every_language(client, series):
    found = addresses(client, "series")
    assert len(found) == len(set(found)) == 4 * len(series)
    assert {f"http://testserver/kk/trade/series/{key}/" for key in series} <= set(found)
    assert KEYS[4] not in " ".join(found)


def test_a_source_that_is_hidden_is_not_listed(client, series):
    hidden = Source.objects.get(publisher="Secret")
    found = addresses(client, "sources")
    assert len(found) == 4 * Source.objects.public().count()
    assert not [address for address in found if address.endswith(f"/sources/{hidden.pk}/")]


def test_files_cut_by_keys_have_together_what_one_file_has(client, series, monkeypatch):
    whole = addresses(client, "series")
    monkeypatch.setattr(SeriesSitemap, "limit", 8)  # two series in four languages
    pages = SeriesSitemap().paginator.num_pages
    assert pages > 1
    parts = [addresses(client, "series", page) for page in range(1, pages + 1)]
    assert max(map(len, parts)) <= 8
    assert [address for part in parts for address in part] == whole
    assert client.get(f"/sitemap-series.xml?p={pages + 1}").status_code == 404
    assert f"/sitemap-series.xml?p={pages}<" in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("sitemap", [SeriesSitemap, SourceSitemap])
def test_a_file_costs_two_queries_and_reads_its_own_keys_alone(series, sitemap):
    with CaptureQueriesContext(connection) as queries:
        sitemap().paginator.page(1)
    [last, rows] = [query["sql"] for query in queries]
    assert "MAX(" in last.upper()
    assert "BETWEEN" in rows or ">=" in rows
    assert "COUNT(" not in rows.upper()


def test_without_any_record_there_is_one_file_without_addresses(client):
    assert addresses(client, "series") == []
