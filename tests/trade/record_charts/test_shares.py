"""Shares that were computed from records, as a chart around which a page says what it is."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from trade.charts.model import Kind
from trade.quantities import Quantity, share
from trade.record_charts.shares import Portion, share_text, shares_frame
from trade.templatetags.numbers import difference

BILLION = 10**9


def quantity(billions: str) -> Quantity:
    return Quantity(Decimal(billions) * BILLION, Decimal(10**7))


def frame(*billions: str, whole: str = "16.29"):
    portions = [
        Portion(f"Глава {n}", quantity(value), share(quantity(value), quantity(whole)))
        for n, value in enumerate(billions, 1)
    ]
    return shares_frame("goods", "Доли", "процент", portions, "USD")


@pytest.mark.parametrize(
    ("lang", "percent", "money"),
    [("ru", "50,1 %", "$8,16 млрд"), ("en", "50.1%", "$8.16bn"), ("zh-hans", "50.1%", "81.6亿美元")],
)
def test_a_share_and_its_value_are_written_as_the_language_writes_them(lang, percent, money):
    with override(lang):
        chart = frame("4.00", "8.16").chart
    assert chart.kind is Kind.BARS
    point = chart.series[0].points[0]
    assert chart.categories[0].label == "Глава 2"
    assert point.text.replace("\xa0", " ").startswith(percent[:2])
    assert point.note.replace("\xa0", " ") == money


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [(("45616", "1"), ("100000", "1"), "45,6 %"), (("4", "1"), ("9", "1"), "44 %"), (("1", "1"), ("3", "1"), "33 %")],
)
def test_a_chart_writes_a_share_as_tables_do(part, whole, written):
    figure = share(*(Quantity(Decimal(value), Decimal(resolution)) for value, resolution in (part, whole)))
    with override("ru"):
        assert share_text(figure, "ru") == difference(figure, "PC")
        assert share_text(figure, "ru").replace("\xa0", " ") == written


def test_more_parts_than_bars_are_counted_in_words():
    with override("ru"):
        chart = frame(*(["1.20"] * 12)).chart
        assert chart.categories[-1].label == "ещё 4"


def test_overlapping_parts_make_no_chart():
    assert frame("10.00", "9.00") is None
    assert frame("10.00") is None
