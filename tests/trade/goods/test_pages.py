"""Goods: the tree of the HS in four languages, the search, and a heading with what is recorded of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.factories import make_commodity, make_hidden_source, make_observation, make_source
from tests.trade.importing.readings import row, run
from trade.goods.commodities import hs_names
from trade.models import Commodity, Observation
from trade.services import withdraw_observation

pytestmark = pytest.mark.django_db
KEY = "KAZ.KAZ.CHN.X.{}.V.USD"


def words(element) -> str:
    return " ".join(element.text_content().split())


def read(client, path: str) -> html.HtmlElement:
    response = client.get(path)
    assert response.status_code == 200, path
    return html.fromstring(response.content.decode())


@pytest.fixture
def recorded():
    run([row(2, "5", KEY.format("H6-270900")), row(3, "5", KEY.format("H6-74")), row(4, "5", KEY.format("H5-74"))])


@pytest.mark.parametrize(
    ("lang", "section", "chapter"),
    [("ru", "V", "27"), ("kk", "V", "27"), ("en", "XXI", "97"), ("zh-hans", "I", "01")],
)
def test_sections_and_chapters_are_named_in_every_language_whatever_is_recorded(client, lang, section, chapter):
    page = read(client, f"/{lang}/trade/commodities/")
    column = lang.partition("-")[0]
    assert f"{section}. {hs_names()[section][column]}" in [words(each) for each in page.xpath("//h2")]
    assert f"{chapter} {hs_names()[chapter][column]}" in [words(each) for each in page.xpath("//main//li")]
    assert not page.xpath("//main//ul[@class='list']//a")


def test_the_tree_links_what_there_is_in_its_newest_edition_and_marks_records(client, recorded):
    page = read(client, "/en/trade/commodities/")
    links = {words(link): link.get("href") for link in page.xpath("//main//ul[@class='list']//a")}
    assert links["27 " + hs_names()["27"]["en"]] == "/en/trade/commodities/H6-27/"
    assert links["HS 2017"] == "/en/trade/commodities/H5-74/"
    (line,) = (line for line in page.xpath("//main//li") if words(line).startswith("27 "))
    assert words(line).endswith("records")


def test_a_heading_leads_up_and_down_and_to_its_pairs(client, recorded):
    page = read(client, "/en/trade/commodities/H6-2709/")
    crumbs = page.xpath("//nav[contains(@class, 'crumbs')]//a/@href")
    assert crumbs[-3:] == ["/en/trade/commodities/", "/en/trade/commodities/H6-V/", "/en/trade/commodities/H6-27/"]
    assert page.xpath("//main//table//a/@href") == ["/en/trade/commodities/H6-270900/"]
    assert "only of what it is made of" in words(page)
    below = read(client, "/en/trade/commodities/H6-270900/")
    assert below.xpath("//main//table//a/@href") == [
        f"/en/trade/series/{KEY.format('H6-270900')}/",
        "/en/trade/chn-kaz/?commodity=H6-270900",
    ]


@pytest.mark.parametrize(
    ("path", "status"), [("H6-27", 200), ("h6-27", 301), ("TOTAL", 404), ("H9-1", 404), ("-", 404)]
)
def test_addresses_of_headings(client, recorded, path, status):
    assert client.get(f"/en/trade/commodities/{path}/").status_code == status


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("q=2709", ["H6-2709", "H6-270900"]),
        ("q=fuel", ["H6-27"]),
        ("q=ТОПЛИВО", ["H6-27"]),
        ("q=27&scheme=H5", []),
        ("scheme=h5", ["H5-74", "H5-XV"]),
        ("q=%25", []),
        ("q=(", []),
    ],
)
def test_search_by_words_in_any_language_and_by_the_beginning_of_a_code(client, recorded, query, keys):
    page = read(client, f"/en/trade/commodities/?{query}")
    assert page.xpath("//table//th/a/text()") == keys
    assert bool(page.xpath("//div[@class='empty']")) is not bool(keys)


def test_a_wrong_classification_is_named(client, recorded):
    response = client.get("/en/trade/commodities/?scheme=H9")
    assert response.status_code == 400
    assert "“H9” is not known here" in response.content.decode()


def test_series_of_a_heading_are_narrowed_by_area(client, recorded):
    make_observation("RUS.RUS.CHN.X.H6-270900.V.USD")
    path = "/en/trade/commodities/H6-270900/"
    assert len(read(client, path).xpath("//table//th/a")) == 2
    assert len(read(client, f"{path}?area=RUS").xpath("//table//th/a")) == 1
    assert client.get(f"{path}?area=ZZZZ").status_code == 400
    assert [
        each["series"] if "series" in each else each["key"]
        for each in client.get(f"{path}?area=RUS&format=json").json()["results"]
    ] == ["RUS.RUS.CHN.X.H6-270900.V.USD"]


def test_what_is_hidden_is_no_record(client):
    make_commodity("H6-27")
    make_observation(KEY.format("H6-27"), source=make_hidden_source(publisher="Secret"))
    for path in ("/en/trade/commodities/", "/en/trade/commodities/H6-27/", "/en/trade/commodities/?q=27"):
        page = read(client, path)
        assert not page.xpath("//main//*[@class='tag']")
        assert not page.xpath("//main//a[contains(@href, '/series/')]")


def test_the_page_of_a_pair_shows_one_commodity(client, recorded):
    page = read(client, "/en/trade/chn-kaz/?commodity=H6-74")
    assert words(page.xpath("//h1")[0]) == "China — Kazakhstan: Copper and articles thereof"
    assert words(page.xpath("//table[@id='table-1']/tbody/tr/td[1]")[0]) == "5"
    above = read(client, "/en/trade/chn-kaz/?commodity=h6-27")
    assert "No value of this heading itself" in words(above)
    assert above.xpath(f"//main//a[@href='/en/trade/series/{KEY.format('H6-270900')}/']")
    wrong = client.get("/en/trade/chn-kaz/?commodity=H9-1")
    assert wrong.status_code == 400
    assert "H9-1" in wrong.content.decode()


def test_the_tree_asks_as_often_with_a_full_list_as_with_none(client):
    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client, path)
        return len(captured)

    paths = ("/en/trade/commodities/", "/en/trade/commodities/?q=2")
    make_commodity("H6-27")
    few = [queries(path) for path in paths]
    Commodity.objects.bulk_create(
        Commodity(key=f"H6-27{n:02}", scheme="H6", code=f"27{n:02}", parent_id="H6-27") for n in range(90)
    )
    assert [queries(path) for path in paths] == few


def test_values_that_were_withdrawn_are_no_records(client, recorded):
    """Their series keep their pages; the tree, the search and the headings do not count them."""
    (value,) = Observation.objects.filter(series__commodity="H6-270900")
    withdraw_observation(observation=value, source=make_source(), reason="Wrong country.")
    below = read(client, "/en/trade/commodities/H6-2709/").xpath("//table//td[2]")
    assert [words(cell) for cell in below] == ["—no record"]
    page = read(client, "/en/trade/commodities/H6-270900/")
    assert not page.xpath("//main//table")
    assert "only values that were withdrawn" in words(page.xpath("//main")[0])
    assert client.get("/en/trade/commodities/H6-270900/?format=json").json()["results"] == []
    assert client.get(f"/en/trade/series/{KEY.format('H6-270900')}/").status_code == 200
    found = {words(row.xpath("./th")[0]): words(row.xpath("./td[2]")[0]) for row in rows_of(client, "?q=2709")}
    assert set(found.values()) == {"—no record"}
    (line,) = (each for each in read(client, "/en/trade/commodities/").xpath("//main//li") if words(each)[:3] == "27 ")
    assert not words(line).endswith("records")


def rows_of(client, query: str):
    return read(client, f"/en/trade/commodities/{query}").xpath("//main//table/tbody/tr")


def test_a_heading_without_a_name_shows_its_code_once(client):
    Commodity.objects.create(key="S4-7", scheme="S4", code="7")
    page = read(client, "/ru/trade/commodities/S4-7/")
    assert words(page.xpath("//header[@class='head']")[0]).count("S4-7") == 1
    assert page.xpath("//meta[@name='description']/@content")[0].count("S4-7") == 1
