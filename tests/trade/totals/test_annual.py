"""What pages read from the annual totals: commodities of a pair, computed years, partners of an area."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from lxml import html

from tests.factories import make_area, make_commodity, make_observation, make_source
from tests.trade.importing.readings import row, run
from trade.models import AnnualTotal, Area, Commodity, Observation
from trade.pairs.partners import partners_of
from trade.services import withdraw_observation
from trade.totals.annual import goods_between
from trade.totals.years import computed_years

pytestmark = pytest.mark.django_db
EXPORTS, IMPORTS = "KAZ.KAZ.CHN.X.{}.V.USD", "CHN.CHN.KAZ.M.{}.V.USD"


def words(element) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def trade():
    """Two chapters stated by Kazakhstan, one as the sum of its headings by China; all goods by Kazakhstan alone."""
    for key in ("H6-27", "H6-26", "H6-74", "H5-27"):
        make_commodity(key)
    run(
        [
            row(2, "1000", EXPORTS.format("TOTAL")),
            row(3, "600", EXPORTS.format("H6-27")),
            row(4, "100", EXPORTS.format("H6-26")),
            row(5, "300", IMPORTS.format("H6-270900")),
            row(6, "340", IMPORTS.format("H6-271121")),
            row(7, "55", IMPORTS.format("H6-740311")),
            row(8, "590", EXPORTS.format("H5-27")),
            row(9, "500", EXPORTS.format("H6-27"), period="2022"),
            row(10, "70", EXPORTS.format("TOTAL"), period="2024-01"),
            row(11, "80", EXPORTS.format("TOTAL"), period="2024-02"),
        ]
    )


def areas() -> tuple[Area, Area]:
    return Area.objects.get(pk="CHN"), Area.objects.get(pk="KAZ")


def test_goods_stand_by_chapter_each_reporter_in_a_column_the_largest_first(trade):
    (goods,) = goods_between(*areas(), 2023)
    assert (goods.origin.code, goods.destination.code, list(goods.reporters)) == ("KAZ", "CHN", ["KAZ", "CHN"])
    found = [(line.commodity, [cell and cell.total.value for cell in line.cells]) for line in goods.lines]
    assert found == [("H6-27", [600, 640]), ("H6-26", [100, None]), ("H6-74", [None, 55])]


def test_a_share_is_of_all_goods_or_else_of_what_is_recorded(trade):
    (goods,) = goods_between(*areas(), 2023)
    shares = [
        [cell and cell.part and cell.part.value.quantize(Decimal("0.1")) for cell in each.cells] for each in goods.lines
    ]
    assert shares == [[Decimal("60.0"), Decimal("92.1")], [Decimal("10.0"), None], [None, Decimal("7.9")]]
    assert list(goods.is_total) == [True, False]


def test_a_share_says_what_it_is_of(client, trade):
    (goods,) = goods_between(*areas(), 2023)
    with override("en"):
        assert [words for _name, words in goods.headed] == [
            "share of all goods, computed",
            "share of the sum of 2 recorded headings, computed",
        ]
        assert goods.extents == ["China, imports: The sum holds 2 of the 96 chapters of the HS."]
    page = html.fromstring(client.get("/en/trade/chn-kaz/?year=2023").content.decode())
    (table,) = page.xpath("//table[@id='goods-1']")
    assert "China, imports: share of the sum of 2 recorded headings" in words(table.xpath("./caption")[0])
    assert words(table.xpath("./thead//th[5]")[0]) == "share of the sum of 2 recorded headings, computed"
    assert table.xpath("./tbody/tr[1]/td[4]/@data-label") == ["share of the sum of 2 recorded headings, computed"]
    assert "not of all its trade" in words(table.xpath("./tfoot")[0])


@pytest.mark.parametrize(
    ("others", "is_total"),
    [
        ([("TOTAL", "2023", "1000")], True),
        # All goods in another valuation, of another year, or as months are no total of these.
        ([("TOTAL.CIF", "2023", "1000")], False),
        ([("TOTAL", "2022", "1000")], False),
        ([("TOTAL", "2023-01", "600"), ("TOTAL", "2023-02", "700")], False),
        ([], False),
    ],
)
def test_only_a_total_that_was_stated_in_the_same_terms_is_all_goods(others, is_total):
    make_commodity("H6-27")
    make_commodity("H6-72")
    given = [("H6-27", "2023", "300"), ("H6-72", "2023", "100"), *others]
    keys = {key: EXPORTS.format(key.partition(".")[0]) + ".CIF" * key.endswith("CIF") for key, _year, _value in given}
    run([row(n, value, keys[key], period=year) for n, (key, year, value) in enumerate(given, 2)])
    (goods,) = goods_between(*areas(), 2023)
    assert goods.is_total == [is_total]
    assert [line.cells[0].part.value for line in goods.lines] == ([30, 10] if is_total else [75, 25])
    with override("ru"):
        assert goods.wholes[0].share_words == (
            "доля во всех товарах, расчёт" if is_total else "доля в сумме 2 записанных групп, расчёт"
        )


def test_a_sum_takes_no_heading_and_its_divisions_both():
    for key in ("S4-7", "S4-77", "S4-76", "S4-8"):
        make_commodity(key)
    lines = {"S4-7": "500", "S4-77": "200", "S4-76": "100", "S4-8": "100"}
    run([row(n, value, EXPORTS.format(key)) for n, (key, value) in enumerate(lines.items(), 2)])
    (goods,) = goods_between(*areas(), 2023)
    shares = {line.commodity: line.cells[0].part and line.cells[0].part.value for line in goods.lines}
    assert shares == {"S4-7": None, "S4-77": 50, "S4-76": 25, "S4-8": 25}
    assert (goods.wholes[0].count, goods.extents) == (3, [])


def test_values_in_other_terms_have_no_share_of_a_whole_that_holds_them_not():
    for key in ("H6-27", "H6-72", "H6-74"):
        make_commodity(key)
    series = [EXPORTS.format(key) for key in ("H6-27", "H6-72")] + [EXPORTS.format("H6-74") + ".CIF"]
    run([row(n, "50", key) for n, key in enumerate(series, 2)])
    (goods,) = goods_between(*areas(), 2023)
    shares = {line.commodity: line.cells[0].part and line.cells[0].part.value for line in goods.lines}
    assert shares == {"H6-27": 50, "H6-72": 50, "H6-74": None}


def test_charts_of_a_sum_say_so_in_title_and_picture(client):
    for key in ("S4-75", "S4-76", "S4-77"):
        make_commodity(key)
    values = zip(("S4-75", "S4-76", "S4-77"), ("40567", "151141", "456160"), strict=True)
    run([row(n, value, EXPORTS.format(key)) for n, (key, value) in enumerate(values, 2)])
    for tag, title, share in (
        ("ru", "доли в сумме 3 записанных групп", "70,4\xa0%"),
        ("kk", "жазылған 3 топтың қосындысындағы үлестер", "70,4\xa0%"),
        ("en", "shares of the sum of 3 recorded headings", "70.4%"),
        ("zh-hans", "占所记录3类商品之和的份额", "70.4%"),
    ):
        page = html.fromstring(client.get(f"/{tag}/trade/chn-kaz/").content.decode())
        (chart,) = page.xpath("//figure[@id='chart-goods-1']")
        assert title in words(chart.xpath(".//h2")[0])
        picture = client.get(f"/{tag}/trade/chn-kaz/?format=svg&chart=goods-1").content.decode()
        table = page.xpath("//table[@id='goods-1']/tbody/tr[1]/td[2]")[0]
        assert (title in picture, share in picture, share in table.text_content()) == (True, True, True)


def test_editions_are_never_added_to_each_other(trade):
    (goods,) = goods_between(*areas(), 2023)
    assert {line.commodity[:2] for line in goods.lines} == {"H6"}


def test_the_years_of_a_pair_are_the_newest_first_in_either_order(trade):
    assert AnnualTotal.objects.years_between("CHN", "KAZ") == [2023, 2022]
    assert AnnualTotal.objects.years_between("KAZ", "CHN") == [2023, 2022]
    assert AnnualTotal.objects.years_between("KAZ", "RUS") == []


def test_a_year_of_months_alone_is_computed_and_says_of_how_many(trade):
    years = computed_years(*areas())
    assert [(year, [(cell.total.value, cell.total.rows) for cell in cells]) for year, cells in years.rows] == [
        (2024, [(150, 2)])
    ]
    assert not years.is_of_chapters


def test_without_all_goods_the_years_are_sums_of_chapters():
    run([row(2, "30", EXPORTS.format("H6-270900")), row(3, "12", EXPORTS.format("H6-740311"))])
    years = computed_years(*areas())
    assert years.is_of_chapters
    assert [cells[0].total.value for _year, cells in years.rows] == [42]


def test_the_page_links_the_chapters_and_marks_what_is_computed(client, trade):
    page = html.fromstring(client.get("/en/trade/chn-kaz/").content.decode())
    (table,) = page.xpath("//table[@id='goods-1']")
    assert words(table.xpath("./caption")[0]).startswith("From Kazakhstan to China, by chapter")
    first = table.xpath("./tbody/tr")[0]
    assert first.xpath(".//a/@href") == ["?commodity=H6-27"]
    assert [words(cell) for cell in first.xpath("./td")] == ["600", "60%", "≈640", "92.1%"]
    assert "2 months" not in words(page)
    assert "computed of 2 values" in words(page.xpath("//section[@id='years']")[0])
    years = page.xpath("//section[@id='commodities']/nav//a")
    assert [(link.text, link.get("aria-current")) for link in years] == [("2023", "true"), ("2022", None)]
    older = html.fromstring(client.get("/en/trade/chn-kaz/?year=2022").content.decode())
    assert words(older.xpath("//section[@id='commodities']/h2")[0]) == "Commodities, 2022"


def test_three_shares_and_more_are_sorted_bars_with_files_of_their_own(client, trade):
    assert not html.fromstring(client.get("/en/trade/chn-kaz/").content.decode()).xpath("//figure[@id='chart-goods-1']")
    make_commodity("H6-72")
    run([row(2, "50", EXPORTS.format("H6-72"))])
    page = html.fromstring(client.get("/en/trade/chn-kaz/?year=2023").content.decode())
    (chart,) = page.xpath("//section[@id='commodities']/figure[@id='chart-goods-1']")
    assert words(chart.xpath(".//h2")[0]) == "From Kazakhstan to China, 2023: shares of chapters"
    assert [word in words(chart) for word in ("60%", "10%", "5%", "Kazakhstan, exports")] == [True] * 4
    assert chart.xpath(".//a/@href") == [
        "?year=2023&format=png&chart=goods-1",
        "?year=2023&format=svg&chart=goods-1",
        "#goods-1",
    ]
    picture = client.get("/en/trade/chn-kaz/?year=2023&format=svg&chart=goods-1")
    assert picture.headers["Content-Type"].startswith("image/svg+xml")
    assert "60%" in picture.content.decode()


def test_a_wrong_year_is_named_and_the_newest_is_shown(client, trade):
    response = client.get("/en/trade/chn-kaz/?year=20x2")
    assert response.status_code == 400
    assert "Write a year in four digits" in response.content.decode()
    assert "Commodities, 2023" in response.content.decode()


def test_a_withdrawn_value_leaves_its_sum(client, trade):
    heading = Observation.objects.get(series__key=IMPORTS.format("H6-271121"))
    withdraw_observation(observation=heading, source=make_source(), reason="wrong")
    (goods,) = goods_between(*areas(), 2023)
    assert goods.lines[0].cells[1].total.value == 300


def test_the_page_asks_as_often_for_many_commodities_and_years_as_for_few(client, trade):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/en/trade/chn-kaz/").status_code == 200
        return len(captured)

    few = queries()
    lines = [
        row(n, str(n), EXPORTS.format(f"H6-{n % 90 + 1:02}{n % 7}000"), period=str(2000 + n % 20))
        for n in range(2, 400)
    ]
    run({(line.key, line.period): line for line in lines}.values())
    assert queries() <= few


# -- partners ----------------------------------------------------------------------------------------------------
@pytest.fixture
def partners():
    for code in ("CHN", "RUS", "UZB", "DEU"):
        make_area(code)
    run(
        [
            row(2, "1000", "KAZ.KAZ.WLD.X.TOTAL.V.USD"),
            row(3, "1000", "KAZ.KAZ.WLD.M.TOTAL.V.USD"),
            row(4, "300", EXPORTS.format("TOTAL")),
            row(5, "200", "KAZ.KAZ.CHN.M.TOTAL.V.USD"),
            row(6, "700", "KAZ.KAZ.RUS.M.TOTAL.V.USD"),
            row(7, "9000", "UZB.UZB.KAZ.X.TOTAL.V.USD"),
            row(8, "10", "KAZ.KAZ.RUS.M.TOTAL.V.USD", period="2022"),
            row(9, "10", "KAZ.KAZ.RUS.M.TOTAL.V.USD", period="2024-01"),
        ]
    )


def test_partners_are_ranked_as_the_area_itself_reports_them_in_its_newest_whole_year(partners):
    found = partners_of(Area.objects.get(pk="KAZ"))
    assert (found.year, found.has_world) == (2023, True)
    ranked = [(row.area.code, row.both.value, row.part.value.quantize(Decimal(1))) for row in found.rows]
    assert ranked == [("RUS", 700, 35), ("CHN", 500, 25)]


def test_one_partner_is_no_ranking(partners):
    assert partners_of(Area.objects.get(pk="UZB")) is None
    assert partners_of(Area.objects.get(pk="DEU")) is None


def test_the_index_shows_the_partners_of_the_chosen_area(client, partners):
    page = html.fromstring(client.get("/en/trade/?area=KAZ").content.decode())
    (table,) = page.xpath("//table[@id='partners']")
    rows = [[words(cell) for cell in each.xpath("./th | ./td")] for each in table.xpath("./tbody/tr")]
    assert rows[0][:2] == ["Russia", "—no record"]
    assert rows[1] == ["China", "300", "200", "≈500", "25%"]
    assert table.xpath(".//a/@href") == ["/en/trade/kaz-rus/", "/en/trade/chn-kaz/"]
    assert not html.fromstring(client.get("/en/trade/").content.decode()).xpath("//table[@id='partners']")


def test_many_pairs_are_walked_without_being_counted(client, monkeypatch):
    monkeypatch.setattr("trade.views.index.MOST_SORTED", 60)
    codes = [f"{a}{b}C" for a in "ABCDEFGH" for b in "XYZ"]
    for number, one in enumerate(codes):
        for other in codes[number + 1 : number + 5]:
            area, partner, flow = (one, other, "X") if number % 2 else (other, one, "M")
            make_observation(f"{area}.{area}.{partner}.{flow}.TOTAL.V.USD")
    with CaptureQueriesContext(connection) as captured:
        first = html.fromstring(client.get("/en/trade/").content.decode())
    assert not any("COUNT(" in query["sql"].upper() for query in captured)
    second = html.fromstring(client.get("/en/trade/?page=2").content.decode())
    links = [page.xpath("//tbody//th/a/@href") for page in (first, second)]
    pairs = sorted(f"/en/trade/{one}-{other}/".lower() for n, one in enumerate(codes) for other in codes[n + 1 : n + 5])
    assert (len(links[0]), links[0] + links[1]) == (50, pairs)
    assert "Shown 1–50; there are more." in words(first)
    assert "Shown 51–86 of 86." in words(second)
    assert client.get("/en/trade/?page=3").status_code == 404


def test_a_chapter_without_our_own_words_has_the_name_of_its_file_in_its_language_and_its_code_once(client, db):
    Commodity.objects.create(key="S2-77", scheme="S2", code="77", name_en="Electrical machinery")
    Commodity.objects.create(key="S2-75", scheme="S2", code="75")
    run([row(2, "5", EXPORTS.format("S2-77")), row(3, "4", EXPORTS.format("S2-75"))])
    rows = html.fromstring(client.get("/ru/trade/chn-kaz/").content.decode()).xpath(
        "//table[starts-with(@id, 'goods-')]/tbody/tr/th"
    )
    assert sorted(words(row) for row in rows) == ["Electrical machinery S2-77", "S2-75"]
    assert [row.xpath("./a/@lang") for row in rows if "Electrical" in words(row)] == [["en"]]
