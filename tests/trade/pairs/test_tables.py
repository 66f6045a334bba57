"""Tables of a pair: a column for each reporter, growth against the same period, what is computed kept apart."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import BILLION, make_observation
from trade.models import Observation
from trade.pairs.tables import Table, tables_of

pytestmark = pytest.mark.django_db

TURNOVER = "{}.CHN.KAZ.T.TOTAL.V.USD"
GROWTH = "{}.CHN.KAZ.T.TOTAL.G.PC"
NINE_MONTHS_2023 = {"period_start": date(2023, 1, 1), "period_end": date(2023, 9, 30)}
NINE_MONTHS_2024 = {"period_start": date(2024, 1, 1), "period_end": date(2024, 9, 30)}
YEAR_2022 = {"period_start": date(2022, 1, 1), "period_end": date(2022, 12, 31)}
PERCENT = {"value": Decimal(13), "resolution": Decimal(1)}


def tables() -> list[Table]:
    return tables_of(
        Observation.objects.current().select_related("series__reporter", "series__area", "series__counterpart")
    )


def row_of(table: Table, iso: str):
    return next(row for row in table.rows if row.period.iso == iso)


def values(row) -> dict[str, list[Decimal]]:
    return {cell.reporter.code: [value.value for value in cell.values] for cell in row.cells}


def test_every_reporter_has_a_column_and_not_stated_is_nobodys():
    make_observation(TURNOVER.format("CHN"), value=41 * BILLION)
    make_observation(TURNOVER.format("KAZ"), value=Decimal("31.5") * BILLION, resolution=BILLION / 10)
    make_observation(TURNOVER.format("_X"), value=41 * BILLION)
    (table,) = tables()
    assert [reporter.code for reporter in table.reporters] == ["CHN", "KAZ", "_X"]
    assert values(table.rows[0]) == {"CHN": [41 * BILLION], "KAZ": [Decimal("31.5") * BILLION], "_X": [41 * BILLION]}


def test_a_silent_side_keeps_its_column():
    make_observation(TURNOVER.format("_X"))
    (table,) = tables()
    assert [reporter.code for reporter in table.reporters] == ["CHN", "KAZ", "_X"]
    assert table.rows[0].gap is None


def test_the_gap_is_between_the_two_sides_alone():
    make_observation(TURNOVER.format("CHN"), value=41 * BILLION)
    make_observation(TURNOVER.format("KAZ"), value=Decimal("31.5") * BILLION, resolution=BILLION / 10)
    make_observation(TURNOVER.format("_X"), value=60 * BILLION)
    gap = tables()[0].rows[0].gap
    assert gap.absolute.value == Decimal("9.5") * BILLION
    assert gap.percent.rounded == Decimal("30.2")


def test_a_reporter_that_is_not_stated_makes_no_gap():
    make_observation(TURNOVER.format("CHN"), value=41 * BILLION)
    make_observation(TURNOVER.format("_X"), value=60 * BILLION)
    assert tables()[0].rows[0].gap is None


def test_nine_months_are_a_row_of_their_own_and_no_fall_from_a_year():
    make_observation(TURNOVER.format("_X"), value=41 * BILLION)
    make_observation(TURNOVER.format("_X"), value=33 * BILLION, **NINE_MONTHS_2024)
    (table,) = tables()
    assert [row.period.iso for row in table.rows] == ["2024-01-01/P9M", "2023"]
    assert [row.is_incomplete for row in table.rows] == [True, False]
    assert [row.growths for row in table.rows] == [[], []]


def test_stated_growth_and_the_base_that_it_implies():
    now = make_observation(TURNOVER.format("_X"), value=33 * BILLION, **NINE_MONTHS_2024)
    stated = make_observation(GROWTH.format("_X"), **PERCENT, **NINE_MONTHS_2024)
    (table,) = tables()
    assert [growth.stated for growth in row_of(table, "2024-01-01/P9M").growths] == [stated]
    cell = row_of(table, "2023-01-01/P9M").cells[2]
    assert cell.values == []
    assert cell.base.figure.rounded == Decimal("29.2") * BILLION
    assert (cell.base.now, cell.base.growth, cell.base.factor) == (now, stated, Decimal("1.13"))


def test_a_recorded_value_takes_the_place_of_a_computed_base():
    make_observation(TURNOVER.format("_X"), value=33 * BILLION, **NINE_MONTHS_2024)
    make_observation(GROWTH.format("_X"), **PERCENT, **NINE_MONTHS_2024)
    recorded = make_observation(TURNOVER.format("_X"), value=29 * BILLION, **NINE_MONTHS_2023)
    cell = row_of(tables()[0], "2023-01-01/P9M").cells[2]
    assert (cell.values, cell.base) == ([recorded], None)


def test_another_reporters_growth_implies_nothing():
    make_observation(TURNOVER.format("KAZ"), value=33 * BILLION, **NINE_MONTHS_2024)
    make_observation(GROWTH.format("_X"), **PERCENT, **NINE_MONTHS_2024)
    assert [row.period.iso for row in tables()[0].rows] == ["2024-01-01/P9M"]


def test_growth_is_computed_from_two_records_of_one_series_alone():
    make_observation(TURNOVER.format("CHN"), value=41 * BILLION)
    make_observation(TURNOVER.format("CHN"), value=Decimal("31.2") * BILLION, resolution=BILLION / 10, **YEAR_2022)
    make_observation(TURNOVER.format("KAZ"), value=Decimal("31.5") * BILLION)
    growths = row_of(tables()[0], "2023").growths
    assert [growth.reporter.code for growth in growths] == ["CHN"]
    assert growths[0].stated is None
    assert growths[0].computed.rounded == Decimal("31.4")


@pytest.mark.parametrize("qualifier", ["gt", "le"])
def test_nothing_is_computed_from_a_bound(qualifier):
    make_observation(TURNOVER.format("CHN"), value=41 * BILLION, qualifier=qualifier)
    make_observation(TURNOVER.format("KAZ"), value=31 * BILLION)
    make_observation(TURNOVER.format("CHN"), value=31 * BILLION, **YEAR_2022)
    make_observation(GROWTH.format("CHN"), **PERCENT)
    row = row_of(tables()[0], "2023")
    assert row.gap is None
    assert [growth.stated is not None for growth in row.growths] == [True]


def test_a_fall_to_nothing_implies_no_base():
    make_observation(TURNOVER.format("CHN"), value=Decimal(0), **NINE_MONTHS_2024)
    make_observation(GROWTH.format("CHN"), value=Decimal(-100), resolution=Decimal(1), **NINE_MONTHS_2024)
    assert [row.period.iso for row in tables()[0].rows] == ["2024-01-01/P9M"]


def test_exports_of_one_side_stand_beside_imports_of_the_other():
    make_observation("CHN.CHN.KAZ.X.TOTAL.V.USD.FOB", value=16 * BILLION)
    make_observation("KAZ.KAZ.CHN.M.TOTAL.V.USD.CIF", value=11 * BILLION)
    make_observation("KAZ.KAZ.CHN.X.TOTAL.V.USD", value=13 * BILLION)
    tables_found = tables()
    assert [(table.subject.way.origin, table.subject.way.destination) for table in tables_found] == [
        ("CHN", "KAZ"),
        ("KAZ", "CHN"),
    ]
    assert values(tables_found[0].rows[0]) == {"CHN": [16 * BILLION], "KAZ": [11 * BILLION]}


def test_unlike_units_never_share_a_table():
    make_observation(TURNOVER.format("CHN"))
    make_observation("CHN.CHN.KAZ.T.TOTAL.V.CNY")
    make_observation("CHN.CHN.KAZ.T.TOTAL.V.USD.S")
    assert [(table.subject.trade_type, table.subject.unit) for table in tables()] == [
        ("C", "CNY"),
        ("C", "USD"),
        ("S", "USD"),
    ]


def test_a_missing_value_is_neither_nought_nor_compared():
    make_observation(TURNOVER.format("CHN"), value=None, resolution=None, status="O")
    make_observation(TURNOVER.format("KAZ"))
    row = tables()[0].rows[0]
    assert row.gap is None
    assert values(row)["CHN"] == [None]
