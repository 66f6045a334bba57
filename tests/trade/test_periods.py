"""Periods: names in SDMX's notation and in words, both ways."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trade.periods import Period
from trade.words.dates import column

TAGS = ("ru", "kk", "en", "zh-Hans")
STYLES = ("long", "short")

days = st.dates()
years = st.integers(2, 9999)


@st.composite
def months(draw):
    """Whole months, within a year or across some."""
    year, first, count = draw(st.integers(1, 9900)), draw(st.integers(1, 12)), draw(st.integers(1, 40))
    return Period.parse(f"{year:04}-{first:02}-01/P{count}M")


@st.composite
def spans(draw):
    start = draw(days)
    reach = min((date.max - start).days, draw(st.sampled_from([0, 1, 7, 30, 400, 4000])))
    return Period(start, start + timedelta(days=draw(st.integers(0, reach))))


periods = st.one_of(
    months(), spans(), st.builds(Period.year, years), st.builds(Period.quarter, years, st.integers(1, 4))
)


@pytest.mark.parametrize(
    ("text", "start", "end", "frequency", "iso"),
    [
        ("2023", "2023-01-01", "2023-12-31", "A", "2023"),
        ("2023-A1", "2023-01-01", "2023-12-31", "A", "2023"),
        ("2024-S1", "2024-01-01", "2024-06-30", "S", "2024-S1"),
        ("2024-S2", "2024-07-01", "2024-12-31", "S", "2024-S2"),
        ("2024-Q1", "2024-01-01", "2024-03-31", "Q", "2024-Q1"),
        ("2024-01", "2024-01-01", "2024-01-31", "M", "2024-01"),
        ("2024-M02", "2024-02-01", "2024-02-29", "M", "2024-02"),
        ("2024-01-05", "2024-01-05", "2024-01-05", "D", "2024-01-05"),
        ("2024-01-01/P9M", "2024-01-01", "2024-09-30", "P", "2024-01-01/P9M"),
        ("2024-01-01/P12M", "2024-01-01", "2024-12-31", "A", "2024"),
        ("2024-01-01/P1Y", "2024-01-01", "2024-12-31", "A", "2024"),
        ("2021-01-01/P3Y", "2021-01-01", "2023-12-31", "P", "2021-01-01/P36M"),
        ("2023-10-01/P6M", "2023-10-01", "2024-03-31", "P", "2023-10-01/P6M"),
        ("2024-02-01/P3M", "2024-02-01", "2024-04-30", "P", "2024-02-01/P3M"),
        ("2024-04-01/P3M", "2024-04-01", "2024-06-30", "Q", "2024-Q2"),
        ("2024-01-01/P10D", "2024-01-01", "2024-01-10", "X", "2024-01-01/P10D"),
        ("2024-11-05/2024-11-10", "2024-11-05", "2024-11-10", "X", "2024-11-05/P6D"),
        ("2024-02-01/P29D", "2024-02-01", "2024-02-29", "M", "2024-02"),
        ("2024-01-15/P2M", "2024-01-15", "2024-03-14", "X", "2024-01-15/P60D"),
        ("2024-01-31/P1M", "2024-01-31", "2024-02-28", "X", "2024-01-31/P29D"),
        (" 2023 ", "2023-01-01", "2023-12-31", "A", "2023"),
        ("9999-12", "9999-12-01", "9999-12-31", "M", "9999-12"),
        ("9999-01-01/P1Y", "9999-01-01", "9999-12-31", "A", "9999"),
    ],
)
def test_notation(text, start, end, frequency, iso):
    period = Period.parse(text)
    assert period == Period(date.fromisoformat(start), date.fromisoformat(end))
    assert (period.frequency, period.iso, str(period)) == (frequency, iso, iso)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "20240105",
        "2024-13",
        "2024-M13",
        "2024-Q5",
        "2024-Q0",
        "2024-S3",
        "2024-A2",
        "2024-02-30",
        "0000",
        "2024-W05",
        "2024-01-01/",
        "2024-01-01/P0M",
        "2024-01-01/P1W",
        "2024-01-01/PM",
        "2024-01/P2M",
        "２０２４",
        "9999-12-01/P2M",
        "2024-01-01/P9999999D",
        "2024-01-01/P9999999Y",
        "2024-01-02/2024-01-01",
        "/2024-01-01",
    ],
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        Period.parse(text)


@given(st.text(max_size=20))
def test_any_text_is_a_period_or_refused(text):
    try:
        period = Period.parse(text)
    except ValueError:
        return
    assert Period.parse(period.iso) == period


@given(periods)
def test_the_notation_names_the_period(period):
    assert Period.parse(period.iso) == period
    assert Period.parse(f"{period.start}/{period.end}") == period


def test_a_period_does_not_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2024, 1, 2), date(2024, 1, 1))
    with pytest.raises(ValueError, match="cannot end"):
        Period.months(2024, 9, 1)


@pytest.mark.parametrize(
    ("built", "iso"),
    [
        (Period.year(2023), "2023"),
        (Period.quarter(2024, 4), "2024-Q4"),
        (Period.month(2024, 2), "2024-02"),
        (Period.months(2024, 1, 9), "2024-01-01/P9M"),
        (Period.day(date(2024, 11, 5)), "2024-11-05"),
    ],
)
def test_periods_are_built_by_name(built, iso):
    assert built.iso == iso


@pytest.mark.parametrize(
    ("text", "months_count", "days_count", "is_full_year", "is_partial_year"),
    [
        ("2023", 12, 365, True, False),
        ("2024-01-01/P9M", 9, 274, False, True),
        ("2024-02", 1, 29, False, True),
        ("2024-11-05/P6D", None, 6, False, True),
        ("2024-11-05", None, 1, False, True),
        ("2023-10-01/P6M", 6, 183, False, False),
        ("2022-01-01/P2Y", 24, 730, False, False),
        ("2022-07-01/P1Y", 12, 365, False, False),
    ],
)
def test_length(text, months_count, days_count, is_full_year, is_partial_year):
    period = Period.parse(text)
    assert (period.months_count, period.days_count) == (months_count, days_count)
    assert (period.is_full_year, period.is_partial_year) == (is_full_year, is_partial_year)


@pytest.mark.parametrize(
    ("text", "years_ago", "before"),
    [
        ("2024-01-01/P9M", 1, "2023-01-01/P9M"),
        ("2024", 3, "2021"),
        ("2024-02", 1, "2023-02"),
        ("2025-02", 1, "2024-02"),
        ("2025-01-01/P2M", 1, "2024-01-01/P2M"),
        ("2024-02-29", 1, "2023-02-28"),
        ("2024-02-29", 4, "2020-02-29"),
        ("2025-02-20/2025-02-28", 1, "2024-02-20/2024-02-28"),
        ("2023-12-28/2024-01-03", 1, "2022-12-28/2023-01-03"),
        ("2023", -1, "2024"),
    ],
)
def test_the_same_period_years_before(text, years_ago, before):
    assert Period.parse(text).same_period_before(years_ago) == Period.parse(before)


@given(months())
def test_whole_months_stay_whole_a_year_before(period):
    if period.start.year > 1:
        before = period.same_period_before()
        assert (before.frequency, before.months_count) == (period.frequency, period.months_count)
        assert before.same_period_before(-1) == period


@given(spans(), spans())
def test_containing_and_overlapping(one, other):
    shared = {one.start, one.end} & {other.start, other.end}
    assert one.contains(one)
    assert not one.contains(other) or one.overlaps(other)
    assert one.overlaps(other) == other.overlaps(one)
    assert not shared or one.overlaps(other)
    assert (one.contains(other) and other.contains(one)) == (one == other)


def test_periods_sort_by_start_then_end():
    year, nine_months, later = (Period.parse(text) for text in ("2024", "2024-01-01/P9M", "2024-02"))
    assert sorted([later, year, nine_months]) == [nine_months, year, later]
    assert len({year, Period.year(2024)}) == 1


WORDS = {
    "2023": {"ru": "2023", "kk": "2023", "en": "2023", "zh-Hans": "2023年"},
    "2021-01-01/P3Y": {"ru": "2021–2023", "kk": "2021–2023", "en": "2021–2023", "zh-Hans": "2021—2023年"},
    "2024-S1": {
        "ru": "I полугодие 2024",
        "kk": "2024 ж. I жартыжылдық",
        "en": "first half of 2024|H1 2024",
        "zh-Hans": "2024年上半年",
    },
    "2024-Q3": {
        "ru": "III квартал 2024|III кв. 2024",
        "kk": "2024 ж. III тоқсан|2024 ж. III тқс.",
        "en": "third quarter of 2024|Q3 2024",
        "zh-Hans": "2024年第三季度|2024年三季度",
    },
    "2024-01": {
        "ru": "январь 2024|янв. 2024",
        "kk": "2024 ж. қаңтар|2024 ж. қаң.",
        "en": "January 2024|Jan 2024",
        "zh-Hans": "2024年1月",
    },
    "2024-01-01/P9M": {
        "ru": "январь–сентябрь 2024|янв.–сент. 2024",
        "kk": "2024 ж. қаңтар–қыркүйек|2024 ж. қаң.–қыр.",
        "en": "January–September 2024|Jan–Sep 2024",
        "zh-Hans": "2024年1—9月",
    },
    "2023-10-01/P6M": {
        "ru": "октябрь 2023 – март 2024|окт. 2023 – март 2024",
        "kk": "2023 ж. қазан – 2024 ж. наурыз|2023 ж. қаз. – 2024 ж. нау.",
        "en": "October 2023 – March 2024|Oct 2023 – Mar 2024",
        "zh-Hans": "2023年10月—2024年3月",
    },
    "2024-11-12": {
        "ru": "12 ноября 2024|12 нояб. 2024",
        "kk": "2024 ж. 12 қараша|2024 ж. 12 қар.",
        "en": "12 November 2024|12 Nov 2024",
        "zh-Hans": "2024年11月12日",
    },
    "2024-11-05/P6D": {
        "ru": "5–10 ноября 2024|5–10 нояб. 2024",
        "kk": "2024 ж. 5–10 қараша|2024 ж. 5–10 қар.",
        "en": "5–10 November 2024|5–10 Nov 2024",
        "zh-Hans": "2024年11月5—10日",
    },
    "2024-10-28/P7D": {
        "ru": "28 октября – 3 ноября 2024|28 окт. – 3 нояб. 2024",
        "kk": "2024 ж. 28 қазан – 3 қараша|2024 ж. 28 қаз. – 3 қар.",
        "en": "28 October – 3 November 2024|28 Oct – 3 Nov 2024",
        "zh-Hans": "2024年10月28日—11月3日",
    },
    "2023-12-28/P7D": {
        "ru": "28 декабря 2023 – 3 января 2024|28 дек. 2023 – 3 янв. 2024",
        "kk": "2023 ж. 28 желтоқсан – 2024 ж. 3 қаңтар|2023 ж. 28 жел. – 2024 ж. 3 қаң.",
        "en": "28 December 2023 – 3 January 2024|28 Dec 2023 – 3 Jan 2024",
        "zh-Hans": "2023年12月28日—2024年1月3日",
    },
}


@pytest.mark.parametrize(
    ("iso", "lang", "words"), [(iso, lang, words) for iso, row in WORDS.items() for lang, words in row.items()]
)
def test_words(iso, lang, words):
    long, _bar, short = words.partition("|")
    period = Period.parse(iso)
    assert (period.words(lang), period.words(lang, "short")) == (long, short or long)


@given(periods, st.sampled_from(TAGS), st.sampled_from(STYLES))
def test_words_are_understood(period, lang, style):
    assert Period.from_words(period.words(lang, style), lang) == period


@pytest.mark.parametrize(
    ("text", "lang", "iso"),
    [
        ("Январь\u00a0\u2013\u202fсентябрь\u20092024", "ru", "2024-01-01/P9M"),
        ("январь-март 2024", "ru", "2024-Q1"),
        ("январь — декабрь 2024", "ru", "2024"),
        ("I\u00a0квартал  2024", "ru", "2024-Q1"),
        ("Ⅳ квартал 2024", "ru", "2024-Q4"),
        ("июнь 2024", "ru", "2024-06"),
        ("5 июня 2024", "ru", "2024-06-05"),
        ("НОЯБРЬ 2024", "ru", "2024-11"),
        ("2024 ж. Қараша", "kk", "2024-11"),
        ("q1 2024", "en", "2024-Q1"),
        ("2024年 1–9月", "zh-Hans", "2024-01-01/P9M"),
        ("2024年1月", "zh-hans", "2024-01"),
        ("31 февраля 2024", "ru", None),
        ("2024年13月", "zh-Hans", None),
        ("2024年1—13月", "zh-Hans", None),
        ("0 января 2024", "ru", None),
        ("сентябрь–январь 2024", "ru", None),
        ("2024–2023", "ru", None),
        ("0", "ru", None),
        ("когда-то", "ru", None),
        ("", "en", None),
    ],
)
def test_spaces_dashes_and_capitals_do_not_matter(text, lang, iso):
    if iso:
        assert Period.from_words(text, lang).iso == iso
    else:
        with pytest.raises(ValueError, match=r".+"):
            Period.from_words(text, lang)


@given(st.text(max_size=30), st.sampled_from(TAGS))
def test_any_text_names_a_period_or_is_refused(text, lang):
    with suppress(ValueError):
        assert Period.from_words(text, lang)


@pytest.mark.parametrize(
    ("lang", "key"), [("zh-Hans", "zh"), ("zh-hans", "zh"), ("zh_Hans", "zh"), ("zh", "zh"), ("ru", "ru"), ("EN", "en")]
)
def test_a_language_has_several_spellings(lang, key):
    assert column(lang) == key


def test_other_languages_are_refused():
    with pytest.raises(ValueError, match="fr"):
        Period.year(2024).words("fr")
