"""Charts on the pages of the trade floor, and as files at the same addresses."""

from datetime import date
from decimal import Decimal

import pytest
from lxml import etree, html

from tests.factories import BILLION, make_hidden_source, make_observation, make_source
from trade.charts import png
from trade.models import Observation
from trade.services import revise_observation

PAIR = "/ru/trade/chn-kaz/"
SERIES = "/ru/trade/series/CHN.CHN.KAZ.T.TOTAL.V.USD/"
CHINA, KAZAKHSTAN = "CHN.CHN.KAZ.T.TOTAL.V.USD", "KAZ.CHN.KAZ.T.TOTAL.V.USD"


@pytest.fixture
def charts(client):
    """The charts of a page by their names."""

    def get(path: str) -> dict[str, html.HtmlElement]:
        page = html.fromstring(client.get(path).content.decode())
        return {each.get("id").removeprefix("chart-"): each for each in page.xpath("//figure[@class='chart']")}

    return get


def words(element) -> str:
    return " ".join(element.text_content().split())


def of_class(element, name: str) -> list:
    return element.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def title_of(chart) -> str:
    return words(chart.xpath(".//h2")[0])


def year(number: int) -> dict[str, date]:
    return {"period_start": date(number, 1, 1), "period_end": date(number, 12, 31)}


def fill(key: str, values: dict[int, str]) -> list[Observation]:
    return [
        make_observation(key, value=Decimal(text) * BILLION, resolution=BILLION / 10, **year(number))
        for number, text in values.items()
    ]


def test_the_seed_alone_looks_deliberate(seed_only, charts, client):
    (chart,) = charts(PAIR).values()
    assert title_of(chart) == "Январь–сентябрь 2024: +13 % год к году"
    (wide,) = of_class(chart, "chart__wide")
    texts = [text.text for text in wide.xpath(".//*[name()='text']")]
    assert texts == [
        *("2023, весь год", "41"),
        *("янв.–сент. 2023", "≈29,2", "расчёт: 33 ÷ 1,13"),
        *("янв.–сент. 2024", "33", "неполный год"),
    ]
    box = html.fromstring(client.get(PAIR).content.decode()).xpath("//section[@class='box']")[0]
    assert "График построен по 2 записям. 1 значение — расчёт." in words(box)


def test_what_no_reporter_is_named_for_is_never_drawn_as_chinas(seed_only, charts):
    (chart,) = charts(PAIR).values()
    assert of_class(chart, "c-3")
    assert not of_class(chart, "c-1") or {each.tag for each in of_class(chart, "c-1")} == {"i"}
    assert not of_class(of_class(chart, "chart__plot")[0], "c-1")


def test_each_reporter_has_a_colour_and_the_other_side_is_a_diamond(seeded, charts):
    chart = charts(PAIR)["turnover"]
    plot = of_class(chart, "chart__wide")[0]
    assert len([each for each in of_class(plot, "c-bar") if "c-1" in each.get("class")]) == 2
    assert len([each for each in of_class(plot, "c-bar") if "c-3" in each.get("class")]) == 1
    assert len([each for each in of_class(plot, "c-mirror") if "c-2" in each.get("class")]) == 2
    key = [words(each) for each in chart.xpath(".//ul[@class='chart__key']/li")]
    assert key[:3] == ["Китай", "отчитывающаяся страна не указана", "Казахстан"]


def test_a_chart_says_measure_unit_prices_span_and_sources(seeded, charts):
    chart = charts(PAIR)["turnover"]
    about = words(of_class(chart, "chart__subtitle")[0])
    for part in ("Товарооборот: Китай — Казахстан", "млрд долларов США", "в текущих ценах", "январь–сентябрь 2024"):
        assert part in about
    notes = words(of_class(chart, "chart__source")[0])
    assert "Источники: " in notes
    assert "≈29,2 — расчёт: 33 ÷ 1,13." in notes
    assert "Ось начинается с нуля." in notes
    assert chart.xpath(".//a[@href='#table-1']")


def test_exports_and_imports_are_drawn_from_the_side_that_reports_most_years(seeded, charts):
    chart = charts(PAIR)["balance"]
    assert title_of(chart) == "Казахстан: экспорт выше импорта в каждый год, за который есть записи"
    plot = of_class(chart, "chart__wide")[0]
    assert len(of_class(plot, "c-bar")) == 12
    assert len(of_class(plot, "c-balance")) == 1
    assert "Записей нет: 2016–2021." in words(chart)
    assert "записи нет" in words(plot)


def test_one_value_is_no_chart_and_no_file(client, db, charts):
    make_observation(CHINA)
    assert charts(PAIR) == {}
    assert client.get(PAIR, {"format": "svg"}).status_code == 406


def test_a_revised_value_leaves_a_ring_and_a_hidden_one_leaves_none(db, charts):
    first, *_others = fill(CHINA, {2022: "31.2", 2023: "41"})
    revise_observation(
        observation=first, source=make_source(), reason="newer", value=32 * BILLION, resolution=BILLION / 10
    )
    plot = of_class(charts(PAIR)["turnover"], "chart__wide")[0]
    assert len(of_class(plot, "c-ring")) == 1
    assert len(of_class(of_class(charts(SERIES)["series"], "chart__wide")[0], "c-ring")) == 1


