"""The newest figures that stand for a pair: which they are, in which order, and that they say what they measure."""

from datetime import date
from decimal import Decimal

import pytest
from lxml import html

from tests.factories import make_observation
from trade.models import Area
from trade.pairs.latest import latest_figures, sorted_pairs

pytestmark = pytest.mark.django_db
PAIR = ("CHN", "KAZ")


def make(key: str, value: str, year: int = 2023) -> None:
    make_observation(key, value=Decimal(value), period_start=date(year, 1, 1), period_end=date(year, 12, 31))


def told(pairs=(PAIR,)) -> list[tuple[str, str]]:
    return [(row.observation.series.key, f"{row.way.origin} {row.way.destination}") for row in latest_figures(pairs)]


def test_turnover_stands_alone():
    make("CHN.CHN.KAZ.X.TOTAL.V.USD", "9", 2024)
    make("KAZ.CHN.KAZ.T.TOTAL.V.USD", "8")
    assert [key for key, _way in told()] == ["KAZ.CHN.KAZ.T.TOTAL.V.USD"]


def test_without_turnover_each_direction_has_its_newest_figure_whoever_reports_it():
    make("KAZ.KAZ.CHN.M.TOTAL.V.USD", "7", 2024)
    make("CHN.CHN.KAZ.X.TOTAL.V.USD", "9")
    make("KAZ.KAZ.CHN.X.TOTAL.V.USD", "5", 2020)
    assert told() == [("KAZ.KAZ.CHN.M.TOTAL.V.USD", "CHN KAZ"), ("KAZ.KAZ.CHN.X.TOTAL.V.USD", "KAZ CHN")]


def test_re_exports_and_services_stand_in_no_place_of_goods():
    make("KAZ.KAZ.CHN.RX.TOTAL.V.USD", "7", 2024)
    make("CHN.CHN.KAZ.X.TOTAL.V.USD.S", "9", 2024)
    make("CHN.CHN.KAZ.X.TOTAL.V.USD", "5", 2020)
    assert [key for key, _way in told()] == ["CHN.CHN.KAZ.X.TOTAL.V.USD"]


def test_a_pair_is_sorted_by_the_largest_of_its_figures():
    make("KAZ.KAZ.RUS.X.TOTAL.V.USD", "1")
    make("KAZ.KAZ.RUS.M.TOTAL.V.USD", "9")
    make("CHN.CHN.KAZ.X.TOTAL.V.USD", "5")
    assert sorted_pairs([PAIR, ("KAZ", "RUS")], "-value") == [("KAZ", "RUS"), PAIR]


def words(page: html.HtmlElement, path: str) -> str:
    (element,) = page.xpath(path)
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    ("lang", "forth"), [("en", "Exports from China to Kazakhstan"), ("ru", "Экспорт: откуда — Китай, куда — Казахстан")]
)
def test_index_and_pair_say_of_a_figure_where_the_goods_went(client, lang, forth):
    make("CHN.CHN.KAZ.X.TOTAL.V.USD", "9000000")
    make("KAZ.KAZ.CHN.X.TOTAL.V.USD", "5000000")
    index = html.fromstring(client.get(f"/{lang}/trade/").content.decode())
    assert words(index, "//main//table/tbody/tr[1]/td[3]") == forth
    assert len(index.xpath("//main//table/tbody/tr")) == 2
    pair = html.fromstring(client.get(f"/{lang}/trade/chn-kaz/").content.decode())
    assert f"{forth}. " in words(pair, "//*[@class='headline__about']/p[1]")


def test_a_pair_with_one_direction_has_a_chart_of_it_and_no_column_for_the_world(client):
    for year in (2020, 2021, 2022):
        make("KAZ.KAZ.WLD.X.TOTAL.V.USD", str(year * 1_000_000), year)
    Area.objects.filter(pk=Area.WORLD).update(kind=Area.Kind.GROUP)
    page = html.fromstring(client.get("/en/trade/kaz-wld/").content.decode())
    assert page.xpath("//figure/@id") == ["chart-way"]
    heads = [words(page, f"//table[@id='table-1']//thead//th[{n}]") for n in (1, 2, 3)]
    assert heads == ["Period", "Kazakhstan (exports)", "Growth on the same period"]
    assert all(len(row.xpath("./th|./td")) == 4 for row in page.xpath("//table[@id='table-1']/tbody/tr"))
    assert client.get("/en/trade/kaz-wld/?format=svg").status_code == 200


def test_a_silent_country_keeps_its_column(client):
    make("KAZ.KAZ.RUS.X.TOTAL.V.USD", "5")
    page = html.fromstring(client.get("/en/trade/kaz-rus/").content.decode())
    assert words(page, "//table[@id='table-1']//thead//th[3]") == "Russia (imports)"


def test_a_reporter_that_is_not_stated_is_called_so_in_heads_and_sources(client):
    make("_X.CHN.KAZ.T.TOTAL.V.USD", "33")
    page = html.fromstring(client.get("/ru/trade/chn-kaz/").content.decode())
    name = "отчитывающаяся страна не указана"
    assert words(page, "//table[@id='table-1']//thead//th[4]") == name
    assert words(page, "//table[@id='table-1']/tbody/tr/td[last()]").startswith(f"{name}: ")


def test_goods_are_not_named_again_for_each_of_their_series(client):
    make("KAZ.KAZ.RUS.X.H6-27.V.USD", "5")
    page = html.fromstring(client.get("/en/trade/commodities/H6-27/").content.decode())
    assert words(page, "//table[.//th='Series']/tbody/tr/th") == "Exports: Kazakhstan — Russia"
