"""The sitemap of pairs: every pair once, whatever the table of series grows to."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from tests.factories import make_hidden_source, make_observation
from trade.models import Commodity, Observation, Series
from trade.pairs.latest import PairWalk, first_areas, pairs_beginning_with
from trade.sitemaps import PairSitemap

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def pairs() -> list[tuple[str, str]]:
    """Recorded in either direction, as turnover, with oneself; one that is hidden."""
    for key in (
        "KAZ.KAZ.CHN.X.TOTAL.V.USD",
        "CHN.CHN.KAZ.M.TOTAL.V.USD",
        "KAZ.KAZ.RUS.T.TOTAL.V.USD",
        "UZB.UZB.KAZ.X.TOTAL.V.USD",
        "CHN.CHN.CHN.M.TOTAL.V.USD",
        "RUS.RUS.ARE.X.TOTAL.V.USD",
    ):
        make_observation(key)
    make_observation("KAZ.KAZ.DEU.X.TOTAL.V.USD", source=make_hidden_source(publisher="Secret"))
    return [("ARE", "RUS"), ("CHN", "CHN"), ("CHN", "KAZ"), ("KAZ", "RUS"), ("KAZ", "UZB")]


def listed() -> list[tuple[str, str]]:
    paginator = PairSitemap().paginator
    return [pair for n in paginator.page_range for pair, language in paginator.page(n).object_list if language == "ru"]


def test_every_public_pair_is_listed_once(pairs):
    assert listed() == pairs == PairWalk()[:100]
    assert list(first_areas()) == ["ARE", "CHN", "KAZ"]


def test_files_are_of_as_many_areas_as_fit(client, pairs, monkeypatch):
    whole = etree.fromstring(client.get("/sitemap-pairs.xml").content).xpath("//s:loc/text()", namespaces=NAMES)
    assert len(whole) == 4 * len(pairs)
    assert "http://testserver/kk/trade/are-rus/" in whole
    monkeypatch.setattr(PairSitemap, "limit", 4)
    parts = []
    for page in (1, 2, 3):
        file = client.get(f"/sitemap-pairs.xml?p={page}")
        parts += etree.fromstring(file.content).xpath("//s:loc/text()", namespaces=NAMES)
    assert parts == whole
    assert client.get("/sitemap-pairs.xml?p=4").status_code == 404
    index = client.get("/sitemap.xml").content.decode()
    assert "/sitemap-pairs.xml?p=3<" in index
    assert "/sitemap-pairs.xml?p=4<" not in index


def test_without_pairs_the_file_is_empty(client):
    assert not etree.fromstring(client.get("/sitemap-pairs.xml").content).xpath("//s:loc", namespaces=NAMES)


def more_series(count: int) -> None:
    """Twice *count* further series, all of one pair that is there."""
    one = Observation.objects.get(series__key="KAZ.KAZ.CHN.X.TOTAL.V.USD")
    codes = [f"{1001 + number:04}" for number in range(count)]
    Commodity.objects.bulk_create(Commodity(key=f"H6-{code}", scheme="H6", code=code) for code in codes)
    series = Series.objects.bulk_create(
        Series(reporter_id=a, area_id=a, counterpart_id=b, flow="X", commodity_id=f"H6-{code}", measure="V", unit="USD")
        for code in codes
        for a, b in (("KAZ", "CHN"), ("CHN", "KAZ"))
    )
    same = {"period_start": one.period_start, "period_end": one.period_end, "source": one.source}
    Observation.objects.bulk_create(Observation(series=each, value=1, resolution=1, **same) for each in series)


def test_the_sitemap_asks_as_often_for_many_series_as_for_few(client, pairs):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/sitemap-pairs.xml").status_code == 200
        return len(captured)

    few = queries()
    more_series(90)
    assert queries() == few <= 5
    assert listed() == pairs


@pytest.mark.postgresql
def test_the_rows_that_are_read_are_those_of_pairs_and_not_of_series(pairs):
    more_series(1500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE trade_series; ANALYZE trade_observation; ANALYZE trade_area")
        # To look the few rows of a walk up, a table of some thousand rows is read whole; one of a million is not.
        cursor.execute("SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off")
    with CaptureQueriesContext(connection) as captured:
        assert pairs_beginning_with(first_areas()) == pairs
    walks = [query["sql"] for query in captured if "RECURSIVE" in query["sql"]]
    assert len(walks) == 2
    assert 0 < sum(map(_read_by, walks)) < 100 < Series.objects.count()


def _read_by(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}")
        (plan,) = cursor.fetchone()
    nodes, found = [(plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"]], 0
    while nodes:
        node = nodes.pop()
        nodes += node.get("Plans", [])
        if node.get("Relation Name") == "trade_series":
            found += (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
    return found