def test_a_value_revised_by_powers_of_ten_is_named_and_does_not_make_the_scale(db, charts):
    """Else every value of now would be a bar without length."""
    wrong, *_others = fill(CHINA, {2020: "1550", 2021: "1.4", 2022: "1.2", 2023: "1.3"})
    revise_observation(
        observation=wrong,
        source=make_source(),
        reason="units",
        value=Decimal("1.55") * BILLION,
        resolution=BILLION / 100,
    )
    for path, name in ((PAIR, "turnover"), (SERIES, "series")):
        chart = charts(path)[name]
        wide = of_class(chart, "chart__wide")[0]
        assert min(float(bar.get("width")) for bar in of_class(wide, "c-bar")) > 100
        assert not of_class(wide, "c-ring")
        assert "1550" not in words(wide)
        assert "Значение до пересмотра далеко за пределами шкалы и не показано: 2020 — 1550 млрд" in words(chart)
        assert not of_class(chart, "key--ring")


def test_the_key_shows_the_balance_as_it_is_drawn(db, charts):
    fill("CHN.CHN.KAZ.X.TOTAL.V.USD.FOB", {2022: "16", 2023: "20"})
    fill("CHN.CHN.KAZ.M.TOTAL.V.USD.FOB", {2022: "14", 2023: "15"})
    (chart,) = charts(PAIR).values()
    assert len(of_class(chart, "key--balance")) == 1
    assert not of_class(chart, "key--line")


def test_a_value_that_rests_on_a_hidden_text_is_not_drawn(db, charts):
    rows = fill(CHINA, {2022: "31.2", 2023: "41"})
    revise_observation(
        observation=rows[0], source=make_hidden_source(), reason="x", value=77 * BILLION, resolution=BILLION
    )
    for chart in (charts(PAIR)["turnover"], charts(SERIES)["series"]):
        assert not of_class(of_class(chart, "chart__plot")[0], "c-ring")
        assert "77" not in words(of_class(chart, "chart__plot")[0])


def test_five_years_are_columns_and_eight_a_line(db, charts):
    fill(CHINA, {number: str(number - 2000) for number in range(2015, 2020)})
    assert len(of_class(of_class(charts(SERIES)["series"], "chart__wide")[0], "c-bar")) == 5
    fill(CHINA, {number: str(number - 2000) for number in range(2020, 2023)})
    plot = of_class(charts(SERIES)["series"], "chart__wide")[0]
    assert len(of_class(plot, "c-line")) == 1
    assert not of_class(plot, "c-bar")


def test_a_series_of_growth_may_fall_below_nought(db, charts):
    for number, value in ((2021, "4.5"), (2022, "-3"), (2023, "23.6")):
        make_observation("CHN.CHN.KAZ.T.TOTAL.G.PC", value=Decimal(value), resolution=Decimal("0.1"), **year(number))
    chart = charts("/ru/trade/series/CHN.CHN.KAZ.T.TOTAL.G.PC/")["series"]
    assert "−3" in words(of_class(chart, "chart__wide")[0])
    assert "в текущих ценах" not in words(chart)


def test_older_pages_of_a_pair_have_no_chart(db, charts):
    fill(CHINA, dict.fromkeys(range(1940, 2010), "5"))
    assert "turnover" in charts(PAIR)
    assert charts(f"{PAIR}?page=2") == {}


# -- Files --------------------------------------------------------------------------------------------------------
def test_a_chart_is_a_file_with_title_source_terms_and_day(seeded, client):
    response = client.get(PAIR, {"format": "svg"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="chn-kaz-turnover-ru.svg"'
    text = " ".join(etree.fromstring(response.content).itertext())
    for part in ("+13", "Источники: ", "Цифры принадлежат их источникам", "Сверка, ", f"http://testserver{PAIR}"):
        assert part in text
    assert "font/woff2;base64" in text


def test_the_second_chart_has_an_address_of_its_own(seeded, client):
    first, second = (client.get(PAIR, {"format": "svg", "chart": name}) for name in ("turnover", "balance"))
    assert first.content == client.get(PAIR, {"format": "svg"}).content
    assert "экспорт выше импорта" in second.content.decode()


@pytest.mark.parametrize("query", [{"format": "svg", "chart": "nonsense"}, {"format": "gif"}])
def test_a_picture_that_there_is_not_names_those_that_there_are(seeded, client, query):
    response = client.get(PAIR, query)
    assert response.status_code == 406
    labels = html.fromstring(response.content.decode()).xpath("//main//ul//a/text()")
    assert {"HTML", "CSV", "PNG", "SVG"} <= set(labels)


def test_a_server_without_a_chinese_font_says_so(seeded, client, monkeypatch):
    monkeypatch.setattr(png, "chinese_fonts", lambda: ("", "", ""))
    png.render.cache_clear()
    response = client.get("/zh-hans/trade/chn-kaz/?format=png")
    assert response.status_code == 406
    assert "此服务器没有中文字体" in response.content.decode()
    assert client.get("/zh-hans/trade/chn-kaz/?format=svg").status_code == 200
    assert client.get("/zh-hans/trade/chn-kaz/card.png").status_code == 404


# -- Cards --------------------------------------------------------------------------------------------------------
def test_a_pair_names_its_card_with_its_whole_address(seeded, client):
    page = html.fromstring(client.get(PAIR).content.decode())
    assert page.xpath("//meta[@property='og:image']/@content") == [f"http://testserver{PAIR}card.png"]
    assert page.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]


def test_a_card_in_the_other_order_moves_to_the_card(seeded, client):
    response = client.get("/ru/trade/kaz-chn/card.png")
    assert (response.status_code, response.headers["Location"]) == (301, f"{PAIR}card.png")


def test_other_sites_may_show_a_card(seeded, client):
    assert client.get(f"{PAIR}card.png").headers["Cross-Origin-Resource-Policy"] == "cross-origin"
