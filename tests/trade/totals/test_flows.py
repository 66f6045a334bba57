"""The largest flows of a chapter: each once, by both sides, from the annual totals."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.factories import make_area, make_commodity, make_hidden_source, make_observation
from tests.trade.importing.readings import row, run
from trade.models import Commodity
from trade.totals import flows as heading_flows
from trade.totals.flows import is_ranked, largest_flows, years_of

pytestmark = pytest.mark.django_db
PATH = "/en/trade/commodities/H6-27/"


def words(element) -> str:
    return " ".join(element.text_content().split())


def read(client, path: str) -> html.HtmlElement:
    response = client.get(path)
    assert response.status_code == 200, path
    return html.fromstring(response.content.decode())


def values(flows) -> list[tuple]:
    """(from, to, what each side states) of every flow between two countries."""
    return [
        (flow.origin.code, flow.destination.code, *(side and side.total.value for side in flow.sides))
        for flow in flows.between
    ]


@pytest.fixture
def chapter() -> Commodity:
    for code in ("CHN", "KAZ", "RUS", "UZB"):
        make_area(code)
    make_commodity("H6-27")
    run(
        [
            row(2, "600", "KAZ.KAZ.CHN.X.H6-27.V.USD"),
            row(3, "999", "KAZ.KAZ.CHN.X.H6-270900.V.USD"),  # a part of the 600 that is stated
            row(4, "300", "CHN.CHN.KAZ.M.H6-270900.V.USD"),
            row(5, "350", "CHN.CHN.KAZ.M.H6-271121.V.USD"),
            row(6, "700", "RUS.RUS.CHN.X.H6-27.V.USD"),
            row(7, "40", "CHN.CHN.UZB.X.H6-27.V.USD"),
            row(8, "9000", "KAZ.KAZ.WLD.X.H6-27.V.USD"),
            row(9, "8000", "KAZ.KAZ.GEAS.X.H6-27.V.USD"),
            row(10, "5", "KAZ.KAZ.CHN.X.H6-27.V.USD", period="2022"),
            row(11, "7777", "KAZ.KAZ.CHN.X.H5-27.V.USD"),
            row(12, "7777", "KAZ.KAZ.CHN.X.H6-26.V.USD"),
            row(13, "7777", "KAZ.KAZ.CHN.X.TOTAL.V.USD"),
            row(14, "7777", "KAZ.KAZ.CHN.X.H6-27.Q.T"),
            row(15, "7777", "KAZ.KAZ.RUS.X.H6-27.V.USD", period="2023-01"),
        ]
    )
    return Commodity.objects.get(pk="H6-27")


def test_a_flow_stands_once_with_what_both_sides_state_the_largest_first(chapter):
    assert values(largest_flows(chapter, 2023)) == [
        ("RUS", "CHN", 700, None, None),
        ("KAZ", "CHN", 600, 650, None),
        ("CHN", "UZB", 40, None, None),
    ]


def test_what_is_stated_of_the_chapter_counts_and_not_its_parts_and_sums_are_marked(chapter):
    flow = largest_flows(chapter, 2023).between[1]
    assert [side and side.is_stated for side in flow.sides] == [True, False, None]


def test_the_world_is_a_ranking_of_its_own_and_groups_are_in_none(chapter):
    flows = largest_flows(chapter, 2023)
    assert [(flow.origin.code, flow.destination.code, flow.size) for flow in flows.with_world] == [("KAZ", "WLD", 9000)]


def test_years_are_those_of_which_whole_years_are_stated(chapter):
    assert years_of(chapter) == [2023, 2022]
    assert values(largest_flows(chapter, 2022)) == [("KAZ", "CHN", 5, None, None)]
    assert largest_flows(chapter, 2021) is None


@pytest.mark.parametrize(
    ("key", "ranked"),
    [("H6-27", True), ("H6-2709", False), ("H6-V", False), ("S4-33", True), ("S4-333", False), ("EB-SC", False)],
)
def test_chapters_and_divisions_are_ranked(key, ranked):
    scheme, _, code = key.partition("-")
    assert is_ranked(Commodity(key=key, scheme=scheme, code=code)) is ranked


def test_a_reporter_who_is_not_stated_has_a_column_of_its_own(chapter, client):
    make_observation("_X.KAZ.RUS.X.H6-27.V.USD", value="650")
    from trade.totals.rollups import rebuild

    rebuild()
    assert ("KAZ", "RUS", None, None, 650) in values(largest_flows(chapter, 2023))
    page = read(client, f"{PATH}?year=2023")
    assert [words(cell) for cell in page.xpath("//table[@id='flows-1']/thead//th")][-1] == "reporter not stated"


@pytest.mark.parametrize("looked_at", [1, 2, 3, 40])
def test_the_ranking_is_certain_however_few_are_looked_at_first(chapter, monkeypatch, looked_at):
    whole = values(largest_flows(chapter, 2023))
    monkeypatch.setattr(heading_flows, "LOOKED_AT", looked_at)
    for largest in (1, 2, 3, 10):
        monkeypatch.setattr(heading_flows, "LARGEST", largest)
        assert values(largest_flows(chapter, 2023)) == whole[:largest]


def test_values_in_other_currencies_do_not_rank_among_dollars(chapter):
    run([row(2, "999999", "KAZ.KAZ.UZB.X.H6-27.V.KZT")])
    assert ("KAZ", "UZB") not in [flow[:2] for flow in values(largest_flows(chapter, 2023))]


def test_what_is_hidden_is_in_no_ranking(chapter):
    make_observation("UZB.UZB.KAZ.X.H6-27.V.USD", value="5000", source=make_hidden_source(publisher="Secret"))
    assert ("UZB", "KAZ") not in [flow[:2] for flow in values(largest_flows(chapter, 2023))]


def test_the_page_shows_the_newest_year_and_links_others_and_the_pairs(client, chapter):
    page = read(client, PATH)
    assert words(page.xpath("//section[@id='flows']/h2")[0]) == "Largest flows, 2023"
    table, world = page.xpath("//section[@id='flows']//table")
    rows = [[words(cell) for cell in each.xpath("./th | ./td")] for each in table.xpath("./tbody/tr")]
    assert rows == [
        ["Russia → China", "700", "—no record"],
        ["Kazakhstan → China", "600", "≈650"],
        ["China → Uzbekistan", "40", "—no record"],
    ]
    assert table.xpath("./tbody//a/@href")[1] == "/en/trade/chn-kaz/?commodity=H6-27"
    assert words(world.xpath("./tbody/tr")[0]).startswith("Kazakhstan → World 9,000")
    assert "computed" in words(world.xpath("./tfoot")[0])
    links = page.xpath("//section[@id='flows']/nav//a")
    assert [(link.text, link.get("aria-current")) for link in links] == [("2023", "true"), ("2022", None)]
    assert links[1].get("href") == "?year=2022#flows"
    older = read(client, f"{PATH}?year=2022&area=KAZ")
    assert words(older.xpath("//section[@id='flows']/h2")[0]) == "Largest flows, 2022"
    assert older.xpath("//section[@id='flows']/nav//a/@href")[0] == "?area=KAZ&year=2023#flows"


def test_the_year_narrows_no_series_and_is_no_filter_of_the_form(client, chapter):
    every, older = (read(client, path) for path in (PATH, f"{PATH}?year=2022"))
    assert len(every.xpath("//table//th/a[contains(@href, '/series/')]")) == len(
        older.xpath("//table//th/a[contains(@href, '/series/')]")
    )
    assert not older.xpath("//a[@class='chip' and contains(., '2022') and not(ancestor::nav)]")
    assert not older.xpath("//input[@name='year']")
    assert client.get(f"{PATH}?year=2022&format=json").status_code == 200


def test_a_wrong_year_is_named_and_the_newest_is_shown(client, chapter):
    response = client.get(f"{PATH}?year=20x2")
    assert response.status_code == 400
    assert "Write a year in four digits" in response.content.decode()
    assert "Largest flows, 2023" in response.content.decode()
    assert client.get(f"{PATH}?year=1999").status_code == 200


def test_a_heading_below_a_chapter_has_no_ranking(client, chapter):
    assert not read(client, "/en/trade/commodities/H6-270900/").xpath("//section[@id='flows']")


def test_the_ranking_asks_as_often_for_many_flows_as_for_few(client, chapter):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client, PATH)
        return len(captured)

    few = queries()
    codes = [f"{a}{b}C" for a in "ABCDEFGH" for b in "XYZ"]
    for code in codes:
        make_area(code)
    run(
        row(n, str(n), f"{one}.{one}.{other}.X.H6-27.V.USD")
        for n, (one, other) in enumerate(((one, other) for one in codes for other in codes if one != other), 2)
    )
    assert queries() == few
    assert largest_flows(chapter, 2023).between[0].size == Decimal(700)


@pytest.mark.postgresql
def test_a_ranking_walks_its_index(chapter):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    with CaptureQueriesContext(connection) as captured:
        largest_flows(chapter, 2023)
    ordered = next(query["sql"] for query in captured if '"value" DESC' in query["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {ordered}")
        plan = " ".join(line for (line,) in cursor.fetchall())
    assert "Index Scan Backward using trade_annualtotal_ranking" in plan
