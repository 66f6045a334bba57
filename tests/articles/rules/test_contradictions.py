"""Ten pairs of published statements, replayed: their numbers, in sentences of our own."""

from decimal import Decimal

from articles.rules import check
from tests.articles.rules.texts import codes, errors, event, flags, observation, text_of
from trade.quantities import Quantity, growth


def energy(value: int) -> str:
    return {9_010_000_000: "9.01 billion tonnes", 9_010_000: "9.01 million tonnes", 901_000_000: "901 million tonnes"}[
        value
    ]


def test_x1_three_prints_of_one_statistic_are_scale_slips():
    right = observation(901_000_000, 10**6, "2024-01-01/P9M", unit="T", measure="Q", flow="M", counterpart="WLD")
    for value, wanted in ((9_010_000_000, ["R1b"]), (9_010_000, ["R1b"]), (901_000_000, [])):
        text = text_of(f"China's energy imports were {energy(value)} in the period.", "en", {energy(value): right})
        assert [rule for rule, _severity in flags(text, [right])] == wanted
    versions = [
        text_of(f"China's energy imports were {energy(v)} in the period.", "en", {energy(v): right})
        for v in (9_010_000_000, 9_010_000)
    ]
    found = check(text_of(versions[0].text, "en", {energy(9_010_000_000): right}, others=(versions[1],)), [right])
    assert {"scale_slip", "versions_differ"} <= set(errors(found))


def test_x2_the_other_sides_statistics_are_a_note():
    kazakh = observation(31_500_000_000, 10**8, "2023", reporter="KAZ")
    chinese = observation(41_020_000_000, 10**7, "2023", reporter="CHN")
    text = text_of("In 2023 bilateral trade reached $41.02 billion.", "en", {"$41.02": kazakh})
    found = check(text, [kazakh, chinese])
    assert [(f.rule, f.severity, f.facts["reporter"]) for f in found] == [("R8", "note", "CHN")]


def test_x3_a_base_that_differs_a_little_was_revised():
    now = observation(41_020_000_000, 10**7, "2023", reporter="CHN")
    before = observation(31_200_000_000, 10**8, "2022", reporter="CHN")
    text = text_of("In 2023 trade came to $41.02 billion, up 32.2% year on year.", "en", {"$41.02": now})
    found = [f for f in check(text, [now, before]) if f.is_flag]
    assert [(f.rule, f.code, f.severity) for f in found] == [("R2b", "base_revised", "warning")]
    low, high = found[0].computed.measured.interval.low, found[0].computed.measured.interval.high
    assert (round(low / 10**9, 2), round(high / 10**9, 2)) == (Decimal("31.01"), Decimal("31.04"))


def test_x4_another_edition_took_place_in_that_year():
    sixth, seventh = event(6, "2023-11"), event(7, "2024-11")
    text = text_of("7-я ярмарка прошла в ноябре 2023 года.", "ru", {"7-я": seventh})
    found = check(text, [sixth, seventh])
    assert [(f.rule, f.code, f.severity) for f in found] == [("R10", "edition_of_another_year", "error")]
    assert found[0].other.measured.value == 6
    assert flags(text_of("7-я ярмарка прошла в ноябре 2023 года.", "ru", {"7-я": sixth}), [sixth]) == [("R10", "error")]


def test_x5_two_percent_from_78_41_to_80_01_is_consistent():
    text = "Deals worth $80.01 billion were made, 2% more than $78.41 billion a year earlier."
    assert codes(text_of(text, "en")) == []


def test_x6_intervals_overlap_where_rounded_values_differ():
    assert codes(text_of("Deals rose from $80.01 billion to $83.49 billion, or by 4.4%.", "en")) == []
    assert codes(text_of("Сделки выросли с 80,01 млрд до 83,49 млрд долларов, или на 4,4%.", "ru")) == []
    computed = growth(Quantity(Decimal("83.49"), Decimal("0.01")), Quantity(Decimal("80.01"), Decimal("0.01")))
    assert computed.interval.overlaps(Quantity(Decimal("4.4"), Decimal("0.1")).interval)
    assert round(computed.value, 1) == Decimal("4.3")


def test_x7_parts_that_add_up_are_consistent():
    parts = "north (16.009 billion m3), south (22.385 billion m3), east (11.856 billion m3) and others ({})"
    text = "Gas output was 59.063 billion m3, including " + parts
    assert codes(text_of(text.format("8.813 billion m3") + ".", "en")) == []
    assert flags(text_of(text.format("9.813 billion m3") + ".", "en")) == [("R3", "error")]


def test_x8_parts_inside_rounding_are_consistent():
    text = (
        "Trade was 32.33 trillion yuan, including 10.15 trillion yuan, 11 trillion yuan and others 11.17 trillion yuan."
    )
    assert codes(text_of(text, "en")) == []


def test_x9_a_lost_billion_shows_in_the_sum():
    text = "Deals passed the mark (USD1.016 trillion), with about USD596 in construction and USD420 in investment."
    found = [f for f in check(text_of(text, "en")) if f.is_flag]
    assert [(f.rule, f.code, f.severity) for f in found] == [("R1b", "parts_scale_slip", "error")]
    assert Decimal(found[0].facts["factor"]) == 10**9


def test_x10_levels_after_up_to_are_no_growth():
    text = "Долю развития увеличили до 30,4%, одновременно сократив расходы аппарата до 42,2%."
    assert codes(text_of(text, "ru")) == []
