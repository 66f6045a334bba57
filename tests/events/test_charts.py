"""The chart of a fair's figure over its editions."""

from decimal import Decimal

import pytest
from lxml import html

from tests.factories import make_event, make_event_series, make_metric

FAIR = "/ru/event-series/fair/"


@pytest.fixture
def chart(client):
    """The first chart of a page, None where there is none."""

    def get(path: str):
        page = html.fromstring(client.get(path).content.decode())
        return next(iter(page.xpath("//figure[@class='chart']")), None)

    return get


def words(element) -> str:
    return " ".join(element.text_content().split())


def bars(figure, colour: str) -> list:
    return figure.xpath(f".//*[name()='svg'][@class='chart__wide']//*[name()='rect'][@class='c-bar c-{colour}']")


def fair(values: dict[int, str]) -> None:
    series = make_event_series("fair", acronym="FAIR")
    for number, value in values.items():
        event = make_event(f"fair-{number}", series=series, edition=number)
        make_metric(event, value=Decimal(value) * 10**9, resolution=10**7)


def test_this_edition_stands_out_and_the_others_are_context(seeded, chart):
    figure = chart("/ru/events/ciie-7/")
    assert len(bars(figure, "1")) == 1
    assert len(bars(figure, "context")) == 6
    assert "Стоимость сделок (предполагаемые): наибольшее значение из 7 событий" in words(figure)
    assert [words(each) for each in figure.xpath(".//ul[@class='chart__key']/li")] == [
        "это событие",
        "другие события серии",
    ]


def test_a_record_that_others_reach_is_no_finding(db, chart):
    fair({1: "50", 2: "60", 3: "60"})
    assert words(chart("/ru/events/fair-3/").xpath(".//h2")[0]) == "Стоимость сделок (предполагаемые)"


def test_the_series_has_all_editions_in_one_colour(seeded, chart):
    figure = chart("/ru/event-series/ciie/")
    assert len(bars(figure, "1")) == 7
    assert figure.xpath(".//a[@href='#editions']")


def test_editions_without_a_record_are_named(db, chart):
    fair({1: "50", 2: "60", 5: "70"})
    figure = chart(FAIR)
    assert "Нет записей о событиях с номерами: 3, 4." in words(figure)
    assert words(figure).count("записи нет") >= 2


def test_one_edition_is_no_chart(db, chart, client):
    fair({3: "50"})
    assert chart(FAIR) is None
    assert chart("/ru/events/fair-3/") is None
    assert client.get(FAIR, {"format": "png"}).status_code == 406
