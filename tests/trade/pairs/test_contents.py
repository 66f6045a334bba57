"""A file of exports to the world by heading: its pairs stand apart, with what there is instead of a total."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.factories import make_area, make_hidden_source, make_observation, make_source
from tests.trade.importing.readings import row, run
from trade.models import Observation
from trade.pairs import contents as pair_contents
from trade.pairs.contents import Contents, contents_of
from trade.pairs.latest import PairWalk, sorted_pairs
from trade.services import withdraw_observation

pytestmark = pytest.mark.django_db
HEADER = (
    "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,Reporter Code,"
    "Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Commodity,Qty Unit Code,Qty Unit,Qty,"
    "Netweight (kg),Trade Value (US$),Flag\n"
)


def words(element) -> str:
    return " ".join(element.text_content().split())


def read(client, path: str) -> html.HtmlElement:
    response = client.get(path)
    assert response.status_code == 200, path
    return html.fromstring(response.content.decode())


@pytest.fixture
def world(tmp_path):
    """Two reporters' exports to the world by heading, as UN Comtrade printed them; and one pair with a total."""
    lines = (
        f"S4,{year},{year},{year},2,0,2,Export,{number},{name},{code},0,World,WLD,"
        f"{heading},Goods,1,No Quantity,,,{value},0\n"
        for number, name, code in ((398, "Kazakhstan", "KAZ"), (860, "Uzbekistan", "UZB"))
        for year in (2015, 2018)
        for heading, value in (("33", 700), ("75", 12))
    )
    file = tmp_path / "world.csv"
    file.write_text(HEADER + "".join(lines))
    call_command("import_trade", str(file), verbosity=0)
    make_observation("CHN.CHN.KAZ.X.TOTAL.V.USD")
    run([row(2, "5", "RUS.RUS.KAZ.X.H6-27.V.USD")])


def test_pairs_without_a_total_stand_apart_and_say_what_there_is(client, world):
    page = read(client, "/en/trade/")
    (first, others) = page.xpath("//main//table")
    assert [words(cell) for cell in first.xpath("./tbody/tr/th")] == ["China — Kazakhstan"]
    assert [[words(cell) for cell in line.xpath("./th | ./td")] for line in others.xpath("./tbody/tr")] == [
        ["Kazakhstan — Russia", "1 heading", "2023"],
        ["Kazakhstan — World all partners together", "2 headings", "2015–2018"],
        ["Uzbekistan — World all partners together", "2 headings", "2015–2018"],
    ]
    assert others.xpath("./tbody//a/@href")[1] == "/en/trade/kaz-wld/"


@pytest.mark.parametrize("order", ["pair", "-pair", "period", "-period", "value", "-value"])
def test_whatever_the_order_pairs_without_a_total_come_last_and_countries_before_the_world(world, order):
    assert sorted_pairs(PairWalk()[:10], order) == [("CHN", "KAZ"), ("KAZ", "RUS"), ("KAZ", "WLD"), ("UZB", "WLD")]


def test_the_same_where_pairs_are_too_many_to_sort(client, world, monkeypatch):
    monkeypatch.setattr("trade.views.index.MOST_SORTED", 2)
    page = read(client, "/en/trade/?area=KAZ")
    (first, others) = page.xpath("//main//table")
    assert len(first.xpath("./tbody/tr")) == 1
    assert len(others.xpath("./tbody/tr")) == 2


def test_a_list_of_nothing_but_such_pairs_has_no_empty_table(client, world):
    page = read(client, "/en/trade/?area=UZB")
    (others,) = page.xpath("//main//table")
    assert words(others.xpath("./tbody/tr")[0]).startswith("Uzbekistan — World")
    assert not page.xpath("//div[@class='empty']")


def test_groups_are_the_last_choices_of_areas(client, world):
    options = [words(option) for option in read(client, "/en/trade/").xpath("//select[@name='area']/option")]
    assert options == ["All", "China", "Kazakhstan", "Russia", "Uzbekistan", "World"]


def test_a_world_with_a_total_is_marked_as_well(client):
    run([row(2, "1000", "KAZ.KAZ.WLD.X.TOTAL.V.USD")])
    (cell,) = read(client, "/en/trade/").xpath("//main//table/tbody/tr/th")
    assert words(cell) == "Kazakhstan — World all partners together"


def test_headings_are_counted_in_both_directions_once_and_up_to_a_number(world, monkeypatch):
    run([row(2, "5", "KAZ.KAZ.RUS.M.H6-27.V.USD"), row(3, "5", "KAZ.KAZ.RUS.M.H6-74.V.USD", period="2020")])
    assert contents_of([("KAZ", "RUS")]) == {("KAZ", "RUS"): Contents(2, 2020, 2023)}
    monkeypatch.setattr(pair_contents, "MOST_HEADINGS", 1)
    found = contents_of([("KAZ", "RUS")])["KAZ", "RUS"]
    assert (found.is_more, found.shown) == (True, 1)


def test_growth_alone_is_no_heading_and_what_is_hidden_is_nothing():
    make_observation("KAZ.KAZ.RUS.X.TOTAL.G.PC", value="5", resolution="1")
    make_observation("KAZ.KAZ.RUS.X.H6-27.V.USD", source=make_hidden_source(publisher="Secret"))
    found = contents_of([("KAZ", "RUS")])["KAZ", "RUS"]
    assert (found.headings, found.years) == (0, "")
    assert contents_of([]) == {}


def test_the_list_asks_as_often_for_many_such_pairs_as_for_few(client, world):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client, "/en/trade/")
        return len(captured)

    few = queries()
    codes = [f"{a}{b}C" for a in "ABCD" for b in "XYZ"]
    for code in codes:
        make_area(code)
    run(row(n, str(n), f"{code}.{code}.WLD.X.H6-27.V.USD") for n, code in enumerate(codes, 2))
    assert queries() == few


def test_services_are_called_services_and_no_heading(client, world):
    make_observation("KAZ.KAZ.DEU.X.EB-S.V.USD.S")
    others = read(client, "/en/trade/").xpath("//main//table")[-1]
    cells = {words(line.xpath("./th")[0]): words(line.xpath("./td")[0]) for line in others.xpath("./tbody/tr")}
    assert cells["Germany — Kazakhstan"] == "services"
    assert cells["Kazakhstan — Russia"] == "1 heading"


def test_headings_whose_values_were_withdrawn_are_not_counted(world):
    (row,) = Observation.objects.filter(series__key="RUS.RUS.KAZ.X.H6-27.V.USD")
    withdraw_observation(observation=row, source=make_source(), reason="Wrong country.")
    assert contents_of([("KAZ", "RUS")])["KAZ", "RUS"].headings == 0
