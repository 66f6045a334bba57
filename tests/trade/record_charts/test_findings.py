"""Titles that say what a chart shows: only where the records support it beyond rounding."""

from decimal import Decimal

import pytest

from trade.charts.model import Form, Kind
from trade.models import Area
from trade.periods import Period
from trade.quantities import Quantity
from trade.record_charts.findings import finding_of
from trade.record_charts.periods import Shown, Value, Voice, chart_of, periods_of
from trade.words.columns import Scale

CHINA, KAZAKHSTAN = Area(code="CHN", alpha2="CN"), Area(code="KAZ", alpha2="KZ")
NOBODY = Area(code=Area.NOT_STATED)
BILLION = Decimal(10**9)
NINE_MONTHS = Period.months(2024, 1, 9)


def value(billions: str, resolution: str = "0.1") -> Value:
    return Value(Quantity(Decimal(billions) * BILLION, Decimal(resolution) * BILLION))


def voice(reporter: Area = CHINA, colour: int = 1, is_side: bool = True, **values: str) -> Voice:
    """Values by year («y2023») and for nine months of a year («m2024»)."""
    found = Voice(reporter, colour, is_side)
    for name, text in values.items():
        year = int(name[1:])
        found.values[Period.year(year) if name[0] == "y" else Period.months(year, 1, 9)] = value(text)
    return found


def title(*voices: Voice) -> str:
    return finding_of(voices, periods_of(voices)).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"y2022": "31.2", "m2024": "33"}, "Январь–сентябрь 2024: уже больше, чем за весь 2022 год"),
        ({"y2021": "25", "y2022": "31.2", "m2024": "33"}, "Январь–сентябрь 2024: уже больше, чем за весь 2022 год"),
        ({"y2023": "33.1", "m2024": "33"}, ""),
        ({"y2023": "33.0", "m2024": "33"}, ""),
        ({"y2021": "25", "y2022": "31.2"}, "С 2021 по 2022 год: ≈+24,8 %"),
        ({"y2021": "31.2", "y2022": "25"}, "С 2021 по 2022 год: ≈−19,9 %"),
        ({"y2021": "31.2", "y2022": "31.2"}, ""),
        ({"y2011": "16.3", "y2022": "13.2"}, ""),
        ({"y2023": "41"}, ""),
    ],
)
def test_a_title_is_a_finding_only_where_a_rule_holds(values, expected):
    assert title(voice(**values)) == expected


def test_a_finding_names_its_reporter_where_several_speak():
    other = voice(KAZAKHSTAN, 2, y2022="24.1", y2023="31.5")
    assert title(voice(y2022="31.2", y2023="41"), other) == "С 2022 по 2023 год: ≈+31,4 % (Китай)"


def test_no_reporter_is_compared_with_another():
    """33 bn of nine months by one is above the year of the other, and that says nothing."""
    other = voice(KAZAKHSTAN, 2, y2022="24.1")
    assert title(other, voice(m2024="33")) == ""


def test_what_rounding_could_reverse_is_not_found():
    coarse = voice(y2022="33")
    coarse.values[NINE_MONTHS] = value("33.4", "1")
    assert title(coarse) == ""


def test_the_newest_part_of_a_year_stands_beside_its_own_year_before():
    shown = periods_of([voice(y2023="41", m2023="29.2", m2024="33")])
    assert shown == Shown([Period.year(2023)], NINE_MONTHS, Period.months(2023, 1, 9))


def test_a_part_of_a_year_that_is_over_is_not_drawn():
    assert periods_of([voice(y2022="31", y2023="41", m2023="29.2")]).partial is None


def test_months_are_drawn_where_there_are_no_years():
    monthly = Voice(CHINA, 1, True, {Period.month(2024, month): value(str(month)) for month in range(1, 11)})
    shown = periods_of([monthly])
    assert [period.iso for period in shown.regular][:2] == ["2024-01", "2024-02"]
    assert drawn([monthly]).kind is Kind.LINE


def drawn(voices):
    shown = periods_of(voices)
    quantities = [each.quantity for one in voices for each in one.values.values()]
    return chart_of("turnover", "", voices, Scale.of(quantities, "USD", "ru"), shown)


def test_the_side_that_says_more_is_drawn_and_the_other_marks_it():
    much = voice(KAZAKHSTAN, 2, **{f"y{year}": "20" for year in range(2015, 2022)})
    chart = drawn([voice(y2020="25"), much, voice(NOBODY, 3, False, y2020="24")])
    assert [(series.colour, series.form) for series in chart.series] == [
        (2, Form.BAR),
        (3, Form.BAR),
        (1, Form.DIAMOND),
    ]


def test_long_runs_without_a_record_are_one_gap_and_short_ones_are_years():
    chart = drawn([voice(y2011="1", y2012="2", y2014="3", y2020="4", y2021="5")])
    labels = [category.label for category in chart.categories]
    assert labels == ["2011", "2012", "2013", "2014", "2015–2019", "2020", "2021"]
    assert [chart.is_empty(place) for place in (2, 4)] == [True, True]


def test_the_same_period_a_year_earlier_is_marked_across_an_incomplete_year():
    years = {f"y{year}": "20" for year in range(2019, 2024)}
    chart = drawn([voice(m2023="29.2", m2024="33", **years)])
    assert [(before.category, before.value, before.text) for before in chart.befores] == [(5, Decimal("29.2"), "29,2")]
    assert chart.categories[-1].below == "янв.–сент."
    assert chart.series[0].points[-1].is_partial


def test_numbers_of_a_chart_are_in_the_unit_of_its_axis():
    chart = drawn([voice(y2022="31.2", y2023="41")])
    assert chart.unit == "млрд долларов США"
    assert [point.value for point in chart.series[0].points] == [Decimal("31.2"), Decimal(41)]
    assert [point.text for point in chart.series[0].points] == ["31,2", "41,0"]
